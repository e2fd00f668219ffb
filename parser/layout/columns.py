"""The columns of a table, found from the cells of its header, and which figure stands under which header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from operator import attrgetter
from typing import NamedTuple

from doelboom.parser.dataclass import dataclass
from doelboom.parser.layout.lines import Line
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.words import Word, make_word
from doelboom.parser.records import COLUMNS
from doelboom.parser.vocabulary import (
    BREAK_HYPHEN,
    BUDGET_TABLE,
    SPENT,
    STAFF,
    STAFF_TABLE,
    YEAR,
    header_parts,
    is_hyphenated,
    is_table_title,
)

_REFERENCE = f"(?:{BUDGET_TABLE.reference}|{STAFF_TABLE.reference})"
_ACTUAL = f"(?:{BUDGET_TABLE.actual}|{STAFF_TABLE.actual})"
_COLUMN = re.compile(
    rf"(?:{_REFERENCE}{YEAR}|{_ACTUAL}{YEAR}(?:tov{YEAR})?|%?{SPENT}{_REFERENCE}?(?:19|20)?(?:[0-9][0-9])?%?)"
)
_LIKELY = re.compile(rf"{YEAR}|%|{SPENT}")
"""What every column's header has, however its words are spelled."""
_TITLE = re.compile(rf"(?:budgettaire\w{{0,3}}onderbouw\w*|onderbouw\w*{STAFF}\w*)")
_NO_LETTER = re.compile(rf"[^\w%]|_|{BREAK_HYPHEN}")
FIGURES = len(COLUMNS)
"""How many columns of figures both tables have."""


class Span(NamedTuple):
    """From where to where something stands on a line."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    def moved(self, by: float) -> Span:
        return Span(self.x0 + by, self.x1 + by)


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's header: its title, and the text and place of the header of each column of figures."""

    title: str
    texts: tuple[str, ...]
    spans: tuple[Span, ...]
    title_span: Span

    @property
    def staff(self) -> bool:
        return STAFF in self.title.casefold()


def joined(words: Sequence[Word]) -> str:
    """The text of a cell from its words, line by line; a word that a hyphen parts over two lines is one again."""
    text = ""
    line = None
    for word in words:
        if text and is_hyphenated(text) and line is not None and word.y > line and not text.endswith(" -"):
            text = text[:-1] + word.text
        else:
            text = f"{text} {word.text}" if text else word.text
        line = word.y
    return text.rstrip(BREAK_HYPHEN)


def _compact(words: Sequence[Word]) -> str:
    return _NO_LETTER.sub("", "".join(word.text for word in words)).casefold()


def _reading_order(words: Sequence[Word]) -> list[Word]:
    return sorted(words, key=attrgetter("y", "x0"))


def _islands(words: Sequence[Word], overlap: float) -> list[list[Word]]:
    """The words of all lines in groups that white space parts from top to bottom, left to right.

    Args:
        overlap: how far, in em, words of two groups may stand over each other.
    """
    groups: list[list[Word]] = []
    end = 0.0
    for word in sorted(words, key=lambda word: word.x0):
        if groups and word.x0 - end < (SETTINGS.touching - overlap) * word.size:
            groups[-1].append(word)
            end = max(end, word.x1)
        else:
            groups.append([word])
            end = word.x1
    return groups


def columns_of(lines: Sequence[Line]) -> Columns | None:
    """The columns that the lines of a header set out; None where they are no header of one of the two tables."""
    if sum(len(line.words) for line in lines) > SETTINGS.header_words:
        return None
    # A document has few headers, each many times: the number of the line stands for how far down the page it is.
    return _columns_on_lines(
        tuple(
            [
                make_word((text, x0, x1, float(number), size))
                for number, line in enumerate(lines)
                for text, x0, x1, _, size in line.words
            ]
        )
    )


@lru_cache(maxsize=256)
def _columns_on_lines(words: tuple[Word, ...]) -> Columns | None:
    # Half a header can stand a hair's breadth from where the other ones do.
    return _columns(
        tuple(
            Word(part.text, round(part.x0, 1), round(part.x1, 1), part.y, round(part.size, 1))
            for word in words
            for part in _parted(word)
        )
    )


def _parted(word: Word) -> list[Word]:
    """A word of a header, or the words that are one because two cells touch, each with its share of the width."""
    parts = header_parts(word.text)
    if len(parts) == 1:
        return [word]
    words: list[Word] = []
    share = (word.x1 - word.x0) / len(word.text)
    start = word.x0
    for part in parts:
        words.append(word._replace(text=part, x0=start, x1=start + share * len(part)))
        start = words[-1].x1
    return words


@lru_cache(maxsize=256)
def _columns(words: tuple[Word, ...]) -> Columns | None:
    tries = (_by_text(_islands(words, overlap)) for overlap in SETTINGS.column_overlaps)
    parts = next(filter(None, tries), None) or _by_space(_islands(words, 0))
    if parts is None or not is_table_title(joined(_reading_order(parts[0]))):
        return None
    cells = [_reading_order(part) for part in parts]
    spans = [Span(min(word.x0 for word in cell), max(word.x1 for word in cell)) for cell in cells]
    texts = [joined(cell) for cell in cells]
    return Columns(texts[0], tuple(texts[1:]), tuple(spans[1:]), spans[0])


