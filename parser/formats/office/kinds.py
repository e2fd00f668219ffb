"""Which reader an office file has."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from doelboom.parser.formats.office.archive import Office, Parts
from doelboom.parser.formats.office.excel import rows_of_excel
from doelboom.parser.formats.office.open_sheets import rows_of_open_sheets
from doelboom.parser.formats.office.open_text import rows_of_open_text
from doelboom.parser.formats.office.word import rows_of_word
from doelboom.parser.rows import Row

_READERS: dict[Office, Callable[[Parts, str], Iterator[Row]]] = {
    Office.WORD: rows_of_word,
    Office.EXCEL: rows_of_excel,
    Office.OPEN_TEXT: rows_of_open_text,
    Office.OPEN_SHEET: rows_of_open_sheets,
}


def rows_of_office(parts: Parts) -> Iterator[Row]:
    """The rows of an office file.

    Raises:
        ReportError: it is of a kind that is not read, damaged, or has more in it than any report.
    """
    kind, main = parts.kind()
    return _READERS[kind](parts, main)
