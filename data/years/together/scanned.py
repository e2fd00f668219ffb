"""A question asked of a library's files as they are: rows of thousands of reports at once, none of which is opened."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from doelboom.data.model.accounts import Accounts, Source
from doelboom.data.model.doubts import DOUBT, FIGURES
from doelboom.data.model.findings import Summary
from doelboom.data.model.frames import LEVELS, MEASURES
from doelboom.data.model.queries import GROUP, VARIANCES, Group, Scope
from doelboom.data.queries.differences import sorting_key, with_differences
from doelboom.data.queries.groups import subtotals
from doelboom.data.queries.variances import LACKS_A_FIGURE, LEVELS_OF, PARENTS_OF, Asked, Left, Order, marked
from doelboom.data.storage.shared.layout import Shared
from doelboom.data.storage.shared.reading import load
from doelboom.data.years.together.many import GOVERNMENT, REPORT, WHOSE, YEAR, Many
from doelboom.parser.records import Measure

_TENTH = Decimal("0.1")
_ROOM = 1 << 18
"""More rows than a report has: where the next report's ordinals begin."""


@dataclass(frozen=True, eq=False, slots=True)
class Scanned:
    """Reports of libraries, of which a question can be asked as of one (`data.queries.variances.Asked`)."""

    reports: tuple[Shared, ...]
    lacks: pl.Expr = LACKS_A_FIGURE

    def comparison(self, measure: Measure, scope: Scope) -> pl.DataFrame:
        """The rows of all reports of a level for a measure: `ordinal`, `WHOSE`, then as of one, and `REPORT`."""
        return self.plan(measure, scope).collect()

    def plan(self, measure: Measure, scope: Scope) -> pl.LazyFrame:
        """How those rows come about."""
        is_of_measure = pl.col("measure") == pl.lit(measure.value, MEASURES)
        levels, parents = (
            pl.Series([level.value for level in some], dtype=LEVELS) for some in (LEVELS_OF[scope], PARENTS_OF[scope])
        )
        is_lost = ~pl.col("code_printed") & pl.col("title").is_null()
        nodes = self._scan("nodes").filter(pl.col("level").is_in(levels.implode()))
        nodes = nodes.select(
            *WHOSE, REPORT, "ordinal", "code", "level", "title", "service",
            pl.when(is_lost).then(pl.lit("lost")).alias("mark"),
        )  # fmt: skip
        lines = self._scan("amounts").filter(is_of_measure).select(REPORT, "code", *FIGURES, "spent_pct")
        rows = nodes.join(lines, on=[REPORT, "code"], how="left")
        rest = self._scan("rests").filter(is_of_measure & pl.col("level").is_in(parents.implode()))
        rest = rest.select(*WHOSE, REPORT, "ordinal", "code", *FIGURES, pl.lit("rest").alias("mark"))
        rows = pl.concat([rows, rest], how="diagonal")
        if any(shared.summary.doubts for shared in self.reports):
            doubts = self._scan("doubts").filter(is_of_measure).select(REPORT, "code", DOUBT)
            rows = rows.join(doubts, on=[REPORT, "code"], how="left")
        else:
            rows = rows.with_columns(pl.lit(None, pl.List(pl.String)).alias(DOUBT))
        numbers = pl.DataFrame(
            {REPORT: [shared.id for shared in self.reports], "number": range(len(self.reports))},
            {REPORT: pl.String, "number": pl.UInt64},
        )
        rows = rows.join(numbers.lazy(), on=REPORT, how="left")
        # A remainder comes behind the last node below its parent, with which it shares its place in the report.
        place = pl.col("number") * _ROOM + pl.col("ordinal") * 2 + (pl.col("mark") == "rest").fill_null(value=False)
        rows = rows.with_columns(place.cast(pl.UInt64).alias("ordinal"), pl.col("level").cast(pl.String))
        compared = with_differences(rows, measure).with_columns(marked())
        return compared.select("ordinal", *WHOSE, *VARIANCES, DOUBT, REPORT)

    def narrowed(
        self, measure: Measure, scope: Scope, wanted: tuple[pl.Expr, pl.Expr, pl.Expr], order: Order, limit: int
    ) -> tuple[Scanned, Left]:
        """The reports that the first rows are in: of all others only the figures are looked at."""
        plan, (column, descending, by_size) = self.plan(measure, scope), order
        schema = plan.collect_schema()
        counts = _counts(plan, wanted)
        if schema[column] == pl.String and column not in ("level", "effect"):
            # Texts are sorted without their accents, which takes the rows themselves.
            return self, Left(*counts.collect().row(0))
        keys = plan.filter(*wanted).select(sorting_key(column, by_size=by_size).alias("key"), "ordinal", REPORT)
        first = keys.sort("key", "ordinal", descending=[descending, False], nulls_last=True).head(limit)
        numbers, found = pl.collect_all([counts, first])
        ids = set(found[REPORT])
        some = tuple(one for one in self.reports if one.id in ids) or self.reports[:1]
        return Scanned(some, self.lacks), Left(*numbers.row(0))

    def _scan(self, frame: str) -> pl.LazyFrame:
        schema = {GOVERNMENT: pl.String, YEAR: pl.Int16}
        # Reports print percentages with one decimal or with two, and a scan takes but one kind.
        fine = [shared for shared in self.reports if shared.source.percentage_unit < _TENTH]
        others = [shared for shared in self.reports if shared.source.percentage_unit >= _TENTH]
        scans = [
            pl.scan_parquet([shared.path(frame) for shared in some], hive_partitioning=True, hive_schema=schema)
            for some in (others, fine)
            if some
        ]
        return pl.concat(scans, how="vertical_relaxed") if len(scans) > 1 else scans[0]

    def with_words(self, rows: pl.DataFrame, text: str) -> tuple[pl.DataFrame, tuple[str, ...]]:
        """The rows of the nodes that a search finds, for which each report is opened."""
        return Many(tuple(map(load, self.reports))).with_words(rows, text)

    def with_groups(self, rows: pl.DataFrame, group: Group) -> pl.DataFrame:
        """Rows with their service, the only group that reports have in common."""
        return rows.with_columns(pl.col(group.value).alias(GROUP))

    def subtotals(self, group: Group, measure: Measure, rows: pl.DataFrame) -> pl.DataFrame:
        """What the services add up to, over all reports."""
        return subtotals((), group, measure, rows)


