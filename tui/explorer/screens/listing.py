"""What the screens with a table have in common: sorting, going to a node, copying a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widget import Widget

from doelboom.data.model.outline import Outline
from doelboom.tui.explorer.commands import Command, Place
from doelboom.tui.explorer.screens.base import BaseScreen
from doelboom.tui.explorer.widgets.filter import FilterLine
from doelboom.tui.explorer.widgets.lines import Line
from doelboom.tui.explorer.widgets.table import KeyedTable
from doelboom.tui.locale.words import _, columns_out_of_view
from doelboom.tui.views.drawing.arrangement import Column

TEXTS = frozenset(
    {"code", "title", "service", "effect", "finding", "measure", "column", "candidates", "expected", "operation"}
)
"""The columns that one expects to sort from A to Z at first; the others start with the largest."""

Row = tuple[str, Sequence[Text]]
"""A row: its key and its cells, in the order of the columns."""


class ListingScreen(BaseScreen[str | None]):
    """A table over the whole screen. Ends with the code to go to in the tree, or None."""

    CSS_PATH = "listing.tcss"

    KEY_LINE: ClassVar[tuple[str, ...]] = ()

    def __init__(self, outline: Outline) -> None:
        super().__init__()
        self.outline = outline
        self._asked: object = None
        """The question of the rows that are shown."""

    def compose(self) -> ComposeResult:
        yield self.no_room()
        yield Line(id="title", classes="bar")
        yield KeyedTable(id="table")
        yield Line(id="totals")
        yield FilterLine(id="filter-line")
        yield Line(id="status", classes="bar")
        yield self.key_line()

    def on_mount(self) -> None:
        self.show_keys(self.KEY_LINE)
        self.table.focus()
        self.refill()

    @property
    def table(self) -> KeyedTable:
        """The table."""
        return self.query_one(KeyedTable)

    # What a screen says of itself

    @property
    def sorted_by(self) -> tuple[str, bool]:
        """The column that the rows are sorted by, and whether downwards."""
        raise NotImplementedError

    def sort(self, column: str, *, descending: bool) -> None:
        """Sorts by another column."""
        raise NotImplementedError

    @property
    def question(self) -> object:
        """What the order of the rows and the choice of them go by. Another one begins at its top; what is not in it
        (a filter, a unit) leaves the cursor on its row."""
        return self.sorted_by

    def columns(self) -> list[Column]:
        """The columns, in order."""
        raise NotImplementedError

    def rows(self, columns: Sequence[Column]) -> list[Row]:
        """The rows, in order."""
        raise NotImplementedError

    def show_lines(self) -> None:
        """Shows title, totals and status."""
        raise NotImplementedError

    def code_of(self, key: str) -> str | None:
        """The node that a row stands for; None where it stands for none."""
        return key if key in self.outline.items else None

    # What follows from it

    def refill(self) -> None:
        """Shows the answer to what is asked now: another question from its top and with the column that it sorts by,
        the same with the cursor on its row."""
        columns = self.columns()
        column_sorted, descending = self.sorted_by
        signs = self.look.signs
        arrow = signs.downwards if descending else signs.upwards
        marked = [
            replace(column, heading=f"{column.heading} {arrow}") if column.key == column_sorted else column
            for column in columns
        ]
        before, self._asked = self._asked, self.question
        self.table.fill(marked, self.rows(columns), from_top=self._asked != before)
        if self._asked != before:
            self.table.show_column(column_sorted)
        self.show_lines()

    @on(KeyedTable.Arranged)
    def _arranged(self, event: KeyedTable.Arranged) -> None:
        event.stop()
        self.show_lines()

    @property
    def more_columns(self) -> str:
        """How many columns are out of view on either side; nothing where all are in view."""
        arrangement = self.table.arrangement
        return columns_out_of_view(arrangement.first, arrangement.more)

    def target_of(self, command: Command) -> Widget:
        return self.table if command.place is Place.LIST else self

    def leave(self, code: str | None) -> None:
        """Closes the screen with an answer."""
        self.dismiss(code)

    def action_close(self) -> None:
        self.leave(None)

    def action_escape(self) -> None:
        if self.query_one(FilterLine).display:
            self.query_one(FilterLine).close(clear=True)
            self.filtered("")
            self.table.focus()
        else:
            self.leave(None)

    @on(KeyedTable.Chosen)
    def _row_chosen(self, event: KeyedTable.Chosen) -> None:
        event.stop()
        self.action_go()

    def action_go(self) -> None:
        """To the row's node in the tree."""
        key = self.table.key
        code = self.code_of(key) if key is not None else None
        if code is None:
            self.say(_("No node to go to from here."))
            return
        self.leave(code)

    @on(KeyedTable.HeadingClicked)
    def _heading_clicked(self, event: KeyedTable.HeadingClicked) -> None:
        event.stop()
        self._sort_by(event.column)

    def _sort_by(self, column: str) -> None:
        current, descending = self.sorted_by
        self.sort(column, descending=not descending if column == current else column not in TEXTS)

    def action_sort(self) -> None:
        """Chooses the column to sort by; the same again reverses."""
        options = [(column.key, column.heading, "") for column in self.columns()]
        self.choose(_("Sort by (the same again: reversed)"), options, self.sorted_by[0], "s", self._sort_by)

    def filtered(self, text: str) -> None:
        """Shows only the rows with these words."""

    def action_filter(self) -> None:
        """Opens the line of the filter."""
        line = self.query_one(FilterLine)
        line.open()
        self.set_focus(line.field)

    @on(FilterLine.Typed)
    def _filter_typed(self, event: FilterLine.Typed) -> None:
        self.filtered(event.text)

    @on(FilterLine.Entered)
    def _filter_entered(self) -> None:
        self.table.focus()
        self.query_one(FilterLine).close(clear=False)

    def action_copy_code(self) -> None:
        """Copies the code of the row."""
        key = self.table.key
        self.copy(self.code_of(key) if key is not None else None)

    def action_copy_row(self) -> None:
        """Copies the row, parted by tabs."""
        key = self.table.key
        self.copy("\t".join(cell.plain for cell in self.table.cells_of(key)) if key is not None else None)
