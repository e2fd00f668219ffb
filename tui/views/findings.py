"""The findings of a report as rows of texts, those that neighbouring years' reports make behind its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from doelboom.data.model.findings import Finding
from doelboom.data.model.outline import Outline
from doelboom.parser.records import Measure
from doelboom.tui.locale.words import _, column_heading, measure_term
from doelboom.tui.views.words.check.crossproof import describe_restated
from doelboom.tui.views.words.check.findings import KINDS, OPERATIONS, describe_candidates, figure
from doelboom.tui.views.words.places import place_words
from doelboom.tui.views.words.titles import title_of

if TYPE_CHECKING:
    from doelboom.data.years.crossproof import CrossProof

_TEXTS = frozenset({"finding", "code", "title", "measure", "column", "candidates", "operation"})
"""The columns that sort as they are read; the others by what their figures are."""


def all_findings(outline: Outline, proofs: Iterable[CrossProof]) -> tuple[list[Finding], dict[int, str]]:
    """What the check found and what neighbouring years' reports print otherwise, in the order of
    `views.crossproof.findings_with_years`; and the latter in words, by their number."""
    findings, restated = list(outline.findings_in_order), {}
    for proof in proofs:
        for one in proof.restated:
            restated[len(findings)] = describe_restated(one, proof)
            findings.append(one.finding(of_later=proof.is_later(outline.source)))
    return findings, restated


def texts_of(finding: Finding, outline: Outline) -> dict[str, str]:
    """What there is to say of a finding, by column; nothing where there is nothing."""
    measure, column = finding.measure, finding.column
    item = outline.items.get(finding.code) if finding.code is not None else None
    return {
        "finding": _(KINDS[finding.kind]),
        "code": finding.code or "",
        "title": title_of(item) if item is not None else "",
        "measure": measure_term(measure) if measure is not None else "",
        "column": column_heading(column, outline.source.year, staff=measure is Measure.FTE) if column else "",
        "printed": finding.printed or "",
        **{
            name: figure(value, measure, column) if value is not None and measure is not None else ""
            for name in ("suggestion", "expected_low", "expected_high")
            for value in [getattr(finding, name)]
        },
        "candidates": describe_candidates(finding, outline),
        "operation": _(OPERATIONS[finding.operation]) if finding.operation is not None else "",
        "place": place_words(finding.place),
    }


def in_order(
    findings: Sequence[Finding], numbers: Sequence[int], outline: Outline, order: tuple[str, bool]
) -> list[int]:
    """The numbers of some findings by a column, downwards or not: what has nothing there last, ties as they were. The
    column "" is the report's order, doubts first."""
    column, descending = order
    if not column:
        return sorted(numbers, key=lambda number: not findings[number].kind.is_doubt)
    values = {number: _value(column, findings[number], outline) for number in numbers}
    known = [number for number in numbers if values[number] is not None]
    return [
        *sorted(known, key=values.__getitem__, reverse=descending),
        *(number for number in numbers if values[number] is None),
    ]


def _value(column: str, finding: Finding, outline: Outline) -> Any:
    """What a finding sorts by in a column: texts as they are shown, figures and places by their size."""
    if column in _TEXTS:
        return texts_of(finding, outline)[column].casefold() or None
    if column == "place":
        return finding.place.page if finding.place.page is not None else finding.place.line
    if column == "printed":
        digits = (finding.printed or "").replace(".", "").replace(",", ".").rstrip("%")
        return Decimal(digits) if digits.lstrip("-").replace(".", "", 1).isdecimal() else None
    return getattr(finding, column)