def _counts(rows: pl.LazyFrame, wanted: tuple[pl.Expr, pl.Expr, pl.Expr]) -> pl.LazyFrame:
    """How many rows there are, and how many are left out, as `Left` has it."""
    passes, is_material, takes_part = (one.fill_null(value=False) for one in wanted)
    below, corrections = passes & ~is_material, passes & is_material & ~takes_part
    return rows.select(pl.len(), below.sum().alias("below"), corrections.sum().alias("corrections"))


@dataclass(frozen=True, eq=False, slots=True)
class Mixed:
    """Reports of libraries, scanned, and others beside them, of which a question can be asked as of one."""

    scanned: Scanned
    others: Many
    lacks: pl.Expr = LACKS_A_FIGURE

    @property
    def sources(self) -> list[Source]:
        """Where the reports come from."""
        return [*(shared.source for shared in self.scanned.reports), *(one.source for one in self.others.reports)]

    @property
    def summaries(self) -> list[Summary]:
        """The state of each report."""
        return [*(shared.summary for shared in self.scanned.reports), *(one.summary for one in self.others.reports)]

    def opened(self) -> tuple[Accounts, ...]:
        """Each report, opened."""
        return (*map(load, self.scanned.reports), *self.others.reports)

    def comparison(self, measure: Measure, scope: Scope) -> pl.DataFrame:
        """The rows of all reports of a level for a measure, as `Many` and `Scanned` have them."""
        if not self.scanned.reports:
            return self.others.comparison(measure, scope)
        rows = self.scanned.comparison(measure, scope)
        if not self.others.reports:
            return rows
        behind = len(self.scanned.reports) * _ROOM
        others = self.others.comparison(measure, scope).with_columns(pl.col("ordinal").cast(pl.UInt64) + behind)
        return pl.concat([rows, others], how="diagonal_relaxed")

    def narrowed(
        self, measure: Measure, scope: Scope, wanted: tuple[pl.Expr, pl.Expr, pl.Expr], order: Order, limit: int
    ) -> tuple[Asked, Left]:
        """The reports of libraries that the first rows are in, and all of the others."""
        if not self.scanned.reports:
            rows = self.others.comparison(measure, scope)
            return self, Left(*_counts(rows.lazy(), wanted).collect().row(0))
        scanned, left = self.scanned.narrowed(measure, scope, wanted, order, limit)
        if not self.others.reports:
            return scanned, left
        rows = self.others.comparison(measure, scope)
        others = _counts(rows.lazy(), wanted).collect().row(0)
        sums = (one + other for one, other in zip((left.total, left.below, left.corrections), others, strict=True))
        return Mixed(scanned, self.others, self.lacks), Left(*sums)

    def with_words(self, rows: pl.DataFrame, text: str) -> tuple[pl.DataFrame, tuple[str, ...]]:
        """The rows of the nodes that a search finds, for which each report is opened."""
        return Many(self.opened()).with_words(rows, text)

    def with_groups(self, rows: pl.DataFrame, group: Group) -> pl.DataFrame:
        """Rows with their service, the only group that reports have in common."""
        return rows.with_columns(pl.col(group.value).alias(GROUP))

    def subtotals(self, group: Group, measure: Measure, rows: pl.DataFrame) -> pl.DataFrame:
        """What the services add up to, over all reports."""
        return subtotals((), group, measure, rows)
