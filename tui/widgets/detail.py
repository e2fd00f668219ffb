"""The detail pane: everything about one item, drawn for the pane's width."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Resize
from textual.widgets import Static

from data.outline import Outline
from tui.commands import Place, bindings
from tui.detail import draw_detail
from tui.look import PLAIN, Look


class DetailPane(VerticalScroll, can_focus=True):
    """The detail of one item. It draws when what it shows or its width changes, and not otherwise."""

    BINDINGS = bindings(Place.DETAIL)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.look: Look = PLAIN
        self._body = Static(Text(), markup=False)
        self._shown: tuple[Outline, str, tuple[str, ...]] | None = None
        self._drawn_width = 0

    def compose(self) -> ComposeResult:
        yield self._body

    def show(self, outline: Outline, code: str, wanted: tuple[str, ...] = ()) -> None:
        """Shows an item, from its top."""
        if self._shown == (outline, code, wanted):
            return
        same = self._shown is not None and self._shown[1] == code
        self._shown = (outline, code, wanted)
        self._draw()
        if not same:
            self.scroll_home(animate=False)

    def redraw(self) -> None:
        """Draws again, as after a change of theme."""
        self._draw()

    def on_resize(self, event: Resize) -> None:
        if self._room != self._drawn_width:
            self._draw()

    @property
    def _room(self) -> int:
        return self.scrollable_content_region.width

    def _draw(self) -> None:
        self._drawn_width = self._room
        if self._shown is not None and self._room > 0:
            outline, code, wanted = self._shown
            self._body.update(draw_detail(outline, code, self._room, self.look, wanted))
