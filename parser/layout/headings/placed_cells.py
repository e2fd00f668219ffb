"""The cells of a heading that begin where those of all headings of its kind do."""

from __future__ import annotations

import math
from collections.abc import Sequence

from doelboom.parser.layout.headings.beginning import Beginning, Cells, put
from doelboom.parser.layout.headings.heading_cells import are_whole, cells_at, has_unknown_cell, usual_cells
from doelboom.parser.layout.headings.heading_places import kind_of
from doelboom.parser.layout.lines import Line
from doelboom.parser.layout.metrics import Metrics
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.words import Word


def in_known_places(start: Beginning, metrics: Metrics) -> tuple[Cells, int] | None:
    """The cells of a heading, and how many lines below the one with its code they take.

    None where it is not known where they begin, or this heading keeps to other places.
    """
    line = start.line
    kind = kind_of(line, metrics.codes)
    starts = [line.x0 + place for place in metrics.places.starts.get(kind, ())]
    if not starts:
        return None
    are_all = len(starts) + 1 >= usual_cells(line, metrics.codes)
    if not are_all and start.end is not None:
        return None
    limit, reach = starts[0], line.x0 + metrics.places.reach[kind]
    if start.set_in:
        limit = reach = -math.inf

    def cells_in(line: Line) -> list[tuple[Word, ...]] | None:
        cells = cells_at(line.words, starts, max(metrics.start, SETTINGS.start_slack) * line.size)
        return cells if cells is not None and (are_all or are_whole(cells, line, metrics)) else None

    first = cells_in(line)
    if first is None:
        return None
    cells: Cells = [[cell] if cell else [] for cell in first]
    for other in start.above:
        parts = cells_in(other)
        if parts is None or parts[0]:
            return None
        put(cells, parts, above=True)
    taken = 0
    for other in start.below:
        parts = cells_in(other)
        if not are_all and has_unknown_cell(other, parts, line.words[0].x1, metrics):
            return None
        if parts is None or any(_stands_beside(cell, part, metrics) for cell, part in zip(cells, parts, strict=True)):
            break
        if parts[0] and not _continues_title(cells[0], parts[0], limit, reach, metrics):
            break
        put(cells, parts, above=False)
        taken += 1
    return cells, taken


def _stands_beside(runs: Sequence[tuple[Word, ...]], part: Sequence[Word], metrics: Metrics) -> bool:
    """Whether words stand closer below the last line of a cell than two of its lines do."""
    if not runs or not part:
        return False
    return part[0].y - runs[-1][0].y < SETTINGS.beside * metrics.pitch * part[0].size


def _continues_title(
    runs: Sequence[tuple[Word, ...]], part: Sequence[Word], limit: float, reach: float, metrics: Metrics
) -> bool:
    """Whether words below the first cell's lines go on with them: flush left, and the line before was full."""
    last, word = runs[-1], part[0]
    if abs(word.x0 - runs[0][0].x0) > max(SETTINGS.flush, metrics.start) * word.size:
        return False
    if last[-1].text.endswith("-"):
        return True
    if len(last) == 1 and metrics.codes.is_code(last[0].text):
        return False
    needed = last[-1].x1 + metrics.space * word.size + word.x1 - word.x0
    return needed > max(limit - SETTINGS.padding * word.size, reach - SETTINGS.full_cell * word.size)
