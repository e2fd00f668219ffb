"""Every command of the explorer, declared once: its id, keys, words and place.

Bindings, key line, help and palette are all made from this registry, so that none of them can say something else.
"""

from __future__ import annotations

from textual.binding import Binding, BindingType

from doelboom.tui.explorer.commands.command import PLACE_TITLES, Command, Place
from doelboom.tui.explorer.commands.everywhere import EVERYWHERE
from doelboom.tui.explorer.commands.explorer import EXPLORER
from doelboom.tui.explorer.commands.lists import LISTS
from doelboom.tui.explorer.commands.moving import MOVING
from doelboom.tui.explorer.commands.other_screens import OTHER_SCREENS
from doelboom.tui.explorer.commands.reports import REPORTS
from doelboom.tui.explorer.commands.variances import VARIANCES
from doelboom.tui.explorer.commands.years import YEARS

__all__ = ["BY_ID", "COMMANDS", "PLACE_TITLES", "Command", "Place", "at", "bindings"]

COMMANDS = (*MOVING, *EXPLORER, *LISTS, *VARIANCES, *OTHER_SCREENS, *YEARS, *REPORTS, *EVERYWHERE)
"""All of them, in the order in which help shows them."""

BY_ID = {command.id: command for command in COMMANDS}


def at(*places: Place) -> list[Command]:
    """The commands of some places, in order."""
    return [command for command in COMMANDS if command.place in places]


def bindings(*places: Place) -> list[BindingType]:
    """Textual's bindings for the commands of some places."""
    return [
        Binding(command.keys, command.action, command.title, show=False, id=command.id, system=False)
        for command in at(*places)
    ]
