"""What can be done to the check, the services and the bridge."""

from __future__ import annotations

from doelboom.tui.explorer.commands.command import Command, Place
from doelboom.tui.locale.words import N_

_BRIDGE = (
    Command(
        "bridge.open",
        "enter,right,l",
        "into",
        N_("Into its bridge"),
        Place.BRIDGE,
        N_("What explains this step; of a leaf, the node in the tree"),
        N_("into it"),
    ),
    Command(
        "bridge.up",
        "backspace,left,h",
        "up",
        N_("Up"),
        Place.BRIDGE,
        N_("To the bridge that this one is a step of, up to the whole report's"),
        N_("up"),
    ),
    Command("bridge.measure", "m", "measure", N_("Choose the measure"), Place.BRIDGE, "", N_("measure")),
    Command(
        "bridge.year",
        "p",
        "basis",
        N_("Against budget or last year"),
        Place.BRIDGE,
        N_("What it starts from"),
        N_("basis"),
    ),
    Command("bridge.tree", "t", "tree", N_("Go to the node"), Place.BRIDGE, N_("In the tree"), N_("to the tree")),
    Command("bridge.export", "e", "export", N_("Export"), Place.BRIDGE, N_("The steps to a file"), N_("export")),
    Command(
        "bridge.note",
        "a",
        "note",
        N_("Write a note"),
        Place.BRIDGE,
        N_("On the node of this row; kept apart from the report"),
    ),
    Command(
        "bridge.brief", "P", "brief", N_("On one page"), Place.BRIDGE, N_("To a file: HTML to print, Markdown, text")
    ),
    Command("bridge.copy_code", "y", "copy_code", N_("Copy the code"), Place.BRIDGE, ""),
    Command("bridge.copy_row", "Y", "copy_row", N_("Copy the row"), Place.BRIDGE, ""),
)

OTHER_SCREENS = (
    Command("check.go", "enter", "go", N_("Go to the node"), Place.CHECK, N_("In the tree"), N_("to the tree")),
    Command(
        "check.sort", "s", "sort", N_("Sort"), Place.CHECK, N_("By a column; the same again: reversed"), N_("sort")
    ),
    Command(
        "check.filter", "slash", "filter", N_("Filter"), Place.CHECK, N_("Findings with these words"), N_("filter")
    ),
    Command("check.copy_row", "Y", "copy_row", N_("Copy the row"), Place.CHECK, ""),
    Command("check.export", "e", "export", N_("Export"), Place.CHECK, N_("These rows to a file")),
    Command(
        "check.note",
        "a",
        "note",
        N_("Write a note"),
        Place.CHECK,
        N_("On the node of this row; kept apart from the report"),
    ),
    Command(
        "check.brief", "P", "brief", N_("On one page"), Place.CHECK, N_("To a file: HTML to print, Markdown, text")
    ),
    Command("check.copy_code", "y", "copy_code", N_("Copy the code"), Place.CHECK, ""),
    Command(
        "services.go",
        "enter",
        "go",
        N_("Its actions"),
        Place.SERVICES,
        N_("The variances of this service"),
        N_("actions"),
    ),
    Command(
        "services.sort",
        "s",
        "sort",
        N_("Sort"),
        Place.SERVICES,
        N_("By a column; the same again: reversed"),
        N_("sort"),
    ),
    Command(
        "services.filter",
        "slash",
        "filter",
        N_("Filter"),
        Place.SERVICES,
        N_("Services with these words"),
        N_("filter"),
    ),
    Command("services.measure", "m", "measure", N_("Choose the measure"), Place.SERVICES, "", N_("measure")),
    Command("services.export", "e", "export", N_("Export"), Place.SERVICES, N_("These rows to a file")),
    Command("services.unit", "u", "unit", N_("Change the unit"), Place.SERVICES, N_("Euro, thousands, millions")),
    Command("services.copy_row", "Y", "copy_row", N_("Copy the row"), Place.SERVICES, ""),
    *_BRIDGE,
)
"""The commands of the screens that ask less."""
