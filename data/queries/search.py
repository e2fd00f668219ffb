"""Finding nodes by their words and by their code, without regard to case or accents.

Every word of a search must stand somewhere in a node: in its code, title, service or description. Where no node has
them all, a word with one letter wrong, missing, too many or swapped with its neighbour finds what was meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.outline import Item, Outline, outline

FIELDS = ("code", "title", "service", "description")
"""The fields that are searched, the one that counts most first."""

_WORDS = re.compile(r"\S+")
_TOKENS = re.compile(r"\w+")
_LEAST_LETTERS = 4
"""Shorter words are not corrected: with one letter changed they stand for nearly anything."""
_MOST_CORRECTIONS = 24
"""How many spellings one word may stand for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A node that a search found, and the last field that was needed to find every word."""

    code: str
    field: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first."""

    hits: tuple[Hit, ...] = ()
    words: tuple[str, ...] = ()
    """The words as they stand in the hits, folded: for `spans`."""
    corrected: bool = False
    """Whether a word was taken for another, since no node has the words as they were typed."""


class _Folding(dict[int, str]):
    """What `str.translate` puts for each character: worked out once a character, one for one."""

    def __missing__(self, point: int) -> str:
        base = unicodedata.normalize("NFKD", chr(point))[0]
        lowered = base.lower()
        self[point] = lowered if len(lowered) == 1 else base
        return self[point]


_FOLDING = _Folding()


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A text for comparing: lower case, without accents, each character where it stood.

    >>> fold("Coördinatie")
    'coordinatie'
    """
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def words(text: str) -> tuple[str, ...]:
    """The words of a search, all of which are required."""
    return tuple(_WORDS.findall(fold(text)))


def spans(text: str, search_words: Iterable[str]) -> list[tuple[int, int]]:
    """Where in a text the words stand: start and end, in order and without overlap, for marking them."""
    folded = fold(text)
    places = []
    for word in search_words:
        start = folded.find(word) if word else -1
        while start >= 0:
            places.append((start, start + len(word)))
            start = folded.find(word, start + len(word))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


class _Index:
    """A report's texts, folded once, and the words that stand in them."""

    def __init__(self, items: Mapping[str, Item]) -> None:
        self.items = items
        self.corrected: dict[str, tuple[str, ...]] = {}
        self.fields: dict[str, tuple[str, ...]] = {
            code: tuple(fold(getattr(item, name) or "") for name in FIELDS) for code, item in items.items()
        }

    def rank(self, code: str, words_spelled: tuple[tuple[str, ...], ...]) -> int | None:
        """The number of the last field that is needed for one spelling of every word to be found; None where there is
        a word in no field."""
        needed = 0
        for spellings in words_spelled:
            for number, text in enumerate(self.fields.get(code, ())):
                if any(spelling in text for spelling in spellings):
                    needed = max(needed, number)
                    break
            else:
                return None
        return needed

    def has(self, word: str) -> bool:
        """Whether a word stands anywhere."""
        return any(word in text for fields in self.fields.values() for text in fields)

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """Every word of the report once, with letters enough to be meant by another."""
        tokens = {token for fields in self.fields.values() for text in fields for token in _TOKENS.findall(text)}
        return tuple(sorted(token for token in tokens if len(token) >= _LEAST_LETTERS - 1))

    def corrections(self, word: str) -> tuple[str, ...]:
        """What a word may stand for: beginnings and ends of the report's words, one typing error away.

        Beginnings, since a word is searched while it is being typed; ends, since Dutch puts words together.
        """
        if len(word) < _LEAST_LETTERS:
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
            long_enough = [token for token in self.tokens if len(token) >= length]
            parts = {token[:length] for token in long_enough} | {token[-length:] for token in long_enough}
            near = process.extract(word, sorted(parts), scorer=OSA.distance, score_cutoff=1, limit=_MOST_CORRECTIONS)
            distances |= {part: int(distance) for part, distance, _index in near if part not in distances}
        return tuple(sorted(distances, key=lambda part: (distances[part], part)))[:_MOST_CORRECTIONS]


_kept: list[_Index] = []


