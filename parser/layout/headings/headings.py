"""Headings of plans, actions and projects: cells side by side, each on one or more lines."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

from doelboom.parser.layout.cleaning.running import join_lines
from doelboom.parser.layout.headings.beginning import Beginning, Cells, code_line, near_lines, put
from doelboom.parser.layout.headings.drawn_cells import DrawnRow, drawn_row, sides_beside
from doelboom.parser.layout.headings.heading_cells import grammar_cells
from doelboom.parser.layout.headings.heading_places import kind_of
from doelboom.parser.layout.headings.justified import justified_end
from doelboom.parser.layout.headings.placed_cells import in_known_places
from doelboom.parser.layout.headings.spaced_cells import parted_by_space
from doelboom.parser.layout.lines import Line
from doelboom.parser.layout.metrics import Metrics
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import marked_level

Drawn = Callable[[Line], "array[float]"]
"""What is drawn on the page of a line: x0, x1, top and bottom each."""


def find_heading(
    lines: Sequence[Line],
    sides: tuple[float, float],
    metrics: Metrics,
    waiting: Sequence[Line] = (),
    drawn: Drawn | None = None,
) -> tuple[Row, int] | None:
    """The heading that begins with the first of some lines, as one row, and how many lines it takes.

    None where none begins there.

    Args:
        lines: the lines to look at. That with the code may be some lines further, beside a cell of more lines.
        sides: where the print of this page begins on the left, and where it ends on the right.
        waiting: lines at the foot of the page before that may be the top of this heading's other cells.
        drawn: what is drawn on the page of a line, where that line stands.
    """
    first = code_line(lines, metrics)
    if first is None:
        return None
    line = lines[first]
    above = [*reversed([*waiting, *lines[:first]])]
    found = None if drawn is None else _in_drawn_cells(line, above, lines[first + 1 :], metrics, drawn)
    if found is None:
        left, right = sides
        below = near_lines(lines, first, metrics)
        set_in = abs(line.x0 - left - metrics.indent) > SETTINGS.set_in * line.size
        start = Beginning(line, above, below, right, set_in, justified_end(line, below))
        found = in_known_places(start, metrics) or parted_by_space(start, metrics)
    if found is None:
        return None
    cells, taken = found
    texts = [join_lines(cell, metrics) for cell in cells if cell]
    return Row(grammar_cells(texts, metrics.codes), line.page, line.number), first + 1 + taken


def _in_drawn_cells(
    line: Line, above: Sequence[Line], below: Sequence[Line], metrics: Metrics, drawn: Drawn
) -> tuple[Cells, int] | None:
    """The cells of a heading that are parted by what is drawn around them, and how many lines below its code they take.

    None where nothing is drawn, or where it parts too little.
    """
    near = (*above, *below[: SETTINGS.heading_lines - 1])
    row = drawn_row(line, drawn(line), (other for other in near if other.page == line.page))
    if row is None:
        return None
    first = row.cells(line.words)
    if first is None or len(first) < metrics.places.cells.get(kind_of(line, metrics.codes), 0):
        return None
    cells: Cells = [[cell] if cell else [] for cell in first]
    taken = 0
    own = [line]
    for other in near:
        is_above = other.y < line.y
        inside = other.page == line.page and row.holds(other)
        if not inside and (is_above or not _goes_on_over_page(own, other, row, drawn, metrics)):
            if is_above:
                return None
            break
        parts = row.cells(other.words)
        if parts is None:
            return None
        put(cells, parts, above=is_above)
        own.append(other)
        taken += not is_above
    return cells, taken


def _goes_on_over_page(own: Sequence[Line], line: Line, row: DrawnRow, drawn: Drawn, metrics: Metrics) -> bool:
    """Whether a line of the next page stands in the rest of a row of cells: in boxes with its edges, and no code."""
    if line.page == own[0].page or metrics.codes.is_code(line.words[0].text) or marked_level(line.text) is not None:
        return False
    if line.x0 < min(other.x0 for other in own) - SETTINGS.flush * line.size:
        return False
    apart = SETTINGS.flush * line.size
    return any(abs(side - edge) <= apart for side in sides_beside(line, drawn(line)) for edge in row.edges)
