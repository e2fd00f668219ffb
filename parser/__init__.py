"""Reads a report of policy objectives into records. One door: `read_report`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from doelboom.parser.errors import OwnFailure, ReportError
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
    "Report",
    "ReportError",
    "read_report",
]

PARSER_VERSION = 2
"""Raised with every change that can make the same document read differently; an archive of readings goes by it."""


def read_report(
    path: str | Path,
    *,
    engine: str = "auto",
    engines: Mapping[int, str] | None = None,
    password: str | None = None,
    pages: Collection[int] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Reads a report: a PDF, its text with tabs between cells, Markdown with pipe tables, or text in columns.

    Args:
        engine: how to read a PDF: "pdfium" (fast), "pdfplumber" (thorough), or "auto", which is the fast one here:
            who can check the report asks again, by `engines`, for pages that do not add up.
        engines: another engine for some pages, by page number from 1. The fast engine's pages are remembered.
        password: what opens an encrypted PDF.
        pages: the numbers of the pages to read; all where None.
        progress: told, page by page, how many are done and how many there are. What it raises ends the reading and
            passes through, with everything closed.

    Raises:
        ReportError: the file cannot be read, or is no such report; the message says what was expected and found.
        OwnFailure: (a ReportError) doelboom itself failed on it, which says nothing of the file.
    """
    # A start from the archive reads no document: the readers are imported when one is read.
    from doelboom.parser.reader import read_report as read

    return read(path, engine=engine, engines=engines, password=password, pages=pages, progress=progress)
