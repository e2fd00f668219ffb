"""What rounded figures allow: the intervals against brute force and against figures that were really rounded."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from doelboom.data.check.faults.retypings import retypings
from doelboom.data.check.ledger import room
from doelboom.data.check.rounding import (
    agrees,
    denominator_for,
    digit_changes,
    is_within,
    numerator_for,
    percentage_for,
    printed_figure,
    printed_percentage,
    whole,
)
from doelboom.data.model.findings import Operation

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
    assume(printed_budget or not share)

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
        (1_00, 0, 2500, EURO, False),  # a printed zero is zero, and of that a report prints 0,0%
        (0, 0, 10, EURO, False),
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


def forward(value: int, unit: int, operation: Operation) -> set[int]:
    """What one operation makes of a right figure, from its digits as a text."""
    fewest = 3 if unit == 1 else 1
    digits = str(abs(value) // unit).zfill(fewest)
    texts: set[str] = set()
    for at in range(len(digits) + 1):
        before, after = digits[:at], digits[at:]
        if operation is Operation.DIGIT and after:
            texts |= {before + digit + after[1:] for digit in "0123456789"}
        elif operation is Operation.TRANSPOSED and len(after) > 1:
            texts.add(before + after[1] + after[0] + after[2:])
        elif operation is Operation.DROPPED and after and len(digits) > fewest:
            texts.add(before + after[1:])
        elif operation is Operation.ADDED:
            texts |= {before + digit + after for digit in "0123456789"}
    sign = -1 if value < 0 else 1
    if operation is Operation.SIGN:
        return {-value} - {value}
    # No figure is printed with a zero in front, but for the one before a comma.
    wrong = {sign * int(text) * unit for text in texts if len(text) <= fewest or text[0] != "0"} - {value}
    # A zero has no sign: of a negative figure it is two operations.
    return wrong - {0} if value < 0 else wrong


TYPED = (Operation.DIGIT, Operation.TRANSPOSED, Operation.DROPPED, Operation.ADDED, Operation.SIGN)


@pytest.mark.parametrize("operation", TYPED)
@given(st.integers(-(10**7), 10**7), units)
def test_a_mistyped_figure_leads_back_to_the_right_one(operation: Operation, value: int, unit: int) -> None:
    right = value * unit
    for wrong in forward(right, unit, operation):
        assert (operation, right) in set(retypings(wrong, unit))


@given(st.integers(-(10**6), 10**6), units, st.integers(-(10**8), 10**8), st.integers(0, 10**8))
def test_retypings_within_an_interval_are_those_of_all(value: int, unit: int, low: int, width: int) -> None:
    figure, interval = value * unit, (low, low + width)

    within = [found for found in retypings(figure, unit) if is_within(found[1], interval)]

    assert sorted(retypings(figure, unit, interval)) == sorted(within)


def test_no_retyping_is_printed_with_a_zero_in_front() -> None:
    assert 12_00 not in {value for _, value in retypings(210_00, EURO)}
    assert (Operation.ADDED, 12_00) in set(retypings(102_00, EURO))
    assert 2_00 not in {value for operation, value in retypings(102_00, EURO) if operation is Operation.ADDED}


@pytest.mark.parametrize(
    ("filled", "unit", "parted"),
    [(0, EURO, 0), (1, EURO, 0), (2, EURO, 1_00), (3, EURO, 1_00), (16, FTE, 8), (33, EURO, 16_00)],
)
def test_rounding_parts_a_parent_from_its_children_by_half_a_unit_for_each_that_is_not_zero(
    filled: int, unit: int, parted: int
) -> None:
    assert 2 * parted <= room(filled, unit) < 2 * (parted + unit)


@given(st.lists(st.fractions(min_value=1, max_value=10**6, max_denominator=997), min_size=1, max_size=12), units)
def test_no_rounded_sum_is_further_apart_than_there_is_room(values: list[Fraction], unit: int) -> None:
    printed = [rounded(value * unit, unit, ROUND_HALF_UP) for value in values]
    total = rounded(sum(values, Fraction(0)) * unit, unit, ROUND_HALF_UP)

    assert 2 * abs(total - sum(printed)) <= room(len(values), unit)


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
