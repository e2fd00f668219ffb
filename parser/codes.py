"""What the codes of a document look like, which level each kind of code has: learnt from the document.

Every city has codes of its own (SD10021, BD000002, 3LOW0305, "BD 90" above 90.1). The words around them tell them apart
from other words: "Beleidsdoelstelling" before one, a line "Actieplan" or "Acties" above one, the table of contents.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from doelboom.parser.records import Level
from doelboom.parser.vocabulary import ANY_DASH, LEAVES, LEVEL_WORDS, PLANS, YEAR, bare_code, marked_level, singular

CODE = r"(?:[A-Z]{1,4} [0-9]{1,4}|[0-9A-Z]{0,9}[0-9][0-9A-Z]{0,9}(?:[.-][0-9][0-9A-Z]{0,5}){0,4})(?!\w|[.,]\w)"
"""The pattern of anything that can be a code: capitals and digits, a digit among them."""

_TOKEN = re.compile(CODE)
_ANY = re.compile(r"\b[A-Z]{1,4}[0-9]{2,8}\b")
_NAMED = re.compile(
    rf"(?P<word>(?i:{'|'.join(LEVEL_WORDS)}))\s*:?\s+(?P<code>{CODE})(?P<rest>\s*(?:{ANY_DASH}|:)|\s*$|\s)"
)
_TITLED = re.compile(
    rf"(?P<code>[A-Z]{{1,4}}[0-9]{{3,8}}|[0-9][A-Z]{{2,4}}[0-9]{{2,8}})(?:\s*(?:{ANY_DASH}|:)\s*\w|\t)"
)
_LISTED = re.compile(rf"(?P<code>{CODE})\s*(?:{ANY_DASH}|:)\s*\S.*?[\s.…]([0-9]{{1,4}})$")
_MAY_TELL = re.compile(rf"(?i:{'|'.join(LEVEL_WORDS)})\b|[A-Z]{{1,4}} [0-9]|[0-9A-Z]{{0,9}}[0-9]")
"""What begins a line that says something of a code."""
_PERIOD = re.compile(rf"{YEAR}\s*(?:{ANY_DASH}|tot|t/m)\s*{YEAR}")
_PARTS = re.compile(r"[0-9]+|[A-Z]+|[^0-9A-Z]+")
_NUMBER = re.compile(r"[0-9]+")
_HAS_LETTERS = re.compile(r"[A-Z]")
_FEWEST = 2
"""So many codes of a kind are no accident."""
_MIXED = 5
"""Where one code in so many is an action's, projects have no codes of their own."""
_LONGEST = 400
"""More characters of a line say nothing of codes."""
_DIGITS = range(2, 9)
"""How many digits a code has behind letters that tell its level by themselves."""
_FIRST_LETTER_OF_PROJECT = "P"


class _Shape(NamedTuple):
    """What codes of one kind have in common."""

    kind: str
    """The letters, digits as ``#``: "AC#", "#.#". Behind a first digit the letters are any: "#@#"."""
    digits: tuple[int, ...]
    """How many digits there are in each place."""

    @property
    def letters(self) -> str:
        """The letters of a code that begins with them, and has nothing but digits behind; else nothing."""
        return self.kind[:-1] if self.kind[:-1].isalpha() else ""


def _shape(code: str) -> _Shape:
    parts = _PARTS.findall(code)
    numeric = code[:1].isdigit()
    kind = "".join("#" if part.isdigit() else "@" if numeric and part.isalpha() else part for part in parts)
    return _Shape(kind, tuple(len(part) for part in parts if part.isdigit()))


