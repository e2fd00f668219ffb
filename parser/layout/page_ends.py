"""Where the pages of a text end that has no form feeds: at the lines that number them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations, pairwise

_NUMBER = re.compile(r"\d{1,4}")
_FEWEST = 3
"""So many pages tell that a line numbers them."""
_SHORTEST, _LONGEST = 10, 160
"""How many lines stand between two page numbers, blank ones among them."""
_MOSTLY = 0.8
"""The part of the lines that go on from the one before; where a page is gone, one does not."""
_FARTHEST = 100
_MOST_NUMBERS = 8
_LONGEST_LINE = 300
_MOST_RUNS = 12
_AROUND = 8
"""So many lines around the end of a page, blank ones among them, can hold running heads and feet ..."""
_LINES = 3
"""... of so many lines."""
_SHARE = 0.5
"""They stand around this part of the ends."""


def page_ends(lines: Sequence[str]) -> list[tuple[int, int]]:
    """The indices of the lines with which pages begin, but for the first, each with the number of the page before it;
    none where no line numbers the pages.

    A line numbers pages that comes again and again, the same but for a number that grows by one. Two lines can do so by
    turns, on left and on right pages.
    """
    alike: dict[str, list[tuple[int, list[int]]]] = defaultdict(list)
    for at, line in enumerate(lines):
        if len(line) <= _LONGEST_LINE and (numbers := _NUMBER.findall(line)) and len(numbers) <= _MOST_NUMBERS:
            alike[_NUMBER.sub("#", "".join(line.split()))].append((at, list(map(int, numbers))))
    found = max((_run(places, 1) for places in alike.values()), key=len, default=[])
    if not found:
        halves = sorted(filter(None, (_run(places, 2) for places in alike.values())), key=len)[-_MOST_RUNS:]
        found = max((_by_turns(one, other) for one, other in combinations(halves, 2)), key=len, default=[])
    if not found:
        return []
    first = next(at for at, line in enumerate(lines) if line.strip())
    # A number at the very start stands at the head of its page, and the page before it ends above it.
    head = found[0][0] <= first + 1
    return [(at, number - 1) for at, number in found[1:]] if head else [(at + 1, number) for at, number in found]


def running_lines(text: str) -> frozenset[int]:
    """The indices of the lines of a text that are running heads and feet, around the ends of its pages, whatever marks
    stand between their words."""
    lines = [_bare(line) for line in text.split("\n")]
    ends = [at for at, _ in page_ends(lines)]
    forms = [_NUMBER.sub("#", line) for line in lines]
    total = Counter(forms)
    running: set[int] = set()
    for side in (range(1, _AROUND + 1), range(0, -_AROUND, -1)):
        near: dict[str, list[int]] = defaultdict(list)
        for end in ends:
            filled = [end - by for by in side if 0 <= end - by < len(forms) and forms[end - by]][:_LINES]
            # Of two lines of one form, the one nearer to the end is meant.
            for form, at in {forms[at]: at for at in reversed(filled)}.items():
                near[form].append(at)
        for form, places in near.items():
            if len(places) >= max(_FEWEST, _SHARE * len(ends)) and len(places) >= _MOSTLY * total[form]:
                running.update(places)
    return frozenset(running)


def _bare(line: str) -> str:
    """The words of a line, without the marks of Markdown's tables and headings."""
    return " ".join(line.replace("|", " ").replace("*", " ").lstrip("# \f").split())


def _run(places: Sequence[tuple[int, list[int]]], step: int) -> list[tuple[int, int]]:
    """The lines of one form with the number in them that numbers every page, or in steps of two every second one; none
    where none does."""
    if len(places) < _FEWEST:
        return []
    for column in range(len(places[0][1])):
        run = [(at, numbers[column]) for at, numbers in places]
        if _goes_on(run, step):
            return run
    return []


def _by_turns(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> list[tuple[int, int]]:
    run = sorted(one + other)
    return run if _goes_on(run, 1) else []


def _goes_on(run: Sequence[tuple[int, int]], step: int) -> bool:
    steps = [(at - before, number - last) for (before, last), (at, number) in pairwise(run)]
    if not all(0 < by <= _FARTHEST for _, by in steps):
        return False
    near = sum(by == step and _SHORTEST <= apart <= step * _LONGEST for apart, by in steps)
    return near >= _MOSTLY * len(steps)
