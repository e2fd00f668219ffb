"""The words by which the parts of a report are known, whatever they look like on the page.

They are the field's own terms (the tables of the BBC), tolerant of hyphens at a line's end and of a misspelling.
"""

from __future__ import annotations

import difflib
import re
from functools import lru_cache

from doelboom.parser.layout.words import BREAK_HYPHEN

HEADER_WORDS = (
    "budgettaire",
    "onderbouwing",
    "personeel",
    "budget",
    "jaarrekening",
    "besteding",
    "plan",
    "betaald",
)
LABEL_WORDS = ("exploitatie", "investering", "financiering", "uitgaven", "ontvangsten", "vte")
SECTION_WORDS = LABEL_WORDS[:3]
_MARKERS = frozenset({"actieplan", "actieplannen", "actie", "acties", "project", "projecten", "acties en projecten"})

_YEAR = re.compile(r"(?:19|20)\d\d")
_TOV = frozenset({"tov", "to", "ov", "v"})
_SIGNS = re.compile(rf"[^\w{BREAK_HYPHEN}-]+")
_CODE = re.compile(r"(?:SD|OD|PO|AC|PR)[A-Z]?\d{3,6}")
_LEAF = ("AC", "PR")
_OBJECTIVE = re.compile(r"beleidsdoelstelling(?:en)?\s*:?\s+(SD[A-Z]?\d{2,6})\b", re.IGNORECASE)
_SEAM = re.compile(r"(?<=\d)(?=[^\W\d]|%)|(?<=[^\W\d]|%)(?=\d)")
"""Where a year ends or begins in the midst of a word."""
_CLOSE = 0.78
_SHORTEST_FUZZY = 6


def is_hyphenated(text: str) -> bool:
    """Whether a fragment ends in a hyphen."""
    return len(text) > 1 and text[-1] in f"-{BREAK_HYPHEN}"


def _bare(text: str) -> str:
    return _SIGNS.sub("", text).casefold()


@lru_cache(maxsize=4096)
def _is_word_of(text: str, vocabulary: tuple[str, ...]) -> bool:
    """Whether a word, or a fragment of one beside a hyphen, is of a vocabulary."""
    bare = _bare(text)
    stem = bare.rstrip(f"-{BREAK_HYPHEN}")
    if not stem:
        return False
    if bare in vocabulary:
        return True
    if is_hyphenated(bare):
        return any(word.startswith(stem) for word in vocabulary)
    if len(stem) >= _SHORTEST_FUZZY and difflib.get_close_matches(stem, vocabulary, n=1, cutoff=_CLOSE):
        return True
    return len(stem) >= 2 and any(word.endswith(stem) and word != stem for word in vocabulary)


@lru_cache(maxsize=4096)
def is_header_word(text: str) -> bool:
    """Whether a word can stand in the header of one of the two tables."""
    if text in ("%", "-") or _YEAR.fullmatch(text):
        return True
    bare = _bare(text)
    if bare in _TOV or ((bare.isalpha() or is_hyphenated(bare)) and _is_word_of(text, HEADER_WORDS)):
        return True
    parts = _SEAM.split(text)
    return len(parts) > 1 and all(map(is_header_word, parts))


def header_parts(text: str) -> list[str]:
    """The words of a header that stand so close that they are one: "2024Jaarrekening" is a year and a word."""
    return _SEAM.split(text)


def is_label_word(text: str) -> bool:
    """Whether a word, or a fragment of one, can be a table's label ("Uitgaven", "Ontvang-", "sten")."""
    return not any(map(str.isdigit, text)) and _is_word_of(text, LABEL_WORDS)


@lru_cache(maxsize=1024)
def is_section(text: str) -> bool:
    """Whether a word (or fragment) is a label of the first column: a section, as opposed to a direction."""
    bare = _bare(text)
    return _is_word_of(text, SECTION_WORDS) and not (not is_hyphenated(bare) and _is_word_of(text, LABEL_WORDS[3:]))


def is_figure(text: str) -> bool:
    """Whether a word is a figure, part of one, or what stands for a missing one."""
    return text.lower() in ("-", "–", "—", "%", "n.v.t.", "nvt", "n.b.") or any(map(str.isdigit, text))


def is_marker(text: str) -> bool:
    """Whether a line announces plans, actions or projects."""
    return text.rstrip(" :").casefold() in _MARKERS


def is_code(text: str) -> bool:
    """Whether a word is the code of a node, perhaps with the colon that follows it."""
    return _CODE.fullmatch(text.rstrip(":-–")) is not None


def is_leaf(text: str) -> bool:
    """Whether a code is an action's or a project's."""
    return text.startswith(_LEAF)


def is_project(text: str) -> bool:
    """Whether a code is a project's."""
    return text.startswith("PR")


def objective_code(text: str) -> str | None:
    """The code in the heading of a policy objective; None for any other line."""
    match = _OBJECTIVE.match(text)
    return match[1].upper() if match else None


def has_title(text: str) -> bool:
    """Whether the heading of a policy objective has its title on the same line."""
    match = _OBJECTIVE.match(text)
    return match is not None and any(map(str.isalpha, text[match.end() :]))


def is_table_title(text: str) -> bool:
    """Whether a cell names one of the two tables, give or take a letter."""
    return any(_is_word_of(word, HEADER_WORDS[1:2]) for word in text.split())
