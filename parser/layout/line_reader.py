"""The lines of a document's pages, in order, as rows: which of them begin a table, a node or a paragraph."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import chain, islice, pairwise

from doelboom.parser.dataclass import dataclass
from doelboom.parser.failures import Failures
from doelboom.parser.layout.cleaning.running import RunningText, join_lines
from doelboom.parser.layout.columns import Columns
from doelboom.parser.layout.headings.drawn_cells import moved
from doelboom.parser.layout.headings.headings import find_heading
from doelboom.parser.layout.lines import Line, moved_below, segments, text_of
from doelboom.parser.layout.metrics import Metrics
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.tables import Table, find_header, find_unusual_header, is_header_line, may_begin_header
from doelboom.parser.records import Place
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import marked_level, read_objective, rest_of_policy

_AHEAD = 3 * SETTINGS.heading_lines
"""More lines than a heading or a header takes, with what stands below it: so many are looked at for either."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The lines of a page, never none, and those of the page after it."""

    lines: Sequence[Line]
    following: Sequence[Line]
    left: float
    """Where the page's print begins, and where it ends."""
    right: float

    _below: list[list[Line]] = field(default_factory=list)
    """What was asked of `below`: nothing, or its answer."""

    def below(self, pitch: float) -> list[Line]:
        """The first lines of the next page, as if they stood on this one."""
        if not self.following:
            return []
        if not self._below:
            by = self.left - min([line.x0 for line in self.following])
            self._below.append(moved_below(self.lines[-1], self.following[: SETTINGS.heading_lines], pitch, by))
        return self._below[0]


