"""What can be done to the tree of a report."""

from __future__ import annotations

from doelboom.tui.explorer.commands.command import Command, Place
from doelboom.tui.locale.words import N_

EXPLORER = (
    Command(
        "variances",
        "v",
        "variances",
        N_("Largest variances"),
        Place.EXPLORER,
        N_("Where account and budget differ most, over the whole report"),
        N_("variances"),
    ),
    Command("filter", "slash", "filter", N_("Filter"), Place.EXPLORER, N_("Show what has these words"), N_("filter")),
    Command("jump", "colon", "jump", N_("Go to a code"), Place.EXPLORER, N_("AC34834, ac348 or 34834"), N_("code")),
    Command("next", "n", "next_match", N_("Next match"), Place.EXPLORER, N_("The next match of the filter")),
    Command("previous", "N", "previous_match", N_("Previous match"), Place.EXPLORER, N_("The match before")),
    Command(
        "measure",
        "m",
        "measure",
        N_("Choose the measure"),
        Place.EXPLORER,
        N_("Which of the report's seven lines the columns show"),
        N_("measure"),
    ),
    Command("level", "t", "level", N_("Unfold to a level"), Place.EXPLORER, N_("Objectives, plans, everything")),
    Command(
        "zeroes", "z", "zeroes", N_("Hide or show zeroes"), Place.EXPLORER, N_("Hide what has no amounts"), N_("zeroes")
    ),
    Command(
        "sort",
        "s",
        "sort",
        N_("Sort"),
        Place.EXPLORER,
        N_("The rows below one parent, by a column, and to the first of them; the same again: reversed"),
        N_("sort"),
    ),
    Command("columns", "c", "columns", N_("Choose the columns"), Place.EXPLORER, N_("Those that are shown")),
    Command(
        "bars",
        "b",
        "bars",
        N_("Bars on or off"),
        Place.EXPLORER,
        N_("A row's share of its parent, filled as far as it is spent; + where it is more"),
    ),
    Command(
        "marked",
        "asterisk",
        "marked",
        N_("Only the marked"),
        Place.EXPLORER,
        N_("With what is above them; again: all"),
    ),
    Command("unmark", "X", "unmark", N_("Take all marks away"), Place.EXPLORER, N_("From every row of this report")),
    Command("unit", "u", "unit", N_("Change the unit"), Place.EXPLORER, N_("Euro, thousands, millions")),
    Command(
        "info", "i", "info", N_("Detail in full"), Place.EXPLORER, N_("The detail over the whole screen"), N_("detail")
    ),
    Command("full", "plus", "full", N_("Full screen"), Place.EXPLORER, N_("The pane with the focus, over the screen")),
    Command("pane", "tab", "pane", N_("The other pane"), Place.EXPLORER, N_("From the tree to the detail and back")),
    Command(
        "copy_code", "y", "copy_code", N_("Copy the code"), Place.EXPLORER, N_("To the clipboard, by the terminal")
    ),
    Command("copy_row", "Y", "copy_row", N_("Copy the row"), Place.EXPLORER, N_("Its columns, parted by tabs")),
    Command(
        "services",
        "d",
        "services",
        N_("By service"),
        Place.EXPLORER,
        N_("Budget, account and FTE of each service (dienst)"),
        N_("services"),
    ),
    Command(
        "bridge",
        "w",
        "bridge",
        N_("What explains it"),
        Place.EXPLORER,
        N_("Which children explain the variance of this node"),
        N_("why"),
    ),
    Command(
        "beside",
        "D",
        "beside",
        N_("Beside another report"),
        Place.EXPLORER,
        N_("What differs: figures apart, what is new, gone, moved, renamed"),
    ),
    Command(
        "open",
        "O",
        "open",
        N_("The reports"),
        Place.EXPLORER,
        N_("All that are known here, by government and year: to open another report, a file, or two beside each other"),
    ),
    Command("bookmark", "M", "bookmark", N_("Bookmark"), Place.EXPLORER, N_("Puts one here, or takes it away")),
    Command("bookmarks", "o", "bookmarks", N_("To a bookmark"), Place.EXPLORER, N_("Chooses one of them")),
    Command("note", "a", "note", N_("Write a note"), Place.EXPLORER, N_("On this node; kept apart from the report")),
    Command("brief", "P", "brief", N_("On one page"), Place.EXPLORER, N_("To a file: HTML to print, Markdown, text")),
    Command("export", "e", "export", N_("Export"), Place.EXPLORER, N_("The rows of the tree to a file")),
)
"""The commands of the explorer."""
