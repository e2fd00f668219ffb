"""What the codes of a document look like, which level each kind of code has: learnt from the document.

Every city has codes of its own (SD10021, BD000002, 3LOW0305, "BD 90" above 90.1). The words around them tell them apart
from other words: "Beleidsdoelstelling" before one, a line "Actieplan" or "Acties" above one, the table of contents.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import field, replace
from functools import cached_property

from doelboom.parser.dataclass import dataclass
from doelboom.parser.levels import PERIOD, WORDS, Names, Rung, announced, level_of_heading, may_be_a_name, rung_of
from doelboom.parser.records import Level
from doelboom.parser.shapes import CODE, Shape, may_hold_code, shape_of
from doelboom.parser.vocabulary import (
    ANY_DASH,
    DASHES,
    LEAVES,
    LEVEL_WORDS,
    PLANS,
    YEAR,
    bare_code,
    read_objective,
    singular,
)

_TOKEN = re.compile(CODE)
_ANY = re.compile(r"\b[A-Z]{1,4}[0-9]{2,8}\b")
_NAMED = re.compile(
    rf"(?P<word>(?i:{'|'.join(LEVEL_WORDS)}))\s*:?\s+(?P<code>{CODE})(?P<rest>\s*(?:{ANY_DASH}|:)|\s*$|\s)"
)
_CALLED = re.compile(rf"(?:(?P<word>{WORDS})\s*:?\s+)?(?P<code>{CODE})(?:\s*(?:{ANY_DASH}|:)\s*\S|\t|\s*$)")
"""What may be a word of the document's own before a code that is set off."""
_AMOUNT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_TITLED = re.compile(
    rf"(?P<code>[A-Z]{{1,4}}[0-9]{{3,8}}|[0-9][A-Z]{{2,4}}[0-9]{{2,8}})(?:\s*(?:{ANY_DASH}|:)\s*\w|\t)"
)
_LISTED = re.compile(rf"(?P<code>{CODE})\s*(?:{ANY_DASH}|:)\s*\S.*?[\s.…]([0-9]{{1,4}})$")
_MAY_TELL = re.compile(rf"(?i:{'|'.join(LEVEL_WORDS)})\b|[A-Z]{{1,4}} [0-9]|[0-9A-Z]{{0,9}}[0-9]")
"""What begins a line that says something of a code."""
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


@dataclass(frozen=True)
class Codes:
    """The codes of a document."""

    known: Mapping[str, Level] = field(default_factory=dict)
    """Those that words around them name, with their level."""
    shapes: Mapping[Shape, Level] = field(default_factory=dict)
    words: Mapping[Level, str] = field(default_factory=dict)
    """What the document calls the levels, in small letters: one of each."""
    rungs: Mapping[Shape, Rung] = field(default_factory=dict)
    """Where in the order of the levels the codes of each shape stand."""
    names: Mapping[str, Rung] = field(default_factory=dict)
    """The words for levels that are this document's own, in small letters."""
    prefixed: frozenset[Level] = frozenset()
    """The levels, but for objectives, before nearly all codes of which a word for their level stands."""

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
        shape = shape_of(code)
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

    def _by_growth(self, shape: Shape) -> Level | None:
        """The level of a numeric code whose last number only grew by a digit: 90.10 after 90.9."""
        if not shape.digits:
            return None
        for by in (-1, 1):
            other = shape._replace(digits=(*shape.digits[:-1], shape.digits[-1] + by))
            if other.kind != "#@#" and other in self.shapes:
                return self.shapes[other]
        return None

    def rung_of(self, code: str) -> Rung | None:
        """Where in the order of the levels a code stands; None for what is none."""
        level = self.level_of(code)
        if level is None:
            return None
        shape = shape_of(code)
        rung = self.rungs.get(shape)
        if rung is None or rung.level is not level:
            alike = (rung for other, rung in self.rungs.items() if other.kind == shape.kind and rung.level is level)
            rung = next(alike, rung_of(level, self.words.get(level)))
        return rung

    def rung_named(self, text: str) -> Rung | None:
        """The level that a line of one word announces ("Acties", "Maatregel"); None for any other line."""
        level = announced(text)
        if level is not None:
            return rung_of(level, singular(text))
        if not self.names:
            return None
        word = text.rstrip(" :").casefold()
        return next((rung for name, rung in self.names.items() if word == name or _is_plural(word, name)), None)

    def without_name(self, text: str) -> str:
        """A heading's text without the word for its level before the code: "Actie AC000016 - Title"."""
        match = _WORD_BEFORE.match(text)
        if match is None or match["word"].casefold() not in (*LEVEL_WORDS, *self.names):
            return text
        return text[match.end() :] if self.level_of(match["code"]) is not None else text

    def read_objective(self, text: str) -> tuple[str, str] | None:
        """Code and title (which can be "") of the heading of a policy objective; None for any other line."""
        if (known := read_objective(text)) is not None:
            return known
        match = _WORD_BEFORE.match(text) if self.names else None
        rung = self.names.get(match["word"].casefold()) if match is not None else None
        if match is None or rung is None or rung.level is not Level.SD:
            return None
        if self.level_of(match["code"]) is not Level.SD:
            return None
        rest = text[match.end() + len(match["code"]) :].strip()
        return match["code"], rest.lstrip(f":{DASHES}").lstrip()

    def is_prefixed(self, text: str) -> bool:
        """Whether a word is a code before which a word for its level stands mostly."""
        return self.level_of(bare_code(text)) in self.prefixed

    def is_name(self, text: str) -> bool:
        """Whether a text is a word for a level, perhaps with a colon."""
        word = text.rstrip(" :").casefold()
        return word in LEVEL_WORDS or word in self.names

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
        if not may_hold_code(text):
            return None
        return next((word for match in _TOKEN.finditer(text) if self.level_of(word := match[0]) is not None), None)


