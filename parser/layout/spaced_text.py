"""Text in columns, as ``pdftotext -layout`` writes it: a word's place in its line is its place on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from doelboom.parser.failures import Failures
from doelboom.parser.layout.page_ends import page_ends
from doelboom.parser.layout.rows import rows_of_pages
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.words import Page, Word, packed, printed
from doelboom.parser.rows import Row

_EM = 1 / SETTINGS.usual_pitch
"""The em, in lines."""
_CHARACTER = SETTINGS.character_width * _EM
"""The width of a character, in lines."""
_WORD = re.compile(r"\S+")
_LONGEST_LINE = 2_000


def rows_of_layout(text: str, failures: Failures) -> Iterator[Row]:
    """The rows of a text in columns; form feeds part its pages. As to `failures`, see `rows_of_pages`."""
    return rows_of_pages(pages_of_layout(text), failures)


def pages_of_layout(text: str) -> list[Page]:
    """The pages of a text in columns, their words placed by line and column. The unit of length is a line."""
    pages = []
    first = 1
    for number, lines in enumerate(_parted(text), start=1):
        filled = [at for at, line in enumerate(lines) if line.strip()]
        height = (filled[-1] if filled else 0) + 1.0
        words = [word for at in filled for word in _words(lines[at], at)]
        pages.append(packed(number, height, words, first))
        # A form feed stands in the midst of a line.
        first += len(lines) - (1 if "\f" in text else 0)
    return pages


def are_counted(text: str) -> bool:
    """Whether a text's pages are counted from one: by form feeds, or by printed numbers that begin with it."""
    ends = [] if "\f" in text else page_ends(text.split("\n"))
    return not ends or ends[0][1] == 1


def _parted(text: str) -> list[list[str]]:
    """The lines of each page: form feeds part them; where there are none, the lines that number the pages."""
    texts = text.split("\f")
    if len(texts) > 1:
        return [part.expandtabs().split("\n") for part in (texts if texts[-1].strip() else texts[:-1])]
    lines = text.expandtabs().split("\n")
    bounds = [0, *(at for at, _ in page_ends(lines)), len(lines)]
    return [lines[start:end] for start, end in pairwise(bounds)]


def _words(line: str, at: int) -> Iterator[Word]:
    for match in _WORD.finditer(line[:_LONGEST_LINE]):
        if text := printed(match[0]):
            yield Word(text, match.start() * _CHARACTER, match.end() * _CHARACTER, float(at), _EM)
