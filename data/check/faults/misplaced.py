"""Whole lines, tables and nodes that stand in the wrong place: what leaves the same gap twice.

What stands in the wrong place is missing elsewhere, so its figures are the gaps of several sums at once, to the unit.
Nothing else does that: each such fault is exact, and is put right before single figures are asked.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import combinations
from math import log10

from doelboom.data.check.ledger import FIGURES, Ledger, Position, Tree, is_off, room
from doelboom.data.model.findings import Operation
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure

_ENOUGH = 3.0
"""Digits of gaps that must be met, all sums together: fewer are met by chance."""
_ENOUGH_BESIDE = 5.0
"""The same where some sum stays off nevertheless, as beside a remainder."""
_ALL_BUT = 10
"""A gap that shrinks by so many times is all but met: what is left is a remainder that was there before."""
_SAME = 1e-6
_FEWEST_SUMS = 2
_MOST = 64
"""As many such faults are looked for in a report: where there are more, no sum tells anything."""
_MOST_FAMILIES = 400
"""In so many families that do not add up."""

_BUDGET = tuple(measure for measure in Measure if measure is not Measure.FTE)
_TABLES = (tuple(Measure), _BUDGET, (Measure.FTE,))
_PAIRS = tuple(zip(_BUDGET[::2], _BUDGET[1::2], strict=True))
"""Expenditure and receipts of each section."""

Line = tuple[Measure, int]
"""A line of a report: its measure and its node."""
Test = tuple[Measure, Position]
Moves = dict[Test, tuple[int, int]]
"""By sum, how much more its gap is, and how many more children are not zero."""


@dataclass(frozen=True, slots=True)
class Misplacement:
    """What stands in the wrong place."""

    operation: Operation
    lines: tuple[tuple[Line, Line], ...] = ()
    """The lines that stand in each other's place."""
    node: int | None = None
    """The node that stands below another plan, if that is the fault."""
    plan: int | None = None
    """Where it belongs."""

    @property
    def named(self) -> int:
        """The node that it is about; the first of two."""
        return self.node if self.node is not None else self.lines[0][0][1]

    @property
    def nodes(self) -> frozenset[int]:
        """All nodes that it is about, the plan where one belongs included."""
        ends = {node for node in (self.node, self.plan) if node is not None}
        return frozenset(ends | {node for pair in self.lines for _, node in pair})

    @property
    def may_stay(self) -> bool:
        """Whether a sum that it moves may be off nevertheless: another line of two would explain that as well."""
        return self.operation in (Operation.MOVED, Operation.DIRECTIONS)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What putting something in its place does to the sums."""

    digits: float
    """How many digits of gaps it meets, all sums that it makes agree together."""
    passes: int
    """The sums that agree with it, or all but do so beside a remainder."""
    stays: int
    """The sums that it moves and that are off before and after."""


class Families:
    """The sums of a whole report, and what is off."""

    def __init__(self, book: Ledger) -> None:
        self.tree = book.tree
        self.sheets = book.sheets
        self.gaps = {measure: sheet.gaps(book.tree) for measure, sheet in book.sheets.items()}
        self.filled = {measure: sheet.filled(book.tree) for measure, sheet in book.sheets.items()}
        self.off = {
            (measure, test)
            for measure, gaps in self.gaps.items()
            for test, gap in gaps.items()
            if self._is_off((measure, test), gap)
        }

    def _is_off(self, test: Test, gap: int, more: int = 0) -> bool:
        measure, position = test
        return is_off(gap, self.filled[measure][position] + more, self.sheets[measure].unit)

    @cached_property
    def parents(self) -> list[int]:
        """The parents with a sum that is off, in the report's order."""
        return sorted({parent for _, (parent, _) in self.off})

    def off_at(self, node: int, measure: Measure) -> list[int]:
        """The columns in which a node and its children do not add up."""
        return [column for column in FIGURES if (measure, (node, column)) in self.off]

    def figure(self, line: Line, column: int) -> int | None:
        """A figure of a line."""
        return self.sheets[line[0]].columns[column][line[1]]

    def verdict(self, moved: Moves) -> Verdict | None:
        """What some moves of gaps do; None where they break a sum."""
        digits, passes, stays = 0.0, 0, 0
        for test, (change, more) in moved.items():
            before = self.gaps[test[0]][test[1]]
            off = self._is_off(test, before + change, more)
            if off and test not in self.off:
                return None
            if off:
                stays += bool(change)
                if abs(before) >= _ALL_BUT * abs(before + change):
                    digits += log10(abs(before) / abs(before + change))
                    passes += 1
            elif test in self.off:
                unit = self.sheets[test[0]].unit
                allowed = room(self.filled[test[0]][test[1]] + more, unit)
                digits += log10((2 * abs(before) + unit) / (2 * allowed + unit))
                passes += 1
        return Verdict(digits, passes, stays)

    def swapped(self, lines: Iterable[tuple[Line, Line]]) -> Verdict | None:
        """What it does to have lines in each other's place; None where it breaks a sum."""
        moved: Moves = {}
        for one, other in lines:
            mine, theirs = self.sheets[one[0]].columns, self.sheets[other[0]].columns
            for column in FIGURES:
                first, second = mine[column][one[1]], theirs[column][other[1]]
                if first is not None and second is not None and first != second:
                    self._replace(moved, one, column, first, second)
                    self._replace(moved, other, column, second, first)
        return self.verdict(moved)

    def _replace(self, moved: Moves, line: Line, column: int, before: int, after: int) -> None:
        """Adds what another figure in a line does to the sums that it takes part in."""
        measure, node = line
        parent = self.tree.parents[node]
        if parent is not None and (parent, column) in self.gaps[measure]:
            _add(moved, (measure, (parent, column)), before - after, bool(after) - bool(before))
        if (node, column) in self.gaps[measure]:
            _add(moved, (measure, (node, column)), after - before, 0)

    def moved(self, node: int, plan: int) -> Verdict | None:
        """What it does to have a node below another plan; None where it breaks a sum."""
        moved: Moves = {}
        parent = self.tree.parents[node]
        for measure in Measure:
            for column in FIGURES:
                figure = self.figure((measure, node), column)
                for above, sign in ((parent, 1), (plan, -1)):
                    if figure and above is not None and (above, column) in self.gaps[measure]:
                        _add(moved, (measure, (above, column)), sign * figure, -sign)
        return self.verdict(moved)


