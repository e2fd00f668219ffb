"""Marks in lists: rows that are totalled, shown and taken along alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from textual import on

from doelboom.tui.explorer.screens.lists.listing_detail import DetailedScreen
from doelboom.tui.explorer.screens.lists.subject import Subject, row_signs
from doelboom.tui.explorer.widgets.table import KeyedTable
from doelboom.tui.locale.words import _, counted

Result = TypeVar("Result")


class MarkedScreen(DetailedScreen[Result], Generic[Result]):
    """A list whose rows can be marked. Marks are of nodes: what is marked in one list is so in all and in the tree."""

    def __init__(self, subject: Subject, *, only_marked: bool = False) -> None:
        super().__init__(subject)
        self.only_marked = only_marked
        """Whether the marked rows alone are shown."""

    def ask(self) -> None:
        """Shows the rows as they are now."""
        raise NotImplementedError

    def marked_rows(self, keys: Sequence[str]) -> list[str]:
        """Those of some rows, by key, that are marked."""
        marks = self.subject.marks
        return [key for key in keys if self.code_of(key) in marks]

    def show_signs(self) -> None:
        """Shows which rows are marked, or else have a bookmark."""
        signs = row_signs(self.subject.marks, self.subject.bookmarks, self.look.signs)
        codes = {key: self.code_of(key) for key in self.table.key_order} if signs else {}
        self.table.show_signs({key: signs[code] for key, code in codes.items() if code is not None and code in signs})

    @on(KeyedTable.Marked)
    def _mark(self, event: KeyedTable.Marked) -> None:
        """Marks the row, or takes its mark away, and goes to the next."""
        event.stop()
        code = self.code
        if code is None:
            self.say(_("Only a row with a code can be marked."))
            return
        self.subject.marks.toggle(code)
        self.table.action_cursor_down()
        if self.only_marked:
            self.only_marked = bool(self.marked_rows(self.table.key_order))
            self.ask()
        else:
            self.show_signs()
            self.show_lines()

    def action_only_marked(self) -> None:
        """Only the marked rows, or all again."""
        if not self.only_marked and not self.marked_rows(self.table.key_order):
            self.say(_("No row here is marked. Space marks one."))
            return
        self.only_marked = not self.only_marked
        self.ask()

    def choose_rows(self, keys: Sequence[str], chosen: Callable[[Sequence[str]], None]) -> None:
        """Asks which of the rows are to be taken along, where some of them, but not all, are marked."""
        marked = self.marked_rows(keys)
        if not marked or len(marked) == len(keys):
            chosen(keys)
            return
        rows = {"marked": marked, "all": keys}
        words = {
            name: counted("{count} row", "{count} rows", len(some)).format(count=len(some))
            for name, some in rows.items()
        }
        options = [("marked", _("The marked"), words["marked"]), ("all", _("All that are shown"), words["all"])]
        self.choose(_("Export"), options, "marked", "e", lambda name: chosen(rows[name]))
