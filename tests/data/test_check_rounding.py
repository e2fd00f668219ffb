"""What rounded figures allow: the intervals against brute force and against figures that were really rounded."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doelboom.data.check.rounding import (
    agrees,
    denominator_for,
    digit_changes,
    is_within,
    misreadings,
    numerator_for,
    percentage_for,
    printed_figure,
    printed_percentage,
    whole,
)

EURO, FTE = 100, 1

units = st.sampled_from([EURO, FTE])
exact = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=997)
roundings = st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN])


def rounded(value: Fraction, unit: int, rounding: str) -> int:
    """A value rounded to whole units, from exact arithmetic."""
    steps = value / unit
    whole_part, rest = divmod(steps, 1)
    tie = Decimal(int(whole_part)) + Decimal("0.5")
    if rest == Fraction(1, 2):
        return int(tie.quantize(Decimal(1), rounding)) * unit
    return (int(whole_part) + (rest > Fraction(1, 2))) * unit


@given(exact, exact, units, roundings)
def test_a_percentage_of_the_unrounded_values_always_agrees(
    actual: Fraction, budget: Fraction, unit: int, rounding: str
) -> None:
    share = rounded(actual / budget * 1000, 1, rounding) if budget else 0
    printed_actual, printed_budget = rounded(actual, unit, rounding), rounded(budget, unit, rounding)

    assert agrees(printed_actual, printed_budget, share, unit)
    assert is_within(printed_actual, numerator_for(printed_budget, share, unit))
    assert is_within(printed_budget, denominator_for(printed_actual, share, unit))
    assert is_within(share, percentage_for(printed_actual, printed_budget, unit))


@pytest.mark.parametrize(
    ("actual", "budget", "tenths", "unit", "expected"),
    [
        (366_000_00, 442_318_00, 827, EURO, True),
        (366_000_00, 442_318_00, 828, EURO, False),
        (366_000_00, 442_318_00, 826, EURO, False),
        (3_00, 8_00, 294, EURO, True),  # 2.50 of 8.50
        (3_00, 8_00, 467, EURO, True),  # 3.50 of 7.50
        (3_00, 8_00, 293, EURO, False),
        (3_00, 8_00, 468, EURO, False),
        (5_000_00, 0, 0, EURO, True),  # a report prints 0,0% of nothing
        (5_000_00, 0, 10, EURO, False),
        (0, 0, 0, EURO, True),
        (0, 100_00, 0, EURO, True),
        (1_00, 0, 2500, EURO, True),  # 1.00 of 0.40, which rounds to nothing
        (39_684_00, -35_152_00, -1129, EURO, True),
        (39_684_00, -35_152_00, 1129, EURO, False),
        (412, 525, 785, FTE, True),
        (412, 525, 788, FTE, False),
    ],
)
def test_a_percentage_agrees_with_its_figures(actual: int, budget: int, tenths: int, unit: int, expected: bool) -> None:
    assert agrees(actual, budget, tenths, unit) is expected


@given(st.integers(-60, 60), st.integers(-60, 60), st.integers(-2000, 2000), st.sampled_from([EURO, FTE]))
def test_intervals_hold_just_the_figures_that_agree(actual: int, budget: int, tenths: int, unit: int) -> None:
    numerators = whole(numerator_for(budget * unit, tenths, unit), unit)
    for other in range(-200, 201):
        assert agrees(other * unit, budget * unit, tenths, unit) == is_within(other * unit, numerators)
    denominators = whole(denominator_for(actual * unit, tenths, unit), unit)
    for other in range(-200, 201):
        if agrees(actual * unit, other * unit, tenths, unit):
            assert is_within(other * unit, denominators)
    for other in range(-300, 301):
        if agrees(actual * unit, budget * unit, other, unit):
            assert is_within(other, percentage_for(actual * unit, budget * unit, unit))


def test_denominators_are_as_narrow_as_the_percentage() -> None:
    low, high = denominator_for(366_000_00, 827, EURO)

    assert whole((low, high), EURO) == (442_295_00, 442_832_00)
    assert agrees(366_000_00, 442_295_00, 827, EURO)
    assert not agrees(366_000_00, 442_294_00, 827, EURO)
    assert agrees(366_000_00, 442_832_00, 827, EURO)
    assert not agrees(366_000_00, 442_833_00, 827, EURO)


def test_one_digit_changes_keep_sign_and_length() -> None:
    assert list(digit_changes(42_00, EURO)) == [
        *(4_000 + digit * 100 for digit in (0, 1, 3, 4, 5, 6, 7, 8, 9)),
        *(200 + digit * 1000 for digit in (1, 2, 3, 5, 6, 7, 8, 9)),
    ]
    assert list(digit_changes(0, EURO)) == [digit * 100 for digit in range(1, 10)]
    assert list(digit_changes(-7_00, EURO, (-300, 0))) == [0, -100, -200, -300]
    assert 5_42 in digit_changes(42, FTE)
    assert 42 in digit_changes(5_42, FTE)
    assert 42 not in digit_changes(10_42, FTE)


@given(st.integers(-(10**7), 10**7), units, st.integers(-(10**9), 10**9), st.integers(0, 10**9))
def test_one_digit_changes_within_an_interval_are_those_of_all(value: int, unit: int, low: int, width: int) -> None:
    figure, interval = value * unit, (low, low + width)

    assert list(digit_changes(figure, unit, interval)) == [
        change for change in digit_changes(figure, unit) if is_within(change, interval)
    ]


def test_other_misreadings() -> None:
    found = set(misreadings(123_00, EURO))

    assert {-123_00, 213_00, 132_00, 12_00, 13_00, 23_00, 1230_00, 9123_00, 1203_00} <= found
    assert 125_00 not in found


def test_figures_are_written_as_the_report_prints_them() -> None:
    assert printed_figure(123456700, EURO) == "1.234.567"
    assert printed_figure(-5_00, EURO) == "-5"
    assert printed_figure(123456, FTE) == "1.234,56"
    assert printed_figure(-66, FTE) == "-0,66"
    assert printed_figure(5_25, EURO) == "5,25"
    assert printed_percentage(858) == "85,8%"
    assert printed_percentage(-1129) == "-112,9%"
    assert printed_percentage(12345) == "1.234,5%"
    assert printed_percentage(5) == "0,5%"
