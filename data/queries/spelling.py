"""Words that are nearly those that were typed: one letter wrong, missing, too many or swapped with its neighbour."""

from __future__ import annotations

import re
from collections.abc import Iterable

_TOKENS = re.compile(r"\w+")
LEAST_LETTERS = 4
"""Shorter words are not corrected: with one letter changed they stand for nearly anything."""
MOST_LETTERS = 40
"""Longer words are not corrected either: nobody types them."""
_MOST_CORRECTIONS = 24
"""How many spellings one word may stand for."""


class Spelling:
    """The words of some texts, which may be meant by a word that stands in none of them."""

    def __init__(self, folded_texts: Iterable[str]) -> None:
        """The texts are folded, as `search.fold` does it."""
        found = {token for text in folded_texts for token in _TOKENS.findall(text)}
        self._tokens = tuple(sorted(token for token in found if len(token) >= LEAST_LETTERS - 1))
        self.corrected: dict[str, tuple[str, ...]] = {}
        """What was worked out already, by word."""

    def corrections(self, word: str) -> tuple[str, ...]:
        """What a word may stand for: beginnings and ends of the texts' words, one typing error away.

        Beginnings, since a word is searched while it is being typed; ends, since Dutch puts words together.
        """
        if not LEAST_LETTERS <= len(word) <= MOST_LETTERS:
            return ()
        if word not in self.corrected:
            self.corrected[word] = self._corrections(word)
        return self.corrected[word]

    def _corrections(self, word: str) -> tuple[str, ...]:
        # Imported only where the exact search found nothing: a start should not pay for it.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        distances: dict[str, int] = {}
        for length in (len(word), len(word) + 1, len(word) - 1):
            long_enough = [token for token in self._tokens if len(token) >= length]
            parts = {token[:length] for token in long_enough} | {token[-length:] for token in long_enough}
            near = process.extract(word, sorted(parts), scorer=OSA.distance, score_cutoff=1, limit=_MOST_CORRECTIONS)
            distances |= {part: int(distance) for part, distance, _index in near if part not in distances}
        return tuple(sorted(distances, key=lambda part: (distances[part], part)))[:_MOST_CORRECTIONS]
