"""Messages: above the status and the keys at any size, in lines of their own, and never more than a few."""

from __future__ import annotations

from pathlib import Path

import pytest

from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.screens.base import BaseScreen
from doelboom.tui.settings.config import read_config
from tests.tui.driving import NARROW, WIDE, Driven, explore

SIZES = [(40, 12), (60, 20), NARROW, WIDE, (200, 50)]


def say(it: Driven, message: str) -> None:
    screen = it.screen
    assert isinstance(screen, BaseScreen)
    screen.say(message)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("key", ["", "v", "w"])
async def test_they_cover_neither_status_nor_keys(gent: Opened, size: tuple[int, int], key: str) -> None:
    async with explore(gent, size, messages_shown=True) as it:
        await it.press(*key)
        below = it.lines[-2:]
        for number in range(5):
            say(it, f"message {number}, " + "which says a good deal more than there is room for on one line " * 2)
        await it.settle()
        assert it.lines[-2:] == below
        assert "message 4" in it.text
        for number in (0, 1):
            assert f"message {number}" not in it.text


async def test_each_stands_in_lines_of_its_own(gent: Opened) -> None:
    async with explore(gent, messages_shown=True) as it:
        say(it, "hello")
        await it.settle()
        assert it.line_of("hello").strip("\N{LEFT HALF BLOCK} ") == "hello"


async def test_the_same_again_is_said_once(gent: Opened) -> None:
    async with explore(gent, messages_shown=True) as it:
        await it.press("n", "n", "n")
        assert len(it.said) == 1
        assert sum("Nothing to go to" in line for line in it.lines) == 1


async def test_many_complaints_are_said_in_brief(gent: Opened, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("".join(f"nonsense{number} = 1\n" for number in range(9)), encoding="utf-8")
    async with explore(gent, config=read_config(path)) as it:
        assert len(it.said) == 3
        assert "nonsense0" in it.said[0]
        assert it.said[-1] == "and 7 more complaints"
