"""Pages of words to the stream of rows that the grammar reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from doelboom.parser.failures import Failures
from doelboom.parser.formats.markup import printable
from doelboom.parser.layout.furniture import Furniture
from doelboom.parser.layout.headings import can_go_on, find_heading
from doelboom.parser.layout.lines import Line, lines_of, moved_below, segments, text_of
from doelboom.parser.layout.metrics import Measuring, Metrics
from doelboom.parser.layout.running import is_bullet, is_full, join_lines, part_hyphenated, text_line
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.tables import Table, find_header, is_header_line, is_table_line
from doelboom.parser.layout.words import Page
from doelboom.parser.records import Place
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import BREAK_HYPHEN, BULLETS, DASHES, LEADERS, is_code, marked_level, read_objective

_MOST_KEPT = 600_000
"""How many numbers (four a word) the lines that are kept between the two readings may stand for: some 50 MB."""
_LEADERS = re.compile(rf"(?:\s*[{LEADERS}_]){{3,}}\s*|\s+$")


def is_body(text: str) -> bool:
    """Whether a line is so clearly a report's own that no page furniture looks like it."""
    return marked_level(text) is not None or is_table_line(text)


def rows_of_pages(pages: Sequence[Page], failures: Failures) -> Iterator[Row]:
    """The rows of a document's pages.

    Reads the pages twice: once to measure the document, once to read it by those measures. What doelboom fails on goes
    to `failures`: a page of which no lines can be made, a line of which no row can be made. The others are read.
    """
    kept: dict[int, list[Line]] = {}
    room = _MOST_KEPT
    readable: list[Page] = []
    measuring = Measuring(slack=SETTINGS.grid_slack if any(page.first_line is not None for page in pages) else 0.0)
    furniture = Furniture(is_body)
    for page in pages:
        try:
            lines = lines_of(page)
            measuring.add(lines, BULLETS)
            furniture.add(page.number, page.height, lines)
        except Exception as error:
            failures.add(error, Place(page.number))
            continue
        readable.append(page)
        room -= len(page.boxes)
        if room > 0:
            kept[page.number] = lines
    metrics = measuring.result()
    furniture.decide(metrics.pitch)
    reader = _Reader(metrics, failures)
    # Lines are made a second time only where keeping them all would take much memory.
    bodies = (
        list(furniture.without(page.number, kept.pop(page.number) if page.number in kept else lines_of(page)))
        for page in readable
    )
    return _with_words_whole(reader.rows(bodies), metrics, failures)


def _with_words_whole(rows: Iterable[Row], metrics: Metrics, failures: Failures) -> Iterator[Row]:
    """The rows, with the words that the end of a line parts put together, and the lines of the contents too."""
    held: Row | None = None
    for row in rows:
        if held is None:
            held = row
            continue
        whole: Row = held
        rest: Row | None = row
        if row.wrapped:
            with failures.kept(Place(row.page, row.line)):
                whole, rest = _whole(held, row, metrics)
        if rest is not None:
            yield from _cleaned(whole, failures)
        held = whole if rest is None else rest
    if held is not None:
        yield from _cleaned(held, failures)


def _whole(held: Row, row: Row, metrics: Metrics) -> tuple[Row, Row | None]:
    """A row and one that goes on from it: the first with what belongs to it, and what is left of the second."""
    if is_code(held.cells[0].partition(" ")[0]):
        # A line of the table of contents that goes on; the page number can stand on either of its lines.
        return replace(held, cells=(f"{held.cells[0]} {row.cells[0]}", *held.cells[1:], *row.cells[1:])), None
    if len(row.cells) > 1 or len(held.cells) > 1:
        return held, row
    mark, _, after = row.cells[0].partition(" ")
    if mark in DASHES:
        halves: tuple[str, str] | None = (f"{held.cells[0]} {mark}", after)
    else:
        halves = part_hyphenated(held.cells[0], row.cells[0], metrics)
    if halves is None:
        return held, row
    return replace(held, cells=(halves[0],)), replace(row, cells=(halves[1],)) if halves[1] else None


def _cleaned(row: Row, failures: Failures) -> list[Row]:
    """A row in printable characters; none where doelboom fails on it."""
    rows = []
    with failures.kept(Place(row.page, row.line)):
        rows.append(_clean(row))
    return rows


