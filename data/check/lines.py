"""One line of figures against its two percentages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from doelboom.data.check.ledger import ACTUAL, DENOMINATORS, Position
from doelboom.data.check.rounding import ANY, Interval, agrees, denominator_for, meet, numerator_for, percentage_for

Columns = Sequence[Sequence[int | None]]
"""The five columns of a sheet, as printed or as put right."""


@cache
def percentages_of(column: int) -> tuple[int, ...]:
    """The percentages that speak of a column: both of the actual figure, one of the others and of itself."""
    return tuple(
        percentage for percentage, denominator in DENOMINATORS.items() if column in (ACTUAL, denominator, percentage)
    )


def percentage_agrees(columns: Columns, percentage: int, cell: Position, value: int, unit: int) -> bool | None:
    """Whether a percentage agrees with another value in one cell of its line; None where it proves nothing."""
    node, changed = cell
    actual, denominator, printed = (
        value if column == changed else columns[column][node]
        for column in (ACTUAL, DENOMINATORS[percentage], percentage)
    )
    if actual is None or denominator is None or printed is None:
        return None
    return agrees(actual, denominator, printed, unit)


def percentage_allows(columns: Columns, percentage: int, cell: Position, unit: int) -> Interval:
    """What one percentage of a line leaves for a cell, given the line's other cells; the percentage's own included."""
    node, column = cell
    actual, denominator, printed = (columns[place][node] for place in (ACTUAL, DENOMINATORS[percentage], percentage))
    if column == percentage:
        if actual is not None and denominator is not None:
            return percentage_for(actual, denominator, unit)
    elif printed is not None and column == ACTUAL:
        if denominator is not None:
            return numerator_for(denominator, printed, unit)
    elif printed is not None and actual is not None:
        return denominator_for(actual, printed, unit)
    return ANY


def percentages_allow(columns: Columns, cell: Position, unit: int) -> Interval:
    """What all percentages that speak of a cell leave for it, given the line's other cells."""
    interval = ANY
    for percentage in percentages_of(cell[1]):
        interval = meet(interval, percentage_allows(columns, percentage, cell, unit))
    return interval
