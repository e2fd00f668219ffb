"""The programs that set invented reports, by name; one that cannot run here says why."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from doelboom.parser import Report
from tests.documents.looks import Look

Write = Callable[[Report, Look, Path], int]

PRODUCERS = ("reportlab", "fpdf", "typst", "weasyprint")
"""Those that come with the tests' own libraries."""
PROGRAMS = ("fop", "groff", "latex", "libreoffice", "wkhtmltopdf")
"""Those that are programs of a machine's own."""


def writer(name: str) -> Write:
    """A program's way to write a report; skips the test, loudly, where the program lacks its libraries."""
    try:
        module = importlib.import_module(f"tests.documents.by_{name}")
    except OSError as error:
        pytest.skip(f"{name.upper()} CANNOT RUN HERE, SO NOTHING OF IT WAS TESTED: {str(error).splitlines()[0]}")
    program = getattr(module, "PROGRAM", None)
    if program is not None and shutil.which(program) is None:
        pytest.skip(f"{program.upper()} IS NOT HERE, SO NOTHING OF IT WAS TESTED")
    write: Write = module.write

    def written(report: Report, look: Look, path: Path) -> int:
        try:
            return write(report, look, path)
        except OSError as error:
            pytest.skip(f"{name.upper()} CANNOT RUN HERE, SO NOTHING OF IT WAS TESTED: {error}")

    return written if program is not None else write
