"""The columns of the tree: their headings, and the cells of a row in them."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from doelboom.data.model.outline import WHOLE, Outline
from doelboom.data.queries.siblings import FIGURES, doubtful, figure
from doelboom.parser.records import Measure
from doelboom.tui.locale.words import _
from doelboom.tui.views.drawing.share_bar import share_bar
from doelboom.tui.views.words.captions import Terms
from doelboom.tui.views.words.check.findings import DOUBTFUL
from doelboom.tui.views.words.numbers import NOTHING, Unit, in_unit, percentage, share, signed

COLUMNS = (*FIGURES, "bar")
"""The columns, from left to right."""
MOST_WANTED = ("variance", "actual", "bar", "reference", "spent_pct")
"""Those that are shown at first, the most wanted before: where there is no room for all, the others are scrolled to."""
_BAR, _LONG_BAR = 6, 12
_ROOM_FOR_LONG_BARS = 100
"""The cells of a row from which on a bar is long: with fewer, titles need them more."""


def heading(column: str, measure: Measure) -> str:
    """What stands above a column."""
    match column:
        case "bar":
            return _("Share")
        case "spent_pct":
            return "%"
        case _:
            return Terms(measure).heading(column)


def bar_cells(room: int) -> int:
    """The cells of a bar in rows of so many."""
    return _LONG_BAR if room >= _ROOM_FOR_LONG_BARS else _BAR


def draw_bar(outline: Outline, code: str, measure: Measure, cells: int, *, blocks: bool) -> str:
    """A row's bar, so many cells long: its share of its parent, the whole report's of itself."""
    above = outline.above(code) or WHOLE
    return share_bar(outline.figures(code, measure), outline.figures(above, measure), cells, blocks=blocks)


def draw_cells(outline: Outline, code: str, measure: Measure, unit: Unit, columns: Collection[str]) -> dict[str, str]:
    """A row's figures by column, one in doubt with its mark."""
    doubts = doubtful(outline, code, measure, columns)
    return {
        column: _cell(outline, code, measure, unit, column) + (DOUBTFUL if column in doubts else "")
        for column in columns
        if column != "bar"
    }


def _cell(outline: Outline, code: str, measure: Measure, unit: Unit, column: str) -> str:
    value = figure(outline, code, measure, column)
    match column:
        case "reference" | "actual" | "prior":
            return in_unit(value, measure, unit)
        case "variance" | "change":
            return signed(in_unit(value, measure, unit))
        case "variance_pct" | "change_pct":
            return _share(value, figure(outline, code, measure, column.removesuffix("_pct")))
        case "spent_pct" if outline.item(code).is_remainder:
            # The report prints no percentage of what it does not print.
            return ""
        case _:
            return percentage(value)


def _share(value: Decimal | None, of: Decimal | None) -> str:
    return share(value) if of is not None else NOTHING
