"""The cells of a heading: its first line parted into them, and their texts as the grammar knows them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from doelboom.parser.codes import Codes
from doelboom.parser.layout.headings.heading_places import USUAL_CELLS, kind_of
from doelboom.parser.layout.headings.justified import runs_of
from doelboom.parser.layout.lines import Line, text_of
from doelboom.parser.layout.metrics import Metrics
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.words import Word
from doelboom.parser.vocabulary import DASHES, YEAR, bare_code

_DASH = re.compile(rf"\s*[{DASHES}:]\s*(.*)", re.DOTALL)
_PERIOD = re.compile(rf"({YEAR})\s*[{DASHES}]\s*({YEAR})")


def usual_cells(line: Line, codes: Codes) -> int:
    """How many cells the heading that begins with a line has where none is empty."""
    return USUAL_CELLS[kind_of(line, codes)]


def cells_of(line: Line, metrics: Metrics) -> list[tuple[Word, ...]]:
    """The words of a heading's line by cell, as far as white space tells."""
    own = None if metrics.recognised else _own_gap(line)
    return runs_of(line, metrics.cell_gap if own is None else own)


def cells_at(words: Sequence[Word], starts: Sequence[float], slack: float) -> list[tuple[Word, ...]] | None:
    """The words of a line by cell, the first before all `starts`; None where a cell's first word does not begin there.

    Args:
        words: the words.
        starts: where the cells behind the first one begin.
        slack: how far from there they may begin.
    """
    cells: list[list[Word]] = [[] for _ in range(len(starts) + 1)]
    for word in words:
        at = sum(start <= word.x0 + slack for start in starts)
        if at and not cells[at] and abs(word.x0 - starts[at - 1]) > slack:
            return None
        if at < len(starts) and word.x1 > starts[at] + slack:
            return None
        cells[at].append(word)
    return [tuple(cell) for cell in cells]


def _ends_in_period(cell: Sequence[Word]) -> bool:
    """Whether a period stands behind other words, which no cell has both of."""
    return any(_PERIOD.search(text_of(cell[start:])) is not None for start in range(1, min(2, len(cell))))


def has_unknown_cell(line: Line, parts: Sequence[Sequence[Word]] | None, code: float, metrics: Metrics) -> bool:
    """Whether a line has a cell of which it is not known where it begins: behind the code's end, or by white space."""
    if parts is None:
        return line.x0 > code or len(cells_of(line, metrics)) > 1
    return bool(parts[0]) and parts[0][0].x0 > code


def are_whole(cells: Sequence[Sequence[Word]], line: Line, metrics: Metrics) -> bool:
    """Whether white space parts a heading's line nowhere but where its cells are known to begin."""
    return len(cells_of(line, metrics)) <= sum(map(bool, cells)) and not any(map(_ends_in_period, cells))


def first_cells(line: Line, metrics: Metrics, end: float | None = None) -> list[tuple[Word, ...]]:
    """The words of a heading's first line by cell, parted where white space does not tell but known cells do.

    A run of words can end in a period, or in what is a cell of its own in other headings of the document: a service, a
    status. Where the first cell is known to `end`, its words stand before that.
    """
    if end is not None:
        count = sum(word.x1 <= end for word in line.words)
        rest = cells_of(line._replace(words=line.words[count:]), metrics) if count < len(line.words) else []
        return [line.words[:count], *rest]
    runs = cells_of(line, metrics)
    if len(runs) >= usual_cells(line, metrics.codes):
        return runs
    parted: list[tuple[Word, ...]] = []
    for number, run in enumerate(runs):
        tail: list[tuple[Word, ...]] = []
        fewest = 1 if number else SETTINGS.fewest_title_words
        while (start := _known_end(run, fewest, metrics)) is not None:
            tail.insert(0, run[start:])
            run = run[:start]
        for part in (run, *tail):
            end = _period_end(part)
            parted += [part[:end], part[end:]] if end < len(part) else [part]
    return parted


def _period_end(run: Sequence[Word]) -> int:
    """How many words the period takes that a run begins with; all words where it begins with none."""
    for end in range(1, min(4, len(run))):
        if _PERIOD.fullmatch(text_of(run[:end])):
            return end
    return len(run)


def _known_end(run: Sequence[Word], fewest: int, metrics: Metrics) -> int | None:
    """Where the longest known cell begins that a run ends in, leaving so many words at least."""
    for start in range(max(fewest, len(run) - SETTINGS.cell_words), len(run)):
        text = text_of(run[start:])
        if text in metrics.cells or _PERIOD.fullmatch(text):
            return start
    return None


def _own_gap(line: Line) -> float | None:
    """White space, in em, that parts cells on a line whose word spaces are all alike, as they are in ragged text and in
    a stretched line; None where they are not."""
    gaps = sorted((after.x0 - word.x1) / word.size for word, after in pairwise(line.words))
    if len(gaps) >= SETTINGS.fewest_spaces and 0 < gaps[-1] <= SETTINGS.even_line * gaps[0]:
        return math.inf
    usual = [gap for gap in gaps if gap < SETTINGS.sure_cell_gap]
    if len(usual) < SETTINGS.fewest_spaces:
        usual = gaps
    middle = usual[len(usual) // 2] if usual else 0.0
    spaces = [gap for gap in usual if gap <= SETTINGS.outstanding_space * middle]
    alike = sum(abs(gap - middle) <= SETTINGS.alike_spaces * middle for gap in spaces)
    if len(spaces) < SETTINGS.fewest_spaces or middle <= 0 or alike < SETTINGS.alike_share * len(spaces):
        return None
    return SETTINGS.outstanding_space * middle


def grammar_cells(texts: list[str], codes: Codes) -> tuple[str, ...]:
    """The cells as the grammar knows them: a plan's code and title apart, an action's code and title together."""
    texts = [_PERIOD.sub(r"\1 - \2", text) for text in texts]
    first, *rest = texts
    code, _, after = first.partition(" ")
    code = bare_code(code)
    if codes.is_leaf(code):
        title = _after_dash(after)
        if not title and rest:
            title, *rest = rest
            title = _after_dash(title)
        if len(rest) > 1 and _PERIOD.fullmatch(rest[1]) and rest[0].count(" ") == 1:
            # Status and phase, a word each, too close for white space to part them.
            rest[:1] = rest[0].split(" ")
        return (f"{code} - {title}".rstrip(" -"), *rest)
    title = _after_dash(after)
    return (code, title, *rest) if title else (code, *rest)


def _after_dash(text: str) -> str:
    match = _DASH.fullmatch(text)
    return match[1] if match else text.strip()
