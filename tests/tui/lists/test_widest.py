"""Which rows tell how wide the columns of all are, beside all of them drawn."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

from doelboom.data.model.doubts import DOUBT
from doelboom.data.model.queries import Preset, Query, Scope
from doelboom.data.queries.variances import variances
from doelboom.data.storage.library import Opened
from doelboom.parser.records import Measure
from doelboom.tui.views.drawing.cells import draw_cell
from doelboom.tui.views.drawing.drawn_rows import DrawnRows
from doelboom.tui.views.drawing.look import PLAIN
from doelboom.tui.views.drawing.widest import widest_rows
from doelboom.tui.views.words.numbers import Unit

COLUMNS = ("code", "title", "service", "reference", "actual", "spent_pct", "variance", "variance_pct", "change",
           "change_pct", "effect")  # fmt: skip


def widths(rows: pl.DataFrame, unit: Unit, numbers: list[int]) -> list[int]:
    drawn = [rows.row(number, named=True) for number in numbers]
    return [
        max((draw_cell(name, row, Measure.OPERATING_EXPENDITURE, unit, PLAIN).cell_len for row in drawn), default=0)
        for name in COLUMNS
    ]


@pytest.mark.parametrize("scope", [Scope.LEAVES, Scope.PLANS])
@pytest.mark.parametrize("preset", [Preset.LARGEST, Preset.NOT_EXECUTED, Preset.LAST_YEAR])
def test_no_other_row_has_a_wider_cell(gent: Opened, preset: Preset, scope: Scope) -> None:
    rows = variances(gent.accounts, Query(preset=preset, scope=scope, floor=Decimal(0), floor_pct=Decimal(0))).rows
    found = widest_rows(rows)
    for unit in Unit:
        assert widths(rows, unit, found) == widths(rows, unit, list(range(rows.height)))
    assert len(found) <= 90


def test_texts_are_measured_in_cells_and_what_is_marked_apart(gent: Opened) -> None:
    rows = variances(gent.accounts, Query()).rows.head(60)
    titles = ["a" * 9] * 60
    titles[7], titles[31] = "\N{CJK UNIFIED IDEOGRAPH-4E2D}" * 8, "é" * 12
    doubts = pl.Series(DOUBT, [None] * 59 + [["AC1:vte:actual"]], dtype=rows.schema[DOUBT])
    found = widest_rows(rows.with_columns(pl.Series("title", titles), doubts))
    assert 7 in found
    assert 59 in found
    assert widest_rows(rows.clear()) == []


def test_a_row_is_drawn_when_it_is_looked_at_and_once() -> None:
    drawn: list[int] = []

    def draw(number: int) -> list[object]:
        drawn.append(number)
        return []

    rows = DrawnRows(["a", "b", "c"], draw, widest=[1])  # type: ignore[arg-type]
    assert (rows[2][0], rows[2][0], rows.widest) == ("c", "c", [1])
    assert drawn == [2]
