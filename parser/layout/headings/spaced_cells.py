"""The cells of a heading that white space parts, on whichever of its lines it does."""

from __future__ import annotations

import math
from collections.abc import Sequence

from doelboom.parser.dataclass import dataclass
from doelboom.parser.layout.columns import Span
from doelboom.parser.layout.headings.beginning import Beginning, Cells
from doelboom.parser.layout.headings.heading_cells import cells_of, first_cells
from doelboom.parser.layout.lines import Line
from doelboom.parser.layout.metrics import Metrics
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.words import Word


@dataclass(slots=True)
class _Column:
    """A cell of the heading: its lines' words, from top to bottom."""

    runs: list[tuple[Word, ...]]

    @property
    def span(self) -> Span:
        return Span(min(run[0].x0 for run in self.runs), max(run[-1].x1 for run in self.runs))


def parted_by_space(start: Beginning, metrics: Metrics) -> tuple[Cells, int] | None:
    """The cells of a heading, and how many lines below the one with its code they take.

    None where lines above it are no cells of its.
    """
    columns = [_Column([run]) for run in first_cells(start.line, metrics, start.end)]
    for line in start.above:
        if not _add(columns, line, metrics, start.right, start.end, above=True):
            return None
    titled = len(columns[0].runs[-1]) > 1
    limit = -math.inf if start.set_in and titled else _limit(columns, start.below, start.right, metrics)
    if start.end is not None:
        limit = min(limit, start.end)
    taken = 0
    before = start.line
    for line in start.below:
        close = line.y - before.y < SETTINGS.beside * metrics.pitch * line.size
        if not _add(columns, line, metrics, limit, start.end, close=close):
            break
        taken += 1
        before = line
    return [column.runs for column in columns], taken


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
