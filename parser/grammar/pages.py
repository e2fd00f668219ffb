"""The printed page numbers, which say that a page is gone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import field
from itertools import pairwise

from doelboom.parser.dataclass import dataclass
from doelboom.parser.rows import Row

_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}:\d{2}(?::\d{2})?")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,4}(?![\w%]|[.,]\d)")
_OF = re.compile(r"(?<![\w.,/])(\d{1,4})\s*(?:/|van|of)\s*(\d{1,4})(?![\w.,/])")
_FARTHEST = 100
"""More pages than are ever gone at once: a number so far off counts something else."""
_FEWEST = 3
"""So many pages in a row that are numbered one after another tell how the last one must be."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Pages that are gone."""

    page: int
    """The page before which they stood, counted from 1 as the document has them; one after the last where its end is
    gone."""
    first: int
    """The printed numbers of those that are gone."""
    last: int

    def __str__(self) -> str:
        if self.first == self.last:
            return f"page {self.first} is missing"
        return f"pages {self.first} to {self.last} are missing"


@dataclass(slots=True)
class _Numbers:
    """The numbers at the edges of one page."""

    plain: set[int] = field(default_factory=set)
    of: dict[int, int] = field(default_factory=dict)
    """Those that are followed by the number of all pages."""


def gaps(edges: Iterable[Row]) -> list[Gap]:
    """Where pages are gone, by the numbers in what is printed at the edges of the pages.

    A number counts pages where the next page has the next one. Where two pages that follow one another are numbered
    farther apart, those between are gone.
    """
    numbers = _numbers(edges)
    pages = sorted(numbers)
    total = _total(numbers)
    ahead: int | None = None
    counted = 0
    found: list[Gap] = []
    for page, following in pairwise((*pages, None)):
        if page is None:
            break
        own = numbers[page].plain
        if ahead is not None and page + ahead in own:
            counted += 1
            continue
        for number in sorted(own):
            other = number - page
            if ahead is not None and not 0 < other - ahead <= _FARTHEST:
                continue
            counts_all = total is not None and numbers[page].of.get(number) == total
            if not (counts_all or _is_next(numbers, page, number, following, ahead, counted)):
                continue
            if ahead is not None:
                found.append(Gap(page, page + ahead, number - 1))
            ahead, counted = other, 1
            break
    return [*found, *_cut_off(numbers, ahead, total)]


def _is_next(
    numbers: dict[int, _Numbers], page: int, number: int, following: int | None, ahead: int | None, counted: int
) -> bool:
    """Whether a number counts pages: the next page goes on from it, and no longer from the numbers before."""
    if following is None:
        return ahead is not None and counted >= _FEWEST and len(numbers[page].plain) == 1
    after = numbers[following].plain
    return following + number - page in after and (ahead is None or following + ahead not in after)


def _total(numbers: dict[int, _Numbers]) -> int | None:
    """The number of all pages that the pages print."""
    totals = Counter(total for page in numbers.values() for total in page.of.values())
    total, count = totals.most_common(1)[0] if totals else (0, 0)
    return total if count >= 2 and 2 * count >= len(numbers) else None


def _cut_off(numbers: dict[int, _Numbers], ahead: int | None, total: int | None) -> list[Gap]:
    """The pages that are gone at the end, where the pages say how many there are."""
    if total is None or ahead is None or not numbers:
        return []
    last = max(numbers)
    printed = last + ahead
    return [Gap(last + 1, printed + 1, total)] if 0 < total - printed <= _FARTHEST else []


def _numbers(edges: Iterable[Row]) -> dict[int, _Numbers]:
    numbers: dict[int, _Numbers] = {}
    for row in edges:
        if row.page is None:
            continue
        text = _DATE.sub(" ", " ".join(row.texts))
        page = numbers.setdefault(row.page, _Numbers())
        page.plain.update(map(int, _NUMBER.findall(text)))
        for number, total in _OF.findall(text):
            page.plain.add(int(number))
            page.of[int(number)] = int(total)
    return numbers
