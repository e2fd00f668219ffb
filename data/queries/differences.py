"""How far figures are apart: variance and change, in euros or FTE and in per cent, their effect, order and sums."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

import polars as pl

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.doubts import DOUBT, FIGURES, Doubts, marked_cells
from doelboom.data.model.effects import EFFECTS, effects
from doelboom.data.model.frames import AMOUNT, LEVELS, PERCENTAGE
from doelboom.data.queries.search import fold
from doelboom.parser.records import COLUMNS, Measure

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)

LACKS_A_FIGURE = pl.any_horizontal(pl.col(*FIGURES).is_null())
"""Which rows of a report lack one of its three figures."""


def share_of(part: str, whole: str) -> pl.Expr:
    """A column in per cent of another's size, one decimal, rounded half away from zero; null where that is zero.

    In whole numbers throughout: a quotient rounded to some decimals first could be rounded twice.
    """
    numerator, denominator = ((pl.col(name) * 100).cast(pl.Int128) for name in (part, whole))
    size = pl.when(denominator != 0).then(denominator.abs())
    tenths = (numerator.abs() * 2000 + size) // (size * 2) * numerator.sign()
    return (tenths.cast(PERCENTAGE) / 10).cast(PERCENTAGE)


def with_differences(rows: Frame, measure: Measure, *, is_neutral: bool = False) -> Frame:
    """Rows of reference, actual and prior, with variance and change, their percentages and the effect added: only more
    or less where that `is_neutral`.

    A variance has no percentage of a negative reference, which is a technical correction and no amount to be spent.
    """
    rows = rows.with_columns(
        (pl.col("actual") - pl.col("reference")).cast(AMOUNT).alias("variance"),
        (pl.col("actual") - pl.col("prior")).cast(AMOUNT).alias("change"),
    )
    return rows.with_columns(
        pl.when(pl.col("reference") > 0).then(share_of("variance", "reference")).alias("variance_pct"),
        share_of("change", "prior").alias("change_pct"),
        effect(measure, is_neutral=is_neutral).alias("effect"),
    )


def effect(measure: Measure, *, is_neutral: bool = False) -> pl.Expr:
    """What the column `variance` means."""
    variance = pl.col("variance")
    more, less = ("more", "less") if is_neutral else effects(measure)
    return (
        pl.when(variance > 0)
        .then(pl.lit(more))
        .when(variance < 0)
        .then(pl.lit(less))
        .when(variance == 0)
        .then(pl.lit("none"))
    )


def doubt_column(
    doubts: Doubts, rows: Iterable[Collection[str]], measures: Sequence[Measure], columns: Sequence[str]
) -> pl.Series:
    """The column `data.model.doubts.DOUBT` of rows, of each of which the nodes and remainders are given that it is
    worked out from."""
    values = [marked_cells(doubts.behind(codes, measures, columns)) for codes in rows]
    return pl.Series(DOUBT, values, pl.List(pl.String))


def amounts_with_doubts(accounts: Accounts) -> pl.DataFrame:
    """The frame `amounts` of a report with `data.model.doubts.DOUBT`: the figures in doubt that each line prints."""
    amounts = accounts.amounts
    lines = amounts.select("code", "measure").iter_rows()
    values = [marked_cells(accounts.doubts.behind((code,), (Measure(measure),), COLUMNS)) for code, measure in lines]
    return amounts.with_columns(pl.Series(DOUBT, values, pl.List(pl.String)))


def sorting_key(column: str, *, by_size: bool = False) -> pl.Expr:
    """What rows are sorted by, but for texts: those go without regard to case and accents."""
    key = pl.col(column)
    if by_size:
        return key.abs()
    return key.cast(LEVELS) if column == "level" else key.cast(pl.Enum(EFFECTS)) if column == "effect" else key


def order_by(
    rows: pl.DataFrame, column: str, *, descending: bool, by_size: bool = False, limit: int | None = None
) -> pl.DataFrame:
    """The rows by a column: nulls last and ties in the order of `ordinal`, whichever way. Where there is a `limit`, the
    first of them alone.

    Texts go without regard to case and accents, levels and effects in their own order.
    """
    key = sorting_key(column, by_size=by_size)
    if column not in ("level", "effect") and rows.schema[column] == pl.String:
        texts = rows[column].to_list()
        folded = pl.Series("key", [None if text is None else fold(text) for text in texts], pl.String)
        key = pl.lit(folded)
    if limit is None or limit >= rows.height:
        return rows.sort(key, pl.col("ordinal"), descending=[descending, False], nulls_last=True, maintain_order=True)
    # Of millions of rows only the keys are moved about.
    keys = rows.select(key.alias("key"), "ordinal").with_row_index("place")
    first = keys.sort("key", "ordinal", descending=[descending, False], nulls_last=True, maintain_order=True)
    return rows[first["place"].head(limit)]


def totals(rows: pl.DataFrame, columns: tuple[str, ...]) -> dict[str, Decimal | None]:
    """The sums of some columns over the rows that have the figure; None where no row has."""
    sums = rows.select(pl.col(columns).sum()).row(0, named=True)
    return {name: sums[name] if rows[name].count() else None for name in columns}
