"""A sheet under examination: which tests fail, and what other figures in some cells would do to them.

Every percentage and every parent's sum is a test that a report sets itself. A test is named by a cell: a percentage by
its own, a sum by the parent's in that column.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import field

from doelboom.data.check.faults.weights import WRITTEN, Weights
from doelboom.data.check.ledger import ACTUAL, DENOMINATORS, FIGURES, Position, Sheet, Tree, is_off, room
from doelboom.data.check.lines import percentages_allow
from doelboom.data.check.rounding import ANY, Interval, agrees, is_empty, meet, whole
from doelboom.data.model.findings import Operation
from doelboom.parser.dataclass import dataclass

Changes = Mapping[Position, int]
"""Other figures, by the cells in which they would stand."""

_STRAINED = 4
_GROWS = 10
"""A gap that an explanation makes so many times larger than it is printed is its own: no fault hides all but a
tenth of a remainder by chance."""
_LIKE_SIZE = 3
"""Gaps of like size are less than so many times each other."""


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
    operation: Operation | None = None


@dataclass
class Case:
    """The sheet under examination: its figures as put right so far, and the tests that still fail."""

    tree: Tree
    sheet: Sheet
    weights: Weights = WRITTEN
    apart: frozenset[Position] = frozenset()
    """Sums that tell nothing."""
    columns: list[list[int | None]] = field(init=False)
    gaps: dict[Position, int] = field(init=False)
    filled: dict[Position, int] = field(init=False)
    failing: set[Position] = field(init=False)

    def __post_init__(self) -> None:
        self.columns = [list(column) for column in self.sheet.columns]
        gaps = self.sheet.gaps(self.tree)
        self.gaps = {test: gap for test, gap in gaps.items() if test not in self.apart}
        self.filled = self.sheet.filled(self.tree)
        self.failing = set(self.sheet.failing_percentages)
        self.failing |= {test for test, gap in self.gaps.items() if self.is_off(test, gap)}

    def is_off(self, test: Position, gap: int, more: int = 0) -> bool:
        """Whether rounding alone cannot part a parent from its children so far; `more` of them are not zero."""
        return is_off(gap, self.filled[test] + more, self.sheet.unit)

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

    def family(self, test: Position) -> list[Position]:
        """The cells of a sum: the parent's, then the children's."""
        return [test, *((child, test[1]) for child in self.tree.children[test[0]])]

    def gaps_after(self, changes: Changes) -> dict[Position, tuple[int, int]]:
        """The gap of each sum that some changes touch, with them, and how many more children are not zero."""
        gaps: dict[Position, tuple[int, int]] = {}
        for cell, value in changes.items():
            if cell[1] not in FIGURES:
                continue
            before = self.value(cell) or 0
            for test, sign in self.sums_of(cell):
                gap, more = gaps.get(test) or (self.gaps[test], 0)
                more += bool(value) - bool(before) if sign < 0 else 0
                gaps[test] = gap + sign * (value - before), more
        return gaps

    def sums_after(self, changes: Changes) -> dict[Position, bool]:
        """Whether each sum that some changes touch is off with them."""
        return {test: self.is_off(test, gap, more) for test, (gap, more) in self.gaps_after(changes).items()}

    def is_strained(self, test: Position, gap: int, more: int = 0) -> bool:
        """Whether a gap that rounding can make is one that it hardly ever makes: so many deviations from none.

        Each of the figures is off by anything up to half a unit, so that their sum has a deviation of the square root
        of a twelfth of their number.
        """
        figures = self.filled[test] + more + 1
        return 12 * gap * gap > _STRAINED**2 * figures * self.sheet.unit**2

    def percentages_after(self, node: int, changes: Changes) -> dict[Position, bool]:
        """Whether each percentage of a line fails with some changes; those that prove nothing are left out."""
        fails: dict[Position, bool] = {}
        for percentage, denominator in DENOMINATORS.items():
            actual = changes.get((node, ACTUAL), self.columns[ACTUAL][node])
            base = changes.get((node, denominator), self.columns[denominator][node])
            printed = changes.get((node, percentage), self.columns[percentage][node])
            if actual is not None and base is not None and printed is not None:
                fails[node, percentage] = not agrees(actual, base, printed, self.sheet.unit)
        return fails

    def passed_by(self, changes: Changes, beside: Changes | None = None) -> frozenset[Position] | None:
        """The failing tests that some changes pass, `beside` others; None where they fail one that passes now."""
        together = {**(beside or {}), **changes}
        after = self.sums_after(together)
        for node in {node for node, _ in changes}:
            after |= self.percentages_after(node, together)
        if any(fails and test not in self.failing for test, fails in after.items()):
            return None
        return frozenset(test for test, fails in after.items() if not fails and test in self.failing)

    def hides_a_child(self, test: Position) -> bool:
        """Whether a parent is off by a like amount in another column of the measure.

        A child that the report does not show has figures of like size in all columns. Wrong digits that are hidden
        from their percentages hardly come in twos.
        """
        parent, column = test
        gap = self.gaps[test]
        others = [self.gaps[parent, other] for other in FIGURES if other != column and (parent, other) in self.failing]
        return any(
            gap * other > 0 and max(abs(gap), abs(other)) <= _LIKE_SIZE * min(abs(gap), abs(other)) for other in others
        )

    def weight_after(self, test: Position, gap: int, more: int) -> float:
        """What a gap weighs that an explanation leaves: nothing where rounding makes it."""
        if self.is_off(test, gap, more):
            grows = abs(gap) > _GROWS * abs(self.gaps[test])
            return self.weights.broken if grows else self.weight_of_gap(test)
        return self.weights.strained if self.is_strained(test, gap, more) else 0

    def weight_of_gap(self, test: Position) -> float:
        """What it weighs that a sum is off: as it is printed, or because of what explains something else."""
        if test not in self.failing:
            return self.weights.broken
        return self.weights.remainder_again if self.hides_a_child(test) else self.weights.remainder

    def allowed(self, cell: Position, apart: Collection[Position] = ()) -> Interval:
        """What the other cells of its line and of its sums allow for a cell; some sums can be left apart."""
        interval = percentages_allow(self.columns, cell, self.sheet.unit)
        if cell[1] in DENOMINATORS:
            return interval
        value = self.value(cell)
        for test, sign in self.sums_of(cell):
            if test not in apart and value is not None:
                interval = meet(interval, self.sum_allows(test, value, sign))
        return whole(interval, self.sheet.unit)

    def expected(self, cell: Position) -> Interval:
        """What is allowed for a cell where that is anything, the sums that are still off left apart."""
        sums = {test for test, _ in self.sums_of(cell)} if cell[1] in FIGURES else set()
        for apart in (sums & self.failing, sums):
            interval = self.allowed(cell, apart)
            if not is_empty(interval):
                return interval
        return ANY

    def sum_allows(self, test: Position, value: int, sign: int, gap: int | None = None) -> Interval:
        """What a sum allows for the one figure of it that is wrong; `sign` is that figure's in the gap."""
        more = 1 if sign < 0 and not value else 0
        middle, half = (
            value - sign * (self.gaps[test] if gap is None else gap),
            room(self.filled[test] + more, self.sheet.unit) // 2,
        )
        return middle - half, middle + half

    def put_right(self, changes: Changes) -> None:
        """Go on with other figures in some cells; what they pass fails no longer."""
        after = self.sums_after(changes)
        for node in {node for node, _ in changes}:
            after |= self.percentages_after(node, changes)
        for test, (gap, more) in self.gaps_after(changes).items():
            self.gaps[test] = gap
            self.filled[test] += more
        for (node, column), value in changes.items():
            self.columns[column][node] = value
        for test, fails in after.items():
            (self.failing.add if fails else self.failing.discard)(test)

    def give_up(self, cell: Position) -> None:
        """Leave a figure unknown: the sums that it puts off cannot be judged any longer."""
        if cell[1] in FIGURES:
            for test in [test for test, _ in self.sums_of(cell) if test in self.failing]:
                self.failing.discard(test)
                del self.gaps[test]