def _clean(row: Row) -> Row:
    if len(row.cells) == 1:
        text = row.cells[0]
        indent = "  " if text.startswith("  - ") else ""
        cells: tuple[str, ...] = (indent + _printable(text),)
    else:
        cells = tuple(map(_printable, row.cells))
    return row if cells == row.cells else replace(row, cells=cells)


def _printable(text: str) -> str:
    return text.strip() if text.isascii() and text.isprintable() else printable(text.replace(BREAK_HYPHEN, "-"))


class _Reader:
    """The state between two lines, and two pages."""

    def __init__(self, metrics: Metrics, failures: Failures) -> None:
        self.metrics = metrics
        self.failures = failures
        self.table: Table | None = None
        self.started = False
        """Whether the first node was seen."""
        self.objective: str | None = None
        """The code of the last objective."""
        self.expects_heading = False
        """Whether a marker was the last thing seen."""
        self.before: tuple[Line, float] | None = None
        """The line of running text before this one, with the left edge of its page."""
        self.item: float | None = None
        """Where the text of the last list item begins."""
        self.waiting: list[Line] = []
        """Lines that stand on the right after a marker: cells of a heading whose first cell is on the next page."""
        self.above: Line | None = None
        """The line before this one, whatever it is, on the same page."""
        self.flushed: list[Row] = []
        """The table's rows that were given out with this line."""

    def rows(self, pages: Iterable[Sequence[Line]]) -> Iterator[Row]:
        """The rows of pages of lines."""
        skip = 0
        for lines, following in pairwise(chain((page for page in pages if page), ((),))):
            self.above = None
            left = min([line.x0 for line in lines])
            right = max([line.x1 for line in lines])
            at = skip
            while at < len(lines):
                self.flushed = []
                try:
                    taken, rows = self._read(lines, at, left, right, following)
                except Exception as error:
                    taken, rows = 1, self._failed(error, lines[at])
                yield from rows
                at += taken
                self.above = lines[min(at, len(lines)) - 1]
            skip = at - len(lines)
        yield from self._flush()
        yield from self._release()

    def _failed(self, error: Exception, line: Line) -> list[Row]:
        """The rows of the lines before one that doelboom failed on; none of them goes on below it."""
        self.failures.add(error, Place(line.page, line.number))
        rows = [*self.flushed, *self._flush(), *self._release()]
        self._structure()
        self.table = None
        return rows

    def _flush(self) -> list[Row]:
        """The rows of the table so far; where doelboom fails on them, none."""
        self.flushed = []
        if self.table is not None:
            with self.failures.kept(Place(self.table.page)):
                self.flushed = self.table.rows()
        return self.flushed

    def _read(
        self, lines: Sequence[Line], at: int, left: float, right: float, following: Sequence[Line]
    ) -> tuple[int, list[Row]]:
        """How many lines were read, and the rows they make. Only a heading reads on into the following page."""
        line = lines[at]
        found = find_header(lines, at)
        if found is None and following and all(map(is_header_line, lines[at:])) and is_header_line(following[0]):
            # A page can end in the middle of a header, its cells of more lines going on over the page.
            found = find_header([*lines[at:], *self._below(lines, left, following)], 0)
        if found is not None:
            columns, taken = found
            rows = self._flush()
            self.table = Table(columns, line.page, self.metrics.space)
            self._structure()
            return taken, [*rows, self.table.header(line)]
        if self.table is not None and self.table.take(line):
            self._structure()
            return 1, []
        text = line.text
        rows = self._flush()
        if marked_level(text) is not None:
            self._structure()
            self.table = None
            self.started = self.expects_heading = True
            return 1, [*rows, Row((text,), line.page, line.number, gap=True)]
        code, title = read_objective(text) or (None, "")
        if code is not None and code == self.objective and self.above is None:
            # The same objective at the top of a page is a running head.
            return 1, rows
        if code is not None and self._is_heading_line(line):
            self.objective = code
            self._structure()
            self.table = None
            self.started = True
            run = self._run_on(lines[at:], right) if any(map(str.isalpha, title)) else [line]
            text = join_lines([line.words for line in run], self.metrics)
            return len(run), [*rows, Row((text,), line.page, line.number, gap=True)]
        if self.started and (self.expects_heading or (is_code(line.words[0].text) and self._stands_apart(line))):
            at_the_foot = len(lines) - at <= SETTINGS.heading_lines
            more = self._below(lines, left, following) if at_the_foot and following and can_go_on(following) else []
            heading = find_heading([*lines[at:], *more], right, self.metrics, self.waiting)
            if heading is not None:
                self._structure()
                self.table = None
                self.waiting = []
                row, taken = heading
                return taken, [*rows, replace(row, gap=True)]
            if self.expects_heading and line.x0 - left > SETTINGS.aside * (right - left):
                self.waiting.append(line)
                return 1, rows
        self.expects_heading = False
        return 1, [*rows, *self._release(), self._text(line, left)]

    def _below(self, lines: Sequence[Line], left: float, following: Sequence[Line]) -> list[Line]:
        """The first lines of the next page, as if they stood on this one."""
        by = left - min([line.x0 for line in following])
        return moved_below(lines[-1], following[: SETTINGS.heading_lines], self.metrics.pitch, by)

    def _run_on(self, lines: Sequence[Line], right: float) -> list[Line]:
        """The first of some lines, with those that it runs on to: close below, set alike, and it was full."""
        run = [lines[0]]
        for line in lines[1:]:
            before = run[-1]
            size = before.size
            word = line.words[0]
            alike = (
                abs(line.size - size) < SETTINGS.title_size * size
                and abs(line.x0 - before.x0) < SETTINGS.outdent * size
            )
            full = before.x1 + self.metrics.space * size + word.x1 - word.x0 > right - size
            if not (alike and full and line.y - before.y < SETTINGS.heading_pitch * self.metrics.pitch * size):
                break
            run.append(line)
        return run

    def _release(self) -> list[Row]:
        """The rows of the lines that waited for a heading in vain."""
        lines, self.waiting = self.waiting, []
        return [Row((line.text,), line.page, line.number, gap=True) for line in lines]

    def _structure(self) -> None:
        self.before = None
        self.expects_heading = False

    def _is_heading_line(self, line: Line) -> bool:
        """Whether the line of an objective is its heading: in the table of contents a page number stands far right."""
        last = segments(line, self.metrics.cell_gap)[-1]
        return not (len(last) < len(line.words) and text_of(last).strip(".… ").isdecimal())

    def _stands_apart(self, line: Line) -> bool:
        """Whether a line is no continuation of running text."""
        return self.before is None or self._has_gap(line) or len(segments(line, self.metrics.cell_gap)) > 1

    def _has_gap(self, line: Line) -> bool:
        above = self.above
        if above is None:
            return False
        size = max(above.size, line.size)
        return (
            line.y - above.y > SETTINGS.paragraph_pitch * self.metrics.pitch * size
            or abs(above.size - line.size) > SETTINGS.other_size * size
        )

    def _text(self, line: Line, left: float) -> Row:
        before, self.before = self.before, (line, left)
        has_gap = self._has_gap(line)
        if not self.started:
            wrapped = before is not None and not has_gap and not is_code(line.words[0].text)
            return Row(self._cells(line), line.page, line.number, gap=has_gap, wrapped=wrapped)
        text = text_line(line, left, self.metrics)
        full = before is not None and is_full(before[0], line, before[1], self.metrics)
        if has_gap or before is None:
            self.item = None
        elif full and self.item is None and self._is_dash_in_text(line, before[0]):
            return Row((line.text,), line.page, line.number, wrapped=True)
        if is_bullet(text):
            self.item = line.words[min(1, len(line.words) - 1)].x0
            return Row((text,), line.page, line.number, gap=has_gap or before is None)
        if before is None:
            return Row((text,), line.page, line.number, gap=True)
        # Over the page no white space shows; and no item of a list goes on to the left of its own text.
        outdented = self.item is not None and line.x0 < self.item - SETTINGS.outdent * line.size
        gap = has_gap or (not full and (self.above is None or outdented))
        if gap:
            self.item = None
        return Row((text,), line.page, line.number, gap=gap, wrapped=full and not gap)

    def _is_dash_in_text(self, line: Line, before: Line) -> bool:
        """Whether a dash at the start of a line is one between words, which the end of the line before left over."""
        if line.words[0].text not in DASHES or len(line.words) < 2:
            return False
        return abs(line.x0 - before.x0) < SETTINGS.outdent * line.size and before.text[-1] not in ":;."

    def _cells(self, line: Line) -> tuple[str, ...]:
        """The cells of a line before the first node; dots that lead to a page number part cells too."""
        cells = [part for run in segments(line, SETTINGS.contents_gap) for part in _LEADERS.split(text_of(run))]
        # A line can hold nothing but such dots.
        return tuple(cell for cell in cells if cell) or ("",)
