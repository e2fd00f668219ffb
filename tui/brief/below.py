"""What stands below a node on its page: the steps that explain its variance, and its largest children."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from doelboom.data.model.outline import Outline
from doelboom.data.queries.bridge import Bridge, StepKind, bridge
from doelboom.parser.records import Measure
from doelboom.tui.brief.page import Cell, Row, Step, Table, Waterfall
from doelboom.tui.brief.tables import figure_cell, kind_of, marks_of
from doelboom.tui.locale.words import _, column_heading, counted, measure_term
from doelboom.tui.views.words.check.findings import DOUBTFUL
from doelboom.tui.views.words.numbers import NOTHING, percentage, printed, signed
from doelboom.tui.views.words.steps import share_heading, share_of, share_words, step_words
from doelboom.tui.views.words.titles import title_of

_MOST_STEPS, _MOST_CHILDREN = 6, 6
"""How many are named, so that all of it is one page; the others are told together."""
_LONGEST_IN_ROW = 160


def waterfall_of(outline: Outline, code: str, measure: Measure) -> Waterfall | None:
    """What explains the variance of a node; None where nothing can."""
    answer = bridge(outline, code, measure, most=_MOST_STEPS)
    if not answer.steps or answer.start is None or answer.end is None:
        return None
    year, staff = outline.source.year, measure is Measure.FTE
    zero = Decimal(0)
    doubtful = outline.doubtful(code, measure)

    def total(column: str, level: Decimal) -> Step:
        is_doubtful = column in doubtful
        text = printed(level, measure) + (DOUBTFUL if is_doubtful else "")
        heading = column_heading(column, year, staff=staff)
        return Step(heading, text, zero, level, is_total=True, is_doubtful=is_doubtful)

    steps = (total("reference", answer.start), *_steps(outline, answer), total("actual", answer.end))
    title = _("What explains the variance: {measure}").format(measure=measure_term(measure))
    return Waterfall(title, kind_of(measure), steps, _steps_table(outline, answer, title))


def _steps(outline: Outline, answer: Bridge) -> Sequence[Step]:
    return [
        Step(
            " ".join(filter(None, (step.code, step_words(outline, step, answer.measure)))),
            signed(printed(step.difference, answer.measure)) + (DOUBTFUL if step.doubts else ""),
            step.before,
            step.after,
            is_faint=step.kind is not StepKind.CHILD,
            is_doubtful=bool(step.doubts),
        )
        for step in answer.steps
    ]


def _steps_table(outline: Outline, answer: Bridge, title: str) -> Table:
    rows = []
    remarks = []
    for step, drawn in zip(answer.steps, _steps(outline, answer), strict=True):
        share = share_of(step, answer)
        words = share_words(share)
        if words:
            remarks.append(f"{step.code or drawn.name}: {words}")
        cells = (Cell(drawn.text, drawn.is_doubtful), Cell(NOTHING if share is None else percentage(share)))
        rows.append(Row((step.code or "", step_words(outline, step, answer.measure)), cells, drawn.is_faint))
    assert answer.code is not None
    whole = figure_cell(
        outline.figures(answer.code, answer.measure), answer.measure, "variance", marks_of(outline, answer.code)
    )
    rows.append(Row(("", _("Variance")), (whole, Cell("")), is_faint=True))
    heads = (_("Variance"), share_heading(answer.against))
    return Table(title, (_("Code"), _("Title")), heads, tuple(rows), "; ".join(remarks))


def largest_children(outline: Outline, code: str, measure: Measure) -> Table | None:
    """The children with the largest variance, whichever way; those whose variance is unknown at the end."""
    children = [child for child in outline.children.get(code, ()) if not outline.items[child].is_remainder]
    if not children:
        return None
    lines = {child: outline.figures(child, measure) for child in children}

    def size(child: str) -> tuple[bool, Decimal]:
        variance = lines[child].variance
        return variance is None, -abs(variance or Decimal(0))

    ranked = sorted(children, key=size)
    year, staff = outline.source.year, measure is Measure.FTE
    columns = ("reference", "actual", "spent_pct", "variance")
    rows = []
    for child in ranked[:_MOST_CHILDREN]:
        item = outline.items[child]
        cells = tuple(figure_cell(lines[child], measure, column, marks_of(outline, child)) for column in columns)
        rows.append(Row((child, _short(title_of(item)), _short(item.service or "")), cells, item.is_lost))
    more = len(ranked) - len(rows)
    below = counted("and {count} more", "and {count} more", more).format(count=more) if more else ""
    has_services = any(row.texts[2] for row in rows)
    if not has_services:
        rows = [Row(row.texts[:2], row.cells, row.is_faint) for row in rows]
    texts = (_("Code"), _("Title"), _("Service")) if has_services else (_("Code"), _("Title"))
    heads = (*(column_heading(column, year, staff=staff) for column in columns[:-1]), _("Variance"))
    title = _("Largest variances below it: {measure}").format(measure=measure_term(measure))
    return Table(title, texts, heads, tuple(rows), below)


def _short(text: str) -> str:
    """A text for a row of a table: one that would take half the page is cut."""
    return text if len(text) <= _LONGEST_IN_ROW else f"{text[:_LONGEST_IN_ROW].rstrip()}\N{HORIZONTAL ELLIPSIS}"
