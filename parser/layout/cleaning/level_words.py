"""Words for a level that stand before the code of a heading ("Actie: AC34834 - Title"), where they do before all."""

from __future__ import annotations

from collections.abc import Iterable

from doelboom.parser.codes import Codes
from doelboom.parser.layout.lines import Line, text_of

_MOST_WORDS = 3


def without_level_words(lines: Iterable[Line], codes: Codes) -> list[Line]:
    """The lines, with the code first of those in which such a word stands before it: there the cell begins too."""
    if not codes.prefixed:
        return list(lines)
    return [_without(line, codes) for line in lines]


def _without(line: Line, codes: Codes) -> Line:
    words = line.words
    for count in range(1, min(_MOST_WORDS + 1, len(words))):
        if codes.is_prefixed(words[count].text) and codes.is_name(text_of(words[:count])):
            code = words[count]._replace(x0=line.x0)
            kept = (code, *words[count + 1 :])
            return Line(kept, line.page, line.y, line.size, text_of(kept), line.number)
    return line
