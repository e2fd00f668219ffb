"""A node over the years in the explorer: in its detail, and on a screen of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.cells import cell_len

from doelboom.data.model.outline import outline
from doelboom.data.storage.library import Opened, bundled, open_report
from doelboom.data.years.series import Years
from doelboom.parser.records import Measure
from doelboom.tui.explorer.screens.tree.explorer import ExplorerScreen
from doelboom.tui.explorer.screens.years import YearsScreen
from doelboom.tui.views.drawing.look import PLAIN
from doelboom.tui.views.drawing.years import draw_years
from doelboom.tui.views.words.numbers import printed
from tests.documents.years import ChangeKind, City, city, write_text
from tests.tui.driving import explore


@pytest.fixture(scope="module")
def town() -> City:
    return city(3, 2022, 3)


@pytest.fixture
def last(home: Path, tmp_path: Path, town: City) -> Opened:
    """The last of three years that are known."""
    return [open_report(str(write_text(report, tmp_path))) for report in town.reports][-1]


def _actual(town: City, year: int, code: str, at: int = 0) -> str:
    line = next(node for node in town.report(year).nodes if node.code == code).amounts[at]
    return printed(line.actual, line.measure)


async def test_the_detail_has_the_years_of_the_measure_shown(last: Opened, town: City) -> None:
    code = town.reports[0].nodes[1].code
    async with explore(last, code=code) as it:
        lines = [line.split() for line in it.explorer.detail.lines]
        at = next(number for number, line in enumerate(lines) if line[:3] == ["Over", "the", "years:"])
        lines = lines[at : lines.index([], at)]
        years = {line[0]: line for line in lines if line and line[0].rstrip("*").isdigit()}
        assert list(years) == ["2021*", "2022", "2023", "2024"]
        for year in (2022, 2023, 2024):
            assert _actual(town, year, code) in years[str(year)]
        await it.press("m", "G", "enter")
        assert any(line.startswith("Over the years: VTE") for line in it.explorer.detail.lines)
        assert any(
            _actual(town, 2023, code, -1) in line.split()
            for line in it.explorer.detail.lines
            if line.startswith("2023")
        )


async def test_what_is_perhaps_the_same_is_asked_and_has_no_figures(last: Opened, town: City) -> None:
    (renamed,) = town.of(ChangeKind.RENAMED, 2024)
    (new,) = town.of(ChangeKind.NEW, 2024)
    async with explore(last, code=renamed.code) as it:
        text = " ".join(it.explorer.detail.lines)
        assert f"renamed? {renamed.code} is there:" in text
        await it.press("colon")
        await it.type_in(new.code)
        await it.press("enter")
        assert any(line.split(maxsplit=1) == ["2022", "not in this year's report"] for line in it.explorer.detail.lines)


async def test_the_bundled_report_alone_has_two_points(home: Path) -> None:
    async with explore(Opened(bundled(), "bundled"), code="AC34834") as it:
        years = [line.split()[:3] for line in it.explorer.detail.lines if line[:4] in ("2023", "2024")]
        assert ["2023*", "\N{MIDDLE DOT}", "303.190"] in years
        assert ["2024", "442.318", "365.860"] in years


async def test_the_screen_shows_the_chosen_measures_and_exports_them(
    last: Opened, town: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code = town.reports[0].nodes[1].code
    async with explore(last, code=code) as it:
        await it.press("T")
        screen = it.screen
        assert isinstance(screen, YearsScreen)
        titles = [line for line in screen.pane.lines if line.startswith("Over the years: ")]
        assert titles[0] == "Over the years: Exploitatie, uitgaven"
        assert "Over the years: VTE" in titles
        await it.press("m", "home", "space", "enter")
        assert len([line for line in screen.pane.lines if line.startswith("Over the years: ")]) == len(titles) - 1
        await it.press("e", "enter")
        (file,) = tmp_path.glob("*.xlsx")
        assert file.name == f"years-{code}.xlsx"
        sheet = load_workbook(file).worksheets[0]
        values = [[cell.value for cell in row] for row in sheet.iter_rows()]
        heading = next(row for row in values if "year" in row or "Year" in row)
        rows = values[values.index(heading) + 1 :]
        assert len(rows) == 4 * (len(titles) - 1)
        await it.press("enter")
        assert isinstance(it.screen, ExplorerScreen)
        assert it.code == code


async def test_reading_that_fails_leaves_the_report_as_it_is(
    last: Opened, town: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: Years) -> None:
        raise OSError

    monkeypatch.setattr(Years, "read", fail)
    async with explore(last, code=town.reports[0].nodes[1].code) as it:
        assert not any("Over the years" in line for line in it.explorer.detail.lines)
        assert any(Measure.FTE.value.upper() in line for line in it.explorer.detail.lines)
        await it.press("T")
        assert it.said[-1] == "The reports of other years are being read."


async def test_the_check_has_what_another_year_prints_otherwise(last: Opened, town: City) -> None:
    (restated,) = town.of(ChangeKind.RESTATED, 2024)
    async with explore(last) as it:
        await it.press("K")
        (key,) = it.table.key_order
        cells = it.cells(key)
        assert cells[:2] == ["restated", restated.code]
        assert restated.measure is not None
        assert printed(restated.now, restated.measure) in cells
        assert "700 percentages ok · in the report of 2023 1 otherwise" in it.text
        if not it.screen.has_class("-tall"):
            await it.press("i")
        assert f"{printed(restated.was, restated.measure)} in the report of 2023 (line " in it.text.replace("\n", " ")
        await it.press("enter")
        assert it.code == restated.code


@pytest.mark.parametrize("size", [(200, 50), (80, 24), (40, 12)])
async def test_the_years_fit_every_screen_with_whole_figures(last: Opened, town: City, size: tuple[int, int]) -> None:
    code = town.reports[0].nodes[1].code
    async with explore(last, code=code, size=size) as it:
        await it.press("T")
        assert isinstance(it.screen, YearsScreen)
        width = it.screen.pane.content_size.width
        assert all(len(line) <= width for line in it.screen.pane.lines)
        line = next(line for line in it.screen.pane.lines if line.startswith("2024"))
        assert _actual(town, 2024, code) in line.split()
        await it.press("escape", "O")
        assert "Lindendorp" in it.text


@pytest.mark.parametrize("code", ["AC34834", "SD10021"])
def test_the_number_of_columns_without_room_stands_beside_its_word(home: Path, code: str) -> None:
    series = Years(outline(bundled())).series(code)
    counted = 0
    for width in range(20, 100):
        lines = draw_years(series, Measure.OPERATING_EXPENDITURE, width, PLAIN).plain.split("\n")
        assert all(cell_len(line) <= width for line in lines)
        numbers = [line for line in lines if re.search(r"\(\d", line)]
        counted += len(numbers)
        assert all(re.search(r"\(\d more columns?\)$", line) for line in numbers)
    assert counted > 20
