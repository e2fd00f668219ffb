"""Two reports beside each other: what a question can be asked of as of one, its reference a column of the earlier
report and its actual a column of the later one.

A node that both have is one row. What is not joined (`data.years.matching`) has a row for itself, in which the other
report's figure is absent; there the variance is what the row adds to the difference between the reports, or takes from
it, so that the variances of all rows of a level add up to that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field, replace
from decimal import Decimal

import polars as pl

from doelboom.data.model.cells import Cell, Doubt
from doelboom.data.model.doubts import DOUBT, marked_cells
from doelboom.data.model.frames import AMOUNT, PERCENTAGE
from doelboom.data.model.identity import ReportKind
from doelboom.data.model.outline import REMAINDER, Outline
from doelboom.data.model.queries import CORRECTION, GROUP, VARIANCES, Group, Scope
from doelboom.data.queries.differences import effect, with_differences
from doelboom.data.queries.groups import subtotals, with_groups
from doelboom.data.queries.search import NO_NOTES, nodes_with
from doelboom.data.queries.variances import comparison
from doelboom.data.storage.notes import notes_of
from doelboom.data.years.matching import Matching, Standing, match
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure

STANDING = "standing"
"""The column that says what became of a row's node, one of `data.years.matching.Standing`."""
CODE_BEFORE, CODE_AFTER, TITLE_BEFORE = "code_before", "code_after", "title_before"
"""Its code in each report, null where that has no such node, and its title in the earlier one; the column `code` has
whichever code there is, the later report's first."""
BESIDE = (*VARIANCES, STANDING, CODE_BEFORE, CODE_AFTER, TITLE_BEFORE)
"""The columns of the rows. Of those of variances, `spent_pct`, `prior` and what is worked out from that are null."""


