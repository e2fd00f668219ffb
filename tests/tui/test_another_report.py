"""Opening another report from the explorer: a file is read, cancelled or refused, and the window stays alive."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from data.archive import Archive
from data.library import Opened
from tests.tui.driving import explore
from tests.tui.reports import small_text
from tui.screens.explorer import ExplorerScreen
from tui.screens.opening import OpenScreen
from tui.session import session_of


async def test_a_file_takes_the_place_of_the_report(gent: Opened, home: Path, tmp_path: Path) -> None:
    report = tmp_path / "verslag.txt"
    report.write_text(small_text(), encoding="utf-8")
    async with explore(gent, code="AC34834", session=session_of(gent.id)) as it:
        await it.press("O")
        await it.until_screen(OpenScreen)
        it.screen.query_one(Input).value = str(report)
        await it.press("enter")
        await it.until(lambda: isinstance(it.screen, ExplorerScreen) and it.explorer.opened.id != gent.id, "the report")
        assert it.explorer.outline.source.name == report.name
        assert it.code == next(iter(it.explorer.outline.items))
        assert Archive().last == it.explorer.opened.id
        await it.press("O")
        await it.until_screen(OpenScreen)
        await it.press("enter")
        await it.until(lambda: isinstance(it.screen, ExplorerScreen) and it.explorer.opened.id == gent.id, "the first")
        assert it.code == "AC34834"


async def test_what_is_no_report_is_said_and_the_report_stays(gent: Opened, tmp_path: Path) -> None:
    novel = tmp_path / "novel.txt"
    novel.write_text("It was a dark and stormy night.")
    async with explore(gent) as it:
        await it.press("O")
        await it.until_screen(OpenScreen)
        it.screen.query_one(Input).value = str(novel)
        await it.press("enter")
        await it.until(lambda: bool(it.said), "a word about it")
        assert "not a report of policy objectives" in it.said[-1]
        await it.until_screen(ExplorerScreen)
        assert it.explorer.opened is gent


async def test_escape_leaves_everything_as_it_was(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("O")
        await it.until_screen(OpenScreen)
        await it.press("escape")
        assert it.screen is it.explorer
        assert it.explorer.opened is gent