def _add(moved: Moves, test: Test, change: int, more: int) -> None:
    known = moved.get(test)
    moved[test] = (change, more) if known is None else (known[0] + change, known[1] + more)


def put_in_place(book: Ledger) -> tuple[Ledger, list[list[Misplacement]]]:
    """The report with lines, tables and nodes where they belong, and what was found: each with what may be as well."""
    found: list[list[Misplacement]] = []
    for _ in range(_MOST):
        families = Families(book)
        if not families.off or len(families.parents) > _MOST_FAMILIES:
            break
        best = _best(families)
        if not best:
            break
        found.append(best)
        book = _applied(book, best[0])
    return book, found


def _best(families: Families) -> list[Misplacement]:
    """What meets most digits of the gaps, and what meets the same ones."""
    weighed: dict[Misplacement, Verdict] = {}
    for candidate in (*_swaps_in_a_node(families), *_moves(families), *_swaps_afar(families), *_tables(families)):
        if candidate in weighed:
            continue
        if candidate.node is not None and candidate.plan is not None:
            verdict = families.moved(candidate.node, candidate.plan)
        else:
            verdict = families.swapped(candidate.lines)
        if verdict is None or verdict.passes < _FEWEST_SUMS:
            continue
        if verdict.digits >= _ENOUGH if not verdict.stays else verdict.digits >= _ENOUGH_BESIDE and candidate.may_stay:
            weighed[candidate] = verdict
    if not weighed:
        return []
    most = max(verdict.digits for verdict in weighed.values())
    best = [one for one, verdict in weighed.items() if verdict.digits > most - _SAME]
    simplest = min(map(_complexity, best))
    return sorted((one for one in best if _complexity(one) == simplest), key=lambda one: one.named)


def _complexity(one: Misplacement) -> tuple[int, int]:
    """A node that moved explains a line that moved, which may as well have changed places with a line of zeros; and two
    tables swapped are no more than the lines of them that differ."""
    return len(one.lines), one.operation is Operation.LINES


def _swaps_in_a_node(families: Families) -> Iterator[Misplacement]:
    """Two lines of one node, or of two siblings; expenditure and receipts of a section before any others."""
    for parent in families.parents:
        measures = [measure for measure in _BUDGET if families.off_at(parent, measure)]
        for one, other in combinations(measures, 2):
            operation = Operation.DIRECTIONS if (one, other) in _PAIRS else Operation.LINES
            for node in (*families.tree.children[parent], parent):
                yield Misplacement(operation, (((one, node), (other, node)),))
            if operation is Operation.LINES:
                column = families.off_at(parent, one)[0]
                yield from _between(families, column, (one, parent), (other, parent))


