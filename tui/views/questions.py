"""The questions that can be asked of a report, as views of their answers: for the screen and the command line alike.

Nothing here loads Polars: the frames come with the answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from doelboom.data.model.accounts import Source
from doelboom.data.model.doubts import DOUBT, in_doubt
from doelboom.data.model.queries import SUBTOTAL, Group, Preset, Query, ServiceQuery, floors_for, own_order
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure
from doelboom.tui.locale.words import N_, _, counted, measure_meaning, measure_term
from doelboom.tui.views.words.captions import Terms
from doelboom.tui.views.words.filters import filter_words
from doelboom.tui.views.words.levels import scope_words
from doelboom.tui.views.words.numbers import plain

if TYPE_CHECKING:
    import polars as pl

    from doelboom.data.queries.services import Services
    from doelboom.data.queries.variances import Variances

PRESETS = {
    Preset.LARGEST: (N_("Largest variances"), N_("whichever way")),
    Preset.UNDERSPENT: (N_("Underspent"), N_("less than the budget")),
    Preset.NOT_EXECUTED: (N_("Not executed"), N_("at most 10 % spent")),
    Preset.OVERSPENT: (N_("Overspent"), N_("more than the budget")),
    Preset.RECEIPTS_SHORT: (N_("Receipts short"), N_("less received than budgeted")),
    Preset.STAFFING: (N_("Staffing gaps"), N_("fewer FTE paid than planned")),
    Preset.LAST_YEAR: (N_("Against last year"), N_("largest changes, whichever way")),
}
"""The name of each ready question, and what it asks."""

GROUPS = {
    Group.OBJECTIVE: N_("policy objective"),
    Group.PLAN: N_("action plan"),
    Group.SERVICE: N_("service"),
}
"""By what rows stand together."""

_COMPARED = ("variance", "reference", "actual", "effect", "variance_pct", "spent_pct")
_CHANGED = ("change", "actual", "prior", "change_pct")
_OF_SERVICES = ("variance", "reference", "actual", "vte_variance", "actions", "vte_reference", "vte_actual")
"""The columns that count most, in their order."""

_Fact = tuple[str, str | None]
"""What is told, and what there is to tell of it; None for nothing."""


@dataclass(frozen=True, slots=True)
class View:
    """Rows in order, and all that is needed to show or write them for people."""

    frame: pl.DataFrame
    terms: Terms = Terms()
    title_lines: Sequence[str] = ()
    """What the rows are, a line a fact, the report first."""
    title: str | None = None
    """The same in one line."""
    totals: Mapping[str, Decimal | None] = field(default_factory=dict)
    """The sums over the rows, by column."""
    first: Sequence[str] = ()
    """The columns that count most, for where not all have room."""
    in_doubt: Sequence[frozenset[str]] = ()
    """Of each row the columns that are worked out from a figure in doubt; nothing where no row has any."""

    columns: Sequence[str] = ()
    """The columns that were chosen, in their order; none for all."""
    with_sums: pl.DataFrame | None = None
    """The rows for people where they stand in groups, each group led by its subtotal; `in_doubt` is of these then."""
    totals_in_doubt: frozenset[str] = frozenset()
    """The columns whose sums are worked out from a figure in doubt."""

    @property
    def shown(self) -> pl.DataFrame:
        """The rows for people."""
        return self.frame if self.with_sums is None else self.with_sums


def variances_view(source: Source, query: Query, answer: Variances, *, hide_zeroes: bool = False) -> View:
    """Where account and budget differ most; `hide_zeroes` as it was asked with."""
    terms = Terms(answer.measure, source.year)
    name, meaning = PRESETS[query.preset]
    level = scope_words(query.scope, source, answer.rows["level"].drop_nulls())
    floors, count = floors_words(query), count_words(answer)
    lines = facts_lines(
        source,
        (_("Question"), f"{_(name)}, {_(meaning)}"),
        (_("Measure"), measure_words(answer.measure)),
        (_("Level"), level),
        (_("Grouped by"), _(GROUPS[query.group]) if query.group is not None else None),
        (_("Floors"), floors),
        (_("Service"), query.service),
        (_("Filter"), filter_words(query.text, answer.taken_for)),
        (_("Zeroes"), _("left out") if hide_zeroes else None),
        (_("Corrections"), None if query.corrections else _("left out")),
        (_("Sorted by"), order_words(terms, query)),
        (_("Rows"), count),
        (_("Rows with a figure unknown"), str(answer.unknown) if answer.unknown else None),
    )
    has_floor = query.floor or any(floors_for(query))
    words = filter_words(query.text, answer.taken_for)
    by = _("by {group}").format(group=_(GROUPS[query.group])) if query.group is not None else None
    facts = [level, by, query.service, words, _("floors: {floors}").format(floors=floors) if has_floor else None]
    title = _title(source, _(name), answer.measure, [*facts, count])
    first = [*_CHANGED, *_COMPARED] if query.preset is Preset.LAST_YEAR else [*_COMPARED, *_CHANGED]
    ranked = ["code", *_sorted_by(query), first[0], "title", *first]
    view = View(answer.rows, terms, lines, title, answer.totals, ranked)
    if query.group is not None:
        view = replace(view, with_sums=answer.rows_with_sums)
    return with_doubts(view, answer.measure)


def services_view(source: Source, query: ServiceQuery, answer: Services) -> View:
    """The report by service, over all plans."""
    terms = Terms(answer.measure, source.year)
    count = count_words(answer)
    lines = facts_lines(
        source,
        (_("Question"), _("By service, over all plans")),
        (_("Measure"), measure_words(answer.measure)),
        (_("Filter"), filter_words(query.text, answer.taken_for)),
        (_("Sorted by"), order_words(terms, query)),
        (_("Rows"), count),
    )
    title = _title(source, _("By service"), answer.measure, [filter_words(query.text, answer.taken_for), count])
    first = ["service", *_sorted_by(query), *_OF_SERVICES]
    return with_doubts(View(answer.rows, terms, lines, title, answer.totals, first), answer.measure)


def with_doubts(view: View, measure: Measure | None) -> View:
    """A view whose rows have a column of doubts, and whose totals are the sums of its rows."""
    rows = doubtful_columns(view.shown, measure)
    return replace(view, in_doubt=rows, totals_in_doubt=doubtful_sums(view.frame, measure))


def doubtful_sums(rows: pl.DataFrame, measure: Measure | None) -> frozenset[str]:
    """The columns in whose sum a figure in doubt is."""
    return frozenset[str]().union(*doubtful_columns(rows, measure))


def doubtful_columns(rows: pl.DataFrame, measure: Measure | None) -> list[frozenset[str]]:
    """Of each row the columns that are worked out from a figure in its column of doubts; nothing where there is none.

    `measure` is that of the amounts; None where each row has one of its own.
    """
    if DOUBT not in rows.columns or rows[DOUBT].null_count() == rows.height:
        return []
    columns = [name for name in rows.columns if name != DOUBT]
    are_sums = (rows["mark"] == SUBTOTAL).fill_null(value=False) if "mark" in columns else [False] * rows.height
    return [
        in_doubt(columns, marked, measure, of_sums=is_sum)
        for marked, is_sum in zip(rows[DOUBT].to_list(), are_sums, strict=True)
    ]


def tree_view(
    source: Source,
    measure: Measure,
    text: str | None,
    rows: pl.DataFrame,
    *,
    order: tuple[str, bool] | None = None,
    choice: str | None = None,
) -> View:
    """Rows of the tree, for a measure.

    Args:
        text: the filter that left others out.
        order: the column by which siblings are sorted, and whether downwards; None for the report's order.
        choice: which rows they are, where not all in view.
    """
    terms = Terms(measure, source.year)
    lines = facts_lines(
        source,
        (_("Measure"), measure_words(measure)),
        (_("Filter"), text),
        (_("Sorted by"), _order_words(terms, *order) if order is not None else None),
        (_("Rows"), choice),
    )
    return View(rows, terms, lines)


def findings_view(source: Source, findings: pl.DataFrame) -> View:
    """What the check found."""
    name = _("The check")
    return View(findings, Terms(year=source.year), [source.label, name], f"{source.label}: {name}")


def frame_view(source: Source, name: str, frame: pl.DataFrame) -> View:
    """A frame of the model itself."""
    title = f"{source.label}: {name}"
    return with_doubts(View(frame, Terms(year=source.year), [title], title), None)


def facts_lines(source: Source, *facts: _Fact) -> list[str]:
    """The report, then what there is to tell, a line a fact."""
    return [source.label, *(f"{label}: {fact}" for label, fact in facts if fact)]


def measure_words(measure: Measure) -> str:
    """A measure as the report calls it, what that is, and its unit."""
    return f"{measure_term(measure)} ({measure_meaning(measure)}), {Terms(measure).unit('actual')}"


def floors_words(query: Query) -> str:
    """Both floors, and where the one in euro has no say, that it has none."""
    euros, per_cent = floors_for(query)
    share = plain(per_cent)
    if euros is None:
        return _("{pct} % (a floor in euro says nothing of FTE)").format(pct=share)
    if query.preset is Preset.NOT_EXECUTED:
        return _("budget above {euro} euro, {pct} %").format(euro=plain(euros), pct=share)
    return _("{euro} euro and {pct} %").format(euro=plain(euros), pct=share)


def sorted_by(query: Query | ServiceQuery) -> tuple[str, bool, bool]:
    """The column that rows are sorted by, whether downwards, and whether by its size, whatever its sign."""
    if query.sort is not None:
        return query.sort, query.descending, False
    column, by_size = own_order(query.preset) if isinstance(query, Query) else ("variance", True)
    return column, True, by_size


def order_words(terms: Terms, query: Query | ServiceQuery) -> str:
    """By what rows are sorted, and which way."""
    column, descending, by_size = sorted_by(query)
    if by_size:
        return _("{column}, largest first, whichever way").format(column=terms.heading(column))
    return _order_words(terms, column, descending)


def _order_words(terms: Terms, column: str, downwards: bool) -> str:  # noqa: FBT001 - which way it goes
    return f"{terms.heading(column)}, {_('downwards') if downwards else _('upwards')}"


def _sorted_by(query: Query | ServiceQuery) -> list[str]:
    return [query.sort] if query.sort is not None else []


def count_words(answer: Variances | Services, *, brief: bool = False) -> str:
    """How many rows there are of how many, and how many were left out as too small or as corrections."""
    parts = [_("{shown} of {total}").format(shown=answer.rows.height, total=answer.total)]
    below: int = getattr(answer, "below", 0)
    if below:
        parts.append((_("{below} below") if brief else _("{below} below the floors")).format(below=below))
    corrections: int = getattr(answer, "corrections", 0)
    if corrections:
        words = counted("{count} correction left out", "{count} corrections left out", corrections)
        parts.append(words.format(count=corrections))
    return "; ".join(parts)


def _title(source: Source, name: str, measure: Measure, facts: Sequence[str | None]) -> str:
    return ", ".join([f"{source.label}: {name}", measure_term(measure), *filter(None, facts)])
