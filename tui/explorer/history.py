"""Where one has been, and where one came back from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from doelboom.parser.dataclass import dataclass

Reopen = Callable[[], Screen[Any]]
"""Makes the screen of a list anew, as it was left: its question, its row, its place."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somewhere one was: at a node of the tree, and in the lists that were open over it, the outermost first."""

    code: str | None
    lists: tuple[Reopen, ...] = ()


class History:
    """The places that Back and Forward lead to."""

    def __init__(self) -> None:
        self._behind: list[Visit] = []
        self._ahead: list[Visit] = []

    @property
    def leads_back(self) -> bool:
        """Whether there is a place before this one."""
        return bool(self._behind)

    def leave(self, visit: Visit) -> None:
        """A place is left for another by a jump: Back leads to it, and Forward nowhere."""
        self._behind.append(visit)
        self._ahead.clear()

    def back(self, left: Visit) -> Visit | None:
        """The place before, or None; Forward then leads to the one that is left."""
        return _step(self._behind, self._ahead, left)

    def forward(self, left: Visit) -> Visit | None:
        """The place from which Back came, or None; Back then leads to the one that is left."""
        return _step(self._ahead, self._behind, left)


def _step(origin: list[Visit], opposite: list[Visit], left: Visit) -> Visit | None:
    if not origin:
        return None
    if left.code is not None:
        opposite.append(left)
    return origin.pop()
