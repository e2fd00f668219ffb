"""Headings whose cells run into each other: what can be told apart, and what cannot."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field

from doelboom.parser.codes import Codes
from doelboom.parser.dataclass import dataclass
from doelboom.parser.grammar.paragraphs import joined
from doelboom.parser.rows import Row
from doelboom.parser.shapes import CODE
from doelboom.parser.vocabulary import ANY_DASH, DASHES, LEAVES, PLANS, YEAR, is_header_word, marked_level

_CODED = re.compile(rf"({CODE})(?:\s*(?:{ANY_DASH}|:))?\s+\S")
_PERIOD = re.compile(rf"\s{YEAR}\s*(?:{ANY_DASH}|tot|t/m)\s*{YEAR}(?=\s|$)")
_LONGEST_NAME = 80
_MOST_ROWS = 4
"""More rows than the heading of a plan takes."""
_BELOW = 4
"""So many rows below the code, at most, the name of a service begins."""
_TWICE = 2
_THRICE = 3
_MOST_WORDS = 10
_LONGEST_END = 200
_NEARLY = 0.8
_SENTENCE_ENDS = (".", ":", ";", "!", "?", ",")


@dataclass(slots=True)
class FlatHeadings:
    """The headings of a text, held against each other."""

    rows: Sequence[Row]
    codes: Codes
    unsure: list[str] = field(default_factory=list)
    """The codes of those of which it cannot be told where one cell ends."""
    _services: frozenset[str] = frozenset()
    _endings: Mapping[str, int] = field(default_factory=dict)
    """What headings end in, with its rank."""

    def __post_init__(self) -> None:
        leaves = [at for at in range(len(self.rows)) if self._code(at, LEAVES) is not None]
        titles: dict[str, set[str]] = defaultdict(set)
        for at in leaves:
            first = _CODED.sub("", self._text(at))
            for text in self._below(at):
                if _is_name(text):
                    titles[text].add(first)
        # A title that is printed twice goes on below with the same words twice.
        own = {name for name, firsts in titles.items() if len(firsts) >= _TWICE}
        self._services = frozenset(own)
        self._endings = _ranked({_CODED.sub("", self._text(at)) for at in leaves})

    def _below(self, at: int) -> Iterator[str]:
        """The texts of the rows below a heading, as far as they can belong to it."""
        for below in range(at + 1, at + 1 + _BELOW):
            text = self._text(below)
            if not text or is_header_word(text.split()[0]) or marked_level(text) is not None:
                return
            yield text

    def read(self, at: int) -> tuple[Row, int] | None:
        """The row of cells that the heading at a row is, and how many rows it takes; None where there is none."""
        if (code := self._code(at, PLANS)) is not None:
            return self._plan(at, code)
        if (code := self._code(at, LEAVES)) is not None:
            return self._leaf(at, code)
        return None

    def _text(self, at: int) -> str:
        texts = self.rows[at].texts if at < len(self.rows) else ()
        return texts[0] if len(texts) == 1 else ""

    def _code(self, at: int, levels: Sequence[object]) -> str | None:
        """The code that begins the row below one that announces a node."""
        if at == 0 or marked_level(self._text(at - 1)) is None:
            return None
        match = _CODED.match(self._text(at))
        return match[1] if match is not None and self.codes.level_of(match[1]) in levels else None

    def _plan(self, at: int, code: str) -> tuple[Row, int] | None:
        text = ""
        for count in range(1, _MOST_ROWS + 1):
            text = f"{text} {self._text(at + count - 1)}".strip()
            match = _PERIOD.search(text)
            if match is None:
                continue
            if count > 1:
                self.unsure.append(code)
            title = text[len(code) : match.start()].lstrip(f" :{DASHES}").rstrip()
            entity = text[match.end() :].strip()
            if not entity and _is_name(self._text(at + count)):
                entity, count = self._text(at + count), count + 1
            return self._row(at, code, title, match[0].strip(), entity), count
        self.unsure.append(code)
        return None

    def _leaf(self, at: int, code: str) -> tuple[Row, int]:
        first = self._text(at)
        below = list(self._below(at))
        # Which of its cells goes on below, nothing tells for sure.
        self.unsure.append(code)
        if _PERIOD.search(" ".join([first, *below])) is not None:
            # Nor where the title of a project ends and its status begins.
            return self._row(at, first), 1
        for count, service in enumerate(below, start=1):
            if service in self._services:
                return self._row(at, joined(self.rows[at : at + count]), service), count + 1
        ends = list(_ends(first))
        ending = next((end for end in ends if end in self._services), None)
        ending = ending or min(
            (end for end in ends if end in self._endings), key=self._endings.__getitem__, default=None
        )
        if ending is None:
            return self._row(at, first), 1
        return self._row(at, first[: -len(ending)].rstrip(), ending), 1

    def _row(self, at: int, *cells: str) -> Row:
        row = self.rows[at]
        return Row(cells, row.page, row.line, gap=True)


def _is_name(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_NAME and text[0].isupper() and not text.endswith(_SENTENCE_ENDS)


def _ends(line: str) -> Iterator[str]:
    """What a line ends in that can be a name, the longest first."""
    words = line[-_LONGEST_END:].split()
    for start in range(max(1, len(words) - _MOST_WORDS), len(words)):
        if words[start][0].isupper():
            yield " ".join(words[start:])


def _ranked(lines: Collection[str]) -> dict[str, int]:
    """The names of services that the lines end in, the most frequent first, the longest of those that are as frequent.

    What several lines end in is a name, where hardly any of them has the same word before it as well.
    """
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update(_ends(line))
    longer: Counter[str] = Counter()
    for name, count in counts.items():
        words = name.split()
        for start in range(1, len(words)):
            rest = " ".join(words[start:])
            longer[rest] = max(longer[rest], count)
    names = [name for name, count in counts.items() if count >= _THRICE and longer[name] < _NEARLY * count]
    names.sort(key=lambda name: (-counts[name], -len(name)))
    return {name: rank for rank, name in enumerate(names)}
