"""What the screens with a table have in common: sorting, filtering, going to a node and coming back, copying a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget

from doelboom.parser.dataclass import dataclass
from doelboom.tui.explorer.aside import Aside, is_large
from doelboom.tui.explorer.commands import Command, Place
from doelboom.tui.explorer.history import Reopen
from doelboom.tui.explorer.screens.base import BaseScreen
from doelboom.tui.explorer.screens.lists.listing_marks import MarkedScreen
from doelboom.tui.explorer.screens.lists.subject import Subject
from doelboom.tui.explorer.screens.noting import with_note_signs, write_note
from doelboom.tui.explorer.screens.paging import ask_for_page
from doelboom.tui.explorer.widgets.filter import FilterLine
from doelboom.tui.explorer.widgets.lines import Line
from doelboom.tui.explorer.widgets.table import KeyedTable, Spot
from doelboom.tui.locale.words import _, columns_out_of_view
from doelboom.tui.views.drawing.arrangement import Column, led_by

TEXTS = frozenset({"code", "title", "service", "effect", "finding", "measure", "column", "candidates", "operation"})
"""The columns that one expects to sort from A to Z at first; the others start with the largest."""

Row = tuple[str, Sequence[Text]]
"""A row: its key and its cells, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Departure:
    """How a list ends that is left for a node: the node, and the lists that Back opens again, the outermost first."""

    code: str
    lists: tuple[Reopen, ...]


