"""Bullets that are drawn as small discs or squares, as browsers do, beside the lines that they stand before."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from doelboom.parser.layout.lines import Line
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.words import Word

_BULLET = "•"
_APART = 0.25
"""How far, in em, a bullet's middle may be from that of the letters beside it."""
_MOST_BESIDE = 1000
"""More small boxes than stand beside a line."""
_DrawnBox = tuple[float, float, float, float]
"""x0, x1, top and bottom."""


def with_drawn_bullets(lines: list[Line], drawn: array[float]) -> list[Line]:
    """The lines of a page, a bullet before those that have one drawn.

    Args:
        lines: from top to bottom.
        drawn: x0, x1, top and bottom of all that is drawn on the page.
    """
    if not lines or not drawn:
        return lines
    highest = SETTINGS.largest_bullet * max([line.size for line in lines])
    boxes = zip(drawn[0::4], drawn[1::4], drawn[2::4], drawn[3::4], strict=True)
    small = [box for box in boxes if 0 < box[3] - box[2] < highest and 0 < box[1] - box[0] < highest]
    if not small:
        return lines
    # In order of their middles: each line looks at those beside it.
    small.sort(key=_middle)
    middles = list(map(_middle, small))
    return [_with_bullet(line, _beside(line, small, middles)) for line in lines]


def _beside(line: Line, boxes: Sequence[_DrawnBox], middles: Sequence[float]) -> Sequence[_DrawnBox]:
    """The boxes whose middle is that of a line, give or take a quarter of its size."""
    middle, apart = line.y - SETTINGS.x_middle * line.size, _APART * line.size
    return boxes[bisect_left(middles, middle - apart) : bisect_right(middles, middle + apart)][:_MOST_BESIDE]


def _middle(box: _DrawnBox) -> float:
    return (box[2] + box[3]) / 2


def _with_bullet(line: Line, boxes: Sequence[_DrawnBox]) -> Line:
    em = line.size
    middle = line.y - SETTINGS.x_middle * em
    for x0, x1, top, bottom in boxes:
        width, height = x1 - x0, bottom - top
        round_or_square = abs(width - height) < 0.3 * max(width, height)
        sized = SETTINGS.smallest_bullet * em < height < SETTINGS.largest_bullet * em
        beside = 0 < line.x0 - x1 < SETTINGS.bullet_gap * em and abs((top + bottom) / 2 - middle) < _APART * em
        if round_or_square and sized and beside:
            words = (Word(_BULLET, x0, x1, line.y, em), *line.words)
            return line._replace(words=words, text=f"{_BULLET} {line.text}")
    return line
