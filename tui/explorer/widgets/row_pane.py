"""The pane beside or below a list: what its row is."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text

from doelboom.tui.explorer.widgets.detail import Pane


class RowPane(Pane):
    """Shows what it is told, under the keys of the detail."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._key: str | None = None
        self._draw: Callable[[int], Text] | None = None

    def show(self, key: str | None, draw: Callable[[int], Text] | None) -> None:
        """Shows a row, known by its key, as drawn for a width; another one from its top. None for no row."""
        before, self._key, self._draw = self._key, key, draw
        self.redraw(from_top=key != before)

    def draw(self, width: int) -> Text:
        return self._draw(width) if self._draw is not None else Text()
