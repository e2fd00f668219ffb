"""Where the cells of headings begin, learnt from all headings of a kind together, and the labels above them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from doelboom.parser.codes import NO_CODES, Codes
from doelboom.parser.dataclass import dataclass
from doelboom.parser.layout.headings.justified import runs_of
from doelboom.parser.layout.lines import Line, segments, text_of
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.vocabulary import ANY_DASH, DASHES, LEADERS, YEAR, marked_level

_IN_CONTENTS = re.compile(rf"(?:[{LEADERS}]{{2}}| )[{LEADERS} ]*\d+$")
"""How a line of the table of contents ends: in a page number."""

_PERIOD_BEGINS = re.compile(rf"{YEAR}\s*{ANY_DASH}")

USUAL_CELLS = {"project": 5, "plan": 4, "leaf": 2}
"""How many cells the headings of a kind have where none is empty: a project's title with code, status, phase, period
and service; a plan's code, title, period and entity; an action's title with code, and service."""


def kind_of(line: Line, codes: Codes) -> str:
    """The kind of heading that a line with its code begins: those of one kind have the same cells."""
    code = line.words[0].text
    if not codes.is_leaf(code):
        return "plan"
    # Where codes do not tell projects from actions, their cells do: only a project has one with its period.
    is_project = codes.is_project(code) if codes.tell_projects else _has_period(line)
    return "project" if is_project else "leaf"


def _has_period(line: Line) -> bool:
    """Whether a period begins behind white space that can part cells."""
    return any(
        word.x0 - before.x1 >= SETTINGS.narrowest_cell_gap * word.size
        and _PERIOD_BEGINS.match(text_of(line.words[at : at + 2])) is not None
        for at, (before, word) in enumerate(pairwise(line.words), start=1)
    )


@dataclass(frozen=True, slots=True)
class Places:
    """What all headings of a document show together. Lengths from the code's left edge."""

    starts: dict[str, tuple[float, ...]] = field(default_factory=dict)
    """By kind: where the cells behind the first one begin, if that is the same in most headings of the kind."""
    reach: dict[str, float] = field(default_factory=dict)
    """By kind: how far the text of the first cell reaches at most."""
    cells: dict[str, int] = field(default_factory=dict)
    """By kind: into how many cells wide white space parts most headings."""
    labels: frozenset[str] = frozenset()
    """The lines of labels that stand above headings ("Actie  Dienst")."""


class _Start(NamedTuple):
    """Where a word begins. Lengths from the code's left edge."""

    x0: float
    heading: int
    """The number of its heading."""
    before: float
    """Where the word before it ends."""
    wide: bool
    """Whether the white space before it is surely wider than between words."""


@dataclass(slots=True)
class _Kind:
    """The headings of one kind."""

    count: int = 0
    starts: list[_Start] = field(default_factory=list)
    """Where words begin behind white space that can part cells, on the line with the code and half a line off it."""
    below: list[_Start] = field(default_factory=list)
    """The same on the lines below."""
    cells: Counter[int] = field(default_factory=Counter)
    """Into how many cells wide white space parts a heading."""
    above: Counter[str] = field(default_factory=Counter)
    """The lines right above, where they can be labels."""


