"""What can be done to the variances."""

from __future__ import annotations

from doelboom.tui.explorer.commands.command import Command, Place
from doelboom.tui.locale.words import N_

VARIANCES = (
    Command("variances.go", "enter", "go", N_("Go to the node"), Place.VARIANCES, N_("In the tree"), N_("to the tree")),
    Command(
        "variances.sort",
        "s",
        "sort",
        N_("Sort"),
        Place.VARIANCES,
        N_("By a column; the same again: reversed"),
        N_("sort"),
    ),
    Command(
        "variances.preset",
        "p",
        "preset",
        N_("Choose the question"),
        Place.VARIANCES,
        N_("Ready questions"),
        N_("question"),
    ),
    Command("variances.measure", "m", "measure", N_("Choose the measure"), Place.VARIANCES, "", N_("measure")),
    Command(
        "variances.level",
        "t",
        "level",
        N_("Choose the level"),
        Place.VARIANCES,
        N_("Actions, plans, objectives"),
        N_("level"),
    ),
    Command(
        "variances.floor",
        "f",
        "floor",
        N_("Set the floors"),
        Place.VARIANCES,
        N_("In euro and in per cent"),
        N_("floors"),
    ),
    Command("variances.unit", "u", "unit", N_("Change the unit"), Place.VARIANCES, N_("Euro, thousands, millions")),
    Command(
        "variances.zeroes", "z", "zeroes", N_("Hide or show zeroes"), Place.VARIANCES, N_("Hide what has no amounts")
    ),
    Command(
        "variances.group",
        "b",
        "group",
        N_("Group the rows"),
        Place.VARIANCES,
        N_("By objective, plan or service, with subtotals that open and close"),
    ),
    Command(
        "variances.corrections",
        "r",
        "corrections",
        N_("Corrections in or out"),
        Place.VARIANCES,
        N_("Rows with a negative budget"),
    ),
    Command(
        "variances.keep",
        "S",
        "keep",
        N_("Keep this question"),
        Place.VARIANCES,
        N_("Under a name in the settings; the choice of questions has it"),
    ),
    Command("variances.copy_code", "y", "copy_code", N_("Copy the code"), Place.VARIANCES, ""),
    Command("variances.copy_row", "Y", "copy_row", N_("Copy the row"), Place.VARIANCES, ""),
    Command("variances.columns", "c", "columns", N_("Choose the columns"), Place.VARIANCES, N_("Those that are shown")),
    Command("variances.service", "d", "service", N_("Choose a service"), Place.VARIANCES, N_("Only its rows")),
    Command(
        "variances.filter", "slash", "filter", N_("Filter"), Place.VARIANCES, N_("Rows with these words"), N_("filter")
    ),
    Command(
        "variances.bridge",
        "w",
        "bridge",
        N_("What explains it"),
        Place.VARIANCES,
        N_("Which parts the variance of the node, or of what is above it, has"),
    ),
    Command("variances.export", "e", "export", N_("Export"), Place.VARIANCES, N_("These rows to a file"), N_("export")),
    Command(
        "variances.note",
        "a",
        "note",
        N_("Write a note"),
        Place.VARIANCES,
        N_("On the node of this row; kept apart from the report"),
    ),
    Command(
        "variances.brief",
        "P",
        "brief",
        N_("On one page"),
        Place.VARIANCES,
        N_("To a file: HTML to print, Markdown, text"),
    ),
    Command(
        "variances.command", "x", "command", N_("The command"), Place.VARIANCES, N_("The command line with these rows")
    ),
)
"""The commands of the variances."""
