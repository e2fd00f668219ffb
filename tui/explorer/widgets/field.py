"""A line to type in."""

from __future__ import annotations

from textual.widgets import Input


class Field(Input):
    """Textual's line, without the blinking: over a slow line nothing is painted without a change."""

    def on_mount(self) -> None:
        self.cursor_blink = False
