"""Rows of variances by objective, plan or service: which group each is in, and what each group adds up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.doubts import DOUBT, FIGURES, read_marked_cell
from doelboom.data.model.frames import AMOUNT, PERCENTAGE
from doelboom.data.model.outline import Outline, outline
from doelboom.data.model.queries import GROUP, SUBTOTAL, VARIANCES, Group
from doelboom.data.queries.differences import LACKS_A_FIGURE, share_of, with_differences
from doelboom.data.queries.levels import OBJECTIVES, PLANS
from doelboom.parser.records import Level, Measure

_LEVELS = {Group.OBJECTIVE: OBJECTIVES, Group.PLAN: PLANS}


def with_groups(accounts: Accounts, rows: pl.DataFrame, group: Group) -> pl.DataFrame:
    """Rows of variances with the column `data.model.queries.GROUP`: the code of their objective or plan, or their
    service; null where they have none."""
    if group is Group.SERVICE:
        return rows.with_columns(pl.col("service").alias(GROUP))
    tree = outline(accounts)
    groups = [_above(tree, code, _LEVELS[group]) for code in rows["code"]]
    return rows.with_columns(pl.Series(GROUP, groups, pl.String))


def _above(tree: Outline, code: str, levels: tuple[Level, ...]) -> str | None:
    """The nearest node above an item, or the item itself, that is of one of some levels."""
    above = (at for at in reversed(tree.path(code)) if not tree.items[at].is_remainder)
    return next((at for at in above if tree.items[at].level in levels), None)


def subtotals(
    reports: Sequence[Accounts],
    group: Group,
    measure: Measure,
    rows: pl.DataFrame,
    *,
    lacks: pl.Expr = LACKS_A_FIGURE,
    is_neutral: bool = False,
) -> pl.DataFrame:
    """What the groups of some rows add up to, in the order in which they first come.

    Args:
        reports: where the groups have their names from: the first of them that knows one.
        rows: with the columns of variances, `GROUP` and `DOUBT`.
        lacks: which rows lack a figure that they should have.
        is_neutral: whether more is neither favourable nor adverse.

    Returns `GROUP`, the columns of `data.model.queries.VARIANCES` (code and title of the group; the sums over the rows
    that have the figure, and what is worked out from these sums where all have it), `DOUBT`, `ordinal` (where the group
    first stands in the report, where the rows have that), `count` (of rows) and `unknown` (how many lack a figure).
    """
    has_place = "ordinal" in rows.columns
    place = pl.col("ordinal").min() if has_place else pl.lit(None, pl.UInt32).first().alias("ordinal")
    sums = rows.group_by(GROUP, maintain_order=True).agg(
        place,
        pl.len().alias("count"),
        lacks.sum().alias("unknown"),
        pl.col(DOUBT).alias("doubts"),
        *(pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).cast(AMOUNT).alias(name) for name in FIGURES),
        *(
            pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).cast(AMOUNT).alias(f"{name}_sum")
            for name in ("variance", "change")
        ),
    )
    compared = with_differences(sums, measure, is_neutral=is_neutral).with_columns(
        pl.col("variance_sum").alias("variance"), pl.col("change_sum").alias("change")
    )
    # A share of sums of which each lacks another row would be one of nothing.
    whole = pl.col("unknown") == 0
    spent = pl.when(pl.col("reference") > 0).then(share_of("actual", "reference"))
    shares = compared.with_columns(
        pl.when(whole).then(spent).cast(PERCENTAGE).alias("spent_pct"),
        *(pl.when(whole).then(pl.col(name)).alias(name) for name in ("variance_pct", "change_pct", "effect")),
    )
    named = shares.with_columns(
        *_names(reports, shares[GROUP].to_list(), group),
        pl.lit(None, pl.String).alias("service"),
        pl.lit(SUBTOTAL).alias("mark"),
        pl.Series(DOUBT, [_of_figures(marked) for marked in shares["doubts"].to_list()], pl.List(pl.String)),
    )
    return named.select(GROUP, "ordinal", *VARIANCES, DOUBT, "count", "unknown")


def _of_figures(marked: Sequence[Sequence[str] | None]) -> list[str] | None:
    """The cells in doubt, of all rows of a group, that sums are worked out from: no printed percentage is."""
    every = dict.fromkeys(text for of_row in marked for text in of_row or ())
    return [text for text in every if read_marked_cell(text)[0].column in FIGURES] or None


def with_subtotals(rows: pl.DataFrame, sums: pl.DataFrame) -> pl.DataFrame:
    """Rows in groups, each group led by its sum, which has the mark `SUBTOTAL`."""
    parts = []
    for key, one in zip(sums[GROUP].to_list(), sums.iter_slices(1), strict=True):
        parts += [one, rows.filter(pl.col(GROUP).eq_missing(pl.lit(key, pl.String)))]
    # What only the rows have is null in a sum, and what only a sum has stays behind.
    return pl.concat(parts, how="diagonal").select(rows.columns) if parts else rows


def _names(reports: Sequence[Accounts], keys: list[str | None], group: Group) -> list[pl.Series]:
    titles: Mapping[str, str | None] = {}
    levels: Mapping[str, str] = {}
    if group is not Group.SERVICE:
        columns = "code", "title", pl.col("level").cast(pl.String)
        nodes = [row for accounts in reversed(reports) for row in accounts.nodes.select(*columns).iter_rows()]
        titles, levels = {code: title for code, title, _ in nodes}, {code: level for code, _, level in nodes}
    is_code = group is not Group.SERVICE
    return [
        pl.Series("code", [key if is_code else None for key in keys], pl.String),
        pl.Series("title", [titles.get(key or "") if is_code else key for key in keys], pl.String),
        pl.Series("level", [levels.get(key or "") for key in keys], pl.String),
    ]
