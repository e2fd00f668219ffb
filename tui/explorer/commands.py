"""Every command of the explorer, declared once: its id, keys, words and place.

Bindings, key line, help and palette are all made from this registry, so that none of them can say something else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType

from doelboom.tui.locale.words import N_


class Place(StrEnum):
    """Where a command works."""

    EVERYWHERE = "everywhere"
    TREE = "tree"
    LIST = "list"
    DETAIL = "detail"
    EXPLORER = "explorer"
    VARIANCES = "variances"
    CHECK = "check"
    SERVICES = "services"
    BRIDGE = "bridge"


@dataclass(frozen=True, slots=True)
class Command:
    """A command. Keys are Textual's names, parted by commas; action is the name of an ``action_`` method."""

    id: str
    keys: str
    action: str
    title: str
    place: Place
    help: str = ""
    brief: str | None = None
    """Its word in the key line; None keeps it out."""
    palette: bool = True


COMMANDS = (
    # Moving about
    Command("tree.down", "down,j", "cursor_down", N_("Down"), Place.TREE, palette=False),
    Command("tree.up", "up,k", "cursor_up", N_("Up"), Place.TREE, palette=False),
    Command(
        "tree.open", "right,l", "open", N_("Open"), Place.TREE, N_("Unfold, then go to the first below"), N_("open")
    ),
    Command(
        "tree.enter", "enter,space", "enter", N_("Open or fold"), Place.TREE, N_("Fold or unfold; the detail of a leaf")
    ),
    Command(
        "tree.close", "left,h,backspace", "close", N_("Close"), Place.TREE, N_("Fold, then go to what stands above")
    ),
    Command("tree.top", "g,home", "scroll_home", N_("To the top"), Place.TREE),
    Command("tree.bottom", "G,end", "scroll_end", N_("To the bottom"), Place.TREE),
    Command(
        "tree.next_sibling", "J,shift+down", "cursor_next_sibling", N_("Next of this level"), Place.TREE, palette=False
    ),
    Command(
        "tree.previous_sibling",
        "I,shift+up",
        "cursor_previous_sibling",
        N_("Previous of this level"),
        Place.TREE,
        palette=False,
    ),
    Command("tree.page_down", "pagedown,ctrl+f", "page_down", N_("A page down"), Place.TREE, palette=False),
    Command("tree.page_up", "pageup", "page_up", N_("A page up"), Place.TREE, palette=False),
    Command("tree.left", "H", "columns_left", N_("Columns to the left"), Place.TREE, palette=False),
    Command("tree.right", "L", "columns_right", N_("Columns to the right"), Place.TREE, palette=False),
    Command("list.down", "down,j", "cursor_down", N_("Down"), Place.LIST, palette=False),
    Command("list.up", "up,k", "cursor_up", N_("Up"), Place.LIST, palette=False),
    Command("list.top", "g,home", "scroll_top", N_("To the top"), Place.LIST),
    Command("list.bottom", "G,end", "scroll_bottom", N_("To the bottom"), Place.LIST),
    Command("list.page_down", "pagedown,ctrl+f", "page_down", N_("A page down"), Place.LIST, palette=False),
    Command("list.page_up", "pageup", "page_up", N_("A page up"), Place.LIST, palette=False),
    Command("list.left", "H,left,h", "page_left", N_("Columns to the left"), Place.LIST, palette=False),
    Command("list.right", "L,right,l", "page_right", N_("Columns to the right"), Place.LIST, palette=False),
    Command("detail.down", "down,j", "scroll_down", N_("Down"), Place.DETAIL, palette=False),
    Command("detail.up", "up,k", "scroll_up", N_("Up"), Place.DETAIL, palette=False),
    Command("detail.top", "g,home", "scroll_home", N_("To the top"), Place.DETAIL, palette=False),
    Command("detail.bottom", "G,end", "scroll_end", N_("To the bottom"), Place.DETAIL, palette=False),
    Command("detail.page_down", "pagedown,space,ctrl+f", "page_down", N_("A page down"), Place.DETAIL, palette=False),
    Command("detail.page_up", "pageup", "page_up", N_("A page up"), Place.DETAIL, palette=False),
    # The explorer
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
    Command("bars", "b", "bars", N_("Bars on or off"), Place.EXPLORER, N_("The bar shows how much was spent")),
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
    Command("open", "O", "open", N_("Open another report"), Place.EXPLORER, N_("A file, or one that is known here")),
    Command("bookmark", "M", "bookmark", N_("Bookmark"), Place.EXPLORER, N_("Puts one here, or takes it away")),
    Command("bookmarks", "o", "bookmarks", N_("To a bookmark"), Place.EXPLORER, N_("Chooses one of them")),
    Command("export", "e", "export", N_("Export"), Place.EXPLORER, N_("The rows of the tree to a file")),
    # The variances
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
    Command("variances.copy_code", "y", "copy_code", N_("Copy the code"), Place.VARIANCES, ""),
    Command("variances.copy_row", "Y", "copy_row", N_("Copy the row"), Place.VARIANCES, ""),
    Command("variances.columns", "c", "columns", N_("Choose the columns"), Place.VARIANCES, N_("Those that are shown")),
    Command("variances.service", "d", "service", N_("Choose a service"), Place.VARIANCES, N_("Only its rows")),
    Command(
        "variances.filter", "slash", "filter", N_("Filter"), Place.VARIANCES, N_("Rows with these words"), N_("filter")
    ),
    Command("variances.export", "e", "export", N_("Export"), Place.VARIANCES, N_("These rows to a file"), N_("export")),
    Command(
        "variances.command", "x", "command", N_("The command"), Place.VARIANCES, N_("The command line with these rows")
    ),
    # The check
    Command("check.go", "enter", "go", N_("Go to the node"), Place.CHECK, N_("In the tree"), N_("to the tree")),
    Command(
        "check.sort", "s", "sort", N_("Sort"), Place.CHECK, N_("By a column; the same again: reversed"), N_("sort")
    ),
    Command("check.export", "e", "export", N_("Export"), Place.CHECK, N_("These rows to a file")),
    Command("check.copy_code", "y", "copy_code", N_("Copy the code"), Place.CHECK, ""),
    # The services, the bridge
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
    # Everywhere
    Command(
        "check", "K", "check", N_("The check"), Place.EXPLORER, N_("What the report proves of itself"), N_("check")
    ),
    Command("back", "ctrl+o,alt+left", "back", N_("Back"), Place.EXPLORER, N_("To the node before the last jump")),
    Command("forward", "alt+right", "forward", N_("Forward"), Place.EXPLORER, N_("To the node from which Back came")),
    Command("help", "question_mark,f1", "help", N_("Help"), Place.EVERYWHERE, N_("All keys"), N_("help")),
    Command(
        "palette",
        "ctrl+p",
        "command_palette",
        N_("Palette"),
        Place.EVERYWHERE,
        N_("All commands, by name"),
        palette=False,
    ),
    Command(
        "escape",
        "escape",
        "escape",
        N_("Back, clear"),
        Place.EVERYWHERE,
        N_("Clears the filter, closes the screen"),
        palette=False,
    ),
    Command(
        "quit",
        "q",
        "close",
        N_("Quit"),
        Place.EVERYWHERE,
        N_("Closes this screen; the last one ends doelboom"),
        N_("quit"),
    ),
    Command("quit_now", "ctrl+c", "quit", N_("Quit at once"), Place.EVERYWHERE, N_("From anywhere"), palette=False),
)
"""All of them, in the order in which help shows them."""

BY_ID = {command.id: command for command in COMMANDS}

PLACE_TITLES = {
    Place.TREE: N_("In the tree"),
    Place.DETAIL: N_("In the detail"),
    Place.LIST: N_("In a table"),
    Place.EXPLORER: N_("In the explorer"),
    Place.VARIANCES: N_("In the variances"),
    Place.CHECK: N_("In the check"),
    Place.SERVICES: N_("In the services"),
    Place.BRIDGE: N_("In the bridge"),
    Place.EVERYWHERE: N_("Everywhere"),
}


def at(*places: Place) -> list[Command]:
    """The commands of some places, in order."""
    return [command for command in COMMANDS if command.place in places]


def bindings(*places: Place) -> list[BindingType]:
    """Textual's bindings for the commands of some places."""
    return [
        Binding(command.keys, command.action, command.title, show=False, id=command.id, system=False)
        for command in at(*places)
    ]
