"""Figures that a report prints but nobody can read: what percentage, sum and the readable digits leave of them."""

from __future__ import annotations

import re

from doelboom.data.check.ledger import FIGURES, Position, Sheet, Tree, room
from doelboom.data.check.lines import percentage_agrees, percentages_allow, percentages_of
from doelboom.data.check.rounding import (
    ANY,
    Interval,
    is_empty,
    is_within,
    meet,
    parts_of,
    printed_figure,
    printed_percentage,
    whole,
)
from doelboom.data.model.findings import Operation

_MOST_VALUES = 5_000
"""As many figures of an interval as are compared with the readable digits."""
_BARE = re.compile(r"(-?)([0-9][0-9.,]{0,30}) ?(%?)")
_FEWEST_DIGITS = 2
"""Readable digits below which a blurred figure proves nothing by itself."""


def deduce(tree: Tree, sheet: Sheet, cell: Position, printed: str | None) -> tuple[Interval, int | None]:
    """What the rest of the report allows for a missing figure, and the figure itself where only one is left.

    A sum speaks where the cell is the only one missing in its family. Where `printed` shows some digits, only figures
    that have them in those places count.
    """
    column = cell[1]
    unit = sheet.unit if column in FIGURES else 1
    interval = percentages_allow(sheet.columns, cell, sheet.unit)
    if column in FIGURES:
        for bound in _by_sums(tree, sheet, cell):
            interval = meet(interval, bound)
    low, high = interval = whole(interval, unit)
    if is_empty(interval):
        return ANY, None
    if low is None or high is None or (high - low) // unit > _MOST_VALUES:
        return interval, None
    mask = _mask(printed)
    fitting = (
        value
        for value in range(low, high + 1, unit)
        if _shows(
            mask, printed_figure(value, unit) if column in FIGURES else printed_percentage(value, parts_of(sheet.unit))
        )
        and all(
            percentage_agrees(sheet.columns, percentage, cell, value, sheet.unit) is not False
            for percentage in percentages_of(column)
        )
    )
    first = next(fitting, None)
    return interval, first if next(fitting, None) is None else None


def lost_sign(column: int, unit: int, printed: str | None, interval: Interval) -> tuple[Operation, int] | None:
    """The figure that an unreadable one is with its comma or its per cent sign put back, where it is what is expected.

    Args:
        unit: what the figure is rounded to, in hundredths (of a percentage: 1, a tenth).
    """
    match = _BARE.fullmatch(printed.strip()) if printed is not None else None
    is_percentage = column not in FIGURES
    if match is None or None in interval or not (is_percentage or unit == 1):
        return None
    sign, digits, per_cent = match.groups()
    value = int(digits.replace(".", "").replace(",", "")) * (-1 if sign else 1)
    if is_percentage and not per_cent:
        return (Operation.PER_CENT, value) if is_within(value, interval) else None
    return (Operation.COMMA, value) if "," not in digits and is_within(value, interval) else None


def _by_sums(tree: Tree, sheet: Sheet, cell: Position) -> list[Interval]:
    node, column = cell
    figures = sheet.columns[column]
    bounds: list[Interval] = []
    parent = tree.parents[node]
    if parent is not None and (total := figures[parent]) is not None:
        others = [figures[child] for child in tree.children[parent] if child != node]
        if None not in others:
            half = room(1 + sum(map(bool, others)), sheet.unit) // 2
            middle = total - sum(other for other in others if other is not None)
            bounds.append((middle - half, middle + half))
    children = [figures[child] for child in tree.children[node]]
    if children and None not in children:
        half = room(sum(map(bool, children)), sheet.unit) // 2
        middle = sum(child for child in children if child is not None)
        bounds.append((middle - half, middle + half))
    return bounds


def _shows(mask: re.Pattern[str] | None, printed: str) -> bool:
    return mask is None or mask.fullmatch(printed) is not None


def _mask(printed: str | None) -> re.Pattern[str] | None:
    """The figures that a blurred one can be: its digits in their places, any digit where a letter or a mark stands."""
    if printed is None or sum(character.isdigit() for character in printed) < _FEWEST_DIGITS:
        return None
    return re.compile("".join(re.escape(character) if character in "0123456789.,%-" else "." for character in printed))
