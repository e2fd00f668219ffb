"""A question asked of a library's files as they are: rows of thousands of reports at once, none of which is opened."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from doelboom.data.model.accounts import REMAINDER, Accounts, Source
from doelboom.data.model.doubts import DOUBT, FIGURES
from doelboom.data.model.findings import Summary
from doelboom.data.model.frames import LEVELS, MEASURES
from doelboom.data.model.queries import VARIANCES, Scope, depth_of
from doelboom.data.queries.differences import LACKS_A_FIGURE, sorting_key, with_differences
from doelboom.data.queries.levels import LEAVES, OBJECTIVES, PLANS
from doelboom.data.queries.search import sought
from doelboom.data.queries.services import service_names
from doelboom.data.queries.variances import Asked, Left, Order, marked
from doelboom.data.storage.shared.layout import Shared
from doelboom.data.storage.shared.reading import load
from doelboom.data.storage.shared.scanning import collected, schema_of
from doelboom.data.years.together.files import scan
from doelboom.data.years.together.many import REPORT, WHOSE, InGroups, Many
from doelboom.data.years.together.searching import as_typed, nearly
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Level, Measure

_ROOM = 1 << 18
"""More rows than a report has: where the next report's ordinals begin."""

_KINDS = {Scope.LEAVES: LEAVES, Scope.PLANS: PLANS, Scope.OBJECTIVES: OBJECTIVES}
_ABOVE = {"above_objectives": OBJECTIVES, "above_plans": PLANS, "above_leaves": LEAVES}
"""The columns that say what stands right below the node that a remainder is of."""


def _is_of(levels: tuple[Level, ...]) -> pl.Expr:
    return pl.col("level").is_in(pl.Series([level.value for level in levels], dtype=LEVELS).implode())


def _bears_remainder(scope: Scope) -> pl.Expr:
    """Whether the remainder of a node, with `_ABOVE`, stands among the rows of a level, as `data.queries.levels.ranked`
    has it of one report."""
    above_objectives, above_plans, above_leaves = map(pl.col, _ABOVE)
    match scope:
        case Scope.OBJECTIVES:
            return _is_of(OBJECTIVES) & above_objectives
        case Scope.PLANS:
            return (_is_of(OBJECTIVES) & ~above_objectives) | (_is_of(PLANS) & above_plans)
        case _:
            return (_is_of(PLANS) & (above_leaves | ~above_plans)) | _is_of(LEAVES)


