"""Moving about: in the tree, in a table, in the detail."""

from __future__ import annotations

from doelboom.tui.explorer.commands.command import Command, Place
from doelboom.tui.locale.words import N_

MOVING = (
    Command("tree.down", "down,j", "cursor_down", N_("Down"), Place.TREE, palette=False),
    Command("tree.up", "up,k", "cursor_up", N_("Up"), Place.TREE, palette=False),
    Command(
        "tree.open", "right,l", "open", N_("Open"), Place.TREE, N_("Unfold, then go to the first below"), N_("open")
    ),
    Command("tree.enter", "enter", "enter", N_("Open or fold"), Place.TREE, N_("Fold or unfold; the detail of a leaf")),
    Command(
        "tree.mark",
        "space",
        "mark",
        N_("Mark"),
        Place.TREE,
        N_("This row, or take its mark away; the line below totals the marked"),
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
    Command("list.left", "H", "page_left", N_("Columns to the left"), Place.LIST, palette=False),
    Command("list.right", "L", "page_right", N_("Columns to the right"), Place.LIST, palette=False),
    Command(
        "list.step_left", "left,h", "step_left", N_("Columns to the left; fold the group"), Place.LIST, palette=False
    ),
    Command(
        "list.step_right",
        "right,l",
        "step_right",
        N_("Unfold the group; columns to the right"),
        Place.LIST,
        palette=False,
    ),
    Command("list.mark", "space", "mark", N_("Mark the row"), Place.LIST, N_("Or take its mark away; then down")),
    Command("detail.down", "down,j", "scroll_down", N_("Down"), Place.DETAIL, palette=False),
    Command("detail.up", "up,k", "scroll_up", N_("Up"), Place.DETAIL, palette=False),
    Command("detail.top", "g,home", "scroll_home", N_("To the top"), Place.DETAIL, palette=False),
    Command("detail.bottom", "G,end", "scroll_end", N_("To the bottom"), Place.DETAIL, palette=False),
    Command("detail.page_down", "pagedown,space,ctrl+f", "page_down", N_("A page down"), Place.DETAIL, palette=False),
    Command("detail.page_up", "pageup", "page_up", N_("A page up"), Place.DETAIL, palette=False),
)
"""The commands of the panes themselves."""
