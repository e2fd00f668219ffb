"""What can be wrong with a line whose percentages fail: the changes to it that make them agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from doelboom.data.check.faults.case import Case, Changes
from doelboom.data.check.faults.retypings import retypings
from doelboom.data.check.ledger import ACTUAL, CHANGE, DENOMINATORS, FIGURES, PRIOR, REFERENCE, SPENT, Position
from doelboom.data.check.lines import percentage_allows, percentages_of
from doelboom.data.check.rounding import ANY, Interval, is_empty, parts_of
from doelboom.data.model.findings import Operation
from doelboom.parser.dataclass import dataclass

_MOST_PAIRED = 8
"""As many ways to pass one percentage are paired with those to pass the other."""
_MOST_OPTIONS = 60
_TENFOLD = 1000
"""Per cent."""
_SHORT = 1000
"""Figures below so many units have three digits at most."""

_SWAPS = (*combinations(FIGURES, 2), (SPENT, CHANGE))


@dataclass(frozen=True, slots=True)
class Option:
    """One way to make a line's percentages agree."""

    changes: tuple[tuple[Position, int], ...]
    operations: tuple[Operation | None, ...]
    """One for each of the changes; None for a figure that no operation explains: any value that is allowed."""
    weight: float


def options_of(case: Case, node: int) -> list[Option]:
    """The ways to make the percentages of a line agree, the lightest first; at least one."""
    failing = [percentage for percentage in DENOMINATORS if (node, percentage) in case.failing]
    found: dict[frozenset[tuple[Position, int]], Option] = {}
    for option in (*_single(case, node, failing), *_swapped(case, node), *_double(case, node, failing)):
        if _is_unlike(case, node, dict(option.changes)):
            option = replace(option, weight=option.weight + case.weights.unlike)
        changes = frozenset(option.changes)
        if changes not in found or option.weight < found[changes].weight:
            found[changes] = option
    for option in _unknown(case, node, failing):
        found.setdefault(frozenset(option.changes), option)
    return sorted(found.values(), key=lambda option: (option.weight, option.changes))[:_MOST_OPTIONS]


def agree(case: Case, node: int, changes: Changes) -> bool:
    """Whether every percentage of a line agrees with some changes."""
    return not any(case.percentages_after(node, changes).values())


def retyped(case: Case, cell: Position, interval: Interval = ANY) -> Iterator[tuple[Operation, int]]:
    """The retypings of a cell, the lightest of each value."""
    printed = case.value(cell)
    if printed is None:
        return
    is_percentage = cell[1] in DENOMINATORS
    unit, fewest = (1, 2) if is_percentage else (case.sheet.unit, None)  # "0,5%" is printed with a zero in front
    values: dict[int, Operation] = {}
    for operation, value in retypings(printed, unit, interval, fewest):
        known = values.get(value)
        if known is None or case.weights.of(operation) < case.weights.of(known):
            values[value] = operation
    for value, operation in values.items():
        yield operation, value


def _is_unlike(case: Case, node: int, changes: Changes) -> bool:
    """Whether a line would have one figure ten times another: one in fifty has."""
    most = _TENFOLD * parts_of(case.sheet.unit)
    percentages = (changes.get((node, column), case.columns[column][node]) for column in DENOMINATORS)
    return any(abs(percentage or 0) > most for percentage in percentages)


def _single(case: Case, node: int, failing: Iterable[int]) -> Iterator[Option]:
    """One figure or percentage retyped."""
    for column in range(len(case.columns)):
        cell = (node, column)
        if not set(failing) <= set(percentages_of(column)):
            continue
        for operation, value in retyped(case, cell, _hull(case, cell, failing)):
            if agree(case, node, {cell: value}):
                yield Option(((cell, value),), (operation,), weight_of(case, cell, operation))


def _hull(case: Case, cell: Position, percentages: Iterable[int]) -> Interval:
    """An interval outside of which no figure of a cell passes any of some percentages."""
    bounds = [percentage_allows(case.columns, percentage, cell, case.sheet.unit) for percentage in percentages]
    lows, highs = [low for low, _ in bounds if low is not None], [high for _, high in bounds if high is not None]
    return min(lows) if len(lows) == len(bounds) else None, max(highs) if len(highs) == len(bounds) else None


def _swapped(case: Case, node: int) -> Iterator[Option]:
    """Two figures of the line, or its percentages, in each other's place."""
    for one, other in _SWAPS:
        first, second = case.columns[one][node], case.columns[other][node]
        if first is None or second is None or first == second:
            continue
        changes = (((node, one), second), ((node, other), first))
        if agree(case, node, dict(changes)):
            yield Option(changes, (Operation.COLUMNS,) * 2, case.weights.of(Operation.COLUMNS))


