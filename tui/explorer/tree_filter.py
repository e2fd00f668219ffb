"""The filter of the tree: the words, the nodes that have them, and where in these they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from types import MappingProxyType

from doelboom.data.model.outline import Item, Outline
from doelboom.data.queries.search import find, fold, sought
from doelboom.data.storage.notes import notes_of
from doelboom.parser.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class TreeFilter:
    """What was typed, and what it means for a report."""

    text: str = ""
    words: tuple[str, ...] = ()
    """The words in it, marked where they stand."""
    matches: frozenset[str] | None = None
    """The codes that match; None where there is no filter."""
    fields: Mapping[str, str | None] = field(default_factory=lambda: MappingProxyType({}))
    """The last field of each match that was needed to find every word, by code."""
    corrected: bool = False
    """Whether a word was taken for another, since no node has the words as they were typed."""

    def only_in_description(self, item: Item) -> tuple[str, ...]:
        """The words for which one has to look into the description of a match."""
        if self.fields.get(item.code) != "description":
            return ()
        above = [fold(text or "") for text in (item.code, item.title, item.service)]
        return tuple(word for word in self.words if not any(word in text for text in above))

    def place(self, codes: Sequence[str], code: str | None) -> int | None:
        """Which match a code is among those in `codes`, from 1; None where it is none."""
        if code is None or code not in (self.matches or ()):
            return None
        among = [other for other in codes if other in (self.matches or ())]
        return among.index(code) + 1 if code in among else None

    def nearest_match(self, codes: Sequence[str], code: str | None, step: int) -> str | None:
        """The match after (`step` 1) or before (-1) a code among `codes`, round and round; None where none matches."""
        start = codes.index(code) if code in codes else 0
        around = (codes[(start + step * distance) % len(codes)] for distance in range(1, len(codes) + 1))
        return next((candidate for candidate in around if candidate in (self.matches or ())), None)


def tree_filter(outline: Outline, text: str) -> TreeFilter:
    """The filter for what was typed; none for a text without words."""
    if not sought(text):
        return TreeFilter(text)
    found = find(outline, text, notes_of(outline.source).texts)
    fields = {hit.code: hit.field for hit in found.hits}
    return TreeFilter(text, found.words, frozenset(fields), fields, found.corrected)
