"""What goes on the page of a node: gathered here, whatever it is written as."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from doelboom.data.model.accounts import Source
from doelboom.data.model.outline import Item, Outline
from doelboom.parser.records import Figures, Measure
from doelboom.tui.brief.below import largest_children, waterfall_of
from doelboom.tui.brief.page import Page
from doelboom.tui.brief.tables import budget_bars, marks_of, official_tables
from doelboom.tui.locale.words import _, counted
from doelboom.tui.views.words.check.findings import describe_finding
from doelboom.tui.views.words.check.status import verification
from doelboom.tui.views.words.levels import kind_words
from doelboom.tui.views.words.notes import note_lines
from doelboom.tui.views.words.places import place_words
from doelboom.tui.views.words.titles import title_of

_MOST_FINDINGS = 6
_LONGEST, _LONGEST_ABOVE = 3000, 500
"""Characters of a description that are there: of a leaf, and of a node that has others below it on the page."""


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
    marks = marks_of(outline, code)
    findings = [describe_finding(finding, outline) for finding in outline.findings.get(code, ())]
    more = len(findings) - _MOST_FINDINGS
    if more > 0:
        findings[_MOST_FINDINGS:] = [counted("and {count} more", "and {count} more", more).format(count=more)]
    return Page(
        report=outline.source.title,
        place=tuple(f"{above} {title_of(outline.items[above])}" for above in outline.path(code)[:-1]),
        code=code,
        title=title_of(item),
        facts=_facts(item, outline.source),
        tables=official_tables(figures, outline.source.year, marks),
        bars=budget_bars(figures, marks),
        description=_description(item, _LONGEST_ABOVE if outline.children.get(code) else _LONGEST),
        waterfall=waterfall_of(outline, code, measure),
        children=largest_children(outline, code, measure),
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


def _facts(item: Item, source: Source) -> tuple[str, ...]:
    kind = kind_words(item, source)
    period = f"{item.period_start} - {item.period_end}" if item.period_start is not None else None
    facts = (kind, item.service or item.entity, period, item.status, item.phase)
    return tuple(fact for fact in facts if fact)


def _description(item: Item, longest: int) -> tuple[str, ...]:
    text = item.description or ""
    if len(text) > longest:
        text = text[:longest].rpartition(" ")[0].rstrip() + " \N{HORIZONTAL ELLIPSIS}"
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _source(outline: Outline, item: Item) -> str:
    return ", ".join(filter(None, (outline.source.label, outline.source.name, place_words(item.place))))


def _state(outline: Outline, doubts: int) -> str:
    if not doubts:
        here = _("No figure of its tables is in doubt")
    else:
        text = counted("{count} figure of its tables is in doubt", "{count} figures of its tables are in doubt", doubts)
        here = text.format(count=doubts)
    return f"{here}. {_('The report')}: {verification(outline.summary)}"
