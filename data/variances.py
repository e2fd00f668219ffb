"""Where account and budget differ most: the rows of a report ranked, filtered and summed up.

variance = actual - reference; change = actual - prior; both also in per cent of what they compare with, null where
that is zero. Nulls come last and ties in the report's order, whichever way a column is sorted.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import polars as pl

from data.check import REST, remainders
from data.frames import AMOUNT, PERCENTAGE, Accounts
from parser.records import Level, Measure


class Preset(StrEnum):
    """Ready questions."""

    LARGEST = "largest"
    """The largest variances, whichever way."""
    NOT_EXECUTED = "not-executed"
    """A reference above the floor, of which at most 10 % was spent."""
    OVERSPENT = "overspent"
    """Expenditure above its budget."""
    RECEIPTS_SHORT = "receipts-short"
    """Receipts below their budget."""
    STAFFING = "staffing"
    """Fewer FTE paid than planned."""
    LAST_YEAR = "last-year"
    """The largest changes against the year before, whichever way."""


class Scope(StrEnum):
    """Over which level the rows are ranked."""

    LEAVES = "leaves"
    """Actions and projects."""
    PLANS = "plans"
    """Action plans (OD, PO)."""
    OBJECTIVES = "objectives"
    """Policy objectives (SD)."""


COLUMNS = (
    "code",
    "level",
    "title",
    "service",
    "reference",
    "actual",
    "spent_pct",
    "variance",
    "variance_pct",
    "prior",
    "change",
    "change_pct",
    "effect",
    "mark",
)
"""The columns of the rows, each of which can be sorted by. The amounts are exact decimals in euros or FTE; the
percentages have one decimal; `mark` is "lost" or "rest" where the report prints no heading."""

SPENT_AT_MOST = Decimal(10)
"""Per cent of the reference up to which something counts as not executed."""

_LEVELS = {
    Scope.LEAVES: (Level.AC, Level.PR),
    Scope.PLANS: (Level.OD, Level.PO),
    Scope.OBJECTIVES: (Level.SD,),
}
_RECEIPTS = frozenset({Measure.OPERATING_RECEIPTS, Measure.INVESTMENT_RECEIPTS, Measure.FINANCING_RECEIPTS})


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for."""

    preset: Preset = Preset.LARGEST
    measure: Measure = Measure.OPERATING_EXPENDITURE
    scope: Scope = Scope.LEAVES
    floor: Decimal = Decimal(0)
    """Euros below which a variance is not material (of the reference, for what was not executed); not for FTE."""
    floor_pct: Decimal = Decimal(0)
    """Per cent of the reference below which a variance is not material."""
    service: str | None = None
    sort: str | None = None
    """A column; None for the preset's own order."""
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Variances:
    """The answer: rows in order, how many there were to choose from, and the measure that was ranked."""

    rows: pl.DataFrame
    total: int
    measure: Measure
    totals: dict[str, Decimal | None]
    """The sums of reference, actual, variance, prior and change over the rows."""


def measure_for(preset: Preset, measure: Measure) -> Measure:
    """The measure that a preset ranks when this one is chosen: receipts have their own presets, and so have FTE."""
    if preset is Preset.STAFFING:
        return Measure.FTE
    if preset is Preset.RECEIPTS_SHORT and measure not in _RECEIPTS:
        section = measure.value.partition("_")[0]
        return Measure(f"{section}_ontvangsten") if measure is not Measure.FTE else Measure.OPERATING_RECEIPTS
    if preset in (Preset.OVERSPENT, Preset.NOT_EXECUTED) and measure in (*_RECEIPTS, Measure.FTE):
        section = measure.value.partition("_")[0]
        return Measure(f"{section}_uitgaven") if measure is not Measure.FTE else Measure.OPERATING_EXPENDITURE
    return measure


def variances(accounts: Accounts, query: Query, *, hide_zeroes: bool = False) -> Variances:
    """The rows that answer a query, in order; without those that have no amounts at all, if so asked."""
    measure = measure_for(query.preset, query.measure)
    everything = comparison(accounts, measure, query.scope)
    rows = everything.filter(_material(query, measure), _preset(query))
    if hide_zeroes:
        amounts = pl.col("reference", "actual", "prior")
        rows = rows.filter(pl.any_horizontal((amounts != 0).fill_null(value=False)))
    if query.service is not None:
        rows = rows.filter(pl.col("service") == query.service)
    rows = order(rows, query)
    sums = rows.select(pl.col("reference", "actual", "variance", "prior", "change").sum()).row(0, named=True)
    return Variances(rows.drop("ordinal"), everything.height, measure, sums if rows.height else dict.fromkeys(sums))


