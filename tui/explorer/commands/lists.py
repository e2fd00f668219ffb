"""What can be done in every list: the variances, the services, the check."""

from __future__ import annotations

from doelboom.tui.explorer.commands.command import Command, Place
from doelboom.tui.locale.words import N_

LISTS = (
    Command(
        "lists.info",
        "i",
        "info",
        N_("The detail of the row"),
        Place.ANY_LIST,
        N_("On or off; over the whole screen where there is no room for both"),
        N_("detail"),
    ),
    Command(
        "lists.pane", "tab", "pane", N_("The other pane"), Place.ANY_LIST, N_("From the list to the detail and back")
    ),
    Command(
        "lists.back", "ctrl+o,alt+left", "back", N_("Back"), Place.ANY_LIST, N_("To where one was before this list")
    ),
    Command(
        "lists.only_marked",
        "asterisk",
        "only_marked",
        N_("Only the marked"),
        Place.ANY_LIST,
        N_("The marked rows alone, or all again"),
    ),
)
"""The commands that all lists have."""
