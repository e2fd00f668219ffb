"""Choosing by typing: every chooser narrows, at every size, with the keyboard, the mouse and without colours."""

from __future__ import annotations

import asyncio

import pytest
from textual.events import Paste
from textual.widgets import Input

from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.screens.dialogs.chooser import Chooser
from doelboom.tui.explorer.screens.dialogs.columns import Columns
from doelboom.tui.explorer.screens.dialogs.dialog import Band
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from doelboom.tui.explorer.widgets.choices import Choices
from doelboom.tui.explorer.widgets.lines import KeyLine
from doelboom.tui.settings.config import Config
from tests.tui.driving import NARROW, Driven, explore

SMALLEST = (40, 12)
CORNER_ABOVE, CORNER_BELOW, SIDE = "╭", "╰", "│"


def service(it: Driven) -> str | None:
    assert isinstance(it.screen, VariancesScreen)
    return it.screen.state.query.service


async def test_letters_narrow_and_enter_takes_what_is_left(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v", "d")
        assert isinstance(it.screen, Chooser)
        everything = it.one(Choices).values
        await it.type_in("werk activ")
        assert it.one(Choices).values == ["Dienst Activering en Werk"]
        await it.press("ctrl+u")
        assert it.one(Choices).values == everything
        await it.type_in("activ")
        await it.press("enter")
        assert service(it) == "Dienst Activering en Werk"


@pytest.mark.parametrize("typed", ["jeugd", "kind", "dienst kind", "gezond"])
async def test_a_word_may_begin_with_a_letter_that_moves(gent: Opened, typed: str) -> None:
    async with explore(gent) as it:
        await it.press("v", "d")
        await it.type_in(typed)
        assert it.one(Input).value == typed
        assert it.one(Choices).values
        first = it.one(Choices).value
        assert first is not None
        assert all(word in first.lower() for word in typed.split())


async def test_letters_that_moved_are_no_part_of_a_word_that_is_none(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v", "d", "j", "j", "j")
        third = it.one(Choices).value
        assert third == it.one(Choices).values[3]
        await it.type_in("werk")
        assert it.one(Input).value == "werk"


async def test_nothing_typed_moves_as_ever(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("m")
        values = it.one(Choices).values
        for keys, value in (
            (["m", "m"], values[2]),
            (["k"], values[1]),
            (["G"], values[-1]),
            (["g"], values[0]),
            (["end"], values[-1]),
            (["home"], values[0]),
            (["down", "j", "up"], values[1]),
            (["pagedown"], values[-1]),
        ):
            await it.press(*keys)
            assert it.one(Choices).value == value
        assert it.one(Input).value == ""
        await it.press("q")
        assert it.screen is it.explorer


async def test_q_is_a_letter_once_something_is_typed(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v", "d")
        await it.type_in("dq")
        assert it.one(Input).value == "q" or it.one(Input).value == "dq" or isinstance(it.screen, VariancesScreen)
        await it.press("d", "e", "q")
        assert isinstance(it.screen, Chooser)
        assert it.one(Input).value == "eq"


async def test_what_is_nearly_meant_is_taken_only_when_it_is_gone_to(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v", "d")
        await it.type_in("actvering")
        assert it.one(Choices).values == ["Dienst Activering en Werk"]
        await it.press("enter")
        assert isinstance(it.screen, Chooser)
        await it.press("down", "enter")
        assert service(it) == "Dienst Activering en Werk"


async def test_columns_are_ticked_by_typing_and_space(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v")
        before = it.columns
        await it.press("c")
        assert isinstance(it.screen, Columns)
        assert "> [x] Title" in it.text
        await it.type_in("servi")
        assert it.one(Choices).values == ["service"]
        await it.press("space")
        assert it.one(Input).value == ""
        assert "> [ ] Service" in it.text
        await it.type_in("change")
        await it.press("space", "enter")
        assert it.columns == [name for name in before if name not in ("Service", "Change")]


async def test_the_mouse_ticks_chooses_and_presses_the_keys_below(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v")
        before = it.columns
        await it.press("c")
        await it.click(Choices, 5, 0)
        assert "[ ] Title" in it.text
        line = it.one(KeyLine, "#chooser-keys")
        await it.click("#chooser-keys", line.draw(60).plain.index("Enter"), 0)
        await it.until_screen(VariancesScreen)
        assert it.columns == [name for name in before if name != "Title"]
        await it.press("c")
        await it.click("#chooser-keys", it.one(KeyLine, "#chooser-keys").draw(60).plain.index("Esc"), 0)
        await it.until_screen(VariancesScreen)


@pytest.mark.parametrize("keys", [["m"], ["v", "p"], ["v", "s"], ["v", "d"], ["v", "t"], ["v", "c"], ["d", "s"]])
async def test_it_fits_into_the_smallest_screen(gent: Opened, keys: list[str]) -> None:
    async with explore(gent, SMALLEST) as it:
        await it.press(*keys)
        top, bottom = it.lines[it.one(Band).region.y], it.lines[it.one(Band).region.bottom - 1]
        assert (top.strip()[0], bottom.strip()[0]) == (CORNER_ABOVE, CORNER_BELOW)
        assert "Enter" in it.text
        assert "> " in it.text
        await it.press("G")
        assert any("> " in line for line in it.lines)


async def test_it_fits_after_a_resize(gent: Opened) -> None:
    async with explore(gent, (120, 36)) as it:
        await it.press("v", "s")
        await it.resize(*SMALLEST)
        assert "Enter choose" in it.text
        await it.resize(*NARROW)
        assert "Enter choose" in it.text
        assert "> Variance" in it.text


@pytest.mark.parametrize("theme", ["dark", "none"])
async def test_the_chosen_line_has_a_sign_and_without_colours_reverse_video(gent: Opened, theme: str) -> None:
    async with explore(gent, config=Config(theme=theme)) as it:
        await it.press("m", "j")
        strip = next(strip for strip in it.screen._compositor.render_strips() if "> Exploitatie, ontv" in strip.text)
        chosen = next(segment.style for segment in strip if segment.text.startswith(">"))
        assert chosen is not None
        assert bool(chosen.reverse) is (theme == "none")
        region = it.one(Band).region
        assert sum("> " in line for line in it.lines[region.y : region.bottom]) == 1


async def test_a_dialog_covers_whole_lines(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("m")
        region = it.one(Band).region
        for line in it.lines[region.y + 1 : region.bottom - 1]:
            assert line.strip()[0] == line.strip()[-1] == SIDE


@pytest.mark.parametrize("keys", [["m"], ["colon"], ["slash"], ["O", "f"], ["v", "d"]])
async def test_a_pasted_megabyte_is_taken_as_far_as_it_makes_sense(gent: Opened, keys: list[str]) -> None:
    async with explore(gent) as it:
        await it.press(*keys)
        it.app.post_message(Paste("kinderopvang " * 80_000))
        async with asyncio.timeout(5):
            await it.settle()
        assert len(it.one(Input, "#filter" if keys == ["slash"] else "#pick-field").value) <= 4096


@pytest.mark.parametrize("size", [(78, 26), (75, 20), NARROW])
async def test_no_text_touches_the_scrollbar(gent: Opened, size: tuple[int, int]) -> None:
    async with explore(gent, size) as it:
        await it.press("ctrl+p")
        choices = it.one(Choices)
        assert choices.show_vertical_scrollbar
        lines = [choices.render_line(y).text for y in range(choices.size.height)]
        assert {line[-1] for line in lines} == {" "}
        assert any(line[-2] != " " for line in lines)
