"""Which keys are in force: the registry's, with what the user's settings change."""

from __future__ import annotations

from collections.abc import Mapping

from doelboom.tui.explorer.commands import BY_ID, COMMANDS, Command, Place
from doelboom.tui.locale.words import _
from doelboom.tui.settings.config import Config

_TOGETHER = {
    Place.EXPLORER: (Place.TREE, Place.DETAIL),
    Place.LIST: (Place.VARIANCES, Place.CHECK, Place.SERVICES),
    Place.ANY_LIST: (Place.LIST, Place.DETAIL, Place.VARIANCES, Place.CHECK, Place.SERVICES),
    Place.DETAIL: (Place.BRIDGE, Place.VARIANCES, Place.CHECK, Place.SERVICES),
}
"""Places whose commands work at the same time; those of everywhere work with all."""


def work_together(one: Place, other: Place) -> bool:
    """Whether commands of two places work at the same time, so that they cannot share a key."""
    if one is other or Place.EVERYWHERE in (one, other):
        return True
    return other in _TOGETHER.get(one, ()) or one in _TOGETHER.get(other, ())


def clashes(keys: Mapping[str, str]) -> list[tuple[Command, Command, str]]:
    """The pairs of commands that share a key where both work, with the keys of `keys` in force."""
    pairs = []
    for index, first in enumerate(COMMANDS):
        mine = set(keys.get(first.id, first.keys).split(","))
        for second in COMMANDS[index + 1 :]:
            if work_together(first.place, second.place):
                theirs = keys.get(second.id, second.keys).split(",")
                pairs += [(first, second, key) for key in theirs if key in mine]
    return pairs


def keymap_of(config: Config) -> tuple[dict[str, str], list[str]]:
    """The keys by command id that the settings change, and what is wrong with them, a line each."""
    complaints = []

    def complain(identifier: str, why: str) -> None:
        line = config.lines.get(identifier, 1)
        complaints.append(_("{file}, line {line}: {why}").format(file=config.path, line=line, why=why))

    keymap = {}
    for identifier, keys in config.keys.items():
        if identifier in BY_ID:
            keymap[identifier] = keys
        else:
            complain(identifier, _('no command has the id "{name}"').format(name=identifier))
    for first, second, key in clashes(keymap) if keymap else ():
        named = first if first.id in keymap else second
        words = _('"{key}" is a key of {first} and of {second}')
        complain(named.id, words.format(key=key, first=first.id, second=second.id))
    return keymap, complaints
