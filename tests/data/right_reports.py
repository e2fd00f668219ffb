"""Reports that are right, with true remainders: nothing in them is wrong, whatever their sums say."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal
from itertools import count

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.frames import build
from doelboom.parser.records import Amounts, Level, Measure, Node, Report

Exact = dict[Measure, list[Decimal]]
"""Unrounded reference, actual and prior of each line."""


def right_report(seed: int) -> Accounts:
    """A report whose figures are sums of unrounded ones, each rounded as it is printed, percentages likewise.

    Some plans have an action that the report does not show, and some parents an amount in a single line or column that
    belongs to no child: remainders.
    """
    chance = random.Random(seed)
    numbers = count(1000 + seed % 1000)
    nodes: list[Node] = []
    for _ in range(chance.randrange(1, 4)):
        objective = f"SD{next(numbers)}"
        plans: list[Node] = []
        whole = _nothing()
        for _ in range(chance.randrange(1, 6)):
            plan = f"OD{next(numbers)}"
            leaves, total = [], _nothing()
            hidden = chance.random() < 0.15
            for at in range(chance.randrange(1, chance.choice((4, 12, 34)))):
                line = _leaf(chance)
                _add(total, line)
                if not (hidden and at == 0):
                    leaves.append(_node(f"AC{next(numbers)}", Level.AC, plan, line))
            _perhaps_more(total, chance)
            _add(whole, total)
            plans += [_node(plan, Level.OD, objective, total), *leaves]
        _perhaps_more(whole, chance)
        nodes += [_node(objective, Level.SD, None, whole), *plans]
    return build(Report(2024, None, tuple(nodes)))


def _nothing() -> Exact:
    return {measure: [Decimal(0)] * 3 for measure in Measure}


def _leaf(chance: random.Random) -> Exact:
    """The lines of an action: many of them zero, figures of like size in a line, now and then a round one."""
    lines = _nothing()
    for measure in Measure:
        usual = measure in (Measure.OPERATING_EXPENDITURE, Measure.OPERATING_RECEIPTS, Measure.FTE)
        if chance.random() > (0.7 if usual else 0.15):
            continue
        size = 10 ** chance.uniform(-1, 2) if measure is Measure.FTE else 10 ** chance.uniform(2, 7)
        for column in range(3):
            if chance.random() < 0.85:
                lines[measure][column] = _amount(chance, size * chance.uniform(0.4, 1.6), measure)
    return lines


def _amount(chance: random.Random, size: float, measure: Measure) -> Decimal:
    """An amount in cents (of staff, in ten-thousandths), one in twelve round, one in fifty negative."""
    if chance.random() < 1 / 12:
        digits = 0.25 if measure is Measure.FTE else 500
        amount = Decimal(str(max(digits, round(size / digits) * digits)))
    else:
        amount = Decimal(str(round(size, 4 if measure is Measure.FTE else 2)))
    return -amount if chance.random() < 0.02 else amount


def _perhaps_more(total: Exact, chance: random.Random) -> None:
    """Adds, now and then, an amount in one column of one line that belongs to no child."""
    if chance.random() < 0.1:
        measure = chance.choice((Measure.OPERATING_EXPENDITURE, Measure.OPERATING_RECEIPTS, Measure.FTE))
        size = 10 ** chance.uniform(-2, 1) if measure is Measure.FTE else 10 ** chance.uniform(1, 6)
        column = chance.randrange(3)
        amount = Decimal(str(round(size, 2))) * chance.choice((1, -1))
        total[measure] = [value + amount * (at == column) for at, value in enumerate(total[measure])]


def _add(total: Exact, more: Exact) -> None:
    for measure, values in more.items():
        total[measure] = [one + other for one, other in zip(total[measure], values, strict=True)]


def _node(code: str, level: Level, parent: str | None, lines: Exact) -> Node:
    return Node(code, level, parent, amounts=tuple(_printed(measure, *lines[measure]) for measure in Measure))


def _printed(measure: Measure, reference: Decimal, actual: Decimal, prior: Decimal) -> Amounts:
    """A line as a report prints it: of a figure that prints as zero, a percentage of 0,0."""
    unit = Decimal("0.01") if measure is Measure.FTE else Decimal(1)
    figures = [value.quantize(unit, ROUND_HALF_UP) for value in (reference, actual, prior)]
    percentages = [
        (actual * 100 / base).quantize(Decimal("0.1"), ROUND_HALF_UP) if printed else Decimal("0.0")
        for base, printed in ((reference, figures[0]), (prior, figures[2]))
    ]
    return Amounts(*figures, *percentages, measure=measure)
