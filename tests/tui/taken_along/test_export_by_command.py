"""Exports by the command line: forms, frames, pipes, and what cannot be done."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars as pl
import pytest

from doelboom.data.storage.library import Opened
from doelboom.tui.export.export import FORMS, exported
from tests.tui.exports import TERMS, cells, underspendings
from tests.tui.running import run


@pytest.fixture
def view(gent: Opened) -> tuple[pl.DataFrame, list[str]]:
    return underspendings(gent)


@pytest.mark.parametrize("form", FORMS)
def test_the_name_says_the_form(tmp_path: Path, view: tuple[pl.DataFrame, list[str]], form: str) -> None:
    path = tmp_path / f"rows.{form}"
    done = run("export", "variances", "--sort", "variance", "--limit", "10", "-o", str(path))
    assert (done.code, done.out, done.err) == (0, "", "")
    written = path.read_bytes()
    if form == "xlsx":
        assert cells(written) == cells(exported(*view, form, terms=TERMS))
    else:
        assert written == exported(*view, form, terms=TERMS)


@pytest.mark.parametrize("frame", ["nodes", "amounts", "findings", "services", "variances"])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_every_frame_goes_to_a_pipe(frame: str, form: str) -> None:
    done = run("export", frame, "--format", form)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert len(lines) > 5
    assert "\x1b" not in done.out


def test_amounts_are_the_frame(gent: Opened) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "amounts").out)))
    assert len(rows) == gent.accounts.amounts.height == 1918
    assert rows[0]["reference"] == str(gent.accounts.amounts["reference"][0])


@pytest.mark.parametrize(
    ("language", "heading"),
    [("en", "Actual 2024 compared with 2023 %"), ("nl", "Rekening 2024 t.o.v. 2023 %")],
)
def test_the_printed_ratio_is_no_change_and_has_no_sign(language: str, heading: str, tmp_path: Path) -> None:
    """AC34834 printed 120,7%; worked out, its change is +20,7%."""
    lines = run("--lang", language, "export", "amounts", "--format", "md").out.splitlines()
    amounts = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line.startswith("|")]
    (figures,) = [row for row in amounts if row[:2] == ["AC34834", "exploitatie\\_uitgaven"]]
    assert dict(zip(amounts[0], figures, strict=True))[heading] == "120,7%"

    workbook = tmp_path / "amounts.xlsx"
    run("--lang", language, "export", "amounts", "-o", str(workbook))
    rows = cells(workbook.read_bytes())
    head = next(row for row in rows if heading in row)
    (figures,) = [row for row in rows if row[:2] == ["AC34834", "exploitatie_uitgaven"]]
    ratio: object = figures[head.index(heading)]
    assert ratio == 1.207


def test_a_change_worked_out_keeps_its_own_words() -> None:
    lines = run("export", "variances", "--preset", "last-year", "--format", "md").out.splitlines()
    table = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line.startswith("|")]
    assert "Change %" in table[0]
    assert not [name for name in table[0] if "compared" in name]
    (row,) = [row for row in table if row[0] == "AC34834"]
    assert row[table[0].index("Change %")] == "+20,7%"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("nodes", "--sort", "code"), "--sort: says nothing of nodes"),
        (("services", "--floor", "5"), "--floor: says nothing of services"),
        (("nodes", "--format", "json", "--decimal-comma"), "--decimal-comma: says nothing of json"),
        (("nodes", "-o", "rows.docx"), "a name that ends in .docx does not say which format"),
        (("nodes", "-o", "/nowhere/rows.csv"), "/nowhere/rows.csv: cannot be written: No such file or directory"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(arguments: tuple[str, ...], complaint: str) -> None:
    done = run("export", *arguments)
    assert (done.code, done.out) == (2, "")
    assert complaint in done.err
    assert done.err.count("\n") == 1


def test_a_workbook_is_not_painted_on_a_terminal() -> None:
    done = run("export", "nodes", "--format", "xlsx", terminal=80)
    assert (done.code, done.out) == (2, "")
    assert "-o FILE" in done.err