def comparison(accounts: Accounts, measure: Measure, scope: Scope) -> pl.DataFrame:
    """Every row of a level for a measure, with `COLUMNS` and the `ordinal` of the report's order."""
    levels = _LEVELS[scope]
    nodes = accounts.nodes.select(
        "ordinal",
        "code",
        pl.col("level").cast(pl.String),
        "title",
        "service",
        pl.when(pl.col("code_printed")).then(None).otherwise(pl.lit("lost")).alias("mark"),
    )
    lines = accounts.amounts.filter(pl.col("measure") == measure.value).drop("measure", "change_pct")
    rows = nodes.filter(pl.col("level").is_in([level.value for level in levels])).join(
        lines, on="code", how="left", maintain_order="left"
    )
    if scope is not Scope.OBJECTIVES:
        parents = (Level.OD, Level.PO) if scope is Scope.LEAVES else (Level.SD,)
        rest = _rest(accounts, nodes, measure, parents)
        rows = pl.concat([rows, rest.select(rows.columns)])
    return _compared(rows, measure)


def _rest(accounts: Accounts, nodes: pl.DataFrame, measure: Measure, parents: tuple[Level, ...]) -> pl.DataFrame:
    """The remainders below these levels, as rows like those of nodes."""
    above = nodes.filter(pl.col("level").is_in([level.value for level in parents])).select(
        pl.col("code").alias("parent"), "ordinal"
    )
    figures = pl.any_horizontal(pl.col("reference", "actual", "prior").is_not_null())
    rest = remainders(accounts).filter(pl.col("measure") == measure.value, figures)
    return (
        rest.with_columns(pl.col("code").str.strip_suffix(REST).alias("parent"))
        .join(above, on="parent", how="inner", maintain_order="left")
        .with_columns(
            pl.lit(None, pl.String).alias("level"),
            pl.lit(None, pl.String).alias("title"),
            pl.lit(None, pl.String).alias("service"),
            pl.lit("rest").alias("mark"),
        )
    )


def _share(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    fine = pl.Decimal(38, 6)
    divisor = pl.when(whole != 0).then(whole.abs()).cast(fine)
    return ((part * 100).cast(fine) / divisor).round(1, mode="half_away_from_zero").cast(PERCENTAGE)


def _compared(rows: pl.DataFrame, measure: Measure) -> pl.DataFrame:
    rows = rows.with_columns(
        (pl.col("actual") - pl.col("reference")).cast(AMOUNT).alias("variance"),
        (pl.col("actual") - pl.col("prior")).cast(AMOUNT).alias("change"),
    ).with_columns(
        _share(pl.col("variance"), pl.col("reference")).alias("variance_pct"),
        _share(pl.col("change"), pl.col("prior")).alias("change_pct"),
        _effect(measure).alias("effect"),
    )
    return rows.select("ordinal", *COLUMNS)


def _effects(measure: Measure) -> tuple[str, str]:
    """What more and what less than the reference is. Investment, financing and staff are neutral: an investment not
    made is often a delay, not a saving."""
    if measure is Measure.OPERATING_EXPENDITURE:
        return "adverse", "favourable"
    if measure is Measure.OPERATING_RECEIPTS:
        return "favourable", "adverse"
    return "more", "less"


def effect_of(measure: Measure, variance: Decimal | None) -> str | None:
    """The effect of one variance: favourable, adverse, more, less or none; None where there is no variance."""
    if variance is None:
        return None
    more, less = _effects(measure)
    return more if variance > 0 else less if variance < 0 else "none"


def _effect(measure: Measure) -> pl.Expr:
    variance = pl.col("variance")
    more, less = _effects(measure)
    return (
        pl.when(variance > 0)
        .then(pl.lit(more))
        .when(variance < 0)
        .then(pl.lit(less))
        .when(variance == 0)
        .then(pl.lit("none"))
    )


def _material(query: Query, measure: Measure) -> pl.Expr:
    """Both floors. A share of nothing is no number: such a row only has to pass the floor in euro."""
    last_year = query.preset is Preset.LAST_YEAR
    amount = pl.col("change" if last_year else "variance").abs()
    share = pl.col("change_pct" if last_year else "variance_pct").abs()
    if query.preset is Preset.NOT_EXECUTED:
        amount = pl.col("reference").abs()
    condition = (share >= query.floor_pct).fill_null(value=True)
    if measure is not Measure.FTE:
        condition &= (amount >= query.floor).fill_null(value=query.floor == 0)
    return condition


def _preset(query: Query) -> pl.Expr:
    match query.preset:
        case Preset.NOT_EXECUTED:
            return (pl.col("reference") > 0) & (pl.col("spent_pct") <= SPENT_AT_MOST)
        case Preset.OVERSPENT:
            return pl.col("variance") > 0
        case Preset.RECEIPTS_SHORT | Preset.STAFFING:
            return pl.col("variance") < 0
        case _:
            return pl.lit(value=True)


def order(rows: pl.DataFrame, query: Query) -> pl.DataFrame:
    """The rows by the query's column, or by the preset's own order: the largest amount first."""
    if query.sort is not None:
        key, descending = pl.col(query.sort), query.descending
        if query.sort in ("title", "service", "code"):
            key = key.str.to_lowercase()
    elif query.preset is Preset.LAST_YEAR:
        key, descending = pl.col("change").abs(), True
    elif query.preset is Preset.NOT_EXECUTED:
        key, descending = pl.col("reference"), True
    else:
        key, descending = pl.col("variance").abs(), True
    return rows.sort(key, pl.col("ordinal"), descending=[descending, False], nulls_last=True, maintain_order=True)