class ListingScreen(MarkedScreen[Departure | None]):
    """A table over the whole screen. Ends with where one goes from there, or None where it is closed."""

    KEY_LINE: ClassVar[tuple[str, ...]] = ()

    is_taken_up_again = False
    """Whether the next that is opened of its kind begins as this one is left."""

    def __init__(self, subject: Subject, *, spot: Spot | None = None, only_marked: bool = False) -> None:
        """`spot` is where the user was when it was left, `only_marked` whether it showed the marked rows alone."""
        super().__init__(subject, only_marked=only_marked)
        self._spot = spot
        self._asked: object = None
        """The question of the rows that are shown."""
        self.left_as: Reopen | None = None
        """As what it can be opened again, once it was left."""
        self.worked_out: object = None
        """The answer that was worked out aside, while it is being shown."""
        self._asking: Aside[object] = Aside(self, self._take_answer, self._say_whether_at_work)

    def compose(self) -> ComposeResult:
        yield self.no_room()
        yield Line(id="title", classes="bar")
        with Container(id="list"):
            with Container(id="list-pane"):
                yield KeyedTable(id="table")
                yield Line(id="totals")
            yield self.row_pane.data_bind(BaseScreen.look)
        yield FilterLine(id="filter-line")
        yield Line(id="status", classes="bar")
        yield self.key_line()

    def on_mount(self) -> None:
        self.show_keys(self.KEY_LINE)
        self.table.focus()
        if self.filter_text:
            self.query_one(FilterLine).show(self.filter_text)
        self.ask()
        if self._spot is not None:
            self.table.take_up(self._spot)
        self._show_row()

    # What a screen says of itself

    @property
    def sorted_by(self) -> tuple[str, bool]:
        """The column that the rows are sorted by, and whether downwards."""
        raise NotImplementedError

    @property
    def by_size(self) -> bool:
        """Whether the rows are sorted by size, whatever the sign."""
        return False

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

    def rows(self, columns: Sequence[Column]) -> Sequence[Row]:
        """The rows, in order; `DrawnRows` where there can be thousands."""
        raise NotImplementedError

    def show_lines(self) -> None:
        """Shows title, totals and status."""
        raise NotImplementedError

    def left(self) -> Reopen:
        """What opens this list again, as it is now."""
        raise NotImplementedError

    def working_out(self) -> Callable[[], object] | None:
        """What works the answer to what is asked now out, apart from the screen; None where it is had at once."""
        return None

    # What follows from it

    def ask(self) -> None:
        """Shows the answer to what is asked now: of a large report once it is worked out, and until then the answer to
        what was asked before."""
        work = self.working_out() if is_large(self.outline) else None
        if work is not None:
            self._asking.ask(work)
        else:
            self.refill()

    def _take_answer(self, answer: object) -> None:
        is_first, self.worked_out = self._asked is None, answer
        self.refill()
        self.worked_out = None
        if is_first and self._spot is not None:
            self.table.take_up(self._spot)

    def _say_whether_at_work(self) -> None:
        if self._asking.is_at_work:
            self.query_one("#status", Line).show(_("searching\N{HORIZONTAL ELLIPSIS}"))
        elif self._asked is not None:
            self.show_lines()

    def refill(self) -> None:
        """Shows the answer to what is asked now: another question from its top and with the column that it sorts by,
        the same with the cursor on its row."""
        column_sorted, descending = self.sorted_by
        columns = led_by(self.columns(), column_sorted)
        signs = self.look.signs
        arrow = (signs.by_size if self.by_size else "") + (signs.downwards if descending else signs.upwards)
        headed = [
            replace(column, heading=f"{column.heading} {arrow}") if column.key == column_sorted else column
            for column in columns
        ]
        before, self._asked = self._asked, self.question
        rows = with_note_signs(self.rows(columns), columns, self.outline, self.code_of, self.look)
        self.table.fill(headed, rows, from_top=self._asked != before)
        self.show_signs()
        self.show_lines()
        self._show_row()

    def redraw(self) -> None:
        if self._asked is not None:
            self.ask()

    def reword(self) -> None:
        super().reword()
        self.query_one(FilterLine).reword()
        self.row_pane.redraw()

    @on(KeyedTable.Arranged)
    def _arranged(self, event: KeyedTable.Arranged) -> None:
        event.stop()
        self.show_lines()

    @property
    def more_columns(self) -> str:
        """How many columns are out of view on either side; nothing where all are in view."""
        if self.in_full:
            return ""
        arrangement = self.table.arrangement
        return columns_out_of_view(arrangement.first, arrangement.more)

    def target_of(self, command: Command) -> Widget:
        return self.table if command.place is Place.LIST else self

    def leave(self, departure: Departure | None) -> None:
        """Closes the screen with an answer."""
        self.left_as = self.left()
        self.dismiss(departure)

    def leave_for(self, code: str | None) -> None:
        self.leave(Departure(code, (self.left(),)) if code is not None else None)

    def open_over(self, screen: ListingScreen) -> None:
        """Opens another list over this one: a node that is gone to from there is gone to from both."""

        def closed(departure: Departure | None) -> None:
            if departure is not None:
                self.leave(Departure(departure.code, (self.left(), *departure.lists)))

        self.app.push_screen(screen, closed)

    def action_close(self) -> None:
        """Closes the detail in full; else the list."""
        if self.in_full:
            self.leave_full()
        else:
            self.leave(None)

    def action_escape(self) -> None:
        """Closes what is open: the filter, the detail in full, then the list."""
        if self.query_one(FilterLine).display:
            self.query_one(FilterLine).close(clear=True)
            self.filtered("")
            self.table.focus()
        else:
            self.action_close()

    def action_back(self) -> None:
        """To where one was before this list."""
        self.leave(None)

    @on(KeyedTable.Chosen)
    def _row_chosen(self, event: KeyedTable.Chosen) -> None:
        event.stop()
        self.action_go()

    def action_go(self) -> None:
        """To the row's node in the tree."""
        if self.code is None:
            self.say(_("No node to go to from here."))
        else:
            self.leave_for(self.code)

    def action_note(self) -> None:
        """Opens the note on the row's node."""
        write_note(self, self.outline, self.code, self.ask)

    def action_brief(self) -> None:
        """Writes the row's node on one page, to a file."""
        ask_for_page(self, self.outline, self.code)

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

    @property
    def filter_text(self) -> str:
        """The words of the filter in force."""
        return ""

    def filtered(self, text: str) -> None:
        """Shows only the rows with these words."""

    def action_filter(self) -> None:
        """Opens the line of the filter."""
        line = self.query_one(FilterLine)
        line.open(self.explorer.typed_before)
        self.set_focus(line.field)

    @on(FilterLine.Typed)
    def _filter_typed(self, event: FilterLine.Typed) -> None:
        self.filtered(event.text)

    @on(FilterLine.Entered)
    def _filter_entered(self) -> None:
        # At once: what is typed ahead is for the table.
        self.set_focus(self.table)
        self.query_one(FilterLine).close(clear=False)

    def action_copy_code(self) -> None:
        """Copies the code of the row."""
        self.copy(self.code)

    def action_copy_row(self) -> None:
        """Copies the row, parted by tabs."""
        key = self.table.key
        self.copy("\t".join(cell.plain for cell in self.table.cells_of(key)) if key is not None else None)
