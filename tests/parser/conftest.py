"""How the tests of the reading get a text read: through the parser's one door."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from doelboom.parser import OwnFailure, read_report
from tests.parser.small_reports import Read, Reading


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Writes a text to a file and reads it through the parser's one door."""
    folder = tmp_path_factory.mktemp("reports")
    numbers = count()

    def read_text(text: str | bytes) -> Reading:
        path: Path = folder / f"report-{next(numbers)}.txt"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        try:
            report = read_report(path)
        except OwnFailure as error:
            raise AssertionError(str(error)) from error
        finally:
            path.unlink()
        # A failure of doelboom's own costs a row and no more, so that it would not be seen.
        assert not report.notes
        return Reading(report)

    return read_text
