"""A table of rows known by their key: cursor and scroll stay with the row, whatever is sorted or filtered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text
from textual import on
from textual.message import Message
from textual.widgets import DataTable

from doelboom.tui.explorer.commands import Place, bindings

_PADDING = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, its heading, and whether it holds figures."""

    key: str
    heading: str
    figures: bool = False
    width: int | None = None
    """A fixed width; None for as wide as its widest cell."""
    least: int = 8
    takes_rest: bool = False
    """Whether it takes the width that the others leave, above `least`."""


class KeyedTable(DataTable[Text], inherit_bindings=False):
    """Textual's table, which takes whole answers and keeps the cursor on its row."""

    BINDINGS = bindings(Place.LIST)

    @dataclass
    class HeadingClicked(Message):
        """A column's heading was clicked."""

        column: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, cursor_type="row", zebra_stripes=False, fixed_columns=1, cell_padding=_PADDING)
        self._shape: tuple[tuple[str, str, int], ...] = ()
        self.key_order: list[str] = []

    @property
    def key(self) -> str | None:
        """The key of the row under the cursor."""
        return self.key_order[self.cursor_row] if 0 <= self.cursor_row < len(self.key_order) else None

    def fill(self, columns: Sequence[Column], rows: Sequence[tuple[str, Sequence[Text]]]) -> None:
        """Shows these rows, (key, cells), under these columns."""
        before, at = self.key, self.cursor_row
        offset = self.scroll_offset
        widths = self._widths_of(columns, rows)
        shape = tuple((column.key, column.heading, width) for column, width in zip(columns, widths, strict=True))
        if shape != self._shape:
            self.clear(columns=True)
            for column, width in zip(columns, widths, strict=True):
                heading = Text(column.heading, justify="right" if column.figures else "left", no_wrap=True)
                self.add_column(heading, key=column.key, width=width)
            self._shape = shape
        else:
            self.clear()
        for key, cells in rows:
            self.add_row(
                *(
                    self._fitted(cell, column, width)
                    for cell, column, width in zip(cells, columns, widths, strict=True)
                ),
                key=key,
            )
        self.key_order = [key for key, _cells in rows]
        if not rows:
            return
        row = self.key_order.index(before) if before in self.key_order else min(at, len(rows) - 1)
        self.move_cursor(row=max(0, row), animate=False)
        self.scroll_to(x=offset.x, animate=False, force=True)

    @staticmethod
    def _fitted(cell: Text, column: Column, width: int) -> Text:
        cell = cell.copy()
        cell.no_wrap = True
        cell.justify = "right" if column.figures else "left"
        cell.truncate(width, overflow="ellipsis")
        return cell

    def _widths_of(self, columns: Sequence[Column], rows: Sequence[tuple[str, Sequence[Text]]]) -> list[int]:
        widths = []
        for number, column in enumerate(columns):
            widest = max((cells[number].cell_len for _key, cells in rows), default=0)
            widths.append(column.width or max(len(column.heading), widest, 1))
        room = self.size.width - 2  # the scrollbar
        for number, column in enumerate(columns):
            if column.takes_rest:
                others = sum(widths) - widths[number] + 2 * _PADDING * len(columns)
                widths[number] = min(widths[number], max(min(column.least, room // 4), room - others))
        return widths

    def go_to_key(self, key: str) -> None:
        """Moves the cursor to a row, if it is there."""
        if key in self.key_order:
            self.move_cursor(row=self.key_order.index(key), animate=False)

    def _starts(self) -> list[int]:
        """How far the table is scrolled when each column but the fixed one is the first."""
        starts = [0]
        for column in self.ordered_columns[1:-1]:
            starts.append(starts[-1] + column.get_render_width(self))
        return starts

    def action_page_right(self) -> None:
        """The columns one to the left: a figure that is cut reads as another."""
        following = [start for start in self._starts() if start > self.scroll_offset.x]
        if following and self.scroll_offset.x < self.max_scroll_x:
            self.scroll_to(x=following[0], animate=False, force=True)

    def action_page_left(self) -> None:
        """The columns one to the right."""
        before = [start for start in self._starts() if start < self.scroll_offset.x]
        self.scroll_to(x=before[-1] if before else 0, animate=False, force=True)

    @on(DataTable.HeaderSelected)
    def _heading_clicked(self, event: DataTable.HeaderSelected) -> None:
        event.stop()
        if event.column_key.value is not None:
            self.post_message(self.HeadingClicked(event.column_key.value))
