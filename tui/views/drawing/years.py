"""A node over the years as a small table with a chart, drawn for a width. Nothing here loads Polars."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from rich.cells import cell_len
from rich.text import Text

from doelboom.data.years.series import Series, YearOfNode
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure
from doelboom.tui.locale.words import _, counted, measure_term
from doelboom.tui.views.drawing.look import Look
from doelboom.tui.views.words.captions import Terms
from doelboom.tui.views.words.check.findings import DOUBTFUL
from doelboom.tui.views.words.numbers import NOTHING, filled, percentage, printed, share, signed
from doelboom.tui.views.words.reports.years import instead_of_figures, notes_on, year_label

_GAP = 2
_LEAST_CHART, _MOST_CHART = 6, 24
"""Cells of the chart: where there are fewer it is left out, and where there are more it takes no more."""
_NEGATIVE = ("▒", "=")
"""What bars below zero are made of, with blocks and without."""
_RANKED = ("actual", "reference", "spent_pct", "change_pct", "vte", "change")
"""The columns, those that count most first."""
_SHOWN = ("reference", "actual", "spent_pct", "change", "change_pct", "vte")
"""The same from left to right."""


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    cells: tuple[str, ...]

    @property
    def width(self) -> int:
        return max(map(cell_len, (self.heading, *self.cells)))


def draw_years(series: Series, measure: Measure, width: int, look: Look, *, noted: bool = True) -> Text:
    """The years of a node for a measure, a line each, then (if they are to be `noted`) what is to be known of them;
    every figure whole or, with its column, left out."""
    columns = {name: _column(series, measure, name) for name in _SHOWN if name != "vte" or measure is not Measure.FTE}
    labels = _Column(_("Year"), tuple(map(year_label, series.years)))
    room = width - labels.width
    kept = []
    for name in _RANKED:
        if name in columns and columns[name].width + _GAP <= room:
            kept.append(name)
            room -= columns[name].width + _GAP
    shown = [columns[name] for name in _SHOWN if name in kept]
    chart = min(room - _GAP, _MOST_CHART) if room - _GAP >= _LEAST_CHART else 0
    lines = _lines(series, measure, [labels, *shown], len(columns) - len(kept), chart, width, look)
    if noted:
        lines += draw_notes(series, width, look)
    return Text("\n").join(lines)


def draw_notes(series: Series, width: int, look: Look) -> list[Text]:
    """The lines of what is to be known of a node's years."""
    return [
        Text(part, style=look.dim)
        for note in notes_on(series)
        for part in textwrap.wrap(note, max(width, 20), subsequent_indent="  ")
    ]


def _lines(
    series: Series, measure: Measure, columns: list[_Column], left_out: int, chart: int, width: int, look: Look
) -> list[Text]:
    title = textwrap.wrap(f"{_('Over the years')}: {measure_term(measure)}", width)
    if left_out:
        # In one piece: a number at a line's end would stand there for itself.
        more = f"({counted('{count} more column', '{count} more columns', left_out).format(count=left_out)})"
        if cell_len(title[-1]) + 1 + cell_len(more) <= width:
            title[-1] += f" {more}"
        else:
            title += textwrap.wrap(more, width)
    lines = [Text(part, style=look.term) for part in title]
    lines.append(Text(_row([column.heading for column in columns], columns), style=look.dim))
    largest = max((abs(value) for row in series.years if (value := row.value(measure, "actual"))), default=Decimal(0))
    for number, row in enumerate(series.years):
        if not row.figures:
            words = f"{columns[0].cells[number].ljust(columns[0].width)}  {instead_of_figures(row)}"
            indent = " " * (columns[0].width + _GAP)
            lines += [
                Text(part, style=look.dim) for part in textwrap.wrap(words, max(width, 20), subsequent_indent=indent)
            ]
            continue
        line = Text(_row([column.cells[number] for column in columns], columns))
        if chart:
            line.append(" " * _GAP)
            line.append(_bar(row.value(measure, "actual"), largest, chart, look), style=look.bar_of(measure))
        line.rstrip()
        lines.append(line)
    return lines


def _row(cells: list[str], columns: list[_Column]) -> str:
    first = cells[0].ljust(columns[0].width)
    rest = (cell.rjust(column.width) for cell, column in zip(cells[1:], columns[1:], strict=True))
    return (" " * _GAP).join([first, *rest])


def _column(series: Series, measure: Measure, name: str) -> _Column:
    terms = Terms(measure)
    if name == "vte":
        return _Column("VTE", _cells(series, Measure.FTE, "actual"))
    return _Column(terms.heading(name), _cells(series, measure, name))


def _cells(series: Series, measure: Measure, name: str) -> tuple[str, ...]:
    text, is_doubtful = _readers(series, measure, name)
    signs = [DOUBTFUL if row.figures and is_doubtful(row) else "" for row in series.years]
    # A space behind the others keeps the digits in line.
    padding = " " if any(signs) else ""
    return tuple(
        f"{text(row)}{sign or padding}" if row.figures else "" for row, sign in zip(series.years, signs, strict=True)
    )


def _readers(
    series: Series, measure: Measure, name: str
) -> tuple[Callable[[YearOfNode], str], Callable[[YearOfNode], bool]]:
    """What a cell says, and whether it is worked out from a figure in doubt."""
    if name in ("change", "change_pct"):

        def changed(row: YearOfNode) -> str:
            change = series.change(row.year, measure)
            if change is None:
                return NOTHING
            return signed(printed(change, measure)) if name == "change" else share(series.change_pct(row.year, measure))

        return changed, lambda row: series.change_in_doubt(row.year, measure)

    def told(row: YearOfNode) -> str:
        value = row.value(measure, name)
        return percentage(value) if name == "spent_pct" else printed(value, measure)

    return told, lambda row: row.is_doubtful(measure, name)


def _bar(value: Decimal | None, largest: Decimal, width: int, look: Look) -> str:
    if not value or not largest:
        return ""
    blocks = look.signs.blocks
    eighths = int((abs(value) / largest * width * 8).to_integral_value(ROUND_HALF_UP))
    if value < 0:
        return _NEGATIVE[not blocks] * max(1, (eighths + 4) // 8)
    return filled(max(1, eighths), blocks=blocks)
