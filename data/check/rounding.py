"""What rounded figures allow.

A figure is printed in a unit (one euro; one hundredth of an FTE) and stands for every value within half a unit of it;
a percentage stands for every value within half of its own last place, mostly a tenth. The bounds themselves count as
allowed, so that it does not matter which way a producer rounds a half. Figures here are integers in hundredths,
percentages integers in tenths (or in what the report prints, see `Unit`), and the arithmetic doubles them to keep the
halves whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

Interval = tuple[int | None, int | None]
"""The lowest and the highest figure allowed, None where there is no bound."""

TENTHS = 10
"""In how many parts a per cent is printed, mostly."""


class Unit(int):
    """What figures are rounded to, in hundredths, with what the percentages beside them are."""

    parts: int
    """In how many parts a per cent is printed, and counted: 10 where percentages have one decimal."""

    def __new__(cls, hundredths: int, parts: int = TENTHS) -> Self:
        unit = super().__new__(cls, hundredths)
        unit.parts = parts
        return unit


def parts_of(unit: int) -> int:
    """In how many parts a per cent is counted beside figures of a unit."""
    return unit.parts if isinstance(unit, Unit) else TENTHS


ANY: Interval = (None, None)
NOTHING: Interval = (1, 0)
"""An interval without a figure in it."""


def agrees(numerator: int, denominator: int, percentage: int, unit: int) -> bool:
    """Whether a printed percentage can come from the unrounded values behind two printed figures.

    A report prints 0,0% where the denominator is zero, whatever the numerator, and nothing else: a printed zero is
    taken as zero.

    Args:
        numerator: hundredths, as printed.
        denominator: hundredths, as printed.
        percentage: tenths of a per cent, as printed.
        unit: what the figures are rounded to, in hundredths.
    """
    if denominator == 0:
        return percentage == 0
    below, above = 2 * denominator - unit, 2 * denominator + unit
    least, most = 2 * percentage - 1, 2 * percentage + 1
    corners = (below * least, below * most, above * least, above * most)
    whole = 200 * parts_of(unit)
    return min(corners) <= whole * (2 * numerator + unit) and whole * (2 * numerator - unit) <= max(corners)


def numerator_for(denominator: int, percentage: int, unit: int) -> Interval:
    """The numerators (hundredths) that a percentage and its denominator allow; see `agrees` for the arguments."""
    if denominator == 0:
        return ANY if percentage == 0 else NOTHING
    below, above = 2 * denominator - unit, 2 * denominator + unit
    least, most = 2 * percentage - 1, 2 * percentage + 1
    corners = (below * least, below * most, above * least, above * most)
    whole = 200 * parts_of(unit)
    return -((whole * unit - min(corners)) // (2 * whole)), (max(corners) + whole * unit) // (2 * whole)


def denominator_for(numerator: int, percentage: int, unit: int) -> Interval:
    """The denominators (hundredths) that a percentage and its numerator allow; see `agrees` for the arguments.

    A percentage of 0,0% allows zero and everything beyond some size, which is no interval: then there is no bound.
    """
    if percentage == 0:
        return ANY
    least, most = 2 * percentage - 1, 2 * percentage + 1
    whole = 200 * parts_of(unit)
    pairs = [(whole * (2 * numerator + side * unit), share) for side in (-1, 1) for share in (least, most)]
    low = min(-((unit * share - value) // (2 * share)) for value, share in pairs)
    high = max((value + unit * share) // (2 * share) for value, share in pairs)
    return low, high


def percentage_for(numerator: int, denominator: int, unit: int) -> Interval:
    """The percentages (tenths) that two figures allow; see `agrees` for the arguments.

    There is no bound where rounding may hide a denominator that is nearly zero.
    """
    if denominator == 0:
        return 0, 0
    below, above = 2 * denominator - unit, 2 * denominator + unit
    if below <= 0 <= above:
        return ANY
    whole = 100 * parts_of(unit)
    pairs = [(whole * (2 * numerator + side * unit), share) for side in (-1, 1) for share in (below, above)]
    low = min(-((share - 2 * value) // (2 * share)) for value, share in pairs)
    high = max((2 * value + share) // (2 * share) for value, share in pairs)
    return low, high


def meet(one: Interval, other: Interval) -> Interval:
    """What both intervals allow; the low bound exceeds the high one where that is nothing."""
    lows = [low for low in (one[0], other[0]) if low is not None]
    highs = [high for high in (one[1], other[1]) if high is not None]
    return max(lows, default=None), min(highs, default=None)


def is_empty(interval: Interval) -> bool:
    """Whether an interval allows nothing."""
    low, high = interval
    return low is not None and high is not None and low > high


def is_within(value: int, interval: Interval) -> bool:
    """Whether an interval allows a value."""
    low, high = interval
    return (low is None or low <= value) and (high is None or value <= high)


def whole(interval: Interval, unit: int) -> Interval:
    """The same interval with its bounds moved inwards to figures that can be printed."""
    low, high = interval
    return None if low is None else -(-low // unit) * unit, None if high is None else high // unit * unit


def digit_changes(value: int, unit: int, interval: Interval = ANY, fewest: int | None = None) -> Iterator[int]:
    """The figures that differ from a printed one in exactly one of its digits, within an interval, lowest place first.

    The sign stays, and so does the number of digits: a first digit never becomes a zero, but in ``5`` and ``0,42``,
    which are printed with it. `fewest` is the least number of digits printed; by default three for hundredths and one
    for whole units.

    >>> list(digit_changes(42_00, 100, (70_00, 90_00)))
    [7200, 8200, 9200]
    """
    low, high = interval
    sign = -1 if value < 0 else 1
    size = abs(value)
    if fewest is None:
        fewest = 3 if unit == 1 else 1
    printed = max(fewest, len(str(size // unit)))
    if sign < 0:
        low, high = (None if high is None else -high), (None if low is None else -low)
    for place in range(printed):
        step = unit * 10**place
        digit = size // step % 10
        first = 1 if place == printed - 1 and printed > fewest else 0
        least = first if low is None else max(first, digit - (size - low) // step)
        most = 9 if high is None else min(9, digit + (high - size) // step)
        for other in range(least, most + 1):
            if other != digit:
                yield sign * (size + (other - digit) * step)


def printed_figure(value: int, unit: int) -> str:
    """A figure (hundredths) as the report prints it: ``1.234.567`` in whole units, ``1.234,56`` otherwise."""
    sign, size = "-" if value < 0 else "", abs(value)
    digits = f"{sign}{size // 100:,}".replace(",", ".")
    return digits if unit >= 100 and size % 100 == 0 else f"{digits},{size % 100:02d}"


def printed_percentage(value: int, parts: int = TENTHS) -> str:
    """A percentage (in parts of a per cent) as the report prints it: ``1.234,5%``."""
    sign, size = "-" if value < 0 else "", abs(value)
    digits = f"{sign}{size // parts:,}".replace(",", ".")
    decimals = len(str(parts)) - 1
    return f"{digits},{size % parts:0{decimals}}%" if decimals else f"{digits}%"
