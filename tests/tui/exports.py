"""What the tests of exports share: a view to take along, and the cells of a workbook."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import polars as pl

from doelboom.data.model.queries import Query
from doelboom.data.queries.variances import variances
from doelboom.data.storage.library import Opened
from doelboom.parser.records import Measure
from doelboom.tui.views.questions import variances_view
from doelboom.tui.views.words.captions import Terms

TERMS = Terms(Measure.OPERATING_EXPENDITURE, 2024)


def underspendings(report: Opened) -> tuple[pl.DataFrame, list[str]]:
    """The ten largest underspendings of operating expenditure, and the lines of their title."""
    query = Query(sort="variance", descending=False)
    answer = variances(report.accounts, query).head(10)
    return answer.rows, list(variances_view(report.accounts.source, query, answer).title_lines)


def cells(content: bytes) -> list[list[Any]]:
    """The cells of a workbook's first sheet, a list a row."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows()]
