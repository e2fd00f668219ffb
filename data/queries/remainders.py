"""What parents have beyond their children, as rows that can be ranked and added up beside those of nodes.

The check says nothing of a figure where parent and children agree but for rounding. Beside a figure of
the same remainder that is beyond rounding, nothing would make every difference unknown: a remainder of 22.874 euros
last year and none this year changed by 22.874. So here such a figure is what the printed figures leave, which is
within rounding of zero.
"""

from __future__ import annotations

import polars as pl

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.frames import AMOUNT, PERCENTAGE
from doelboom.data.model.outline import REMAINDER
from doelboom.parser.records import Level, Measure

FIGURES = ("reference", "actual", "prior")

_LEAST = {True: pl.lit("0.005").cast(pl.Decimal(38, 3)), False: pl.lit("0.5").cast(pl.Decimal(38, 3))}
"""Half of what figures are rounded to: of a hundredth of an FTE (true), of a euro."""


def remainders(accounts: Accounts, measure: Measure, parents: tuple[Level, ...] | None = None) -> pl.DataFrame:
    """The remainders of a measure below parents of some levels (None: of any), in the report's order.

    Returns `code` (with ``.rest``), `ordinal` (that of the last node below the parent, behind which it stands in the
    tree) and the figures: `reference`, `actual`, `prior` in euros or FTE, null where a wrong or missing figure leaves
    them unknown; `spent_pct` null, since no report prints it.
    """
    known = pl.any_horizontal(pl.col(*FIGURES).is_not_null())
    rows = accounts.remainders.filter(pl.col("measure") == measure.value, known)
    rows = rows.with_columns(pl.col("code").str.strip_suffix(REMAINDER).alias("of"))
    nodes = accounts.nodes.select("code", "ordinal", "parent", pl.col("level").cast(pl.String))
    if parents is not None:
        parents_of_level = nodes.filter(pl.col("level").is_in([level.value for level in parents]))
        rows = rows.filter(pl.col("of").is_in(parents_of_level["code"].to_list()))
    if rows.is_empty():
        return rows.select(
            "code", pl.lit(None, pl.UInt32).alias("ordinal"), *FIGURES, pl.lit(None, PERCENTAGE).alias("spent_pct")
        )
    ends = _ends(nodes)
    left = _left(accounts, nodes, measure, rows["of"].to_list())
    filled = rows.join(left, on="of", how="left", maintain_order="left")
    return filled.select(
        "code",
        pl.Series("ordinal", [ends[code] for code in filled["of"]], pl.UInt32),
        *(pl.col(name).fill_null(pl.col(f"{name}_left")) for name in FIGURES),
        pl.lit(None, PERCENTAGE).alias("spent_pct"),
    )


def _ends(nodes: pl.DataFrame) -> dict[str, int]:
    """The ordinal of the last node below each node; its own where there is none."""
    ends: dict[str, int] = {}
    for code, ordinal, parent in reversed(nodes.select("code", "ordinal", "parent").rows()):
        end = ends.setdefault(code, ordinal)
        if parent is not None:
            ends.setdefault(parent, end)
    return ends


def _left(accounts: Accounts, nodes: pl.DataFrame, measure: Measure, parents: list[str]) -> pl.DataFrame:
    """Parent minus children by figure, where that is within rounding: half a unit for each of them."""
    lines = accounts.amounts.filter(pl.col("measure") == measure.value).select("code", *FIGURES)
    below = nodes.filter(pl.col("parent").is_in(parents)).join(lines, on="code")
    sums = below.group_by("parent").agg(
        *(
            pl.when(pl.col(name).null_count() == 0).then(pl.col(name).sum().cast(AMOUNT)).alias(f"{name}_sum")
            for name in FIGURES
        ),
        pl.len().alias("count"),
    )
    both = sums.join(lines, left_on="parent", right_on="code")
    slack = (pl.col("count") + 1).cast(pl.Decimal(38, 0)) * _LEAST[measure is Measure.FTE]
    gaps = {name: (pl.col(name) - pl.col(f"{name}_sum")).cast(AMOUNT) for name in FIGURES}
    return both.select(
        pl.col("parent").alias("of"),
        *(pl.when(gap.abs() <= slack).then(gap).alias(f"{name}_left") for name, gap in gaps.items()),
    )
