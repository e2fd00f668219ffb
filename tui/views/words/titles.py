"""What an item of the tree is called: apart from the screens, so that a command line need not load them for it."""

from __future__ import annotations

from doelboom.data.model.outline import WHOLE, Item
from doelboom.tui.locale.words import _


def title_of(item: Item) -> str:
    """An item's title, or what stands in its place."""
    if item.title is not None:
        return item.title
    if item.is_whole:
        return _("Whole report")
    if item.is_remainder:
        return _("not in this report")
    return _("(heading lost)") if item.is_lost else _("(no title)")


def name_of(code: str) -> str:
    """A code, or the words for the whole report, which has none."""
    return _("Whole report") if code == WHOLE else code
