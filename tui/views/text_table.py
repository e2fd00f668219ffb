"""Tables that fit a width: texts are cut with an ellipsis, figures and codes never; what has no room is named."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from doelboom.parser.dataclass import dataclass
from doelboom.parser.formats.printable import printable
from doelboom.tui.views.words.captions import Terms
from doelboom.tui.views.words.check.findings import DOUBTFUL

if TYPE_CHECKING:
    import polars as pl

_CUT = frozenset({"title", "note", "service", "file", "description", "entity", "codes", "candidates", "finding"})
"""The columns whose texts may be cut."""
_LEAST, _ENOUGH = 16, 40
"""The cells that a text needs to be worth showing, and that it gets before other columns take the rest."""
_GAP = 2
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


@dataclass(frozen=True, slots=True)
class Column:
    """One column as text."""

    name: str
    heading: str
    cells: tuple[str, ...]
    total: str
    """What stands below it; nothing where it has no total."""
    figures: bool
    """Whether it is set to the right, and never cut."""

    @property
    def whole(self) -> int:
        """The width at which nothing is cut."""
        return max(self.least_heading, cell_len(self.total), *(cell_len(cell) for cell in self.cells), 1)

    @property
    def least_heading(self) -> int:
        """The width that its heading needs, a word a line."""
        return max(map(cell_len, self.heading.split()), default=1)

    @property
    def least(self) -> int:
        """The width below which it cannot be shown."""
        return min(self.whole, _LEAST) if self.name in _CUT else self.whole


@dataclass(frozen=True, slots=True)
class Fitted:
    """The lines of a table, and the headings of the columns for which there was no room."""

    head: tuple[str, ...]
    rows: tuple[str, ...]
    total: str
    left_out: tuple[str, ...]
    width: int


def columns_of(
    frame: pl.DataFrame, terms: Terms, totals: dict[str, str], in_doubt: Sequence[frozenset[str]] = ()
) -> list[Column]:
    """The columns of a frame that say anything, as text; of each row, those `in_doubt` with the sign for that."""
    columns = []
    for name in frame.columns:
        column = frame[name]
        cells = tuple(printable(" ".join(terms.text(name, value).split())) for value in column.to_list())
        if (frame.height and column.null_count() == frame.height) or (cells and not any(cells)):
            continue
        figures = frame.schema[name].is_numeric()
        if any(name in names for names in in_doubt):
            # A space behind the others keeps the digits in line.
            signs = (DOUBTFUL if name in names else " " for names in in_doubt)
            cells = tuple(f"{cell}{sign}" for cell, sign in zip(cells, signs, strict=True))
        columns.append(Column(name, terms.heading(name), cells, totals.get(name, ""), figures))
    return columns


def fit(columns: Sequence[Column], width: int | None, first: Sequence[str]) -> Fitted | None:
    """The table in a width (None: any); None where there is no room for the first column and the first figure.

    Args:
        first: the names of the columns that count most, the most first; the others follow in their order.
    """
    names = [column.name for column in columns]
    ranked = [name for name in dict.fromkeys([*first, *names]) if name in names]
    by_name = {column.name: column for column in columns}
    kept: list[str] = []
    used = -_GAP
    for name in ranked:
        needed = _GAP + by_name[name].least
        if width is None or used + needed <= width:
            kept.append(name)
            used += needed
    indispensable = [*ranked[:1], *[name for name in ranked if by_name[name].figures][:1]]
    if not columns or not set(indispensable) <= set(kept):
        return None
    fitting = [column for column in columns if column.name in kept]
    widths = _widths(fitting, None if width is None else width - used)
    left_out = tuple(column.heading for column in columns if column.name not in kept)
    rows = tuple(
        _line([_cell(column, column.cells[number], size) for column, size in zip(fitting, widths, strict=True)])
        for number in range(len(columns[0].cells))
    )
    total = _line([_cell(column, column.total, size) for column, size in zip(fitting, widths, strict=True)])
    return Fitted(_head(fitting, widths), rows, total, left_out, sum(widths) + _GAP * (len(widths) - 1))


def _widths(columns: Sequence[Column], room: int | None) -> list[int]:
    if room is None:
        return [column.whole for column in columns]
    widths = [column.least for column in columns]
    for most in (_ENOUGH, None):
        for number, column in enumerate(columns):
            enough = column.whole if most is None else min(most, column.whole)
            more = min(room, max(0, enough - widths[number]))
            widths[number] += more
            room -= more
    return widths


def _cell(column: Column, text: str, width: int) -> str:
    length = cell_len(text)
    if length > width:
        return set_cell_size(text, width - 1).rstrip() + _ELLIPSIS if width > 1 else _ELLIPSIS
    space = " " * (width - length)
    return space + text if column.figures else text + space


def _line(cells: Sequence[str]) -> str:
    return (" " * _GAP).join(cells).rstrip()


def _head(columns: Sequence[Column], widths: Sequence[int]) -> tuple[str, ...]:
    stacked = [textwrap.wrap(column.heading, width) or [""] for column, width in zip(columns, widths, strict=True)]
    height = max(map(len, stacked))
    lines = []
    for number in range(height):
        parts = [column[number - height + len(column)] if number >= height - len(column) else "" for column in stacked]
        lines.append(
            _line([_cell(column, part, width) for column, part, width in zip(columns, parts, widths, strict=True)])
        )
    return tuple(lines)
