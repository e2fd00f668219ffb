"""The texts of a report, folded and joined: a word is looked for in all nodes at once.

One look through a long text is quick, one look into each of many short ones is not: what a letter typed into a filter
costs goes by the length of the texts, and hardly by how many nodes they are of.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

from doelboom.data.model.outline import Item
from doelboom.data.queries.spelling import Spelling

FIELDS = ("code", "title", "service", "description")
"""The fields of a node that are searched, the one that counts most first; behind them the user's own notes."""

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_PARTING = "\n"
"""Between two texts: no word has it."""


class _Folding(dict[int, str]):
    """What `str.translate` puts for each character: worked out once a character, one for one."""

    def __missing__(self, point: int) -> str:
        base = unicodedata.normalize("NFKD", chr(point))[0]
        lowered = base.lower()
        self[point] = lowered if len(lowered) == 1 else base
        return self[point]


_FOLDING = _Folding()


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    # Most characters of most texts are ASCII, for which `lower` is far quicker than a table.
    plain = _BEYOND_ASCII.sub(lambda run: run[0].translate(_FOLDING), text)
    return plain.lower() if plain.isascii() else plain.translate(_FOLDING)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A text for comparing: lower case, without accents, each character where it stood.

    >>> fold("Coördinatie")
    'coordinatie'
    """
    return _folded(text)


class Texts:
    """Some folded texts, known by their number."""

    def __init__(self, texts: Iterable[str]) -> None:
        each = list(texts)
        self.joined = _PARTING.join(["", *each, ""])
        """All of them, each between line breaks."""
        self._starts = list(accumulate((len(text) + 1 for text in each), initial=1))

    def having(self, word: str) -> list[int]:
        """The numbers of the texts in which a word stands, in order. A word has no white space in it."""
        return self.first_having(word, len(self._starts))

    def first_having(self, pattern: str, most: int) -> list[int]:
        """The first of the texts in which something stands; a line break at either end of it is that of the text."""
        found: list[int] = []
        joined, starts = self.joined, self._starts
        at = joined.find(pattern) if pattern else -1
        while at >= 0 and len(found) < most:
            # The line break before a text belongs to it.
            number = bisect_right(starts, at + 1) - 1
            found.append(number)
            at = joined.find(pattern, starts[number + 1] - 1)
        return found


class Index:
    """Texts, folded once, of what is known by a key: some fields, the one that counts most first."""

    def __init__(self, keys: Iterable[str], fields: Sequence[Iterable[str]]) -> None:
        """Each of the `fields` has the folded text of every key."""
        self.keys = list(keys)
        self.fields = [Texts(texts) for texts in fields]

    @classmethod
    def of_nodes(cls, items: Mapping[str, Item], notes: Mapping[str, str]) -> Index:
        """The texts of a report, and the notes on it."""
        fields = [[_folded(getattr(item, name) or "") for item in items.values()] for name in FIELDS]
        return cls(items, [*fields, [_folded(notes.get(code, "")) for code in items]])

    def ranks(self, words_spelled: Sequence[Sequence[str]]) -> dict[int, int]:
        """The numbers of the keys in which one spelling of every word stands, with the number of the last field that
        was needed to find them all."""
        ranks: dict[int, int] | None = None
        for spellings in words_spelled:
            found: dict[int, int] = {}
            for field, texts in reversed([*enumerate(self.fields)]):
                for spelling in spellings:
                    found.update(dict.fromkeys(texts.having(spelling), field))
            if ranks is not None:
                found = {number: max(rank, ranks[number]) for number, rank in found.items() if number in ranks}
            ranks = found
        return ranks if ranks is not None else dict.fromkeys(range(len(self.keys)), 0)

    def having_any(self, words: Iterable[str]) -> set[int]:
        """The numbers of the keys in which one of some words stands."""
        return {number for word in words for texts in self.fields for number in texts.having(word)}

    def has(self, word: str) -> bool:
        """Whether a word stands anywhere."""
        return any(word in texts.joined for texts in self.fields)

    @cached_property
    def spelling(self) -> Spelling:
        """The words that can be meant by others."""
        return Spelling(texts.joined for texts in self.fields)


class Codes:
    """The codes of a report, to be found by what is typed of them."""

    def __init__(self, codes: Iterable[str]) -> None:
        self._codes = list(codes)
        self._whole = Texts(whole := ["".join(code.lower().split()) for code in self._codes])
        self._digits = Texts(digits := [code.lstrip("abcdefghijklmnopqrstuvwxyz") for code in whole])
        self._numbers = Texts(code.lstrip("0") for code in digits)

    def like(self, typed: str, limit: int) -> list[str]:
        """The codes that a typed code, folded and without white space, may mean, best first."""
        start, end = f"{_PARTING}{typed}", _PARTING
        ways = (
            (self._whole, start + end),
            (self._whole, start),
            (self._digits, start + end),
            (self._numbers, start + end),
            (self._digits, start),
            (self._numbers, start),
            (self._whole, typed),
        )
        found: dict[int, None] = {}
        for texts, pattern in ways:
            if len(found) < limit:
                found |= dict.fromkeys(texts.first_having(pattern, limit))
        return [self._codes[number] for number in [*found][:limit]]