@dataclass(frozen=True, eq=False, slots=True)
class Scanned(InGroups):
    """Reports of libraries, of which a question can be asked as of one (`data.queries.variances.Asked`)."""

    reports: tuple[Shared, ...]
    lacks: pl.Expr = LACKS_A_FIGURE
    among: pl.DataFrame | None = None
    """The only nodes that are asked about, with `REPORT` and `code`; None for all."""

    def comparison(self, measure: Measure, scope: Scope) -> pl.DataFrame:
        """The rows of all reports of a level for a measure: `ordinal`, `WHOSE`, then as of one, and `REPORT`."""
        return collected(self.plan(measure, scope))[0]

    def plan(self, measure: Measure, scope: Scope) -> pl.LazyFrame:
        """How those rows come about."""
        is_of_measure = pl.col("measure") == pl.lit(measure.value, MEASURES)
        is_lost = ~pl.col("code_printed") & pl.col("title").is_null()
        nodes, rest = self._ranked(scope)
        if self.among is not None:
            nodes, rest = (rows.join(self.among.lazy(), on=[REPORT, "code"], how="semi") for rows in (nodes, rest))
        nodes = nodes.select(
            *WHOSE, REPORT, "ordinal", "code", "level", "title", "service",
            pl.when(is_lost).then(pl.lit("lost")).alias("mark"),
        )  # fmt: skip
        lines = scan(self.reports, "amounts").filter(is_of_measure).select(REPORT, "code", *FIGURES, "spent_pct")
        rows = nodes.join(lines, on=[REPORT, "code"], how="left")
        rest = rest.filter(is_of_measure).select(
            *WHOSE, REPORT, "ordinal", "code", *FIGURES, pl.lit("rest").alias("mark")
        )
        rows = pl.concat([rows, rest], how="diagonal")
        if any(shared.summary.doubts for shared in self.reports):
            doubts = scan(self.reports, "doubts").filter(is_of_measure).select(REPORT, "code", DOUBT)
            rows = rows.join(doubts, on=[REPORT, "code"], how="left")
        else:
            rows = rows.with_columns(pl.lit(None, pl.List(pl.String)).alias(DOUBT))
        number = pl.col(REPORT).cast(pl.Enum([shared.id for shared in self.reports])).to_physical().cast(pl.UInt64)
        # A remainder comes behind the last node below its parent, with which it shares its place in the report.
        place = number * _ROOM + pl.col("ordinal") * 2 + (pl.col("mark") == "rest").fill_null(value=False)
        rows = rows.with_columns(place.cast(pl.UInt64).alias("ordinal"), pl.col("level").cast(pl.String))
        compared = with_differences(rows, measure).with_columns(marked())
        return compared.select("ordinal", *WHOSE, *VARIANCES, DOUBT, REPORT)

    def count(self, measure: Measure, scope: Scope) -> int:
        """How many rows there are of a level for a measure, for which no figure is read."""
        nodes, rest = self._ranked(scope)
        rest = rest.filter(pl.col("measure") == pl.lit(measure.value, MEASURES))
        counts = collected(nodes.select(pl.len()), rest.select(pl.len()))
        return sum(int(one.item()) for one in counts)

    def searched(self, measure: Measure, scope: Scope, text: str) -> tuple[Asked, int, tuple[str, ...]] | None:
        """What has only the rows that a search finds (`data.queries.variances.Searching`)."""
        return Mixed(self, Many(())).searched(measure, scope, text)

    def having(self, keys: pl.DataFrame) -> Scanned:
        """The reports that have some nodes, and of them only those nodes."""
        ids = set(keys[REPORT])
        some = tuple(one for one in self.reports if one.id in ids) or self.reports[:1]
        return Scanned(some, self.lacks, keys)

    def _ranked(self, scope: Scope) -> tuple[pl.LazyFrame, pl.LazyFrame]:
        """The nodes of a level, none of them a part of another one, and the remainders beside them."""
        nodes, rests = scan(self.reports, "nodes"), scan(self.reports, "rests")
        rests = rests.with_columns(pl.col("code").str.strip_suffix(REMAINDER).alias("of"))
        depth = depth_of(scope)
        if depth is None:
            of_kind = nodes.filter(_is_of(_KINDS[scope]))
            above = of_kind.select(REPORT, pl.col("parent").alias("code"))
            below = self._below_parents_of(rests)
            rests = rests.join(below, on=[REPORT, "of"], how="left").with_columns(
                pl.col(*_ABOVE).fill_null(value=False)
            )
            return of_kind.join(above, on=[REPORT, "code"], how="anti"), rests.filter(_bears_remainder(scope))
        at = nodes.filter(pl.col("parent").is_null())
        above = at.filter(pl.lit(value=False))
        for _step in range(depth):
            above, at = at, nodes.join(at, left_on=[REPORT, "parent"], right_on=[REPORT, "code"], how="semi")
        return at, rests.join(above, left_on=[REPORT, "of"], right_on=[REPORT, "code"], how="semi")

    def _below_parents_of(self, rests: pl.LazyFrame) -> pl.LazyFrame:
        """What stands right below the nodes that remainders are of: `_ABOVE`, by report and `of`."""
        # Most reports have no remainders, and their nodes need not be gone through again.
        some = [one for one in self.reports if one.summary.parents_with_remainder] or self.reports[:1]
        nodes = scan(some, "nodes").join(rests, left_on=[REPORT, "parent"], right_on=[REPORT, "of"], how="semi")
        kinds = (_is_of(levels).any().alias(name) for name, levels in _ABOVE.items())
        return nodes.group_by(REPORT, pl.col("parent").alias("of")).agg(kinds)

    def narrowed(
        self, measure: Measure, scope: Scope, wanted: tuple[pl.Expr, pl.Expr, pl.Expr], order: Order, limit: int
    ) -> tuple[Scanned, Left]:
        """The reports that the first rows are in: of all others only the figures are looked at."""
        plan, (column, descending, by_size) = self.plan(measure, scope), order
        schema = schema_of(plan)
        counts = _counts(plan, wanted)
        if schema[column] == pl.String and column not in ("level", "effect"):
            # Texts are sorted without their accents, which takes the rows themselves.
            return self, Left(*collected(counts)[0].row(0))
        keys = plan.filter(*wanted).select(sorting_key(column, by_size=by_size).alias("key"), "ordinal", REPORT)
        first = keys.sort("key", "ordinal", descending=[descending, False], nulls_last=True).head(limit)
        numbers, found = collected(counts, first)
        ids = set(found[REPORT])
        some = tuple(one for one in self.reports if one.id in ids) or self.reports[:1]
        return Scanned(some, self.lacks, self.among), Left(*numbers.row(0))

    def with_words(self, rows: pl.DataFrame, text: str) -> tuple[pl.DataFrame, tuple[str, ...]]:
        """The rows of the nodes that a search finds, by their files."""
        return Mixed(self, Many(())).with_words(rows, text)


