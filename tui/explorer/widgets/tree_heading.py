"""The line above the tree: the headings of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Click
from textual.strip import Strip
from textual.widget import Widget

from doelboom.tui.explorer.widgets.lines import strip_of

if TYPE_CHECKING:
    from doelboom.tui.explorer.widgets.tree import OutlineTree


class TreeHeading(Widget):
    """The line above a tree. It asks the tree each time it is painted, so that the two are never laid out apart."""

    def __init__(self, tree: OutlineTree, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._tree = tree

    def on_click(self, event: Click) -> None:
        """Asks for the order of the column that was clicked."""
        event.stop()
        column = self._tree.column_at(event.x)
        if column is not None:
            self.post_message(self._tree.OrderAsked(column))

    def render_line(self, y: int) -> Strip:
        return strip_of(self._tree.draw_heading(), self.size.width, self)
