"""A table of rows known by their key. It draws the columns that there is room for, and scrolls by whole ones.

Textual's own table draws all columns and lets the window's edge cut them, which makes other figures of figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.text import Text
from textual.events import Click, MouseScrollDown, MouseScrollLeft, MouseScrollRight, MouseScrollUp, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from doelboom.parser.dataclass import dataclass
from doelboom.tui.explorer.commands import Place, bindings
from doelboom.tui.explorer.widgets.lines import strip_of
from doelboom.tui.views.drawing.arrangement import Arrangement, Column, arrange
from doelboom.tui.views.drawing.drawn_rows import DrawnRows
from doelboom.tui.views.words.truncation import cut

_MARGIN = 1
"""The cells on either side: the left one holds the sign of a row; a scrollbar that touches a figure seems to be a part
of it."""
_HEADING = 1
"""The line of the headings, which stays above the rows."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a table the user was."""

    key: str | None
    """The row under the cursor."""
    top: int = 0
    """How many rows were scrolled away above."""
    first: int = 0
    """How many columns were scrolled away to the left."""


class KeyedTable(ScrollView, can_focus=True, inherit_bindings=False):
    """Takes whole answers. Its cursor is on a row, and stays with it, whatever is filtered, unless it is told to begin
    at its top."""

    BINDINGS = bindings(Place.LIST)
    COMPONENT_CLASSES = {"table--heading", "table--cursor"}

    @dataclass
    class HeadingClicked(Message):
        """A column's heading was clicked."""

        column: str

    @dataclass
    class Chosen(Message):
        """The row under the cursor was clicked."""

        key: str

    @dataclass
    class Marked(Message):
        """The row under the cursor is to be marked, or its mark taken away."""

    @dataclass
    class Folded(Message):
        """The rows of a group are to be shown, or no longer."""

        group: str
        """The key of its row."""
        unfold: bool

    @dataclass
    class Highlighted(Message):
        """The cursor is on another row."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, KeyedTable.Highlighted)

    @dataclass
    class Arranged(Message):
        """Other columns may be in view."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, KeyedTable.Arranged)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.columns: tuple[Column, ...] = ()
        """All columns, in view or not."""
        self.key_order: list[str] = []
        """The keys of the rows, in order."""
        self.cursor_row = 0
        self._rows = DrawnRows.of(())
        self._wholes: list[int] = []
        self._first = 0
        self._arranged: tuple[tuple[int, int], Arrangement] | None = None
        self._signs: Mapping[str, str] = {}
        self.groups: Mapping[str, str] = {}
        """The group to which each row belongs, by their keys, where rows stand in groups that fold."""
        self._to_take_up: Spot | None = None
        """Where to scroll to as soon as there is a height."""
        self._chosen: tuple[list[str], int] = ([], 0)
        """The keys, in order, and the row among them that the user last went to."""

    # What it shows

    @property
    def key(self) -> str | None:
        """The key of the row under the cursor."""
        return self.key_order[self.cursor_row] if 0 <= self.cursor_row < len(self.key_order) else None

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.key_order)

    def cells_of(self, key: str) -> Sequence[Text]:
        """The whole cells of a row, those of columns out of view too."""
        return self._rows[self.key_order.index(key)][1]

    def fill(
        self, columns: Sequence[Column], rows: Sequence[tuple[str, Sequence[Text]]], *, from_top: bool = False
    ) -> None:
        """Shows these rows, (key, cells), under these columns; from the first row on, or with the cursor on the row
        that the user last went to, or on the next below it that is still there. It does not say where the cursor is
        then: who fills it can ask. `DrawnRows` are drawn as they come into view."""
        line = self.cursor_row - self.scroll_offset.y
        self.columns = tuple(columns)
        self._rows = DrawnRows.of(rows)
        self.key_order = list(self._rows.keys)
        measured = [self._rows[place][1] for place in self._rows.widest]
        self._wholes = [
            max([len(column.heading), 1, *(cells[number].cell_len for cells in measured)])
            for number, column in enumerate(columns)
        ]
        self._arranged = None
        if from_top:
            self._chosen, line, self._first = (self.key_order, 0), 0, 0
        self.cursor_row = _still_there(*self._chosen, self.key_order)
        self.virtual_size = Size(0, _HEADING + len(rows))
        self.scroll_to(y=self.cursor_row - line, animate=False, force=True)
        self._reveal()
        self.refresh()

    def show_signs(self, signs: Mapping[str, str]) -> None:
        """Shows a sign, a cell wide, before each of these rows, by key."""
        if signs != self._signs:
            self._signs = signs
            self.refresh()

    @property
    def spot(self) -> Spot:
        """Where the user is."""
        return Spot(self.key, self.scroll_offset.y, self.arrangement.first)

    def take_up(self, spot: Spot) -> None:
        """Goes to where the user was, as far as that is still there."""
        if spot.key in self.key_order:
            self._first, self._to_take_up = spot.first, spot
            self._go_to(self.key_order.index(spot.key))
            self._scroll_to_spot()

    def _scroll_to_spot(self) -> None:
        if self._to_take_up is not None and self.size.height:
            self.scroll_to(y=self._to_take_up.top, animate=False, force=True)
            self._to_take_up = None

    @property
    def arrangement(self) -> Arrangement:
        """The columns in view, worked out from the width that there is at this moment."""
        room_and_first = (self._room, self._first)
        if self._arranged is None or self._arranged[0] != room_and_first:
            self._arranged = (room_and_first, arrange(self.columns, self._wholes, *room_and_first))
            self.post_message(self.Arranged())
        return self._arranged[1]

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _room(self) -> int:
        return max(0, self._width - 2 * _MARGIN)

    def on_resize(self, event: Resize) -> None:
        self._scroll_to_spot()
        self._reveal()

    # How it draws

    def render_line(self, y: int) -> Strip:
        row = self.scroll_offset.y + y - _HEADING
        if y < _HEADING:
            line = self._line([Text(column.heading) for column in self.columns])
            line.stylize(self.get_component_rich_style("table--heading"))
        elif row < len(self._rows):
            line = self._line(self._rows[row][1], self._signs.get(self.key_order[row], ""))
            if row == self.cursor_row:
                line.stylize(self.get_component_rich_style("table--cursor"))
        else:
            return Strip.blank(self._width, self.rich_style)
        return strip_of(line, self._width, self)

    def _line(self, cells: Sequence[Text], sign: str = "") -> Text:
        """The cells in view, on a line as wide as the table."""
        line = Text(sign.ljust(_MARGIN), no_wrap=True)
        arrangement = self.arrangement
        for place, (number, width) in enumerate(arrangement.widths):
            cell = cells[number].copy()
            cut(cell, width)
            space = " " * (width - cell.cell_len)
            line.append(" " * arrangement.gap if place else "")
            line.append(space if self.columns[number].figures else "")
            line.append_text(cell)
            line.append("" if self.columns[number].figures else space)
        line.pad_right(self._width - line.cell_len)
        return line

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        # As Textual's, without the line of headings, which does not scroll.
        self.vertical_scrollbar.position = new_value
        if round(old_value) != round(new_value):
            self.refresh(Region(0, _HEADING, self.size.width, self._page))

    def _refresh_row(self, row: int) -> None:
        self.refresh(Region(0, _HEADING + row - self.scroll_offset.y, self.size.width, 1))

    # Rows

    def _go_to(self, row: int) -> None:
        before, self.cursor_row = self.cursor_row, max(0, min(row, len(self.key_order) - 1))
        self._chosen = (self.key_order, self.cursor_row)
        if self.cursor_row != before:
            self._refresh_row(before)
            self._refresh_row(self.cursor_row)
            self.post_message(self.Highlighted())
        self._reveal()

    @property
    def _page(self) -> int:
        """How many rows are in view."""
        return max(1, self.size.height - _HEADING)

    def _reveal(self) -> None:
        """Scrolls as far as it takes to have the cursor in view."""
        top = self.scroll_offset.y
        target = max(self.cursor_row - self._page + 1, min(top, self.cursor_row))
        if target != top:
            self.scroll_to(y=target, animate=False, force=True)

    def action_cursor_down(self) -> None:
        self._go_to(self.cursor_row + 1)

    def action_cursor_up(self) -> None:
        self._go_to(self.cursor_row - 1)

    def action_page_down(self) -> None:
        self._go_to(self.cursor_row + self._page)

    def action_page_up(self) -> None:
        self._go_to(self.cursor_row - self._page)

    def action_scroll_top(self) -> None:
        self._go_to(0)

    def action_scroll_bottom(self) -> None:
        self._go_to(len(self.key_order) - 1)

    def action_mark(self) -> None:
        self.post_message(self.Marked())

    # Columns

    def _scroll_columns(self, first: int) -> None:
        if first != self._first:
            self._first = first
            self.refresh()

    def action_page_right(self) -> None:
        """The columns one to the left."""
        if self.arrangement.more:
            self._scroll_columns(self.arrangement.first + 1)

    def action_page_left(self) -> None:
        """The columns one to the right."""
        self._scroll_columns(max(0, self.arrangement.first - 1))

    # Groups

    def action_step_right(self) -> None:
        """Unfolds the group of this row; elsewhere the columns."""
        if self.key is not None and self.groups.get(self.key) == self.key:
            self.post_message(self.Folded(self.key, unfold=True))
        else:
            self.action_page_right()

    def action_step_left(self) -> None:
        """The columns, as far as they are scrolled; then folds the group in which the row is."""
        group = self.groups.get(self.key or "")
        if group is not None and not self.arrangement.first:
            self.post_message(self.Folded(group, unfold=False))
        else:
            self.action_page_left()

    # The mouse

    def on_click(self, event: Click) -> None:
        event.stop()
        offset = event.get_content_offset(self)
        if offset is None:
            return
        row = self.scroll_offset.y + offset.y - _HEADING
        if offset.y < _HEADING:
            self._click_heading(offset.x)
        elif row < len(self.key_order):
            if row == self.cursor_row:
                self.post_message(self.Chosen(self.key_order[row]))
            else:
                self._go_to(row)

    def _click_heading(self, x: int) -> None:
        left = _MARGIN
        for number, width in self.arrangement.widths:
            if left <= x < left + width:
                self.post_message(self.HeadingClicked(self.columns[number].key))
            left += width + self.arrangement.gap

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        if event.shift or event.ctrl:
            self.action_page_right()

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        if event.shift or event.ctrl:
            self.action_page_left()

    def on_mouse_scroll_right(self, event: MouseScrollRight) -> None:
        self.action_page_right()

    def on_mouse_scroll_left(self, event: MouseScrollLeft) -> None:
        self.action_page_left()


def _still_there(before: Sequence[str], at: int, keys: Sequence[str]) -> int:
    """The place of the key that was at a place; else of the nearest below it that is still there, else above it."""
    places = {key: place for place, key in enumerate(keys)}
    return next((places[key] for key in (*before[at:], *reversed(before[:at])) if key in places), 0)
