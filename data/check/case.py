"""A sheet under examination: which tests fail, and what another figure in a cell would do to them.

Every percentage and every parent's sum is a test that a report sets itself. A test is named by a cell: a percentage by
its own, a sum by the parent's in that column.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from doelboom.data.check.ledger import DENOMINATORS, FIGURES, Position, Sheet, Tree
from doelboom.data.check.lines import percentage_agrees, percentage_allows, percentages_of
from doelboom.data.check.rounding import ANY, Interval, digit_changes, meet, whole


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A figure (or percentage) that arithmetic says is wrong, in hundredths (or tenths of a per cent)."""

    by_percentage: bool
    """Whether a percentage failed; otherwise only a sum did."""
    cell: Position
    """The cell named. Where only a sum speaks and leaves several likely candidates: the parent's, which stands for the
    sum and is not the first of the candidates."""
    expected: Interval
    suggestion: int | None
    candidates: tuple[Position, ...]
    """The likeliest first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Other figures for one cell that pass the same failing tests."""

    cell: Position
    passes: frozenset[Position]
    values: tuple[int, ...]


@dataclass
class Case:
    """The sheet under examination: its figures as put right so far, and the tests that still fail."""

    tree: Tree
    sheet: Sheet
    columns: list[list[int | None]] = field(init=False)
    gaps: dict[Position, int] = field(init=False)
    failing: set[Position] = field(init=False)
    open: dict[Position, tuple[int, ...]] = field(init=False, default_factory=dict)
    """Cells put right with one of several figures."""

    def __post_init__(self) -> None:
        self.columns = [list(column) for column in self.sheet.columns]
        self.gaps = self.sheet.gaps(self.tree)
        self.failing = set(self.sheet.failing_percentages)
        self.failing |= {test for test, gap in self.gaps.items() if self.is_off(test, gap)}

    def is_off(self, test: Position, gap: int) -> bool:
        """Whether rounding alone cannot part a parent from its children so far."""
        return 2 * abs(gap) > self.sheet.slack(self.tree, test[0])

    def value(self, cell: Position) -> int | None:
        """The cell's figure, put right or as printed."""
        return self.columns[cell[1]][cell[0]]

    def sums_of(self, cell: Position) -> Iterator[tuple[Position, int]]:
        """The sums that a figure takes part in, with the sign it has in their gap."""
        node, column = cell
        parent = self.tree.parents[node]
        if parent is not None and (parent, column) in self.gaps:
            yield (parent, column), -1
        if cell in self.gaps:
            yield cell, 1

    def passed_by(self, cell: Position, value: int) -> frozenset[Position] | None:
        """The failing tests that another figure in a cell passes; None where it fails one that passes now."""
        node, column = cell
        passed: list[Position] = []
        for percentage in percentages_of(column):
            agreed = percentage_agrees(self.columns, percentage, cell, value, self.sheet.unit)
            if agreed is None:
                continue
            failed = (node, percentage) in self.failing
            if agreed and failed:
                passed.append((node, percentage))
            elif not agreed and not failed:
                return None
        if column in FIGURES:
            change = value - (self.value(cell) or 0)
            for test, sign in self.sums_of(cell):
                off, failed = self.is_off(test, self.gaps[test] + sign * change), test in self.failing
                if not off and failed:
                    passed.append(test)
                elif off and not failed:
                    return None
        return frozenset(passed)

    def readings(self, cell: Position, interval: Interval = ANY) -> Iterator[Reading]:
        """The one-digit changes of a cell that pass some failing test, those that pass the same ones together."""
        printed = self.value(cell)
        if printed is None:
            return
        unit = self.sheet.unit if cell[1] in FIGURES else 1
        fewest = 2 if cell[1] in DENOMINATORS else None  # "0,5%" is printed with a zero in front
        values_by_passes: dict[frozenset[Position], list[int]] = {}
        for value in digit_changes(printed, unit, interval, fewest):
            passes = self.passed_by(cell, value)
            if passes:
                values_by_passes.setdefault(passes, []).append(value)
        most = max(map(len, values_by_passes), default=0)
        for passes, values in values_by_passes.items():
            if len(passes) == most:
                yield Reading(cell, passes, tuple(values))

    def allowed(self, cell: Position, apart: Collection[Position] = ()) -> Interval:
        """What the other cells of its line and of its sums allow for a cell; some sums can be left apart."""
        interval = ANY
        for percentage in percentages_of(cell[1]):
            interval = meet(interval, percentage_allows(self.columns, percentage, cell, self.sheet.unit))
        if cell[1] in DENOMINATORS:
            return interval
        value = self.value(cell)
        for test, sign in self.sums_of(cell):
            if test not in apart and value is not None:
                interval = meet(interval, self.sum_allows(test, value, sign))
        return whole(interval, self.sheet.unit)

    def sum_allows(self, test: Position, value: int, sign: int) -> Interval:
        """What a sum allows for the one figure of it that is wrong; `sign` is that figure's in the gap."""
        middle, room = value - sign * self.gaps[test], self.sheet.slack(self.tree, test[0]) // 2
        return middle - room, middle + room

    def put_right(self, cell: Position, values: tuple[int, ...]) -> None:
        """Go on with another figure in a cell: the first of those that pass."""
        printed = self.value(cell)
        if cell[1] in FIGURES and printed is not None:
            for test, sign in self.sums_of(cell):
                self.gaps[test] += sign * (values[0] - printed)
        self.columns[cell[1]][cell[0]] = values[0]
        if len(values) > 1:
            self.open[cell] = values
