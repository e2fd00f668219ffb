"""Where a heading begins, and which lines above and below the one with its code can be its."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from doelboom.parser.dataclass import dataclass
from doelboom.parser.layout.lines import Line
from doelboom.parser.layout.metrics import Metrics
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.tables import find_header
from doelboom.parser.layout.words import Word
from doelboom.parser.vocabulary import BULLETS, DASH_BULLETS, marked_level

Cells = list[list[tuple[Word, ...]]]
"""The cells of a heading from left to right: the words of the lines of each, from top to bottom."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """The line with a heading's code, and the lines around it."""

    line: Line
    above: Sequence[Line]
    """Those of its other cells that stand higher, the closest first."""
    below: Sequence[Line]
    """Those that can be its by their distance and their size."""
    right: float
    """Where the print of its page ends."""
    set_in: bool
    """Whether it stands where no running text begins: what is flush with its code is its title."""
    end: float | None
    """Where its first cell ends by its full lines, as far as these tell."""


def put(cells: Cells, parts: Sequence[tuple[Word, ...]], *, above: bool) -> None:
    """Adds a line's words to the cells that they stand in."""
    for cell, part in zip(cells, parts, strict=True):
        if part:
            cell.insert(0 if above else len(cell), part)


def code_line(lines: Sequence[Line], metrics: Metrics) -> int | None:
    """The index of the line that begins with a code: the first, or one just below lines that stand higher beside it."""
    for at in range(min(3, len(lines))):
        line = lines[at]
        if len(line.words) > SETTINGS.heading_words:
            return None
        if metrics.codes.is_code(line.words[0].text):
            return at
        if at + 1 < len(lines) and lines[at + 1].y - line.y > SETTINGS.heading_pitch * metrics.pitch * line.size:
            return None
    return None


def near_lines(lines: Sequence[Line], first: int, metrics: Metrics) -> list[Line]:
    """The lines below a heading's first one that can be its by their distance and their size."""
    near: list[Line] = []
    own = math.inf
    size = lines[first].size
    for at, (before, line) in enumerate(pairwise(lines[first : first + SETTINGS.heading_lines]), start=first + 1):
        apart = line.y - before.y
        if len(line.words) > SETTINGS.heading_words or apart > min(
            SETTINGS.heading_pitch * metrics.pitch * size, SETTINGS.heading_growth * own + 0.01
        ):
            break
        if abs(line.size - size) > SETTINGS.heading_size * size or _is_item(line) or find_header(lines, at):
            break
        if metrics.codes.is_code(line.words[0].text) or marked_level(line.text) is not None:
            break
        if apart >= SETTINGS.beside * metrics.pitch * size:
            own = min(own, apart)
        near.append(line)
    return near


def _is_item(line: Line) -> bool:
    """Whether a line is a lone dash, or an item of a list; a dash with words after it can be a title's."""
    mark = line.words[0].text
    return mark in BULLETS and (len(line.words) == 1 or mark not in DASH_BULLETS)
