"""Headings of plans, actions and projects: cells side by side, each on one or more lines."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from doelboom.parser.layout.cleaning.running import join_lines
from doelboom.parser.layout.columns import Span
from doelboom.parser.layout.headings.drawn_cells import DrawnRow, drawn_row, sides_beside
from doelboom.parser.layout.headings.heading_cells import (
    are_whole,
    cells_at,
    cells_of,
    first_cells,
    grammar_cells,
    has_unknown_cell,
    usual_cells,
)
from doelboom.parser.layout.headings.heading_places import kind_of
from doelboom.parser.layout.headings.justified import justified_end
from doelboom.parser.layout.lines import Line
from doelboom.parser.layout.metrics import Metrics
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.tables import find_header
from doelboom.parser.layout.words import Word
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import BULLETS, DASH_BULLETS, marked_level

Drawn = Callable[[Line], "array[float]"]
"""What is drawn on the page of a line: x0, x1, top and bottom each."""


@dataclass(slots=True)
class _Column:
    """A cell of the heading: its lines' words, from top to bottom."""

    runs: list[tuple[Word, ...]]

    @property
    def span(self) -> Span:
        return Span(min(run[0].x0 for run in self.runs), max(run[-1].x1 for run in self.runs))


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
    first = _code_line(lines, metrics)
    if first is None:
        return None
    left, right = sides
    set_in = abs(lines[first].x0 - left - metrics.indent) > SETTINGS.set_in * lines[first].size
    return (
        _in_drawn_cells(lines, first, metrics, waiting, drawn)
        or _by_places(lines, first, metrics, waiting, set_in=set_in)
        or _by_space(lines, first, right, metrics, waiting, set_in=set_in)
    )


def _by_space(
    lines: Sequence[Line], first: int, right: float, metrics: Metrics, waiting: Sequence[Line], *, set_in: bool
) -> tuple[Row, int] | None:
    """The heading with its code on one of some lines, its cells parted by white space.

    Where it is `set_in`, what stands flush with its code is no running text, but its title.
    """
    below = _near_lines(lines, first, metrics)
    end_of_first = justified_end(lines[first], below)
    columns = [_Column([run]) for run in first_cells(lines[first], metrics, end_of_first)]
    for line in reversed([*waiting, *lines[:first]]):
        if not _add(columns, line, metrics, right, end_of_first, above=True):
            return None
    titled = len(columns[0].runs[-1]) > 1
    limit = -math.inf if set_in and titled else _limit(columns, below, right, metrics)
    if end_of_first is not None:
        limit = min(limit, end_of_first)
    end = first + 1
    for line in below:
        close = line.y - lines[end - 1].y < SETTINGS.beside * metrics.pitch * line.size
        if not _add(columns, line, metrics, limit, end_of_first, close=close):
            break
        end += 1
    texts = [join_lines(column.runs, metrics) for column in columns]
    return Row(grammar_cells(texts, metrics.codes), lines[first].page, lines[first].number), end


def _in_drawn_cells(
    lines: Sequence[Line],
    first: int,
    metrics: Metrics,
    waiting: Sequence[Line],
    drawn: Drawn | None,
) -> tuple[Row, int] | None:
    """The heading with its code on one of some lines, its cells parted by what is drawn around them.

    None where nothing is, or where it parts too little.
    """
    line = lines[first]
    if drawn is None:
        return None
    near = (*reversed([*waiting, *lines[:first]]), *lines[first + 1 : first + SETTINGS.heading_lines])
    row = drawn_row(line, drawn(line), (other for other in near if other.page == line.page))
    if row is None:
        return None
    cells = row.cells(line.words)
    if cells is None or len(cells) < metrics.places.cells.get(kind_of(line, metrics.codes), 0):
        return None
    runs: list[list[tuple[Word, ...]]] = [[cell] if cell else [] for cell in cells]
    end = first + 1
    own = [line]
    for other in near:
        above = other.y < line.y
        inside = other.page == line.page and row.holds(other)
        if not inside and (above or not _goes_on_over_page(own, other, row, drawn, metrics)):
            if above:
                return None
            break
        parts = row.cells(other.words)
        if parts is None:
            return None
        for at, part in enumerate(parts):
            if part:
                runs[at].insert(0 if above else len(runs[at]), part)
        own.append(other)
        end += not above
    texts = [join_lines(cell, metrics) for cell in runs if cell]
    return Row(grammar_cells(texts, metrics.codes), line.page, line.number), end


