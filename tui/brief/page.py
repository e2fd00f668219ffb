"""What stands on the page of a node, in words and figures, whatever it is written as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from doelboom.data.model.effects import effect_of
from doelboom.data.model.outline import Item, Outline
from doelboom.data.queries.bridge import Bridge, StepKind, bridge
from doelboom.parser.records import Figures, Measure
from doelboom.tui.locale.words import _, column_heading, counted, effect_word, level_name, measure_term
from doelboom.tui.views.drawing.tables import SECTIONS
from doelboom.tui.views.words.findings import describe_finding, doubt_marks
from doelboom.tui.views.words.notes import note_lines
from doelboom.tui.views.words.numbers import NOTHING, percentage, printed, signed
from doelboom.tui.views.words.status import verification
from doelboom.tui.views.words.steps import is_in_doubt, share_heading, share_of, share_words, step_words
from doelboom.tui.views.words.titles import title_of

_MOST_STEPS, _MOST_CHILDREN = 6, 6
"""How many are named, so that all of it is one page; the others are told together."""
_MOST_FINDINGS = 6
_LONGEST, _LONGEST_ABOVE = 3000, 500
"""Characters of a description that are there: of a leaf, and of a node that has others below it on the page."""
_PRINTED = ("reference", "actual", "spent_pct", "prior", "of_prior_pct", "variance")
"""The columns in the order in which the report prints them, and the variance."""


class Kind(StrEnum):
    """What an amount is: none of them shares a scale of colours with another."""

    EXPENDITURE = "expenditure"
    RECEIPTS = "receipts"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as it is read."""

    text: str
    is_doubtful: bool = False
    effect: str | None = None
    """Whether a variance is favourable or adverse, where it is either."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: texts first, figures behind."""

    texts: tuple[str, ...]
    cells: tuple[Cell, ...]
    is_faint: bool = False
    """Whether it is worked out or stands apart, and no line that the report prints of a node."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its headings: of the texts, then of the figures."""

    title: str
    texts: tuple[str, ...]
    figures: tuple[str, ...]
    rows: tuple[Row, ...]
    below: str = ""
    """What is to be said of it, in one line."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A budget and what became of it."""

    label: str
    kind: Kind
    reference: Decimal | None
    actual: Decimal | None
    reference_text: str
    actual_text: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the waterfall, or (without a difference) one of the two figures that it leads from and to."""

    name: str
    text: str
    before: Decimal
    after: Decimal
    is_total: bool = False
    is_faint: bool = False
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Waterfall:
    """What explains the variance."""

    title: str
    kind: Kind
    steps: tuple[Step, ...]
    table: Table
    """The same in words and figures."""


@dataclass(frozen=True, slots=True)
class Page:
    """All that stands on the page. Every text is printable, and none is marked up."""

    report: str
    place: tuple[str, ...]
    """What stands above the node, the objective first: code and title."""
    code: str
    title: str
    facts: tuple[str, ...]
    """Level, service, period, status, phase."""
    tables: tuple[Table, ...]
    """The two official ones."""
    bars: tuple[Bar, ...]
    description: tuple[str, ...]
    """Paragraphs and items, as far as there is room for them."""
    waterfall: Waterfall | None
    children: Table | None
    """The largest by their variance."""
    findings: tuple[str, ...]
    note: tuple[str, ...]
    """The lines of the user's note."""
    source: str
    """Where it stands in which report."""
    state: str
    """How far the report has proved itself, and what is in doubt here."""


def page_of(outline: Outline, code: str, note: str = "", measure: Measure | None = None) -> Page:
    """The page of a node or remainder.

    Args:
        note: the user's own text on it.
        measure: what bridge and children are about; None, or one in which the node has nothing, for operating
            expenditure, else that in which it has most.

    Raises:
        KeyError: the outline has no such code.
    """
    item = outline.items[code]
    figures = {each: outline.figures(code, each) for each in Measure}
    measure = _telling(figures, measure)
    marks = doubt_marks(outline.doubts_of(code))
    findings = [describe_finding(finding, outline) for finding in outline.findings.get(code, ())]
    more = len(findings) - _MOST_FINDINGS
    if more > 0:
        findings[_MOST_FINDINGS:] = [counted("and {count} more", "and {count} more", more).format(count=more)]
    return Page(
        report=outline.source.title,
        place=tuple(f"{above} {title_of(outline.items[above])}" for above in outline.path(code)[:-1]),
        code=code,
        title=title_of(item),
        facts=_facts(item),
        tables=_tables(figures, outline.source.year, marks),
        bars=_bars(figures),
        description=_description(item, _LONGEST_ABOVE if outline.children.get(code) else _LONGEST),
        waterfall=_waterfall(outline, code, measure),
        children=_children(outline, code, measure),
        findings=tuple(findings),
        note=tuple(note_lines(note)) if note else (),
        source=_source(outline, item),
        state=_state(outline, len(marks)),
    )


