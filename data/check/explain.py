"""Which figures are wrong: the fewest changed digits that make percentages and sums agree again.

A wrong figure fails the tests it takes part in, and no others. So each cell near a failing test is asked: is there a
figure, one digit away from what is printed, that passes tests which fail now and fails none that passes? The cell that
explains most failing tests is named, its figure is put right (here, never in the report), and the search goes on with
what still fails.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from doelboom.data.check.case import Case, Reading, Suspicion
from doelboom.data.check.ledger import ACTUAL, DENOMINATORS, FIGURES, Position, Sheet, Tree
from doelboom.data.check.lines import percentage_allows, percentages_of
from doelboom.data.check.rounding import ANY, Interval, is_empty, is_within, misreadings
from doelboom.data.check.sums import doubts_by_sum, hides_a_child, settle


@dataclass(frozen=True, slots=True)
class Proof:
    """What a sheet's arithmetic shows."""

    doubts: tuple[Suspicion, ...]
    remainders: dict[Position, int]
    """What a parent has more than its children together (hundredths, as printed), where no wrong figure explains it."""


def explain(tree: Tree, sheet: Sheet) -> Proof:
    """The doubts and the remainders of one measure, in the report's order."""
    case = Case(tree, sheet)
    printed_gaps = dict(case.gaps)
    lines = sorted({node for node, column in case.failing if column in DENOMINATORS})
    explained = {node: max((len(reading.passes) for reading in _readings(case, node)), default=0) for node in lines}
    doubts: list[Suspicion] = []
    alternatives: dict[Position, _Beyond] = {}
    for node in sorted(lines, key=lambda node: -explained[node]):
        while not case.failing.isdisjoint({(node, percentage) for percentage in DENOMINATORS}):
            doubt, alternative = _by_percentage(case, node)
            doubts.append(doubt)
            if alternative is not None:
                alternatives[doubt.cell] = alternative
    doubts = settle(case, doubts)
    more = doubts_by_sum(case)
    doubts = [_reconsider(case, doubt, alternatives.get(doubt.cell)) for doubt in doubts]
    contested = frozenset[Position]().union(*(alternative.passes for alternative in alternatives.values()))
    doubts += [
        doubt if contested.isdisjoint(test for test, _ in case.sums_of(doubt.cell)) else replace(doubt, suggestion=None)
        for doubt in more
    ]
    remainders = {test: printed_gaps[test] for test in sorted(case.failing)}
    return Proof(tuple(sorted(doubts, key=lambda doubt: doubt.cell)), remainders)


def _readings(case: Case, node: int) -> list[Reading]:
    """The one-digit changes of a line that pass failing tests, a percentage of the line among them."""
    return [
        reading
        for cell in _suspects(case, node)
        for reading in case.readings(cell, _hull(case, cell))
        if any(test[1] in DENOMINATORS for test in reading.passes)
    ]


def _hull(case: Case, cell: Position) -> Interval:
    """An interval outside of which no figure of a cell passes any failing percentage."""
    bounds = [
        percentage_allows(case.columns, percentage, cell, case.sheet.unit)
        for percentage in percentages_of(cell[1])
        if (cell[0], percentage) in case.failing
    ]
    lows, highs = [low for low, _ in bounds if low is not None], [high for _, high in bounds if high is not None]
    return min(lows) if len(lows) == len(bounds) else None, max(highs) if len(highs) == len(bounds) else None


def _by_percentage(case: Case, node: int) -> tuple[Suspicion, _Beyond | None]:
    """The cell of a line with failing percentages that explains most failing tests; it fails no longer afterwards.

    Beside a doubt that one digit explains: what explains more tests than that, if anything does.
    """
    readings, beyond = _best(_readings(case, node)), _beyond_a_digit(case, node)
    if not readings:
        _give_up(case, node, beyond)
        return beyond.doubt, None
    first = readings[0]
    expected = case.allowed(first.cell, apart=case.failing - first.passes)
    case.put_right(first.cell, first.values)
    case.failing -= first.passes
    suggestion = first.values[0] if len(readings) == 1 and len(first.values) == 1 else None
    doubt = Suspicion(True, first.cell, expected, suggestion, tuple(reading.cell for reading in readings))
    return doubt, beyond if len(beyond.passes) > len(first.passes) else None


