"""The programs that set invented reports, by name; one that cannot run here says why."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest

from doelboom.parser import Report
from tests.documents.looks import Look

Write = Callable[[Report, Look, Path], int]

PRODUCERS = ("reportlab", "fpdf", "typst", "weasyprint")


def writer(name: str) -> Write:
    """A program's way to write a report; skips the test, loudly, where the program lacks its libraries."""
    try:
        module = importlib.import_module(f"tests.documents.by_{name}")
    except OSError as error:
        pytest.skip(f"{name.upper()} CANNOT RUN HERE, SO NOTHING OF IT WAS TESTED: {str(error).splitlines()[0]}")
    write: Write = module.write
    return write