@dataclass(frozen=True)
class Codes:
    """The codes of a document."""

    known: Mapping[str, Level] = field(default_factory=dict)
    """Those that words around them name, with their level."""
    shapes: Mapping[_Shape, Level] = field(default_factory=dict)
    words: Mapping[Level, str] = field(default_factory=dict)
    """What the document calls the levels, in small letters: one of each."""

    @cached_property
    def _kinds(self) -> dict[str, set[Level]]:
        kinds: dict[str, set[Level]] = defaultdict(set)
        for shape, level in self.shapes.items():
            kinds[shape.kind].add(level)
        return kinds

    @cached_property
    def tell_projects(self) -> bool:
        """Whether projects have codes of a kind of their own."""
        return Level.PR in self.shapes.values()

    @cached_property
    def _levels(self) -> dict[str, Level | None]:
        """By text: what was asked before."""
        return {}

    @cached_property
    def _firsts(self) -> dict[str, str | None]:
        """By text: the first code in it, as far as that was asked before."""
        return {}

    @cached_property
    def _numbers(self) -> frozenset[str]:
        """What numeric codes can begin with: the numbers of the objectives, and all codes."""
        numbers = {
            number for code, level in self.known.items() if level is Level.SD for number in _NUMBER.findall(code)
        }
        return frozenset({*numbers, *self.known})

    def level_of(self, text: str) -> Level | None:
        """The level of a code; None for what is none."""
        if text not in self._levels:
            self._levels[text] = self._level_of(text)
        return self._levels[text]

    def _level_of(self, code: str) -> Level | None:
        if code in self.known:
            return self.known[code]
        if len(code) < 3 or _TOKEN.fullmatch(code) is None:
            return None
        shape = _shape(code)
        if not _HAS_LETTERS.search(code) and code.rpartition(".")[0] not in self._numbers:
            return None
        if shape in self.shapes:
            return self.shapes[shape]
        letters = shape.letters
        if not letters or shape.digits[0] not in _DIGITS:
            return self._by_growth(shape)
        for kind in (shape.kind, f"{letters[:-1]}#"):
            # One letter more tells kinds of one level apart: ACD3411 among AC34834.
            levels = self._kinds.get(kind, set())
            if len(levels) == 1 and len(kind) > 2:
                return next(iter(levels))
        return None

    def _by_growth(self, shape: _Shape) -> Level | None:
        """The level of a numeric code whose last number only grew by a digit: 90.10 after 90.9."""
        if not shape.digits:
            return None
        for by in (-1, 1):
            other = shape._replace(digits=(*shape.digits[:-1], shape.digits[-1] + by))
            if other.kind != "#@#" and other in self.shapes:
                return self.shapes[other]
        return None

    def is_code(self, text: str) -> bool:
        """Whether a word is the code of a node, perhaps with the colon that follows it."""
        return self.level_of(bare_code(text)) is not None

    def is_leaf(self, text: str) -> bool:
        """Whether a word is an action's or a project's code."""
        return self.level_of(bare_code(text)) in LEAVES

    def is_project(self, text: str) -> bool:
        """Whether a word is a project's code."""
        return self.level_of(bare_code(text)) is Level.PR

    def first_in(self, text: str) -> str | None:
        """The first code in a text; where no code is known, the first word that can be one."""
        if text not in self._firsts:
            self._firsts[text] = self._first_in(text)
        return self._firsts[text]

    def _first_in(self, text: str) -> str | None:
        if not self.shapes:
            match = _ANY.search(text)
            return match[0] if match is not None else None
        if _NUMBER.search(text) is None:
            return None
        return next((word for match in _TOKEN.finditer(text) if self.level_of(word := match[0]) is not None), None)


NO_CODES = Codes()
"""Those of a document of which nothing is known."""


def learnt(lines: Iterable[str]) -> Codes:
    """The codes of a document, from the texts of its lines, with tabs between their cells as far as these are known."""
    learner = _Learner()
    for line in lines:
        if text := line.strip():
            learner.hear(text[:_LONGEST])
    codes = _codes(learner.votes, learner.listed, learner.titled)
    return replace(codes, words={level: words.most_common(1)[0][0] for level, words in learner.words.items()})


