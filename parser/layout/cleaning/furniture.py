"""Page furniture: running heads, page numbers and the like, told by what stands on the same spot page after page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import field, replace
from itertools import chain, pairwise

from doelboom.parser.codes import NO_CODES, Codes
from doelboom.parser.dataclass import dataclass
from doelboom.parser.layout.lines import Line
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.tables import is_table_line
from doelboom.parser.vocabulary import is_figure, is_label_word, is_table_title, marked_level

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:p(?:agina|ag|\.)?\.?\s*)?[-–(\[]?\s*(\d{1,4})\s*(?:(?:/|van|of|-)\s*\d{1,4})?\s*[-–)\]]?", re.IGNORECASE
)
_NUMBERED = re.compile(r"(?:^|\s)(\d{1,4})\s?(?:/|van|of)\s?\d{1,4}$|\s(\d{1,4})$")


_FIGURES = 4
"""So many figures stand in a row of a table at least, or nearly."""


@dataclass(frozen=True, slots=True)
class _Outer:
    """A line near an edge of its page."""

    distance: float
    """From that edge."""
    text: str
    key: str
    """What its text keeps from page to page."""
    size: float
    body: bool
    """Whether its words are those of a report's body (a marker, a row of a table), repeated or not."""
    kept: bool
    """Whether it is body wherever it stands: a row of figures, a whole header, a marker above its heading."""
    short: bool
    """Whether it says less than a row of figures does: a marker, a label with a number. On one spot of nearly all pages
    that is furniture."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """The outermost lines of one page on one side, from the edge inwards."""

    page: int
    lines: tuple[_Outer, ...]


@dataclass(slots=True)
class _Repeats:
    """Where one text stands page after page."""

    anywhere: tuple[float, ...] = ()
    """The spots on which it is furniture, whatever its words are."""
    unless_body: tuple[float, ...] = ()
    """Those on which it is, if its words are not those of a report's body."""
    outweighing: tuple[float, ...] = ()
    """Those on which it is even where it could stand above its heading, or be a row."""


def _key(text: str, codes: Codes) -> str:
    """What a line's text keeps from page to page: its words, in any order, whatever the numbers.

    A line with a node's code keeps its numbers: "Beleidsdoelstelling SD10021" on page after page is a running head,
    but SD10021, SD10022 and SD10023 at the top of three pages are three headings. No heading is printed twice.
    """
    if codes.first_in(text):
        return text
    return " ".join(sorted(_DIGITS.sub("#", text).split()))


def _outermost(lines: Sequence[Line], height: float | None, codes: Codes) -> list[_Outer]:
    """Some lines near the top of a page, or (of a page of some height) near its bottom, from top to bottom."""
    bodies = [marked_level(line.text) is not None or is_table_line(line.text) for line in lines]
    found: list[_Outer] = []
    for at, line in enumerate(lines):
        kept = False
        if bodies[at]:
            announces = at + 1 < len(lines) and codes.is_code(lines[at + 1].words[0].text)
            kept = announces if marked_level(line.text) is not None else _is_of_table(lines, bodies, at)
        distance = line.y if height is None else height - line.y
        short = kept and _is_short(line)
        found.append(_Outer(distance, line.text, _key(line.text, codes), line.size, bodies[at], kept, short))
    return found


def _is_short(line: Line) -> bool:
    """Whether a line of a report's body says less than a row of figures, or a table's title, does."""
    return sum(is_figure(word.text) for word in line.words) < _FIGURES and not is_table_title(line.text)


def _is_of_table(lines: Sequence[Line], bodies: Sequence[bool], at: int) -> bool:
    """Whether a line is a row of figures, or of a header: together with lines above or below it has a table's title."""
    line = lines[at]
    if is_label_word(line.words[0].text) and any(is_figure(word.text) for word in line.words):
        return True
    first = last = at
    near = SETTINGS.header_pitch * line.size
    while first and bodies[first - 1] and lines[first].y - lines[first - 1].y < near:
        first -= 1
    while last + 1 < len(lines) and bodies[last + 1] and lines[last + 1].y - lines[last].y < near:
        last += 1
    return any(is_table_title(other.text) for other in lines[first : last + 1])


