"""What a printed figure may have been before it was mistyped or misread, an operation at a time.

The operations are the typing errors of official statistics (Scholtus 2009: a sign, two digits swapped, one digit too
many, one too few, one changed), named for what happened to the right figure.
"""

from __future__ import annotations

from collections.abc import Iterator

from doelboom.data.check.rounding import ANY, Interval, digit_changes, is_within
from doelboom.data.model.findings import Operation


def retypings(
    value: int, unit: int, interval: Interval = ANY, fewest: int | None = None
) -> Iterator[tuple[Operation, int]]:
    """The figures that one operation makes the printed one of, with that operation, within an interval.

    Args:
        fewest: the least number of digits printed, as `data.check.rounding.digit_changes` has it.
    """
    if fewest is None:
        fewest = 3 if unit == 1 else 1
    if value and is_within(-value, interval):
        yield Operation.SIGN, -value
    for other in digit_changes(value, unit, interval, fewest):
        yield Operation.DIGIT, other
    sign, size = (-1, -value) if value < 0 else (1, value)
    low, high = interval if sign > 0 else (_minus(interval[1]), _minus(interval[0]))
    length = max(fewest, len(str(size // unit)))
    for operation, other in (
        *_transposed(size, unit, length, fewest),
        *_with_one_less(size, unit, length, fewest),
        *_with_one_more(size, unit, length, (low, high)),
    ):
        if other != size and is_within(other, (low, high)):
            yield operation, sign * other


def _minus(bound: int | None) -> int | None:
    return None if bound is None else -bound


def _transposed(size: int, unit: int, length: int, fewest: int) -> Iterator[tuple[Operation, int]]:
    for place in range(length - 1):
        step = unit * 10**place
        low, high = size // step % 10, size // (step * 10) % 10
        leads = place == length - 2 and length > fewest
        if low != high and not (leads and low == 0):
            yield Operation.TRANSPOSED, size + (low - high) * 9 * step


def _with_one_less(size: int, unit: int, length: int, fewest: int) -> Iterator[tuple[Operation, int]]:
    """A digit was added to the right figure."""
    if length <= fewest:
        return
    for place in range(length):
        step = unit * 10**place
        rest = size // (step * 10) * step + size % step
        if place < length - 1 or length - 1 <= fewest or rest >= unit * 10 ** (length - 2):
            yield Operation.ADDED, rest


def _with_one_more(size: int, unit: int, length: int, interval: Interval) -> Iterator[tuple[Operation, int]]:
    """A digit of the right figure was dropped."""
    low, high = interval
    for place in range(length + 1):
        step = unit * 10**place
        base = size // step * step * 10 + size % step
        first = 1 if place == length else 0
        least = first if low is None else max(first, -((base - low) // step))
        most = 9 if high is None else min(9, (high - base) // step)
        for digit in range(least, most + 1):
            yield Operation.DROPPED, base + digit * step
