"""The sheets of a workbook as rows: what is printed in their cells, each in its column."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import Enum, auto

from doelboom.parser.dataclass import dataclass
from doelboom.parser.errors import ReportError
from doelboom.parser.formats.flow import cells_of
from doelboom.parser.formats.markup import cell_text
from doelboom.parser.formats.printable import printable
from doelboom.parser.records import COLUMNS
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import FTE, is_table_title

MOST_CELLS = 4_000_000
"""More cells, empty ones among them, than the sheets of any report have."""
_LARGEST = Decimal(10) ** 15
_DECIMALS = 15
"""So many digits of a number are exact in a spreadsheet."""
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+")
_ENDS = (".", ":", ";", "!", "?")
_FEWEST_LINES = 4
_MOSTLY = 0.7
"""Where so many of the lines of text end a sentence, each of them is a paragraph of its own."""
_FIGURES = len(COLUMNS)
_AMOUNTS = (0, 1, 3)
"""Which of the five figures of a line are no percentages."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a number is printed."""

    decimals: int | None = None
    """None: as many as it has."""
    grouped: bool = False
    percent: bool = False
    thousands: int = 0
    """How many times it is divided by a thousand."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell holds."""

    text: str
    """As it is printed."""
    number: Decimal | None = None
    """Where it is one, and no percentage."""
    formed: bool = False
    """Whether its form says how many decimals are printed."""


@dataclass(slots=True)
class Sheet:
    """The cells of a sheet that hold something, by row and column, both from 0."""

    rows: dict[int, dict[int, Value]] = field(default_factory=dict)

    def put(self, row: int, column: int, value: Value) -> None:
        """Puts a value in a cell."""
        if value.text.strip():
            self.rows.setdefault(row, {})[column] = value


def shown(number: Decimal, form: Form) -> str:
    """A number as it is printed, in the Dutch way: 1.234,56 or 85,8%."""
    if form.percent:
        number *= 100
    number = number.scaleb(-3 * form.thousands)
    if form.decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-form.decimals), ROUND_HALF_UP)
    text = f"{abs(number):{',' if form.grouped else ''}f}"
    whole, _, fraction = text.partition(".")
    if form.decimals is None:
        fraction = fraction.rstrip("0")
    sign = "-" if number < 0 else ""
    return f"{sign}{whole.replace(',', '.')}{',' if fraction else ''}{fraction}{'%' if form.percent else ''}"


def number_of(text: str) -> Decimal | None:
    """The number that a file holds, without what its binary form adds; None where it holds none."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= _LARGEST:
        return None
    digits = len(number.as_tuple().digits)
    if digits > _DECIMALS:
        number = number.quantize(Decimal(1).scaleb(number.adjusted() - _DECIMALS + 1), ROUND_HALF_UP)
    return number.normalize() + 0


def rows_of_sheets(sheets: Sequence[Sheet]) -> Iterator[Row]:
    """The rows of all sheets, in their order; `line` is the number of the row in its sheet, from 1.

    Raises:
        ReportError: there are more cells than any report has.
    """
    left = MOST_CELLS
    rows: list[Row] = []
    for sheet in sheets:
        used = sorted({column for cells in sheet.rows.values() for column in cells})
        left -= len(used) * len(sheet.rows)
        if left < 0:
            raise ReportError("damaged or hostile: it has more cells than any report")
        rows += _rows(sheet, used)
    alone = [row.cells[0] for row in rows if len(row.cells) == 1 and " " in row.cells[0]]
    paragraphs = len(alone) >= _FEWEST_LINES and sum(text.endswith(_ENDS) for text in alone) >= _MOSTLY * len(alone)
    for row in rows:
        yield row._replace(gap=True) if paragraphs and len(row.cells) == 1 else row


def _rows(sheet: Sheet, used: Sequence[int]) -> Iterator[Row]:
    before = None
    fill = _fill(sheet)
    shares: frozenset[int] = frozenset()
    for at in sorted(sheet.rows):
        cells = sheet.rows[at]
        gap = before is None or at > before + 1
        before = at
        if _is_header(cells):
            shares = _shares(cells)
        if len(cells) == 1:
            yield from _lines(next(iter(cells.values())).text, at + 1, gap=gap)
            continue
        texts = {
            column: cell_text(_text(value, _of(cells, column, shares), fill).split("\n"))
            for column, value in cells.items()
        }
        yield Row(tuple(printable(texts.get(column, "")) for column in used), line=at + 1, gap=gap)


def _lines(text: str, line: int, *, gap: bool) -> Iterator[Row]:
    for part in text.split("\n"):
        if part.strip():
            yield Row(cells_of(part), line=line, gap=gap)
            gap = False


class _Kind(Enum):
    """What a column of figures holds."""

    MONEY = auto()
    STAFF = auto()
    SHARE = auto()
    NONE = auto()
    """It stands in a row that is no line of a table."""


@dataclass(frozen=True, slots=True)
class _Fill:
    """How the numbers of a sheet are printed that have no form of their own."""

    fractions: bool
    """Whether percentages are parts of one."""
    cents: bool
    mangled: bool
    """Whether a program took amounts for something else: "39.752" for 39 euros."""


def _of(cells: Mapping[int, Value], column: int, shares: Collection[int]) -> _Kind:
    if len(cells) <= _FIGURES:
        return _Kind.NONE
    if column in shares:
        return _Kind.SHARE
    first = cells[min(cells)].text.strip().casefold()
    return _Kind.STAFF if first == FTE else _Kind.MONEY


def _text(value: Value, kind: _Kind, fill: _Fill) -> str:
    """The text of a cell; a number that has no form of its own gets that of its column."""
    if value.number is None or kind is _Kind.NONE:
        return value.text
    if kind is _Kind.SHARE:
        number = value.number * (100 if fill.fractions else 1)
        return shown(number, Form(1)) + "%"
    if kind is _Kind.STAFF:
        return shown(value.number, Form(2))
    if value.formed:
        return value.text
    if fill.mangled and value.number:
        # What such an amount was nobody knows: it is unreadable, and seen to be.
        return f"{value.text}?"
    return shown(value.number, Form(2)) if fill.cents else value.text


def _is_header(cells: Mapping[int, Value]) -> bool:
    return len(cells) > 1 and any(is_table_title(value.text) for value in cells.values())


def _shares(cells: Mapping[int, Value]) -> frozenset[int]:
    """The columns below a header that hold percentages: the third and the fifth of five."""
    columns = sorted(cells)
    return frozenset({columns[3], columns[5]}) if len(columns) == _FIGURES + 1 else frozenset()


def _fill(sheet: Sheet) -> _Fill:
    """How a sheet's numbers are printed, as the amounts beside the percentages tell, and the cents of any amount."""
    votes = 0
    cents = typed = False
    for cells in sheet.rows.values():
        last = [cells[column] for column in sorted(cells)][-_FIGURES:]
        numbers = [value.number for value in last]
        typed = typed or any(value.number is None and _GROUPED.fullmatch(value.text) for value in last)
        if len(numbers) < _FIGURES:
            continue
        if _of(cells, -1, ()) is _Kind.MONEY:
            amounts = [last[at] for at in _AMOUNTS]
            cents = cents or any(
                value.number is not None and value.number % 1 and not value.formed for value in amounts
            )
        if numbers[2] is not None and numbers[0] and numbers[1]:
            part = numbers[1] / numbers[0]
            votes += 1 if abs(numbers[2] - part) < abs(numbers[2] - part * 100) else -1
    # Amounts that are texts with their thousands apart have no cents.
    return _Fill(votes > 0, cents and not typed, mangled=cents and typed)
