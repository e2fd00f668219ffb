"""The filter of the tree: the words, and the nodes that have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from doelboom.data.model.outline import Outline
from doelboom.data.queries.search import search, words
from doelboom.data.storage.notes import notes_of


@dataclass(frozen=True, slots=True)
class TreeFilter:
    """What was typed, and what it means for a report."""

    text: str = ""
    words: tuple[str, ...] = ()
    """The words in it, marked where they stand."""
    matches: frozenset[str] | None = None
    """The codes that match; None where there is no filter."""

    def nearest_match(self, codes: Sequence[str], code: str | None, step: int) -> str | None:
        """The match after (`step` 1) or before (-1) a code among `codes`, round and round; None where none matches."""
        start = codes.index(code) if code in codes else 0
        around = (codes[(start + step * distance) % len(codes)] for distance in range(1, len(codes) + 1))
        return next((candidate for candidate in around if candidate in (self.matches or ())), None)


def tree_filter(outline: Outline, text: str) -> TreeFilter:
    """The filter for what was typed; none for a text without words."""
    parts = words(text)
    matches = frozenset(hit.code for hit in search(outline, text, notes_of(outline.source).texts)) if parts else None
    return TreeFilter(text, parts, matches)
