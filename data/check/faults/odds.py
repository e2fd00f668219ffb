"""How much likelier a gap is where a figure is wrong than where the parent has something that its children do not show.

A single sum that fails may be either. A wrong figure makes just the gaps that its other readings make, but for
rounding; something that is not shown is of any size that figures of the measure have.
"""

from __future__ import annotations

from math import exp, sqrt

from doelboom.data.check.faults.case import Case
from doelboom.data.check.ledger import Position
from doelboom.data.model.findings import Operation

_HIDDEN = 0.01
"""As much less likely is a wrong figure where another column of the parent is off by a like amount."""


def likelihood_of_fault(case: Case, test: Position, cell: Position, value: int, operation: Operation) -> float:
    """The density of a sum's gap where a cell is wrong and should have another value: that it became the printed one,
    and that rounding leaves what is left."""
    left, more = case.gaps_after({cell: value})[test]
    unit = case.sheet.unit
    deviation = unit * sqrt((case.filled[test] + more + 1) / 12)
    digits = len(str(abs(value) // unit))
    return exp(-((left / deviation) ** 2) / 2) / (deviation * _ways(operation, digits))


def likelihood_of_remainder(case: Case, test: Position) -> float:
    """The density of a sum's gap where it is a figure that the report does not show."""
    gap = abs(case.gaps[test])
    return case.sheet.share_of_size(gap) / gap / (_HIDDEN if case.hides_a_child(test) else 1)


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
