"""What parents have beyond their children, as rows that can be ranked and added up beside those of nodes."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import polars as pl

from doelboom.data.model.accounts import REMAINDER, Accounts
from doelboom.data.model.doubts import FIGURES
from doelboom.data.model.frames import AMOUNT, PERCENTAGE
from doelboom.data.model.outline import outline
from doelboom.parser.records import Measure


def remainders(accounts: Accounts, measure: Measure, parents: AbstractSet[str] | None = None) -> pl.DataFrame:
    """The remainders of a measure below some parents (None: below any), in the report's order; of some parents, in
    that of the tree, in which a node's stands before that of what it is a part of.

    Returns `code` (with ``.rest``), `ordinal` (that of the last node below the parent, behind which it stands in the
    tree) and the figures: `reference`, `actual`, `prior` in euros or FTE, zero where rounding makes all of it, null
    where a wrong or missing figure leaves them unknown; `spent_pct` null, since no report prints it.
    """
    known = pl.any_horizontal(pl.col(*FIGURES).is_not_null())
    rows = accounts.remainders.filter(pl.col("measure") == measure.value, known)
    rows = rows.with_columns(pl.col("code").str.strip_suffix(REMAINDER).alias("of"))
    nodes = accounts.nodes.select("code", "ordinal", "parent")
    if parents is not None:
        rows = rows.filter(pl.col("of").is_in(list(parents)))
    if rows.is_empty():
        return rows.select(
            "code", pl.lit(None, pl.UInt32).alias("ordinal"), *FIGURES, pl.lit(None, PERCENTAGE).alias("spent_pct")
        )
    ends = _ends(nodes)
    if parents is not None:
        ordinals = dict(nodes.select("code", "ordinal").rows())
        keys = [(ends[code], -ordinals[code]) for code in rows["of"]]
        rows = rows[sorted(range(rows.height), key=keys.__getitem__)]
    # The tree knows which of them are zero, since parent and children agree there but for rounding: a remainder of
    # 22.874 euros last year and none this year changed by 22.874.
    tree = outline(accounts)
    figures = [tree.figures(code, measure) for code in rows["code"]]
    return rows.select(
        "code",
        pl.Series("ordinal", [ends[code] for code in rows["of"]], pl.UInt32),
        *(pl.Series(name, [getattr(line, name) for line in figures], AMOUNT) for name in FIGURES),
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
