"""Rows as CSV with exact numbers, for programs and spreadsheets; no text in it is run as a formula."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet runs as a formula, the wide signs included, which some take for the
narrow ones. Source: https://owasp.org/www-community/attacks/CSV_Injection"""

_SIGNS = "=+\\-@＝＋－＠"
_STARTS = {
    comma: re.compile(rf"\A(?='*(?:\"*[{_SIGNS}]|[\t\r\n]))|(?<=[{parting}])(?='*\"*[{_SIGNS}])")
    for comma, parting in ((False, r";\t\r\n"), (True, r",;\t\r\n"))
}
"""Where a text gets a ``'``, by whether decimals have a comma: where it is run, as a whole or in part. A spreadsheet
whose list separator is another parts the row there, whatever stands in quotes; between cells that are parted by commas
a comma within is always in quotes that hold."""


def runs(text: str) -> bool:
    """Whether a spreadsheet might run a text as a formula."""
    return text.startswith(_RUN_BY_SPREADSHEETS)


def to_csv(frame: pl.DataFrame, *, decimal_comma: bool = False) -> str:
    """CSV, plain exact numbers, null as an empty cell. A text that a spreadsheet would run gets a ``'`` before it, and
    so does what in it stands behind a ``;``, a tab or a line's end, where a spreadsheet may part it. One such sign less
    (of those before ``=``, ``+``, ``-`` or ``@``, there or at the start) is what was written.

    With `decimal_comma`, for spreadsheets set to Dutch: semicolons between cells, a comma before decimals, and a byte
    order mark at the start, without which Excel takes UTF-8 for another encoding.
    """
    separator = ";" if decimal_comma else ","
    rows = [frame.columns, *frame.iter_rows()]
    lines = [separator.join(_cell(value, separator, decimal_comma=decimal_comma) for value in row) for row in rows]
    mark = "\N{ZERO WIDTH NO-BREAK SPACE}" if decimal_comma else ""
    return mark + "".join(f"{line}\n" for line in lines)


def _cell(value: Any, separator: str, *, decimal_comma: bool) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case Decimal():
            text = f"{value:f}"
            return _quoted(text.replace(".", ",") if decimal_comma else text, separator)
        case datetime():
            return value.isoformat()
        case list():
            text = " ".join(map(str, value))
        case _:
            text = str(value)
    if isinstance(value, str | list):
        text = _STARTS[decimal_comma].sub("'", text)
    return _quoted(text, separator)


def _quoted(text: str, separator: str) -> str:
    """A cell in quotes where it needs them; an empty text, too, to tell it from null. Python's own writer leaves a
    bare carriage return unquoted, which ends the row for a spreadsheet."""
    if text and not any(sign in text for sign in ('"', "\r", "\n", separator)):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
