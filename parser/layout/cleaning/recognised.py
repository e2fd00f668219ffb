"""Pages whose text a program recognised in a picture: stray marks, rules read as characters, boxes that jitter."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter
from statistics import median

from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.words import Page, Word, packed
from doelboom.parser.vocabulary import PLAIN_BULLETS, ROUND_BULLETS

_RULES = "|¦[]{}_"
"""What upright and level rules are read as."""
_KEPT = frozenset(f"{PLAIN_BULLETS}{ROUND_BULLETS}%/&€")
"""The marks that a report prints alone."""
_GUILLEMETS = "«»"
"""What bullets are read as."""
_NO_LETTER = re.compile(r"[\W_]+")


def cleaned(page: Page) -> Page:
    """A recognised page as a printed one would read, as far as that can be told without the picture."""
    words = [word for word in map(_trimmed, page.words()) if word is not None]
    if not words:
        return replace(page, texts="", boxes=page.boxes[:0])
    usual = median(word.size for word in words)
    lines = [_with_one_size(line, usual) for line in _lines(words, usual)]
    lines = [line for line in map(_without_strays, lines) if any(len(word.text) > 1 for word in line)]
    kept = _without_ghosts([word for line in lines for word in line])
    return replace(packed(page.number, page.height, kept), recognised=True)


def _trimmed(word: Word) -> Word | None:
    """A word without the rules beside it; None where there was nothing else."""
    text = word.text.strip(_RULES)
    if text in _GUILLEMETS and text:
        text = ROUND_BULLETS[0]
    if _NO_LETTER.fullmatch(text) and text not in _KEPT:
        return None
    if not text:
        return None
    if len(text) == len(word.text):
        return word._replace(text=text)
    each = (word.x1 - word.x0) / len(word.text)
    start = word.x0 + each * word.text.index(text)
    return word._replace(text=text, x0=start, x1=start + each * len(text))


def _lines(words: Iterable[Word], usual: float) -> list[list[Word]]:
    """The words by line, whatever size each is said to have."""
    lines: list[list[Word]] = []
    base = 0.0
    for word in sorted(words, key=attrgetter("y", "x0")):
        if lines and word.y - base <= SETTINGS.same_line * usual:
            lines[-1].append(word)
        else:
            lines.append([word])
            base = word.y
    for line in lines:
        line.sort(key=attrgetter("x0"))
    return lines


def _with_one_size(line: Sequence[Word], usual: float) -> list[Word]:
    """The words of a line on one baseline in one size: the usual one, where that is near."""
    size = median(word.size for word in line)
    if abs(size - usual) <= SETTINGS.recognised_size * usual:
        size = usual
    y = median(word.y for word in line)
    return [word._replace(size=size, y=y) for word in line]


def _without_strays(line: Sequence[Word]) -> list[Word]:
    """The words of a line without lone letters that stand apart from all others: specks and ends of rules."""
    kept = []
    for at, word in enumerate(line):
        apart = SETTINGS.stray_gap * word.size
        left = word.x0 - line[at - 1].x1 if at else apart
        right = line[at + 1].x0 - word.x1 if at + 1 < len(line) else apart
        if not (len(word.text) == 1 and word.text.isalpha() and left >= apart and right >= apart):
            kept.append(word)
    return kept


def _without_ghosts(words: Sequence[Word]) -> list[Word]:
    """The words without those that were read twice: much the same, over one another."""
    kept: list[Word] = []
    for word in words:
        if not any(_is_ghost(word, other) for other in kept[-SETTINGS.ghost_words :]):
            kept.append(word)
    return kept


def _is_ghost(word: Word, other: Word) -> bool:
    over = min(word.x1, other.x1) - max(word.x0, other.x0)
    if over < SETTINGS.ghost_share * (word.x1 - word.x0) or abs(word.y - other.y) > word.size:
        return False
    return difflib.SequenceMatcher(None, word.text, other.text).ratio() > SETTINGS.ghost_likeness
