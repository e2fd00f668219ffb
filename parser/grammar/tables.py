"""The two tables of a node: their header rows, their labels, their figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from doelboom.parser.dataclass import dataclass
from doelboom.parser.grammar.figures.figures import is_nothing, looks_like_figure, take_apart
from doelboom.parser.grammar.figures.notation import Notations, is_absent, settled
from doelboom.parser.grammar.figures.scale import scale_in_header
from doelboom.parser.records import COLUMNS, Amounts, Fault, FaultKind, Measure, Place
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import (
    ACTUALS,
    BALANCE,
    BUDGET_TABLE,
    DIRECTIONS,
    FTE,
    RATIOS,
    REFERENCES,
    SECTIONS,
    SHARES,
    SPENT,
    STAFF_TABLE,
    YEAR,
    closest,
    is_table_title,
)
from doelboom.parser.vocabulary import STAFF as STAFF_WORD

BUDGET: tuple[Measure, ...] = tuple(measure for measure in Measure if measure is not Measure.FTE)
"""The measures of *Budgettaire onderbouwing*."""
STAFF: tuple[Measure, ...] = (Measure.FTE,)
"""The measure of *Onderbouwing personeel*."""

PRINTED = ("reference", "actual", "spent_pct", "prior", "of_prior_pct")
"""The names of the columns, in the order in which these reports print them."""

_ENOUGH_COLUMNS = 4
"""So many of the five columns make a header of a row that lost its name."""
_ENOUGH_PERCENTAGES = 2
_CLOSE = 0.75
"""How alike a misspelled label must be ("Investing", "onderbouwning")."""

_YEAR = re.compile(rf"\b({YEAR})\b")
_LABEL = re.compile(r"[^\W\d_]+")
_ASIDE = re.compile(r"\([^()]*\)?|\b(?:in|x)\s+\S*.*$", re.IGNORECASE)
"""What stands behind a table's name: "(in euro)", "in duizend euro"."""
_NUMBER = re.compile(r"^\s*(?:[IVX]{1,4}|[A-Za-z]|[0-9])[.)]\s*")
"""What numbers a row: "I. Exploitatie"."""
_LONGEST_TITLE = 80
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Header:
    """The header row of one of the two tables."""

    measures: tuple[Measure, ...]
    columns: tuple[tuple[int, str], ...]
    """Index of the cell and name of the column, for the columns whose heading could be told."""
    width: int
    """How many cells the header row has."""
    years: tuple[int, int] | None
    """The report's year and the year before it, as this header prints them."""
    scale: int | None = None
    """How many euros one is, where this header says so."""


def _label(text: str) -> str:
    return " ".join(_LABEL.findall(text.casefold()))


@lru_cache(maxsize=4096)
def _closest(text: str, labels: tuple[str, ...]) -> str | None:
    label = _label(text)
    if label in labels:
        return label
    if not label or len(label) > 2 * max(map(len, labels)):
        return None
    return closest(label, labels, _CLOSE)


def read_header(row: Row) -> Header | None:
    """The header that a row is: its title and a year, or most of its columns by name.

    Words that nothing is known of belong to the column that they stand in.
    """
    texts = row.texts
    if len(texts) < 3 or not any(_YEAR.search(text) for text in texts[1:]):
        return None
    start = row.cells.index(texts[0])
    measures = _titled(texts[0])
    if measures is not None:
        start += 1
    elif _many_columns(texts):
        measures = STAFF if any(_closest(text, (STAFF_TABLE.actual,)) for text in texts) else BUDGET
    else:
        return None
    years = _years(row.cells[start:])
    scales = {scale for cell in row.cells if (scale := scale_in_header(cell)) is not None}
    return Header(
        measures,
        _named(row.cells, start, years),
        len(row.cells),
        years,
        scales.pop() if len(scales) == 1 and measures is BUDGET else None,
    )


