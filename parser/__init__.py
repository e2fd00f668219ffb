"""Reads a report of policy objectives into records. One door: `read_report`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec

from doelboom.parser.errors import OwnFailure, ReportError
from doelboom.parser.options import ReadingOptions
from doelboom.parser.records import COLUMNS, Amounts, Fault, FaultKind, Level, Measure, Node, Place, Report

__all__ = [
    "COLUMNS",
    "Amounts",
    "Fault",
    "FaultKind",
    "Level",
    "Measure",
    "Node",
    "OwnFailure",
    "Place",
    "ReadingOptions",
    "Report",
    "ReportError",
    "read_report",
]

PARSER_VERSION = 4
"""Raised with every change that can make the same document read differently; an archive of readings goes by it."""

_Keywords = ParamSpec("_Keywords")


def _door(options: Callable[_Keywords, ReadingOptions]) -> Callable[Concatenate[str | Path, _Keywords], Report]:
    """`read_report`. Its keywords are the options' own: their names, types and defaults are written there alone."""

    def read_report(path: str | Path, /, *none: _Keywords.args, **keywords: _Keywords.kwargs) -> Report:
        """Reads a report: a PDF, a text (tabs between cells, Markdown, text in columns), an office file, a web page.

        Args:
            path: the file.
            keywords: the fields of `ReadingOptions`, which take no argument without a keyword.

        Raises:
            ReportError: the file cannot be read, or is no such report; the message says what was expected and found.
            OwnFailure: (a ReportError) doelboom itself failed on it, which says nothing of the file.
        """
        # A start from the archive reads no document: the readers are imported when one is read.
        from doelboom.parser.reader import read

        return read(Path(path), options(*none, **keywords))

    return read_report


read_report = _door(ReadingOptions)
