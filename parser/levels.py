"""The levels of a document: the words that it has for them, and in which order they stand above each other.

The field's own words have their order. A word that stands before every code of one kind is one as well, whatever it
is; its place among the others is where it first stands, since a document names no node before what that belongs to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import lru_cache
from typing import NamedTuple

from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Level
from doelboom.parser.shapes import Shape
from doelboom.parser.vocabulary import (
    LEAVES,
    LEVEL_WORDS,
    PLANS,
    UNTIL,
    YEAR,
    is_header_word,
    is_label_word,
    is_table_title,
    marked_level,
)

_ORDER = (
    "strategische doelstelling",
    "beleidsdoelstelling",
    "operationele doelstelling",
    "actieplan",
    "actie",
    "project",
    "deelactie",
    "deelproject",
)
"""The field's words, the first above the next."""
PARTS = ("deelactie", "deelproject")
"""What is called a part of the level above it."""
_USUAL = {
    Level.SD: "beleidsdoelstelling",
    Level.OD: "actieplan",
    Level.PO: "actieplan",
    Level.AC: "actie",
    Level.PR: "project",
}
_KINDS = (Level.SD, Level.OD, Level.AC, Level.PR)
_FEWEST = 2
"""So many codes behind one word are no accident."""
_SHARE = 0.8
"""Of the codes of a kind that begin a line, so many have the word that is theirs."""
_LONGEST = 40
"""More characters than a word for a level takes."""
PERIOD = re.compile(rf"{YEAR}{UNTIL}{YEAR}")
"""The pattern of a period, which plans and projects have."""
_CELLS_OF_A_PLAN = 2
"""As many stand before the period in a plan's heading: its code, its title."""
WORDS = r"[A-Z][^\W\d_]+(?:[ -][^\W\d_]+){0,2}"
"""The pattern of a word, or some, that may be a level's."""
_MARKER = re.compile(WORDS)
_PAGE_NUMBER = re.compile(r"[\s.…][0-9]{1,4}$")


class Rung(NamedTuple):
    """One level of a document."""

    level: Level
    rank: float
    """The lower, the farther up."""
    word: str | None = None
    """What the document calls one node of it, in small letters."""


def rung_of(level: Level, word: str | None = None) -> Rung:
    """The rung of a level that is called by one of the field's words, or by none."""
    kind = LEVEL_WORDS.get(word or "")
    if word is not None and kind is not None and kind in (level, _kind(level)):
        known = word if word in _ORDER else next((one for one in _ORDER if word.endswith(one)), _USUAL[level])
        return Rung(level, _ORDER.index(known), word)
    return Rung(level, _ORDER.index(_USUAL[level]), None)


@dataclass(slots=True)
class _Kind:
    """Codes of one kind, as lines begin with them."""

    words: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    """The codes behind each word."""
    codes: dict[str, None] = field(default_factory=dict)
    on_line: dict[str, None] = field(default_factory=dict)
    """Those before which a word stands on their own line."""
    place: int | None = None
    """Where the first stands, the table of contents left out."""


