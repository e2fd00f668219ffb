"""What parents have beyond their children, and what only rounding makes."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from doelboom.parser.records import Measure

_UNITS = {True: Decimal("0.01"), False: Decimal(1)}
"""What figures are rounded to: a hundredth of an FTE (true), a euro."""


def is_rounding(gap: Decimal, parts: Iterable[Decimal], measure: Measure) -> bool:
    """Whether rounding alone can part a figure from the sum of its parts: half a unit for each part, in euros or FTE.

    A printed zero is zero, and a sum of one part is that part.
    """
    rounded = sum(part != 0 for part in parts)
    return abs(gap) * 2 <= (_UNITS[measure is Measure.FTE] * rounded if rounded > 1 else 0)
