"""Notes as they are shown: a user's own text, and for that no less a text that may hold anything."""

from __future__ import annotations

from doelboom.parser.formats.printable import printable

_TAB = 4


def note_lines(text: str) -> list[str]:
    """The lines of a note, printable, with the spaces before them."""
    lines = []
    for line in text.expandtabs(_TAB).split("\n"):
        bare = printable(line)
        lines.append(" " * (len(line) - len(line.lstrip(" "))) + bare if bare else "")
    return lines


def first_line(text: str) -> str:
    """What stands first in a note."""
    return next((line.strip() for line in note_lines(text) if line.strip()), "")
