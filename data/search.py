"""Finding nodes by their words and by their code, without regard to case or accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from data.outline import Item, Outline

_FIELDS = ("code", "title", "service", "description")
_WORDS = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A node that a search found, and the first field that says why."""

    code: str
    field: str


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A text for comparing: lower case, without accents, each character where it stood.

    >>> fold("Coördinatie")
    'coordinatie'
    """
    return "".join(_fold_character(character) for character in text)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)[0]
    lowered = base.lower()
    return lowered if len(lowered) == 1 else base


def words(text: str) -> tuple[str, ...]:
    """The words of a search, all of which are required."""
    return tuple(_WORDS.findall(fold(text)))


def spans(text: str, wanted: Iterable[str]) -> list[tuple[int, int]]:
    """Where in a text the words stand: start and end, for marking them."""
    folded = fold(text)
    found = []
    for word in wanted:
        start = folded.find(word)
        while start >= 0:
            found.append((start, start + len(word)))
            start = folded.find(word, start + len(word))
    return found


def search(outline: Outline, text: str) -> list[Hit]:
    """The nodes in which every word stands, each in whichever field; best first: all in the code, then in code and
    title, then anywhere; within that in the report's order."""
    wanted = words(text)
    if not wanted:
        return []
    ranked: list[tuple[int, int, Hit]] = []
    for position, item in enumerate(outline.items.values()):
        rank = _rank(item, wanted)
        if rank is not None:
            ranked.append((rank, position, Hit(item.code, _FIELDS[rank])))
    return [hit for _, _, hit in sorted(ranked, key=lambda entry: entry[:2])]


def _rank(item: Item, wanted: tuple[str, ...]) -> int | None:
    """The number of the last field that is needed for every word to be found; None where one is in none."""
    texts = [fold(getattr(item, name) or "") for name in _FIELDS]
    needed = 0
    for word in wanted:
        for number, text in enumerate(texts):
            if word in text:
                needed = max(needed, number)
                break
        else:
            return None
    return needed


def jump(outline: Outline, typed: str, limit: int = 20) -> list[str]:
    """The codes that a typed code may mean, best first: the whole code, a beginning, a bare number, then anywhere in
    it; case and white space are ignored."""
    wanted = "".join(fold(typed).split())
    if not wanted:
        return []
    ranked = []
    for position, code in enumerate(outline.items):
        folded = code.lower()
        digits = folded.lstrip("abcdefghijklmnopqrstuvwxyz")
        if folded == wanted:
            rank = 0
        elif folded.startswith(wanted):
            rank = 1
        elif digits.startswith(wanted):
            rank = 2
        elif wanted in folded:
            rank = 3
        else:
            continue
        ranked.append((rank, position, code))
    return [code for _, _, code in sorted(ranked)[:limit]]