def _goes_on_over_page(own: Sequence[Line], line: Line, row: DrawnRow, drawn: Drawn, metrics: Metrics) -> bool:
    """Whether a line of the next page stands in the rest of a row of cells: in boxes with its edges, and no code."""
    if line.page == own[0].page or metrics.codes.is_code(line.words[0].text) or marked_level(line.text) is not None:
        return False
    if line.x0 < min(other.x0 for other in own) - SETTINGS.flush * line.size:
        return False
    apart = SETTINGS.flush * line.size
    return any(abs(side - edge) <= apart for side in sides_beside(line, drawn(line)) for edge in row.edges)


def _by_places(
    lines: Sequence[Line], first: int, metrics: Metrics, waiting: Sequence[Line], *, set_in: bool
) -> tuple[Row, int] | None:
    """The heading with its code on one of some lines, its cells where those of all headings of its kind begin.

    None where they are not known, or this one keeps to others. Where it is `set_in`, what stands flush with its code is
    no running text, but its title.
    """
    line = lines[first]
    kind = kind_of(line, metrics.codes)
    starts = [line.x0 + start for start in metrics.places.starts.get(kind, ())]
    if not starts:
        return None
    limit, reach = starts[0], line.x0 + metrics.places.reach[kind]
    if set_in:
        limit = reach = -math.inf
    are_all = len(starts) + 1 >= usual_cells(line, metrics.codes)
    if not are_all and justified_end(line, _near_lines(lines, first, metrics)) is not None:
        return None

    def cells_in(line: Line) -> list[tuple[Word, ...]] | None:
        cells = cells_at(line.words, starts, max(metrics.start, SETTINGS.start_slack) * line.size)
        return cells if cells is not None and (are_all or are_whole(cells, line, metrics)) else None

    cells = cells_in(line)
    if cells is None:
        return None
    runs: list[list[tuple[Word, ...]]] = [[cell] if cell else [] for cell in cells]
    for other in reversed([*waiting, *lines[:first]]):
        parts = cells_in(other)
        if parts is None or parts[0]:
            return None
        _put(runs, parts, above=True)
    end = first + 1
    for other in _near_lines(lines, first, metrics):
        parts = cells_in(other)
        if not are_all and has_unknown_cell(other, parts, line.words[0].x1, metrics):
            return None
        if parts is None or any(_stands_beside(cell, part, metrics) for cell, part in zip(runs, parts, strict=True)):
            break
        if parts[0] and not _continues_title(runs[0], parts[0], limit, reach, metrics):
            break
        _put(runs, parts, above=False)
        end += 1
    texts = [join_lines(cell, metrics) for cell in runs if cell]
    return Row(grammar_cells(texts, metrics.codes), line.page, line.number), end


def _stands_beside(runs: Sequence[tuple[Word, ...]], part: Sequence[Word], metrics: Metrics) -> bool:
    """Whether words stand closer below the last line of a cell than two of its lines do."""
    if not runs or not part:
        return False
    return part[0].y - runs[-1][0].y < SETTINGS.beside * metrics.pitch * part[0].size


def _put(runs: Sequence[list[tuple[Word, ...]]], parts: Sequence[tuple[Word, ...]], *, above: bool) -> None:
    """Adds a line's words to the cells that they stand in."""
    for at, part in enumerate(parts):
        if part:
            runs[at].insert(0 if above else len(runs[at]), part)


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


def _code_line(lines: Sequence[Line], metrics: Metrics) -> int | None:
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


def _near_lines(lines: Sequence[Line], first: int, metrics: Metrics) -> list[Line]:
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


def _limit(columns: Sequence[_Column], below: Sequence[Line], right: float, metrics: Metrics) -> float:
    """Where the first cell ends at the latest: where the cell beside it begins, on whichever line it does."""
    left = columns[0].span.x0
    starts = [column.span.x0 for column in columns[1:]]
    for line in below:
        for at, run in enumerate(cells_of(line, metrics)):
            beside = at and run[0].x0 > columns[0].span.x1
            if run[0].x0 - left > SETTINGS.padding * line.size and (beside or _is_clear(run, columns[:1])):
                starts.append(run[0].x0)
    return min(starts, default=right)


