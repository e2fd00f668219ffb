"""Where account and budget differ most: the rows of a report ranked, filtered and summed up.

variance = actual - reference; change = actual - prior; both also in per cent of what they compare with, null ("n.v.t.")
where that is zero, and for a variance where it is negative, which is a technical correction. Elsewhere the divisor is a
figure's size, without its sign, so that amount and per cent always have the same sign. Nulls come last and ties in the
report's order, whichever way a column is sorted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal
from functools import partial
from typing import Protocol, runtime_checkable

import polars as pl

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.doubts import DOUBT, FIGURES, Doubts
from doelboom.data.model.frames import AMOUNT, percentages_of
from doelboom.data.model.outline import Item, Outline
from doelboom.data.model.queries import (
    CORRECTION,
    GROUP,
    VARIANCES,
    Group,
    Preset,
    Query,
    Scope,
    floors_for,
    measure_for,
    own_order,
)
from doelboom.data.queries.differences import (
    LACKS_A_FIGURE,
    doubt_column,
    order_by,
    share_of,
    totals,
    with_differences,
)
from doelboom.data.queries.groups import subtotals, with_groups, with_subtotals
from doelboom.data.queries.levels import ranked
from doelboom.data.queries.remainders import remainders
from doelboom.data.queries.search import NO_NOTES, nodes_with
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure

SPENT_AT_MOST = Decimal(10)
"""Per cent of the reference up to which something counts as not executed."""

_SUMMED = ("reference", "actual", "variance", "prior", "change")
_IS_CORRECTION = (pl.col("reference") < 0).fill_null(value=False)


@dataclass(frozen=True, slots=True)
class Variances:
    """The answer: rows in order, how many there were to choose from, and the measure that was ranked."""

    rows: pl.DataFrame
    total: int
    measure: Measure
    totals: dict[str, Decimal | None]
    """The sums of reference, actual, variance, prior and change over the rows that have the figure; None without."""
    unknown: int = 0
    """How many of the rows lack a reference, an actual or a prior figure, so that the totals are without it."""
    below: int = 0
    """How many rows answer the question but for its floors."""
    corrections: int = 0
    """How many corrections were left out, as it was asked."""
    taken_for: tuple[str, ...] = ()
    """The words that were looked for instead of those of the filter, which no node has."""
    sums: Callable[[pl.DataFrame], pl.DataFrame] | None = None
    """What the groups of some rows add up to; None where the rows are one list."""
    lacks: pl.Expr = LACKS_A_FIGURE
    """Which rows lack a figure that they should have."""

    @property
    def groups(self) -> pl.DataFrame | None:
        """What the groups of the rows add up to, in their order, as `data.queries.groups.subtotals` has it; None where
        the rows are one list."""
        return self.sums(self.rows) if self.sums is not None else None

    @property
    def rows_with_sums(self) -> pl.DataFrame:
        """The rows, each group led by what it adds up to."""
        groups = self.groups
        return self.rows if groups is None else with_subtotals(self.rows, groups)

    def among(self, codes: Collection[str]) -> Variances:
        """The rows of some codes, with totals of their own."""
        return self._of(self.rows.filter(pl.col("code").is_in(list(codes))))

    def head(self, limit: int) -> Variances:
        """The first rows, with totals of their own."""
        return self._of(self.rows.head(limit))

    def _of(self, rows: pl.DataFrame) -> Variances:
        return replace(self, rows=rows, totals=totals(rows, _SUMMED), unknown=_unknown(rows, self.lacks))


class Asked(Protocol):
    """What a question is asked of: one report, or several beside each other."""

    @property
    def lacks(self) -> pl.Expr:
        """Which rows lack a figure that they should have."""
        ...

    def comparison(self, measure: Measure, scope: Scope) -> pl.DataFrame:
        """Every row of a level for a measure, with the columns that the function `comparison` has, at least."""
        ...

    def with_words(self, rows: pl.DataFrame, text: str) -> tuple[pl.DataFrame, tuple[str, ...]]:
        """The rows that a search for a text finds, and the words that were looked for instead, where nothing has those
        that were typed."""
        ...

    def with_groups(self, rows: pl.DataFrame, group: Group) -> pl.DataFrame:
        """Rows with the column `data.model.queries.GROUP`."""
        ...

    def subtotals(self, group: Group, measure: Measure, rows: pl.DataFrame) -> pl.DataFrame:
        """What the groups of some rows add up to, as `data.queries.groups.subtotals` has it."""
        ...


@dataclass(frozen=True, eq=False, slots=True)
class OneReport:
    """A report, of which is asked what it compares itself."""

    accounts: Accounts
    notes: Mapping[str, str] = field(default_factory=dict)
    """The user's own on the report, by code, which a filter goes through too."""
    lacks: pl.Expr = LACKS_A_FIGURE

    def comparison(self, measure: Measure, scope: Scope) -> pl.DataFrame:
        """Its rows of a level for a measure."""
        return comparison(self.accounts, measure, scope)

    def with_words(self, rows: pl.DataFrame, text: str) -> tuple[pl.DataFrame, tuple[str, ...]]:
        """The rows of the nodes that a search finds."""
        found = nodes_with(self.accounts, text, self.notes)
        return rows.filter(pl.col("code").is_in(list(found.keys))), found.taken_for

    def with_groups(self, rows: pl.DataFrame, group: Group) -> pl.DataFrame:
        """Rows with their groups in this report."""
        return with_groups(self.accounts, rows, group)

    def subtotals(self, group: Group, measure: Measure, rows: pl.DataFrame) -> pl.DataFrame:
        """What the groups of some rows add up to."""
        return subtotals((self.accounts,), group, measure, rows)


