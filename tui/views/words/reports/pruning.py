"""What was removed from the archive, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from doelboom.data.storage.contents import Kind, Thing
from doelboom.tui.locale.words import _, counted
from doelboom.tui.views.words.numbers import bytes_in_words


def pruned_words(removed: Sequence[Thing]) -> str:
    """How much of what was removed, and how much space that frees."""
    if not removed:
        return _("Nothing to remove.")
    count = Counter(thing.kind for thing in removed)
    outdated, damaged, left = count[Kind.OUTDATED], count[Kind.DAMAGED], count[Kind.LEFTOVER]
    words = (
        (outdated, counted("{count} report of another version", "{count} reports of another version", outdated)),
        (damaged, counted("{count} damaged report", "{count} damaged reports", damaged)),
        (left, counted("{count} leftover", "{count} leftovers", left)),
    )
    parts = ", ".join(text.format(count=number) for number, text in words if number)
    size = bytes_in_words(sum(thing.bytes for thing in removed))
    return _("Removed: {parts}; {size} freed.").format(parts=parts, size=size)
