"""What is likely to be wrong depends on how a report's words were had: one fault, in files of each kind."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from doelboom.data.check.equations import rivals_of
from doelboom.data.storage.library import open_report
from doelboom.parser import read_report
from doelboom.parser.records import Origin
from tests.data.what_the_check_says import doubts
from tests.documents import by_fpdf
from tests.documents.looks import Look
from tests.documents.recognised import recognised
from tests.parser.small_reports import NOBODY, action, objective, plan, tables

SWAPPED = ("33.778", "92.372", "36,6%", "0", "0,0%")
"""Budget 92.372 and account 33.778, each in the other's column; or the account is 12.372, a digit of it changed."""
OTHER = ("412.345", "345.678", "83,8%", "98.766", "350,0%")
ALL = ("900.000", "800.000", "88,9%", "300.000", "266,7%")
"""Of a plan with another action that the report does not show."""

COLUMNS = [("reference", 92372), ("actual", 33778)]
DIGIT = [("actual", 12372)]


def written(folder: Path) -> Path:
    """The report as a text."""
    path = folder / "report.txt"
    parts = [
        objective("SD310", "Een stad waar iedereen graag woont", tables(ALL, staff=NOBODY)),
        plan("OD4100", "De straten vergroenen", "Groen in elke straat.", tables(ALL, staff=NOBODY)),
        action("AC51000", "Bomen planten", "Groendienst", "-", tables(SWAPPED, staff=NOBODY)),
        action("AC51001", "Perken onderhouden", "Dienst Parken", "-", tables(OTHER, staff=NOBODY)),
    ]
    path.write_text("\n".join(parts), encoding="utf-8")
    return path


def drawn(folder: Path) -> Path:
    """The same as a PDF."""
    path = folder / "drawn.pdf"
    by_fpdf.write(read_report(written(folder)), Look(), path)
    return path


def in_columns(folder: Path) -> Path:
    """The PDF's words as another program writes them in columns."""
    if shutil.which("pdftotext") is None:
        pytest.skip("NO PDFTOTEXT HERE")
    subprocess.run(["pdftotext", "-layout", drawn(folder), folder / "columns.txt"], check=True)
    return folder / "columns.txt"


def scanned(folder: Path) -> Path:
    """The PDF as a program leaves it that recognised pictures."""
    return recognised(drawn(folder), folder / "recognised.pdf", 3, jitter=0.01, marks=0.0)


@pytest.mark.parametrize(
    ("make", "origin", "suggested"),
    [
        (written, Origin.WRITTEN, []),
        (drawn, Origin.DRAWN, COLUMNS),
        (in_columns, Origin.DRAWN, COLUMNS),
        (scanned, Origin.RECOGNISED, DIGIT),
    ],
)
def test_one_fault_is_explained_by_how_the_words_were_had(
    make: Callable[[Path], Path], origin: Origin, suggested: list[tuple[str, int]], tmp_path: Path
) -> None:
    path = make(tmp_path)
    opened = open_report(str(path)).accounts
    kept = open_report(str(path)).accounts

    assert opened.source.origin is kept.source.origin is origin
    winners = {cell.column for rival in rivals_of(kept, "AC51000") if rival.wins for cell, _value in rival.cells}
    assert not suggested or winners == {column for column, _value in suggested}, "told with the same weights"
    for accounts in (opened, kept):
        found = doubts(accounts.findings).filter(code="AC51000")
        assert found.height, "the fault is seen whatever it is taken for"
        told = found.filter(found["suggestion"].is_not_null())
        assert [(column, int(value)) for column, value in told.select("column", "suggestion").iter_rows()] == suggested
