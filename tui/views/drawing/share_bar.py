"""The bar of a row in the tree: how much of its parent it is, filled as far as it is spent.

As long as the row's reference is in its parent's, so that the bars of all children together are one bar: where the
weight is, is where the bars are. Its filled part is the actual figure on the same scale.
"""

from __future__ import annotations

from decimal import Decimal

from doelboom.parser.records import Figures
from doelboom.tui.views.words.numbers import filled

_LEAST_LIGHT = 6
"""What is not spent is drawn in whole cells, from two eighths of one on: it is seen, where it is not small change."""
OVER = "+"
"""Behind a bar that is filled beyond its reference."""
BEYOND = ">"
"""Behind a bar that does not end where its parent's does: other children are negative."""


def share_bar(own: Figures, parent: Figures, width: int, *, blocks: bool) -> str:
    """The bar, `width` cells with the spaces behind it; nothing but these where a bar would mislead: without a figure,
    below zero, and where the parent's reference is not above zero.

    With `blocks` the filled part is drawn to an eighth of a cell; else, in plain ASCII, to a whole one.
    """
    reference, actual, whole = own.reference, own.actual, parent.reference
    if reference is None or actual is None or whole is None or whole <= 0 or reference < 0 or actual < 0:
        return " " * width
    meant, spent = (_eighths(value, whole, width) for value in (reference, actual))
    sign = OVER if actual > reference else BEYOND if meant > width * 8 else ""
    room = width - len(sign)
    bar = filled(min(spent, room * 8), blocks=blocks)
    if actual <= reference:
        light = "░" if blocks else "-"
        bar = bar.ljust(min(room, (meant + _LEAST_LIGHT) // 8), light)
    return (bar + sign).ljust(width)


def _eighths(value: Decimal, whole: Decimal, width: int) -> int:
    # No bar is drawn as exactly as a float is: it is the faster one of the two.
    return int(min(float(value) / float(whole) * width * 8, width * 8 + 1) + 0.5)
