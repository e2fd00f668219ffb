"""From a file to a report, whatever its format."""

from __future__ import annotations

from pathlib import Path

from parser.errors import ReportError
from parser.grammar import read_rows
from parser.records import Report
from parser.text import rows_of_text

_LARGEST_TEXT = 64 * 1024 * 1024


def read_report(path: str | Path) -> Report:
    """Reads a report.

    Raises:
        ReportError: the file cannot be read, or is no such report; the message says what was expected and found.
    """
    path = Path(path)
    return read_rows(rows_of_text(_text(path)))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST_TEXT:
            raise ReportError(f"{path.name}: too large for a report's text (over {_LARGEST_TEXT // 2**20} MB)")
        data = path.read_bytes()
    except OSError as error:
        raise ReportError(f"{path.name}: cannot be read: {error.strerror or error}") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
