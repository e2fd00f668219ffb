"""Finding nodes by their words and by their code, without regard to case or accents.

Every word of a search must stand somewhere in a node: in its code, title, service or description. Where no node has
them all, a word with one letter wrong, missing, too many or swapped with its neighbour finds what was meant. A word
that begins with a minus leaves out the nodes in which it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.outline import Item, Outline, outline
from doelboom.data.queries.spelling import Spelling

FIELDS = ("code", "title", "service", "description")
"""The fields of a node that are searched, the one that counts most first."""
NOTE = "note"
"""The field behind them, which is the user's own."""
NO_NOTES: Mapping[str, str] = {}

_WORDS = re.compile(r"\S+")
_MINUS = "-"
"""Before a word that leaves out."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A node that a search found, and the last field that was needed to find every word."""

    code: str
    field: str | None
    """None where no word had to be found: all of them leave out."""


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


@dataclass(frozen=True, slots=True)
class Sought:
    """What a search asks for: words, folded."""

    wanted: tuple[str, ...] = ()
    """All of these."""
    unwanted: tuple[str, ...] = ()
    """None of these, exactly as they are: a word that leaves out is never taken for another."""

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)

    def fits(self, text: str) -> bool:
        """Whether a folded text has all that is wanted and nothing that is not."""
        return all(word in text for word in self.wanted) and not any(word in text for word in self.unwanted)


def sought(text: str) -> Sought:
    """What a typed search asks for.

    >>> sought("Energie -corrigeren -")
    Sought(wanted=('energie',), unwanted=('corrigeren',))
    """
    parts = _WORDS.findall(fold(text))
    unwanted = (part.lstrip(_MINUS) for part in parts if part.startswith(_MINUS))
    return Sought(
        tuple(part for part in parts if not part.startswith(_MINUS)),
        # A minus alone is what one types before the word.
        tuple(part for part in unwanted if part),
    )


def words(text: str) -> tuple[str, ...]:
    """The words of a search, all of which are required."""
    return sought(text).wanted


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
    """Texts, folded once, by the key of what they are of."""

    def __init__(self, fields: Mapping[str, tuple[str, ...]]) -> None:
        self.fields = fields

    @classmethod
    def of_nodes(cls, items: Mapping[str, Item], notes: Mapping[str, str]) -> _Index:
        """The texts of a report, and the notes on it."""
        return cls(
            {
                code: (*(fold(getattr(item, name) or "") for name in FIELDS), fold(notes.get(code, "")))
                for code, item in items.items()
            }
        )

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

    def lacks(self, code: str, unwanted: tuple[str, ...]) -> bool:
        """Whether none of these words stands in a node."""
        return not any(word in text for word in unwanted for text in self.fields[code])

    @cached_property
    def spelling(self) -> Spelling:
        """The words that can be meant by others."""
        return Spelling(text for fields in self.fields.values() for text in fields)


_kept: list[tuple[Mapping[str, Item], Mapping[str, str], _Index]] = []


def _index(tree: Outline, notes: Mapping[str, str] = NO_NOTES) -> _Index:
    """The index of a report; that of the last one asked for is kept, since each letter typed asks for it again."""
    if not _kept or _kept[0][0] is not tree.items or _kept[0][1] != notes:
        _kept[:] = [(tree.items, notes, _Index.of_nodes(tree.items, notes))]
    return _kept[0][2]


def find(outline: Outline, text: str, notes: Mapping[str, str] = NO_NOTES) -> Found:
    """The nodes in which every word stands, each in whichever field; best first: all in the code, then in code and
    title, then with the service, then anywhere, the user's notes by code included; within that in the report's order.
    """
    asked = sought(text)
    if not asked:
        return Found()
    ranks, spellings = _ranked(_index(outline, notes), asked)
    order = {code: position for position, code in enumerate(outline.items)}
    best_first = sorted(ranks, key=lambda code: (ranks[code], order[code]))
    hits = tuple(Hit(code, (*FIELDS, NOTE)[ranks[code]] if asked.wanted else None) for code in best_first)
    used = tuple(spelling for word in spellings for spelling in word)
    return Found(hits, used, corrected=spellings != _as_typed(asked))


def _ranked(index: _Index, asked: Sought) -> tuple[dict[str, int], tuple[tuple[str, ...], ...]]:
    """The nodes that have what is asked for, with the number of the last field that was needed, and the spellings of
    each word with which they were found. What exists and is left out is no reason to look for another word."""
    for spellings in _attempts(index, asked.wanted):
        ranks = {code: rank for code in index.fields if (rank := index.rank(code, spellings)) is not None}
        if ranks:
            return {code: rank for code, rank in ranks.items() if index.lacks(code, asked.unwanted)}, spellings
    return {}, _as_typed(asked)


def attempts_among(texts: Iterable[str], asked: Sought) -> list[tuple[tuple[str, ...], ...]]:
    """What is looked for in a report of which these are the texts, folded, one after the other until something is
    found: each word as its possible spellings, first of all as it was typed."""
    return list(_attempts(_Index({"": tuple(texts)}), asked.wanted))


def _as_typed(asked: Sought) -> tuple[tuple[str, ...], ...]:
    return tuple((word,) for word in asked.wanted)


def search(outline: Outline, text: str, notes: Mapping[str, str] = NO_NOTES) -> list[Hit]:
    """The hits of `find`."""
    return list(find(outline, text, notes).hits)


def _index_of(accounts: Accounts, notes: Mapping[str, str]) -> _Index:
    """The index of a report by its accounts."""
    return _index(outline(accounts), notes)


@dataclass(frozen=True, slots=True)
class Matches:
    """What a filter lets through, in no order that means anything."""

    keys: tuple[str, ...]
    taken_for: tuple[str, ...] = ()
    """The words that were looked for instead, folded, where nothing has those that were typed."""


def nodes_with(accounts: Accounts, text: str, notes: Mapping[str, str] = NO_NOTES) -> Matches:
    """The codes of the nodes and remainders that a search for a text finds."""
    return _matches(_index_of(accounts, notes), text)


def names_with(names: Iterable[str], text: str) -> Matches:
    """The names that a search for a text finds, by the same rules as nodes."""
    return _matches(_Index({name: (fold(name),) for name in names}), text)


def _matches(index: _Index, text: str) -> Matches:
    asked = sought(text)
    ranks, spellings = _ranked(index, asked)
    used = tuple(spelling for word in spellings for spelling in word)
    return Matches(tuple(ranks), used if spellings != _as_typed(asked) else ())


def _attempts(index: _Index, search_words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], ...]]:
    """What to look for, one after the other until something is found: the words as typed; with those that stand
    nowhere corrected; with any of them corrected. Each word as its possible spellings."""
    yield tuple((word,) for word in search_words)
    missing = {word for word in search_words if not index.has(word)}
    for corrected in (missing, set(search_words)) if missing else (set(search_words),):
        spellings = tuple(
            (word, *index.spelling.corrections(word)) if word in corrected and word not in missing
            else index.spelling.corrections(word) if word in corrected
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
