"""Which figures are wrong: the lightest operations that make percentages and sums agree again.

The generalised Fellegi-Holt paradigm (Scholtus 2016): each operation has a weight, and of all sets of operations that
pass the tests that fail together, the lightest are kept, all of them. What they share is named, the rest is listed, and
a figure is suggested only where every one of them has it. Sums count while lines are explained, so that two figures of
one family that are wrong are explained together; what only sums tell of comes afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from doelboom.data.check.faults.case import Case, Suspicion
from doelboom.data.check.faults.options import Option, options_of, partnered
from doelboom.data.check.faults.sums import decided_by_sum
from doelboom.data.check.faults.weights import LIKE
from doelboom.data.check.ledger import DENOMINATORS, FIGURES, Position
from doelboom.data.model.findings import Operation
from doelboom.parser.dataclass import dataclass

_MOST_TOGETHER = 4096
"""As many combinations of two lines' options are all tried; of more lines, the lightest are kept from line to line."""
_BEAM = 24
_MOST_OF_A_LINE = 16
"""As many options of a line take part where lines are explained one after the other."""
_LARGEST_GROUP = 12
"""Lines of a larger group are explained each for itself: where so much is wrong, no sum tells anything."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What a sheet's arithmetic shows."""

    doubts: tuple[Suspicion, ...]
    remainders: dict[Position, int]
    """What a parent has more than its children together (hundredths, as printed), where no wrong figure explains it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """An option for each line of a group, and what they weigh with the sums that stay off."""

    options: tuple[Option, ...]
    weight: float

    @property
    def changes(self) -> dict[Position, int]:
        """All figures that it changes."""
        return {cell: value for option in self.options for cell, value in option.changes}

    @property
    def operations(self) -> dict[Position, Operation | None]:
        """What happened in each cell."""
        return {
            cell: operation
            for option in self.options
            for (cell, _), operation in zip(option.changes, option.operations, strict=True)
        }


def explain(case: Case) -> Proof:
    """The doubts and the remainders of one measure, in the report's order; the case is put right on the way."""
    printed_gaps = dict(case.gaps)
    doubts: list[Suspicion] = []
    for group in groups(case):
        doubts += doubts_of(case, ranked(case, group))
    doubts += (doubt for decision in decided_by_sum(case) for doubt in decision.doubts)
    remainders = {test: printed_gaps[test] for test in sorted(case.failing) if test[1] in FIGURES}
    return Proof(tuple(sorted(doubts, key=lambda doubt: doubt.cell)), remainders)


def groups(case: Case) -> list[list[list[Option]]]:
    """The lines with a failing percentage, as the options of each, those that share a sum together."""
    lines = sorted({node for node, column in case.failing if column in DENOMINATORS})
    of_sums: dict[Position, int] = {}
    members = {number: [number] for number in range(len(lines))}
    group_of = list(range(len(lines)))
    options = [options_of(case, node) for node in lines]
    for number, of_line in enumerate(options):
        for test in {test for option in of_line for cell, _ in option.changes for test in _sums(case, cell)}:
            other = group_of[of_sums.setdefault(test, number)]
            mine = group_of[number]
            if other != mine:
                smaller, larger = sorted((mine, other), key=lambda one: len(members[one]))
                for member in members[smaller]:
                    group_of[member] = larger
                members[larger] += members.pop(smaller)
    found: list[list[list[Option]]] = []
    for numbers in members.values():
        if len(numbers) > _LARGEST_GROUP:
            found += [[options[number]] for number in sorted(numbers)]
        else:
            found.append([options[number] for number in sorted(numbers)])
    return found


def _sums(case: Case, cell: Position) -> list[Position]:
    return [test for test, _ in case.sums_of(cell)] if cell[1] in FIGURES else []


def ranked(case: Case, group: Sequence[list[Option]]) -> list[Explanation]:
    """The explanations of a group of lines that were weighed, the lightest first."""
    found = _weighed(case, group)
    if any(
        cell[1] in DENOMINATORS or None in option.operations
        for option in found[0].options
        for cell, _ in option.changes
    ):
        # Percentages alone do not go wrong so often: two figures whose sum is kept look just like it.
        return _weighed(case, [[*options, *partnered(case, options)] for options in group])
    return found


def _weighed(case: Case, group: Sequence[list[Option]]) -> list[Explanation]:
    tests = {
        test for options in group for option in options for cell, _ in option.changes for test in _sums(case, cell)
    }
    stays = {test: case.weight_of_gap(test) for test in tests if test in case.failing}

    def weighed(options: tuple[Option, ...]) -> Explanation:
        changes = {cell: value for option in options for cell, value in option.changes}
        after = case.gaps_after(changes)
        # That one operation is lighter than another says nothing where several figures are wrong at once.
        least = 1 if len(options) > 1 else 0
        weight = sum(max(least, option.weight) for option in options)
        weight += sum(case.weight_after(test, *gap) for test, gap in after.items())
        return Explanation(options, weight + sum(of_gap for test, of_gap in stays.items() if test not in after))

    size = 1
    for options in group:
        size *= len(options)
    if size <= _MOST_TOGETHER:
        weighed_all = [weighed(options) for options in product(*group)]
    else:
        weighed_all = [weighed((option,)) for option in group[0]]
        for options in group[1:]:
            weighed_all.sort(key=lambda explanation: explanation.weight)
            best = sorted(options, key=lambda option: weighed((option,)).weight)[:_MOST_OF_A_LINE]
            weighed_all = [weighed((*known.options, option)) for known in weighed_all[:_BEAM] for option in best]
    weighed_all.sort(key=lambda explanation: explanation.weight)
    return weighed_all


def are_alike(one: Explanation, lightest: Explanation) -> bool:
    """Whether an explanation is of like weight as the lightest one."""
    return one.weight < lightest.weight + LIKE


def doubts_of(case: Case, found: Sequence[Explanation]) -> list[Suspicion]:
    """What the explanations of a group of lines (the lightest first) say of each line; the lightest is gone on with."""
    best = found[0]
    like = [one for one in found if are_alike(one, best)]
    case.put_right(best.changes)
    for option in best.options:
        for (cell, _), operation in zip(option.changes, option.operations, strict=True):
            if operation is None:
                case.give_up(cell)
    doubts: list[Suspicion] = []
    for line in range(len(best.options)):
        of_line = list({explanation.options[line]: None for explanation in like})
        doubts += _doubts_of_line(case, of_line)
    return doubts


def _doubts_of_line(case: Case, options: list[Option]) -> list[Suspicion]:
    """The cells that all options of a line change, each named; where there is none, the likeliest with all others."""
    by_cell: dict[Position, list[tuple[int, Operation | None]]] = {}
    for option in options:
        for (cell, value), operation in zip(option.changes, option.operations, strict=True):
            by_cell.setdefault(cell, []).append((value, operation))
    shared = [cell for cell, values in by_cell.items() if len(values) == len(options)]
    others = tuple(cell for cell in by_cell if cell not in shared)
    doubts: list[Suspicion] = []
    for cell in shared or list(by_cell)[:1]:
        values = {value for value, _ in by_cell[cell]}
        operations = {operation for _, operation in by_cell[cell]}
        sure = cell in shared and len(values) == 1 and None not in operations
        doubts.append(
            Suspicion(
                True,
                cell,
                case.expected(cell),
                values.pop() if sure else None,
                (cell, *(other for other in others if other != cell)),
                operations.pop() if shared and len(operations) == 1 else None,
            )
        )
    return doubts