def _many_columns(texts: tuple[str, ...]) -> bool:
    """Whether the cells of a row name most of the columns."""
    years = _years(texts)
    return len({_column(text, years) for text in texts} - {None}) >= _ENOUGH_COLUMNS


def _titled(text: str) -> tuple[Measure, ...] | None:
    """The measures of the table that a cell names, whatever stands behind its name."""
    name = _ASIDE.sub(" ", text)
    title = _closest(name, (BUDGET_TABLE.title, STAFF_TABLE.title))
    if title is not None:
        return BUDGET if title == BUDGET_TABLE.title else STAFF
    if len(text) <= _LONGEST_TITLE and is_table_title(name):
        return STAFF if STAFF_WORD in name.casefold() else BUDGET
    return None


@lru_cache(maxsize=256)
def _named(cells: tuple[str, ...], start: int, years: tuple[int, int] | None) -> tuple[tuple[int, str], ...]:
    """Index and name of the columns that can be told."""
    filled = [index for index in range(start, len(cells)) if cells[index]]
    names = {index: _column(cells[index], years) for index in filled}
    if len(filled) == len(PRINTED):
        usual = dict(zip(filled, PRINTED, strict=True))
        if all(_can_be(cells[index], name, years) for index, name in usual.items()):
            return tuple(usual.items())
    named: list[tuple[int, str]] = []
    for index, name in names.items():
        if name is not None and name not in [known for _, known in named]:
            named.append((index, name))
    if len(named) < len(PRINTED) and len(filled) == len(PRINTED) and not _is_turned(named):
        return tuple(zip(filled, PRINTED, strict=True))
    return tuple(named)


def _can_be(cell: str, name: str, years: tuple[int, int] | None) -> bool:
    """Whether nothing in a column's heading speaks against its being what usually stands there."""
    said = _column(cell, years)
    if said == name:
        return True
    percentage = name.endswith("_pct")
    if percentage or said is None or said.endswith("_pct") or _has_word(cell, ACTUALS + REFERENCES):
        return said is None
    year = _YEAR.search(cell)
    return year is None or years is None or int(year[1]) == (years[1] if name == "prior" else years[0])


def _is_turned(named: Sequence[tuple[int, str]]) -> bool:
    """Whether the columns stand in another order than the usual one."""
    order = [PRINTED.index(name) for _, name in named]
    return order != sorted(order)


def _has_word(text: str, words: tuple[str, ...]) -> bool:
    return any(word in words for word in _LABEL.findall(text.casefold()))


def _years(cells: tuple[str, ...]) -> tuple[int, int] | None:
    """A year and the one before it; None where the header names others, so that one of them was misread."""
    years = sorted({int(year) for cell in cells for year in _YEAR.findall(cell)})
    return (years[1], years[0]) if len(years) == 2 and years[1] == years[0] + 1 else None


def _column(cell: str, years: tuple[int, int] | None) -> str | None:
    """The column that a heading names; None where its words do not tell."""
    text = cell.casefold()
    compares = "t.o.v" in text or "tov" in text.split() or _has_word(text, RATIOS)
    if compares and not _has_word(text, REFERENCES):
        return "of_prior_pct"
    if compares or "%" in text or SPENT in text or _has_word(text, SHARES):
        return "spent_pct"
    if text.startswith((BUDGET_TABLE.reference, STAFF_TABLE.reference)) or _has_word(text, REFERENCES):
        return "reference"
    year = _YEAR.search(text)
    if year is None or years is None:
        return None
    return "actual" if int(year[1]) == years[0] else "prior"


class Label(NamedTuple):
    """What the first cells of a figures row say. Section or direction can be missing."""

    section: str | None
    direction: str | None
    staff: bool
    cells: int
    """How many cells the label takes, empty ones included."""


