"""The filter: what it keeps, how it counts, and where one is after it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from doelboom.data.storage.library import Opened
from doelboom.tui.settings.session import session_of
from doelboom.tui.settings.typed import TypedBefore
from tests.tui.driving import NARROW, WIDE, explore


async def test_it_filters_while_typing_and_keeps_what_stands_above(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("slash")
        await it.type_in("talent")
        assert it.open_codes == ["SD10021", "OD10039", "AC34834", "SD10022"]
        assert it.line_of("2 matches").endswith("2 matches  n/N")
        assert "filter: talent" in it.lines[0]
        assert it.code == "AC34834"
        await it.until_detail("> AC34834\n")


async def test_it_takes_no_heed_of_case_and_accents(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("slash")
        await it.type_in("ONTPLOOIEN")
        assert it.open_codes == ["SD10022"]
        assert "1 match  n/N" in it.text


async def test_all_words_are_wanted_each_in_whichever_field(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("slash")
        await it.type_in("werk 34834")
        assert it.open_codes == ["SD10021", "OD10039", "AC34834"]


async def test_descriptions_count_too(lindendorp: Opened) -> None:
    async with explore(lindendorp) as it:
        await it.press("slash")
        await it.type_in("verdwenen")
        assert it.open_codes == ["SD310", "OD4100", "OD4100.x1"]


async def test_next_and_previous_match(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("slash")
        await it.type_in("talent")
        await it.press("enter")
        assert it.tree.has_focus
        await it.press("n")
        assert it.code == "SD10022"
        await it.press("n")
        assert it.code == "AC34834"
        await it.press("N")
        assert it.code == "SD10022"


@pytest.mark.parametrize("key", ["n", "N"])
async def test_without_a_filter_there_is_no_next_and_it_says_so(gent: Opened, key: str) -> None:
    async with explore(gent) as it:
        await it.press(key)
        assert it.said == ["Nothing to go to: there is no filter. / starts one."]
        assert it.code == "SD10021"


async def test_no_match_is_said_and_escape_returns_to_where_one_was(gent: Opened) -> None:
    async with explore(gent, code="AC34976") as it:
        before = it.open_codes
        await it.press("slash")
        await it.type_in("zzzz")
        assert it.open_codes == []
        assert "no node has these words" in it.text
        await it.press("escape")
        assert it.open_codes == before
        assert it.code == "AC34976"
        assert it.tree.has_focus
        assert "filter:" not in it.lines[0]


async def test_escape_stays_at_the_match_it_is_on(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("slash")
        await it.type_in("talent")
        await it.press("enter", "escape")
        assert it.code == "AC34834"
        assert len(it.open_codes) > 21
        assert not it.explorer.query_one("#filter-line").display


async def test_escape_with_nothing_typed_closes_the_line(gent: Opened) -> None:
    async with explore(gent, code="OD10040") as it:
        await it.press("slash", "escape")
        assert it.code == "OD10040"
        assert not it.explorer.query_one("#filter-line").display
        assert it.tree.has_focus


async def test_the_letters_of_a_burst_are_all_kept_and_fire_no_command(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.burst("/vqmzGtalent")
        await it.until(lambda: it.explorer.view.filter.text == "vqmzGtalent", "the whole text in the filter")
        assert it.explorer.query_one("#filter", Input).value == "vqmzGtalent"
        assert it.screen is it.explorer
        assert it.app.is_running
        assert not it.explorer.view.hide_zeroes


async def test_a_burst_with_enter_and_the_key_after_it(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.burst("/talent")
        await it.press("enter", "n")
        assert it.code == "SD10022"


async def test_opening_it_again_shows_the_words_to_be_replaced_or_edited(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("slash")
        await it.type_in("talenten")
        await it.press("enter")
        assert it.open_codes == ["SD10022"]
        await it.press("slash", "end", "backspace", "backspace")
        assert it.open_codes == ["SD10021", "OD10039", "AC34834", "SD10022"]
        await it.press("enter", "slash")
        await it.type_in("offerlaan")
        assert it.open_codes[:2] == ["SD10022", "PO10044"]


async def test_a_jump_out_of_the_filter_clears_it(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("slash")
        await it.type_in("talent")
        await it.press("enter", "colon")
        await it.type_in("10054")
        await it.press("enter")
        assert it.code == "OD10054"
        assert "filter:" not in it.lines[0]


async def test_words_are_marked_where_they_stand(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("slash")
        await it.type_in("bedrijven")
        strip = next(s for s in it.screen._compositor.render_strips() if "AC34834 Gentse" in s.text)
        marked = [segment.text for segment in strip if segment.style is not None and segment.style.underline]
        assert marked[0] == "bedrijven"


async def test_the_line_is_seen_on_a_small_screen(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        await it.press("slash")
        await it.type_in("talent")
        assert it.lines[-3].startswith("/talent")
        assert it.lines[-2].endswith("1/2 matches  n/N")


async def test_it_counts_which_match_one_is_at(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("slash")
        await it.type_in("talent")
        await it.press("enter")
        for number in (1, 2, 1):
            assert f"  {number}/2 matches" in it.lines[-2]
            await it.press("n")
        await it.press("g")
        assert it.code not in (it.explorer.view.filter.matches or ())
        assert "  2 matches" in it.lines[-2]


async def test_it_says_where_it_matched(gent: Opened, lindendorp: Opened) -> None:
    async with explore(gent) as it:
        await it.press("slash")
        await it.type_in("dienst activering")
        assert "in the service" in it.lines[-2]
        await it.press("ctrl+u")
        await it.type_in("talent")
        assert "in the" not in it.lines[-2]
    for size in (WIDE, NARROW, (40, 12)):
        async with explore(lindendorp, size) as it:
            await it.press("slash")
            await it.type_in("verdwenen")
            assert "1/1" in it.lines[-2]
            assert "in the description" in it.lines[-2]


async def test_the_detail_goes_to_the_words_in_the_description(lindendorp: Opened) -> None:
    async with explore(lindendorp, NARROW) as it:
        await it.press("slash")
        await it.type_in("verdwenen")
        await it.until_detail("verdwenen")
        assert it.detail_top > 0
        assert "verdwenen" in it.text.split("\n", 2)[2].rpartition("/")[0]
        strips = it.screen._compositor.render_strips()[1:]
        strip = next(s for s in strips if "verdwenen" in s.text and "/" not in s.text)
        assert [part.text for part in strip if part.style is not None and part.style.underline] == ["verdwenen"]
        for key in ("escape", "j", "k"):
            await it.press(key)
            await it.until(lambda: it.explorer.detail.code == it.code, "the detail")
        assert it.detail_top == 0


async def test_a_word_with_a_minus_leaves_out(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("slash")
        await it.type_in("talent -bedr")
        assert it.open_codes == ["SD10022"]
        await it.press("ctrl+u")
        await it.type_in("talent -")
        assert it.open_codes == ["SD10021", "OD10039", "AC34834", "SD10022"]
        await it.press("ctrl+u")
        everything = it.open_codes
        await it.type_in("-")
        assert it.open_codes == everything


async def test_what_was_typed_before_comes_back(gent: Opened, tmp_path: Path) -> None:
    path = tmp_path / "session.json"
    async with explore(gent, session=session_of("x", path)) as it:
        for text in ("talent", "kinderopvang", "talent", "offerlaan"):
            await it.press("slash")
            await it.type_in(text)
            await it.press("enter", "escape")
        field = it.explorer.query_one("#filter", Input)
        await it.press("slash")
        await it.type_in("dra")
        values = []
        for key in ("up", "up", "up", "up", "down", "down", "down", "down"):
            await it.press(key)
            values.append(field.value)
        assert values == ["offerlaan", "talent", "kinderopvang", "kinderopvang", "talent", "offerlaan", "dra", "dra"]
        await it.press("escape", "v", "slash", "up", "up")
        assert it.one(Input, "#filter").value == "offerlaan"
    async with explore(gent, session=session_of("x", path)) as it:
        await it.press("slash", "up", "up", "up")
        assert it.explorer.query_one("#filter", Input).value == "talent"


async def test_only_so_many_are_remembered(tmp_path: Path) -> None:
    session = session_of("x", tmp_path / "session.json")
    before = TypedBefore(session)
    for number in range(50):
        before.add(f"word{number}")
    assert len(before.texts) == 20
    assert TypedBefore(session_of("x", tmp_path / "session.json")).texts == before.texts
    assert before.texts[-1] == "word49"


async def test_what_is_typed_ahead_goes_where_it_would_have_gone(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.burst(["/", *"talent", "enter", ":", *"34421", "enter"])
        await it.until(lambda: it.code == "AC34421", "AC34421")
        assert it.explorer.query_one("#filter", Input).value == ""
    async with explore(gent) as it:
        await it.burst(["v", "/", *"kinder", "enter", "s", *"title", "enter", "d", *"kinderopv", "enter"])
        await it.until(lambda: "Dienst Kinderopvang" in it.lines[0])
        assert it.columns[1].startswith("Title ")