def _telling(figures: Mapping[Measure, Figures], asked: Measure | None) -> Measure:
    """The measure that is asked for, if there is anything in it; else the one that says most."""
    for measure in (asked, Measure.OPERATING_EXPENDITURE):
        if measure is not None and not figures[measure].is_zero:
            return measure
    zero = Decimal(0)
    sizes = {each: max(abs(line.reference or zero), abs(line.actual or zero)) for each, line in figures.items()}
    largest = max(Measure, key=lambda measure: sizes[measure] if measure is not Measure.FTE else zero)
    return largest if sizes[largest] or not sizes[Measure.FTE] else Measure.FTE


def _facts(item: Item) -> tuple[str, ...]:
    kind = _("remainder") if item.is_remainder else level_name(item.level)
    period = f"{item.period_start} - {item.period_end}" if item.period_start is not None else None
    facts = (kind, item.service or item.entity, period, item.status, item.phase)
    return tuple(fact for fact in facts if fact)


def _description(item: Item, longest: int) -> tuple[str, ...]:
    text = item.description or ""
    if len(text) > longest:
        text = text[:longest].rpartition(" ")[0].rstrip() + " \N{HORIZONTAL ELLIPSIS}"
    return tuple(line.strip() for line in text.split("\n") if line.strip())


# Tables


def _cell(figures: Figures, measure: Measure, column: str, marks: Mapping[tuple[Measure, str], str]) -> Cell:
    value: Decimal | None = getattr(figures, column)
    if column == "variance":
        text = NOTHING if value is None else signed(printed(value, measure))
        is_doubtful = value is not None and ((measure, "reference") in marks or (measure, "actual") in marks)
        return Cell(f"{text}?" if is_doubtful else text, is_doubtful, effect_of(measure, value) if value else None)
    text = percentage(value) if column.endswith("_pct") else printed(value, measure)
    mark = marks.get((measure, column))
    return Cell(f"{text} {mark}" if mark is not None else text, mark is not None)


def _tables(
    figures: Mapping[Measure, Figures], year: int, marks: Mapping[tuple[Measure, str], str]
) -> tuple[Table, ...]:
    rows = []
    for name, spent, received in SECTIONS:
        for label, measure in (("Uitgaven", spent), ("Ontvangsten", received)):
            cells = tuple(_cell(figures[measure], measure, column, marks) for column in _PRINTED)
            rows.append(Row((name, label), cells))
        if not (figures[spent].is_zero and figures[received].is_zero):
            balance = tuple(_balance(figures, spent, received, column, marks) for column in _PRINTED)
            rows.append(Row((name, "Saldo"), balance, is_faint=True))
    staff = Row(("VTE",), tuple(_cell(figures[Measure.FTE], Measure.FTE, column, marks) for column in _PRINTED))
    return (
        Table("Budgettaire onderbouwing", ("", ""), _headings(year, staff=False), tuple(rows), _effects(figures)),
        Table("Onderbouwing personeel", ("",), _headings(year, staff=True), (staff,)),
    )


def _headings(year: int, *, staff: bool) -> tuple[str, ...]:
    return (*(column_heading(column, year, staff=staff) for column in _PRINTED[:-1]), _("Variance"))