def _counts(rows: pl.LazyFrame, wanted: tuple[pl.Expr, pl.Expr, pl.Expr]) -> pl.LazyFrame:
    """How many rows there are, and how many are left out, as `Left` has it."""
    passes, is_material, takes_part = (one.fill_null(value=False) for one in wanted)
    below, corrections = passes & ~is_material, passes & is_material & ~takes_part
    return rows.select(pl.len(), below.sum().alias("below"), corrections.sum().alias("corrections"))


@dataclass(frozen=True, eq=False, slots=True)
class Mixed(InGroups):
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
        """The rows of the nodes that a search finds, in libraries by their files; words are taken for others only where
        no report has them as they were typed."""
        if not self.scanned.reports:
            return self.others.with_words(rows, text)
        keys, taken_for = self._keys(text)
        return rows.join(keys, on=[REPORT, "code"], how="semi", maintain_order="left"), taken_for

    def searched(self, measure: Measure, scope: Scope, text: str) -> tuple[Asked, int, tuple[str, ...]] | None:
        """What has only the rows that a search finds (`data.queries.variances.Searching`)."""
        if not self.scanned.reports:
            return None
        keys, taken_for = self._keys(text)
        total = self.scanned.count(measure, scope)
        if self.others.reports:
            total += self.others.comparison(measure, scope).height
        others = Many(self.others.reports, self.others.lacks, keys)
        return Mixed(self.scanned.having(keys), others, self.lacks), total, taken_for

    def _keys(self, text: str) -> tuple[pl.DataFrame, tuple[str, ...]]:
        """The nodes that a search finds, with `REPORT` and `code`, and the words that were looked for instead."""
        asked, others = sought(text), self.others.matches(text)
        exact = [one if not one.taken_for else replace(one, keys=(), taken_for=()) for one in others]
        found = as_typed(self.scanned.reports, asked)
        if not found.total and not any(one.keys for one in exact):
            found, exact = nearly(self.scanned.reports, asked), others
        taken_for = dict.fromkeys([*(word for one in exact for word in one.taken_for), *found.words])
        return pl.concat([found.rows.select(REPORT, "code"), self.others.keys(exact)]), tuple(taken_for)

    def names_of_services(self) -> list[list[str]]:
        """The services that the nodes of each report name, in the order in which it first does."""
        names = list(map(service_names, self.others.reports))
        if not self.scanned.reports:
            return names
        nodes = scan(self.scanned.reports, "nodes").filter(pl.col("service").is_not_null())
        first = nodes.group_by(REPORT, "service").agg(pl.col("ordinal").min())
        (services,) = collected(first.sort(REPORT, "ordinal"))
        by_report = services.group_by(REPORT, maintain_order=True).agg("service").rows()
        named = dict(by_report)
        return [*(named.get(shared.id, []) for shared in self.scanned.reports), *names]