@dataclass(frozen=True, slots=True)
class Left:
    """How many rows there are, and how many were left out."""

    total: int
    below: int
    """As too small."""
    corrections: int


Order = tuple[str, bool, bool]
"""The column that rows are sorted by, whether downwards, and whether by its size, whatever its sign."""


@runtime_checkable
class Narrowing(Protocol):
    """What knows, of many reports, those that the first rows are in, without making all their rows."""

    def narrowed(
        self, measure: Measure, scope: Scope, wanted: tuple[pl.Expr, pl.Expr, pl.Expr], order: Order, limit: int
    ) -> tuple[Asked, Left]:
        """What has the first rows, and how many there are in all.

        Args:
            wanted: which rows answer the question, which of them are material, and which take part.
        """
        ...


@runtime_checkable
class Searching(Protocol):
    """What knows, of many reports, the rows that have some words, without making all the others."""

    def searched(self, measure: Measure, scope: Scope, text: str) -> tuple[Asked, int, tuple[str, ...]] | None:
        """What has only the rows that a search finds, how many there are without it, and the words that were looked
        for instead; None where `Asked.with_words` has to tell."""
        ...


def key_of_order(query: Query) -> Order:
    """By what the rows of a question are sorted."""
    if query.sort is not None:
        return query.sort, query.descending, False
    column, by_size = own_order(query.preset)
    return column, True, by_size


def _passes(query: Query, *, hide_zeroes: bool) -> pl.Expr:
    """Which rows answer a question, but for its words and its floors."""
    passes = _preset(query)
    if hide_zeroes:
        passes &= pl.any_horizontal((pl.col(*FIGURES) != 0).fill_null(value=False))
    if query.service is not None:
        passes &= (pl.col("service") == query.service).fill_null(value=False)
    return passes


