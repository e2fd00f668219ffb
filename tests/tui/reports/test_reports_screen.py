"""The reports that are known here, as a tree of governments and years."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from doelboom.data.storage import locations
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.contents import file_name
from doelboom.data.storage.corrections import correct
from doelboom.data.storage.library import Opened, open_report
from doelboom.tui.explorer.screens.reports import ReportsScreen
from doelboom.tui.explorer.screens.tree.explorer import ExplorerScreen
from tests.documents.years import City, city, write_text
from tests.hostile.archives import of_another_version
from tests.tui.driving import Driven, explore
from tests.tui.small_reports import small_text


@pytest.fixture(scope="module")
def town() -> City:
    return city(3, 2021, 4, twice=True)


@pytest.fixture
def opened(home: Path, tmp_path: Path, town: City) -> dict[str, Opened]:
    """Three of the four years, the last of them twice; by year, and the provisional one."""
    reports = {}
    for report in town.reports:
        if report.year != 2022:
            reports[f"{report.year} {report.status}"] = open_report(str(write_text(report, tmp_path)))
    return reports


def _rows(it: Driven) -> list[list[str]]:
    return [it.cells(key) for key in it.table.key_order]


async def test_governments_and_years_with_what_is_known_of_each(opened: dict[str, Opened], town: City) -> None:
    correct(opened["2021 unknown"].id, [("plan_period", (2014, 2019))])
    async with explore(opened["2023 unknown"]) as it:
        await it.press("O")
        nodes = {report.year: str(len(report.nodes)) for report in town.reports}
        assert _rows(it)[2][0].strip().endswith("Lindendorp")
        rows = [[cell.strip() for cell in row] for row in _rows(it)[3:]]
        assert [row[:4] for row in rows] == [
            ["2024", "annual account", "final", nodes[2024]],
            ["2024", "annual account", "provisional", nodes[2024]],
            ["2023", "annual account", "", nodes[2023]],
            ["2022", "no report", "", ""],
            ["2021", "annual account", "", nodes[2021]],
        ]
        assert all("percentages ok" in row[4] for row in rows if row[1] != "no report")
        assert [row[5:7] for row in rows[-1:]] == [["2014 - 2019", "period of the plan"]]
        # The cursor is on the report that is open.
        assert it.table.key == opened["2023 unknown"].id
        await it.press("down", "enter")
        assert it.said[-1].startswith("No report of this year is known here")
        await it.press("left")
        assert len(_rows(it)) == 3


async def test_it_opens_and_puts_beside(opened: dict[str, Opened]) -> None:
    async with explore(opened["2023 unknown"]) as it:
        await it.press("O")
        await it.press("up", "up", "enter")
        final = opened["2024 final"].id
        await it.until(lambda: isinstance(it.screen, ExplorerScreen) and it.explorer.opened.id == final, "the report")
        await it.press("O")
        await it.press("G", "D")
        await it.settle()
        assert not isinstance(it.screen, ExplorerScreen | ReportsScreen)
        assert "2021" in it.text
        assert "2024" in it.text


async def test_what_cannot_be_used_says_so_and_is_pruned_if_one_wants(
    opened: dict[str, Opened], tmp_path: Path
) -> None:
    file = tmp_path / "verslag.txt"
    file.write_text(small_text(), encoding="utf-8")
    old = open_report(str(file))
    entry = locations.archive() / file_name(old.id)
    of_another_version(entry)
    count = len(Archive().ids())
    async with explore(opened["2023 unknown"]) as it:
        await it.press("O")
        row = it.cells(old.id)
        assert "of another version: open its file again" in row
        assert row[3] == ""
        await it.press("x", "enter")
        assert len(Archive().ids()) == count
        await it.press("x", "down", "enter")
        await it.settle()
        assert it.said[-1].startswith("Removed: 1 report of another version; ")
        assert old.id not in it.table.key_order
        assert len(Archive().ids()) == count - 1


async def test_a_year_that_is_typed_means_the_report_that_speaks_for_it(opened: dict[str, Opened]) -> None:
    async with explore(opened["2023 unknown"]) as it:
        await it.press("O")
        await it.press("f")
        it.screen.query_one(Input).value = "lindendorp/2024"
        await it.press("enter")
        final = opened["2024 final"].id
        await it.until(lambda: isinstance(it.screen, ExplorerScreen) and it.explorer.opened.id == final, "the report")
