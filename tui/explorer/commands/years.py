"""What can be done to a node over the years."""

from __future__ import annotations

from doelboom.tui.explorer.commands.command import Command, Place
from doelboom.tui.locale.words import N_

YEARS = (
    Command(
        "years",
        "T",
        "years",
        N_("Over the years"),
        Place.EXPLORER,
        N_("This node in every report of this government that is known here"),
    ),
    Command(
        "years.measures",
        "m",
        "measures",
        N_("Choose the measures"),
        Place.YEARS,
        N_("Which of the report's seven lines are shown"),
        N_("measures"),
    ),
    Command("years.tree", "enter", "tree", N_("Go to the node"), Place.YEARS, N_("In the tree"), N_("to the tree")),
    Command("years.export", "e", "export", N_("Export"), Place.YEARS, N_("The years to a file"), N_("export")),
    Command("years.copy_code", "y", "copy_code", N_("Copy the code"), Place.YEARS, ""),
)
"""The commands of a node's years, and the one that opens them."""