def _moves(families: Families) -> Iterator[Misplacement]:
    """A node whose figures are what a plan has more than its children, or what another has less."""
    ordered: dict[tuple[Measure, int], list[tuple[int, int]]] = {}
    depths, parents = families.tree.depths, families.tree.parents
    for plan in families.parents:
        (measure, (_, column)), gap = _strongest(families, plan)
        half = room(families.filled[measure][plan, column] + 1, families.sheets[measure].unit) // 2
        if (measure, column) not in ordered:
            values = enumerate(families.sheets[measure].columns[column])
            ordered[measure, column] = sorted((value, node) for node, value in values if value)
        figures = ordered[measure, column]
        start, end = bisect_left(figures, (gap - half, 0)), bisect_right(figures, (gap + half, len(parents)))
        for _, node in figures[start:end]:
            if parents[node] not in (None, plan) and depths[node] == depths[plan] + 1:
                yield Misplacement(Operation.MOVED, node=node, plan=plan)
        for node in families.tree.children[plan]:
            figure = families.figure((measure, node), column)
            if figure and abs(figure + gap) <= half:
                for other in families.parents:
                    if other != plan and depths[other] == depths[plan]:
                        yield Misplacement(Operation.MOVED, node=node, plan=other)


def _strongest(families: Families, parent: int) -> tuple[Test, int]:
    """The sum of a family that is off by most, for what rounding allows."""
    tests = [(measure, (parent, column)) for measure in Measure for column in families.off_at(parent, measure)]

    def odds(test: Test) -> float:
        unit = families.sheets[test[0]].unit
        return abs(families.gaps[test[0]][test[1]]) / (room(families.filled[test[0]][test[1]], unit) + unit)

    test = max(tests, key=odds)
    return test, families.gaps[test[0]][test[1]]


def _swaps_afar(families: Families) -> Iterator[Misplacement]:
    """Lines of a measure below two plans whose gaps mirror each other; a plan's and a child's."""
    for measure in Measure:
        parents = [parent for parent in families.parents if families.off_at(parent, measure)]
        by_gap: dict[int, list[int]] = {}
        for parent in parents:
            for node in families.tree.children[parent]:
                yield Misplacement(Operation.LINES, (((measure, parent), (measure, node)),))
            column = families.off_at(parent, measure)[0]
            by_gap.setdefault(column, []).append(parent)
        for column, these in by_gap.items():
            gaps = families.gaps[measure]
            ordered = sorted((gaps[parent, column], parent) for parent in these)
            for gap, parent in ordered:
                if gap <= 0:
                    continue
                half = room(2 * families.filled[measure][parent, column] + 2, families.sheets[measure].unit)
                start = bisect_left(ordered, (-gap - half, 0))
                for other_gap, other in ordered[start:]:
                    if other_gap > half - gap:
                        break
                    yield from _between(families, column, (measure, parent), (measure, other))


def _between(families: Families, column: int, one: Line, other: Line) -> Iterator[Misplacement]:
    """The children of two parents whose lines differ by just what the first of those is off."""
    (measure, parent), (another, elsewhere) = one, other
    gap = families.gaps[measure][parent, column]
    half = room(families.filled[measure][parent, column] + 1, families.sheets[measure].unit) // 2
    mine, theirs = families.sheets[measure].columns[column], families.sheets[another].columns[column]
    for first in families.tree.children[parent]:
        for second in families.tree.children[elsewhere]:
            here, there = mine[first], theirs[second]
            if here is not None and there is not None and abs(there - here - gap) <= half:
                yield Misplacement(Operation.LINES, (((measure, first), (another, second)),))


def _tables(families: Families) -> Iterator[Misplacement]:
    """The tables of two nodes that follow each other."""
    parents = families.tree.parents
    off = set(families.parents)
    for node in range(len(parents) - 1):
        if parents[node] == parents[node + 1] or not off & {node, parents[node], parents[node + 1]}:
            continue
        for table in _TABLES:
            yield Misplacement(Operation.TABLES, tuple(((m, node), (m, node + 1)) for m in table))


def _applied(book: Ledger, one: Misplacement) -> Ledger:
    """The report with something in its place."""
    if one.node is not None and one.plan is not None:
        parents = list(book.tree.parents)
        parents[one.node] = one.plan
        return replace(book, tree=Tree(book.tree.codes, tuple(parents)))
    columns = {measure: [list(column) for column in sheet.columns] for measure, sheet in book.sheets.items()}
    for (measure, node), (other, another) in one.lines:
        for mine, theirs in zip(columns[measure], columns[other], strict=True):
            mine[node], theirs[another] = theirs[another], mine[node]
    return replace(
        book,
        sheets={measure: replace(book.sheets[measure], columns=tuple(values)) for measure, values in columns.items()},
    )
