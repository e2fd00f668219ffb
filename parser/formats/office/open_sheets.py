"""An OpenDocument spreadsheet (.ods) as rows: what its cells print, its numbers in the Dutch way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from decimal import Decimal

from doelboom.parser.dataclass import dataclass
from doelboom.parser.errors import ReportError
from doelboom.parser.formats.office.archive import Parts
from doelboom.parser.formats.office.events import Element, without
from doelboom.parser.formats.office.open_text import UNPRINTED, collapsed, spaces_of
from doelboom.parser.formats.office.sheets import MOST_CELLS, Form, Sheet, Value, number_of, rows_of_sheets, shown
from doelboom.parser.rows import Row

_MOST_DECIMALS = 4
_MARKS = ".,' \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
"""What parts thousands and decimals."""


def rows_of_open_sheets(parts: Parts, main: str) -> Iterator[Row]:
    """The rows of a spreadsheet's sheets; `main` is the part that has them."""
    reader = _Reader()
    for element in without(parts.elements(main), UNPRINTED | {"draw:frame", "table:shapes"}):
        reader.read(element)
    yield from rows_of_sheets(reader.sheets)


@dataclass(slots=True)
class _Reader:
    sheets: list[Sheet] = field(default_factory=list)
    _row: int = 0
    _column: int = 0
    _repeated_rows: int = 1
    _repeated: int = 1
    _cell: Element | None = None
    _lines: list[list[str]] = field(default_factory=list)
    _in_paragraph: bool = False
    _count: int = 0

    def read(self, element: Element) -> None:
        match element.name:
            case "":
                if self._in_paragraph:
                    self._lines[-1].append(collapsed(element.text))
            case "text:p":
                self._in_paragraph = element.opens and self._cell is not None
                if self._in_paragraph:
                    self._lines.append([])
            case "text:s" if element.opens and self._in_paragraph:
                self._lines[-1].append(spaces_of(element))
            case "text:tab" | "text:line-break" if element.opens and self._in_paragraph:
                self._lines[-1].append("\t" if element.name == "text:tab" else "\n")
            case "table:table" if element.opens:
                self.sheets.append(Sheet())
                self._row = 0
            case "table:table-row":
                self._read_row(element)
            case "table:table-cell" | "table:covered-table-cell":
                self._read_cell(element)

    def _read_row(self, element: Element) -> None:
        if element.opens:
            self._column = 0
            self._repeated_rows = element.number("table:number-rows-repeated", 1)
            return
        sheet = self.sheets[-1]
        if (cells := sheet.rows.get(self._row)) is not None:
            self._counted(len(cells) * self._repeated_rows)
            for after in range(1, self._repeated_rows):
                sheet.rows[self._row + after] = cells
        self._row += self._repeated_rows

    def _read_cell(self, element: Element) -> None:
        if element.opens:
            self._cell, self._repeated = element, element.number("table:number-columns-repeated", 1)
            self._lines = []
            return
        if self._cell is not None and self._lines and self.sheets:
            self._counted(self._repeated)
            value = _value(self._cell, "\n".join(map("".join, self._lines)))
            for column in range(self._column, self._column + self._repeated):
                self.sheets[-1].put(self._row, column, value)
        self._column += self._repeated
        self._cell = None

    def _counted(self, by: int) -> None:
        self._count += by
        if self._count > MOST_CELLS:
            raise ReportError("damaged or hostile: it has more cells than any report")


def _value(cell: Element, text: str) -> Value:
    """What a cell prints; a number whose digits it prints, whatever the language of its points and commas."""
    if cell.get("office:value-type") not in ("float", "percentage", "currency"):
        return Value(text)
    number = number_of(cell.get("office:value"))
    if number is None:
        return Value(text)
    digits = "".join(filter(str.isdigit, text))
    percent = "%" in text
    for decimals in range(_MOST_DECIMALS + 1):
        form = Form(decimals, grouped=True, percent=percent)
        if "".join(filter(str.isdigit, said := shown(number, form))) == digits:
            if not any(mark in text for mark in _MARKS):
                said = shown(number, Form(decimals, percent=percent))
            # What a number without a form of its own prints is all that it has.
            formed = decimals != _decimals(number)
            return Value(said, None if percent else number, formed=formed)
    return Value(text)


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
