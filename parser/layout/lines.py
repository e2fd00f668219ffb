"""Words to lines, and lines to segments: the runs of words that white space parts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.words import Page, Word, make_word, superscript


class Line(NamedTuple):
    """Words on one baseline, left to right; never empty.

    A tuple and not a dataclass, as words are: a report has ten thousand of them.
    """

    words: tuple[Word, ...]
    page: int
    y: float
    size: float
    """The em of most of its words."""
    text: str
    """The words' texts, parted by spaces."""
    number: int | None = None
    """In a text: the line's number."""

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1


_TEXT = itemgetter(0)
_BY_X0 = itemgetter(1)
_BY_Y = itemgetter(3)
"""Fields of a word by number, which takes half the time of their names."""


def text_of(words: Iterable[Word]) -> str:
    """The texts of words, parted by spaces."""
    return " ".join(map(_TEXT, words))


def lines_of(page: Page) -> list[Line]:
    """The lines of a page, from top to bottom."""
    if not page.boxes:
        return []
    sizes = page.boxes[3::4].tolist()
    largest = max(sizes)
    rows: list[list[Word]] = []
    base, first = 0.0, 0
    for y, on_baseline in groupby(sorted(page.words(), key=_BY_Y), key=_BY_Y):
        words = list(on_baseline)
        if rows and y - base <= SETTINGS.same_line * largest:
            words.sort(key=_BY_X0)
            joining = _joining(words, y - base, min(rows[-1][:first], key=_BY_X0).size)
            rows[-1] += words[:joining]
            words = words[joining:]
        if words:
            rows.append(words)
            base, first = y, len(words)
    if min(sizes) < SETTINGS.superscript_size * largest:
        rows = _with_superscripts(rows)
    return [_line(row, page) for row in rows]


def _joining(words: Sequence[Word], below: float, em: float) -> int:
    """How many words of one baseline, from the left, belong to a line whose baseline is a little higher.

    Args:
        words: the words, none or some.
        below: how much lower they stand.
        em: the size of the line's first word.
    """
    same_line = SETTINGS.same_line
    for at, word in enumerate(words):
        if below > same_line * min(em, word.size):
            return at
    return len(words)


def _line(words: list[Word], page: Page) -> Line:
    words.sort(key=_BY_X0)
    merged: list[Word] = []
    touching = SETTINGS.within_word
    end = -math.inf
    for word in words:
        _, x0, x1, _, size = word
        gap = x0 - end
        if gap > touching * size:
            merged.append(word)
        elif word.text == (before := merged[-1]).text and x0 - before.x0 <= SETTINGS.double_print * size:
            continue
        elif gap > -touching * size:
            merged[-1] = _together(before, word)
        else:
            merged.append(word)
        end = x1
    y = merged[len(merged) // 2].y
    number = None if page.first_line is None else page.first_line + round(y)
    size = merged[0].size
    if size != merged[-1].size:
        sizes = sorted([word.size for word in merged])
        size = sizes[len(sizes) // 2]
    return Line(tuple(merged), page.number, y, size, text_of(merged), number)


def _together(before: Word, word: Word) -> Word:
    """Two words without space between them as one; a small raised one behind it is a superscript."""
    text = word.text
    if word.size < SETTINGS.superscript_size * before.size and word.y < before.y:
        text = superscript(text)
    return before._replace(text=before.text + text, x1=word.x1)


def moved_below(last: Line, lines: Sequence[Line], pitch: float, by: float) -> list[Line]:
    """Lines of the next page, moved to where they would stand below the last line of this one.

    Args:
        pitch: the distance of the first from `last`, in em.
        by: how much farther right this page's print begins.
    """
    if not lines:
        return []
    down = last.y + pitch * last.size - lines[0].y
    return [
        line._replace(
            y=line.y + down,
            words=tuple([make_word((text, x0 + by, x1 + by, y + down, size)) for text, x0, x1, y, size in line.words]),
        )
        for line in lines
    ]


def _with_superscripts(rows: list[list[Word]]) -> list[list[Word]]:
    """The rows, with those that hold nothing but a raised or lowered small word put where they belong."""
    kept: list[list[Word]] = []
    for at, row in enumerate(rows):
        neighbours = [*kept[-1:], *rows[at + 1 : at + 2]]
        host = next((other for other in neighbours if _belongs(row, other)), None)
        if host is None:
            kept.append(row)
        else:
            host.extend(row)
    return kept


def _belongs(row: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether every word of a row is a small one that touches the end of a word of the other row."""
    if len(row) > SETTINGS.superscript_words or row[0].size >= SETTINGS.superscript_size * max(
        [host.size for host in other]
    ):
        return False
    return all(
        any(
            word.size < SETTINGS.superscript_size * host.size
            and abs(word.y - host.y) < SETTINGS.superscript_rise * host.size
            and -0.1 * host.size <= word.x0 - host.x1 < SETTINGS.superscript_gap * host.size
            for host in other
        )
        for word in row
    )


def may_end_cell(line: Line, at: int) -> bool:
    """Whether a line's word can be the last of its cell: white space that can part cells, or nothing, is behind it."""
    if at + 1 == len(line.words):
        return True
    word, after = line.words[at : at + 2]
    return after.x0 - word.x1 > SETTINGS.narrowest_cell_gap * word.size


def segments(line: Line, gap: float) -> list[tuple[Word, ...]]:
    """The words of a line in runs, parted where more white space stands than `gap` em."""
    runs: list[tuple[Word, ...]] = []
    start = 0
    words = line.words
    end, em = math.inf, 0.0
    for at, (_, x0, x1, _, size) in enumerate(words):
        if x0 - end > gap * (em if em < size else size):
            runs.append(words[start:at])
            start = at
        end, em = x1, size
    runs.append(words[start:])
    return runs
