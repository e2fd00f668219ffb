"""The check, told: a finding a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from doelboom.data.model.findings import Finding
from doelboom.data.queries.search import fold, sought
from doelboom.data.years.crossproof import cross_proofs
from doelboom.parser.records import Measure
from doelboom.tui.explorer.commands import Place
from doelboom.tui.linear.stand import Stand
from doelboom.tui.locale.words import _, column_heading, measure_term
from doelboom.tui.views.crossproof import findings_with_years
from doelboom.tui.views.words.crossproof import brief_verdict, describe_restated
from doelboom.tui.views.words.findings import KINDS, describe_finding, figure
from doelboom.tui.views.words.status import verification
from doelboom.tui.views.words.titles import title_of

if TYPE_CHECKING:
    from doelboom.tui.linear.explorer import LinearExplorer


class CheckStand(Stand):
    """The findings, doubts first."""

    PLACES = (Place.CHECK, Place.ANY_LIST, Place.LIST)

    def __init__(self, explorer: LinearExplorer) -> None:
        super().__init__(explorer)
        self.only_marked = False
        self.text = ""
        self.order = ("", False)
        """The column to sort by, and whether downwards; "" for the report's order, doubts first."""
        # What the reports of neighbouring years print otherwise is found as well.
        explorer.years.read()
        self._proofs = tuple(cross_proofs(explorer.years))
        self._findings = list(explorer.outline.findings_in_order)
        self._restated: dict[int, str] = {}
        for proof in self._proofs:
            for one in proof.restated:
                self._restated[len(self._findings)] = describe_restated(one, proof)
                self._findings.append(one.finding(of_later=proof.is_later(explorer.outline.source)))

    def title(self) -> list[str]:
        findings = self._findings
        doubts = sum(finding.kind.is_doubt for finding in findings)
        words = _("{count} findings, {doubts} of them put a figure in doubt")
        lines = [_("The check"), words.format(count=len(findings), doubts=doubts)]
        if self.text:
            lines.append(f"{_('Filter')}: {self.text}")
        source = self.explorer.outline.source
        verdicts = [brief_verdict(proof, of_later=proof.is_later(source)) for proof in self._proofs]
        return [*lines, verification(self.explorer.outline.summary), *verdicts]

    def keys(self) -> Sequence[str]:
        findings, asked, marks = self._findings, sought(self.text), self.explorer.marks
        numbers = [
            number
            for number, finding in enumerate(findings)
            if (not self.only_marked or finding.code in marks)
            and (not asked or asked.fits(fold(" ".join(self._lines(number)))))
        ]
        column, descending = self.order
        if column:
            numbers.sort(key=lambda number: self._values(findings[number])[column], reverse=descending)
        else:
            numbers.sort(key=lambda number: not findings[number].kind.is_doubt)
        return [str(number) for number in numbers]

    def _finding(self, key: str) -> Finding:
        return self._findings[int(key)]

    def code_of(self, key: str) -> str | None:
        code = self._finding(key).code
        return code if code is not None and code in self.explorer.outline.items else None

    def row(self, key: str) -> list[str]:
        lines = self._lines(int(key))
        return [f"{lines[0]} ({_('marked')})", *lines[1:]] if self.code_of(key) in self.explorer.marks else lines

    def _values(self, finding: Finding) -> dict[str, str]:
        measure, column = finding.measure, finding.column
        place = ""
        if finding.place.page is not None:
            place = f"{finding.place.page:09}"
        elif finding.place.line is not None:
            place = f"{finding.place.line:09}"
        year = self.explorer.outline.source.year
        return {
            "finding": _(KINDS[finding.kind]),
            "code": finding.code or "",
            "measure": measure_term(measure) if measure is not None else "",
            "column": column_heading(column, year, staff=measure is Measure.FTE) if column else "",
            "place": place,
        }

    def _lines(self, number: int) -> list[str]:
        finding = self._findings[number]
        outline, values = self.explorer.outline, self._values(finding)
        item = outline.items.get(finding.code) if finding.code is not None else None
        lines = [" ".join(part for part in (values["finding"], finding.code or "") if part)]
        facts = {
            _("Title"): title_of(item) if item is not None else "",
            _("Measure"): values["measure"],
            _("Column"): values["column"],
            _("Printed"): finding.printed or "",
            _("Finding"): self._restated.get(number) or describe_finding(finding, outline),
            _("Page"): str(finding.place.page) if finding.place.page is not None else "",
            _("Line"): str(finding.place.line) if finding.place.line is not None else "",
        }
        if finding.suggestion is not None and finding.measure is not None and finding.column is not None:
            facts[_("Suggestion")] = figure(finding.suggestion, finding.measure, finding.column)
        return [*lines, *(f"{label}: {fact}" for label, fact in facts.items() if fact)]

    # Commands

    def do_only_marked(self, _answer: str) -> None:
        """Only the findings of marked nodes, or all again."""
        self.only_marked = not self.only_marked
        self.arrive()

    def do_sort(self, answer: str) -> None:
        """Sorts by a column."""
        headings = {
            "finding": _("Finding"),
            "code": _("Code"),
            "measure": _("Measure"),
            "column": _("Column"),
            "place": _("Place"),
        }
        if (order := self.choose_order(headings, self.order, answer)) is not None:
            self.order = order
            self.arrive()

    def do_filter(self, answer: str) -> None:
        """Findings with some words."""
        self.text = self.ask_words(answer)
        self.arrive()

    def do_export(self, answer: str) -> None:
        """The findings that are told to a file, in their order."""
        outline = self.explorer.outline
        numbers = [int(key) for key in self.keys()]
        view = findings_with_years(outline, self._proofs)
        view = replace(view, frame=view.frame[numbers])
        self.export(view, answer, f"{_('findings')}-{outline.source.year}.xlsx")
