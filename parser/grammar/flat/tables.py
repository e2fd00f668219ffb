"""Tables whose cells run into each other: a label and five figures on one line, a header's words one after another.

Only what can be meant in one way is read: five figures with per cent signs where percentages stand, below a header
whose words name title and columns in their order, or in any order where the percentages prove which amount is which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import product

from doelboom.parser.grammar.figures.figures import is_nothing, take_apart
from doelboom.parser.records import COLUMNS
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import (
    ACTUALS,
    BUDGET_TABLE,
    DIRECTIONS,
    FTE,
    REFERENCES,
    SECTIONS,
    SPENT,
    STAFF_TABLE,
    YEAR,
    is_header_word,
)

_FIGURES = len(COLUMNS)
_PERCENT = (2, 4)
"""Which of the five figures are percentages, in every report."""
_LONGEST_LABEL = 3
_HEADER_ROWS = 14
_HEADER_WORDS = 40
_REFERENCE = rf"(?:{'|'.join(REFERENCES)})\s*{YEAR}"
_ACTUAL = rf"(?:{'|'.join(ACTUALS)})\s*{YEAR}"
_COLUMN = re.compile(
    rf"(?P<of_prior>{_ACTUAL}\s*t\.?o\.?v\.?\s*{YEAR})|(?P<spent>%\s*{SPENT}\s*{_REFERENCE})"
    rf"|(?P<reference>{_REFERENCE})|(?P<actual>{_ACTUAL})",
    re.IGNORECASE,
)
_TITLES = (BUDGET_TABLE.title, STAFF_TABLE.title)
_FEWEST_TRIED = 3
_MOSTLY = 0.95
_LARGE = 1_000
"""Amounts of so much are exact enough to tell a percentage."""
_SLACK = Decimal("0.06")
_SHARE = Decimal("0.002")
"""By how much a percentage may be off that was worked out from what was rounded: in points, or as a part of it."""
_SHAPE = ("reference", "actual", "spent", "actual", "of_prior")


def figures_of(row: Row) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The words of a label and the figures behind it, of a row that has nothing else; None for any other row."""
    if len(row.texts) != 1:
        return None
    words = row.texts[0].split()
    count = next((at for at, word in enumerate(words) if _is_figure(word)), len(words))
    label = tuple(words[:count])
    if not 0 < count <= _LONGEST_LABEL or not all(map(_is_label, label)):
        return None
    figures = tuple(words[count:])
    return (label, figures) if len(figures) >= _FIGURES and all(map(_is_figure, figures)) else None


def line_of(row: Row) -> tuple[str, ...] | None:
    """The seven cells of a row that is a table's line; None where it cannot be told which figure is which."""
    parts = figures_of(row)
    if parts is None or len(parts[1]) != _FIGURES:
        return None
    label, figures = parts
    signs = [figure.endswith("%") or is_nothing(figure) for figure in figures]
    if any(sign is not (at in _PERCENT) for at, sign in enumerate(signs)) or not any("%" in each for each in figures):
        return None
    first, *second = ("", *label) if len(label) == 1 and label[0].casefold() in DIRECTIONS else label
    return (first, " ".join(second), *figures)


def are_in_usual_order(lines: Sequence[Sequence[str]]) -> bool:
    """Whether the percentages of a document's lines are those of the amounts that stand where they usually do."""
    tried = agreed = 0
    for cells in lines:
        values = [_value(cell) for cell in cells[-_FIGURES:]]
        reference, actual, spent, prior, of_prior = values
        if None in values or reference == prior or not (reference and actual and prior):
            continue
        if min(map(abs, (reference, actual, prior))) < _LARGE:
            continue
        tried += 1
        agreed += _agrees(actual, reference, spent) and _agrees(actual, prior, of_prior)
    return tried >= _FEWEST_TRIED and agreed >= _MOSTLY * tried


def _agrees(part: Decimal, whole: Decimal, percentage: Decimal | None) -> bool:
    return percentage is not None and abs(part * 100 / whole - percentage) <= max(_SLACK, abs(percentage) * _SHARE)


def _value(text: str) -> Decimal | None:
    printed = take_apart(text)
    if printed is None:
        return None
    value = Decimal(f"{printed.whole}.{printed.fraction or '0'}")
    return -value if printed.negative else value


def header_of(rows: Sequence[Row], at: int, *, usual: bool) -> tuple[tuple[str, ...], int] | None:
    """The seven cells of the header that begins at a row, and how many rows it takes; None where none can be told.

    Args:
        rows: those of the document.
        at: the index of the first row.
        usual: whether the columns are known to stand in their usual order. Then the letters of a header are enough, in
            whichever order its words stand.
    """
    words: list[str] = []
    for number in range(at, min(at + _HEADER_ROWS, len(rows))):
        more = " ".join(rows[number].texts).split()
        if not more or len(words) + len(more) > _HEADER_WORDS or not all(map(is_header_word, more)):
            return None
        words += more
        text = " ".join(words)
        cells = _columns(text) or (_by_letters(text) if usual else None)
        if cells is not None:
            return cells, number + 1 - at
    return None


@lru_cache(maxsize=1024)
def _by_letters(text: str) -> tuple[str, ...] | None:
    """The usual header that has just the letters of a text."""
    years = sorted(set(re.findall(YEAR, text)))
    if len(years) != 2 or int(years[1]) != int(years[0]) + 1:
        return None
    letters = _letters(text)
    for title, reference, actual in product(_TITLES, REFERENCES, ACTUALS):
        cells = (
            title,
            "",
            f"{reference} {years[1]}",
            f"{actual} {years[1]}",
            f"% {SPENT} {reference} {years[1]}",
            f"{actual} {years[0]}",
            f"{actual} {years[1]} t.o.v. {years[0]}",
        )
        if _letters("".join(cells)) == letters:
            return cells
    return None


@lru_cache(maxsize=1024)
def _letters(text: str) -> str:
    return "".join(sorted(character for character in text.casefold() if character.isalnum() or character == "%"))


def _columns(text: str) -> tuple[str, ...] | None:
    title = next((title for title in _TITLES if text.casefold().startswith(title)), None)
    if title is None:
        return None
    at = len(title)
    cells, kinds = [], []
    while at < len(text):
        match = _COLUMN.match(text, at + 1)
        if match is None or text[at] != " ":
            return None
        cells.append(match[0])
        kinds.append(match.lastgroup)
        at = match.end()
    return (text[: len(title)], "", *cells) if tuple(kinds) == _SHAPE else None


def _is_label(word: str) -> bool:
    return word.casefold() in (*SECTIONS, *DIRECTIONS, FTE)


def _is_figure(word: str) -> bool:
    return take_apart(word) is not None or is_nothing(word)
