"""A figure in doubt is never shown as a right one: by every command, in every format, in words and in signs."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from doelboom.tui.explorer.screens.lists.services import ServicesScreen
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from tests.tui.driving import explore
from tests.tui.running import Done, run
from tests.tui.small_reports import one_digit_off, opened, small_text

SAID = "figures of this report are in doubt"
CELL = "AC51000:exploitatie_uitgaven:actual=400321.00"
WORDS = "AC51000 Exploitatie, uitgaven, Jaarrekening 2027 (suggestion: 400.321)"


@pytest.fixture
def wrong(tmp_path: Path) -> str:
    path = tmp_path / "fout.txt"
    path.write_text(one_digit_off(), encoding="utf-8")
    return str(path)


@pytest.fixture
def right(tmp_path: Path) -> str:
    path = tmp_path / "goed.txt"
    path.write_text(small_text(), encoding="utf-8")
    return str(path)


ASKED: list[tuple[str, ...]] = [
    ("show", "AC51000"),
    ("show", "OD4100.rest"),
    ("variances",),
    ("services",),
    ("bridge", "OD4100"),
    ("export", "amounts"),
    ("export", "variances"),
    ("export", "services"),
]

IN_EVERY_FORM = [
    (asked, form)
    for asked in ASKED
    for form in ("table", "plain", "csv", "json", *(("md", "parquet", "xlsx") if asked[0] == "export" else ()))
]


@pytest.mark.parametrize(("asked", "form"), IN_EVERY_FORM)
def test_every_command_that_shows_figures_says_it_and_marks_them(
    wrong: str, asked: tuple[str, ...], form: str, tmp_path: Path
) -> None:
    output = tmp_path / f"rows.{form}"
    binary = ("-o", str(output)) if form in ("parquet", "xlsx") else ()
    done = run(*asked, "--report", wrong, "--format", form, *binary)
    assert done.code == 0
    assert [line for line in done.err.splitlines() if SAID in line] == done.err.splitlines() != []
    assert seen_in(form, done, output)


def seen_in(form: str, done: Done, output: Path) -> bool:
    """Whether the wrong figure, or what comes of it, is marked."""
    match form:
        case "table" | "plain":
            return re.search(r"\d\(?\?", done.out) is not None
        case "csv":
            return any(CELL in (row["doubt"] or "") for row in csv.DictReader(io.StringIO(done.out)))
        case "json":
            answer: Any = json.loads(done.out)
            rows = answer["amounts"] if isinstance(answer, dict) else answer
            return any(CELL in (row["doubt"] or []) for row in rows)
        case "md":
            return "In doubt" in done.out and WORDS.replace("_", r"\_") in done.out
        case "parquet":
            return any(CELL in cells for cells in pl.read_parquet(output)["doubt"].drop_nulls().to_list())
        case _:
            sheet = openpyxl.load_workbook(output).active
            assert sheet is not None
            cells = [cell.value for row in sheet.iter_rows() for cell in row]
            return "In doubt" in cells and WORDS in cells


def test_the_page_for_the_council_file_says_it_too(wrong: str, right: str) -> None:
    done = run("brief", "OD4100", "--report", wrong)
    assert SAID in done.err
    assert re.search(r"\d\?", done.out) is not None
    assert run("brief", "OD4100", "--report", right).err == ""


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
@pytest.mark.parametrize("form", ["table", "plain", "csv", "json"])
def test_a_right_report_says_nothing(right: str, asked: tuple[str, ...], form: str) -> None:
    done = run(*asked, "--report", right, "--format", form)
    assert (done.code, done.err) == (0, "")
    assert re.search(r"\d\(?\?", done.out) is None
    assert "In doubt" not in done.out


def test_a_subtotal_and_its_percentage_are_marked(wrong: str) -> None:
    records = run("variances", "--group", "plan", "--report", wrong).out.split("\n\n")
    (subtotal,) = [record for record in records if "Mark: subtotal" in record]
    marked = {line.partition(":")[0] for line in subtotal.splitlines() if "?" in line}
    assert {"Actual 2027", "% spent", "Variance", "Variance %", "Change", "Change %", "Effect"} == marked
    (row,) = [record for record in records if record.startswith("Code: AC51000")]
    assert "% spent: 80,0%\n" in row


def test_totals_and_balances_are_marked_too(wrong: str) -> None:
    total = run("variances", "--report", wrong).out.rstrip().rpartition("\n\n")[2]
    marked = {line.partition(":")[0] for line in total.splitlines() if "?" in line}
    assert marked == {"Total, Actual 2027", "Total, Variance", "Total, Change"}
    table = run("show", "AC51000", "--report", wrong, "--format", "table").out
    (balance,) = [line for line in table.splitlines() if line.startswith(" Saldo")]
    assert balance.split() == ["Saldo", "-500.123", "-480.321?", "-300.456", "+19.802?"]


def test_what_is_left_beyond_rounding_is_in_doubt_and_not_rounding(document: Path, tmp_path: Path) -> None:
    text = document.read_text(encoding="utf-8").replace("26.790.236", "29.790.236")
    path = tmp_path / "fout.txt"
    path.write_text(text, encoding="utf-8")
    rows = run("bridge", "OD10042", "--report", str(path), "--format", "json").rows
    beyond = [row for row in rows if row["step"] not in ("child", "others")]
    assert [(row["step"], row["difference"], row["codes"]) for row in beyond] == [
        ("doubt", 2999999, ["AC34421"]),
        ("rounding", -1, []),
    ]
    plain = run("bridge", "OD10042", "--report", str(path)).out
    assert "Title: in doubt: AC34421 Exploitatie, uitgaven, Budget 2024 (suggestion: 26.790.236)" in plain
    assert "Difference: +2.999.999? euro" in plain
    (row,) = run("variances", "--limit", "1", "--report", str(path), "--format", "json").rows
    assert (row["code"], row["doubt"]) == ("AC34421", ["AC34421:exploitatie_uitgaven:reference=26790236.00"])


def test_the_ratio_that_is_printed_is_never_called_a_change(tmp_path: Path) -> None:
    markdown = run("export", "amounts", "--format", "md").out.splitlines()
    heading, first = markdown[2], markdown[4]
    assert heading.endswith("| Actual 2024 compared with 2023 % |")
    assert first.endswith("| 103,9% |")
    run("export", "amounts", "-o", str(tmp_path / "a.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[3]][-1] == "Actual 2024 compared with 2023 %"
    assert "Change %" not in [cell.value for row in sheet.iter_rows() for cell in row]


def test_children_that_have_more_than_their_parent_say_so(wrong: str) -> None:
    more = run("variances", "--filter", "OD4100.rest", "--report", wrong).out
    assert "Title: parent and children differ" in more
    rows = run("variances", "--measure", "vte", "--filter", "OD10040.rest").out
    assert "Title: the children have more" in rows
    assert "Title: not in this report" in run("variances", "--filter", "OD10041.rest").out


# On the screens


async def test_the_lists_mark_figures_and_totals(tmp_path: Path) -> None:
    async with explore(opened(one_digit_off(), tmp_path), (200, 50)) as it:
        await it.press("v")
        await it.until_screen(VariancesScreen)
        row = it.cells("AC51000")
        assert {"480.321?", "-19.802?", "500.123"} <= set(row)
        assert not any("?" in cell for cell in it.cells("AC51001"))
        assert any("Total: budget 579.333, actual 480.308?, variance -99.025?" in line for line in it.lines)
        await it.press("q", "d")
        await it.until_screen(ServicesScreen)
        assert {"480.321?", "-19.802?", "500.123"} <= set(it.cells("Groendienst"))
        assert not any("?" in cell for cell in it.cells("Dienst Parken"))
        assert any("actual 480.308?" in line for line in it.lines)
