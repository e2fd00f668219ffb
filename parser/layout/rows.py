"""Pages of words to the stream of rows that the grammar reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from doelboom.parser.codes import learnt
from doelboom.parser.failures import Failures
from doelboom.parser.formats.printable import printable
from doelboom.parser.layout.cleaning.drawn_bullets import with_drawn_bullets
from doelboom.parser.layout.cleaning.furniture import Furniture
from doelboom.parser.layout.cleaning.level_words import without_level_words
from doelboom.parser.layout.cleaning.overlays import without_overlays
from doelboom.parser.layout.cleaning.recognised import cleaned
from doelboom.parser.layout.cleaning.running import part_hyphenated
from doelboom.parser.layout.line_reader import LineReader
from doelboom.parser.layout.lines import Line, lines_of, segments, text_of
from doelboom.parser.layout.metrics import Measuring, Metrics
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.words import Page
from doelboom.parser.records import Place
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import BREAK_HYPHEN, DASH_BULLETS

_MOST_KEPT = 600_000
"""How many numbers (four a word) the lines that are kept between the two readings may stand for: some 50 MB."""


def rows_of_pages(pages: Sequence[Page], failures: Failures) -> Iterator[Row]:
    """The rows of a document's pages.

    Reads the pages more than once: to learn the document's codes, to measure it, and to read it. What doelboom fails on
    goes to `failures`: a page of which no lines can be made, a line of which no row can be made. The others are read.
    """
    pages = without_overlays([cleaned(page) if page.recognised else page for page in pages])
    lines_by_page: dict[int, list[Line]] = {}
    numbers_left = _MOST_KEPT
    readable: list[Page] = []
    texts: list[str] = []
    for page in pages:
        try:
            lines = _lines_of(page)
        except Exception as error:
            failures.add(error, Place(page.number))
            continue
        texts += map(_with_tabs, lines)
        readable.append(page)
        numbers_left -= len(page.boxes)
        if numbers_left > 0:
            lines_by_page[page.number] = lines
    codes = learnt(texts)
    slack = SETTINGS.grid_slack if any(page.first_line is not None for page in pages) else 0.0
    measuring = Measuring(slack=slack, recognised=any(page.recognised for page in pages), codes=codes)
    furniture = Furniture(codes)
    for page in list(readable):
        try:
            lines = without_level_words(lines_by_page.get(page.number) or _lines_of(page), codes)
            if page.number in lines_by_page:
                lines_by_page[page.number] = lines
            measuring.add(lines)
            furniture.add(page.number, page.height, lines)
        except Exception as error:
            failures.add(error, Place(page.number))
            readable.remove(page)
            lines_by_page.pop(page.number, None)
    metrics = measuring.result()
    furniture.decide(metrics.pitch)
    reader = LineReader(metrics, failures, {page.number: page.drawn for page in readable})
    # Lines are made a second time only where keeping them all would take much memory.
    made = (
        lines_by_page.pop(page.number) if page.number in lines_by_page else without_level_words(_lines_of(page), codes)
        for page in readable
    )
    edges: list[Row] = []
    bodies = (_body(furniture, page, lines, edges) for page, lines in zip(readable, made, strict=True))
    return _with_edges(_with_words_whole(reader.rows(_printed_once(bodies)), metrics, failures), edges)


def _lines_of(page: Page) -> list[Line]:
    return with_drawn_bullets(lines_of(page), page.drawn)


def _printed_once(pages: Iterable[Sequence[Line]]) -> Iterator[Sequence[Line]]:
    """The lines of pages; those that a page begins with are gone where the page before ends with the very same.

    A browser prints a row that the end of the page cuts through on both pages.
    """
    before: Sequence[Line] = ()
    for lines in pages:
        most = min(len(before), len(lines), SETTINGS.lines_printed_twice)
        twice = next((count for count in range(most, 0, -1) if _are_same(before[-count:], lines[:count])), 0)
        before = lines or before
        yield lines[twice:]


def _are_same(lines: Sequence[Line], others: Sequence[Line]) -> bool:
    """Whether lines of more than a word are the same as others, and as long."""
    if len(lines[0].words) < 2:
        return False
    return all(
        line.text == other.text and abs((line.x1 - line.x0) - (other.x1 - other.x0)) < SETTINGS.same_margin
        for line, other in zip(lines, others, strict=True)
    )


def _with_tabs(line: Line) -> str:
    """The text of a line; of one that may begin with a code, with tabs where white space surely parts cells."""
    if not any(map(str.isdigit, line.words[0].text)):
        return line.text
    return "\t".join(map(text_of, segments(line, SETTINGS.sure_cell_gap)))


def _body(furniture: Furniture, page: Page, lines: Sequence[Line], edges: list[Row]) -> list[Line]:
    """The lines of a page, but for its running heads and feet, which become rows of their own."""
    body = list(furniture.without(page.number, lines))
    kept = set(map(id, body))
    edges += (
        Row((_printable(line.text),), line.page, line.number, edge=True) for line in lines if id(line) not in kept
    )
    return body


def _with_edges(rows: Iterable[Row], edges: Sequence[Row]) -> Iterator[Row]:
    """The rows, then those of the edges: only when all pages were read are they there."""
    yield from rows
    yield from edges


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
    if metrics.codes.is_code(held.cells[0].partition(" ")[0]):
        # A line of the table of contents that goes on; the page number can stand on either of its lines.
        return held._replace(cells=(f"{held.cells[0]} {row.cells[0]}", *held.cells[1:], *row.cells[1:])), None
    if len(row.cells) > 1 or len(held.cells) > 1:
        return held, row
    mark, _, after = row.cells[0].partition(" ")
    if mark in DASH_BULLETS:
        halves: tuple[str, str] | None = (f"{held.cells[0]} {mark}", after)
    else:
        halves = part_hyphenated(held.cells[0], row.cells[0], metrics)
    if halves is None:
        return held, row
    return held._replace(cells=(halves[0],)), row._replace(cells=(halves[1],)) if halves[1] else None


def _cleaned(row: Row, failures: Failures) -> list[Row]:
    """A row in printable characters; none where doelboom fails on it."""
    # No context manager: there is one of these a row.
    try:
        return [_clean(row)]
    except Exception as error:
        failures.add(error, Place(row.page, row.line))
        return []


def _clean(row: Row) -> Row:
    if len(row.cells) == 1:
        text = row.cells[0]
        indent = "  " if text.startswith("  - ") else ""
        cells: tuple[str, ...] = (indent + _printable(text),)
    else:
        cells = tuple([_printable(cell) for cell in row.cells])
    return row if cells == row.cells else row._replace(cells=cells)


def _printable(text: str) -> str:
    return text.strip() if text.isascii() and text.isprintable() else printable(text.replace(BREAK_HYPHEN, "-"))
