"""A line to type in."""

from __future__ import annotations

from textual.events import Paste
from textual.widgets import Input

_LONGEST = 200
"""Characters that a search may have."""


class Field(Input):
    """Textual's line, without the blinking: over a slow line nothing is painted without a change. What is pasted into
    it is taken as far as there is room: a megabyte by mistake is no reason to stand still."""

    def __init__(
        self, value: str | None = None, *, placeholder: str = "", longest: int = _LONGEST, id: str | None = None
    ) -> None:
        super().__init__(value, placeholder=placeholder, max_length=longest, id=id)

    def on_mount(self) -> None:
        self.cursor_blink = False

    def on_paste(self, event: Paste) -> None:
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        room = (self.max_length or 0) - len(self.value) + end - start
        line = next(iter(event.text[: 2 * room].lstrip().splitlines()), "")[: max(0, room)]
        if line:
            self.replace(line, start, end)
