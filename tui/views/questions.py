"""The questions that can be asked of a report, in words: what a view shows, and what stands above its export."""

from __future__ import annotations

from decimal import Decimal

from doelboom.data.model.accounts import Source
from doelboom.data.model.outline import Outline
from doelboom.data.model.queries import Against, Preset, Query, Scope, ServiceQuery, floors_for, own_order
from doelboom.data.queries.bridge import Bridge, Step, StepKind
from doelboom.data.queries.services import Services
from doelboom.data.queries.variances import Variances
from doelboom.parser.records import Measure
from doelboom.tui.locale.words import N_, _, counted, measure_meaning, measure_term
from doelboom.tui.views.captions import Terms
from doelboom.tui.views.numbers import grouped, printed, signed
from doelboom.tui.views.titles import title_of

PRESETS = {
    Preset.LARGEST: (N_("Largest variances"), N_("whichever way")),
    Preset.NOT_EXECUTED: (N_("Not executed"), N_("at most 10 % spent")),
    Preset.OVERSPENT: (N_("Overspent"), N_("more than the budget")),
    Preset.RECEIPTS_SHORT: (N_("Receipts short"), N_("less received than budgeted")),
    Preset.STAFFING: (N_("Staffing gaps"), N_("fewer FTE paid than planned")),
    Preset.LAST_YEAR: (N_("Against last year"), N_("largest changes, whichever way")),
}
"""The name of each ready question, and what it asks."""

SCOPES = {
    Scope.LEAVES: N_("actions and projects"),
    Scope.PLANS: N_("action plans"),
    Scope.OBJECTIVES: N_("policy objectives"),
}
"""What the rows of each level are."""


def floors_words(query: Query) -> str:
    """Both floors, and where the one in euro has no say, that it has none."""
    euros, per_cent = floors_for(query)
    share = _plain(per_cent)
    if euros is None:
        return _("{pct} % (a floor in euro says nothing of FTE)").format(pct=share)
    if query.preset is Preset.NOT_EXECUTED:
        return _("budget above {euro} euro, {pct} %").format(euro=_plain(euros), pct=share)
    return _("{euro} euro and {pct} %").format(euro=_plain(euros), pct=share)


def sorted_words(column: str, terms: Terms, *, descending: bool, by_size: bool = False) -> str:
    """By what rows are sorted, and which way."""
    heading = terms.heading(column)
    if by_size:
        return _("{column}, largest first, whichever way").format(column=heading)
    way = _("downwards") if descending else _("upwards")
    return f"{heading}, {way}"


def _plain(value: Decimal) -> str:
    places = max(0, -int(value.normalize().as_tuple().exponent)) if value else 0
    return grouped(value, places)


def _measure(measure: Measure) -> str:
    unit = "VTE" if measure is Measure.FTE else "euro"
    return f"{measure_term(measure)} ({measure_meaning(measure)}), {unit}"


def _count(shown: int, total: int) -> str:
    return _("{shown} of {total}").format(shown=shown, total=total)


def variances_lines(source: Source, query: Query, answer: Variances, *, hide_zeroes: bool = False) -> list[str]:
    """What a view of variances shows, a line a fact, the report first."""
    terms = Terms(answer.measure, source.year)
    name, meaning = PRESETS[query.preset]
    if query.sort is not None:
        order = sorted_words(query.sort, terms, descending=query.descending)
    else:
        column, by_size = own_order(query.preset)
        order = sorted_words(column, terms, descending=True, by_size=by_size)
    facts = [
        (_("Question"), f"{_(name)}, {_(meaning)}"),
        (_("Measure"), _measure(answer.measure)),
        (_("Level"), _(SCOPES[query.scope])),
        (_("Floors"), floors_words(query)),
        (_("Service"), query.service),
        (_("Filter"), query.text),
        (_("Zeroes"), _("left out") if hide_zeroes else None),
        (_("Sorted by"), order),
        (_("Rows"), _count(answer.rows.height, answer.total)),
        (_("Rows with a figure unknown"), str(answer.unknown) if answer.unknown else None),
    ]
    return [source.label, *(f"{label}: {fact}" for label, fact in facts if fact)]


def services_lines(source: Source, query: ServiceQuery, answer: Services) -> list[str]:
    """What a view by service shows, as `variances_lines` has it."""
    terms = Terms(answer.measure, source.year)
    if query.sort is not None:
        order = sorted_words(query.sort, terms, descending=query.descending)
    else:
        order = sorted_words("variance", terms, descending=True, by_size=True)
    facts = [
        (_("Question"), _("By service, over all plans")),
        (_("Measure"), _measure(answer.measure)),
        (_("Filter"), query.text),
        (_("Sorted by"), order),
        (_("Rows"), _count(answer.rows.height, answer.total)),
    ]
    return [source.label, *(f"{label}: {fact}" for label, fact in facts if fact)]


def bridge_lines(outline: Outline, answer: Bridge) -> list[str]:
    """From what to what a bridge goes, and what is unknown, as `variances_lines` has it."""
    source = outline.source
    terms = Terms(answer.measure, source.year)
    start = terms.heading("reference" if answer.against is Against.REFERENCE else "prior")
    difference = _("Variance") if answer.against is Against.REFERENCE else _("Change")
    unknown = _("unknown: the report prints no such figure")
    value = answer.difference
    lines = [
        source.label,
        f"{answer.code}: {title_of(outline.items[answer.code])}",
        f"{_('Measure')}: {_measure(answer.measure)}",
        f"{start}: {printed(answer.start, answer.measure) if answer.start is not None else unknown}",
        f"{terms.heading('actual')}: {printed(answer.end, answer.measure) if answer.end is not None else unknown}",
        f"{difference}: {signed(printed(value, answer.measure)) if value is not None else unknown}",
    ]
    below = [code for code in answer.unknown if code != answer.code]
    if below:
        lines.append(_("Unknown, since a figure is not printed: {codes}").format(codes=", ".join(below)))
    return lines


def step_words(outline: Outline, step: Step) -> str:
    """What a step of a bridge stands for."""
    match step.kind:
        case StepKind.CHILD:
            return title_of(outline.items[step.codes[0]])
        case StepKind.OTHERS:
            count = len(step.codes)
            return counted("{count} other", "{count} others", count).format(count=count)
        case StepKind.REMAINDER:
            return _("not in this report")
        case StepKind.ROUNDING:
            return _("left by rounding")
        case StepKind.UNKNOWN:
            return _("unknown: figures of {codes} are not printed").format(codes=", ".join(step.codes))