@dataclass(slots=True)
class Furniture:
    """Which lines of a document are furniture. First shown every page, then asked."""

    codes: Codes = NO_CODES
    """The codes of the document."""
    _edges: tuple[list[_Edge], list[_Edge]] = field(default_factory=lambda: ([], []))
    _pages: list[int] = field(default_factory=list)
    """The pages that have lines."""
    _only: dict[str, int] = field(default_factory=dict)
    """By text of a line with a code: the first page that has it, where it is the only line with that code there."""
    _gone: dict[tuple[int, int], int] = field(default_factory=dict)
    """By page and side (0 the top, 1 the bottom): how many lines are furniture."""
    _numbers: dict[int, int] = field(default_factory=dict)
    """By page that has lines: which of these it is."""

    def add(self, page: int, height: float, lines: Sequence[Line]) -> None:
        """Shows the lines of a page, top to bottom."""
        if not lines:
            return
        self._pages.append(page)
        most = SETTINGS.furniture_lines
        top = tuple(_outermost(lines[:most], None, self.codes))
        bottom = tuple(reversed(_outermost(lines[-most:], height, self.codes)))
        for line in (*top, *bottom):
            if (code := self.codes.first_in(line.text)) is not None and line.text not in self._only:
                alone = sum(code in other.text for other in lines) == 1
                self._only[line.text] = page if alone else 0
        self._edges[0].append(_Edge(page, top))
        self._edges[1].append(_Edge(page, bottom))

    def decide(self, pitch: float) -> None:
        """Decides for all pages; `pitch` is the line distance of running text, in em."""
        self._numbers = {page: at for at, page in enumerate(self._pages)}
        for side in (0, 1):
            edges = self._edges[side]
            repeats = self._repeats(edges)
            slots = self._slots(edges)
            for edge in edges:
                count = 0
                for at, line in enumerate(edge.lines):
                    # The first page that has a heading's text has the heading itself.
                    first = self._only.get(line.text) == edge.page
                    spot = not first and _is_on(repeats.get(line.key), line)
                    if not spot and at == 0 and not line.body and not first:
                        spot = _near(slots, line.distance, line.size)
                    if not spot:
                        break
                    count = at + 1
                self._gone[edge.page, side] = count or self._numbered(edge, pitch)

    def without(self, page: int, lines: Sequence[Line]) -> Sequence[Line]:
        """The lines of a page that are no furniture."""
        top, bottom = self._gone.get((page, 0), 0), self._gone.get((page, 1), 0)
        return lines[top : len(lines) - bottom] if top + bottom < len(lines) else ()

    def _repeats(self, edges: Sequence[_Edge]) -> dict[str, _Repeats]:
        """By key: the spots on which a line of that key is furniture."""
        places: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
        for edge in edges:
            for line in edge.lines:
                if not line.kept:
                    places[line.key].append((line.distance, line.size, edge.page))
        many = {key: spots for key, found in places.items() if len(found) > 1 and (spots := _by_spot(found))}
        repeats: dict[str, _Repeats] = {}
        heads = _PlacesOfHeads(edges)
        for key, found in many.items():
            usual = [spot for spot, pages in found.items() if self._is_usual(pages)]
            some = [spot for spot, pages in found.items() if self._goes_on(key, pages)]
            if self.codes.first_in(key) is not None:
                # Two pages can name a node on one spot by chance, where no other page has a head or foot.
                few = SETTINGS.furniture_pages
                some = [spot for spot in some if len(found[spot]) >= few or heads.has(spot)]
            if usual or some:
                repeats[key] = _Repeats(tuple(usual), tuple(some))
        for key, outweighing in self._outweighing(edges).items():
            repeats[key] = replace(repeats.get(key, _Repeats()), outweighing=outweighing)
        return repeats

    def _outweighing(self, edges: Sequence[_Edge]) -> dict[str, tuple[float, ...]]:
        """By key: the spots that short lines have on nearly all pages, so that no heading and no row makes them so."""
        places: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
        kept: dict[str, int] = defaultdict(int)
        for edge in edges:
            for line in edge.lines:
                if line.short or (line.body and not line.kept):
                    places[line.key].append((line.distance, line.size, edge.page))
                    kept[line.key] += line.kept
        least = max(SETTINGS.furniture_pages, SETTINGS.nearly_all * len(self._pages))
        found = {}
        for key, spots in places.items():
            # Where each node begins a page, its marker stands on one spot too, and always above a heading.
            if kept[key] and (kept[key] < len(spots) or marked_level(key) is None) and len(spots) >= least:
                found[key] = tuple(spot for spot, pages in _by_spot(spots).items() if len(pages) >= least)
        return found

    def _is_usual(self, pages: Sequence[int]) -> bool:
        """Whether a line stands on so many pages that it is furniture, whatever its words are."""
        count = len(self._pages)
        return len(pages) >= max(min(SETTINGS.furniture_pages, count), SETTINGS.usual_share * count, 2)

    def _goes_on(self, key: str, pages: Sequence[int]) -> bool:
        """Whether a line stands on enough pages one after another (or every other one, left or right)."""
        coded = self.codes.first_in(key) is not None
        enough = 2 if coded else SETTINGS.furniture_pages
        places = [self._numbers[page] for page in pages]
        steps = (1,) if coded else (1, 2)
        together = longest = 1
        inside = 0
        for before, after in pairwise([*places, places[-1] + 1_000]):
            if after - before in steps:
                together += 1
                continue
            longest = max(longest, together)
            inside += together if together > 1 else 0
            together = 1
        return longest >= enough and inside >= SETTINGS.together_share * len(places)

    def _slots(self, edges: Sequence[_Edge]) -> tuple[float, ...]:
        """The spots that are taken on most pages by words that stay for some pages: heads that name the section."""
        if len(self._pages) < SETTINGS.furniture_pages:
            return ()
        outermost = [(edge.lines[0].distance, edge.lines[0].size, edge.page) for edge in edges]
        slots = []
        for spot, pages in _by_spot(outermost).items():
            if len(pages) < SETTINGS.head_share * len(self._pages):
                continue
            keys = [
                None if line.body else line.key
                for edge in edges
                for line in edge.lines[:1]
                if _near((spot,), line.distance, line.size)
            ]
            repeats = sum(a == b is not None for a, b in pairwise(keys))
            if repeats >= SETTINGS.head_repeats * len(keys):
                slots.append(spot)
        return tuple(slots)

    def _numbered(self, edge: _Edge, pitch: float) -> int:
        """How many of the outermost lines, well apart from the rest, are furniture for the page's number among them.

        A lone number always is. In a short document, where nothing repeats, the lines around it are too.
        """
        block = 1
        for outer, inner in pairwise(edge.lines):
            if inner.distance - outer.distance > SETTINGS.number_pitch * pitch * max(outer.size, inner.size):
                break
            block += 1
        if block > SETTINGS.number_lines:
            return 0
        texts = [line.text.strip() for line in edge.lines[:block]]
        if all(_PAGE_NUMBER.fullmatch(text) for text in texts):
            return block
        numbers = [int(number) for text in texts for number in chain(*_NUMBERED.findall(text)) if number]
        return block if len(self._pages) < SETTINGS.furniture_pages and edge.page in numbers else 0


