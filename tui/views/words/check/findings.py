"""The check's findings in words, and what they mean for the figures on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from doelboom.data.model.cells import Cell, Doubt
from doelboom.data.model.findings import Finding, FindingKind, Operation
from doelboom.data.model.outline import Outline
from doelboom.parser.records import Measure
from doelboom.tui.locale.words import N_, _, column_heading, measure_term
from doelboom.tui.views.words.numbers import percentage, printed

KINDS = {
    FindingKind.PERCENTAGE: N_("percentage does not agree"),
    FindingKind.SUM: N_("sum does not agree"),
    FindingKind.REMAINDER: N_("remainder"),
    FindingKind.HEADING_LOST: N_("heading lost"),
    FindingKind.TABLE_MISSING: N_("table or line missing"),
    FindingKind.DUPLICATE_CODE: N_("code printed twice"),
    FindingKind.OUTSIDE_PLAN: N_("outside its plan"),
    FindingKind.UNREADABLE_FIGURE: N_("figure not readable"),
    FindingKind.UNREADABLE_PAGE: N_("page not readable"),
    FindingKind.PAGE_MISSING: N_("page missing"),
    FindingKind.TABLE_UNSURE: N_("table may be another node's"),
    FindingKind.BALANCE: N_("balance does not agree"),
    FindingKind.TEXT: N_("text to look up"),
    FindingKind.RESTATED: N_("restated"),
}

_REASONS = (FindingKind.UNREADABLE_PAGE, FindingKind.PAGE_MISSING, FindingKind.TABLE_UNSURE, FindingKind.TEXT)
"""Those with a reason where others quote what is printed."""
DOUBTFUL = "?"
"""What stands behind a figure in doubt, and behind whatever is worked out from one."""
OPERATIONS = {
    Operation.DIGIT: N_("a digit changed?"),
    Operation.TRANSPOSED: N_("two digits transposed?"),
    Operation.DROPPED: N_("a digit dropped?"),
    Operation.ADDED: N_("a digit added?"),
    Operation.SIGN: N_("sign lost or added?"),
    Operation.COMMA: N_("comma lost?"),
    Operation.PER_CENT: N_("per cent sign lost?"),
    Operation.COLUMNS: N_("two columns swapped?"),
    Operation.DIRECTIONS: N_("expenditure and receipts swapped?"),
    Operation.LINES: N_("lines swapped?"),
    Operation.COPIED: N_("line copied from a sibling?"),
    Operation.MOVED: N_("node below another plan?"),
    Operation.TABLES: N_("tables of neighbours swapped?"),
}
"""What may have happened, as a question: nothing printed is ever changed."""

_MOST_NAMED = 4


def doubt_marks(doubts: Mapping[tuple[Measure, str], Doubt]) -> dict[tuple[Measure, str], str]:
    """The mark that stands beside each figure in doubt: "?" and the suggestion where there is one, "(?)" where it is
    only one of several that can be the wrong one."""
    marks = {}
    for (measure, column), doubt in doubts.items():
        if doubt.suggestion is not None:
            marks[measure, column] = f"{DOUBTFUL}{figure(doubt.suggestion, measure, column)}"
        else:
            marks[measure, column] = doubt_sign(doubt)
    return marks


def doubt_sign(doubt: Doubt) -> str:
    """The sign behind a printed figure in doubt: in brackets where it is one of several that can be the wrong one."""
    return DOUBTFUL if doubt.named else f"({DOUBTFUL})"


def doubts_in_words(doubts: Mapping[Cell, Doubt], year: int | None) -> str:
    """Figures in doubt, each by its name and with its suggestion where it has one, and how many more there are."""
    parts = []
    for cell, doubt in list(doubts.items())[:_MOST_NAMED]:
        name = figure_name(cell, year)
        if doubt.suggestion is not None and cell.measure is not None:
            value = figure(doubt.suggestion, cell.measure, cell.column)
            name = _("{figure} (suggestion: {value})").format(figure=name, value=value)
        parts.append(name)
    more = len(doubts) - len(parts)
    return ", ".join(parts) + (f" (+{more})" if more else "")


def figure_name(cell: Cell, year: int | None) -> str:
    """A figure by its code, its line and its column's heading."""
    if cell.measure is None or cell.column is None:
        return cell.code
    staff = cell.measure is Measure.FTE
    heading = column_heading(cell.column, year, staff=staff) if year is not None else cell.column
    return f"{cell.code} {measure_term(cell.measure)}, {heading}"