@dataclass(slots=True)
class Names:
    """What lines tell of words that may be a document's own for its levels, by the kind of their codes."""

    kinds: dict[Shape, _Kind] = field(default_factory=lambda: defaultdict(_Kind))
    _line: int = 0

    def hear(self, kind: Shape, code: str, word: str | None, line: str) -> None:
        """Takes a code into account that begins a line, or stands behind a word that does."""
        self._line += 1
        known = self.kinds[kind]
        known.codes.setdefault(code)
        if word is not None:
            known.words[word.casefold()].setdefault(code)
            if not line.startswith(code):
                known.on_line.setdefault(code)
        if known.place is None and _PAGE_NUMBER.search(line) is None:
            known.place = self._line

    def prefixed(self, levels: Mapping[Shape, Level]) -> set[Level]:
        """The levels before nearly all codes of which a word stands on their line; `levels` has those of the kinds."""
        found: set[Level] = set()
        for together in ((Level.SD,), PLANS, LEAVES):
            kinds = [known for kind, known in self.kinds.items() if levels.get(kind) in together]
            on_line, codes = sum(len(known.on_line) for known in kinds), sum(len(known.codes) for known in kinds)
            if on_line >= max(_FEWEST, _SHARE * codes):
                found.update(together)
        return found

    def learnt(self, told: Mapping[Shape, Rung]) -> dict[Shape, Rung]:
        """The rungs of kinds of which nothing else tells the level; `told` has those of which something does."""
        words = {kind: _word_of(known) for kind, known in self.kinds.items() if kind not in told}
        new = {kind: word for kind, word in words.items() if word is not None}
        if not new:
            return {}
        places = {kind: self.kinds[kind].place for kind in (*new, *told) if kind in self.kinds}
        order = sorted(
            (place, number, kind) for number, (kind, place) in enumerate(places.items()) if place is not None
        )
        found: dict[Shape, Rung] = {}
        for at, (_place, _number, kind) in enumerate(order):
            if kind in new:
                before = [rung for *_, other in order[:at] if (rung := told.get(other) or found.get(other))]
                after = [rung for *_, other in order[at + 1 :] if (rung := told.get(other))]
                found[kind] = _between(before, after, new[kind])
        return found


def _word_of(kind: _Kind) -> str | None:
    """The word that is that of a kind of codes; None where there is none."""
    word, codes = max(kind.words.items(), key=lambda entry: len(entry[1]), default=("", {}))
    if len(codes) < _FEWEST or len(codes) < _SHARE * len(kind.codes):
        return None
    return word if may_be_a_name(word.capitalize()) else None


def _between(before: Iterable[Rung], after: Iterable[Rung], word: str) -> Rung:
    """The rung of a word that stands below some and above others."""
    upper, lower = max(before, key=_rank, default=None), min(after, key=_rank, default=None)
    if upper is None:
        return Rung(Level.SD, (lower.rank if lower is not None else 1) - 1, word)
    above = _KINDS.index(_kind(upper.level))
    if lower is None or lower.rank <= upper.rank:
        return Rung(_KINDS[min(above + 1, len(_KINDS) - 1)], upper.rank + 1, word)
    below = _KINDS.index(_kind(lower.level))
    # Between an objective and a plan, or a plan and an action, it is one more plan.
    if above + 1 < below:
        level = _KINDS[above + 1]
    else:
        level = Level.OD if above < below == _KINDS.index(Level.AC) else _KINDS[below]
    return Rung(level, (upper.rank + lower.rank) / 2, word)


def _kind(level: Level) -> Level:
    return Level.OD if level is Level.PO else level


def _rank(rung: Rung) -> float:
    return rung.rank


def may_be_a_name(text: str) -> bool:
    """Whether a line can be a word for a level, above the code of a node: no word of a table, no sentence."""
    if len(text) > _LONGEST:
        return False
    text = text.rstrip(" :")
    if _MARKER.fullmatch(text) is None or marked_level(text) is not None:
        return False
    words = text.split()
    if any(word.casefold() in LEVEL_WORDS for word in words):
        return False
    return not is_table_title(text) and not any(is_header_word(word) or is_label_word(word) for word in words)


def level_of_heading(text: str) -> Level:
    """The level of a heading by its cells: a plan has its period, a project has its status and phase before it."""
    cells = [cell.strip() for cell in text.split("\t")]
    at = next((at for at, cell in enumerate(cells) if PERIOD.fullmatch(cell)), None)
    if at is None:
        return Level.AC
    # A plan's code stands in a cell of its own, or is set off from the title behind it.
    return Level.OD if at <= _CELLS_OF_A_PLAN else Level.PR


def announced(text: str) -> Level | None:
    """The level that a line announces, be it with an objective's word."""
    return _level_announced(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=1024)
def _level_announced(text: str) -> Level | None:
    level = marked_level(text)
    if level is not None:
        return level
    word = text.rstrip(" :").casefold()
    return LEVEL_WORDS.get(word, LEVEL_WORDS.get(word.removesuffix("en")))