def _suspects(case: Case, node: int) -> list[Position]:
    """The cells of a line that take part in a failing percentage: figures first, and the one that is in both."""
    failing = [percentage for percentage in DENOMINATORS if (node, percentage) in case.failing]
    denominators = [(node, DENOMINATORS[percentage]) for percentage in failing]
    figures = [(node, ACTUAL), *denominators] if len(failing) == len(DENOMINATORS) else [*denominators, (node, ACTUAL)]
    return figures + [(node, percentage) for percentage in failing]


def _best(readings: list[Reading]) -> list[Reading]:
    """The readings that pass most failing tests, and the same ones as the first of them; one a cell."""
    most = max((len(reading.passes) for reading in readings), default=0)
    best = [reading for reading in readings if len(reading.passes) == most]
    cells: dict[Position, Reading] = {}
    for reading in best:
        if reading.passes & best[0].passes:
            cells.setdefault(reading.cell, reading)
    return list(cells.values())


@dataclass(frozen=True, slots=True)
class _Beyond:
    """A doubt that no single digit settles, and the tests that some other value of its cell would pass."""

    doubt: Suspicion
    passes: frozenset[Position]


def _beyond_a_digit(case: Case, node: int) -> _Beyond:
    """The cell of a line where some other value, whatever it looks like, would explain most failing tests."""
    suspects = _suspects(case, node)
    named, expected, passes = suspects[0], ANY, frozenset[Position]()
    for cell in suspects:
        mine = {(node, percentage) for percentage in percentages_of(cell[1])}
        sums = {test for test, _ in case.sums_of(cell)} if cell[1] in FIGURES else set()
        for tests in (mine | sums, mine):
            interval = case.allowed(cell, apart=sums - tests)
            explained = frozenset(tests & case.failing)
            if not is_empty(interval) and sums - tests <= case.failing and len(explained) > len(passes):
                named, expected, passes = cell, interval, explained
    values: set[int] = set()
    if any(column in FIGURES for _, column in passes):
        values = {
            value
            for value in misreadings(case.value(named) or 0, case.sheet.unit)
            if is_within(value, expected) and case.passed_by(named, value) == passes
        }
    candidates = (named, *(cell for cell in suspects if cell != named))
    return _Beyond(Suspicion(True, named, expected, values.pop() if len(values) == 1 else None, candidates), passes)


def _give_up(case: Case, node: int, beyond: _Beyond) -> None:
    """Leave a figure unknown. The sums that it alone puts off cannot be judged any longer."""
    case.failing -= beyond.passes or {(node, percentage) for percentage in DENOMINATORS}
    for test in beyond.passes:
        case.gaps.pop(test, None)
    if beyond.doubt.cell[1] in FIGURES:
        case.open[beyond.doubt.cell] = ()


def _reconsider(case: Case, doubt: Suspicion, alternative: _Beyond | None) -> Suspicion:
    """The doubt, weighed against what explains more than its one digit does.

    Where no second digit explained the rest, nor a hidden child does, the alternative stands. Where a second digit did,
    in another cell, both can be so: then there is a doubt, and no suggestion.
    """
    if alternative is None:
        return doubt
    rest = case.failing & alternative.passes
    if rest and all(hides_a_child(case, test) for test in rest):
        return doubt
    if not rest:
        expected = case.allowed(doubt.cell, apart={test for test, _ in case.sums_of(doubt.cell)})
        return replace(doubt, suggestion=None, expected=expected)
    case.failing -= alternative.passes
    return alternative.doubt