class _PlacesOfHeads:
    """The spots that hold lines that stay for some pages more often than others."""

    def __init__(self, edges: Sequence[_Edge]) -> None:
        self._edges = edges
        self._asked: dict[float, bool] = {}

    def has(self, spot: float) -> bool:
        """Whether a spot is one; no document has heads on more spots than a few."""
        if spot not in self._asked:
            self._asked[spot] = len(self._asked) < SETTINGS.most_head_spots and self._has(spot)
        return self._asked[spot]

    def _has(self, spot: float) -> bool:
        by_page = {}
        for edge in self._edges:
            for line in edge.lines:
                if _near((spot,), line.distance, line.size):
                    by_page[edge.page] = line.key
        stay = sum(a == b for (_, a), (_, b) in pairwise(sorted(by_page.items())))
        return stay >= SETTINGS.head_repeats * len(by_page)


def _is_on(repeats: _Repeats | None, line: _Outer) -> bool:
    """Whether a line stands where its text is furniture."""
    if repeats is None:
        return False
    if line.kept:
        return line.short and _near(repeats.outweighing, line.distance, line.size)
    if _near(repeats.anywhere, line.distance, line.size):
        return True
    return _near(repeats.outweighing if line.body else repeats.unless_body, line.distance, line.size)


def _by_spot(places: Sequence[tuple[float, float, int]]) -> dict[float, list[int]]:
    """Distances (with their em and their page) by the spot they share: the spot's first distance, and its pages."""
    pages: dict[float, list[int]] = {}
    spot: float | None = None
    for distance, size, page in sorted(places):
        if spot is None or distance - spot > SETTINGS.same_spot * size:
            spot = distance
        pages.setdefault(spot, []).append(page)
    return {spot: sorted(set(found)) for spot, found in pages.items()}


def _near(spots: Sequence[float], distance: float, size: float) -> bool:
    """Whether a distance is that of one of some spots, which are in order."""
    after = bisect_left(spots, distance)
    return any(abs(distance - spot) <= SETTINGS.same_spot * size for spot in spots[max(0, after - 1) : after + 1])
