"""Bars from one amount to another on one axis: what a bridge is drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from doelboom.parser.dataclass import dataclass

_EIGHTHS = 8
_FILLED = " \N{LEFT ONE EIGHTH BLOCK}\N{LEFT ONE QUARTER BLOCK}\N{LEFT THREE EIGHTHS BLOCK}\N{LEFT HALF BLOCK}\
\N{LEFT FIVE EIGHTHS BLOCK}\N{LEFT THREE QUARTERS BLOCK}\N{LEFT SEVEN EIGHTHS BLOCK}\N{FULL BLOCK}"
"""A cell that is filled from its left, by eighths."""
_FROM_RIGHT = ((0, " "), (1, "\N{RIGHT ONE EIGHTH BLOCK}"), (4, "\N{RIGHT HALF BLOCK}"), (8, "\N{FULL BLOCK}"))
"""The cells that there are which are filled from their right, by eighths."""
_READABLE = 4
"""How many times the steps together an axis from zero may be before they would be too small to compare."""
_MARGIN = Decimal("0.15")
"""The part of an axis without zero that stands for all that was cut off."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The amounts at both ends of the bars' room."""

    low: Decimal
    high: Decimal

    @property
    def is_cut(self) -> bool:
        """Whether zero is not on it: a bar from zero is then cut, and only its end can be compared."""
        return not self.low <= 0 <= self.high

    def eighths(self, amount: Decimal, width: int) -> int:
        """Where an amount stands, in eighths of a cell from the left; what is not on the axis stands at its end."""
        if self.high == self.low:
            return 0
        place = (amount - self.low) / (self.high - self.low) * width * _EIGHTHS
        return max(0, min(width * _EIGHTHS, int(place.to_integral_value(ROUND_HALF_UP))))


def axis_of(levels: Sequence[Decimal]) -> Axis:
    """The axis that all of these amounts stand on: from zero, unless their differences would be lost on it."""
    low, high = min(levels), max(levels)
    span = high - low
    if low <= 0 <= high or not span:
        return Axis(min(low, Decimal(0)), max(high, Decimal(0)))
    furthest = max(abs(low), abs(high))
    if furthest <= span * _READABLE:
        return Axis(min(low, Decimal(0)), max(high, Decimal(0)))
    return Axis(low - span * _MARGIN, high) if low > 0 else Axis(low, high + span * _MARGIN)


def draw_span(axis: Axis, one: Decimal, other: Decimal, width: int, *, blocks: bool) -> str:
    """A bar between two amounts, in a room of so many cells; nothing where they are the same. What is too small for
    the axis is drawn as small as there are signs."""
    start, end = sorted((axis.eighths(one, width), axis.eighths(other, width)))
    if one == other:
        return " " * width
    if not blocks:
        return _plain(start, end, width)
    if start == end:
        start, end = (start, end + 1) if end < width * _EIGHTHS else (start - 1, end)
    return "".join(_cell(start - cell * _EIGHTHS, end - cell * _EIGHTHS) for cell in range(width))


def _plain(start: int, end: int, width: int) -> str:
    first, last = (int((Decimal(place) / _EIGHTHS).to_integral_value(ROUND_HALF_UP)) for place in (start, end))
    first = min(first, width - 1)
    last = max(first + 1, last)
    return " " * first + "#" * (last - first) + " " * (width - last)


def _cell(start: int, end: int) -> str:
    """One cell of a bar, which goes from and to these eighths of it."""
    start, end = max(0, min(start, _EIGHTHS)), max(0, min(end, _EIGHTHS))
    if start == 0 or end < _EIGHTHS:
        # No sign is filled in its midst only: within one cell the length is right, and the place as near as can be.
        return _FILLED[end - start]
    filled = _EIGHTHS - start
    return min(_FROM_RIGHT, key=lambda sign: (abs(sign[0] - filled), -sign[0]))[1] if filled else " "