_WORD_BEFORE = re.compile(rf"(?P<word>{WORDS})\s*:?\s+(?=(?P<code>{CODE}))")


def _is_plural(text: str, word: str) -> bool:
    """Whether a text is the plural of a word, the usual way: "maatregelen", "programma's", "thema's"."""
    return text in (f"{word}en", f"{word}s", f"{word}'s", f"{word}\N{RIGHT SINGLE QUOTATION MARK}s", f"{word}n")


NO_CODES = Codes()
"""Those of a document of which nothing is known."""


def learnt(lines: Iterable[str]) -> Codes:
    """The codes of a document, from the texts of its lines, with tabs between their cells as far as these are known."""
    learner = _Learner()
    for line in lines:
        if text := line.strip():
            learner.hear(text[:_LONGEST])
    codes = _codes(learner.votes, learner.listed, learner.titled)
    rungs = {shape: rung_of(level, learner.word_of(shape)) for shape, level in codes.shapes.items()}
    own = learner.names.learnt({shape: rung for shape, rung in rungs.items() if learner.words_of.get(shape)})
    shapes = {**codes.shapes, **{shape: rung.level for shape, rung in own.items()}}
    return replace(
        codes,
        shapes=shapes,
        words={level: words.most_common(1)[0][0] for level, words in learner.words.items()},
        rungs={**rungs, **own},
        prefixed=frozenset(learner.names.prefixed(shapes)) - {Level.SD},
        names={rung.word: rung for rung in own.values() if rung.word is not None},
    )


