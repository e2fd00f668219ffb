"""The palette: every command of every screen, every question, measure, theme and language, and every node, by words of
either language; it does what is chosen where that belongs."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.events import Paste
from textual.widgets import Input

from doelboom.data.storage import locations
from doelboom.data.storage.library import Opened
from doelboom.parser.records import Measure
from doelboom.tui.explorer.commands import BY_ID, COMMANDS, Place
from doelboom.tui.explorer.commands.also import ALSO
from doelboom.tui.explorer.screens.bridge import BridgeScreen
from doelboom.tui.explorer.screens.dialogs.chooser import Chooser
from doelboom.tui.explorer.screens.dialogs.jump import JumpScreen
from doelboom.tui.explorer.screens.dialogs.palette import PaletteScreen
from doelboom.tui.explorer.screens.lists.check import CheckScreen
from doelboom.tui.explorer.screens.lists.services import ServicesScreen
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from doelboom.tui.explorer.screens.palette.entries import entries
from doelboom.tui.explorer.screens.tree.explorer import ExplorerScreen
from doelboom.tui.explorer.widgets.choices import Choices
from doelboom.tui.locale.words import LANGUAGES, use_language
from doelboom.tui.settings.config import THEMES, read_config
from doelboom.tui.terminal.abilities import Abilities, Colours
from doelboom.tui.views.questions import PRESETS
from tests.tui.driving import WIDE, Driven, explore
from tests.tui.terminal import Terminal


@pytest.fixture
def _english_again() -> Iterator[None]:
    yield
    use_language("en")


async def ask(it: Driven, typed: str) -> list[str]:
    """Opens the palette, types, and says what it offers, the first first."""
    await it.press("ctrl+p")
    assert isinstance(it.screen, PaletteScreen)
    await it.type_in(typed)
    return it.one(Choices).values


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("largest variances", VariancesScreen),
        ("go to a code", JumpScreen),
        ("the check", CheckScreen),
        ("by service", ServicesScreen),
        ("what explains", BridgeScreen),
        ("variances floors", None),
    ],
)
async def test_it_runs_commands_by_name(gent: Opened, typed: str, kind: type | None) -> None:
    async with explore(gent) as it:
        await ask(it, typed)
        await it.press("enter")
        if kind is not None:
            await it.until_screen(kind)
        else:
            await it.until(lambda: "Show variances of at least" in it.text)
            assert isinstance(it.app.screen_stack[1], VariancesScreen)


def test_it_offers_every_command_question_measure_theme_and_language() -> None:
    offered = {entry.choice.value for entry in entries((Place.EXPLORER, Place.TREE), {})}
    for command in COMMANDS:
        assert (f"run:{command.id}" in offered) is (
            command.palette and command.place not in (Place.LIST, Place.ANY_LIST)
        )
    assert {f"question:{preset.value}" for preset in PRESETS} <= offered
    assert {f"measure:{measure.value}" for measure in Measure} <= offered
    assert {f"theme:{name}" for name in THEMES} <= offered
    assert {f"language:{name}" for name in LANGUAGES} <= offered


def test_the_further_words_are_those_of_commands() -> None:
    assert set(ALSO) <= set(BY_ID)


@pytest.mark.usefixtures("_english_again")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("unspent", "run:variances"),
        ("niet besteed", "run:variances"),
        ("staff", "measure:vte"),
        ("personeel", "measure:vte"),
        ("sort", "run:variances.sort"),
        ("sorteren", "run:variances.sort"),
        ("theme dark", "theme:dark"),
        ("thema donker", "theme:dark"),
        ("language", "language:nl"),
        ("taal", "language:en"),
        ("help", "run:help"),
        ("overspent", "question:overspent"),
        ("34834", "AC34834"),
        ("talent bedrijven", "AC34834"),
    ],
)
async def test_words_of_both_languages_find_in_either(gent: Opened, language: str, typed: str, value: str) -> None:
    use_language(language)
    async with explore(gent) as it:
        found = await ask(it, typed)
        assert value in found, it.text
        await it.press("escape")


async def test_a_command_of_another_screen_runs_there(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("K")
        await it.until_screen(CheckScreen)
        found = await ask(it, "sort variances")
        assert found[0] == "run:variances.sort"
        await it.press("enter")
        await it.until_screen(Chooser)
        assert [type(screen) for screen in it.app.screen_stack[1:]] == [VariancesScreen, Chooser]
        await it.press("enter")
        assert it.table.has_focus
        assert it.table.row_count > 0


async def test_a_command_of_the_screen_one_is_on_runs_there(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("d")
        found = await ask(it, "sort")
        assert found[0] == "run:services.sort"
        await it.press("enter")
        await it.until_screen(Chooser)
        assert [type(screen) for screen in it.app.screen_stack[1:]] == [ServicesScreen, Chooser]


async def test_a_question_is_asked_at_once(gent: Opened) -> None:
    async with explore(gent) as it:
        await ask(it, "question overspent")
        await it.press("enter")
        await it.until_screen(VariancesScreen)
        await it.until(lambda: it.lines[0].startswith(" Overspent"))


async def test_a_measure_is_shown_on_the_screen_one_is_on(gent: Opened) -> None:
    async with explore(gent) as it:
        await ask(it, "measure staff")
        await it.press("enter")
        await it.until(lambda: it.explorer.view.measure is Measure.FTE)
        await it.press("d")
        await it.until_screen(ServicesScreen)
        await ask(it, "measure investering uitgaven")
        await it.press("enter")
        await it.until(lambda: "Investering, uitgaven" in it.lines[0])
        assert it.explorer.view.measure is Measure.FTE
        assert isinstance(it.screen, ServicesScreen)


async def test_a_node_is_gone_to_from_any_screen(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v")
        await ask(it, "talent bedrijven")
        await it.press("enter")
        await it.until(lambda: it.screen is it.explorer and it.code == "AC34834")


async def test_keys_typed_ahead_arrive_in_it_and_beyond_it(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.burst(["ctrl+p", *"talent bedrijven", "enter", "j"])
        await it.until(lambda: it.code == "AC34919", "the node below AC34834")


async def test_letters_are_letters_and_escape_leaves(gent: Opened) -> None:
    async with explore(gent) as it:
        await ask(it, "qvzGj")
        assert it.one(Input).value == "qvzGj"
        assert "nothing has these words" in it.text
        await it.press("enter")
        assert isinstance(it.screen, PaletteScreen)
        await it.press("escape")
        await it.until_screen(ExplorerScreen)


async def test_what_is_nearly_meant_is_offered_and_not_done_by_enter_alone(gent: Opened) -> None:
    async with explore(gent) as it:
        assert "run:bookmark" in await ask(it, "bookmrak")
        assert "nothing has these words; nearly:" in it.text
        await it.press("enter")
        assert isinstance(it.screen, PaletteScreen)


async def test_a_pasted_megabyte_is_answered_at_once(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("ctrl+p")
        it.app.post_message(Paste("variances sort " * 70_000))
        async with asyncio.timeout(5):
            await it.settle()
            await it.type_in("x")
        assert isinstance(it.screen, PaletteScreen)


@pytest.mark.parametrize("rows", [1, 2, 3, 5, 12])
async def test_it_stands_at_any_height(gent: Opened, rows: int) -> None:
    async with explore(gent, WIDE) as it:
        await it.press("ctrl+p")
        await it.resize(40, rows)
        await it.type_in("sort")
        await it.press("down", "escape")
        assert it.screen is it.explorer
        assert it.app.is_running


@pytest.mark.usefixtures("_english_again")
async def test_a_language_is_in_force_at_once_on_all_screens(gent: Opened) -> None:
    async with explore(gent, code="AC34834") as it:
        await it.press("v")
        await ask(it, "nederlands")
        await it.press("enter")
        await it.until(lambda: "Grootste afwijkingen" in it.lines[0])
        assert "vraag" in it.lines[-1]
        assert "Afwijking" in it.lines[1]
        await it.press("escape")
        assert "afwijkingen" in it.lines[-1]
        assert "Afwijking" in it.lines[1]
        assert "onderdelen met rest" in it.lines[-2]
        assert it.code == "AC34834"
        await it.until_detail("actie")
        await it.press("slash")
        assert "woorden in code" in it.text


async def test_a_theme_is_in_force_at_once_on_all_screens(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v")
        await ask(it, "theme light")
        await it.press("enter")
        await it.until(lambda: it.app.theme == "doelboom-light")
        screen = it.screen
        assert isinstance(screen, VariancesScreen)
        assert screen.look == it.explorer.look
        coloured = [cell for cell in it.table.cells_of(it.table.key_order[0]) if cell.spans]
        styles = {str(span.style) for cell in coloured for span in cell.spans} | {
            str(cell.style) for cell in it.table.cells_of(it.table.key_order[0])
        }
        assert any(screen.look.good.color is not None and screen.look.good.color.name in style for style in styles)


@pytest.mark.usefixtures("_english_again")
async def test_what_was_chosen_is_kept_if_one_says_so_and_nothing_else(gent: Opened, home: Path) -> None:
    path = locations.settings()
    path.parent.mkdir(parents=True)
    path.write_text("# mine\n[keys]\nquit = 'Q'\n", encoding="utf-8")
    async with explore(gent, config=read_config()) as it:
        await ask(it, "keep theme")
        await it.press("enter")
        await it.until(lambda: "No other theme or language was chosen." in it.said)
        await ask(it, "theme light")
        await it.press("enter")
        await it.until(lambda: "Until doelboom ends. To keep it: Ctrl+P, keep" in it.said)
        assert read_config().theme is None
        await ask(it, "keep theme")
        await it.press("enter")
        await it.until(lambda: any(str(path) in words for words in it.said))
    kept = read_config()
    assert (kept.theme, kept.language, dict(kept.keys), kept.complaints) == ("light", None, {"quit": "Q"}, ())
    assert "# mine" in path.read_text(encoding="utf-8")


async def test_what_cannot_be_kept_is_said(gent: Opened, home: Path) -> None:
    path = locations.settings()
    path.parent.mkdir(parents=True)
    path.write_text("theme = ", encoding="utf-8")
    async with explore(gent) as it:
        await ask(it, "theme light")
        await it.press("enter")
        await it.until(lambda: it.app.theme == "doelboom-light")
        await ask(it, "keep theme")
        await it.press("enter")
        await it.until(lambda: any("not TOML" in words for words in it.said))
    assert path.read_text(encoding="utf-8") == "theme = "


async def test_a_terminal_without_colours_gets_none(gent: Opened) -> None:
    async with explore(gent, able=Abilities(Colours.NONE)) as it:
        await ask(it, "theme dark")
        await it.press("enter")
        await it.until(lambda: bool(it.said))
        assert "NO_COLOR" in it.said[-1]
        assert it.app.theme == "doelboom-none"


def test_no_colour_at_all() -> None:
    with Terminal("--report", "bundled", environment={"NO_COLOR": "1"}) as terminal:
        terminal.until_shown("variances", "more lines")
        for keys, shown in (
            ("\x10sort", "> Sort"),
            ("\x10zzzzq", "nothing has these words"),
            ("m", "> Exploitatie, uitgaven"),
            (":348", "> AC34819"),
            (":zzzz", "no node has"),
            ("?", "In the explorer"),
            ("O", "The reports"),
            ("/talent", "2 matches"),
            ("v/activ", "/activ"),
            ("vc", "> [x] Title"),
            ("ve", "The ending says"),
            ("vf", "per cent of the budget"),
            ("n", "Nothing to go to"),
        ):
            terminal.type(keys)
            terminal.until_shown(shown)
            assert terminal.colours == {"default"}, f"{keys!r}:\n{terminal.text}"
            for _screen in range(2):
                terminal.press("escape")
                terminal.until_quiet()