def _index(tree: Outline) -> _Index:
    """The index of a report; that of the last one asked for is kept, since each letter typed asks for it again."""
    if not _kept or _kept[0].items is not tree.items:
        _kept[:] = [_Index(tree.items)]
    return _kept[0]


def find(outline: Outline, text: str) -> Found:
    """The nodes in which every word stands, each in whichever field; best first: all in the code, then in code and
    title, then with the service, then anywhere; within that in the report's order."""
    search_words = words(text)
    if not search_words:
        return Found()
    index = _index(outline)
    for spellings in _attempts(index, search_words):
        ranked: list[tuple[int, int, Hit]] = []
        for position, code in enumerate(outline.items):
            rank = index.rank(code, spellings)
            if rank is not None:
                ranked.append((rank, position, Hit(code, FIELDS[rank])))
        if ranked:
            hits = tuple(hit for _, _, hit in sorted(ranked, key=lambda entry: entry[:2]))
            used = tuple(spelling for word in spellings for spelling in word)
            return Found(hits, used, corrected=spellings != tuple((word,) for word in search_words))
    return Found(words=search_words)


def search(outline: Outline, text: str) -> list[Hit]:
    """The hits of `find`."""
    return list(find(outline, text).hits)


_trees: list[Outline] = []


def _index_of(accounts: Accounts) -> _Index:
    """The index of a report by its accounts; the tree of the last one asked for is kept."""
    if not _trees or _trees[0].accounts is not accounts:
        _trees[:] = [outline(accounts)]
    return _index(_trees[0])


def codes_with(accounts: Accounts, text: str) -> list[str]:
    """The codes of the nodes and remainders that a search for a text finds, in no order that means anything."""
    search_words = words(text)
    index = _index_of(accounts)
    for spellings in _attempts(index, search_words):
        codes = [code for code in index.fields if index.rank(code, spellings) is not None]
        if codes:
            return codes
    return []


def _attempts(index: _Index, search_words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], ...]]:
    """What to look for, one after the other until something is found: the words as typed; with those that stand
    nowhere corrected; with any of them corrected. Each word as its possible spellings."""
    yield tuple((word,) for word in search_words)
    missing = {word for word in search_words if not index.has(word)}
    for corrected in (missing, set(search_words)) if missing else (set(search_words),):
        spellings = tuple(
            (word, *index.corrections(word)) if word in corrected and word not in missing
            else index.corrections(word) if word in corrected
            else (word,)
            for word in search_words
        )  # fmt: skip
        if all(spellings) and spellings != tuple((word,) for word in search_words):
            yield spellings


def nearest(text: str, names: Iterable[str], most: int = 3) -> list[str]:
    """The names that look most like a text, the most alike first; nothing where none looks like it."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    known, folded_text = list(dict.fromkeys(names)), fold(text)
    folded = [fold(name) for name in known]
    hits = process.extract(folded_text, folded, scorer=fuzz.WRatio, score_cutoff=60, limit=10 * most)
    # What is alike in its words may still be far off in its letters: of a code, two digits swapped are the nearest.
    hits.sort(key=lambda hit: (OSA.distance(folded_text, hit[0]), -hit[1]))
    return [known[index] for _name, _score, index in hits[:most]]


def jump(outline: Outline, typed: str, limit: int = 20) -> list[str]:
    """The codes that a typed code may mean, best first: the whole code, a beginning, a bare number (zeroes before it or
    not), then anywhere in it; case and white space are ignored."""
    typed_code = "".join(fold(typed).split())
    if not typed_code:
        return []
    ranked = []
    for position, code in enumerate(outline.items):
        folded = "".join(code.lower().split())
        digits = folded.lstrip("abcdefghijklmnopqrstuvwxyz")
        number = digits.lstrip("0")
        if folded == typed_code:
            rank = 0
        elif folded.startswith(typed_code):
            rank = 1
        elif typed_code in (digits, number):
            rank = 2
        elif digits.startswith(typed_code):
            rank = 3
        elif number.startswith(typed_code):
            rank = 4
        elif typed_code in folded:
            rank = 5
        else:
            continue
        ranked.append((rank, position, code))
    return [code for _, _, code in sorted(ranked)[:limit]]
