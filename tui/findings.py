"""The check's findings in words, and what they mean for the figures on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from data.outline import Outline
from parser.records import Measure
from tui.numbers import printed
from tui.words import N_, _, column_heading, measure_term

KINDS = {
    "percentage": N_("percentage does not agree"),
    "sum": N_("sum does not agree"),
    "remainder": N_("remainder"),
    "heading lost": N_("heading lost"),
    "table missing": N_("table or line missing"),
    "duplicate code": N_("code printed twice"),
    "child outside its plan": N_("outside its plan"),
    "unreadable figure": N_("figure not readable"),
    "page unreadable": N_("page not readable"),
}


def doubtful_cells(findings: Sequence[dict[str, Any]]) -> dict[tuple[Measure, str], str]:
    """The cells in doubt by measure and column, with the mark that stands beside each: "?" and a suggestion."""
    marks: dict[tuple[Measure, str], str] = {}
    for finding in findings:
        if finding["kind"] in ("percentage", "sum", "unreadable figure") and finding["measure"] and finding["column"]:
            measure = Measure(finding["measure"])
            suggestion = finding["suggestion"]
            mark = "?" if suggestion is None else f"?{printed(suggestion, measure)}"
            key = (measure, finding["column"])
            marks[key] = max(marks.get(key, ""), mark, key=len)
    return marks


def describe_finding(finding: dict[str, Any], outline: Outline) -> str:
    """A finding in one sentence: what, where, what was expected, what may be meant."""
    kind = finding["kind"]
    words = [_(KINDS.get(kind, kind))]
    measure = Measure(finding["measure"]) if finding["measure"] else None
    if measure is not None:
        words[0] += f": {measure_term(measure)}"
        if finding["column"]:
            year = outline.accounts.source.year
            words[0] += f", {column_heading(finding['column'], year, staff=measure is Measure.FTE)}"
    if finding["printed"]:
        words.append(_("printed {printed}").format(printed=finding["printed"]))
    if measure is not None and (expected := describe_expected(finding, measure)):
        words.append(expected)
    if finding["suggestion"] is not None and measure is not None:
        words.append(_("suggestion: {value}").format(value=printed(finding["suggestion"], measure)))
    if candidates := describe_candidates(finding, outline):
        words.append(candidates)
    return "; ".join(words)


def describe_expected(finding: dict[str, Any], measure: Measure) -> str | None:
    """What was expected of the figure, or what the children make; None where nothing bounds it."""
    low: Decimal | None = finding["expected_low"]
    high: Decimal | None = finding["expected_high"]
    if low is None or high is None:
        return None
    template = (
        _("children make {low} to {high}") if finding["kind"] in ("remainder", "sum") else _("expected {low} to {high}")
    )
    return template.format(low=printed(low, measure), high=printed(high, measure))


def describe_candidates(finding: dict[str, Any], outline: Outline) -> str:
    """The nodes or cells that a finding points to, by name; nothing where it points to none."""
    kind, candidates = finding["kind"], finding["candidates"]
    if not candidates:
        return ""
    shown = list(candidates[:4])
    if kind == "heading lost":
        named = []
        for code in shown:
            item = outline.items.get(code)
            named.append(f"{code} {item.title}" if item is not None and item.title else code)
        text = _("same text as {codes}").format(codes=", ".join(named))
    else:
        text = _("may be in {cells}").format(cells=", ".join(shown))
    more = len(candidates) - len(shown)
    return text + (f" (+{more})" if more else "")
