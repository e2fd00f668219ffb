"""Going to a code: whole, in lower case, its beginning, its number alone."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.screens.dialogs.jump import JumpScreen
from doelboom.tui.explorer.widgets.choices import Choices
from tests.tui.driving import NARROW, explore


async def test_ways_to_a_code(gent: Opened) -> None:
    ways = {"34834": "AC34834", "aC3482": "AC34821", "AC34834": "AC34834", "od10041": "OD10041", " ac 34834": "AC34834"}
    async with explore(gent) as it:
        for typed, code in ways.items():
            await it.press("colon")
            await it.type_in(typed)
            await it.press("enter")
            assert it.screen is it.explorer
            assert it.code == code
            assert code in it.open_codes
            await it.until_detail(f"> {code}\n")


async def test_candidates_are_shown_while_typing(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("colon")
        assert not it.one(Choices).display
        await it.type_in("3483")
        assert it.one(Choices).values == ["AC34831", "AC34832", "AC34834", "AC34835"]
        assert "AC34834  Gentse bedrijven ondersteunen bij het vinden van talent" in it.text


async def test_choosing_another_candidate(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("colon")
        await it.type_in("3483")
        await it.press("down", "down", "up", "enter")
        assert it.code == "AC34832"


async def test_a_remainder_and_a_lost_heading_can_be_gone_to(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("colon")
        await it.type_in("od10039.x1")
        await it.press("enter")
        assert it.code == "OD10039.x1"
        await it.press("colon")
        await it.type_in("10041.rest")
        await it.press("enter")
        assert it.code == "OD10041.rest"


async def test_no_such_code_is_said_and_enter_stays(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("colon")
        await it.type_in("99999")
        assert "no node has this code or these words" in it.text
        await it.press("enter")
        assert isinstance(it.screen, JumpScreen)
        await it.press("escape")
        assert it.code == "SD10021"


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_leaving_it_empty(gent: Opened, key: str) -> None:
    async with explore(gent) as it:
        await it.press("colon", key)
        assert it.screen is it.explorer
        assert it.code == "SD10021"


async def test_letters_are_letters_in_the_field(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("colon")
        await it.type_in("qvz?jk")
        assert it.one(Input).value == "qvz?jk"
        assert isinstance(it.screen, JumpScreen)


async def test_the_letters_of_a_burst_are_all_kept(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.burst(":34834")
        await it.until(lambda: isinstance(it.screen, JumpScreen) and it.one(Input).value == "34834", "34834")
        await it.press("enter")
        assert it.code == "AC34834"


async def test_a_burst_that_spells_commands_fires_none(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.burst(":qvKzm")
        await it.until(lambda: isinstance(it.screen, JumpScreen) and it.one(Input).value == "qvKzm", "qvKzm")
        assert len(it.app.screen_stack) == 2
        assert not it.explorer.view.hide_zeroes


async def test_a_burst_up_to_enter_arrives(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        await it.burst([*":34834", "enter"])
        await it.until(lambda: it.code == "AC34834", "AC34834")


async def test_hidden_zeroes_do_not_hide_what_is_gone_to(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("z", "colon")
        await it.type_in("ACD3411")
        await it.press("enter")
        assert it.code == "ACD3411"
        assert "without zeroes" not in it.lines[0]


async def test_a_burst_beyond_enter_goes_on_in_the_tree(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.burst([*":34834", "enter", "j", "i"])
        await it.until(lambda: it.explorer.has_class("-info"), "the detail in full")
        assert it.code == "AC34919"


async def test_a_burst_over_screens(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.burst(["v", "/", *"kinderopvang", "enter", "down", "enter"])
        await it.until(lambda: it.screen is it.explorer and it.code != "SD10021", "the second row's node")
        item = it.explorer.outline.items[it.code or ""]
        assert "kinderopvang" in f"{item.title} {item.service}".lower()


async def test_ctrl_c_is_not_kept_waiting_by_what_was_typed_before_it(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.burst(["v", *"jk" * 500, "ctrl+c"])
        assert it.app.return_code == 0
        assert it.app.keys_pressed < 100


async def test_a_candidate_takes_one_line(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        await it.press("colon")
        await it.type_in("3483")
        assert it.one(Choices).size.height == 4