@dataclass(slots=True)
class LearningPlaces:
    """Collects the places of a document, a page at a time."""

    codes: Codes = NO_CODES
    narrowest: float = SETTINGS.narrowest_cell_gap
    """White space, in em, that can part cells."""
    _kinds: dict[str, _Kind] = field(default_factory=lambda: defaultdict(_Kind))

    def add(self, lines: Sequence[Line]) -> None:
        """Takes the lines of one page into account."""
        for at, line in enumerate(lines):
            first = line.words[0].text
            if not self.codes.is_code(first) or _IN_CONTENTS.search(line.text):
                continue
            kind = self._kinds[kind_of(line, self.codes)]
            kind.count += 1
            kind.cells[len(runs_of(line, SETTINGS.sure_cell_gap))] += 1
            kind.starts += self._starts(line, line.x0, kind.count)
            above = lines[at - 1 : at] if at and line.y - lines[at - 1].y < SETTINGS.half_line * line.size else ()
            for other in (*above, *self._below(lines, at)):
                beside = other.x0 > line.words[0].x1
                starts = [_Start(other.x0 - line.x0, kind.count, 0.0, wide=True)] if beside else []
                starts += self._starts(other, line.x0, kind.count)
                # A cell of more or fewer lines than the one with the code is set half a line off.
                is_off = 0 < abs(other.y - line.y) < SETTINGS.half_line * line.size
                (kind.starts if beside and is_off else kind.below).extend(starts)
            if at and _can_be_labels(lines[at - 1]):
                kind.above[lines[at - 1].text] += 1

    def _below(self, lines: Sequence[Line], at: int) -> Iterator[Line]:
        """The lines close below one with a code: those of its heading, and perhaps of what follows."""
        for before, line in pairwise(lines[at : at + SETTINGS.heading_lines]):
            if line.y - before.y > SETTINGS.heading_reach * line.size or self.codes.is_code(line.words[0].text):
                return
            yield line

    def _starts(self, line: Line, left: float, heading: int) -> Iterator[_Start]:
        """Where words of a heading begin behind white space that can part cells."""
        words = line.words
        if self.codes.is_code(words[0].text) and len(words) > 2 and words[1].text in DASHES:
            # Behind codes of one length a dash, and what follows it, stand on one place too.
            words = words[2:]
        for before, word in pairwise(words):
            if word.x0 - before.x1 >= self.narrowest * word.size:
                wide = word.x0 - before.x1 >= SETTINGS.sure_cell_gap * word.size
                yield _Start(word.x0 - left, heading, before.x1 - left, wide)

    def result(self, tolerance: float | None) -> Places:
        """What was learnt; starts no farther apart than `tolerance` are the same. None: they cannot be told."""
        starts: dict[str, tuple[float, ...]] = {}
        reach: dict[str, float] = {}
        labels: set[str] = set()
        # In justified text white space parts words too.
        cells = {name: min(kind.cells.most_common(1)[0][0], USUAL_CELLS[name]) for name, kind in self._kinds.items()}
        for name, kind in self._kinds.items():
            labels.update(text for text, count in kind.above.items() if _is_common(count, kind.count))
            if tolerance is None:
                continue
            known, most = kind.starts, USUAL_CELLS[name] - 1
            places = _stable(known, kind.count, tolerance)
            # A cell of one line stands lower than the code, beside the middle of a title of three.
            more = _stable([*known, *kind.below], kind.count, tolerance) if len(places) < most else ()
            if len(places) < len(more) <= most:
                known, places = [*known, *kind.below], more
            if places and len(places) >= cells[name] - 1:
                starts[name] = places
                reach[name] = max(start.before for start in known if abs(start.x0 - places[0]) <= tolerance)
        return Places(starts, reach, cells, frozenset(labels))


def _is_common(count: int, of: int) -> bool:
    return count >= max(SETTINGS.fewest_headings, SETTINGS.stable_share * of)


def _can_be_labels(line: Line) -> bool:
    """Whether a line can name the cells below it: words in cells, and no figure."""
    if marked_level(line.text) is not None or any(map(str.isdigit, line.text)):
        return False
    return len(segments(line, SETTINGS.sure_cell_gap)) > 1


def _stable(starts: Sequence[_Start], count: int, tolerance: float) -> tuple[float, ...]:
    """The places at which most of so many headings have a cell begin, from left to right."""
    places: list[float] = []
    group: list[_Start] = []
    for start in [*sorted(starts), _Start(float("inf"), 0, 0.0, wide=False)]:
        if group and start.x0 - group[0].x0 > tolerance:
            if _is_common(len({other.heading for other in group}), count) and not _follows(group, tolerance):
                # Where programs round, they do so to either side.
                places.append(median(other.x0 for other in group))
            group = []
        group.append(start)
    return tuple(places)


def _follows(group: Sequence[_Start], tolerance: float) -> bool:
    """Whether words begin on one place because the same words stand before them, as in "2020 - 2027"."""
    if any(start.wide for start in group):
        return False
    ends = [start.before for start in group]
    return max(ends) - min(ends) <= tolerance
