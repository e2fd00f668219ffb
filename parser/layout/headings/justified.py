"""Cells of headings whose text is justified: where the first ends by its full lines, and which words are stretched."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from doelboom.parser.layout.lines import Line, segments
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.words import Word


def justified_end(line: Line, below: Sequence[Line]) -> float | None:
    """Where the first cell of a heading ends by its full lines, all but the last; None where they do not tell.

    They tell where a word of each ends on one place, evenly parted from all before it, and behind it on the first line
    is nothing, or more white space than that.

    Args:
        line: the heading's first line.
        below: those below it, with the cells beside them.
    """
    full = [other for other in below if abs(other.x0 - line.x0) <= SETTINGS.flush * line.size][:-1]
    if not full:
        return None
    near = SETTINGS.same_end * line.size
    for at, word in enumerate(line.words[SETTINGS.fewest_title_words :], start=SETTINGS.fewest_title_words + 1):
        counts = [_up_to(word.x1, other.words, near) for other in full]
        if 0 in counts or not _is_set_off(line.words, at):
            continue
        cells = [line.words[:at], *(other.words[:count] for other, count in zip(full, counts, strict=True))]
        if all(map(_is_even, cells)):
            return word.x1 + near
    return None


def _up_to(end: float, words: Sequence[Word], near: float) -> int:
    """How many of some words there are up to the one that ends on a place; 0 where none does."""
    return next((count for count, word in enumerate(words, start=1) if abs(word.x1 - end) <= near), 0)


def _is_even(words: Sequence[Word]) -> bool:
    """Whether the white space between words is all alike, as where a line is stretched."""
    gaps = [after.x0 - word.x1 for word, after in pairwise(words)]
    return not gaps or max(gaps) <= SETTINGS.even_spaces * min(gaps)


def _is_set_off(words: Sequence[Word], count: int) -> bool:
    """Whether more white space than between them stands behind so many words of a line, or none at all does."""
    if count == len(words):
        return True
    gaps = [after.x0 - word.x1 for word, after in pairwise(words[: count + 1])]
    return gaps[-1] > SETTINGS.set_off * max(gaps[:-1])


def runs_of(line: Line, gap: float) -> list[tuple[Word, ...]]:
    """The words of a line in runs, parted where more white space stands than `gap` em; lone words that even white space
    parts are one run: a line of a cell that is stretched."""
    runs = segments(line, gap)
    whole: list[tuple[Word, ...]] = []
    start = 0
    while start < len(runs):
        end = _stretched_end(runs, start)
        if end - start < SETTINGS.fewest_even:
            end = start + 1
        whole.append(tuple(word for run in runs[start:end] for word in run))
        start = end
    return whole


def _stretched_end(runs: Sequence[tuple[Word, ...]], start: int) -> int:
    """Up to which run, from one on, they are lone words, parted by white space as wide everywhere, and not wide for
    that."""
    widest = SETTINGS.widest_stretch * runs[start][0].size
    least, most = math.inf, -math.inf
    end = start + 1
    while end < len(runs) and len(runs[start]) == len(runs[end]) == 1:
        gap = runs[end][0].x0 - runs[end - 1][0].x1
        least, most = min(least, gap), max(most, gap)
        if most > min(SETTINGS.even_line * least, widest):
            break
        end += 1
    return end
