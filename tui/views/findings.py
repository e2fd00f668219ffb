"""The check's findings in words, and what they mean for the figures on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from doelboom.data.model.outline import Doubt, Outline
from doelboom.parser.records import FaultKind, Measure
from doelboom.tui.locale.words import N_, _, column_heading, measure_term
from doelboom.tui.views.numbers import percentage, printed

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


def doubt_marks(doubts: Mapping[tuple[Measure, str], Doubt]) -> dict[tuple[Measure, str], str]:
    """The mark that stands beside each figure in doubt: "?" and the suggestion where there is one, "(?)" where it is
    only one of several that can be the wrong one."""
    marks = {}
    for (measure, column), doubt in doubts.items():
        if doubt.suggestion is not None:
            marks[measure, column] = f"?{figure(doubt.suggestion, measure, column)}"
        else:
            marks[measure, column] = "?" if doubt.named else "(?)"
    return marks


def figure(value: Decimal, measure: Measure, column: str | None) -> str:
    """A figure of a column as the report prints it: an amount, or a percentage."""
    return percentage(value) if column is not None and column.endswith("_pct") else printed(value, measure)


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
        # Of a page there is no print to quote: what stands there is why it was not read.
        is_reason = kind == FaultKind.UNREADABLE_PAGE.value
        words.append(finding["printed"] if is_reason else _("printed {printed}").format(printed=finding["printed"]))
    if measure is not None and (expected := describe_expected(finding, measure)):
        words.append(expected)
    if finding["suggestion"] is not None and measure is not None:
        words.append(_("suggestion: {value}").format(value=figure(finding["suggestion"], measure, finding["column"])))
    if candidates := describe_candidates(finding, outline):
        words.append(candidates)
    return "; ".join(words)


def describe_expected(finding: dict[str, Any], measure: Measure) -> str | None:
    """What was expected of the figure, or what the children make; None where nothing bounds it."""
    low: Decimal | None = finding["expected_low"]
    high: Decimal | None = finding["expected_high"]
    if low is None or high is None:
        return None
    column = finding["column"]
    # A sum that names no cell speaks of the parent; one that names a cell, of that cell.
    of_children = finding["kind"] == "remainder" or (finding["kind"] == "sum" and not _names_itself(finding))
    template = _("children make {low} to {high}") if of_children else _("expected {low} to {high}")
    if low == high:
        template = _("children make {low}") if of_children else _("expected {low}")
    return template.format(low=figure(low, measure, column), high=figure(high, measure, column))


def _names_itself(finding: dict[str, Any]) -> bool:
    cell = f"{finding['code']}:{finding['measure']}:{finding['column']}"
    return bool(finding["candidates"]) and finding["candidates"][0] == cell


def describe_candidates(finding: dict[str, Any], outline: Outline) -> str:
    """The nodes or cells that a finding points to, by name; nothing where it points to none."""
    kind, candidates = finding["kind"], finding["candidates"]
    if not candidates or (kind != "heading lost" and len(candidates) == 1 and _names_itself(finding)):
        return ""
    shown = list(candidates[:4])
    if kind == "heading lost":
        named = []
        for code in shown:
            item = outline.items.get(code)
            named.append(f"{code} {item.title}" if item is not None and item.title else code)
        text = _("same text as {codes}").format(codes=", ".join(named))
    else:
        text = _("may be in {cells}").format(cells=", ".join(_cell_name(cell, outline) for cell in shown))
    more = len(candidates) - len(shown)
    return text + (f" (+{more})" if more else "")


def _cell_name(cell: str, outline: Outline) -> str:
    """A candidate's cell in words: the code, the line and the column's heading."""
    code, measure, column = cell.split(":")
    year = outline.accounts.source.year
    staff = measure == Measure.FTE
    return f"{code} {measure_term(Measure(measure))} {column_heading(column, year, staff=staff)}"
