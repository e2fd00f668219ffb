"""A view as an Excel workbook: numbers that can be added up, percentages as percentages, texts that stay texts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from doelboom.tui.export.csv_text import runs
from doelboom.tui.views.words.captions import Terms

EUROS, CENTS, SHARE = "#,##0", "#,##0.00", "0.0%"
"""The number formats of euros, of FTE (and of euros with cents) and of percentages; Excel shows the separators of its
own language."""

_DIGITS = 15
"""A cell's number is a double by the file's format, which keeps this many digits; what has more is written as text."""
_WIDEST = 60
_LONGEST = 32_767
"""Characters that a cell can hold."""


def to_workbook(frame: pl.DataFrame, title_lines: Sequence[str], terms: Terms) -> bytes:
    """The file's content: the title lines, an empty row, headings, and a row a row; headings frozen, filters on."""
    buffer = io.BytesIO()
    # Nothing that is read from a report may become a formula or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(buffer, options)
    sheet = workbook.add_worksheet("doelboom")
    strong, harmless = workbook.add_format({"bold": True}), workbook.add_format({"quote_prefix": True})
    head = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for number, line in enumerate(title_lines):
        sheet.write_string(number, 0, line, strong if number == 0 else harmless if runs(line) else None)
    top = len(title_lines) + 1 if title_lines else 0
    for number, name in enumerate(frame.columns):
        sheet.write_string(top, number, terms.heading(name), head)
        _write_column(workbook, sheet, top + 1, number, frame[name], terms, harmless)
    sheet.freeze_panes(top + 1, 1)
    if frame.height and frame.width:
        sheet.autofilter(top, 0, top + frame.height, frame.width - 1)
    workbook.close()
    return buffer.getvalue()


def _write_column(
    workbook: Workbook, sheet: Worksheet, top: int, number: int, column: pl.Series, terms: Terms, harmless: Format
) -> None:
    values = column.to_list()
    name = column.name
    percent = name.endswith("_pct")
    figures = workbook.add_format({"num_format": SHARE if percent else _format_of(name, values, terms)})
    for row, value in enumerate(values, top):
        match value:
            case None:
                continue
            case Decimal() if len(value.as_tuple().digits) <= _DIGITS:
                sheet.write_number(row, number, float(value / 100 if percent else value), figures)
            case bool():
                sheet.write_boolean(row, number, value)
            case int():
                sheet.write_number(row, number, value)
            case datetime():
                sheet.write_string(row, number, value.isoformat())
            case Decimal():
                sheet.write_string(row, number, f"{value:f}")
            case _:
                text = terms.text(name, value)[:_LONGEST]
                sheet.write_string(row, number, text, harmless if runs(text) else None)
    texts = [terms.text(name, value) for value in values]
    longest = max([10, *(max(map(len, text.splitlines() or [""])) for text in texts)])
    sheet.set_column(number, number, min(longest + 2, _WIDEST))


def _format_of(name: str, values: Sequence[Any], terms: Terms) -> str:
    """Euros whole, unless some have cents; FTE, and amounts of several measures, with two decimals."""
    if terms.measure is None or terms.unit(name) == "VTE":
        return CENTS
    cents = any(isinstance(value, Decimal) and value != value.to_integral_value() for value in values)
    return CENTS if cents else EUROS