def _balance(
    figures: Mapping[Measure, Figures],
    spent: Measure,
    received: Measure,
    column: str,
    marks: Mapping[tuple[Measure, str], str],
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


def _effects(figures: Mapping[Measure, Figures]) -> str:
    """The effects of the operating variances in words."""
    parts = []
    for label, measure in (("uitgaven", Measure.OPERATING_EXPENDITURE), ("ontvangsten", Measure.OPERATING_RECEIPTS)):
        if variance := figures[measure].variance:
            amount = signed(printed(variance, measure))
            parts.append(f"{label} {amount} {effect_word(effect_of(measure, variance))}")
    return f"Exploitatie: {', '.join(parts)}" if parts else ""


def _bars(figures: Mapping[Measure, Figures]) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            measure_term(measure),
            _kind(measure),
            line.reference,
            line.actual,
            printed(line.reference, measure),
            printed(line.actual, measure),
        )
        for measure, line in figures.items()
        if line.reference or line.actual
    )


def _kind(measure: Measure) -> Kind:
    if measure is Measure.FTE:
        return Kind.STAFF
    return Kind.RECEIPTS if measure.value.endswith("ontvangsten") else Kind.EXPENDITURE


# What is below it


def _waterfall(outline: Outline, code: str, measure: Measure) -> Waterfall | None:
    answer = bridge(outline, code, measure, most=_MOST_STEPS)
    if not answer.steps or answer.start is None or answer.end is None:
        return None
    year, staff = outline.source.year, measure is Measure.FTE
    zero = Decimal(0)
    start, end = printed(answer.start, measure), printed(answer.end, measure)
    steps = (
        Step(column_heading("reference", year, staff=staff), start, zero, answer.start, is_total=True),
        *_steps(outline, answer),
        Step(column_heading("actual", year, staff=staff), end, zero, answer.end, is_total=True),
    )
    title = _("What explains the variance: {measure}").format(measure=measure_term(measure))
    return Waterfall(title, _kind(measure), steps, _steps_table(outline, answer, title))


def _steps(outline: Outline, answer: Bridge) -> Sequence[Step]:
    return [
        Step(
            " ".join(filter(None, (step.code, step_words(outline, step)))),
            signed(printed(step.difference, answer.measure)) + ("?" if is_in_doubt(outline, answer, step) else ""),
            step.before,
            step.after,
            is_faint=step.kind is not StepKind.CHILD,
            is_doubtful=is_in_doubt(outline, answer, step),
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
        rows.append(Row((step.code or "", step_words(outline, step)), cells, drawn.is_faint))
    assert answer.difference is not None
    whole = Cell(signed(printed(answer.difference, answer.measure)))
    rows.append(Row(("", _("Variance")), (whole, Cell("")), is_faint=True))
    heads = (_("Variance"), share_heading(answer.against))
    return Table(title, (_("Code"), _("Title")), heads, tuple(rows), "; ".join(remarks))


def _children(outline: Outline, code: str, measure: Measure) -> Table | None:
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
        marks = doubt_marks(outline.doubts_of(child))
        cells = tuple(_cell(lines[child], measure, column, marks) for column in columns)
        rows.append(Row((child, title_of(item), item.service or ""), cells, item.is_lost))
    more = len(ranked) - len(rows)
    below = counted("and {count} more", "and {count} more", more).format(count=more) if more else ""
    has_services = any(row.texts[2] for row in rows)
    if not has_services:
        rows = [Row(row.texts[:2], row.cells, row.is_faint) for row in rows]
    texts = (_("Code"), _("Title"), _("Service")) if has_services else (_("Code"), _("Title"))
    heads = (*(column_heading(column, year, staff=staff) for column in columns[:-1]), _("Variance"))
    title = _("Largest variances below it: {measure}").format(measure=measure_term(measure))
    return Table(title, texts, heads, tuple(rows), below)


# Where it comes from


def _source(outline: Outline, item: Item) -> str:
    place = ""
    if item.place.page is not None:
        place = _("page {page}").format(page=item.place.page)
    elif item.place.line is not None:
        place = _("line {line}").format(line=item.place.line)
    return ", ".join(filter(None, (outline.source.label, outline.source.name, place)))


def _state(outline: Outline, doubts: int) -> str:
    if not doubts:
        here = _("No figure of its tables is in doubt")
    else:
        text = counted("{count} figure of its tables is in doubt", "{count} figures of its tables are in doubt", doubts)
        here = text.format(count=doubts)
    return f"{here}. {_('The report')}: {verification(outline.summary)}"