@dataclass(frozen=True, eq=False)
class Beside:
    """Two reports of one government, and which columns of theirs are compared."""

    before: Outline
    after: Outline
    columns: tuple[str, str]
    """One of `data.model.doubts.FIGURES` of each report."""
    matching: Matching
    only: Collection[Standing] = ()
    """Only nodes of which this became; none for all."""
    unchanged: bool = False
    """Whether rows take part that are the same in both reports, to the cent."""
    notes: tuple[Mapping[str, str], Mapping[str, str]] = field(default=(NO_NOTES, NO_NOTES))
    """The user's own on each report, by code."""

    @property
    def is_neutral(self) -> bool:
        """Whether more is neither favourable nor adverse: that is said of an account beside its budget alone."""
        was, is_now = self.before.source.identity, self.after.source.identity
        return self.columns != ("reference", "actual") or was.year != is_now.year

    @property
    def lacks(self) -> pl.Expr:
        """Which rows lack a figure of a report that has their node."""
        before = pl.col(CODE_BEFORE).is_not_null() & pl.col("reference").is_null()
        return before | (pl.col(CODE_AFTER).is_not_null() & pl.col("actual").is_null())

    # What a question is asked of: `data.queries.variances.Asked`

    def comparison(self, measure: Measure, scope: Scope) -> pl.DataFrame:
        """The rows of a level for a measure: `ordinal`, `BESIDE` and `DOUBT`, in the later report's order, what only
        the earlier one has behind what stands before it there."""
        rows = self._joined(*(self._side(side, measure, scope) for side in (0, 1)))
        rows = self._with_remainders(rows, measure)
        is_alone = pl.col(CODE_BEFORE).is_null() | pl.col(CODE_AFTER).is_null()
        adds = (pl.col("actual").fill_null(0) - pl.col("reference").fill_null(0)).cast(AMOUNT)
        rows = with_differences(rows, measure, is_neutral=self.is_neutral).with_columns(
            pl.when(is_alone & ~self.lacks).then(adds).otherwise(pl.col("variance")).alias("variance")
        )
        rows = rows.with_columns(
            effect(measure, is_neutral=self.is_neutral).alias("effect"), self._doubt(rows, measure)
        )
        if self.columns[0] == "reference":
            is_correction = (pl.col("reference") < 0).fill_null(value=False) & pl.col("mark").is_null()
            rows = rows.with_columns(pl.when(is_correction).then(pl.lit(CORRECTION)).otherwise("mark").alias("mark"))
        if not self.unchanged:
            is_same = (pl.col(STANDING) == Standing.SAME.value) & (pl.col("variance") == 0).fill_null(value=False)
            rows = rows.filter(~is_same)
        if self.only:
            rows = rows.filter(pl.col(STANDING).is_in([standing.value for standing in self.only]))
        return rows.select("ordinal", *BESIDE, DOUBT)

    def with_words(self, rows: pl.DataFrame, text: str) -> tuple[pl.DataFrame, tuple[str, ...]]:
        """The rows of the nodes that a search finds in either report."""
        found = [nodes_with(tree.accounts, text, notes) for tree, notes in zip(self._trees, self.notes, strict=True)]
        if any(one.keys and not one.taken_for for one in found):
            # What one of them has as it was typed is meant.
            found = [one if not one.taken_for else replace(one, keys=(), taken_for=()) for one in found]
        is_found = pl.col(CODE_BEFORE).is_in(list(found[0].keys)) | pl.col(CODE_AFTER).is_in(list(found[1].keys))
        return rows.filter(is_found.fill_null(value=False)), found[1].taken_for or found[0].taken_for

    def with_groups(self, rows: pl.DataFrame, group: Group) -> pl.DataFrame:
        """Rows with their groups: where a node is in the later report; of what is gone, where it was."""
        # A remainder that only the earlier report has is known there alone.
        is_after = pl.Series([code in self.after.items for code in rows[CODE_AFTER]], dtype=pl.Boolean)
        parts = []
        for part, tree in zip((rows.filter(~is_after), rows.filter(is_after)), self._trees, strict=True):
            grouped = with_groups(tree.accounts, part, group)
            if tree is self.before and group is not Group.SERVICE:
                codes = [self.matching.joined_back.get(code or "", code) for code in grouped[GROUP]]
                grouped = grouped.with_columns(pl.Series(GROUP, codes, pl.String))
            parts.append(grouped)
        # In the order in which they came.
        order = rows.with_row_index("place").select("place", CODE_BEFORE, CODE_AFTER)
        both = order.join(pl.concat(parts), on=[CODE_BEFORE, CODE_AFTER], how="left", nulls_equal=True)
        return both.sort("place").select(*rows.columns, GROUP)

    def subtotals(self, group: Group, measure: Measure, rows: pl.DataFrame) -> pl.DataFrame:
        """What the groups of some rows add up to."""
        reports = [self.after.accounts, self.before.accounts]
        return subtotals(reports, group, measure, rows, lacks=self.lacks, is_neutral=self.is_neutral)

    # How the rows come about

    @property
    def _trees(self) -> tuple[Outline, Outline]:
        return self.before, self.after

    def _side(self, side: int, measure: Measure, scope: Scope) -> pl.DataFrame:
        tree, name = self._trees[side], ("reference", "actual")[side]
        mark = pl.when(pl.col("mark") != CORRECTION).then(pl.col("mark")).alias("mark")
        rows = comparison(tree.accounts, measure, scope)
        figure = pl.col(self.columns[side]).alias(name)
        return rows.select(
            pl.col("ordinal").rank("ordinal").cast(pl.UInt32).alias("place"),
            "code",
            "level",
            "title",
            "service",
            mark,
            figure,
        )

    def _joined(self, before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
        codes = self.matching.joined
        pairs = dict(codes)
        rests = {code for code in before["code"] if code.endswith(REMAINDER)}
        for code in after["code"]:
            was = codes.get(code.removesuffix(REMAINDER))
            if code.endswith(REMAINDER) and was is not None and f"{was}{REMAINDER}" in rests:
                pairs[code] = f"{was}{REMAINDER}"
        before = before.rename({name: f"{name}_before" for name in before.columns if name != "reference"})
        after = after.rename({"code": CODE_AFTER})
        joined = pl.DataFrame(list(pairs.items()), {CODE_AFTER: pl.String, CODE_BEFORE: pl.String}, orient="row")
        rows = after.join(joined, on=CODE_AFTER, how="left").join(before, on=CODE_BEFORE, how="full", coalesce=True)
        standings = [self._standing(*codes) for codes in rows.select(CODE_BEFORE, CODE_AFTER).iter_rows()]
        rows = rows.with_columns(
            pl.coalesce(CODE_AFTER, CODE_BEFORE).alias("code"),
            *(
                pl.when(pl.col(CODE_AFTER).is_not_null()).then(name).otherwise(f"{name}_before").alias(name)
                for name in ("level", "title", "service", "mark")
            ),
            pl.Series(STANDING, standings, pl.String),
            pl.lit(None, PERCENTAGE).alias("spent_pct"),
            pl.lit(None, AMOUNT).alias("prior"),
        )
        # What only the earlier report has stands behind the last before it that both have.
        rows = rows.sort("place_before", nulls_last=True).with_columns(pl.col("place").forward_fill().alias("behind"))
        rows = rows.with_columns(pl.coalesce("place", "behind").fill_null(0).alias("at"))
        rows = rows.sort("at", pl.col("place").is_null(), "place_before", nulls_last=True)
        return rows.drop("at", "behind").with_row_index("ordinal")

    def _standing(self, before: str | None, after: str | None) -> str:
        if after is not None:
            found = self.matching.after.get(after.removesuffix(REMAINDER), Standing.NEW)
        else:
            assert before is not None
            found = self.matching.before.get(before.removesuffix(REMAINDER), Standing.GONE)
        is_rest = (after or before or "").endswith(REMAINDER)
        return (Standing.SAME if is_rest and found.is_joined else found).value

    def _with_remainders(self, rows: pl.DataFrame, measure: Measure) -> pl.DataFrame:
        """Rows in which a remainder is known in both reports where its parent is: what has none adds up, and that is
        zero."""
        codes, figures = ({CODE_BEFORE: [], CODE_AFTER: []}, {"reference": [], "actual": []})  # type: ignore[var-annotated]
        names = CODE_BEFORE, CODE_AFTER, "reference", "actual"
        for before, after, reference, actual in rows.select(names).iter_rows():
            if after is None and before.endswith(REMAINDER):
                parent = self.matching.joined_back.get(before.removesuffix(REMAINDER))
                if parent is not None:
                    after, actual = f"{parent}{REMAINDER}", self._beyond(1, parent, measure)
            elif before is None and after.endswith(REMAINDER):
                parent = self.matching.joined.get(after.removesuffix(REMAINDER))
                if parent is not None:
                    before, reference = f"{parent}{REMAINDER}", self._beyond(0, parent, measure)
            codes[CODE_BEFORE].append(before)
            codes[CODE_AFTER].append(after)
            figures["reference"].append(reference)
            figures["actual"].append(actual)
        return rows.with_columns(
            *(pl.Series(name, values, pl.String) for name, values in codes.items()),
            *(pl.Series(name, values, AMOUNT) for name, values in figures.items()),
        )

    def _beyond(self, side: int, parent: str, measure: Measure) -> Decimal | None:
        tree, column = self._trees[side], self.columns[side]
        gap = tree.gap(parent, measure, column)
        is_none = gap is not None and (not gap or tree.rounds_away(parent, measure, column))
        return Decimal(0) if is_none else None

    def _doubt(self, rows: pl.DataFrame, measure: Measure) -> pl.Series:
        """The figures in doubt of each row, under the names that they have here."""
        every = []
        for codes in rows.select(CODE_BEFORE, CODE_AFTER).iter_rows():
            doubts: dict[Cell, Doubt] = {}
            for tree, code, column, name in zip(self._trees, codes, self.columns, ("reference", "actual"), strict=True):
                if code is not None:
                    behind = tree.accounts.doubts.behind((code,), (measure,), (column,))
                    doubts |= {Cell(cell.code, measure, name): doubt for cell, doubt in behind.items()}
            every.append(marked_cells(doubts))
        return pl.Series(DOUBT, every, pl.List(pl.String))


def beside(before: Outline, after: Outline, columns: tuple[str, str] | None = None) -> Beside:
    """Two reports beside each other; without columns, what fits them: account against account, else what both print."""
    return Beside(before, after, columns or fitting_columns(before, after), match(before, after))


def paired(one: Outline, other: Outline) -> Beside:
    """Two reports beside each other, the earlier first, with what the user noted on each."""
    before, after = sorted((one, other), key=lambda tree: (tree.source.identity.year or 0, tree.source.title))
    notes = notes_of(before.source).texts, notes_of(after.source).texts
    return replace(beside(before, after), notes=notes)


def fitting_columns(before: Outline, after: Outline) -> tuple[str, str]:
    """The account of each report; of a budget or plan, and of one that prints no account, what it plans."""

    def column(tree: Outline) -> str:
        is_account = tree.source.identity.kind is ReportKind.ACCOUNT
        return "actual" if is_account and tree.accounts.amounts["actual"].count() else "reference"

    return column(before), column(after)
