"""Wrong figures that only sums can tell of, and the parents whose children are not all there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from doelboom.data.check.faults.case import Case, Suspicion
from doelboom.data.check.faults.options import agree, retyped
from doelboom.data.check.ledger import FIGURES, Position, room
from doelboom.data.check.rounding import whole
from doelboom.data.model.findings import Operation

_TELLING = (Operation.SIGN, Operation.TRANSPOSED)
"""Beside a digit changed, operations that a gap seldom fits by chance."""
_NINES = 2
"""So many times the room for rounding is the nine that a gap must be a multiple of to tell of digits transposed."""
_CERTAIN = 100
_CLOSE = 4
"""Deviations from none within which a single sum must come."""
_RARE = 50
"""A gap within rounding of a round number that is more than so many times that rounding is no chance."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Other figures in some cells, the tests that they pass, and how odd a line would be with them."""

    changes: tuple[tuple[Position, int], ...]
    operation: Operation
    passes: frozenset[Position]
    oddity: int

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

    def is_likely(self, reading: Reading) -> bool:
        """Whether none of the others is likelier."""
        return reading.oddity == self.readings[0].oddity


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
        # Where this sum is all that speaks, only what hardly is chance counts.
        is_digit = _is_one_digit(case, test)
        best = [one for one in best if (is_digit if one.operation is Operation.DIGIT else one.operation in _TELLING)]
        best = [one for one in best if not _is_strained(case, one, _CLOSE)]
        if best and case.hides_a_child(test) and not _is_no_chance(case, test, best):
            return []
    return best


def _of_figures(case: Case, test: Position) -> list[Reading]:
    """One figure of the sum retyped."""
    found: list[Reading] = []
    for cell in case.family(test):
        value = case.value(cell)
        if value is None or any((cell[0], column) in case.failing for column in range(3, 5)):
            continue
        for operation, other in retyped(case, cell, case.sum_allows(test, value, 1 if cell == test else -1)):
            passes = case.passed_by({cell: other})
            if passes and test in passes:
                found.append(Reading(((cell, other),), operation, passes, _oddity(case, cell, other)))
    easy = [reading for reading in found if not _is_strained(case, reading)]
    return easy or found


def _is_strained(case: Case, reading: Reading, deviations: int = 4) -> bool:
    """Whether a reading leaves a gap that rounding hardly ever makes."""
    after = case.gaps_after(dict(reading.changes))
    return any(test in reading.passes and case.is_strained(test, *gap, deviations) for test, gap in after.items())


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


def _doubts_of(case: Case, test: Position, readings: list[Reading]) -> list[Suspicion]:
    """What the readings of a sum, the likeliest first, say; the one named is gone on with."""
    likely = [reading for reading in readings if reading.oddity == readings[0].oddity]
    candidates = tuple(dict.fromkeys(cell for reading in readings for cell in reading.cells))
    passes = readings[0].passes | {test}
    if len({reading.cells for reading in likely}) > 1:
        expected = whole(case.sum_allows(test, case.value(test) or 0, 1), case.sheet.unit)
        case.failing -= passes
        return [Suspicion(False, test, expected, None, candidates)]
    named = likely[0]
    operations = {reading.operation for reading in likely}
    operation = operations.pop() if len(operations) == 1 else None
    # A single figure in a line of zeros is odd enough by itself.
    chance = named.oddity > 0 and _may_be_chance(case, test)
    case.put_right(dict(named.changes))
    doubts = []
    for place, cell in enumerate(named.cells):
        values = {reading.changes[place][1] for reading in likely}
        sure = len(values) == 1 and (len(named.passes) > 1 or (not chance and _tells_alone(case, test, named)))
        listed = (cell, *(other for other in candidates if other not in named.cells))
        doubts.append(
            Suspicion(
                False,
                cell,
                case.expected(cell),
                values.pop() if sure else None,
                listed,
                operation,
            )
        )
    return doubts


def _may_be_chance(case: Case, test: Position) -> bool:
    """Whether one gap in a hundred of its size is as near to a round number, so that it may be a true remainder."""
    half = room(case.filled[test], case.sheet.unit)
    return abs(case.gaps[test]) < _CERTAIN * (half + case.sheet.unit)


def _is_no_chance(case: Case, test: Position, readings: list[Reading]) -> bool:
    """Whether a gap is a round number to within so small a part of itself that no hidden child's figure would be."""
    cell, value = readings[0].changes[0]
    step = 10 ** (len(str(abs(value - (case.value(cell) or 0)))) - 1)
    return bool(step > max(case.sheet.unit, room(case.filled[test], case.sheet.unit)) * _RARE)


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


def _is_one_digit(case: Case, test: Position) -> bool:
    """Whether a gap is, but for rounding, as much as one changed digit makes: one to nine times a power of ten."""
    gap, half = abs(case.gaps[test]), room(case.filled[test], case.sheet.unit) // 2
    step = case.sheet.unit
    while step <= gap + half:
        times = max(1, -((half - gap) // step))
        if times <= 9 and times * step <= gap + half:
            return True
        step *= 10
    return False


def _tells_alone(case: Case, test: Position, reading: Reading) -> bool:
    """Whether there is more to an operation than the size of a gap, where no other test fails: a figure is suggested
    only then.

    Nearly every remainder is, but for rounding, as much as some digit of some child makes. A sign makes twice the
    figure itself, a figure alone in a child's line of zeros is odd, and two digits transposed make a nine at their
    place, if rounding does not blur it.
    """
    cell, value = reading.changes[0]
    is_alone = reading.oddity == 0 and cell != test
    if reading.operation is Operation.SIGN or is_alone:
        return True
    nines = abs(value - (case.value(cell) or 0)) // 9
    step = 10 ** (len(str(nines)) - 1)
    unit = case.sheet.unit
    return reading.operation is Operation.TRANSPOSED and _NINES * (room(case.filled[test], unit) + unit) <= 9 * step
