"""Doubt travels with its figure: which printed figures anything is worked out from, and which of those are in doubt.

Whatever shows a figure asks here, be it printed, a difference, a sum over rows, a step of a bridge or a balance, so
that no two places can differ on what is to be trusted. Nothing here loads Polars.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from decimal import Decimal

from doelboom.data.model.cells import Cell, Doubt
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure

DOUBT = "doubt"
"""The column of answers that says which figures in doubt a row is worked out from: cells as `marked_cell` writes them,
null where there are none."""
STAFF = "vte_"
"""How columns begin that are about FTE beside those of another measure."""

FIGURES = ("reference", "actual", "prior")
"""The printed columns that are amounts."""

_VARIANCE, _CHANGE = ("reference", "actual"), ("prior", "actual")
_WORKED_OUT: Mapping[str, tuple[str, ...]] = {
    "variance": _VARIANCE,
    "variance_pct": _VARIANCE,
    "effect": _VARIANCE,
    "change": _CHANGE,
    "change_pct": _CHANGE,
}

_OF_SUMS: Mapping[str, tuple[str, ...]] = {"spent_pct": _VARIANCE, "of_prior_pct": _CHANGE}


def printed_columns(column: str) -> tuple[str, ...]:
    """The printed columns (`parser.records.COLUMNS`) from which one of an answer's columns is worked out: itself, if it
    is one of those."""
    column = column.removeprefix(STAFF)
    return _WORKED_OUT.get(column, (column,))


def columns_of_sums(column: str) -> tuple[str, ...]:
    """The same where figures are sums: then the percentages are worked out from those, and printed ones have no part in
    them."""
    return _OF_SUMS.get(column) or printed_columns(column)


@dataclass(frozen=True)
class Doubts:
    """The figures of a report that are in doubt."""

    by_code: Mapping[str, Mapping[tuple[Measure, str], Doubt]] = field(default_factory=dict)
    """The figures in doubt that are printed of each node, by measure and column."""
    made_of: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Of each remainder the nodes that it is the difference of, the parent, then its children; of the whole report the
    objectives that it is the sum of."""

    def __bool__(self) -> bool:
        return bool(self.by_code)

    @classmethod
    def of(cls, cells: Mapping[Cell, Doubt], made_of: Mapping[str, Sequence[str]]) -> Doubts:
        """Those among some cells that are figures."""
        by_code: dict[str, dict[tuple[Measure, str], Doubt]] = {}
        for cell, doubt in cells.items():
            if cell.measure is not None and cell.column is not None:
                by_code.setdefault(cell.code, {})[cell.measure, cell.column] = doubt
        return cls(by_code, made_of)

    def behind(self, codes: Iterable[str], measures: Iterable[Measure], columns: Iterable[str]) -> dict[Cell, Doubt]:
        """The figures in doubt from which some columns are worked out, over all these nodes and remainders together: a
        row, a step or a balance of several.

        The columns are printed ones, or those of the answers of queries; in the order of the codes.
        """
        if not self.by_code:
            return {}
        lines = tuple(measures)
        names = tuple(columns)
        own = {place for column in names for place in printed_columns(column)}
        summed = {place for column in names for place in columns_of_sums(column)}
        behind: dict[Cell, Doubt] = {}
        for code in codes:
            wanted = summed if code in self.made_of else own
            for part in self.made_of.get(code, (code,)):
                for (measure, column), doubt in self.by_code.get(part, {}).items():
                    if measure in lines and column in wanted:
                        behind.setdefault(Cell(part, measure, column), doubt)
        return behind

    def columns_of(self, code: str, measure: Measure, columns: Iterable[str]) -> frozenset[str]:
        """Those columns of a line of a node or remainder that are worked out from a figure in doubt."""
        return frozenset(column for column in columns if self.behind((code,), (measure,), (column,)))


def marked_cell(cell: Cell, doubt: Doubt) -> str:
    """A figure in doubt as it stands in the column `doubt`: ``AC1:vte:actual``, with ``=12.5`` behind it where one
    value is suggested, and ``?`` where it is only one of several of which one is wrong."""
    if doubt.suggestion is not None:
        return f"{cell}={doubt.suggestion:f}"
    return str(cell) if doubt.named else f"{cell}?"


def read_marked_cell(text: str) -> tuple[Cell, Doubt]:
    """What `marked_cell` wrote.

    Raises:
        ValueError, ArithmeticError: it never wrote that.
    """
    rest, _parting, column = text.rpartition(":")
    name, parting, value = column.partition("=")
    if parting:
        return Cell.parse(f"{rest}:{name}"), Doubt(named=True, suggestion=Decimal(value))
    return Cell.parse(f"{rest}:{name.removesuffix('?')}"), Doubt(named=not name.endswith("?"))


def marked_cells(doubts: Mapping[Cell, Doubt]) -> list[str] | None:
    """The value of the column `doubt`; None where nothing is in doubt."""
    return [marked_cell(cell, doubt) for cell, doubt in doubts.items()] or None


def in_doubt(
    columns: Iterable[str], marked: Iterable[str] | None, measure: Measure | None, *, of_sums: bool = False
) -> frozenset[str]:
    """Those columns of a row that are worked out from a figure in its column `doubt`.

    Args:
        columns: the names of the row's columns.
        marked: what stands in the row's column `doubt`.
        measure: the measure of the row's amounts; None where they are of the measure that the cells name.
        of_sums: whether the row's figures are sums, and its percentages worked out from them.
    """
    if not marked:
        return frozenset()
    cells = [read_marked_cell(text)[0] for text in marked]
    made_of = columns_of_sums if of_sums else printed_columns
    return frozenset(
        column for column in columns if any(_is_behind(cell, column, made_of(column), measure) for cell in cells)
    )


def _is_behind(cell: Cell, column: str, made_of: tuple[str, ...], measure: Measure | None) -> bool:
    measure_of_column = Measure.FTE if column.startswith(STAFF) else measure
    return cell.column in made_of and measure_of_column in (None, cell.measure)
