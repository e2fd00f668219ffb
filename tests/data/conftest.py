"""The reports that the check is tried on."""

from __future__ import annotations

from pathlib import Path

import pytest

from doelboom.data.check.check import checked
from doelboom.data.model.accounts import Accounts
from doelboom.data.model.frames import build
from doelboom.data.storage.library import bundled
from doelboom.parser import read_report

DOCUMENT = Path(__file__).parents[3] / "shared" / "documents" / "jaarrekening-2024-documentatie.txt"


@pytest.fixture(scope="session")
def figures_2024() -> Accounts:
    """The bundled report, checked: every figure, no description."""
    return checked(bundled())


@pytest.fixture(scope="session")
def document_2024() -> Accounts:
    """The report itself, read and checked, where its text is at hand."""
    if not DOCUMENT.exists():
        pytest.skip(f"THE REPORT ITSELF IS NOT HERE: {DOCUMENT}")
    return checked(build(read_report(DOCUMENT)))
