"""Words for a level that stand before the code of a heading ("Actie: AC34834 - Title"), where they do before all; or
above it, in a cell too narrow for both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from doelboom.parser.codes import Codes
from doelboom.parser.layout.lines import Line, may_end_cell, text_of
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.words import Word
from doelboom.parser.records import Level
from doelboom.parser.vocabulary import PLANS

_MOST_WORDS = 3


def without_level_words(lines: Sequence[Line], codes: Codes) -> list[Line]:
    """The lines, with the code first of those in which such a word stands before it: there the cell begins too."""
    lines = _with_codes_beside(lines, codes)
    return [_without(line, codes) for line in lines] if codes.prefixed else lines


def _without(line: Line, codes: Codes) -> Line:
    words = line.words
    for count in range(1, min(_MOST_WORDS + 1, len(words))):
        if codes.is_prefixed(words[count].text) and codes.is_name(text_of(words[:count])):
            code = words[count]._replace(x0=line.x0)
            return _of_words(line, (code, *words[count + 1 :]))
    return line


def _with_codes_beside(lines: Iterable[Line], codes: Codes) -> list[Line]:
    """The lines, with each code on the line of the word for its level that stands above it in its cell."""
    kept: list[Line] = []
    for line in lines:
        code = line.words[0]
        rest = [line]
        if any(map(str.isdigit, code.text)) and codes.is_code(code.text) and may_end_cell(line, 0):
            for at in range(len(kept) - 1, max(-1, len(kept) - 1 - SETTINGS.lines_above_code), -1):
                count = _named(kept, at, line, codes)
                if count:
                    word = kept[at].words[0]
                    code = code._replace(x0=word.x0, x1=word.x0 + code.x1 - code.x0, y=word.y)
                    kept[at] = _of_words(kept[at], (code, *kept[at].words[count:]))
                    rest = [_of_words(line, line.words[1:])] if len(line.words) > 1 else []
                    break
        kept += rest
    return kept


def _named(lines: Sequence[Line], above: int, line: Line, codes: Codes) -> int:
    """How many words of a line above say the level of the code that a line begins with, in its cell; 0 for none.

    Where nothing else stands on their line they are the marker above the heading, if no other marker is above them.
    """
    other = lines[above]
    em = line.size
    if not 0 < line.y - other.y <= SETTINGS.heading_reach * em or abs(line.x0 - other.x0) > SETTINGS.flush * em:
        return 0
    level = codes.level_of(line.words[0].text)
    for count in range(1, min(_MOST_WORDS, len(other.words)) + 1):
        name = text_of(other.words[:count])
        if not codes.is_name(name) or not may_end_cell(other, count - 1):
            continue
        if not _are_alike(codes, name, level):
            return 0
        return count if count < len(other.words) or _is_marked(lines, above, codes, level) else 0
    return 0


def _is_marked(lines: Sequence[Line], at: int, codes: Codes, level: Level | None) -> bool:
    """Whether a marker names a level above one of some lines, with nothing but other cells between them."""
    for line in reversed(lines[max(0, at - SETTINGS.lines_above_code) : at]):
        if line.x0 <= lines[at].x1:
            return _are_alike(codes, line.text, level)
    return False


def _are_alike(codes: Codes, name: str, level: Level | None) -> bool:
    """Whether a text names a level, or both are kinds of plans."""
    rung = codes.rung_named(name.rstrip(" :"))
    return rung is not None and (rung.level is level or (rung.level in PLANS and level in PLANS))


def _of_words(line: Line, words: tuple[Word, ...]) -> Line:
    return line._replace(words=words, text=text_of(words))
