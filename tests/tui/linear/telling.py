"""The explorer as lines, with what is typed given beforehand."""

from __future__ import annotations

import io
from pathlib import Path

from doelboom.data.storage.library import Opened
from doelboom.tui.linear.explorer import LinearExplorer
from doelboom.tui.linear.talk import Talk
from doelboom.tui.settings.session import session_of


class Told:
    """A session in lines: each line that is typed, and what was said for it."""

    def __init__(self, opened: Opened, state: Path) -> None:
        self._opened, self._state = opened, state
        self.explorer = self._explorer("")

    def _explorer(self, typed: str) -> LinearExplorer:
        self._out = io.StringIO()
        session = session_of(self._opened.id, self._state)
        return LinearExplorer(self._opened, Talk(io.StringIO(typed), self._out), session)

    def answer(self, *typed: str) -> list[str]:
        """Types lines, the first a command and the others what it asks for; what was said."""
        self._out = io.StringIO()
        self.explorer.talk = Talk(io.StringIO("".join(f"{line}\n" for line in typed[1:])), self._out)
        self.explorer.heed(typed[0])
        return self._out.getvalue().splitlines()

    def run(self, *typed: str) -> list[str]:
        """A whole session from its start to its end."""
        self.explorer = self._explorer("".join(f"{line}\n" for line in typed))
        self.explorer.run()
        return self._out.getvalue().splitlines()
