"""Opening another report from the explorer: a file is read, cancelled or refused, and the window stays alive."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input

from doelboom.data.model.accounts import Accounts
from doelboom.data.reading import sandbox
from doelboom.data.reading.sandbox import read_guarded
from doelboom.data.storage import locations
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.contents import file_name
from doelboom.data.storage.library import Opened
from doelboom.parser.options import Progress
from doelboom.tui.explorer.screens.dialogs.opening import OpenScreen
from doelboom.tui.explorer.screens.tree.explorer import ExplorerScreen
from doelboom.tui.settings.session import session_of
from tests.hostile.archives import of_another_version
from tests.tui.driving import PATIENCE, explore
from tests.tui.small_reports import small_text


async def test_a_file_takes_the_place_of_the_report(gent: Opened, home: Path, tmp_path: Path) -> None:
    report = tmp_path / "verslag.txt"
    report.write_text(small_text(), encoding="utf-8")
    async with explore(gent, code="AC34834", session=session_of(gent.id)) as it:
        await it.press("O", "f")
        await it.until_screen(OpenScreen)
        it.screen.query_one(Input).value = str(report)
        await it.press("enter")
        await it.until(lambda: isinstance(it.screen, ExplorerScreen) and it.explorer.opened.id != gent.id, "the report")
        assert it.explorer.outline.source.name == report.name
        assert it.code == next(iter(it.explorer.outline.items))
        assert Archive().last == it.explorer.opened.id
        await it.press("O", "f")
        await it.until_screen(OpenScreen)
        await it.press("enter")
        await it.until(lambda: isinstance(it.screen, ExplorerScreen) and it.explorer.opened.id == gent.id, "the first")
        assert it.code == "AC34834"


async def test_a_report_of_another_version_is_listed_as_one_and_read_again(
    gent: Opened, lindendorp: Opened, tmp_path: Path
) -> None:
    entry = locations.archive() / file_name(lindendorp.id)
    of_another_version(entry)
    async with explore(gent) as it:
        await it.press("O", "f")
        await it.until_screen(OpenScreen)
        assert "verslag.txt, of another version: open its file again" in it.text
        await it.press("down", "enter")
        await it.until(lambda: isinstance(it.screen, ExplorerScreen) and it.explorer.opened.id != gent.id, "the report")
        assert it.explorer.opened.id == lindendorp.id
    assert entry.is_file()


async def test_a_report_whose_file_is_gone_is_said_and_the_report_stays(
    gent: Opened, lindendorp: Opened, tmp_path: Path
) -> None:
    of_another_version(locations.archive() / file_name(lindendorp.id))
    (tmp_path / "verslag.txt").unlink()
    async with explore(gent) as it:
        await it.press("O", "f")
        await it.until_screen(OpenScreen)
        it.screen.query_one(Input).value = lindendorp.id
        await it.press("enter")
        await it.until(lambda: bool(it.said), "a word about it")
        assert it.said[-1].startswith(
            f"Jaarrekening 2027 - Lindendorp ({lindendorp.id}): kept by another version of doelboom, and "
        )
        await it.until_screen(ExplorerScreen)
        assert it.explorer.opened is gent


async def test_the_same_report_may_be_opened_once_more(gent: Opened) -> None:
    async with explore(gent, code="AC34834") as it:
        await it.press("O", "f")
        await it.until_screen(OpenScreen)
        await it.press("enter")
        await it.until(lambda: isinstance(it.screen, ExplorerScreen) and it.explorer.opened is not gent, "the report")
        assert it.explorer.opened.id == gent.id


async def test_what_is_no_report_is_said_and_the_report_stays(gent: Opened, tmp_path: Path) -> None:
    novel = tmp_path / "novel.txt"
    novel.write_text("It was a dark and stormy night.")
    async with explore(gent) as it:
        await it.press("O", "f")
        await it.until_screen(OpenScreen)
        it.screen.query_one(Input).value = str(novel)
        await it.press("enter")
        await it.until(lambda: bool(it.said), "a word about it")
        assert "not a report of policy objectives" in it.said[-1]
        await it.until_screen(ExplorerScreen)
        assert it.explorer.opened is gent


async def test_escape_leaves_everything_as_it_was(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("O", "f")
        await it.until_screen(OpenScreen)
        await it.press("escape", "escape")
        assert it.screen is it.explorer
        assert it.explorer.opened is gent


async def test_cancelled_is_cancelled_even_behind_the_last_page(
    gent: Opened, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "verslag.txt"
    report.write_text(small_text(), encoding="utf-8")
    has_read, may_end = Event(), Event()

    def read(path: Path, progress: Progress | None = None) -> Accounts:
        accounts = read_guarded(path, progress=progress)
        has_read.set()
        assert may_end.wait(PATIENCE)
        return accounts

    monkeypatch.setattr(sandbox, "read_guarded", read)
    async with explore(gent) as it:
        await it.press("O", "f")
        await it.until_screen(OpenScreen)
        it.screen.query_one(Input).value = str(report)
        await it.press("enter")
        await it.until(has_read.is_set, "the last page")
        await it.press("escape")
        may_end.set()
        await it.until_screen(ExplorerScreen)
        assert it.explorer.opened is gent
        assert it.said == []
    assert Archive().ids() == []
