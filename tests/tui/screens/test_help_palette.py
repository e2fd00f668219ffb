"""Help and the line of keys: what they say, and that it is so; and the ways out."""

from __future__ import annotations

import re

import pytest

from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.commands import COMMANDS, PLACE_TITLES
from doelboom.tui.explorer.screens.dialogs.chooser import Chooser
from doelboom.tui.explorer.screens.dialogs.help import HelpBody, HelpScreen
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from doelboom.tui.explorer.screens.tree.explorer import ExplorerScreen
from doelboom.tui.locale.words import _, use_language
from doelboom.tui.settings.config import Config
from tests.tui.driving import NARROW, WIDE, Driven, explore

ONE_COLUMN = (100, 30)


def _help_text(it: Driven) -> str:
    return "\n".join(it.one(HelpBody).lines)


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_opens_and_closes(gent: Opened, key: str) -> None:
    async with explore(gent) as it:
        await it.press(key)
        assert isinstance(it.screen, HelpScreen)
        await it.press(key)
        assert isinstance(it.screen, ExplorerScreen)
        await it.press(key, "q")
        assert isinstance(it.screen, ExplorerScreen)
        await it.press(key, "escape")
        assert isinstance(it.screen, ExplorerScreen)


async def test_help_names_every_command_with_its_keys_and_its_id(gent: Opened) -> None:
    async with explore(gent, ONE_COLUMN) as it:
        await it.press("question_mark")
        text = _help_text(it)
        for command in COMMANDS:
            assert command.title in text
            assert re.search(rf"^ +{re.escape(command.id)}(\.|$)", text, re.MULTILINE), command.id
        lines = [line.strip() for line in text.split("\n")]
        assert any(line.startswith("v  ") and "Largest variances" in line for line in lines)
        assert any(line.startswith("← h Backspace") and "Close" in line for line in lines)
        assert any(line.startswith("K  ") and "The check" in line for line in lines)


@pytest.mark.parametrize(
    ("keys", "title"),
    [([], "In the explorer"), (["v"], "In the variances"), (["K"], "In the check"), (["d"], "In the services"),
     (["w"], "In the bridge")],
)  # fmt: skip
@pytest.mark.parametrize("size", [(40, 12), NARROW, WIDE, (200, 50)], ids=str)
async def test_help_shows_the_screen_one_is_on_first(
    gent: Opened, keys: list[str], title: str, size: tuple[int, int]
) -> None:
    async with explore(gent, size) as it:
        await it.press(*keys, "question_mark")
        titles = [_(words) for words in PLACE_TITLES.values()]
        shown = [line.strip("│ ").split("   ")[0] for line in it.lines]
        assert next(line for line in shown if line in titles) == title


async def test_help_has_two_columns_where_there_is_room(gent: Opened) -> None:
    async with explore(gent, WIDE) as it:
        await it.press("question_mark")
        two = it.one(HelpBody).lines
        assert all(_(words) in "\n".join(two) for words in PLACE_TITLES.values())
        await it.resize(100, 36)
        one = it.one(HelpBody).lines
        assert len(one) > len(two) * 3 / 2
        assert all(command.title in " ".join(" ".join(one).split()) for command in COMMANDS)


async def test_help_scrolls(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        await it.press("question_mark")
        assert "In the explorer" in it.text
        await it.press("G")
        await it.until(lambda: "Hold Shift while selecting text" in it.text, "the last line of the help")
        assert "In the explorer" not in it.text
        await it.press("g")
        await it.until(lambda: "In the explorer" in it.text, "the first lines of the help")


async def test_help_on_another_screen(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v")
        await it.until_screen(VariancesScreen)
        await it.press("question_mark")
        assert isinstance(it.screen, HelpScreen)
        await it.press("escape")
        assert isinstance(it.screen, VariancesScreen)


async def test_help_shows_the_keys_in_force(gent: Opened) -> None:
    async with explore(gent, ONE_COLUMN, config=Config(keys={"variances": "x,f2"})) as it:
        await it.press("question_mark")
        lines = [line.strip() for line in _help_text(it).split("\n")]
        assert any(line.startswith(("x F2", "x f2")) and "Largest variances" in line for line in lines)
        await it.press("escape", "v")
        assert isinstance(it.screen, ExplorerScreen)
        await it.press("x")
        assert isinstance(it.screen, VariancesScreen)


async def test_the_line_of_keys_shows_the_keys_in_force(gent: Opened) -> None:
    async with explore(gent) as it:
        assert it.lines[-1].startswith(" v variances  / filter  : code  m measure  i detail")
    async with explore(gent, config=Config(keys={"variances": "x"})) as it:
        assert it.lines[-1].startswith(" x variances  / filter")


async def test_a_key_that_does_not_fit_is_left_out_whole_but_never_help_and_quit(gent: Opened) -> None:
    async with explore(gent, (60, 24)) as it:
        words = it.lines[-1].strip().split("  ")
        assert words == ["v variances", "/ filter", ": code", "m measure", "? help", "q quit"]


async def test_quitting_asks_nothing_and_closes_screens_first(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v")
        await it.until_screen(VariancesScreen)
        await it.press("q")
        assert isinstance(it.screen, ExplorerScreen)
        await it.press("i", "q")
        assert not it.explorer.has_class("-info")
        assert it.app._exit is False
        await it.press("q")
        assert it.app._exit is True
        assert it.app.return_code == 0


@pytest.mark.parametrize("before", [[], ["v"], ["colon"], ["slash"], ["m"], ["question_mark"], ["ctrl+p"]])
async def test_control_c_ends_it_from_anywhere(gent: Opened, before: list[str]) -> None:
    async with explore(gent) as it:
        await it.press(*before)
        await it.press("ctrl+c")
        assert it.app._exit is True
        assert it.app.return_code == 0


async def test_escape_never_ends_it(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("escape", "escape", "escape")
        assert it.app._exit is False
        assert it.tree.has_focus


class TestDutch:
    """The interface in Dutch; the report's own terms are the same in both languages."""

    @pytest.fixture(autouse=True)
    def _dutch(self) -> None:
        use_language("nl")

    async def test_the_explorer(self, gent: Opened) -> None:
        async with explore(gent, WIDE, code="AC34834") as it:
            assert "afwijkingen" in it.lines[-1]
            assert "3.836 percentages" in it.text
            await it.until_detail("Exploitatie", "Uitgaven")
            assert "gunstig" in it.detail_text
            assert "favourable" not in it.detail_text
            assert "actie · Dienst Activering en Werk" in it.detail_text

    async def test_the_help(self, gent: Opened) -> None:
        async with explore(gent) as it:
            await it.press("question_mark")
            text = _help_text(it)
            assert "Toetsen" in text
            for english in ("Keys", "Largest variances", "In the explorer", "Quit"):
                assert english not in text

    async def test_a_chooser(self, gent: Opened) -> None:
        async with explore(gent) as it:
            await it.press("m")
            assert isinstance(it.screen, Chooser)
            assert "Exploitatie, uitgaven" in it.text
            assert "Enter chooses" not in it.text