@dataclass(slots=True)
class _Learner:
    """What the lines so far tell of the codes."""

    votes: dict[str, Counter[Level]] = field(default_factory=lambda: defaultdict(Counter))
    listed: dict[str, None] = field(default_factory=dict)
    """The codes of the table of contents."""
    titled: dict[str, Level] = field(default_factory=dict)
    """What stands before a title, with no word that tells its level: which level the cells of its heading are of."""
    words: dict[Level, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """What the levels are called."""
    words_of: dict[Shape, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By which words the codes of a shape are called."""
    names: Names = field(default_factory=Names)
    """What may be the document's own words for its levels."""
    _marker: tuple[Level, str] | None = None
    """The level that the line before announced, and that line."""
    _name: str | None = None
    """The line before, where that may have announced a level by a word of the document's own."""

    def word_of(self, shape: Shape) -> str | None:
        """By which word most codes of a shape are called."""
        return self.words_of[shape].most_common(1)[0][0] if self.words_of.get(shape) else None

    def hear(self, text: str) -> None:
        """Takes a line into account."""
        marker, self._marker = self._marker, None
        name, self._name = self._name, None
        level = announced(text)
        if level is not None:
            self._marker = (level, text)
            if level is not Level.SD:
                self.words[level][singular(text)] += 1
            return
        if not may_hold_code(text):
            # Most lines are running text.
            self._hear_name(text)
        elif _MAY_TELL.match(text) is None:
            self._hear_unknown(text, name)
        elif match := _NAMED.match(text):
            self._hear_named(match, text)
        elif match := _LISTED.match(text):
            self.listed.setdefault(match["code"])
        elif marker is not None and (match := _TOKEN.match(text)):
            self._hear_marked(match[0], text[match.end() :], *marker)
        else:
            if match := _TITLED.match(text):
                self.titled.setdefault(match["code"], level_of_heading(text))
            self._hear_unknown(text, name)

    def _hear_named(self, match: re.Match[str], text: str) -> None:
        code, word = match["code"], match["word"].casefold()
        level = LEVEL_WORDS[word]
        sure = bool(match["rest"].strip()) or match.end() == len(text)
        if _is_plausible(code, sure=sure) or (level is Level.SD and sure):
            self.votes[code][level] += 2
            self.words[level][word] += 1
            self.words_of[shape_of(code)][word] += 1
            self.names.hear(shape_of(code), code, word, text)

    def _hear_marked(self, code: str, rest: str, level: Level, marker: str) -> None:
        sure = rest[:1] in "\t" or not bare_code(rest.strip()[:1])
        if not _is_plausible(code, sure=sure) and not (level is Level.SD and sure):
            return
        if level is Level.SD:
            self.words[level][singular(marker)] += 1
        self.votes[code][level] += 1
        self.words_of[shape_of(code)][singular(marker)] += 1
        self.names.hear(shape_of(code), code, None, code + rest)
        if level is Level.AC and any(PERIOD.fullmatch(cell.strip()) for cell in rest.split("\t")):
            # Only projects print their period.
            self.votes[code][Level.PR] += 2

    def _hear_unknown(self, text: str, name: str | None) -> None:
        """Takes a line into account that no known word tells of: it may begin with a code, or announce one."""
        match = _CALLED.match(text)
        if match is not None and _is_plausible(match["code"], sure=True) and not _AMOUNT.fullmatch(match["code"]):
            word = match["word"] or name
            self.names.hear(shape_of(match["code"]), match["code"], word.rstrip(" :") if word else None, text)
        else:
            self._hear_name(text)

    def _hear_name(self, text: str) -> None:
        """Takes a line without a code into account: it may announce one."""
        # More words than one are the labels of a heading's cells.
        if " " not in text and may_be_a_name(text):
            self._name = text


def _is_plausible(code: str, *, sure: bool) -> bool:
    """Whether a word can be a code: letters and digits; numbers with points between them where a title is set off."""
    if re.fullmatch(YEAR, code):
        return False
    return len(code) >= 2 and (bool(_HAS_LETTERS.search(code)) or (sure and "." in code))


def _codes(votes: Mapping[str, Counter[Level]], listed: Iterable[str], titled: Mapping[str, Level]) -> Codes:
    known = {code: counts.most_common(1)[0][0] for code, counts in votes.items()}
    for code in listed:
        # The contents list objectives and plans; the objectives are named in the text.
        if code not in known and _is_plausible(code, sure=True):
            known[code] = Level.OD
    by_shape = _by_shape(known)
    shapes = {shape: _commonest(counts) for shape, counts in by_shape.items()}
    enough = {level for counts in by_shape.values() for level, count in counts.items() if count >= _FEWEST}
    told = {shape.kind for shape in shapes}
    for shape, counts in _by_shape(titled).items():
        if shape.kind not in told:
            shapes.setdefault(shape, counts.most_common(1)[0][0])
    shapes = {shape: _of_projects(shape, level) for shape, level in shapes.items() if _is_kept(shape, by_shape, enough)}
    return Codes({code: shapes[shape_of(code)] for code in known if shape_of(code) in shapes}, shapes)


def _by_shape(levels: Mapping[str, Level]) -> dict[Shape, Counter[Level]]:
    by_shape: dict[Shape, Counter[Level]] = defaultdict(Counter)
    for code, level in levels.items():
        by_shape[shape_of(code)][level] += 1
    return by_shape


def _commonest(counts: Counter[Level]) -> Level:
    """The level of most codes of a shape; where actions and projects share it, their headings tell them apart."""
    level = counts.most_common(1)[0][0]
    mixed = level is Level.PR and _MIXED * counts[Level.AC] >= counts[Level.PR]
    return Level.AC if mixed else level


def _is_kept(shape: Shape, by_shape: Mapping[Shape, Counter[Level]], enough: Container[Level]) -> bool:
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


def _of_projects(shape: Shape, level: Level) -> Level:
    """The level, told apart by the letter that "project" begins with where the words around say no more."""
    if not shape.letters.startswith(_FIRST_LETTER_OF_PROJECT):
        return level
    if level in PLANS:
        return Level.PO
    return Level.PR if level is Level.AC else level
