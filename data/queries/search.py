"""Finding nodes by their words and by their code, without regard to case or accents.

Every word of a search must stand somewhere in a node: in its code, title, service or description. Where no node has
them all, a word with one letter wrong, missing, too many or swapped with its neighbour finds what was meant. A word
that begins with a minus leaves out the nodes in which it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.outline import Item, Outline, outline
from doelboom.data.queries.texts import FIELDS as FIELDS  # what searches takes both from here
from doelboom.data.queries.texts import Codes, Index
from doelboom.data.queries.texts import fold as fold
from doelboom.parser.dataclass import dataclass

NOTE = "note"
"""The field behind `FIELDS`, which is the user's own."""
NO_NOTES: Mapping[str, str] = {}

_WORDS = re.compile(r"\S+")
_MINUS = "-"
"""Before a word that leaves out."""


class Hit(NamedTuple):
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


_KEPT = 2
"""How many reports' indices are kept: a screen shows texts that are far too long cut, and a query reads them whole."""
_kept: list[tuple[Mapping[str, Item], Mapping[str, str], Index]] = []


def _index(tree: Outline, notes: Mapping[str, str] = NO_NOTES) -> Index:
    """The index of a report; those of the last ones asked for are kept, since each letter typed asks for it again."""
    for items, with_notes, index in _kept:
        if items is tree.items and with_notes == notes:
            return index
    index = Index.of_nodes(tree.items, notes)
    _kept[:] = [(tree.items, dict(notes), index), *_kept[: _KEPT - 1]]
    return index


def find(outline: Outline, text: str, notes: Mapping[str, str] = NO_NOTES) -> Found:
    """The nodes in which every word stands, each in whichever field; best first: all in the code, then in code and
    title, then with the service, then anywhere, the user's notes by code included; within that in the report's order.
    """
    asked = sought(text)
    if not asked:
        return Found()
    index = _index(outline, notes)
    ranks, spellings = _ranked(index, asked)
    by_rank: list[list[int]] = [[] for _field in index.fields]
    for number in sorted(ranks):
        by_rank[ranks[number]].append(number)
    names = (*FIELDS, NOTE) if asked.wanted else (None,) * len(by_rank)
    hits = tuple(
        Hit(index.keys[number], name) for name, numbers in zip(names, by_rank, strict=True) for number in numbers
    )
    used = tuple(spelling for word in spellings for spelling in word)
    return Found(hits, used, corrected=spellings != _as_typed(asked))


def _ranked(index: Index, asked: Sought) -> tuple[dict[int, int], tuple[tuple[str, ...], ...]]:
    """The numbers of the nodes that have what is asked for, with that of the last field that was needed, and the
    spellings of each word with which they were found. What exists and is left out is no reason to look for another
    word."""
    for spellings in _attempts(index, asked.wanted):
        if ranks := index.ranks(spellings):
            out = index.having_any(asked.unwanted)
            return {number: rank for number, rank in ranks.items() if number not in out}, spellings
    return {}, _as_typed(asked)


def attempts_among(texts: Iterable[str], asked: Sought) -> list[tuple[tuple[str, ...], ...]]:
    """What is looked for in a report of which these are the texts, folded, one after the other until something is
    found: each word as its possible spellings, first of all as it was typed."""
    return list(_attempts(Index(("",), [(text,) for text in texts]), asked.wanted))


def _as_typed(asked: Sought) -> tuple[tuple[str, ...], ...]:
    return tuple((word,) for word in asked.wanted)


def search(outline: Outline, text: str, notes: Mapping[str, str] = NO_NOTES) -> list[Hit]:
    """The hits of `find`."""
    return list(find(outline, text, notes).hits)


@dataclass(frozen=True, slots=True)
class Matches:
    """What a filter lets through, in no order that means anything."""

    keys: tuple[str, ...]
    taken_for: tuple[str, ...] = ()
    """The words that were looked for instead, folded, where nothing has those that were typed."""


def nodes_with(accounts: Accounts, text: str, notes: Mapping[str, str] = NO_NOTES) -> Matches:
    """The codes of the nodes and remainders that a search for a text finds."""
    return _matches(_index(outline(accounts), notes), text)


def names_with(names: Iterable[str], text: str) -> Matches:
    """The names that a search for a text finds, by the same rules as nodes."""
    return _matches(Index(known := list(names), [map(fold, known)]), text)


def _matches(index: Index, text: str) -> Matches:
    asked = sought(text)
    ranks, spellings = _ranked(index, asked)
    used = tuple(spelling for word in spellings for spelling in word)
    return Matches(tuple(index.keys[number] for number in ranks), used if spellings != _as_typed(asked) else ())


def _attempts(index: Index, search_words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], ...]]:
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
    return _codes(outline).like(typed_code, limit) if typed_code else []


_codes_kept: list[tuple[Mapping[str, Item], Codes]] = []


def _codes(tree: Outline) -> Codes:
    """The codes of a report; those of the last one asked for are kept."""
    if not _codes_kept or _codes_kept[0][0] is not tree.items:
        _codes_kept[:] = [(tree.items, Codes(tree.items))]
    return _codes_kept[0][1]
