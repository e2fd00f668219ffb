"""Wrong figures that only sums can tell of, and the parents whose children are not all there."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from doelboom.data.check.case import Case, Reading, Suspicion
from doelboom.data.check.ledger import FIGURES, Position
from doelboom.data.check.rounding import whole

_MOST_COMBINATIONS = 4096
"""As many combinations of ambiguous figures as are tried on one sum."""
_LIKE = 3
"""Figures of like size are less than so many times each other."""
_RARE = 50
"""A gap within rounding of a round number that is more than so many times that rounding is no chance."""


def settle(case: Case, doubts: list[Suspicion]) -> list[Suspicion]:
    """The same doubts, with a suggestion wherever a sum leaves one of several figures (of several cells, together)."""
    settled: dict[Position, int] = {}
    for test in sorted(case.failing):
        parent, column = test
        family = [test, *((child, column) for child in case.tree.children[parent])]
        cells = [cell for cell in family if case.open.get(cell)]
        choices = [case.open[cell] for cell in cells]
        size = 1
        for values in choices:
            size *= len(values)
        if not cells or size > _MOST_COMBINATIONS:
            continue
        now = [case.value(cell) or 0 for cell in cells]
        signs = [1 if cell == test else -1 for cell in cells]
        fitting = [
            values
            for values in product(*choices)
            if not case.is_off(
                test,
                case.gaps[test]
                + sum(sign * (value - old) for sign, value, old in zip(signs, values, now, strict=True)),
            )
        ]
        if fitting:
            case.failing.discard(test)
        if len(fitting) == 1:
            for cell, value in zip(cells, fitting[0], strict=True):
                case.put_right(cell, (value,))
                case.open.pop(cell, None)
                settled[cell] = value
    return [replace(doubt, suggestion=settled.get(doubt.cell, doubt.suggestion)) for doubt in doubts]


def doubts_by_sum(case: Case) -> list[Suspicion]:
    """The figures that only sums put in doubt: what remains off by just what one changed digit would explain.

    Every percentage agrees here, so only a figure that its percentages leave free by so much can be the wrong one. A
    plan's figure fails its own sum and its objective's, by opposite amounts: that names it. A sum that fails alone has
    candidates, of which one is named where it is the only likely one. Those that pass most tests go first. A gap that a
    hidden child explains better is a remainder.
    """
    doubts: list[Suspicion] = []
    for least in (2, 1):
        for test in sorted(case.failing):
            readings = _sum_readings(case, test) if test in case.failing else []
            most = max((len(reading.passes) for reading in readings), default=0)
            best = [reading for reading in readings if len(reading.passes) == most]
            if most < least or (most == 1 and hides_a_child(case, test) and not _is_no_chance(case, test, best)):
                continue
            options = sorted(
                (
                    (_oddity(case, reading.cell, value), reading.cell == test, reading.cell, value)
                    for reading in best
                    for value in reading.values
                ),
            )
            likely = [(cell, value) for oddity, _, cell, value in options if oddity == options[0][0]]
            candidates = tuple(dict.fromkeys(cell for _, _, cell, _ in options))
            if len({cell for cell, _ in likely}) == 1:
                cell, values = likely[0][0], tuple(value for _, value in likely)
                suggestion = values[0] if len(values) == 1 else None
                expected = case.allowed(cell, apart=case.failing - best[0].passes)
                doubts.append(Suspicion(False, cell, expected, suggestion, candidates))
                case.put_right(cell, values)
            else:
                expected = whole(case.sum_allows(test, case.value(test) or 0, 1), case.sheet.unit)
                doubts.append(Suspicion(False, test, expected, None, candidates))
            case.failing -= best[0].passes | {test}
    return doubts


def hides_a_child(case: Case, test: Position) -> bool:
    """Whether a parent is off by a like amount in another column of the measure.

    A child that the report does not show has figures of like size in all columns. Wrong digits that are hidden from
    their percentages hardly come in twos.
    """
    parent, column = test
    gap = case.gaps[test]
    others = [case.gaps[parent, other] for other in FIGURES if other != column and (parent, other) in case.failing]
    return any(gap * other > 0 and max(abs(gap), abs(other)) <= _LIKE * min(abs(gap), abs(other)) for other in others)


def _is_no_chance(case: Case, test: Position, readings: list[Reading]) -> bool:
    """Whether a gap is a round number to within so small a part of itself that no hidden child's figure would be."""
    printed = case.value(readings[0].cell) or 0
    step = 10 ** (len(str(abs(readings[0].values[0] - printed))) - 1)
    return bool(step > case.sheet.slack(case.tree, test[0]) * _RARE)


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


def _sum_readings(case: Case, test: Position) -> list[Reading]:
    """The one-digit changes that pass a failing sum; none where a figure of the family is still ambiguous."""
    parent, column = test
    family = [test, *((child, column) for child in case.tree.children[parent])]
    if any(cell in case.open for cell in family) or not _is_one_digit(case, test):
        return []
    readings: list[Reading] = []
    for cell in family:
        value = case.value(cell)
        if value is not None:
            interval = case.sum_allows(test, value, 1 if cell == test else -1)
            readings += (reading for reading in case.readings(cell, interval) if test in reading.passes)
    return readings


def _is_one_digit(case: Case, test: Position) -> bool:
    """Whether a gap is, but for rounding, as much as one changed digit makes: one to nine times a power of ten."""
    gap, room = abs(case.gaps[test]), case.sheet.slack(case.tree, test[0]) // 2
    step = case.sheet.unit
    while step <= gap + room:
        times = max(1, -((room - gap) // step))
        if times <= 9 and times * step <= gap + room:
            return True
        step *= 10
    return False
