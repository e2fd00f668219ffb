"""The second process that reads every other page with the thorough engine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from doelboom.parser import Report, ReportError, read_report
from doelboom.parser.pdf import second_process as helper
from doelboom.parser.pdf.forked import Forked
from tests.documents import by_fpdf
from tests.documents.compare import differences
from tests.documents.invent import Size, invent
from tests.documents.looks import Look


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    report = invent(12, Size(plans=3, leaves=4))
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    assert by_fpdf.write(report, Look(), path) >= 4
    return report, path


@pytest.fixture(autouse=True)
def helpers(monkeypatch: pytest.MonkeyPatch) -> list[helper.Helper]:
    """Has a second process even for few pages; the ones that were started."""
    monkeypatch.setattr(helper, "FEWEST_PAGES", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    started: list[helper.Helper] = []
    start = helper.start

    def noted(path: Path, password: str | None, numbers: list[int]) -> helper.Helper | None:
        made = start(path, password, numbers)
        assert made is not None
        started.append(made)
        return made

    monkeypatch.setattr(helper, "start", noted)
    return started


def _process(made: helper.Helper) -> subprocess.Popen[bytes] | Forked:
    return made._process


def test_two_processes_read_what_was_written(written: tuple[Report, Path], helpers: list[helper.Helper]) -> None:
    report, path = written
    told: list[int] = []

    read = read_report(path, engine="pdfplumber", progress=lambda done, total: told.append(done))

    assert differences(report, read) == []
    assert len(helpers) == 1
    assert told == list(range(1, (read.pages or 0) + 1))
    assert _process(helpers[0]).returncode is not None


def test_a_second_process_that_dies_is_done_without(
    written: tuple[Report, Path], helpers: list[helper.Helper], monkeypatch: pytest.MonkeyPatch
) -> None:
    report, path = written
    monkeypatch.setattr(sys, "executable", "/bin/false")

    assert differences(report, read_report(path, engine="pdfplumber")) == []
    assert len(helpers) == 1


class _Stop(Exception):
    pass


def test_who_stops_the_reading_stops_the_second_process(
    written: tuple[Report, Path], helpers: list[helper.Helper]
) -> None:
    def stop(done: int, total: int) -> None:
        raise _Stop

    with pytest.raises(_Stop):
        read_report(written[1], engine="pdfplumber", progress=stop)

    assert _process(helpers[0]).returncode is not None


def test_the_password_is_no_argument(written: tuple[Report, Path], helpers: list[helper.Helper]) -> None:
    with pytest.raises(ReportError) as caught:
        read_report(written[1], engine="pdfplumber", password="geheim", pages=set())

    assert "geheim" not in str(caught.value)
    made = helper.start(written[1], "geheim", [1, 2])
    assert made is not None
    arguments = Path(f"/proc/{_process(made).pid}/cmdline")
    assert not arguments.exists() or b"geheim" not in arguments.read_bytes()
    made.close()