def _double(case: Case, node: int, failing: list[int]) -> Iterator[Option]:
    """Two figures or percentages retyped."""
    if len(failing) < len(DENOMINATORS):
        return
    of_each = [
        [*_passing(case, node, (denominator, percentage), percentage, {})]
        for percentage, denominator in DENOMINATORS.items()
    ]
    for one in of_each[0]:
        for other in of_each[1]:
            yield _together(case, one, other)
    for percentage, rest in ((SPENT, (PRIOR, CHANGE)), (CHANGE, (REFERENCE, SPENT))):
        for one in _passing(case, node, (ACTUAL,), percentage, {}):
            for other in _passing(case, node, rest, rest[1], dict([one[:2]])):
                yield _together(case, one, other)


_Retyped = tuple[Position, int, Operation]


def _passing(
    case: Case, node: int, columns: Iterable[int], percentage: int, changes: dict[Position, int]
) -> Iterator[_Retyped]:
    """The retypings of some columns that pass one percentage, beside some changes."""
    given = 0
    for column in columns:
        cell = (node, column)
        interval = ANY if changes else percentage_allows(case.columns, percentage, cell, case.sheet.unit)
        for operation, value in retyped(case, cell, interval):
            if case.percentages_after(node, changes | {cell: value}).get((node, percentage)) is False:
                yield cell, value, operation
                given += 1
                if given == _MOST_PAIRED:
                    return


def _together(case: Case, *parts: _Retyped) -> Option:
    return Option(
        tuple((cell, value) for cell, value, _ in parts),
        tuple(operation for _, _, operation in parts),
        sum(weight_of(case, cell, operation) for cell, _, operation in parts),
    )


def weight_of(case: Case, cell: Position, operation: Operation | None) -> float:
    """What it weighs that an operation happened to a cell."""
    weight = case.weights.of(operation, of_percentage=cell[1] in DENOMINATORS)
    if operation is Operation.TRANSPOSED and abs(case.value(cell) or 0) < _SHORT * case.sheet.unit:
        # Two of so few digits are as good as any of them.
        return max(1, weight, case.weights.of(Operation.DIGIT, of_percentage=cell[1] in DENOMINATORS))
    return weight


def _unknown(case: Case, node: int, failing: list[int]) -> Iterator[Option]:
    """One figure that is something else altogether, by what else allows for it; each percentage, for want of that."""
    for column in FIGURES:
        cell = (node, column)
        if not set(failing) <= set(percentages_of(column)) or case.value(cell) is None:
            continue
        sums = {test for test, _ in case.sums_of(cell)}
        for apart in ((), sums & case.failing, sums):
            value = _any_of(case.allowed(cell, apart))
            if value is not None and agree(case, node, {cell: value}):
                yield Option(((cell, value),), (None,), case.weights.unknown)
                break
    changes = []
    for percentage in failing:
        value = _any_of(case.allowed((node, percentage)))
        changes.append(((node, percentage), value if value is not None else 0))
    weight = sum(weight_of(case, cell, None) for cell, _ in changes)
    yield Option(tuple(changes), (None,) * len(changes), weight)


def partnered(case: Case, options: Sequence[Option]) -> list[Option]:
    """The options that would break sums, each with another figure that is wrong by as much, so that none is broken.

    Two figures of a family that are wrong by opposite amounts leave their sum as it is: nothing but their percentages
    tells of them.
    """
    found: list[Option] = []
    for option in options:
        if any(cell[1] in DENOMINATORS for cell, _ in option.changes) or None in option.operations:
            continue
        changes = dict(option.changes)
        broken = [test for test, off in case.sums_after(changes).items() if off and test not in case.failing]
        if len(broken) != 1:
            continue
        found += _with_partner(case, option, broken[0])
        if len(found) > _MOST_OPTIONS:
            break
    return found


def _with_partner(case: Case, option: Option, broken: Position) -> Iterator[Option]:
    changes = dict(option.changes)
    gap, _more = case.gaps_after(changes)[broken]
    for cell in case.family(broken):
        value = case.value(cell)
        if cell in changes or value is None:
            continue
        for operation, other in retyped(case, cell, case.sum_allows(broken, value, 1 if cell == broken else -1, gap)):
            both = changes | {cell: other}
            if case.passed_by({cell: other}, beside=changes) is not None:
                weight = max(1, option.weight) + case.weights.partner * max(1, case.weights.of(operation))
                yield Option(tuple(both.items()), (*option.operations, operation), weight)


def _any_of(interval: Interval) -> int | None:
    """A figure that an interval allows; None where it allows none."""
    if is_empty(interval):
        return None
    low, high = interval
    return low if low is not None else high