def _add(
    columns: list[_Column],
    line: Line,
    metrics: Metrics,
    limit: float,
    end: float | None,
    *,
    above: bool = False,
    close: bool = False,
) -> bool:
    """Adds a line to the cells, if every run of it belongs to one; leaves them alone and says False if not.

    Args:
        limit: where the first cell ends at the latest.
        end: where it ends, if that is known.
        above: whether it stands above the line with the code.
        close: whether it stands closer to the line before it than two lines of one cell do: in another cell.
    """
    taken: list[tuple[int | None, tuple[Word, ...]]] = []
    runs = _runs_by_column(line, columns, metrics, end)
    beside = above or close or len(runs) > 1
    for run in reversed(runs):
        at = _column_of(run, columns)
        if at is None:
            if not _is_clear(run, columns if beside else columns[-1:]):
                return False
        elif at == 0 and not above and not _runs_on(columns, run, limit, metrics):
            return False
        taken.append((at, run))
    for at, run in taken:
        # From right to left: a new cell then leaves the places of those still to come as they are.
        if at is None:
            columns.append(_Column([run]))
            columns.sort(key=lambda column: column.span.x0)
        elif above:
            columns[at].runs.insert(0, run)
        else:
            columns[at].runs.append(run)
    return True


def _is_clear(run: Sequence[Word], columns: Sequence[_Column]) -> bool:
    """Whether a run can be a cell of its own: right of the first, above or below no other, and not near their edges."""
    em = run[0].size
    if run[0].x0 - columns[0].span.x0 <= SETTINGS.padding * em:
        return False
    apart = SETTINGS.cell_clearance * em
    return all(run[0].x0 - column.span.x1 > apart or column.span.x0 - run[-1].x1 > apart for column in columns)


def _runs_by_column(
    line: Line, columns: Sequence[_Column], metrics: Metrics, end: float | None
) -> list[tuple[Word, ...]]:
    """The runs of a line; white space too narrow to part two cells does so where one is known to begin, or to end."""
    runs: list[tuple[Word, ...]] = []
    starts = [column.span.x0 for column in columns[1:]]
    for run in cells_of(line, metrics):
        begin = 0
        for at in range(1, len(run)):
            ends = end is not None and run[at - 1].x1 <= end < run[at].x0
            if ends or any(abs(run[at].x0 - start) <= 0.1 * run[at].size for start in starts):
                runs.append(run[begin:at])
                begin = at
        run = run[begin:]
        if runs and any(_holds(column.span, runs[-1]) and _holds(column.span, run) for column in columns):
            # White space in justified text: a line of the cell above it is as long.
            runs[-1] = (*runs[-1], *run)
        else:
            runs.append(run)
    return runs


def _holds(span: Span, run: Sequence[Word]) -> bool:
    """Whether words stand within a span."""
    slack = SETTINGS.same_start * run[0].size
    return span.x0 - slack <= run[0].x0 and run[-1].x1 <= span.x1 + slack


def _column_of(run: Sequence[Word], columns: Sequence[_Column]) -> int | None:
    """The cell that a run of words stands under: it keeps clear of the others and is aligned with its lines."""
    x0, x1, em = run[0].x0, run[-1].x1, run[0].size
    middle = (x0 + x1) / 2
    for at, column in enumerate(columns):
        clear_left = at == 0 or x0 > columns[at - 1].span.x1
        clear_right = at + 1 == len(columns) or x1 < columns[at + 1].span.x0
        if not (clear_left and clear_right):
            continue
        spans = [Span(other[0].x0, other[-1].x1) for other in column.runs]
        if at == 0:
            return at if any(abs(x0 - span.x0) <= SETTINGS.flush * em for span in spans) else None
        if any(
            min(abs(x0 - span.x0), abs(x1 - span.x1), abs(middle - span.middle)) <= SETTINGS.aligned * em
            for span in spans
        ):
            return at
    return None


def _runs_on(columns: Sequence[_Column], run: Sequence[Word], limit: float, metrics: Metrics) -> bool:
    """Whether the first cell's last line was full, so that a run below it continues it.

    It was where the run's first word would not have fitted before `limit`: the next cell, or the end of the print.
    """
    last = columns[0].runs[-1]
    if last[-1].text.endswith("-") or (len(last) == len(columns) == 1 and metrics.codes.is_code(last[0].text)):
        return True
    word = run[0]
    needed = last[-1].x1 + metrics.space * word.size + (word.x1 - word.x0)
    slack = max(SETTINGS.padding * word.size, metrics.slack * (limit - last[0].x0))
    return needed > limit - slack
