"""The check: what the report proves of itself, and what it does not."""

from __future__ import annotations

from typing import Any

from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.events import Resize
from textual.reactive import reactive
from textual.widgets import DataTable

from data.check import DOUBT_KINDS
from data.outline import Outline
from parser.records import Measure
from tui.commands import Command, Place, bindings
from tui.detail import title_of
from tui.findings import KINDS, describe_candidates, describe_expected
from tui.numbers import printed
from tui.screens.base import BaseScreen
from tui.screens.chooser import Chooser
from tui.status import verification
from tui.widgets.lines import KeyLine, Line
from tui.widgets.table import Column, KeyedTable
from tui.words import _, column_heading, measure_term


class CheckScreen(BaseScreen[str | None]):
    """Ends with the code to go to in the tree, or None."""

    BINDINGS = bindings(Place.CHECK, Place.EVERYWHERE)
    PLACES = (Place.CHECK, Place.LIST)

    order: reactive[tuple[str, bool]] = reactive(("", False), init=False)
    """The column to sort by, and whether downwards; "" for the report's order, doubts first."""

    def __init__(self, outline: Outline) -> None:
        super().__init__()
        self.outline = outline

    def compose(self) -> ComposeResult:
        yield Line(id="title", classes="bar")
        yield KeyedTable(id="table")
        yield Line(id="status", classes="bar")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self.query_one(KeyLine).look = self.look
        found = {command.id: command for command in self.commands}
        self.query_one(KeyLine).show_commands(
            [found[identifier] for identifier in ("check.go", "check.sort", "help", "quit")], self.keys_in_force()
        )
        self.query_one(KeyedTable).focus()

    def on_resize(self, event: Resize) -> None:
        self.call_after_refresh(self._show)

    def watch_order(self) -> None:
        """Shows the findings in another order."""
        self._show()

    def _columns(self) -> list[Column]:
        columns = [
            Column("finding", _("Finding")),
            Column("code", _("Code")),
            Column("title", _("Title"), least=16, takes_rest=True),
            Column("measure", _("Measure")),
            Column("column", _("Column")),
            Column("printed", _("Printed"), figures=True),
            Column("suggestion", _("Suggestion"), figures=True),
            Column("expected", _("Expected")),
            Column("candidates", _("See also")),
            Column("place", _("Place")),
        ]
        key, descending = self.order
        arrow = "\N{DOWNWARDS ARROW}" if descending else "\N{UPWARDS ARROW}"
        return [
            Column(
                column.key, f"{column.heading} {arrow}", column.figures, column.width, column.least, column.takes_rest
            )
            if column.key == key
            else column
            for column in columns
        ]

    def _rows(self) -> list[tuple[str, dict[str, str], bool]]:
        rows = []
        for number, finding in enumerate(self.outline.accounts.findings.iter_rows(named=True)):
            doubt = finding["kind"] in DOUBT_KINDS
            rows.append((str(number), self._cells(finding), doubt))
        key, descending = self.order
        if not key:
            return sorted(rows, key=lambda row: not row[2])
        with_value = [row for row in rows if row[1][key]]
        without = [row for row in rows if not row[1][key]]
        return sorted(with_value, key=lambda row: row[1][key].casefold(), reverse=descending) + without

    def _cells(self, finding: dict[str, Any]) -> dict[str, str]:
        measure = Measure(finding["measure"]) if finding["measure"] else None
        item = self.outline.items.get(finding["code"])
        year = self.outline.accounts.source.year
        column = finding["column"]
        suggestion = finding["suggestion"]
        place = ""
        if finding["page"] is not None:
            place = _("page {page}").format(page=finding["page"])
        elif finding["line"] is not None:
            place = _("line {line}").format(line=finding["line"])
        return {
            "finding": _(KINDS.get(finding["kind"], finding["kind"])),
            "code": finding["code"] or "",
            "title": title_of(item) if item is not None else "",
            "measure": measure_term(measure) if measure is not None else "",
            "column": column_heading(column, year, staff=measure is Measure.FTE) if column else "",
            "printed": finding["printed"] or "",
            "suggestion": printed(suggestion, measure) if suggestion is not None and measure is not None else "",
            "expected": (describe_expected(finding, measure) if measure is not None else None) or "",
            "candidates": describe_candidates(finding, self.outline),
            "place": place,
        }

    def _show(self) -> None:
        look = self.look
        columns = self._columns()
        rows = self._rows()
        self.query_one(KeyedTable).fill(
            columns,
            [
                (
                    key,
                    [
                        Text(cells[column.key], style=look.doubt if doubt and column.key == "finding" else Style())
                        for column in columns
                    ],
                )
                for key, cells, doubt in rows
            ],
        )
        doubts = sum(doubt for _key, _cells, doubt in rows)
        title = Text(_("The check"), style=look.strong)
        shown = _("{count} findings, {doubts} of them put a figure in doubt").format(count=len(rows), doubts=doubts)
        self.query_one("#title", Line).show(title, shown)
        self.query_one("#status", Line).show(verification(self.outline.accounts))

    def target_of(self, command: Command) -> Any:
        return self.query_one(KeyedTable) if command.place is Place.LIST else self

    @property
    def _code(self) -> str | None:
        key = self.query_one(KeyedTable).key
        if key is None:
            return None
        code: str | None = self.outline.accounts.findings["code"][int(key)]
        return code

    @on(DataTable.RowSelected)
    def _row_selected(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_go()

    def action_go(self) -> None:
        """To the finding's node in the tree."""
        code = self._code
        if code is None or code not in self.outline.items:
            self.say(_("This finding belongs to no node."))
            return
        self.dismiss(code)

    @on(KeyedTable.HeadingClicked)
    def _heading_clicked(self, event: KeyedTable.HeadingClicked) -> None:
        event.stop()
        self._sort_by(event.column)

    def _sort_by(self, column: str) -> None:
        key, descending = self.order
        self.order = (column, not descending if column == key else False)

    def action_sort(self) -> None:
        """Chooses the column to sort by; the same again reverses."""

        def chosen(value: str | None) -> None:
            if value is not None:
                self._sort_by(value)

        options = [(column.key, column.heading, "") for column in self._columns()]
        self.app.push_screen(Chooser(_("Sort by"), options, self.order[0], "s"), chosen)

    def action_copy_code(self) -> None:
        """Copies the code of the finding's node."""
        code = self._code
        if code is None:
            self.say(_("Nothing is highlighted to copy."), warning=True)
            return
        self.copy(code)
