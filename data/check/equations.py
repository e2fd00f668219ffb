"""Why the check says what it says of a node: the equations of its figures, and what explains those that fail.

What is found is weighed anew for one node, with what lost beside what won.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from doelboom.data.check.faults.case import Case
from doelboom.data.check.faults.explain import Explanation, are_alike, doubts_of, groups, ranked
from doelboom.data.check.faults.misplaced import Misplacement
from doelboom.data.check.faults.sums import Decision, are_as_odd, decided_by_sum
from doelboom.data.check.faults.weights import Weights, weights_of
from doelboom.data.check.ledger import FIGURES, Ledger, Position, ledger
from doelboom.data.check.lines import percentage_allows, percentages_of
from doelboom.data.check.proof import WholeProof, prove
from doelboom.data.check.rounding import Interval, is_empty, parts_of, whole
from doelboom.data.model.accounts import Accounts
from doelboom.data.model.cells import Cell
from doelboom.data.model.findings import Operation
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import COLUMNS, Measure

_MOST = 8
"""As many explanations as are shown of one group of tests."""
_LIMIT = 10**36
_Any = TypeVar("_Any")


@dataclass(frozen=True, slots=True)
class Equation:
    """One equation that a figure stands in."""

    measure: Measure
    column: str
    """The figure's."""
    printed: Decimal
    by: str
    """The percentage that speaks of it (a column's name), or "sum"."""
    of: str
    """The node whose percentage or whose sum it is."""
    low: Decimal | None
    """What the equation allows for the figure, the others being right; None where it sets no bound."""
    high: Decimal | None
    agrees: bool


@dataclass(frozen=True, slots=True)
class Rival:
    """One explanation of tests that fail together."""

    group: int
    """Those of one number explain the same tests."""
    cells: tuple[tuple[Cell, Decimal | None], ...]
    """The figures that it changes, and what they would be; None where it may be any that is allowed. Of lines in the
    wrong place, the lines; of a node, the node and the plan where it belongs."""
    operations: tuple[Operation | None, ...]
    weight: float
    wins: bool
    """Whether it is of like weight as the lightest one."""


def equations_of(accounts: Accounts, code: str) -> list[Equation]:
    """The equations that the figures of a node stand in, lines of zeros left out, in the report's order.

    Raises:
        ValueError: there is no such node.
    """
    book = ledger(accounts)
    node = book.tree.codes.index(code)
    found: list[Equation] = []
    for measure, sheet in book.sheets.items():
        case = Case(book.tree, sheet)
        if not any(sheet.columns[column][node] for column in range(len(COLUMNS))):
            continue
        for column in FIGURES:
            value = case.value((node, column))
            if value is not None:
                printed = _exact(value)
                found += (
                    Equation(measure, COLUMNS[column], printed, by, of, *_bounds(interval), agrees)
                    for by, of, interval, agrees in _of_figure(case, book, (node, column), value)
                )
    return found


def _of_figure(case: Case, book: Ledger, cell: Position, value: int) -> Iterator[tuple[str, str, Interval, bool]]:
    node, column = cell
    for percentage in percentages_of(column):
        if case.columns[percentage][node] is not None:
            interval = whole(percentage_allows(case.columns, percentage, cell, case.sheet.unit), case.sheet.unit)
            yield COLUMNS[percentage], book.tree.codes[node], interval, (node, percentage) not in case.failing
    for test, sign in case.sums_of(cell):
        interval = whole(case.sum_allows(test, value, sign), case.sheet.unit)
        yield "sum", book.tree.codes[test[0]], interval, test not in case.failing


