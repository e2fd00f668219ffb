"""The document as its own dictionary: the words that stand whole on a line; they tell what a hyphen at its end is."""

from __future__ import annotations

import math
import re
from dataclasses import field

from doelboom.parser.dataclass import dataclass
from doelboom.parser.layout.lines import Line, may_end_cell, text_of
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.words import Word
from doelboom.parser.vocabulary import BREAK_HYPHEN, WORD, is_hyphenated

_WORD = re.compile(WORD)
_HYPHEN = re.compile(rf"[^ ][-{BREAK_HYPHEN}] ")
"""Behind a word: a dash between words is none."""


@dataclass(slots=True)
class WholeWords:
    """The words of a document's lines, in small letters, compounds with their hyphens; not the halves of a word that a
    line's or a cell's end parts. Found when one is first asked for: many documents part no word."""

    _texts: list[str] = field(default_factory=list)
    _halves: list[Word] = field(default_factory=list)
    """The first halves on the lines so close above that the second ones can stand on the next."""
    _at_end: bool = False
    """Whether the line before ends in one."""
    _collected: set[str] | None = None

    def add(self, line: Line) -> None:
        """Takes a line into account."""
        if not self._halves and not self._at_end and not _parts_word(line.text):
            self._texts.append(line.text)
            return
        self._halves = [half for half in self._halves if 0 < line.y - half.y <= SETTINGS.heading_reach * line.size]
        farthest = max([half.x0 for half in self._halves], default=-math.inf)
        halves: list[Word] = []
        whole: list[Word] = []
        for at, word in enumerate(line.words):
            if is_hyphenated(word.text) and may_end_cell(line, at):
                halves.append(word)
            elif not self._goes_on(line, at, farthest):
                whole.append(word)
        self._texts.append(text_of(whole))
        self._halves += halves
        self._at_end = is_hyphenated(line.text)

    def _goes_on(self, line: Line, at: int, farthest: float) -> bool:
        """Whether a word can be the second half of one above, of which none begins farther right: the first of its
        cell."""
        if at == 0 and self._at_end:
            return True
        word = line.words[at]
        below = word.x0 <= farthest + SETTINGS.flush * word.size
        return below and (at == 0 or may_end_cell(line, at - 1))

    def __contains__(self, word: object) -> bool:
        if self._collected is None:
            # A document says most of its words many times.
            runs = {run for text in self._texts for run in text.split()}
            self._collected = {word for run in runs for word in _WORD.findall(run.casefold())}
            self._texts.clear()
        return word in self._collected


def _parts_word(text: str) -> bool:
    """Whether a word in a line's text ends in a hyphen."""
    # A look for two characters takes a tenth of a pattern's time.
    return is_hyphenated(text) or (("- " in text or f"{BREAK_HYPHEN} " in text) and _HYPHEN.search(text) is not None)
