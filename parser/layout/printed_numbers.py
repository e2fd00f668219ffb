"""The numbers that are printed on pages, among what stands there on every page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from itertools import pairwise

_NUMBER = re.compile(r"(?<![\d.,:/])\d{1,4}(?![\d.,:]\d)")


@dataclass(slots=True)
class PrintedNumbers:
    """By page of the document, the number printed on it. First shown the lines that are furniture, then asked."""

    _series: dict[Hashable, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    """By place of the line, its words or how many numbers it has, and which of them: the number by page."""
    _numbers: dict[int, int] = field(default_factory=dict)

    def add(self, page: int, place: Hashable, text: str) -> None:
        """Shows a line of a page."""
        numbers = _NUMBER.findall(text)
        # A head can name the section, so that its words change; and left and right pages can have their own order.
        for words in (len(numbers), _NUMBER.sub("#", text)):
            for at, number in enumerate(numbers):
                self._series[place, words, at][page] = int(number)

    def decide(self) -> None:
        """Chooses the numbers that grow as the pages do: a year and a count of pages do not."""
        steps = {key: _growing(by_page) for key, by_page in self._series.items()}
        for key in sorted(steps, key=lambda key: steps[key]):
            by_page = self._series[key]
            if steps[key] and 2 * steps[key] >= len(by_page) - 1:
                self._numbers |= by_page

    def get(self, page: int) -> int | None:
        """The number printed on a page of the document; None where none was found."""
        return self._numbers.get(page)


def _growing(by_page: dict[int, int]) -> int:
    """How often the number grows from one page to the next by as many as the pages do."""
    return sum(after[0] - before[0] == after[1] - before[1] for before, after in pairwise(sorted(by_page.items())))