@dataclass(slots=True)
class _Learner:
    """What the lines so far tell of the codes."""

    votes: dict[str, Counter[Level]] = field(default_factory=lambda: defaultdict(Counter))
    listed: dict[str, None] = field(default_factory=dict)
    """The codes of the table of contents."""
    titled: list[str] = field(default_factory=list)
    """What stands before a title, with no word that tells its level."""
    words: dict[Level, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """What the levels are called."""
    _marker: Level | None = None
    """The level that the line before announced."""

    def hear(self, text: str) -> None:
        """Takes a line into account."""
        marker, self._marker = self._marker, marked_level(text)
        if self._marker is not None:
            self.words[self._marker][singular(text)] += 1
        elif _MAY_TELL.match(text) is None:
            # Most lines are running text, or a table's.
            return
        elif match := _NAMED.match(text):
            self._hear_named(match, text)
        elif match := _LISTED.match(text):
            self.listed.setdefault(match["code"])
        elif marker is not None and (match := _TOKEN.match(text)):
            self._hear_marked(match[0], text[match.end() :], marker)
        elif match := _TITLED.match(text):
            self.titled.append(match["code"])

    def _hear_named(self, match: re.Match[str], text: str) -> None:
        code, level = match["code"], LEVEL_WORDS[match["word"].casefold()]
        sure = bool(match["rest"].strip()) or match.end() == len(text)
        if _is_plausible(code, sure=sure) or (level is Level.SD and sure):
            self.votes[code][level] += 2
            self.words[level][match["word"].casefold()] += 1

    def _hear_marked(self, code: str, rest: str, level: Level) -> None:
        if not _is_plausible(code, sure=rest[:1] in "\t" or not bare_code(rest.strip()[:1])):
            return
        self.votes[code][level] += 1
        if level is Level.AC and any(_PERIOD.fullmatch(cell.strip()) for cell in rest.split("\t")):
            # Only projects print their period.
            self.votes[code][Level.PR] += 2


def _is_plausible(code: str, *, sure: bool) -> bool:
    """Whether a word can be a code: letters and digits; numbers with points between them where a title is set off."""
    if re.fullmatch(YEAR, code):
        return False
    return len(code) >= 2 and (bool(_HAS_LETTERS.search(code)) or (sure and "." in code))


def _codes(votes: Mapping[str, Counter[Level]], listed: Iterable[str], titled: Iterable[str]) -> Codes:
    known = {code: counts.most_common(1)[0][0] for code, counts in votes.items()}
    for code in listed:
        # The contents list objectives and plans; the objectives are named in the text.
        if code not in known and _is_plausible(code, sure=True):
            known[code] = Level.OD
    by_shape: dict[_Shape, Counter[Level]] = defaultdict(Counter)
    for code, level in known.items():
        by_shape[_shape(code)][level] += 1
    shapes = {shape: _commonest(counts) for shape, counts in by_shape.items()}
    enough = {level for counts in by_shape.values() for level, count in counts.items() if count >= _FEWEST}
    told = {shape.kind for shape in shapes}
    for code in titled:
        if _shape(code).kind not in told:
            shapes.setdefault(_shape(code), Level.AC)
    shapes = {shape: _of_projects(shape, level) for shape, level in shapes.items() if _is_kept(shape, by_shape, enough)}
    return Codes({code: shapes[_shape(code)] for code in known if _shape(code) in shapes}, shapes)


def _commonest(counts: Counter[Level]) -> Level:
    """The level of most codes of a shape; where actions and projects share it, their headings tell them apart."""
    level = counts.most_common(1)[0][0]
    mixed = level is Level.PR and _MIXED * counts[Level.AC] >= counts[Level.PR]
    return Level.AC if mixed else level


def _is_kept(shape: _Shape, by_shape: Mapping[_Shape, Counter[Level]], enough: Container[Level]) -> bool:
    """Whether codes of a shape are no accident: a word like CO2 below a line "Acties".

    Args:
        shape: the shape.
        by_shape: how many codes of each shape there are, by level.
        enough: the levels of which some shape has enough codes.
    """
    counts = by_shape.get(shape)
    if counts is None or sum(counts.values()) >= _FEWEST or sum(shape.digits) > 2 or "." in shape.kind:
        return True
    level = counts.most_common(1)[0][0]
    return level is Level.SD or level not in enough


def _of_projects(shape: _Shape, level: Level) -> Level:
    """The level, told apart by the letter that "project" begins with where the words around say no more."""
    if not shape.letters.startswith(_FIRST_LETTER_OF_PROJECT):
        return level
    if level in PLANS:
        return Level.PO
    return Level.PR if level is Level.AC else level