def read_label(row: Row) -> Label | None:
    """The label of a row of figures; None for any other row."""
    if len(row.texts) < 2:
        return None
    section = direction = None
    staff = False
    used = 0
    for index, cell in enumerate(row.cells[:3]):
        if not cell:
            continue
        if looks_like_figure(cell):
            break
        labels = _labels_in(cell)
        if labels is None:
            break
        section, direction, staff = section or labels[0], direction or labels[1], staff or labels[2]
        used = index + 1
    if section is None and direction is None and not staff:
        return None
    return Label(section, direction, staff, used)


@lru_cache(maxsize=4096)
def _labels_in(cell: str) -> tuple[str | None, str | None, bool] | None:
    """Section, direction and whether it says VTE, of a cell that is a label; None for any other cell."""
    cell = _NUMBER.sub("", cell)
    if label := _closest(cell, (*SECTIONS, *DIRECTIONS, FTE)):
        return label if label in SECTIONS else None, label if label in DIRECTIONS else None, label == FTE
    words = _LABEL.findall(cell.casefold())
    if not 0 < len(words) <= 2 or len(cell) > _LONGEST_LABEL:
        return None
    if words[-1].endswith(BALANCE) or words[0] == BALANCE:
        stem = words[-1].removesuffix(BALANCE) if len(words) == 1 else next(iter({*words} - {BALANCE}), "")
        return _closest(stem, SECTIONS), BALANCE, False
    if len(words) == 1:
        return None
    for first, second in (words, reversed(words)):
        section, direction = _closest(first, SECTIONS), _closest(second, DIRECTIONS)
        if section is not None and direction is not None:
            return section, direction, False
    return None


def figures_in(row: Row) -> int:
    """How many cells of a row hold a figure."""
    return sum(looks_like_figure(cell) for cell in row.texts)


def looks_like_line(row: Row) -> bool:
    """Whether a row of running text is most likely the line of a table that could not be read as one."""
    if sum([cell.count("%") for cell in row.cells]) < _ENOUGH_PERCENTAGES:
        return False
    words = [word for cell in row.texts for word in cell.split()]
    figures = [figure for word in words if (figure := take_apart(word)) is not None]
    percentages = sum(figure.percent for figure in figures)
    return len(figures) >= _ENOUGH_COLUMNS and percentages >= _ENOUGH_PERCENTAGES and len(words) <= 2 * len(figures)


def is_full_line(row: Row, label: Label) -> bool:
    """Whether a row has a readable figure for every column: the line of a table even where no header says so."""
    figures = [cell for cell in row.cells[label.cells :] if cell]
    return len(figures) == len(PRINTED) and all(_fits(name, text) for name, text in zip(PRINTED, figures, strict=True))