def columns_above(lines: Sequence[Line], figures: Sequence[Span], label: Word) -> Columns | None:
    """The columns of a header by the figures below it; None where a column, or the title, has no word.

    Args:
        lines: the header's lines.
        figures: where the five figures of a line stand.
        label: the first word of that line, below the title.
    """
    if sum(len(line.words) for line in lines) > SETTINGS.header_words:
        return None
    words = [part for line in lines for word in line.words for part in _parted(word)]
    parts: list[list[Word]] = [[] for _ in range(FIGURES + 1)]
    spans = [Span(label.x0, label.x1), *figures]
    for island in _islands(words, SETTINGS.column_overlaps[0]):
        place = Span(min(word.x0 for word in island), max(word.x1 for word in island))
        at = min(range(len(spans)), key=lambda at: (_apart(place, spans[at]), abs(place.middle - spans[at].middle)))
        parts[at] += island
    cells = [_reading_order(part) for part in parts]
    texts = [joined(cell) for cell in cells]
    if not all(texts) or not is_table_title(texts[0]) or not any(_LIKELY.search(text) for text in texts[1:]):
        return None
    places = [Span(min(word.x0 for word in cell), max(word.x1 for word in cell)) for cell in cells]
    return Columns(texts[0], tuple(texts[1:]), tuple(places[1:]), places[0])


def _apart(one: Span, other: Span) -> float:
    return max(0.0, one.x0 - other.x1, other.x0 - one.x1)


def _by_text(islands: Sequence[list[Word]]) -> list[list[Word]] | None:
    """Islands put together so that every part reads as a known header; None where that cannot be done."""
    lengths = [len(_compact(island)) for island in islands]
    in_vain: set[tuple[int, int]] = set()

    def parts(start: int, column: int) -> list[list[Word]] | None:
        if start == len(islands):
            return [] if column == FIGURES + 1 else None
        if column > FIGURES or (start, column) in in_vain:
            return None
        pattern = _COLUMN if column else _TITLE
        longest = len(islands) - (FIGURES - column)
        length = 0
        for end in range(start + 1, longest + 1):
            length += lengths[end - 1]
            if length > SETTINGS.longest_header:
                break
            cell = [word for island in islands[start:end] for word in island]
            if pattern.fullmatch(_compact(_reading_order(cell))) and (rest := parts(end, column + 1)) is not None:
                return [cell, *rest]
        in_vain.add((start, column))
        return None

    return parts(0, 0)


def _by_space(islands: Sequence[list[Word]]) -> list[list[Word]] | None:
    """Islands put together so that the widest white spaces part them; None where there are too few."""
    if len(islands) <= FIGURES:
        return None
    ends = [max(word.x1 for word in island) for island in islands]
    gaps = [min(word.x0 for word in island) - end for island, end in zip(islands[1:], ends, strict=False)]
    cuts = sorted(sorted(range(len(gaps)), key=lambda at: -gaps[at])[:FIGURES])
    bounds = [0, *(cut + 1 for cut in cuts), len(islands)]
    parts = [[word for island in islands[start:end] for word in island] for start, end in pairwise(bounds)]
    likely = sum(_LIKELY.search(_compact(part)) is not None for part in parts[1:])
    return parts if likely == FIGURES else None


def placed(figures: Sequence[tuple[Span, str]], columns: Sequence[Span], full: Sequence[Sequence[Span]]) -> list[str]:
    """The figures of one row by column, "" where nothing stands, for a row with fewer figures than columns.

    Args:
        figures: place and text, left to right.
        columns: the places of the columns' headers.
        full: the places of the figures of the table's complete rows, which show how each column is aligned.
    """
    best: tuple[float, tuple[int, ...]] | None = None
    for choice in combinations(range(len(columns)), len(figures)):
        cost = sum(_distance(span, at, columns, full) for (span, _), at in zip(figures, choice, strict=True))
        if best is None or cost < best[0]:
            best = (cost, choice)
    cells = [""] * len(columns)
    if best is not None:
        for (_, text), at in zip(figures, best[1], strict=True):
            cells[at] = text
    return cells


def _distance(span: Span, at: int, columns: Sequence[Span], full: Sequence[Sequence[Span]]) -> float:
    """How badly a figure would stand in a column: the distance between the edges, or middles, that are aligned."""
    others = [row[at] for row in full]
    if not others:
        return _misfit(span, columns[at])
    sides: tuple[list[float], ...] = (
        [other.x0 for other in others],
        [other.x1 for other in others],
        [other.middle for other in others],
    )
    spreads = [max(places) - min(places) for places in sides]
    distances = [abs(place - places[-1]) for place, places in zip((span.x0, span.x1, span.middle), sides, strict=True)]
    aligned = min(spreads) + SETTINGS.column_spread
    return min(distance for distance, spread in zip(distances, spreads, strict=True) if spread <= aligned)


def _misfit(span: Span, header: Span) -> float:
    apart = max(0.0, header.x0 - span.x1, span.x0 - header.x1)
    return apart + min(abs(span.x0 - header.x0), abs(span.x1 - header.x1), abs(span.middle - header.middle))
