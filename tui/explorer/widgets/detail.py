"""The detail pane: everything about one item, drawn for the pane's width.

It scrolls by itself and tells the screen only which cells are others now: over a slow line a move of the cursor must
not paint the whole pane, and Textual's own scrolling lays out and paints the whole screen when a text's height changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.events import MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Region, Size
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from doelboom.data.model.outline import Outline
from doelboom.data.queries.search import spans
from doelboom.data.storage.notes import notes_of
from doelboom.parser.records import Level
from doelboom.tui.explorer.commands import Place, bindings
from doelboom.tui.locale.words import counted
from doelboom.tui.views.drawing.detail import draw_detail
from doelboom.tui.views.drawing.look import PLAIN, Look

_LEAST = 10
"""Cells that a text is drawn for at least: in fewer nobody reads it, and a word cannot be broken into no cells."""
_WHEEL = 3
"""Lines that a turn of the wheel scrolls."""
_TALL = 30
"""Lines from which on a pane has room for heads that are all of one height."""
_HEADS = {Level.SD: 8, Level.OD: 8, Level.PO: 8}
_HEAD_OF_A_LEAF = 6
"""Lines that most heads take in a pane beside the tree: what is below them stays where it is from node to node, and
little has to be painted anew."""


class Pane(Widget, can_focus=True):
    """Lines of text that are taller than the pane, under the keys of the detail."""

    BINDINGS = bindings(Place.DETAIL)

    look: var[Look] = var(PLAIN, init=False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: list[Text] = []
        self._top = 0
        self._painted: list[Strip] = []
        self._laid_out_for = Size(0, 0)

    # What it shows

    def draw(self, width: int) -> Text:
        """The text for a width."""
        raise NotImplementedError

    def watch_look(self) -> None:
        """Shows it in other styles."""
        self.redraw()

    def redraw(self, *, from_top: bool = False) -> None:
        """Shows what `draw` says now, painting only the cells that are others."""
        if self.content_size.width <= 0 or not self.is_attached:
            return
        if from_top:
            self._top = 0
        self._lay_out()
        self._paint()

    def _lay_out(self) -> None:
        self._laid_out_for = self.content_size
        width = max(self.content_size.width - 2, _LEAST)
        self._lines = list(self.draw(width).split("\n", allow_blank=True))
        self._top = min(self._top, self._lowest)

    def _paint(self) -> None:
        before, self._painted = self._painted, self._strips()
        if len(before) != len(self._painted):
            self.refresh()
            return
        for row, (old, new) in enumerate(zip(before, self._painted, strict=True)):
            if (span := difference(old, new)) is not None:
                self.refresh(Region(span[0], row, span[1] - span[0], 1))

    def _strips(self) -> list[Strip]:
        base = self.rich_style
        return [self._strip(row, base) for row in range(self.content_size.height)]

    def _strip(self, row: int, base: Style) -> Strip:
        width = self.content_size.width
        line = self._line(row)
        segments = [
            Segment(segment.text, base + segment.style if segment.style else base)
            for segment in line.render(self.app.console)
        ]
        # The margin wears the style of what it stands before: a style of its own would be bytes for nothing.
        segments.insert(0, Segment(" ", segments[0].style if segments else base))
        last = segments[-1].style
        plain = last is None or not (last.reverse or last.underline or last.bgcolor != base.bgcolor)
        return Strip(segments).adjust_cell_length(width, last if plain else base).simplify()

    def _line(self, row: int) -> Text:
        number = self._top + row
        below = len(self._lines) - self._top - self.content_size.height
        if below > 0 and row == self.content_size.height - 1:
            more = counted("{count} more line", "{count} more lines", below + 1).format(count=below + 1)
            return Text(f"{self.look.signs.unfolded} {more}", style=self.look.dim)
        return self._lines[number] if number < len(self._lines) else Text()

    def render_line(self, y: int) -> Strip:
        if self.content_size != self._laid_out_for:
            # A widget is painted in a new size before it hears of it.
            self._lay_out()
            self._painted = self._strips()
        if y < len(self._painted):
            return self._painted[y]
        return Strip.blank(self.content_size.width, self.rich_style)

    @property
    def lines(self) -> Sequence[str]:
        """The lines of the whole text, what is scrolled away included."""
        return [line.plain for line in self._lines]

    @property
    def top(self) -> int:
        """The number of the line that is at the top of the pane."""
        return self._top

    # Scrolling

    @property
    def _lowest(self) -> int:
        return max(0, len(self._lines) - self.content_size.height)

    def _scroll(self, top: int) -> None:
        top = max(0, min(top, self._lowest))
        if top != self._top:
            self._top = top
            self._paint()

    def action_scroll_down(self) -> None:
        self._scroll(self._top + 1)

    def action_scroll_up(self) -> None:
        self._scroll(self._top - 1)

    def action_page_down(self) -> None:
        self._scroll(self._top + max(1, self.content_size.height - 2))

    def action_page_up(self) -> None:
        self._scroll(self._top - max(1, self.content_size.height - 2))

    def action_scroll_home(self) -> None:
        self._scroll(0)

    def action_scroll_end(self) -> None:
        self._scroll(self._lowest)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        event.stop()
        self._scroll(self._top + _WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        event.stop()
        self._scroll(self._top - _WHEEL)

    def on_resize(self, event: Resize) -> None:
        # Mostly it was painted in its new size by now.
        if self.content_size != self._laid_out_for:
            self.redraw()


class DetailPane(Pane):
    """The detail of one item."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._subject: tuple[Outline, str, tuple[str, ...]] | None = None
        self.years: Callable[[str, int], Text] | None = None
        """What draws the years of an item for a width, once they are known."""

    @property
    def code(self) -> str | None:
        """The code of the item that is shown."""
        return self._subject[1] if self._subject is not None else None

    def show(self, outline: Outline, code: str, words: tuple[str, ...] = (), reveal: tuple[str, ...] = ()) -> None:
        """Shows an item, from its top, with some words marked; if the first of those to `reveal` is further down, from
        there."""
        before, self._subject = self._subject, (outline, code, words)
        if before != self._subject:
            self.redraw(from_top=before is None or before[1] != code)
            self._reveal(reveal)

    def _reveal(self, words: tuple[str, ...]) -> None:
        line = next((number for number, line in enumerate(self._lines) if spans(line.plain, words)), None)
        # The last line of the pane says how many more there are.
        if line is not None and line >= self.top + self.content_size.height - 1:
            self._scroll(line - 1)

    def draw(self, width: int) -> Text:
        if self._subject is None:
            return Text()
        outline, code, words = self._subject
        note = notes_of(outline.source).text(code)
        head = 0
        if self.content_size.height >= _TALL:
            head = _HEADS.get(outline.item(code).level, _HEAD_OF_A_LEAF)
        return draw_detail(outline, code, width, self.look, words, note, years=self.years, head=head)


def difference(old: Strip, new: Strip) -> tuple[int, int] | None:
    """The first cell in which two strips differ and the one after the last; None where they are alike."""
    if old == new:
        return None
    one, other = _cells(old), _cells(new)
    if len(one) != len(other) or not one:
        return 0, max(old.cell_length, new.cell_length)
    differing = [place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    return (differing[0], differing[-1] + 1) if differing else None


def _cells(strip: Strip) -> list[tuple[str, Style | None]]:
    """A strip's cells one by one; none where a character takes two, so that places cannot be told by counting."""
    cells = [(character, segment.style) for segment in strip for character in segment.text]
    return cells if len(cells) == strip.cell_length else []
