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
from doelboom.tui.views.words.numbers import NOTHING, Unit, in_unit, percentage, share, signed

COLUMNS = (*FIGURES, "bar")
"""The columns, from left to right."""
MOST_WANTED = ("variance", "actual", "bar", "reference", "spent_pct")
"""Those that are shown at first, the most wanted before: where there is no room for all, the others are scrolled to."""
BAR = 7
"""The cells of a bar."""


def heading(column: str, measure: Measure) -> str:
    """What stands above a column."""
    match column:
        case "bar":
            return _("Share").ljust(BAR)
        case "spent_pct":
            return "%"
        case _:
            return Terms(measure).heading(column)


def draw_cells(
    outline: Outline, code: str, measure: Measure, unit: Unit, columns: Collection[str], *, blocks: bool
) -> dict[str, str]:
    """A row's cells by column, a figure in doubt with its mark."""
    doubts = doubtful(outline, code, measure)
    return {
        column: _bar(outline, code, measure, blocks=blocks)
        if column == "bar"
        else _cell(outline, code, measure, unit, column) + ("?" if column in doubts else "")
        for column in columns
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


def _bar(outline: Outline, code: str, measure: Measure, *, blocks: bool) -> str:
    above = outline.above(code) or WHOLE
    return share_bar(outline.figures(code, measure), outline.figures(above, measure), BAR, blocks=blocks)
