"""Two reports beside each other on the command line: an invented city's years, with every change known."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars as pl
import pytest
from openpyxl import load_workbook

from doelboom.parser.records import Level, Measure
from tests.documents.years import ChangeKind, City
from tests.tui import towns as years_of
from tests.tui.running import run
from tests.tui.small_reports import one_digit_off, opened, small_text

EXPENDITURE = Measure.OPERATING_EXPENDITURE


@pytest.fixture(scope="module")
def town() -> City:
    return years_of.town(2023)


@pytest.fixture
def years(town: City, tmp_path: Path) -> list[Path]:
    """The files of both years, opened."""
    years_of.opened_town(2023)
    return years_of.paths_of_town(2023)


@pytest.mark.usefixtures("years")
def test_two_years_by_year_the_largest_difference_first(town: City) -> None:
    done = run("diff", "2023", "2024", "--format", "json")
    assert (done.code, done.err) == (0, "")
    was, is_now = (
        {node.code: node.amounts[0].actual for node in report.nodes if node.level in (Level.AC, Level.PR)}
        for report in town.reports
    )
    renamed = {change.code for change in town.of(ChangeKind.RENAMED)}
    sizes = [abs(row["variance"]) for row in done.rows]
    assert sizes == sorted(sizes, reverse=True)
    for row in done.rows:
        assert row["reference"] == (was[row["code_before"]] if row["code_before"] is not None else None)
        assert row["actual"] == (is_now[row["code_after"]] if row["code_after"] is not None else None)
        assert row["variance"] == (row["actual"] or 0) - (row["reference"] or 0)
        assert (row["standing"] == "renamed?") == (row["code"] in renamed)
    assert {row["standing"] for row in done.rows} == {
        "same", "moved", "renamed?", "other code?", "new", "gone",
    }  # fmt: skip
    # Every euro of difference is in a row.
    total = sum(filter(None, is_now.values())) - sum(filter(None, was.values()))
    assert sum(row["variance"] for row in done.rows) == total


@pytest.mark.usefixtures("years")
def test_what_became_of_nodes_is_what_was_changed(town: City) -> None:
    rows = run("diff", "2023", "2024", "--show", "nodes", "--format", "json").rows
    found = {(row["standing"], row["code"] or row["code_before"]) for row in rows}
    expected = {("renamed?", change.code) for change in town.of(ChangeKind.RENAMED)}
    expected |= {("moved", change.code) for change in town.of(ChangeKind.MOVED)}
    expected |= {("other code?", change.code) for change in town.of(ChangeKind.OTHER_CODE)}
    expected |= {("gone", change.code) for kind in (ChangeKind.GONE, ChangeKind.SPLIT) for change in town.of(kind)}
    expected |= {("new", change.code) for change in town.of(ChangeKind.NEW)}
    expected |= {("new", code) for change in town.of(ChangeKind.SPLIT) for code in change.others}
    assert found == expected
    (moved,) = [row for row in rows if row["standing"] == "moved"]
    assert moved["parent_before"] == town.of(ChangeKind.MOVED)[0].others[0]
    only = run("diff", "2023", "2024", "--show", "nodes", "--only", "moved,other-code", "--format", "json").rows
    assert {row["standing"] for row in only} == {"moved", "other code?"}


def test_every_format_has_the_rows_and_people_are_told_what_they_are(years: list[Path], tmp_path: Path) -> None:
    asked = ("diff", str(years[0]), str(years[1]), "--limit", "3")
    plain = run(*asked)
    assert "Compared: Actual 2023, Actual 2024" in plain.out
    assert "Node is: " in plain.out
    assert "budget" not in plain.out
    table = run(*asked, "--format", "table", terminal=120).out
    assert "Node is" in table
    rows = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").out)))
    for ending in ("parquet", "xlsx", "md"):
        path = tmp_path / f"diff.{ending}"
        assert run(*asked, "-o", str(path)).code == 0
        assert run(*asked, "-o", str(path)).code == 2, "one that is there stays"
    frame = pl.read_parquet(tmp_path / "diff.parquet")
    assert frame["code"].to_list() == [row["code"] for row in rows]
    assert frame.columns == list(rows[0])
    texts = [str(cell.value) for line in load_workbook(tmp_path / "diff.xlsx").active.iter_rows() for cell in line]
    assert {row["code"] for row in rows} <= set(texts)
    assert all(row["code"] in (tmp_path / "diff.md").read_text() for row in rows)


@pytest.mark.usefixtures("years")
def test_any_columns_floors_groups_and_filters(town: City) -> None:
    budgets = run("diff", "2023", "2024", "--columns", "reference:reference", "--format", "json", "--unchanged").rows
    by_code = {node.code: node.amounts[0].reference for node in town.reports[1].nodes}
    assert {row["code_after"]: row["actual"] for row in budgets if row["code_after"]} == {
        row["code_after"]: by_code[row["code_after"]] for row in budgets if row["code_after"]
    }
    # The account of 2023 as either report prints it: what was restated, less what the later one has no more.
    restated = run("diff", "2023", "2024", "--columns", "actual:prior", "--level", "objectives", "--format", "json")
    restatements = [change for change in town.of(ChangeKind.RESTATED) if change.measure is EXPENDITURE]
    changes = sum((change.now or 0) - (change.was or 0) for change in restatements)
    gone = {change.code for change in town.of(ChangeKind.GONE)}
    left = sum(node.amounts[0].actual or 0 for node in town.reports[0].nodes if node.code in gone)
    assert sum(row["variance"] for row in restated.rows) == changes - left
    plain = run("diff", "2023", "2024", "--group", "plan", "--floor", "100000", "--filter", "de")
    assert "Grouped by: action plan" in plain.out
    assert "Mark: subtotal" in plain.out
    assert "below the floors" in plain.out


def test_two_readings_are_compared_word_by_word_and_doubts_are_marked(tmp_path: Path) -> None:
    right = opened(small_text(), tmp_path, "goed.txt")
    wrong = opened(one_digit_off().replace("elk jaar bomen", "elk jaar veel meer bomen"), tmp_path, "fout.txt")
    texts = run("diff", right.id, wrong.id, "--show", "texts")
    assert "AC51000 description: … planten elk jaar {+veel meer+} bomen.\n" in texts.out
    assert texts.out.endswith("1 text differs\n")
    done = run("diff", right.id, wrong.id)
    assert done.err.startswith("doelboom: figures of this report are in doubt")
    assert "480.321? euro" in done.out
    assert f"Actual 2027 ({wrong.id}): 480.321?" in done.out
    row, rest = run("diff", right.id, wrong.id, "--format", "json").rows
    # What is worked out from it is in doubt, too.
    assert (rest["code"], rest["doubt"]) == ("OD4100.rest", row["doubt"])
    assert row["doubt"] == ["AC51000:exploitatie_uitgaven:actual=400321.00"]
    same = run("diff", right.id, right.id, "--format", "json")
    assert (same.code, same.rows) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--columns", "actual"), "actual: two columns with a colon between them"),
        (("--columns", "actual:cost"), "possible: reference, actual, prior"),
        (("--only", "vanished"), "--only: there is no vanished; possible: same, moved, renamed"),
        (("--sort", "prior"), "--sort: there is no column prior"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(arguments: tuple[str, ...], said: str) -> None:
    done = run("diff", "2024", "2024", *arguments)
    assert done.code == 2
    assert said in done.err


def test_a_year_nobody_has_is_not_found() -> None:
    done = run("diff", "2019", "2024")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "2019: no such file, and no report" in done.err
