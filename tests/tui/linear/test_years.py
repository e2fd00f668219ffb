"""More than one report, told: a node over the years, and what differs between two reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from doelboom.data.storage.library import open_report
from doelboom.parser.records import Measure
from doelboom.tui.views.words.numbers import printed
from tests.documents.years import ChangeKind, City, city, write_text
from tests.tui.linear.telling import Told


@pytest.fixture
def town() -> City:
    return city(5, 2023, 2)


@pytest.fixture
def told(home: Path, tmp_path: Path, town: City) -> Told:
    reports = [open_report(str(write_text(report, tmp_path))) for report in town.reports]
    return Told(reports[-1], tmp_path / "session.json")


def test_a_node_over_the_years_a_year_a_row(told: Told, town: City) -> None:
    code = next(node.code for node in town.reports[0].nodes if node.code in told.explorer.outline.items)
    told.answer(f":{code}")
    lines = told.answer("over the years")
    assert any(". 2023" in line for line in lines)
    actual = next(node for node in town.report(2024).nodes if node.code == code).amounts[0].actual
    assert any(printed(actual, Measure.OPERATING_EXPENDITURE) in line for line in lines)
    assert any("VTE" in line for line in told.answer("choose the measures", "7"))
    told.answer("go to the node")
    assert (told.explorer.here, told.explorer.tree.key) == (told.explorer.tree, code)


def test_what_differs_from_another_report_and_the_way_to_the_node(told: Told, tmp_path: Path) -> None:
    lines = told.answer("beside another report", "1")
    assert any(line.startswith("Compared: ") for line in lines)
    here = told.explorer.here
    number = next(n for n, key in enumerate(here.keys(), 1) if here.code_of(key) is not None)
    code = here.code_of(here.keys()[number - 1])
    told.answer(f"mark {number}")
    told.answer(f"what explains it {number}")
    told.answer("escape")
    assert told.explorer.here is here
    assert told.answer("the command")[0].startswith("doelboom diff ")
    rows = tmp_path / "rows.csv"
    assert told.answer(f"export {rows}")[0].endswith(str(rows))
    told.answer(str(number))
    assert told.explorer.tree.key == code


def test_a_row_leads_to_its_own_node_though_another_report_has_its_code_for_something_else(
    home: Path, tmp_path: Path
) -> None:
    town = city(5, 2023, 2, new_plan=2024)
    earlier, later = (open_report(str(write_text(report, tmp_path))) for report in town.reports)
    code = town.of(ChangeKind.REUSED)[0].code
    rows = {earlier.id: f"{code} (2023)", later.id: code}
    for own, other in ((earlier, later), (later, earlier)):
        told = Told(own, tmp_path / "session.json")
        told.answer("beside another report", other.id)
        here = told.explorer.here
        number = {row: number for number, row in enumerate(here.keys(), 1)}
        assert here.row(rows[own.id])[0].startswith(f"{rows[own.id]} ")
        assert told.answer(f"mark {number[rows[other.id]]}") == ["This row is not one node's."]
        assert told.answer(f"mark {number[rows[own.id]]}")[0] == f"{code}: marked"
        file = tmp_path / f"{own.id}.csv"
        told.answer("only the marked")
        assert told.answer(f"export {file}")[0].startswith("1 row written")
        assert file.read_text().splitlines()[1].startswith(f"{code},")
        told.answer("1")
        assert told.explorer.tree.key == code


def test_the_check_has_what_another_year_prints_otherwise(told: Told) -> None:
    lines = told.answer("K")
    assert lines[0] == "The check"
    assert any("2023" in line for line in lines)
