"""Rows in groups: by objective, plan or service, each group together, led by what it adds up to."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

import polars as pl
import pytest

from doelboom.data.check.check import checked
from doelboom.data.model.accounts import Accounts
from doelboom.data.model.doubts import DOUBT
from doelboom.data.model.outline import outline
from doelboom.data.model.queries import GROUP, Group, Preset, Query, Scope, groups_of
from doelboom.data.queries.variances import variances
from tests.data.small_accounts import EXPENDITURE, put, small


@pytest.mark.parametrize("group", Group)
@pytest.mark.parametrize("preset", [Preset.LARGEST, Preset.OVERSPENT, Preset.LAST_YEAR])
def test_a_group_stands_together_in_the_order_of_its_sum(figures_2024: Accounts, group: Group, preset: Preset) -> None:
    plain = variances(figures_2024, Query(preset))
    answer = variances(figures_2024, Query(preset, group=group))
    assert sorted(answer.rows["code"]) == sorted(plain.rows["code"])
    assert answer.totals == plain.totals
    keys = [key for key, _rows in groupby(answer.rows[GROUP].to_list())]
    assert len(keys) == len(set(keys))
    column = "change" if preset is Preset.LAST_YEAR else "variance"
    sizes: list[Decimal] = []
    for key in keys:
        rows = answer.rows.filter(pl.col(GROUP).eq_missing(pl.lit(key, pl.String)))
        sizes.append(abs(Decimal(rows[column].sum())))
        # Within a group the rows are in the order in which they stand without groups.
        order = plain.rows.filter(pl.col("code").is_in(rows["code"].to_list()))["code"]
        assert rows["code"].to_list() == order.to_list()
    assert sizes == sorted(sizes, reverse=True)


def test_every_row_is_below_its_group(figures_2024: Accounts) -> None:
    tree = outline(figures_2024)
    for scope, group in ((Scope.LEAVES, Group.PLAN), (Scope.LEAVES, Group.OBJECTIVE), (Scope.PLANS, Group.OBJECTIVE)):
        rows = variances(figures_2024, Query(scope=scope, group=group)).rows
        assert all(key in tree.path(code)[:-1] for code, key in rows.select("code", GROUP).rows())
    rows = variances(figures_2024, Query(group=Group.SERVICE)).rows
    assert rows.filter(pl.col(GROUP).ne_missing(pl.col("service"))).is_empty()


@pytest.mark.parametrize("group", Group)
def test_subtotals_are_the_sums_of_their_rows(figures_2024: Accounts, group: Group) -> None:
    answer = variances(figures_2024, Query(group=group, floor=Decimal(10_000)))
    sums = answer.groups
    assert sums is not None
    assert sums["count"].sum() == answer.rows.height
    for row in sums.iter_rows(named=True):
        rows = answer.rows.filter(pl.col(GROUP).eq_missing(pl.lit(row[GROUP], pl.String)))
        for name in ("reference", "actual", "variance", "prior", "change"):
            assert row[name] == rows[name].sum()
        assert row["count"] == rows.height
        if row["reference"] > 0:
            assert row["spent_pct"] == (row["actual"] * 100 / row["reference"]).quantize(Decimal("0.1"))
    shown = answer.rows_with_sums
    assert shown.height == answer.rows.height + sums.height
    assert shown.filter(pl.col("mark") == "subtotal")[GROUP].to_list() == sums[GROUP].to_list()
    assert shown["mark"][0] == "subtotal"


def test_the_first_rows_have_subtotals_of_their_own(figures_2024: Accounts) -> None:
    groups = variances(figures_2024, Query(group=Group.PLAN)).head(3).groups
    assert groups is not None
    assert groups["count"].sum() == 3


def test_a_subtotal_is_in_doubt_where_one_of_its_rows_is() -> None:
    accounts = checked(put(small(), ("AC4", EXPENDITURE, "reference", "1700700")))
    groups = variances(accounts, Query(group=Group.PLAN)).groups
    assert groups is not None
    assert dict(groups.select(GROUP, DOUBT).rows()) == {
        "OD1": None,
        "OD2": ["AC4:exploitatie_uitgaven:reference=1400700.00"],
    }


def test_a_missing_figure_leaves_a_subtotal_without_percentages() -> None:
    accounts = checked(put(small(), ("AC4", EXPENDITURE, "actual", None)))
    groups = variances(accounts, Query(group=Group.PLAN)).groups
    assert groups is not None
    row = groups.row(by_predicate=pl.col(GROUP) == "OD2", named=True)
    assert (row["unknown"], row["variance"], row["variance_pct"], row["effect"]) == (1, Decimal(-99300), None, None)


def test_by_what_the_rows_of_a_level_can_stand_together() -> None:
    assert [groups_of(scope) for scope in (Scope.LEAVES, Scope.PLANS, Scope.OBJECTIVES)] == [
        tuple(Group),
        (Group.OBJECTIVE,),
        (),
    ]
    assert [groups_of(scope) for scope in (Scope.LEVEL_1, Scope.LEVEL_2, Scope.LEVEL_4)] == [
        (),
        (Group.OBJECTIVE,),
        tuple(Group),
    ]
