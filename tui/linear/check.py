"""The check, told: a finding a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from doelboom.data.queries.search import fold, sought
from doelboom.data.years.crossproof import cross_proofs
from doelboom.tui.explorer.commands import Place
from doelboom.tui.linear.stand import Stand
from doelboom.tui.locale.words import _
from doelboom.tui.views.crossproof import findings_with_years
from doelboom.tui.views.findings import all_findings, in_order, texts_of
from doelboom.tui.views.words.check.crossproof import brief_verdict
from doelboom.tui.views.words.check.findings import describe_finding
from doelboom.tui.views.words.check.status import verification

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
        self._findings, self._restated = all_findings(explorer.outline, self._proofs)

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
        return [str(number) for number in in_order(findings, numbers, self.explorer.outline, self.order)]

    def code_of(self, key: str) -> str | None:
        code = self._findings[int(key)].code
        return code if code is not None and code in self.explorer.outline.items else None

    def row(self, key: str) -> list[str]:
        lines = self._lines(int(key))
        return [f"{lines[0]} ({_('marked')})", *lines[1:]] if self.code_of(key) in self.explorer.marks else lines

    def _lines(self, number: int) -> list[str]:
        finding = self._findings[number]
        texts = texts_of(finding, self.explorer.outline)
        lines = [" ".join(part for part in (texts["finding"], texts["code"]) if part)]
        facts = {
            _("Title"): texts["title"],
            _("Measure"): texts["measure"],
            _("Column"): texts["column"],
            _("Printed"): texts["printed"],
            _("Finding"): self._restated.get(number) or describe_finding(finding, self.explorer.outline),
            _("Page"): str(finding.place.page) if finding.place.page is not None else "",
            _("Line"): str(finding.place.line) if finding.place.line is not None else "",
            _("Suggestion"): texts["suggestion"],
        }
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
