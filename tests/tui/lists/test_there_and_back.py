"""From a list to a node and back: to its row, its place, its question; and no key closes one thing too many."""

from __future__ import annotations

import pytest

from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.screens.lists.check import CheckScreen
from doelboom.tui.explorer.screens.lists.listing import ListingScreen
from doelboom.tui.explorer.screens.lists.services import ServicesScreen
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from tests.tui.driving import NARROW, WIDE, Driven, explore

LISTS: dict[str, type[ListingScreen]] = {"v": VariancesScreen, "K": CheckScreen, "d": ServicesScreen}
BACK = ["escape", "ctrl+o", "alt+left", "q"]
AGAIN = "q again ends doelboom"


def has_ended(it: Driven) -> bool:
    return it.app._exit


async def down_a_list(it: Driven, *keys: str) -> list[str]:
    """Goes to where the list is scrolled both ways; the screen as it is then, without the messages."""
    await it.press(*keys, "pagedown", "pagedown", "up", "up", "up", "L")
    assert it.table.scroll_offset.y > 0
    assert it.table.cursor_row > it.table.scroll_offset.y
    return it.lines


@pytest.mark.parametrize("back", BACK)
@pytest.mark.parametrize("keys", [("v",), ("K",), ("K", "s", "home", "enter")], ids=" ".join)
async def test_back_from_the_tree_is_the_list_as_it_was(gent: Opened, keys: tuple[str, ...], back: str) -> None:
    async with explore(gent, NARROW, code="AC34834") as it:
        before = await down_a_list(it, *keys)
        assert "< 1" in before[0]
        code = it.screen.code_of(it.table.key)  # type: ignore[attr-defined]
        await it.press("enter")
        assert it.screen is it.explorer
        assert it.code == code
        await it.press(back)
        assert isinstance(it.screen, LISTS[keys[0]])
        assert it.lines == before
        await it.press("escape")
        assert it.screen is it.explorer
        assert it.code == "AC34834"


async def test_the_whole_question_is_there_again(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        await it.press("v", "p", "home", "p", "p", "p", "enter", "t", "t", "enter", "u", "z", "s", "end", "enter")
        await it.press("slash", *"van", "enter", "down", "down")
        before = it.lines
        key = it.table.key
        await it.press("enter", "q")
        assert it.lines == before
        assert it.table.key == key
        await it.press("escape")
        assert isinstance(it.screen, ListingScreen)
        assert "van" not in it.lines[0]


async def test_a_resize_in_between_keeps_the_row(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        await down_a_list(it, "v")
        key = it.table.key
        await it.press("enter")
        await it.resize(*WIDE)
        await it.press("q")
        assert it.table.key == key
        assert f" {key} " in it.text


async def test_two_lists_deep_back_goes_up_the_same_steps(gent: Opened) -> None:
    async with explore(gent, NARROW, code="AC34834") as it:
        await it.press("d", "down", "down")
        service = it.table.key
        services = it.lines
        await it.press("enter", "down", "down", "down")
        actions, code = it.lines, it.table.key
        await it.press("enter")
        assert it.screen is it.explorer
        assert it.code == code
        await it.press("q")
        assert it.lines == actions
        assert service is not None
        assert f"│ {service[:16]}" in it.lines[0]
        await it.press("q")
        assert it.lines == services
        await it.press("enter", "enter", "ctrl+o", "ctrl+o", "ctrl+o")
        assert it.screen is it.explorer
        assert it.code == "AC34834"


async def test_from_list_to_list_each_step_is_remembered(gent: Opened) -> None:
    async with explore(gent, NARROW, code="AC34834") as it:
        await it.press("v", "down", "enter")
        first = it.code
        await it.press("K", "down", "enter")
        second = it.code
        await it.press("colon", *"34819", "enter")
        assert it.code == "AC34819"
        await it.press("ctrl+o")
        assert it.code == second
        await it.press("ctrl+o")
        assert isinstance(it.screen, CheckScreen)
        await it.press("ctrl+o")
        assert it.code == first
        await it.press("ctrl+o")
        assert isinstance(it.screen, VariancesScreen)
        await it.press("ctrl+o")
        assert it.code == "AC34834"


async def test_forward_goes_where_back_came_from(gent: Opened) -> None:
    async with explore(gent, NARROW, code="AC34834") as it:
        await it.press("v", "down", "enter")
        code = it.code
        await it.press("ctrl+o", "q", "alt+right")
        assert it.code == code
        await it.press("alt+left")
        assert it.screen is it.explorer
        assert it.code == "AC34834"


@pytest.mark.parametrize("opening", [*LISTS, "w"])
@pytest.mark.parametrize("closing", ["q", "escape"])
async def test_the_key_after_the_one_that_closed_a_list_does_not_end_the_program(
    gent: Opened, opening: str, closing: str
) -> None:
    async with explore(gent) as it:
        await it.press(opening, closing)
        assert it.screen is it.explorer
        await it.press("q")
        assert not has_ended(it)
        assert it.said == [AGAIN]
        await it.press("q")
        assert has_ended(it)


async def test_nor_do_keys_that_are_typed_at_once(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.burst("vqq")
        assert not has_ended(it)
        assert it.screen is it.explorer
        assert it.said == [AGAIN]


@pytest.mark.parametrize("between", ["down", "u", "z"])
async def test_any_other_key_lifts_that(gent: Opened, between: str) -> None:
    async with explore(gent) as it:
        await it.press("v", "q", between, "q")
        assert has_ended(it)
        assert it.said == []


async def test_after_a_list_was_come_back_to_and_closed_q_ends_at_the_second(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v", "enter", "q", "q")
        assert it.screen is it.explorer
        await it.press("q")
        assert not has_ended(it)
        await it.press("q")
        assert has_ended(it)


async def test_who_went_on_from_the_node_is_not_sent_back_to_the_list_by_q(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v", "enter", "colon", *"34819", "enter", "q")
        assert has_ended(it)


async def test_the_detail_in_full_is_closed_before_the_way_back_is_gone(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v", "enter", "i", "q")
        assert it.screen is it.explorer
        await it.press("q")
        assert isinstance(it.screen, VariancesScreen)


async def test_a_theme_chosen_on_the_way_is_worn_by_the_list(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v", "enter")
        it.app.theme = "doelboom-light"
        await it.settle()
        await it.press("q")
        assert isinstance(it.screen, VariancesScreen)
        assert it.screen.look == it.explorer.look
