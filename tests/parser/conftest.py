"""How the tests of the reading get a text read: through the parser's one door."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from small_reports import Read, Reading

from parser import read_report


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Writes a text to a file and reads it through the parser's one door."""
    folder = tmp_path_factory.mktemp("reports")
    numbers = count()

    def read_text(text: str | bytes) -> Reading:
        path: Path = folder / f"report-{next(numbers)}.txt"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        try:
            return Reading(read_report(path))
        finally:
            path.unlink()

    return read_text