def rivals_of(accounts: Accounts, code: str) -> list[Rival]:
    """The explanations of failing tests that change a figure of a node, the lightest of each group first.

    Raises:
        ValueError: there is no such node.
    """
    proof = prove(ledger(accounts), weights_of(accounts.source.origin))
    book = proof.placed
    node = book.tree.codes.index(code)
    found = [*_in_place(proof, node)]
    for measure in book.sheets:
        case = proof.case(measure)
        for group in groups(case):
            of_group = ranked(case, group)
            if any(cell[0] == node for options in group for option in options for cell, _ in option.changes):
                found.append(_of_group(book, measure, node, of_group))
            doubts_of(case, of_group)
        found += (
            _of_sum(book, measure, node, decision, case.weights)
            for decision in decided_by_sum(case)
            if any(cell[0] == node for cell in case.family(decision.test))
        )
    return [replace(rival, group=number) for number, rivals in enumerate(found) for rival in rivals]


def _in_place(proof: WholeProof, node: int) -> Iterator[list[Rival]]:
    """What stands in the wrong place, or twice, where a node has to do with it."""
    codes = proof.printed.tree.codes
    for alike in proof.misplaced:
        if any(node in one.nodes for one in alike):
            yield [
                Rival(
                    0,
                    tuple((cell, None) for cell in _cells_of(one, codes)),
                    (one.operation, None) if one.plan is not None else (one.operation,) * 2 * len(one.lines),
                    proof.weights.of(one.operation),
                    True,
                )
                for one in alike
            ]
    for copy in proof.copies:
        if node in copy.nodes:
            lines = [Cell(codes[twin], copy.measure) for twin in copy.nodes]
            weight = proof.weights.of(Operation.COPIED)
            yield [Rival(0, ((line, None),), (Operation.COPIED,), weight, True) for line in lines]


def _cells_of(one: Misplacement, codes: Sequence[str]) -> Iterator[Cell]:
    """The node and where it belongs, or the lines that are in each other's place."""
    if one.node is not None and one.plan is not None:
        yield from (Cell(codes[one.node]), Cell(codes[one.plan]))
    for pair in one.lines:
        yield from (Cell(codes[node], measure) for measure, node in pair)


def _shown(found: Sequence[_Any], cells: Callable[[_Any], Iterable[Position]], node: int) -> list[_Any]:
    """As many as are shown, the others of a node's own among them."""
    mine = [one for one in found[_MOST:] if any(cell[0] == node for cell in cells(one))]
    return [*found[:_MOST], *mine[:_MOST]]


def _of_group(book: Ledger, measure: Measure, node: int, found: Sequence[Explanation]) -> list[Rival]:
    return [
        Rival(
            0,
            tuple(_changes(book, measure, one.changes.items(), one.operations)),
            tuple(one.operations.values()),
            one.weight,
            are_alike(one, found[0]),
        )
        for one in _shown(found, lambda one: one.changes, node)
    ]


def _of_sum(book: Ledger, measure: Measure, node: int, decision: Decision, weights: Weights) -> list[Rival]:
    """What explains a sum that no percentage tells of."""
    return [
        Rival(
            0,
            tuple(_changes(book, measure, one.changes, dict.fromkeys(one.cells, one.operation))),
            (one.operation,) * len(one.changes),
            weights.of(one.operation),
            are_as_odd(one, decision.readings[0]),
        )
        for one in _shown(decision.readings, lambda one: one.cells, node)
    ]


def _changes(
    book: Ledger,
    measure: Measure,
    changes: Iterable[tuple[Position, int]],
    operations: dict[Position, Operation | None],
) -> Iterator[tuple[Cell, Decimal | None]]:
    parts = parts_of(book.sheets[measure].unit)
    for cell, value in changes:
        scaled = value if cell[1] in FIGURES else value * 100 // parts
        known = operations[cell] is not None
        yield Cell(book.tree.codes[cell[0]], measure, COLUMNS[cell[1]]), _exact(scaled) if known else None


def _bounds(interval: Interval) -> tuple[Decimal | None, Decimal | None]:
    if is_empty(interval):
        return None, None
    low, high = (None if bound is None or abs(bound) >= _LIMIT else _exact(bound) for bound in interval)
    return low, high


def _exact(hundredths: int) -> Decimal:
    return Decimal(f"{hundredths}e-2")
