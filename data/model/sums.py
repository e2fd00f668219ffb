"""Figures worked out of others: sums, and what one is of another in per cent, the report's way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import reduce

from doelboom.parser.records import Figures

_EXACT = Context(prec=100, rounding=ROUND_HALF_UP)
"""More digits than any figure of a frame has: a hostile report's are worked out like others."""
_TENTH = Decimal("0.1")


def per_cent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """A figure in per cent of the size of another, one decimal, rounded half away from zero; None where that is zero
    or one of them is not known."""
    if part is None or not whole:
        return None
    return ratio(part, whole.copy_abs())


def sum_of(lines: Sequence[Figures]) -> Figures:
    """The sum of some lines: a column in which one of them has no figure has none, since it would be less than all.

    The percentages are those of the sums; 0,0 where that is a share of zero, as the report prints it.
    """
    reference, actual, prior = (
        _sum([getattr(line, column) for line in lines]) for column in ("reference", "actual", "prior")
    )
    return Figures(reference, actual, prior, printed_share(actual, reference), printed_share(actual, prior))


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return added(known) if known and len(known) == len(values) else None


def added(values: Iterable[Decimal]) -> Decimal:
    """The sum of figures, to the cent."""
    return reduce(_EXACT.add, values, Decimal(0))


def printed_share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """What one figure is of another in per cent as a report prints it: 0,0 of zero; None where one is not known."""
    if part is None or whole is None:
        return None
    return ratio(part, whole) if whole else Decimal("0.0")


def ratio(part: Decimal, whole: Decimal) -> Decimal:
    """What one figure is of another that is not zero, in per cent, one decimal, rounded half away from zero."""
    return _EXACT.quantize(_EXACT.divide(_EXACT.multiply(part, 100), whole), _TENTH)