def figure(value: Decimal, measure: Measure, column: str | None) -> str:
    """A figure of a column as the report prints it: an amount, or a percentage."""
    return percentage(value) if column is not None and column.endswith("_pct") else printed(value, measure)


def describe_finding(finding: Finding, outline: Outline) -> str:
    """A finding in one sentence: what, where, what was expected, what may be meant."""
    words = [_(KINDS[finding.kind])]
    measure = finding.measure
    if measure is not None:
        words[0] += f": {measure_term(measure)}"
        if finding.column is not None:
            year = outline.source.year
            words[0] += f", {column_heading(finding.column, year, staff=measure is Measure.FTE)}"
    if finding.printed:
        # Of a page, or a text, there is no figure to quote: what stands there is why it is found.
        is_reason = finding.kind in _REASONS
        words.append(finding.printed if is_reason else _("printed {printed}").format(printed=finding.printed))
    if measure is not None and (expected := describe_expected(finding, measure)):
        words.append(expected)
    if finding.suggestion is not None and measure is not None:
        words.append(_("suggestion: {value}").format(value=figure(finding.suggestion, measure, finding.column)))
    if finding.operation is not None:
        words.append(_(OPERATIONS[finding.operation]))
    if candidates := describe_candidates(finding, outline):
        words.append(candidates)
    return "; ".join(words)


def describe_expected(finding: Finding, measure: Measure) -> str | None:
    """What was expected of the figure, or what the children make; None where nothing bounds it."""
    low, high = finding.expected_low, finding.expected_high
    if low is None or high is None:
        return None
    # A sum that names no cell speaks of the parent; one that names a cell, of that cell.
    of_sum = finding.kind is FindingKind.SUM and not finding.names_its_cell
    of_children = finding.kind is FindingKind.REMAINDER or of_sum
    template = _("children make {low} to {high}") if of_children else _("expected {low} to {high}")
    if low == high:
        template = _("children make {low}") if of_children else _("expected {low}")
    return template.format(low=figure(low, measure, finding.column), high=figure(high, measure, finding.column))


def describe_candidates(finding: Finding, outline: Outline) -> str:
    """The nodes or cells that a finding points to, by name; nothing where it points to none."""
    candidates = finding.candidates
    if not candidates or candidates == (finding.cell,):
        return ""
    if finding.operation is not None and finding.operation.is_of_lines:
        candidates = tuple(dict.fromkeys(Cell(cell.code, cell.measure) for cell in candidates))
    named = candidates[:_MOST_NAMED]
    names = ", ".join(cell_name(cell, outline) for cell in named)
    if finding.kind is FindingKind.HEADING_LOST:
        text = _("same text as {codes}").format(codes=names)
    elif finding.operation is Operation.MOVED:
        text = _("may belong in {codes}").format(codes=names)
    elif finding.operation is not None and finding.operation.is_of_lines:
        text = _("lines: {lines}").format(lines=names)
    else:
        text = _("may be in {cells}").format(cells=names)
    more = len(candidates) - len(named)
    return text + (f" (+{more})" if more else "")


def cell_name(cell: Cell, outline: Outline) -> str:
    """A candidate in words: the code, with its title, or with the line and the column's heading."""
    if cell.measure is None:
        item = outline.items.get(cell.code)
        return f"{cell.code} {item.title}" if item is not None and item.title else cell.code
    if cell.column is None:
        return f"{cell.code} {measure_term(cell.measure)}"
    heading = column_heading(cell.column, outline.source.year, staff=cell.measure is Measure.FTE)
    return f"{cell.code} {measure_term(cell.measure)} {heading}"
