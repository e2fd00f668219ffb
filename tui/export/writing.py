"""Frames as text for programs: JSON and CSV with exact numbers; and files written whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet runs as a formula, the wide signs included, which some take for the
narrow ones. Source: https://owasp.org/www-community/attacks/CSV_Injection"""


def runs(text: str) -> bool:
    """Whether a spreadsheet might run a text as a formula."""
    return text.startswith(_RUN_BY_SPREADSHEETS)


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all: under another name first, then renamed. A link stays a link to what is
    written; a device or a pipe is written to as it is.

    Raises:
        OSError: it cannot be written; a file that was there stays as it was.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def to_json(value: Any) -> str:
    """JSON with exact numbers: a decimal is written as it is, null stays null."""
    match value:
        case dict():
            return "{" + ", ".join(f"{json.dumps(str(key))}: {to_json(item)}" for key, item in value.items()) + "}"
        case list() | tuple():
            inner = ",\n".join(to_json(item) for item in value) if value and isinstance(value[0], dict) else None
            return f"[\n{inner}\n]" if inner is not None else "[" + ", ".join(to_json(item) for item in value) + "]"
        case Decimal():
            return f"{value:f}"
        case datetime():
            return json.dumps(value.isoformat())
        case _:
            return json.dumps(value, ensure_ascii=False)


def to_csv(frame: pl.DataFrame, *, decimal_comma: bool = False) -> str:
    """CSV, plain exact numbers, null as an empty cell. A text that a spreadsheet would run gets a ``'`` before it.

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
    if isinstance(value, str | list) and runs(text):
        text = f"'{text}"
    return _quoted(text, separator)


def _quoted(text: str, separator: str) -> str:
    """A cell in quotes where it needs them; an empty text, too, to tell it from null. Python's own writer leaves a
    bare carriage return unquoted, which ends the row for a spreadsheet."""
    if text and not any(sign in text for sign in ('"', "\r", "\n", separator)):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
