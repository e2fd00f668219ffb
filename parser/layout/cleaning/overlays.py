"""What is printed over or beside the pages and is no part of their text: a word across every page, numbered lines."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import compress, pairwise
from operator import not_

from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.words import Page

_Spot = tuple[str, int, int]
"""A large word's text, and where it begins."""
_MOST_DIGITS = 6
"""Of the number of a line: more are none, whatever Python makes of them."""


def without_overlays(pages: Sequence[Page]) -> list[Page]:
    """The pages, without what is no part of their text; the very same ones where there is nothing of the kind."""
    filled = [page for page in pages if page.boxes]
    large = [_large_words(page) for page in filled]
    stamped = _stamped(large)
    numbers = [_margin_numbers(page) for page in filled]
    numbered = sum(map(bool, numbers)) >= max(SETTINGS.usual_share * len(filled), min(2, len(filled)))
    gone: dict[int, set[int]] = {}
    for page, words, margin in zip(filled, large, numbers, strict=True):
        indices = {at for spot, at in words if spot in stamped}
        if numbered:
            indices.update(margin)
        if indices:
            gone[page.number] = indices
    return [_without(page, gone[page.number]) if page.number in gone else page for page in pages]


def _without(page: Page, indices: set[int]) -> Page:
    texts = page.texts.split("\n")
    kept = [at for at in range(len(texts)) if at not in indices]
    boxes = array("f", (value for at in kept for value in page.boxes[4 * at : 4 * at + 4]))
    return replace(page, texts="\n".join([texts[at] for at in kept]), boxes=boxes)


def _large_words(page: Page) -> list[tuple[_Spot, int]]:
    """The words of a page in much larger type than most of it, by place, with their index."""
    sizes = page.boxes[3::4].tolist()
    largest = max(sizes)
    if largest < SETTINGS.stamp_size * min(sizes):
        return []
    least = SETTINGS.stamp_size * sorted(sizes)[len(sizes) // 2]
    if largest < least:
        return []
    texts = page.texts.split("\n")
    return [
        ((texts[at], round(page.boxes[4 * at]), round(page.boxes[4 * at + 2])), at)
        for at, size in enumerate(sizes)
        if size >= least
    ]


def _stamped(large: Iterable[Iterable[tuple[_Spot, int]]]) -> set[_Spot]:
    """The words that stand on the same spot of most pages."""
    pages = list(large)
    counts = Counter(spot for words in pages for spot in {spot for spot, _ in words})
    enough = max(SETTINGS.furniture_pages, SETTINGS.head_share * len(pages))
    return {spot for spot, count in counts.items() if count >= enough}


def _margin_numbers(page: Page) -> list[int]:
    """The indices of the numbers that count a page's lines, left or right of all that it says; [] where none do."""
    texts = page.texts.split("\n")
    starts, ends = page.boxes[0::4], page.boxes[1::4]
    first, last, wide = min(starts), max(ends), SETTINGS.line_number_width
    if not (texts[starts.index(first)].isdecimal() or texts[ends.index(last)].isdecimal()):
        return []
    sizes = page.boxes[3::4]
    numbers = [at for at in compress(range(len(texts)), map(str.isdecimal, texts)) if len(texts[at]) <= _MOST_DIGITS]
    on_left = [at for at in numbers if starts[at] - first < wide * sizes[at]]
    on_right = [at for at in numbers if last - ends[at] < wide * sizes[at]]
    if max(len(on_left), len(on_right)) < SETTINGS.fewest_line_numbers:
        return []
    others = list(compress(range(len(texts)), map(not_, map(str.isdecimal, texts))))
    if not others:
        return []
    left, right = min([starts[at] for at in others]), max([ends[at] for at in others])
    for beside in (
        [at for at in on_left if ends[at] < left],
        [at for at in on_right if starts[at] > right],
    ):
        beside.sort(key=lambda at: page.boxes[4 * at + 2])
        steps = {int(texts[after]) - int(texts[before]) for before, after in pairwise(beside)}
        if len(beside) >= SETTINGS.fewest_line_numbers and len(steps) == 1 and steps.pop() > 0:
            return beside
    return []
