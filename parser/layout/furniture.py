"""Page furniture: running heads, page numbers and the like, told by what stands on the same spot page after page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from doelboom.parser.codes import NO_CODES, Codes
from doelboom.parser.layout.lines import Line
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.tables import is_table_line
from doelboom.parser.vocabulary import marked_level

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:p(?:agina|ag|\.)?\.?\s*)?[-–(\[]?\s*(\d{1,4})\s*(?:(?:/|van|of|-)\s*\d{1,4})?\s*[-–)\]]?", re.IGNORECASE
)
_NUMBERED = re.compile(r"(?:^|\s)(\d{1,4})\s?(?:/|van|of)\s?\d{1,4}$|\s(\d{1,4})$")


@dataclass(frozen=True, slots=True)
class Edge:
    """The outermost lines of one page on one side, from the edge inwards: distance from that edge, and text."""

    page: int
    lines: tuple[tuple[float, str, float], ...]
    """Distance, text, em."""


def _key(text: str, codes: Codes) -> str:
    """What a line's text keeps from page to page: its words, in any order, whatever the numbers.

    A line with a node's code keeps its numbers: "Beleidsdoelstelling SD10021" on page after page is a running head,
    but SD10021, SD10022 and SD10023 at the top of three pages are three headings. No heading is printed twice.
    """
    if codes.first_in(text):
        return text
    return " ".join(sorted(_DIGITS.sub("#", text).split()))


def _is_body(text: str) -> bool:
    """Whether a line is so much a part of a report's body (a marker, a row of a table) that repeating it does not make
    it furniture."""
    return marked_level(text) is not None or is_table_line(text)


@dataclass(slots=True)
class Furniture:
    """Which lines of a document are furniture. First shown every page, then asked."""

    codes: Codes = NO_CODES
    """The codes of the document."""
    _edges: tuple[list[Edge], list[Edge]] = field(default_factory=lambda: ([], []))
    _pages: int = 0
    _only: dict[str, int] = field(default_factory=dict)
    """By text of a line with a code: the first page that has it, where it is the only line with that code there."""
    _gone: dict[tuple[int, int], int] = field(default_factory=dict)
    """By page and side (0 the top, 1 the bottom): how many lines are furniture."""

    def add(self, page: int, height: float, lines: Sequence[Line]) -> None:
        """Shows the lines of a page, top to bottom."""
        if not lines:
            return
        self._pages += 1
        top = tuple((line.y, line.text, line.size) for line in lines[: SETTINGS.furniture_lines])
        bottom = tuple((height - line.y, line.text, line.size) for line in reversed(lines[-SETTINGS.furniture_lines :]))
        for _, text, _ in (*top, *bottom):
            if (code := self.codes.first_in(text)) is not None and text not in self._only:
                alone = sum(code in line.text for line in lines) == 1
                self._only[text] = page if alone else 0
        self._edges[0].append(Edge(page, top))
        self._edges[1].append(Edge(page, bottom))

    def decide(self, pitch: float) -> None:
        """Decides for all pages; `pitch` is the line distance of running text, in em."""
        for side in (0, 1):
            edges = self._edges[side]
            common = self._common(edges)
            slots = self._slots(edges)
            for edge in edges:
                count = 0
                for at, (distance, text, size) in enumerate(edge.lines):
                    # The first page that has a heading's text has the heading itself.
                    spot = self._only.get(text) != edge.page and _near(
                        common.get(_key(text, self.codes), ()), distance, size
                    )
                    if not spot and at == 0 and not _is_body(text) and self._only.get(text) != edge.page:
                        spot = _near(slots, distance, size)
                    if not spot:
                        break
                    count = at + 1
                self._gone[edge.page, side] = count or self._numbered(edge, pitch)

    def without(self, page: int, lines: Sequence[Line]) -> Sequence[Line]:
        """The lines of a page that are no furniture."""
        top, bottom = self._gone.get((page, 0), 0), self._gone.get((page, 1), 0)
        return lines[top : len(lines) - bottom] if top + bottom < len(lines) else ()

    def _common(self, edges: Sequence[Edge]) -> dict[str, tuple[float, ...]]:
        """By key: the spots on which enough pages have a line of that key."""
        spots: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for edge in edges:
            for distance, text, size in edge.lines:
                if not _is_body(text):
                    spots[_key(text, self.codes)].append((distance, size))
        usual = max(min(SETTINGS.furniture_pages, self._pages), SETTINGS.furniture_share * self._pages, 2)
        common: dict[str, tuple[float, ...]] = {}
        for key, places in spots.items():
            enough = 2 if self.codes.first_in(key) else usual
            if len(places) >= enough:
                common[key] = tuple(at for at, count in _clusters(places).items() if count >= enough)
        return common

    def _slots(self, edges: Sequence[Edge]) -> tuple[float, ...]:
        """The spots that are taken on most pages by words that stay for some pages: heads that name the section."""
        if self._pages < SETTINGS.furniture_pages:
            return ()
        clusters = _clusters([(edge.lines[0][0], edge.lines[0][2]) for edge in edges])
        slots = []
        for spot, count in clusters.items():
            if count < SETTINGS.head_share * self._pages:
                continue
            keys = [
                None if _is_body(text) else _key(text, self.codes)
                for edge in edges
                for distance, text, size in edge.lines[:1]
                if _near((spot,), distance, size)
            ]
            repeats = sum(a == b is not None for a, b in pairwise(keys))
            if repeats >= SETTINGS.head_repeats * len(keys):
                slots.append(spot)
        return tuple(slots)

    def _numbered(self, edge: Edge, pitch: float) -> int:
        """How many of the outermost lines, well apart from the rest, are furniture for the page's number among them.

        A lone number always is. In a short document, where nothing repeats, the lines around it are too.
        """
        block = 1
        for outer, inner in pairwise(edge.lines):
            if inner[0] - outer[0] > SETTINGS.number_pitch * pitch * max(outer[2], inner[2]):
                break
            block += 1
        if block > SETTINGS.number_lines:
            return 0
        texts = [text.strip() for _, text, _ in edge.lines[:block]]
        if all(_PAGE_NUMBER.fullmatch(text) for text in texts):
            return block
        numbers = [int(number) for text in texts for number in chain(*_NUMBERED.findall(text)) if number]
        return block if self._pages < SETTINGS.furniture_pages and edge.page in numbers else 0


def _clusters(places: Sequence[tuple[float, float]]) -> Counter[float]:
    """Distances (with their em) by the spot they share: the first distance of each spot, with its count."""
    counts: Counter[float] = Counter()
    spot: float | None = None
    for distance, size in sorted(places):
        if spot is None or distance - spot > SETTINGS.same_spot * size:
            spot = distance
        counts[spot] += 1
    return counts


def _near(spots: Sequence[float], distance: float, size: float) -> bool:
    return any(abs(distance - spot) <= SETTINGS.same_spot * size for spot in spots)