def variances(
    asked: Accounts | Asked,
    query: Query,
    *,
    hide_zeroes: bool = False,
    notes: Mapping[str, str] = NO_NOTES,
    limit: int | None = None,
) -> Variances:
    """The rows that answer a query, in order; without those that have no amounts at all, if so asked.

    Args:
        asked: a report, or several beside each other.
        limit: how many rows are wanted, from the first, with totals of their own, as `Variances.head` has them.
        notes: the user's own on that report, by code, which a filter goes through too.
    """
    source: Asked = OneReport(asked, notes) if isinstance(asked, Accounts) else asked
    measure = measure_for(query.preset, query.measure)
    passes = _passes(query, hide_zeroes=hide_zeroes)
    has_words = query.text is not None and query.text.strip() != ""
    left: Left | None = None
    total: int | None = None
    taken_for: tuple[str, ...] = ()
    if has_words and isinstance(source, Searching):
        searched = source.searched(measure, query.scope, query.text or "")
        if searched is not None:
            (source, total, taken_for), has_words = searched, False
    if limit is not None and query.group is None and not has_words and isinstance(source, Narrowing):
        wanted_rows = passes, _material(query), pl.lit(value=True) if query.corrections else ~_IS_CORRECTION
        source, left = source.narrowed(measure, query.scope, wanted_rows, key_of_order(query), limit)
    everything = source.comparison(measure, query.scope)
    rows = everything.filter(passes)
    if has_words:
        rows, taken_for = source.with_words(rows, query.text or "")
    material = rows.filter(_material(query))
    wanted = material if query.corrections else material.filter(~_IS_CORRECTION)
    if query.group is not None:
        ordered = _in_groups(source, order(wanted, query), query, measure)
        ordered = ordered if limit is None else ordered.head(limit)
    else:
        ordered = order(wanted, query, limit)
    rows_asked = ordered.drop("ordinal")
    left = left or Left(everything.height, rows.height - material.height, material.height - wanted.height)
    return Variances(
        rows_asked,
        left.total if total is None else total,
        measure,
        totals(rows_asked, _SUMMED),
        _unknown(rows_asked, source.lacks),
        below=left.below,
        corrections=left.corrections,
        taken_for=taken_for,
        sums=None if query.group is None else partial(source.subtotals, query.group, measure),
        lacks=source.lacks,
    )


def _in_groups(source: Asked, rows: pl.DataFrame, query: Query, measure: Measure) -> pl.DataFrame:
    """Ordered rows with their groups, those of a group together, the groups in the order of the rows by their sums."""
    assert query.group is not None
    grouped = source.with_groups(rows, query.group)
    sums = order(source.subtotals(query.group, measure, grouped), query)
    ranks = sums.select(GROUP).with_row_index("rank")
    ranked = grouped.join(ranks, on=GROUP, how="left", nulls_equal=True, maintain_order="left")
    return ranked.sort("rank", maintain_order=True).drop("rank")


def _unknown(rows: pl.DataFrame, lacks: pl.Expr) -> int:
    return rows.filter(lacks).height


def comparison(accounts: Accounts, measure: Measure, scope: Scope) -> pl.DataFrame:
    """Every row of a level for a measure: the `ordinal` of the report's order, `data.model.queries.VARIANCES`, and
    `data.model.doubts.DOUBT`.

    Remainders of the level above stand among them, behind the last node below their parent.
    """
    level = ranked(accounts, scope)
    nodes = accounts.nodes.filter(pl.col("code").is_in(list(level.nodes))).select(
        "ordinal",
        "code",
        pl.col("level").cast(pl.String),
        "title",
        "service",
        pl.when(pl.col("code_printed") | pl.col("title").is_not_null())
        .then(None)
        .otherwise(pl.lit("lost"))
        .alias("mark"),
    )
    lines = accounts.amounts.filter(pl.col("measure") == measure.value).drop("measure", "of_prior_pct")
    rows = nodes.join(lines, on="code", how="left", maintain_order="left")
    rest = remainders(accounts, measure, level.parents).with_columns(
        pl.lit("rest").alias("mark"), pl.col("spent_pct").cast(rows.schema["spent_pct"])
    )
    # A stable sort: a remainder shares its ordinal with the last node below its parent, and comes after it.
    rows = pl.concat([rows, rest], how="diagonal").sort("ordinal", maintain_order=True)
    rows = with_differences(rows, measure).with_columns(marked(), _doubt(accounts.doubts, rows["code"], measure))
    return rows.select("ordinal", *VARIANCES, DOUBT)


