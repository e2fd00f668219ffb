"""How the items of lists are numbered, which office programs keep apart from their texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from doelboom.parser.dataclass import dataclass
from doelboom.parser.formats.flow import item

BULLET = "bullet"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LARGEST_ROMAN = 39


@dataclass(slots=True)
class Counters:
    """How many items each list has so far."""

    formats: Mapping[tuple[str, int], str]
    """By list and level: "bullet", or how its numbers are written."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    """By list, and by level, which grows."""

    def mark(self, name: str, level: int) -> str | None:
        """What stands before the next item of a list; None where nothing does."""
        form = self.formats.get((name, level), BULLET)
        counts = self._counts.setdefault(name, {})
        while counts and next(reversed(counts)) > level:
            counts.popitem()
        count = counts[level] = counts.get(level, 0) + 1
        if form == "none":
            return None
        return item(level, None if form == BULLET else _number(count, form))


def _number(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter", "a", "A") and count <= len(_LETTERS):
        return f"{_LETTERS[count - 1]})"
    if form in ("lowerRoman", "upperRoman", "i", "I") and count <= _LARGEST_ROMAN:
        text = ""
        for value, letters in _ROMAN:
            while count >= value:
                text, count = text + letters, count - value
        return f"({text})"
    return f"{count}."
