"""The registry of commands: whole, without clashes, and within reach of every keyboard."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual.widget import Widget

from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.commands import BY_ID, COMMANDS, Command, Place
from doelboom.tui.explorer.keymap import clashes, keymap_of
from doelboom.tui.explorer.screens.base import BaseScreen
from doelboom.tui.explorer.screens.bridge import BridgeScreen
from doelboom.tui.explorer.screens.lists.check import CheckScreen
from doelboom.tui.explorer.screens.lists.services import ServicesScreen
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from doelboom.tui.explorer.screens.reports import ReportsScreen
from doelboom.tui.explorer.screens.tree.explorer import ExplorerScreen
from doelboom.tui.explorer.screens.years import YearsScreen
from doelboom.tui.explorer.widgets.detail import DetailPane
from doelboom.tui.explorer.widgets.table import KeyedTable
from doelboom.tui.explorer.widgets.tree import OutlineTree
from doelboom.tui.settings.config import Config
from tests.tui.driving import explore

BOUND: dict[Place, tuple[type, ...]] = {
    Place.TREE: (OutlineTree,),
    Place.LIST: (KeyedTable,),
    Place.DETAIL: (DetailPane,),
    Place.EXPLORER: (ExplorerScreen,),
    Place.VARIANCES: (VariancesScreen,),
    Place.CHECK: (CheckScreen,),
    Place.SERVICES: (ServicesScreen,),
    Place.BRIDGE: (BridgeScreen,),
    Place.YEARS: (YearsScreen,),
    Place.REPORTS: (ReportsScreen,),
    Place.ANY_LIST: (VariancesScreen, CheckScreen, ServicesScreen),
    Place.EVERYWHERE: (
        ExplorerScreen,
        VariancesScreen,
        CheckScreen,
        ServicesScreen,
        BridgeScreen,
        YearsScreen,
        ReportsScreen,
    ),
}

TOGETHER = [
    {Place.EXPLORER, Place.TREE, Place.EVERYWHERE},
    {Place.EXPLORER, Place.DETAIL, Place.EVERYWHERE},
    {Place.VARIANCES, Place.ANY_LIST, Place.LIST, Place.EVERYWHERE},
    {Place.VARIANCES, Place.ANY_LIST, Place.DETAIL, Place.EVERYWHERE},
    {Place.CHECK, Place.ANY_LIST, Place.LIST, Place.EVERYWHERE},
    {Place.CHECK, Place.ANY_LIST, Place.DETAIL, Place.EVERYWHERE},
    {Place.SERVICES, Place.ANY_LIST, Place.LIST, Place.EVERYWHERE},
    {Place.SERVICES, Place.ANY_LIST, Place.DETAIL, Place.EVERYWHERE},
    {Place.BRIDGE, Place.DETAIL, Place.EVERYWHERE},
    {Place.YEARS, Place.DETAIL, Place.EVERYWHERE},
    {Place.REPORTS, Place.LIST, Place.EVERYWHERE},
]
"""Places whose commands work at the same time: a screen, the widget in it that has the focus, and everywhere."""

OUT_OF_REACH = {
    *("left_square_bracket", "right_square_bracket", "left_curly_bracket", "right_curly_bracket", "at"),
    *("number_sign", "hash", "vertical_line", "backslash", "tilde", "circumflex_accent", "grave_accent"),
    *"[]{}@#|\\~^`0123456789",
    *("ctrl+a", "ctrl+b", "ctrl+s", "ctrl+q"),
    *(f"f{number}" for number in range(1, 25)),
}
"""Keys that AZERTY puts behind AltGr or Shift, and keys that screen, tmux and flow control take."""


def test_every_place_is_bound_somewhere() -> None:
    assert set(BOUND) == set(Place)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_command_is_whole(command: Command) -> None:
    assert command.id == command.id.strip()
    assert command.title
    assert command.keys
    for owner in BOUND[command.place]:
        assert callable(getattr(owner, f"action_{command.action}", None)), f"{owner.__name__}.action_{command.action}"


def test_ids_are_unique() -> None:
    assert len(BY_ID) == len(COMMANDS)


@pytest.mark.parametrize("places", TOGETHER, ids=lambda places: "-".join(sorted(places)))
def test_no_key_means_two_things_at_once(places: set[Place]) -> None:
    owners: dict[str, list[str]] = {}
    for command in COMMANDS:
        if command.place in places:
            for key in command.keys.split(","):
                owners.setdefault(key, []).append(command.id)
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


def test_the_programs_own_check_for_clashes_finds_none_and_would_find_one() -> None:
    assert clashes({}) == []
    found = clashes({"variances": "m"})
    assert [(first.id, second.id, key) for first, second, key in found] == [("variances", "measure", "m")]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_one_key_at_least_is_within_reach_of_azerty_tmux_screen_and_flow_control(command: Command) -> None:
    keys = command.keys.split(",")
    assert [key for key in keys if key not in OUT_OF_REACH] != []
    assert keys[0] not in OUT_OF_REACH


def test_a_settings_file_with_an_unknown_id_and_a_clash_is_told_so_with_its_line() -> None:
    config = Config(keys={"variances": "m", "frobnicate": "x"}, lines={"variances": 3, "frobnicate": 4})
    keymap, complaints = keymap_of(config)
    assert keymap["variances"] == "m" or "variances" not in keymap
    assert any("line 4" in text and 'no command has the id "frobnicate"' in text for text in complaints)
    assert any("line 3" in text and '"m" is a key of variances and of measure' in text for text in complaints)


@pytest.mark.parametrize("widget", [OutlineTree, KeyedTable])
def test_a_key_that_is_mapped_away_does_nothing_of_the_toolkits_own(widget: type[Widget]) -> None:
    ids = {command.id for command in COMMANDS}
    inherited = [binding for bindings in widget._merge_bindings().key_to_bindings.values() for binding in bindings]
    assert {binding.key for binding in inherited if binding.action.split("_")[0] in ("select", "toggle")} == set()
    assert {binding.id for binding in inherited if binding.key in ("enter", "space", "up", "down")} <= ids


def _bound(owner: type) -> dict[str, str]:
    bindings: Iterable[object] = owner.BINDINGS  # type: ignore[attr-defined]
    return {binding.id: binding.key for binding in bindings}  # type: ignore[attr-defined]


@pytest.mark.parametrize("place", list(Place))
def test_bindings_come_from_the_registry_alone(place: Place) -> None:
    for owner in BOUND[place]:
        bound = _bound(owner)
        assert None not in bound
        for command in COMMANDS:
            if command.place is place:
                assert bound[command.id] == command.keys


async def test_every_screen_shows_the_keys_of_its_own_commands(gent: Opened) -> None:
    async with explore(gent) as it:
        for key, place in (("", Place.EXPLORER), ("v", Place.VARIANCES), ("K", Place.CHECK), ("d", Place.SERVICES)):
            await it.press(*key)
            await it.until(lambda: it.lines[-1].strip())
            assert isinstance(it.screen, BaseScreen)
            places = (place, Place.ANY_LIST, Place.EVERYWHERE)
            briefs = {command.brief for command in COMMANDS if command.place in places}
            shown = [part.strip() for part in it.lines[-1].split("  ")]
            assert len(shown) >= 4
            for part in shown:
                assert part.split(" ", 1)[1] in briefs
            if key:
                await it.press("escape")
