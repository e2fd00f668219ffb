"""Reads a report of policy objectives into records. One door: `read_report`."""

from __future__ import annotations

from pathlib import Path

from parser.errors import ReportError
from parser.records import COLUMNS, Amounts, Fault, FaultKind, Level, Measure, Node, Place, Report

__all__ = [
    "COLUMNS",
    "Amounts",
    "Fault",
    "FaultKind",
    "Level",
    "Measure",
    "Node",
    "Place",
    "Report",
    "ReportError",
    "read_report",
]

__version__ = "0.1.0"

PARSER_VERSION = 1
"""Raised with every change that can make the same document read differently; an archive of readings goes by it."""


def read_report(path: str | Path) -> Report:
    """Reads a report.

    Raises:
        ReportError: the file cannot be read, or is no such report; the message says what was expected and found.
    """
    # A start from the archive reads no document: the readers are imported when one is read.
    from parser.reading import read_report as read

    return read(path)
