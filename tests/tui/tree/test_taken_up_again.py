"""Bookmarks, and being taken up again where one stopped."""

from __future__ import annotations

from pathlib import Path

from doelboom.data.storage import locations
from doelboom.data.storage.library import Opened
from doelboom.tui.settings.session import session_of
from tests.tui.driving import explore


async def test_the_next_start_is_where_the_last_one_ended(gent: Opened, home: Path) -> None:
    async with explore(gent, code="AC34834", session=session_of(gent.id)) as it:
        await it.press("m", "down", "enter", "u", "b", "q")
    assert locations.session().is_relative_to(home)
    async with explore(gent, session=session_of(gent.id)) as it:
        assert it.code == "AC34834"
        assert it.lines[0].endswith("Exploitatie, ontvangsten │ mln. euro")
        assert not it.explorer.view.bars


async def test_another_report_starts_afresh(gent: Opened) -> None:
    async with explore(gent, code="AC34834", session=session_of(gent.id)) as it:
        await it.press("z", "q")
    async with explore(gent, session=session_of("2031-feedbeef0123")) as it:
        assert it.code == "SD10021"
        assert "without zeroes" not in it.lines[0]


async def test_a_session_that_makes_no_sense_is_as_if_it_were_not_there(gent: Opened) -> None:
    locations.session().parent.mkdir(parents=True)
    for content in ("{", "[]", '{"version": 1, "reports": {"bundled": {"code": 7, "measure": "x", "unit": []}}}'):
        locations.session().write_text(content, encoding="utf-8")
        async with explore(gent, session=session_of(gent.id)) as it:
            assert it.code == "SD10021"
            assert it.lines[0].endswith("Exploitatie, uitgaven │ 1.000 euro")


async def test_bookmarks(gent: Opened) -> None:
    async with explore(gent, code="AC34834", session=session_of(gent.id)) as it:
        await it.press("o")
        assert it.said[-1].startswith("No bookmarks yet.")
        await it.press("M")
        assert it.said[-1] == "Bookmark: AC34834"
        await it.press("g", "down", "M", "q")
    async with explore(gent, session=session_of(gent.id, fresh=True)) as it:
        assert it.code == "SD10021"
        await it.press("o")
        assert "Gentse bedrijven ondersteunen bij het vinden van talent" in it.text
        await it.press("home", "enter")
        assert it.code == "AC34834"
        await it.press("M")
        assert it.said[-1] == "Bookmark taken away: AC34834"


async def test_without_a_place_to_keep_them_bookmarks_say_so(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("M")
        assert it.said == ["Bookmarks are kept where settings can be kept; not here."]


async def test_siblings(gent: Opened) -> None:
    async with explore(gent) as it:
        for key, code in (("J", "SD10022"), ("shift+down", "SD10023"), ("I", "SD10022"), ("shift+up", "SD10021")):
            await it.press(key)
            assert it.code == code
