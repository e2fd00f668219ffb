"""Wrong figures that only sums can tell of, and the parents whose children are not all there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from doelboom.data.check.faults.case import Case, Suspicion
from doelboom.data.check.faults.odds import likelihood_of_fault, likelihood_of_remainder
from doelboom.data.check.faults.options import agree, retyped
from doelboom.data.check.ledger import DENOMINATORS, FIGURES, Position, room
from doelboom.data.check.lines import percentages_allow
from doelboom.data.check.rounding import is_empty, meet, whole
from doelboom.data.model.findings import Operation
from doelboom.parser.dataclass import dataclass

_LEAST_ODDS = 30.0
"""Of a figure that is wrong, where a single sum fails, for it to be in doubt."""
_SURE_ODDS = 1000.0
"""The same for another figure to be suggested."""
_OF_ODDITY = (100.0, 1.0, 0.01)
"""How much likelier a child's figure is wrong by how odd its line is with another one: one digit among zeros is."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Other figures in some cells, the tests that they pass, and how odd a line would be with them."""

    changes: tuple[tuple[Position, int], ...]
    operation: Operation
    passes: frozenset[Position]
    oddity: int
    likelihood: float = 1.0
    """The density of the sum's gap with it."""

    @property
    def cells(self) -> tuple[Position, ...]:
        return tuple(cell for cell, _ in self.changes)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was made of one sum that fails."""

    test: Position
    readings: tuple[Reading, ...]
    """Those that were compared, the likeliest first."""
    doubts: tuple[Suspicion, ...]


def decided_by_sum(case: Case) -> Iterator[Decision]:
    """The figures that only sums put in doubt: what remains off by just what one operation would explain.

    Every percentage agrees here, so only a figure that its percentages leave free by so much can be the wrong one. A
    plan's figure fails its own sum and its objective's, by opposite amounts: that names it, as two sums name a line
    with two columns swapped. A sum that fails alone has candidates, of which one is named where it is the only likely
    one. A gap that a hidden child explains better is a remainder, and so is one that can be rounding after all, were
    it not for the zeros.
    """
    readings = {test: readings_of(case, test) for test in sorted(case.failing) if test[1] in FIGURES}
    is_touched = False
    for test in sorted(readings, key=lambda test: -_most(readings[test])):
        if test not in case.failing:
            continue
        # What was put right meanwhile may have touched the same figures.
        best = readings_of(case, test) if is_touched else readings[test]
        if best:
            is_touched = True
            best.sort(key=lambda reading: (reading.oddity, reading.cells[0] == test, reading.changes))
            yield Decision(test, tuple(best), tuple(_doubts_of(case, test, best)))


def _most(readings: list[Reading]) -> int:
    return max((len(reading.passes) for reading in readings), default=0)


def _is_beyond(case: Case, test: Position) -> bool:
    """Whether a gap is more than rounding makes even where every zero hides something."""
    loose = room(len(case.tree.children[test[0]]) + 1, case.sheet.unit)
    return 2 * abs(case.gaps[test]) > loose


def readings_of(case: Case, test: Position) -> list[Reading]:
    """The readings that pass most failing sums, this one among them."""
    if not _is_beyond(case, test):
        return []
    found = [*_of_columns(case, test), *_of_figures(case, test)]
    most = _most(found)
    best = [reading for reading in found if len(reading.passes) == most]
    if most == 1:
        # A zero is hardly what is left of another figure: most are there because there is nothing.
        best = [one for one in best if one.operation is not Operation.DROPPED or case.value(one.cells[0])]
        if _odds(case, test, best) < _LEAST_ODDS:
            return []
    return best


def _odds(case: Case, test: Position, readings: list[Reading]) -> float:
    """How much likelier the gap is with one of some readings than as a remainder."""
    return sum(reading.likelihood for reading in readings) / likelihood_of_remainder(case, test)


def _of_figures(case: Case, test: Position) -> list[Reading]:
    """One figure of the sum retyped."""
    found: list[Reading] = []
    for cell in case.family(test):
        value = case.value(cell)
        if value is None or any((cell[0], column) in case.failing for column in DENOMINATORS):
            continue
        free = percentages_allow(case.columns, cell, case.sheet.unit)
        interval = meet(case.sum_allows(test, value, 1 if cell == test else -1), free)
        if is_empty(interval):
            # Most figures are free by too little for any of this.
            continue
        for operation, other in retyped(case, cell, interval):
            passes = case.passed_by({cell: other})
            if passes and test in passes:
                oddity = _oddity(case, cell, other)
                likelihood = likelihood_of_fault(case, test, cell, other, operation)
                if cell != test:
                    likelihood *= _OF_ODDITY[oddity]
                found.append(Reading(((cell, other),), operation, passes, oddity, likelihood))
    easy = [reading for reading in found if not _is_strained(case, reading)]
    return easy or found


def _is_strained(case: Case, reading: Reading) -> bool:
    """Whether a reading leaves a gap that rounding hardly ever makes."""
    after = case.gaps_after(dict(reading.changes))
    return any(test in reading.passes and case.is_strained(test, *gap) for test, gap in after.items())


def _of_columns(case: Case, test: Position) -> list[Reading]:
    """Two figures of a line swapped, where both their sums fail."""
    found: list[Reading] = []
    for one, other in combinations(FIGURES, 2):
        if test[1] not in (one, other) or not {(test[0], one), (test[0], other)} <= case.failing:
            continue
        for node, _ in case.family(test):
            first, second = case.columns[one][node], case.columns[other][node]
            if first is None or second is None or first == second:
                continue
            changes = (((node, one), second), ((node, other), first))
            passes = case.passed_by(dict(changes)) if agree(case, node, dict(changes)) else None
            if passes and len(passes) > 1 and test in passes:
                found.append(Reading(changes, Operation.COLUMNS, passes, 1))
    return found


def are_as_odd(one: Reading, likeliest: Reading) -> bool:
    """Whether the likeliest reading is no likelier than another one."""
    return one.oddity == likeliest.oddity


def _doubts_of(case: Case, test: Position, readings: list[Reading]) -> list[Suspicion]:
    """What the readings of a sum, the likeliest first, say; the one named is gone on with."""
    likely = [reading for reading in readings if are_as_odd(reading, readings[0])]
    candidates = tuple(dict.fromkeys(cell for reading in readings for cell in reading.cells))
    passes = readings[0].passes | {test}
    if len({reading.cells for reading in likely}) > 1:
        expected = whole(case.sum_allows(test, case.value(test) or 0, 1), case.sheet.unit)
        case.failing -= passes
        return [Suspicion(False, test, expected, None, candidates)]
    named = likely[0]
    operations = {reading.operation for reading in likely}
    operation = operations.pop() if len(operations) == 1 else None
    # Where two sums fail by as much, that is no chance; a single figure in a line of zeros is odd enough by itself.
    is_sure = len(named.passes) > 1 or (named.oddity == 0 and named.cells[0] != test)
    is_sure = is_sure or _odds(case, test, likely) >= _SURE_ODDS
    case.put_right(dict(named.changes))
    doubts = []
    for place, cell in enumerate(named.cells):
        values = {reading.changes[place][1] for reading in likely}
        listed = (cell, *(other for other in candidates if other not in named.cells))
        doubts.append(
            Suspicion(
                False,
                cell,
                case.expected(cell),
                values.pop() if is_sure and len(values) == 1 else None,
                listed,
                operation,
            )
        )
    return doubts


def _oddity(case: Case, cell: Position, value: int) -> int:
    """How odd a line would be with another figure in a cell: 0 all zeros, 1 as any, 2 one digit among zeros.

    A line without any money or staff is common, one with a single digit in a single column all but unknown.
    """
    node, column = cell
    if any(case.columns[other][node] for other in range(len(case.columns)) if other != column):
        return 1
    if value == 0:
        return 0
    return 2 if case.value(cell) == 0 else 1
