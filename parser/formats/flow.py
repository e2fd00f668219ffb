"""What a document of paragraphs and tables says, from top to bottom, as rows: for every format that marks both.

A reader of a format tells what opens and closes; what is left open is closed by what must follow it. Such a document
has no pages of its own, so that its rows have none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from doelboom.parser.dataclass import dataclass
from doelboom.parser.errors import ReportError
from doelboom.parser.formats.markup import cell_text, whole_words
from doelboom.parser.formats.printable import printable
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import BULLETS, PLAIN_BULLETS

_MOST = 2_000_000
"""More paragraphs and cells than any report has."""
DEEPEST = 40
"""More tables within tables than anyone can read."""
_WIDEST = 1_000
"""More columns than a table of a report has."""
_DEEPEST_LIST = 4
_NUMBER = re.compile(r"(?:[0-9]{1,2}|[a-z]|[ivx]{1,5})[.)]|\([0-9a-z]\)")
"""What numbers an item of a list."""


@dataclass(slots=True)
class _Paragraph:
    pieces: list[list[str]]
    """What was said so far, by line."""
    mark: str = ""
    """What stands before an item of a list, with its depth."""

    @property
    def lines(self) -> list[str]:
        return list(map("".join, self.pieces))


@dataclass(slots=True)
class _Cell:
    blocks: list[_Paragraph | _Table] = field(default_factory=list)
    columns: int = 1
    rows: int = 1
    covered: bool = False
    """Whether it goes on with the cell above it."""

    def text(self) -> str:
        """All that it says, on one line; a word that a hyphen parts over two lines is one again."""
        lines = [line for block in self.blocks if isinstance(block, _Paragraph) for line in _lines_of(block)]
        return cell_text(whole_words(filter(None, lines)))

    @property
    def is_layout(self) -> bool:
        """Whether it holds a table: it only sets out what is on the page."""
        return any(isinstance(block, _Table) for block in self.blocks)


@dataclass(slots=True)
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list)
    in_cell: bool = False


class Flow:
    """The paragraphs and tables so far."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._tables: list[_Table] = []
        self._paragraph: _Paragraph | None = None
        self._count = 0

    def rows(self) -> list[Row]:
        """The rows so far, which are its no more; those of an open table come with its end."""
        rows, self._rows = self._rows, []
        return rows

    def finished(self) -> list[Row]:
        """The rows that are left, everything closed."""
        while self._tables:
            self.end_table()
        self.end_paragraph()
        return self.rows()

    # Text.

    def paragraph(self, mark: str = "") -> None:
        """Begins a paragraph, or an item of a list with what stands before it."""
        self.end_paragraph()
        self._paragraph = _Paragraph([[]], mark)

    def text(self, text: str) -> None:
        """Goes on with the paragraph, or begins one."""
        if self._paragraph is None:
            if not text.strip():
                return
            self.paragraph()
        assert self._paragraph is not None
        self._paragraph.pieces[-1].append(text)

    def mark(self, mark: str) -> None:
        """What stands before the open paragraph, which is an item of a list."""
        if self._paragraph is not None:
            self._paragraph.mark = mark

    def line(self) -> None:
        """Begins a line within the paragraph."""
        if self._paragraph is not None:
            self._counted()
            self._paragraph.pieces.append([])

    def end_paragraph(self) -> None:
        """Ends the paragraph, if there is one."""
        paragraph, self._paragraph = self._paragraph, None
        if paragraph is None:
            return
        self._counted()
        if self._in_cell:
            self._cell.blocks.append(paragraph)
        elif not self._tables:
            self._rows += _rows_of(paragraph)

    # Tables.

    def table(self) -> None:
        """Begins a table, within a cell where one is open."""
        self.end_paragraph()
        if len(self._tables) >= DEEPEST:
            raise ReportError("damaged or hostile: it has tables within tables, deeper than any report")
        self._tables.append(_Table())

    def row(self) -> None:
        """Begins a row."""
        self.end_cell()
        if self._tables:
            self._counted()
            self._tables[-1].rows.append([])

    def cell(self, columns: int = 1, rows: int = 1) -> None:
        """Begins a cell that spans so many columns and rows."""
        self.end_cell()
        if not self._tables:
            return
        if not self._tables[-1].rows:
            self.row()
        self._tables[-1].in_cell = True
        self._tables[-1].rows[-1].append(_Cell())
        self.span(columns, rows)

    def span(self, columns: int = 1, rows: int = 1) -> None:
        """How many columns and rows the open cell spans."""
        if self._in_cell:
            columns = min(max(columns, 1), _WIDEST)
            self._counted(columns)
            self._cell.columns, self._cell.rows = columns, max(rows, 1)

    def cover(self) -> None:
        """The open cell goes on with the one above."""
        if self._in_cell:
            self._cell.covered = True

    def skip(self, columns: int) -> None:
        """Leaves columns of the row empty."""
        if columns > 0:
            self.cell(columns)
            self.end_cell()

    def repeat(self, times: int) -> None:
        """Has the last cell of the row stand there so many times."""
        if self._tables and self._tables[-1].rows and self._tables[-1].rows[-1] and times > 1:
            self._counted(times)
            row = self._tables[-1].rows[-1]
            row += row[-1:] * (times - 1)

    def end_cell(self) -> None:
        """Ends the cell, if one is open."""
        self.end_paragraph()
        if self._tables:
            self._tables[-1].in_cell = False

    def end_table(self) -> None:
        """Ends the table, if one is open."""
        self.end_cell()
        if not self._tables:
            return
        table = self._tables.pop()
        if self._in_cell:
            self._cell.blocks.append(table)
        elif not self._tables:
            self._rows += _rows_of_table(table)

    @property
    def is_fresh_item(self) -> bool:
        """Whether an item of a list is open of which nothing is said yet."""
        paragraph = self._paragraph
        return paragraph is not None and bool(paragraph.mark) and not any(map(str.strip, paragraph.pieces[0]))

    @property
    def in_table(self) -> bool:
        """Whether a table is open."""
        return bool(self._tables)

    @property
    def _in_cell(self) -> bool:
        return bool(self._tables) and self._tables[-1].in_cell

    @property
    def _cell(self) -> _Cell:
        return self._tables[-1].rows[-1][-1]

    def _counted(self, by: int = 1) -> None:
        self._count += by
        if self._count > _MOST:
            raise ReportError("damaged or hostile: it has more paragraphs and cells than any report")