class LineReader:
    """The state between two lines, and two pages."""

    def __init__(self, metrics: Metrics, failures: Failures, drawn: Mapping[int, array[float]] | None = None) -> None:
        """Begins before the first line; `drawn` has what is drawn, by page."""
        self._metrics = metrics
        self._failures = failures
        self._drawn = drawn or {}
        self._text = RunningText(metrics)
        self._table: Table | None = None
        self._started = False
        """Whether the first node was seen."""
        self._objective: str | None = None
        """The code of the last objective."""
        self._expects_heading = False
        """Whether a marker was the last thing seen."""
        self._waiting: list[Line] = []
        """Lines that stand on the right after a marker: cells of a heading whose first cell is on the next page."""
        self._flushed: list[Row] = []
        """The table's rows that were given out with this line."""

    def rows(self, pages: Iterable[Sequence[Line]]) -> Iterator[Row]:
        """The rows of pages of lines."""
        skip = 0
        for lines, following in pairwise(chain((page for page in pages if page), ((),))):
            left, right = min([line.words[0][1] for line in lines]), max([line.words[-1][2] for line in lines])
            sheet = _Sheet(lines, following, left, right)
            self._text.above = None
            at = skip
            while at < len(lines):
                self._flushed = []
                try:
                    taken, rows = self._read(sheet, at)
                except Exception as error:
                    taken, rows = 1, self._failed(error, lines[at])
                yield from rows
                at += taken
                self._text.above = lines[min(at, len(lines)) - 1]
            skip = at - len(lines)
        yield from self._flush()
        yield from self._release()

    def _failed(self, error: Exception, line: Line) -> list[Row]:
        """The rows of the lines before one that doelboom failed on; none of them goes on below it."""
        self._failures.add(error, Place(line.page, line.number))
        rows = [*self._flushed, *self._flush(), *self._release()]
        self._interrupt(table=None)
        return rows

    def _flush(self) -> list[Row]:
        """The rows of the table so far; where doelboom fails on them, none."""
        self._flushed = []
        if self._table is not None:
            with self._failures.kept(Place(self._table.page)):
                self._flushed = self._table.rows()
        return self._flushed

    def _interrupt(self, table: Table | None) -> None:
        """Ends the running text, and with it every table but one."""
        self._text.interrupt()
        self._expects_heading = False
        self._table = table

    def _read(self, sheet: _Sheet, at: int) -> tuple[int, list[Row]]:
        """How many lines were read, and the rows they make. Only a heading reads on into the following page."""
        line = sheet.lines[at]
        header = self._find_header(sheet, at) or self._find_unusual_header(sheet, at)
        if header is not None:
            columns, taken = header
            if at + taken < len(sheet.lines) and find_header(sheet.lines, at + taken) is not None:
                # The header of a table that ended on the page before, printed again above nothing.
                return taken, self._flush()
            rows = self._flush()
            table = Table(columns, line.page, self._metrics.space)
            self._interrupt(table)
            return taken, [*rows, table.header(line)]
        if self._table is not None and self._table.take(line):
            self._interrupt(self._table)
            return 1, []
        if line.text in self._metrics.places.labels or (self._expects_heading and self._names_cells(sheet, at)):
            return 1, []
        rows = self._flush()
        if marked_level(line.text) is not None:
            self._interrupt(table=None)
            self._started = self._expects_heading = True
            return 1, [*rows, Row((line.text,), line.page, line.number, gap=True)]
        heading = self._read_objective(sheet, at) or self._read_heading(sheet, at) or self._read_uncoded(line)
        if heading is not None:
            return heading[0], [*rows, *heading[1]]
        self._expects_heading = False
        return 1, [*rows, *self._release(), self._text.row(line, sheet.left, started=self._started)]

    def _names_cells(self, sheet: _Sheet, at: int) -> bool:
        """Whether a line below a marker names the cells of the heading below it: flush with its code, in cells too."""
        line = sheet.lines[at]
        if any(map(str.isdigit, line.text)) or len(segments(line, self._metrics.cell_gap)) < 2:
            return False
        # The code stands lower where another cell has more lines, or over the page.
        most = SETTINGS.lines_above_code + 1
        below = [*sheet.lines[at + 1 : at + 1 + most], *sheet.following[:most]][:most]
        code = next((other for other in below if self._metrics.codes.is_code(other.words[0].text)), None)
        if code is None or abs(line.x0 - code.x0) > SETTINGS.flush * line.size:
            return False
        return all(other.x0 > code.words[0].x1 for other in below[: below.index(code)])

    def _find_header(self, sheet: _Sheet, at: int) -> tuple[Columns, int] | None:
        """The columns of the table whose header begins at a line, and how many lines the header takes."""
        header = find_header(sheet.lines, at)
        if header is not None or not sheet.following:
            return header
        rest = sheet.lines[at : at + SETTINGS.header_lines]
        if at + len(rest) == len(sheet.lines) and all(map(is_header_line, rest)) and is_header_line(sheet.following[0]):
            # A page can end in the middle of a header, its cells of more lines going on over the page.
            return find_header([*rest, *sheet.below(self._metrics.pitch)], 0)
        return None

    def _find_unusual_header(self, sheet: _Sheet, at: int) -> tuple[Columns, int] | None:
        """The same of a header with unknown words: only where no known one begins a little below."""
        if not may_begin_header(sheet.lines[at]):
            return None
        lines: Sequence[Line] = sheet.lines[at : at + _AHEAD]
        if len(lines) <= SETTINGS.header_lines:
            # Its figures can stand over the page.
            lines = [*lines, *sheet.below(self._metrics.pitch)]
        header = find_unusual_header(lines, 0)
        if header is None or any(find_header(lines, below) for below in range(1, header[1])):
            return None
        return header

    def _read_objective(self, sheet: _Sheet, at: int) -> tuple[int, list[Row]] | None:
        """The heading of an objective, if one begins at a line."""
        line = sheet.lines[at]
        objective = read_objective(line.text)
        if objective is None:
            return None
        code, title = objective
        if code == self._objective and self._text.above is None:
            # The same objective at the top of a page is a running head.
            return 1, []
        if not self._is_objective_heading(line):
            return None
        self._objective = code
        self._interrupt(table=None)
        self._started = True
        run = self._run_on(sheet.lines, at, sheet.right) if any(map(str.isalpha, title)) else [line]
        text = join_lines([line.words for line in run], self._metrics)
        return len(run), [Row((text,), line.page, line.number, gap=True)]

    def _read_uncoded(self, line: Line) -> tuple[int, list[Row]] | None:
        """The heading without a code that a line below a marker is, if it is one of those that cities mostly have."""
        if not self._expects_heading:
            return None
        cells = [text_of(run) for run in segments(line, self._metrics.cell_gap)]
        if rest_of_policy(cells[0]) is None:
            return None
        self._expects_heading = False
        return 1, [Row(tuple(cells), line.page, line.number, gap=True)]

    def _is_objective_heading(self, line: Line) -> bool:
        """Whether the line of an objective is its heading: in the table of contents a page number stands far right."""
        last = segments(line, self._metrics.cell_gap)[-1]
        return not (len(last) < len(line.words) and text_of(last).strip(".… ").isdecimal())

    def _run_on(self, lines: Sequence[Line], first: int, right: float) -> list[Line]:
        """One of some lines, with those that it runs on to: close below, set alike, and it was full."""
        run = [lines[first]]
        for line in islice(lines, first + 1, None):
            before = run[-1]
            size = before.size
            word = line.words[0]
            same_size = abs(line.size - size) < SETTINGS.title_size * size
            same_edge = abs(line.x0 - before.x0) < SETTINGS.outdent * size
            full = before.x1 + self._metrics.space * size + word.x1 - word.x0 > right - size
            near = line.y - before.y < SETTINGS.heading_pitch * self._metrics.pitch * size
            if not (same_size and same_edge and full and near):
                break
            run.append(line)
        return run

    def _read_heading(self, sheet: _Sheet, at: int) -> tuple[int, list[Row]] | None:
        """The heading of a plan, an action or a project, if one begins at a line."""
        line = sheet.lines[at]
        if not self._started:
            return None
        if not self._expects_heading and not (
            self._metrics.codes.is_code(line.words[0].text) and self._text.stands_apart(line)
        ):
            return None
        lines = list(sheet.lines[at : at + _AHEAD])

        def drawn(beside: Line) -> array[float]:
            boxes = self._drawn.get(beside.page, array("f"))
            if beside.page == line.page or not boxes:
                return boxes
            # The lines of the next page were moved below this one's.
            there, here = sheet.following[0], lines[len(sheet.lines) - at]
            return moved(boxes, here.x0 - there.x0, here.y - there.y)

        if len(lines) <= SETTINGS.heading_lines and sheet.following:
            lines += sheet.below(self._metrics.pitch)
        heading = find_heading(lines, (sheet.left, sheet.right), self._metrics, self._waiting, drawn)
        if heading is not None:
            self._interrupt(table=None)
            self._waiting = []
            row, taken = heading
            return taken, [row._replace(gap=True)]
        if self._expects_heading and line.x0 - sheet.left > SETTINGS.aside * (sheet.right - sheet.left):
            self._waiting.append(line)
            return 1, []
        return None

    def _release(self) -> list[Row]:
        """The rows of the lines that waited for a heading in vain."""
        lines, self._waiting = self._waiting, []
        return [Row((line.text,), line.page, line.number, gap=True) for line in lines]
