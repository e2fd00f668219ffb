"""The check: what the report proves of itself, and what it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from rich.style import Style
from rich.text import Text
from textual.reactive import var

from doelboom.data.queries.search import fold, sought
from doelboom.data.years.crossproof import CrossProof
from doelboom.tui.explorer.commands import Place, bindings
from doelboom.tui.explorer.history import Reopen
from doelboom.tui.explorer.screens.lists.listing import ListingScreen, Row
from doelboom.tui.explorer.screens.lists.subject import Subject
from doelboom.tui.explorer.widgets.lines import Line
from doelboom.tui.explorer.widgets.table import Spot
from doelboom.tui.locale.words import _, counted
from doelboom.tui.views.drawing.arrangement import Column
from doelboom.tui.views.drawing.detail import wrapped
from doelboom.tui.views.findings import all_findings, in_order, texts_of
from doelboom.tui.views.words.check.crossproof import brief_verdict
from doelboom.tui.views.words.check.findings import describe_finding
from doelboom.tui.views.words.check.status import verification


class CheckScreen(ListingScreen):
    """The findings, doubts first."""

    BINDINGS = bindings(Place.CHECK, Place.ANY_LIST, Place.EVERYWHERE)
    PLACES = (Place.CHECK, Place.ANY_LIST, Place.LIST)
    KEY_LINE = ("check.go", "check.sort", "check.filter", "lists.info", "help", "quit")

    order: var[tuple[str, bool]] = var(("", False), init=False)
    """The column to sort by, and whether downwards; "" for the report's order, doubts first."""

    text: var[str] = var("", init=False)
    """The words of the filter."""

    def __init__(
        self,
        subject: Subject,
        order: tuple[str, bool] = ("", False),
        text: str = "",
        *,
        proofs: Sequence[CrossProof] = (),
        spot: Spot | None = None,
        only_marked: bool = False,
    ) -> None:
        """`proofs` are what the reports of neighbouring years say; what they print otherwise is found as well."""
        super().__init__(subject, spot=spot, only_marked=only_marked)
        self._proofs = tuple(proofs)
        self._findings, self._restated = all_findings(self.outline, proofs)
        """The findings, and those of other years' reports in words, by their number."""
        self._folded: list[str] = []
        """What a filter looks into, of each finding; empty until one is typed, and where the language is another."""
        self.set_reactive(CheckScreen.order, order)
        self.set_reactive(CheckScreen.text, text)

    def reword(self) -> None:
        self._folded = []
        super().reword()

    def left(self) -> Reopen:
        return partial(
            CheckScreen,
            self.subject,
            self.order,
            self.text,
            proofs=self._proofs,
            spot=self.table.spot,
            only_marked=self.only_marked,
        )

    def watch_text(self) -> None:
        """Shows the findings with other words."""
        self.refill()

    def watch_order(self) -> None:
        """Shows the findings in another order."""
        self.refill()

    @property
    def sorted_by(self) -> tuple[str, bool]:
        return self.order

    def sort(self, column: str, *, descending: bool) -> None:
        self.order = (column, descending)

    def columns(self) -> list[Column]:
        return [
            Column("finding", _("Finding"), least=25),
            Column("code", _("Code"), stays=True),
            Column("title", _("Title"), least=16, stays=True),
            Column("measure", _("Measure"), least=24),
            Column("column", _("Column")),
            Column("printed", _("Printed"), figures=True),
            Column("suggestion", _("Suggestion"), figures=True),
            Column("expected_low", _("Expected from"), figures=True),
            Column("expected_high", _("Expected to"), figures=True),
            Column("candidates", _("See also"), least=24),
            Column("operation", _("Explanation"), least=16),
            Column("place", _("Place"), figures=True),
        ]

    def rows(self, columns: Sequence[Column]) -> list[Row]:
        look = self.look
        rows: list[Row] = []
        for number in self._ordered():
            finding = self._findings[number]
            texts = texts_of(finding, self.outline)
            doubt = finding.kind.is_doubt
            cells = [
                Text(texts[column.key], style=look.doubt if doubt and column.key == "finding" else Style())
                for column in columns
            ]
            rows.append((str(number), cells))
        return rows

    def _shown(self) -> list[int]:
        """The numbers of the findings that have the words of the filter and, if only those are asked for, a mark."""
        asked, marks = sought(self.text), self.subject.marks
        if asked and not self._folded:
            self._folded = [fold(" ".join(texts_of(finding, self.outline).values())) for finding in self._findings]
        return [
            number
            for number, finding in enumerate(self._findings)
            if (not self.only_marked or finding.code in marks) and (not asked or asked.fits(self._folded[number]))
        ]

    def _ordered(self) -> list[int]:
        """The numbers of the findings that are shown, in order: nulls last, ties as in the report."""
        return in_order(self._findings, self._shown(), self.outline, self.order)

    def show_lines(self) -> None:
        look = self.look
        doubts = sum(finding.kind.is_doubt for finding in self._findings)
        title = Text(_("The check"), style=look.strong)
        words = _("{count} findings, {doubts} of them put a figure in doubt")
        count = len(self._findings)
        brief = counted("{count} finding", "{count} findings", count).format(count=count)
        extents = [words.format(count=count, doubts=doubts), brief]
        if self.text or self.only_marked:
            shown = _("{shown} of {total}").format(shown=self.table.row_count, total=count)
            only = [_("only the marked")] if self.only_marked else []
            extents = [look.signs.parting.join([shown, *only, *([self.text] if self.text else [])]), shown]
        self.query_one("#title", Line).show(title, extents, self.more_columns)
        verdicts = [brief_verdict(proof, of_later=proof.is_later(self.outline.source)) for proof in self._proofs]
        own = verification(self.outline.summary)
        self.query_one("#status", Line).show([" \N{MIDDLE DOT} ".join([own, *verdicts]), own] if verdicts else own)
        totals = self._totals()
        self.query_one("#totals", Line).show(totals)
        self.query_one("#totals", Line).display = bool(totals)

    def _totals(self) -> Text:
        """How many of the rows are marked, or that there is none to mark."""
        if self._findings and not self.table.row_count:
            return Text(_("No finding has these words."), style=self.look.dim)
        count = len(self.marked_rows(self.table.key_order))
        words = counted("{count} marked", "{count} marked", count).format(count=count)
        return Text(words if count else "", style=self.look.strong)

    # Commands

    @property
    def filter_text(self) -> str:
        return self.text

    def filtered(self, text: str) -> None:
        self.text = text

    def action_export(self) -> None:
        """Writes the findings, in the order shown, to a file."""
        self.choose_rows([str(number) for number in self._ordered()], self._export)

    def _export(self, keys: Sequence[str]) -> None:
        # Not with the screen: it loads Polars, for which whoever only looks would wait.
        from doelboom.tui.views.crossproof import findings_with_years

        source = self.outline.source
        view = findings_with_years(self.outline, self._proofs)
        view = replace(view, frame=view.frame[[int(key) for key in keys]])
        self.export(view.frame, view.title_lines, view.terms, f"{_('check')}-{source.year}.xlsx")

    def code_of(self, key: str) -> str | None:
        code = self._findings[int(key)].code
        return code if code in self.outline.items else None

    def draw_row(self, key: str, width: int) -> Text:
        finding = self._findings[int(key)]
        told = self._restated.get(int(key)) or describe_finding(finding, self.outline)
        lines = wrapped(told, max(20, width), self.look.strong)
        words = Text("\n").join(lines)
        node = super().draw_row(key, width)
        return Text("\n\n").join([words, node] if node.plain else [words])