def item(level: int, number: str | None = None) -> str:
    """What stands before an item of a list: a dash, or its number; two spaces deeper a level from 0."""
    return "  " * min(max(level, 0), _DEEPEST_LIST) + (f"{number} " if number else "- ")


def cells_of(text: str, mark: str = "") -> tuple[str, ...]:
    """The cells of a line, as tabs part them; a bullet of any kind, typed or a list's own, becomes a dash."""
    first, *rest = text.strip(" ").split("\t")
    bare = printable(first)
    if not mark and bare[:1] in BULLETS and bare and (len(bare) == 1 or bare[1] == " " or bare[0] not in PLAIN_BULLETS):
        after = bare[1:].strip() or printable(" ".join(rest))
        rest = [] if len(bare) == 1 else rest
        if after:
            mark, bare = "- ", after
    elif rest and _NUMBER.fullmatch(bare):
        bare, rest = f"{bare} {printable(' '.join(rest))}", []
    if mark:
        return (f"{mark}{' '.join(filter(None, [bare, *map(printable, rest)]))}",)
    return (bare, *map(printable, rest))


def _lines_of(paragraph: _Paragraph) -> Iterator[str]:
    for number, line in enumerate(paragraph.lines):
        yield " ".join(cells_of(line, "" if number else paragraph.mark)).strip()


def _rows_of(paragraph: _Paragraph) -> Iterator[Row]:
    gap = True
    for number, line in enumerate(paragraph.lines):
        if not line.strip():
            continue
        cells = cells_of(line, "" if number else paragraph.mark)
        if any(cells):
            yield Row(cells, gap=gap)
            gap = False


def _rows_of_table(table: _Table) -> Iterator[Row]:
    """A row for each of its rows, its cells by column; one that holds tables, or says one thing, is no row of cells."""
    below: dict[int, int] = {}
    first = True
    for cells in table.rows:
        texts = list(_by_column(cells, below))
        said = [cell for cell in cells if cell.blocks and not cell.covered]
        if len(said) == 1 or any(cell.is_layout for cell in said):
            for cell in said:
                for block in cell.blocks:
                    yield from _rows_of(block) if isinstance(block, _Paragraph) else _rows_of_table(block)
            first = first and not said
        elif any(texts):
            yield Row(tuple(texts), gap=first)
            first = False


def _by_column(cells: list[_Cell], below: dict[int, int]) -> Iterator[str]:
    """The text of each column; `below` says in how many rows to come a column is taken by a cell above."""
    column = 0

    def taken() -> Iterator[str]:
        nonlocal column
        while below.get(column, 0) > 0:
            below[column] -= 1
            column += 1
            yield ""

    for cell in cells:
        yield from taken()
        yield "" if cell.covered else cell.text()
        yield from [""] * (cell.columns - 1)
        if cell.rows > 1:
            below.update(dict.fromkeys(range(column, column + cell.columns), cell.rows - 1))
        column += cell.columns
    yield from taken()
