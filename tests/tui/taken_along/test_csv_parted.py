"""A csv in a spreadsheet whose list separator is another: nothing that it makes of a text runs, and all reads back."""

from __future__ import annotations

import csv
import io
import re

import polars as pl
import pytest

from doelboom.tui.export.csv_text import to_csv

WHOLE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1")
PARTED = (
    "Huur;=1+1;",
    "Huur\t+cmd",
    "Huur\n-1+1",
    "Huur\r@SUM(A1)",
    "Huur,=1+1",
    'Huur;"=1+1";""',
    "a;'=1",
    "'=1;''-2",
    "a; - b",
    "a;=",
    "\t=1",
    "'",
    "-",
    ";;;-1",
)


@pytest.mark.parametrize("comma", [False, True])
@pytest.mark.parametrize("text", [*WHOLE, *PARTED])
def test_no_text_is_run_where_a_spreadsheet_parts_it_otherwise(text: str, comma: bool) -> None:
    written = to_csv(pl.DataFrame({"title": [text]}), decimal_comma=comma).lstrip("\ufeff")

    for separator in (";", "\t") if not comma else (";", "\t", ","):
        for line in re.split(r"[\r\n]", written):
            for cell in line.split(separator):
                assert not cell.lstrip('"').startswith(tuple("=+-@＝＋－＠")), (separator, cell)
    _head, (cell, *_rest) = csv.reader(io.StringIO(written, newline=""), delimiter=";" if comma else ",")
    parting = r",;\t\r\n" if comma else r";\t\r\n"
    signs = r"'*\"*[=+\-@＝＋－＠]"
    assert re.sub(rf"(?:\A|(?<=[{parting}]))'(?={signs}|(?<=\A')'*[\t\r\n])", "", cell) == text
