"""Whether two titles say the same, so that two nodes with one code are one: letter case, accents, hyphens and small
changes are allowed, another number is not."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_PARTS = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LITTLE_WORDS = frozenset(
    {"aan", "bij", "d", "de", "den", "der", "des", "een", "en", "het", "in", "met", "n", "naar", "om", "op", "s", "t"}
    | {"te", "ten", "ter", "tot", "uit", "van", "voor"}
)
"""What a title may have more or less of and still say the same: articles, prepositions, *en*."""
_ENDINGS = frozenset({"e", "en", "es", "n", "s"})
"""By what two forms of a word may differ: plurals, inflections."""
_DOUBLED = re.compile(r"(.)\1+")
_LEAST_LETTERS = 4
"""In a shorter word one letter can make another: I and II, Oost and West."""
_WORDS_A_CHANGE = 4
"""How many words of a title may have one changed among them."""


@lru_cache(maxsize=65536)
def words_of(title: str) -> tuple[str, ...]:
    """The words of a title that count, without case, accents and hyphens; where no others are there, the little ones.

    >>> words_of("Coördinatie van het E-loket")
    ('coordinatie', 'eloket')
    """
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", title) if not unicodedata.combining(sign))
    # Only between letters: "2020-2025" are two years, and "in- en uitstroom" are words of their own.
    joined = re.sub(r"(?<=[^\W\d_])[-\u00ad\u2010\u2011](?=[^\W\d_])", "", plain.casefold())
    every = tuple(_PARTS.findall(joined))
    return tuple(word for word in every if word not in _LITTLE_WORDS) or every


def titles_agree(before: str | None, after: str | None) -> bool:
    """Whether two titles say the same; where one is not printed, that cannot be said.

    >>> titles_agree("Jaarmarkt 2023 organiseren", "Jaarmarkt 2024 organiseren")
    True
    >>> titles_agree("Bouw school, fase 1", "Bouw school, fase 2")
    False
    """
    if before is None or after is None:
        return before is after
    left, right = words_of(before), words_of(after)
    if left == right or "".join(left) == "".join(right):
        return True
    changed = 0
    for kind, start, end, from_, to in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if end - start == to - from_:
            pairs = list(zip(left[start:end], right[from_:to], strict=True))
        else:
            pairs = [("".join(left[start:end]), "".join(right[from_:to]))]
        if not all(_are_near(*pair) for pair in pairs):
            return False
        changed += sum(not _are_years(*pair) for pair in pairs)
    return changed <= max(1, len(left) // _WORDS_A_CHANGE)


def _are_years(one: str, other: str) -> bool:
    return _YEAR.fullmatch(one) is not None and _YEAR.fullmatch(other) is not None


def _are_near(one: str, other: str) -> bool:
    """Whether two words are one, but for an ending or a letter."""
    if one == other or _are_years(one, other):
        return True
    if any(sign.isdigit() for sign in one + other) or min(len(one), len(other)) < _LEAST_LETTERS:
        return False
    # Dutch writes school and scholen, bus and bussen.
    short, long = sorted((_DOUBLED.sub(r"\1", word) for word in (one, other)), key=len)
    if long.startswith(short) and long[len(short) :] in _ENDINGS:
        return True
    # Imported only where words differ: a look-up should not pay for it.
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) <= 1
