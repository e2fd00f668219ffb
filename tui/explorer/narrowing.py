"""Choosing by typing: which of some choices have the words that are typed, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from doelboom.data.queries.search import fold
from doelboom.data.queries.spelling import Spelling
from doelboom.parser.dataclass import dataclass

LONGEST = 200
"""Characters of what is typed that are heeded: a pasted page is no search."""
_TOKENS = re.compile(r"\w+")
_INITIALS = 2
"""Letters from which they may be the first ones of several words: one letter is the first of nearly all."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some: what it stands for, what it is called, and what that means."""

    value: str
    term: str
    meaning: str = ""
    also: str = ""
    """Further words by which it is found, which are not shown."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The choices that are left, in order."""

    choices: tuple[Choice, ...] = ()
    words: tuple[str, ...] = ()
    """The words as they stand in them, folded, for marking."""
    note: str = ""
    """What is to be said of them."""
    nearly: bool = False
    """Whether they are not what was typed, but one letter away: none of them is taken without being gone to."""


Find = Callable[[str], Narrowed]
"""What narrows: from what is typed to what is left."""


def narrowed(choices: Sequence[Choice], typed: str) -> Narrowed:
    """The choices in which every word that is typed stands, in any order, without regard to case and accents: those
    first in whose term a word begins with it. Two letters or more may be the initials of the term's words."""
    words = tuple(fold(typed[:LONGEST]).split())
    if not words:
        return Narrowed(tuple(choices))
    exact = _having(choices, [(word,) for word in words])
    if exact:
        return Narrowed(exact, words)
    spelling = Spelling(_searched(choice) for choice in choices)
    everything = " ".join(_searched(choice) for choice in choices)
    spellings = [(word,) if word in everything else spelling.corrections(word) for word in words]
    near = _having(choices, spellings) if all(spellings) else ()
    return Narrowed(near, tuple(part for parts in spellings for part in parts), nearly=bool(near))


def _having(choices: Iterable[Choice], spellings: Sequence[Sequence[str]]) -> tuple[Choice, ...]:
    ranked = []
    for position, choice in enumerate(choices):
        ranks = [_rank(choice, parts) for parts in spellings]
        known = [rank for rank in ranks if rank is not None]
        if len(known) == len(ranks):
            ranked.append((max(known), position, choice))
    return tuple(choice for _rank, _position, choice in sorted(ranked, key=lambda entry: entry[:2]))


def _rank(choice: Choice, spellings: Sequence[str]) -> int | None:
    """How near the front a word stands in a choice; None where it stands nowhere in it."""
    term, all_of_it = fold(choice.term), _searched(choice)
    for rank, is_so in enumerate((_begins_word, _stands, _is_initials)):
        if any(is_so(word, term) for word in spellings):
            return rank
    for rank, text in ((3, fold(choice.meaning)), (4, all_of_it)):
        if any(_begins_word(word, text) for word in spellings):
            return rank
    return 5 if any(word in all_of_it for word in spellings) else None


def _searched(choice: Choice) -> str:
    return fold(f"{choice.term} {choice.meaning} {choice.also}")


def _begins_word(word: str, text: str) -> bool:
    at = text.find(word)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(word, at + 1)
    return at >= 0


def _stands(word: str, text: str) -> bool:
    return word in text


def _is_initials(word: str, text: str) -> bool:
    return len(word) >= _INITIALS and word in "".join(token[0] for token in _TOKENS.findall(text))
