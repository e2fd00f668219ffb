"""Every command of the explorer can be reached in the lines by its words, or is named as a picture's."""

from __future__ import annotations

from pathlib import Path

import pytest

from doelboom.data.storage.library import Opened
from doelboom.parser.records import Measure
from doelboom.tui.explorer.commands import BY_ID, COMMANDS, Command, Place
from doelboom.tui.linear.bridge import BridgeStand
from doelboom.tui.linear.check import CheckStand
from doelboom.tui.linear.reports import ReportsStand
from doelboom.tui.linear.services import ServicesStand
from doelboom.tui.linear.stand import Stand
from doelboom.tui.linear.tree import TreeStand
from doelboom.tui.linear.variances import VariancesStand
from doelboom.tui.linear.wording import PICTURES, meant
from doelboom.tui.linear.years import YearsStand
from doelboom.tui.locale.words import use_language
from tests.tui.linear.telling import Told

STANDS: dict[Place, tuple[type[Stand], ...]] = {
    Place.TREE: (TreeStand,),
    Place.DETAIL: (TreeStand,),
    Place.EXPLORER: (TreeStand,),
    Place.VARIANCES: (VariancesStand,),
    Place.CHECK: (CheckStand,),
    Place.SERVICES: (ServicesStand,),
    Place.BRIDGE: (BridgeStand,),
    Place.YEARS: (YearsStand,),
    Place.REPORTS: (ReportsStand,),
    Place.LIST: (VariancesStand, CheckStand, ServicesStand),
    Place.ANY_LIST: (VariancesStand, CheckStand, ServicesStand),
    Place.EVERYWHERE: (TreeStand, VariancesStand, CheckStand, ServicesStand, BridgeStand, YearsStand),
}


@pytest.fixture
def stands(gent: Opened, tmp_path: Path) -> dict[type[Stand], Stand]:
    explorer = Told(gent, tmp_path / "session.json").explorer
    made: list[Stand] = [
        kind(explorer) for kind in (TreeStand, VariancesStand, CheckStand, ServicesStand, ReportsStand)
    ]
    made += [kind(explorer, "SD10021", Measure.OPERATING_EXPENDITURE) for kind in (BridgeStand, YearsStand)]
    return {type(stand): stand for stand in made}


def test_every_place_has_a_stand() -> None:
    assert set(STANDS) == set(Place)


def test_what_is_named_as_a_pictures_is_a_command_and_has_a_reason() -> None:
    assert set(PICTURES) < set(BY_ID)
    assert all(PICTURES.values())


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_command_is_done_and_is_meant_by_its_words(stands: dict[type[Stand], Stand], language: str) -> None:
    use_language(language)
    for command in COMMANDS:
        if command.id in PICTURES:
            continue
        for kind in STANDS[command.place]:
            stand = stands[kind]
            assert stand.action(command) is not None, f"{command.id} in {kind.__name__}"
            assert _found(stand, command.title, command), command.id


def _found(stand: Stand, title: str, command: Command) -> bool:
    """Whether a title in the language of now leads to a command, at once or among a few."""
    from doelboom.tui.locale.words import _

    found = meant(stand.commands, _(title))
    return command in [other for other, _rest in found] and len(found) <= 3


def test_what_stands_behind_a_command_is_its_answer(stands: dict[type[Stand], Stand]) -> None:
    tree = stands[TreeStand]
    for typed, identifier, rest in (
        ("filter energie huis", "filter", "energie huis"),
        ("/energie", "filter", "energie"),
        (":34834", "jump", "34834"),
        ("grootste afwijkingen", "variances", ""),
        ("notitie schrijven vraag dit na", "note", "vraag dit na"),
        ("v", "variances", ""),
    ):
        ((command, answer),) = meant(tree.commands, typed)
        assert (command.id, answer) == (identifier, rest)
    assert meant(tree.commands, "frobnicate") == []