def tree_rows(outline: Outline, codes: Sequence[str], measure: Measure) -> pl.DataFrame:
    """The rows of some items of the tree for a measure, in that order, with `data.model.queries.VARIANCES` and
    `data.model.doubts.DOUBT`. The whole report's has no code, no level and no title, and the mark "whole"."""
    items = [outline.item(code) for code in codes]
    lines = [outline.figures(code, measure) for code in codes]
    rows = pl.DataFrame(
        {
            "ordinal": range(len(codes)),
            "code": [None if item.is_whole else item.code for item in items],
            "level": [None if item.is_remainder or item.is_whole else item.level.value for item in items],
            "title": [item.title for item in items],
            "service": [item.service for item in items],
            "mark": [_mark(item) for item in items],
            **{name: [getattr(line, name) for line in lines] for name in ("reference", "actual", "prior", "spent_pct")},
        },
        schema_overrides={
            **dict.fromkeys(("code", "level", "title", "service", "mark"), pl.String),
            **dict.fromkeys(("reference", "actual", "prior"), AMOUNT),
            "spent_pct": percentages_of(line.spent_pct for line in lines),
        },
    )
    doubt = _doubt(outline.accounts.doubts, codes, measure)
    return with_differences(rows, measure).with_columns(marked(), doubt).select(*VARIANCES, DOUBT)


def _doubt(doubts: Doubts, codes: Iterable[str], measure: Measure) -> pl.Series:
    return doubt_column(doubts, ((code,) for code in codes), (measure,), (*FIGURES, "spent_pct"))


def marked() -> pl.Expr:
    """The mark, which also says which rows are corrections, where nothing else is to be said of them."""
    is_correction = pl.when(_IS_CORRECTION).then(pl.lit(CORRECTION))
    return pl.coalesce("mark", is_correction).alias("mark")


def _mark(item: Item) -> str | None:
    return "whole" if item.is_whole else "rest" if item.is_remainder else "lost" if item.is_lost else None


def _material(query: Query) -> pl.Expr:
    """Both floors, as `Query` has them."""
    difference = "change" if query.preset is Preset.LAST_YEAR else "variance"
    amount, share = pl.col(difference).abs(), pl.col(f"{difference}_pct").abs()
    euros, per_cent = floors_for(query)
    condition = pl.lit(value=True)
    if per_cent > 0:
        condition &= ((share >= per_cent) | (share.is_null() & amount.is_not_null())).fill_null(value=False)
    if euros and query.preset is Preset.NOT_EXECUTED:
        condition &= (pl.col("reference") > euros).fill_null(value=False)
    elif euros:
        condition &= (amount >= euros).fill_null(value=False)
    return condition


def _preset(query: Query) -> pl.Expr:
    """Which rows a ready question is about; never null."""
    match query.preset:
        case Preset.NOT_EXECUTED:
            # A remainder has no printed percentage; its figures say as much.
            spent = pl.coalesce("spent_pct", share_of("actual", "reference"))
            return ((pl.col("reference") > 0) & (spent <= SPENT_AT_MOST)).fill_null(value=False)
        case Preset.OVERSPENT:
            return (pl.col("variance") > 0).fill_null(value=False)
        case Preset.UNDERSPENT | Preset.RECEIPTS_SHORT | Preset.STAFFING:
            return (pl.col("variance") < 0).fill_null(value=False)
        case _:
            # As it is: where Polars parts the rows of a long frame, it fails on `fill_null` of a literal.
            return pl.lit(value=True)


def order(rows: pl.DataFrame, query: Query, limit: int | None = None) -> pl.DataFrame:
    """The rows, or the first of them, by the query's column, or by the preset's own order: the largest amount first."""
    column, descending, by_size = key_of_order(query)
    return order_by(rows, column, descending=descending, by_size=by_size, limit=limit)
