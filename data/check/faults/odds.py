"""How much likelier a gap is where a figure is wrong than where the parent has something that its children do not show.

A single sum that fails may be either. A wrong figure makes just the gaps that its other readings make, but for
rounding; something that is not shown is of any size that figures of the measure have.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, sqrt

from doelboom.data.check.faults.case import Case
from doelboom.data.check.ledger import Position
from doelboom.data.model.findings import Operation

Change = tuple[Position, int, Operation]
"""Another figure in a cell, and what would have happened to it."""

_HIDDEN = 0.01
"""As much less likely is a wrong figure where another column of the parent is off by a like amount."""


def odds_of_fault(case: Case, test: Position, changes: Iterable[Change]) -> float:
    """The likelihood of a sum's gap where one of some figures is wrong, for that where the parent has more or less than
    its children show."""
    gap, unit = abs(case.gaps[test]), case.sheet.unit
    deviation = unit * sqrt((case.filled[test] + 1) / 12)
    by_fault = 0.0
    for cell, value, operation in changes:
        left, _more = case.gaps_after({cell: value})[test]
        digits = len(str(abs(value) // unit))
        by_fault += exp(-((left / deviation) ** 2) / 2) / (deviation * _ways(operation, digits))
    by_remainder = case.sheet.share_of_size(gap) / gap
    return by_fault / by_remainder * (_HIDDEN if case.hides_a_child(test) else 1)


def _ways(operation: Operation, digits: int) -> int:
    """In how many ways an operation can make another figure of one with so many digits."""
    if operation is Operation.SIGN:
        return 1
    if operation is Operation.TRANSPOSED:
        return max(1, digits - 1)
    if operation is Operation.DROPPED:
        return digits
    if operation is Operation.ADDED:
        return 10 * (digits + 1)
    return 9 * digits
