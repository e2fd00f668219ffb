"""The figures of a node on its page: both official tables, and what they look like side by side."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from doelboom.data.model.effects import effect_of
from doelboom.data.model.outline import Outline
from doelboom.parser.records import Figures, Measure
from doelboom.tui.brief.page import Bar, Cell, Kind, Row, Table
from doelboom.tui.locale.words import _, column_heading, effect_word, measure_term
from doelboom.tui.views.drawing.tables import SECTIONS
from doelboom.tui.views.words.check.findings import DOUBTFUL, doubt_marks
from doelboom.tui.views.words.numbers import NOTHING, percentage, printed, signed

_PRINTED = ("reference", "actual", "spent_pct", "prior", "of_prior_pct", "variance")
"""The columns in the order in which the report prints them, and the variance."""

Marks = Mapping[tuple[Measure, str], str]
"""What stands beside a figure in doubt, by measure and column."""


def marks_of(outline: Outline, code: str) -> Marks:
    """The mark of each figure of a node that is in doubt."""
    return doubt_marks(outline.doubts_of(code))


def figure_cell(figures: Figures, measure: Measure, column: str, marks: Marks) -> Cell:
    """A figure of a line, or its variance, marked where it is in doubt."""
    value: Decimal | None = getattr(figures, column)
    if column == "variance":
        text = NOTHING if value is None else signed(printed(value, measure))
        is_doubtful = value is not None and ((measure, "reference") in marks or (measure, "actual") in marks)
        return Cell(f"{text}?" if is_doubtful else text, is_doubtful, effect_of(measure, value) if value else None)
    text = percentage(value) if column.endswith("_pct") else printed(value, measure)
    mark = marks.get((measure, column))
    return Cell(f"{text} {mark}" if mark is not None else text, mark is not None)


def official_tables(figures: Mapping[Measure, Figures], year: int, marks: Marks) -> tuple[Table, ...]:
    """Both tables as the report prints them, with variances and balances."""
    rows = []
    for name, spent, received in SECTIONS:
        for label, measure in (("Uitgaven", spent), ("Ontvangsten", received)):
            cells = tuple(figure_cell(figures[measure], measure, column, marks) for column in _PRINTED)
            rows.append(Row((name, label), cells))
        if not (figures[spent].is_zero and figures[received].is_zero):
            balance = tuple(_balance(figures, spent, received, column, marks) for column in _PRINTED)
            rows.append(Row((name, "Saldo"), balance, is_faint=True))
    staff = Row(("VTE",), tuple(figure_cell(figures[Measure.FTE], Measure.FTE, column, marks) for column in _PRINTED))
    return (
        Table(
            "Budgettaire onderbouwing", ("", ""), _headings(year, staff=False), tuple(rows), _effects(figures, marks)
        ),
        Table("Onderbouwing personeel", ("",), _headings(year, staff=True), (staff,)),
    )


def _headings(year: int, *, staff: bool) -> tuple[str, ...]:
    return (*(column_heading(column, year, staff=staff) for column in _PRINTED[:-1]), _("Variance"))


def _balance(
    figures: Mapping[Measure, Figures],
    spent: Measure,
    received: Measure,
    column: str,
    marks: Marks,
) -> Cell:
    if column.endswith("_pct"):
        return Cell("")
    out: Decimal | None = getattr(figures[spent], column)
    into: Decimal | None = getattr(figures[received], column)
    if out is None or into is None:
        return Cell(NOTHING)
    made_of = ("reference", "actual") if column == "variance" else (column,)
    is_doubtful = any((measure, part) in marks for measure in (spent, received) for part in made_of)
    text = printed(into - out, spent)
    text = signed(text) if column == "variance" else text
    return Cell(f"{text}?" if is_doubtful else text, is_doubtful)


def _effects(figures: Mapping[Measure, Figures], marks: Marks) -> str:
    """The effects of the operating variances in words."""
    parts = []
    for label, measure in (("uitgaven", Measure.OPERATING_EXPENDITURE), ("ontvangsten", Measure.OPERATING_RECEIPTS)):
        if variance := figures[measure].variance:
            amount = figure_cell(figures[measure], measure, "variance", marks).text
            parts.append(f"{label} {amount} {effect_word(effect_of(measure, variance))}")
    return f"Exploitatie: {', '.join(parts)}" if parts else ""


def budget_bars(figures: Mapping[Measure, Figures], marks: Marks) -> tuple[Bar, ...]:
    """A bar for each measure in which there is anything."""
    return tuple(
        Bar(
            measure_term(measure),
            kind_of(measure),
            line.reference,
            line.actual,
            printed(line.reference, measure) + (DOUBTFUL if (measure, "reference") in marks else ""),
            printed(line.actual, measure) + (DOUBTFUL if (measure, "actual") in marks else ""),
        )
        for measure, line in figures.items()
        if line.reference or line.actual
    )


def kind_of(measure: Measure) -> Kind:
    """What the amounts of a measure are."""
    if measure is Measure.FTE:
        return Kind.STAFF
    return Kind.RECEIPTS if measure.is_receipts else Kind.EXPENDITURE