def _fits(column: str, text: str) -> bool:
    printed = take_apart(text)
    if printed is None:
        return column.endswith("_pct") and is_nothing(text)
    return printed.percent is column.endswith("_pct")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table, its cells still texts: how figures are printed is known when all were seen."""

    measure: Measure
    place: Place
    cells: Mapping[str, str] | None
    """By name of the column. None where it cannot be told which figure is which."""
    whole: str
    """The whole row."""
    scale: int | None = None
    """How many euros one is, where its header says so."""

    def says_same(self, other: Line) -> bool:
        """Whether another line has the same figures, however they are printed."""
        if self.cells is None or other.cells is None:
            return self.whole == other.whole
        return all(_core(self.cells[name]) == _core(other.cells[name]) for name in COLUMNS if not name.endswith("_pct"))

    def amounts(self, notations: Notations, scale: int = 1) -> tuple[Amounts, list[Fault]]:
        """Its figures, and what could not be read of them.

        The faults name no node: whose line it is, its caller knows.

        Args:
            scale: how many euros one is.
        """
        if self.cells is None:
            return Amounts(measure=self.measure, place=self.place), [self._fault(None, self.whole)]
        values = {name: notations.value(name, self.cells[name]) for name in COLUMNS}
        bases = {"spent_pct": values["reference"], "of_prior_pct": values["prior"]}
        faults = [
            self._fault(name, self.cells[name] or None)
            for name in COLUMNS
            if values[name] is None and not is_absent(name, self.cells[name], bases.get(name))
        ]
        if scale > 1:
            values |= {name: value and value * scale for name, value in values.items() if not name.endswith("_pct")}
        return Amounts(**values, measure=self.measure, place=self.place), faults

    def _fault(self, column: str | None, printed: str | None) -> Fault:
        return Fault(FaultKind.UNREADABLE_FIGURE, None, self.measure, column, printed, self.place)


def _core(text: str) -> object:
    printed = take_apart(text)
    return text if printed is None else (printed.negative, printed.whole, printed.fraction)


def line_of(row: Row, header: Header | None, label: Label, measure: Measure) -> Line:
    """The line of a measure that a row is, its cells by the column under which they stand."""
    cells = _by_column(row, header, label)
    if cells is not None:
        cells = {name: cells.get(name, "") for name in COLUMNS}
    scale = header.scale if header is not None else None
    return Line(measure, Place(row.page, row.line), cells, " | ".join(row.texts), scale)


def order_of(rows: Iterable[Row]) -> tuple[str, str]:
    """In which order a document prints expenditure and receipts, by the rows below those that name a section."""
    first: Counter[str] = Counter()
    before: Label | None = None
    for row in rows:
        label = read_label(row)
        follows = label is not None and label.section is None and label.direction in DIRECTIONS
        if follows and before is not None and label is not None and label.direction != before.direction:
            first[before.direction or ""] += 1
        before = label if label is not None and label.section is not None and label.direction in DIRECTIONS else None
    expenditure, receipts = DIRECTIONS
    return (receipts, expenditure) if first[receipts] > first[expenditure] else (expenditure, receipts)


def notations_of(lines: Iterable[Line], *, staff: bool, scaled: bool = False) -> Notations:
    """How the columns of one of the two tables are printed, from all its lines in the document."""
    told = [line.cells for line in lines if line.cells is not None]
    return settled({name: [cells[name] for cells in told] for name in COLUMNS}, staff=staff, scaled=scaled)


def _by_column(row: Row, header: Header | None, label: Label) -> dict[str, str] | None:
    """The printed figures by column name, or None where it cannot be told which figure is which."""
    if header is not None and (aligned := _aligned(row, header, label)) is not None:
        return aligned
    figures = [cell for cell in row.cells[label.cells :] if cell]
    order = _order(header)
    if order is None or len(figures) != len(order):
        return None
    printed = dict(zip(order, figures, strict=True))
    return None if _shifted(printed) else printed


def _aligned(row: Row, header: Header, label: Label) -> dict[str, str] | None:
    """The figures by the place of their cells, in a row whose cells stand below those of its header."""
    if len(row.cells) != header.width or len(header.columns) != len(COLUMNS):
        return None
    columns = {index for index, _ in header.columns}
    first = min(columns)
    loose = any(cell for index, cell in enumerate(row.cells) if index >= label.cells and index not in columns)
    if loose or label.cells > first:
        return None
    printed = {name: row.cells[index] for index, name in header.columns}
    if all(printed.values()):
        return printed
    # With a cell gone from a wider row, the empty cell of its label would stand below the first column.
    unsure = not row.cells[first] and label.cells < 2
    return None if unsure or _shifted(printed) else printed


def _order(header: Header | None) -> tuple[str, ...] | None:
    """The order of the columns; None where the header names them in one that cannot be told."""
    if header is None:
        return PRINTED
    names = tuple(name for _, name in header.columns)
    if len(names) == len(PRINTED):
        return names
    return PRINTED if names == tuple(name for name in PRINTED if name in names) else None


def _shifted(printed: dict[str, str]) -> bool:
    """Whether a percentage stands below an amount's heading or an amount below a percentage's: a cell is gone."""
    figures = {name: figure for name, text in printed.items() if (figure := take_apart(text)) is not None}
    signed = any(figure.percent for figure in figures.values())
    return signed and any(figure.percent is not name.endswith("_pct") for name, figure in figures.items())
