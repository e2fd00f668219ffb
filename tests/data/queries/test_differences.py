"""The arithmetic of differences: shares that are rounded once, signs that a negative budget does not turn, effects."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.effects import EFFECTS, effect_of
from doelboom.data.model.queries import Scope
from doelboom.data.queries.differences import order_by, share_of
from doelboom.data.queries.variances import comparison
from doelboom.parser.records import Measure
from tests.data.small_accounts import EXPENDITURE

RECEIPTS = Measure.OPERATING_RECEIPTS


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ("5", "100", "5.0"),
        ("1", "3", "33.3"),
        ("-1", "3", "-33.3"),
        ("0.05", "100", "0.1"),
        ("-0.05", "100", "-0.1"),
        ("0.04", "100", "0.0"),
        ("50", "-100", "50.0"),  # a negative budget must not turn the sign
        ("-50", "-100", "-50.0"),
        ("1", "0", None),
        (None, "1", None),
        ("9999999999999999999999.99", "0.01", "99999999999999999999999900.0"),
        ("2001", "40000000", "0.0"),  # 0,0050025: rounded once, not first to 0,01
    ],
)
def test_shares_are_exact(part: str | None, whole: str, expected: str | None) -> None:
    amount = pl.Decimal(38, 2)
    rows = pl.DataFrame(
        {"part": [None if part is None else Decimal(part)], "whole": [Decimal(whole)]},
        schema={"part": amount, "whole": amount},
    )
    assert rows.select(share_of("part", "whole"))["part"].to_list() == [None if expected is None else Decimal(expected)]


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_shares_round_half_away_from_zero(part: int, whole: int) -> None:
    rows = pl.DataFrame(
        {"part": [Decimal(part) / 100], "whole": [Decimal(whole) / 100]},
        schema=dict.fromkeys(("part", "whole"), pl.Decimal(38, 2)),
    )
    found = rows.select(share_of("part", "whole").alias("share"))["share"][0]
    if whole == 0:
        assert found is None
        return
    exact = Decimal(part) * 100 / abs(whole)
    assert abs(found - exact) <= Decimal("0.05")
    assert (found >= 0) == (part >= 0) or found == 0


def test_the_bundled_negative_budget_is_a_correction_without_a_percentage(figures_2024: Accounts) -> None:
    # ACA0010 corrects the staff budget: -4.114.493 budgeted, nothing booked, so 4.114.493 more than budgeted.
    row = comparison(figures_2024, EXPENDITURE, Scope.LEAVES).filter(pl.col("code") == "ACA0010")
    assert row.select("reference", "variance", "variance_pct", "effect", "mark").rows() == [
        (Decimal(-4114493), Decimal(4114493), None, "adverse", "correction")
    ]


@pytest.mark.parametrize("measure", Measure)
@pytest.mark.parametrize("variance", [Decimal(-1), Decimal(0), Decimal(1), None])
def test_effects(measure: Measure, variance: Decimal | None) -> None:
    effect = effect_of(measure, variance)
    if variance is None:
        assert effect is None
    elif variance == 0:
        assert effect == "none"
    elif measure is EXPENDITURE:
        assert effect == ("adverse" if variance > 0 else "favourable")
    elif measure is RECEIPTS:
        assert effect == ("favourable" if variance > 0 else "adverse")
    else:
        assert effect == ("more" if variance > 0 else "less")
    assert effect is None or effect in EFFECTS


def test_texts_sort_without_regard_to_case_and_accents() -> None:
    rows = pl.DataFrame({"title": ["Zuid", "état", "Etat", None, "abc"], "ordinal": range(5)})
    assert order_by(rows, "title", descending=False)["title"].to_list() == ["abc", "état", "Etat", "Zuid", None]
    assert order_by(rows, "title", descending=True)["title"].to_list() == ["Zuid", "état", "Etat", "abc", None]
