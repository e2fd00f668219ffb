"""The fast engine: words from PDFium, two calls a word, all of a page in a row."""

from __future__ import annotations

import ctypes
import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import compress, repeat
from operator import ne, or_
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.words import (
    MAY_END_RAISED,
    Columns,
    Page,
    Word,
    packed,
    packed_columns,
    printed,
    raised,
    with_tex_characters,
)
from doelboom.parser.pdf.calls import Argument, addresses, fill, function, handle
from doelboom.parser.pdf.drawn import drawn_on, is_invisible

MOST_CHARACTERS = 100_000
"""More characters than fit on a page that people read."""

_Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
_SIDES = 4
"""Of a box."""
_BROKEN = "\ufffe"
"""What PDFium puts for a hyphen at the end of a line, joining the lines."""
_PART = re.compile(rf"[^{_BROKEN}]+{_BROKEN}?|{_BROKEN}")
_NO_PRINT = re.compile(r"[\x00-\x08\x0e-\x1b]")
"""Characters that part words and are no white space."""


class PageError(Exception):
    """A page cannot be read; the message says what is wrong with it."""


_loose = function(raw.FPDFText_GetLooseCharBox)
_origin = function(raw.FPDFText_GetCharOrigin)
_matrix = function(raw.FPDFText_GetMatrix)
_font_size = function(raw.FPDFText_GetFontSize, ctypes.c_double)
_generated = function(raw.FPDFText_IsGenerated, ctypes.c_int)


def read_page(document: pdfium.PdfDocument, index: int) -> Page:
    """The words of one page, closed again whatever happens.

    Raises:
        PageError: PDFium cannot load the page or its text, or the page has absurdly many characters.
    """
    try:
        page = document[index]
    except pdfium.PdfiumError as error:
        raise PageError(f"cannot be loaded ({error})") from None
    try:
        textpage = page.get_textpage()
        try:
            return _read(page, textpage, index + 1)
        finally:
            textpage.close()
    except pdfium.PdfiumError as error:
        raise PageError(f"has no readable text ({error})") from None
    finally:
        page.close()


def _read(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage, number: int) -> Page:
    count = textpage.count_chars()
    if count > MOST_CHARACTERS:
        raise PageError(f"has {count} characters, more than {MOST_CHARACTERS}")
    height = page.get_height()
    if count <= 0:
        return packed(number, height, ())
    text = textpage.get_text_range(0, count)
    if len(text) != count:
        # Characters outside the first plane, or without a code: one by one, so that positions and text agree.
        text = "".join(map(_character, (raw.FPDFText_GetUnicode(textpage.raw, at) for at in range(count))))
    text = with_tex_characters(text)
    left, bottom, right, top = box = page.get_bbox()
    rotation = page.get_rotation()
    words, turned = _words(text, textpage.raw, rotation, box)
    if turned:
        # A page that is shown upright but written across, as a landscape page printed on a portrait one is.
        rotation, height = turned, right - left
        words, _ = _words(text, textpage.raw, rotation, box)
    sides = (0.0, top - bottom if rotation in (90, 270) else right - left) if rotation else (left, right)
    made = packed_columns(number, height, words, sides=sides)
    if is_invisible(textpage.raw, text):
        return replace(made, recognised=True)
    return made if rotation else replace(made, drawn=drawn_on(page.raw, top))


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


class _Measure:
    """Asks PDFium where characters of one page stand."""

    __slots__ = ("handle", "turns")

    def __init__(self, textpage: Any) -> None:
        self.handle = handle(textpage)
        self.turns = Counter[int]()
        """How many of the characters that were measured are written across the page, by how the page would have to be
        turned for them to be read."""

    def boxes(self, indices: Sequence[int]) -> array[float]:
        """The boxes of some characters: left, top, right and bottom of each, as high as their font is."""
        boxes = array("f", bytes(4 * _SIDES * len(indices)))
        fill(_loose, self.handle, indices, addresses(boxes, _SIDES))
        return boxes

    def origins(self, indices: Sequence[int]) -> array[float]:
        """Where the pen starts for some characters: x and y of each, in the page's own coordinates (y upwards)."""
        origins = array("d", bytes(16 * len(indices)))
        fill(_origin, self.handle, indices, addresses(origins, 2), addresses(origins, 2, 1))
        return origins

    def origin(self, index: int) -> tuple[float, float]:
        """The same of one."""
        x, y = self.origins((index,))
        return x, y

    def sizes(self, indices: Sequence[int], *, turned: bool = False) -> list[float]:
        """The em of some characters, after every scaling; 0 where one is written across the page."""
        matrices = array("f", bytes(24 * len(indices)))
        fill(_matrix, self.handle, indices, addresses(matrices, 6))
        columns = [matrices[at::6] for at in range(4)]
        sizes: list[float] = []
        for size, a, b, c, d in zip(map(_font_size, repeat(self.handle), indices), *columns, strict=True):
            if not turned and abs(b) > SETTINGS.slope * abs(a):
                if abs(a) <= SETTINGS.slope * abs(b):
                    self.turns[90 if b > 0 else 270] += 1
                sizes.append(0.0)
            else:
                sizes.append(size * math.hypot(c, d))
        return sizes


def _words(text: str, textpage: Any, rotation: int, media: _Box) -> tuple[Columns, int]:
    """The words of a page, and by how much it has to be turned to read what most of it says."""
    measure = _Measure(textpage)
    words, starts, ends = _parted(text)
    if rotation:
        return _turned_words(words, starts, measure, rotation, media), 0
    if not words:
        return Columns(), 0
    first, last = measure.boxes(starts), measure.boxes(ends)
    tops, bottoms, last_bottoms = first[1::_SIDES], first[3::_SIDES], last[3::_SIDES]
    # A line's words nearly all have the same font: baseline and size are asked for once.
    new = [True, *map(or_, map(ne, tops[1:], tops), map(ne, bottoms[1:], bottoms))]
    asked = list(compress(starts, new))
    measured = zip([media[3] - y for y in measure.origins(asked)[1::2]], measure.sizes(asked), strict=True)
    touching = 0.5 + SETTINGS.within_word
    found = Columns()
    texts, x0s, x1s, baselines, sizes = found.all
    columns = (words, starts, ends, first[0::_SIDES], last[2::_SIDES], bottoms, last_bottoms, new)
    for word, start, end, x0, x1, bottom, last_bottom, is_new in zip(*columns, strict=True):
        if is_new:
            baseline, size = next(measured)
        if last_bottom != bottom:
            rise = baseline - (media[3] - measure.origin(end)[1])
            if abs(rise) > SETTINGS.slant * size:
                continue
            if rise > SETTINGS.raised * size and MAY_END_RAISED.search(word):
                word = raised(word)
        if size <= 0:
            continue
        if x1s and 0 < x0 - x1s[-1] + 0.5 * size < touching * size:
            _keep_apart(found, x0, baseline, start, measure.handle)
        if not word.isascii():
            word = _printed(word, x1, size, found)
            if not word:
                continue
        texts.append(word)
        x0s.append(x0)
        x1s.append(x1)
        baselines.append(baseline)
        sizes.append(size)
    turn, count = measure.turns.most_common(1)[0] if measure.turns else (0, 0)
    return found, turn if count > len(texts) else 0


def _parted(text: str) -> tuple[list[str], list[int], list[int]]:
    """The words of a text, and the first and the last character of each."""
    if _NO_PRINT.search(text):
        text = _NO_PRINT.sub(" ", text)
    words = text.split()
    if _BROKEN in text:
        words = [part for word in words for part in (_PART.findall(word) if _BROKEN in word else (word,))]
    starts: list[int] = []
    ends: list[int] = []
    end, find = 0, text.find
    for word in words:
        end = find(word, end)
        starts.append(end)
        end += len(word)
        ends.append(end - 1)
    return words, starts, ends


def _keep_apart(words: Columns, x0: float, baseline: float, first: int, textpage: Argument) -> None:
    """Has the last word end before the next one where a space is written between them that its box reaches over.

    Args:
        words: those so far.
        x0: where the next one begins.
        baseline: the line that it stands on.
        first: its first character.
        textpage: PDFium's handle.
    """
    size = words.sizes[-1]
    if (
        abs(words.baselines[-1] - baseline) < SETTINGS.slope * size
        and first > 0
        and not _generated(textpage, first - 1)
    ):
        words.x1s[-1] = x0 - 2 * SETTINGS.within_word * size


def _printed(word: str, x1: float, size: float, words: Columns) -> str:
    """A word as it is printed; nothing where it is only a hyphen, which the last of the words before it takes."""
    if word[-1] != _BROKEN:
        return printed(word)
    if len(word) == 1 and words.texts and 0 <= x1 - words.x1s[-1] < size:
        # A hyphen that PDFium takes to stand apart from the word that it breaks off.
        words.texts[-1] += "-"
        words.x1s[-1] = x1
        return ""
    return printed(word[:-1] + "-")


def _turned_words(
    texts: Iterable[str], starts: Iterable[int], measure: _Measure, rotation: int, media: _Box
) -> Columns:
    """The words of a page that is shown turned by a quarter, half or three quarters."""
    words = Columns()
    for text, start in zip(texts, starts, strict=True):
        word = _turned_word(text, start, measure, rotation, media)
        if word is not None and (said := _printed(text, word.x1, word.size, words)):
            words.append(word._replace(text=said))
    return words


def _turned_word(text: str, first: int, measure: _Measure, rotation: int, media: _Box) -> Word | None:
    """A word of a page that is shown turned by a quarter, half or three quarters; None across the reading direction."""
    last = first + len(text) - 1
    placed = _turned(measure.origin(first), measure.origin(last), rotation, media)
    if placed is None:
        return None
    x0, x1, baseline = placed
    left, top, right, bottom = measure.boxes((last,))
    x1 += abs(top - bottom) if rotation in (90, 270) else abs(right - left)
    return Word(text, x0, x1, baseline, measure.sizes((first,), turned=True)[0])


def _turned(
    start: tuple[float, float], end: tuple[float, float], rotation: int, media: _Box
) -> tuple[float, float, float] | None:
    """Where a word begins, where its last character does, and its baseline, on the page as it is shown.

    None where it is written across the reading direction.
    """
    left, bottom, right, top = media
    if rotation == 90:
        (x0, y0), (x1, y1) = (start[1] - bottom, start[0] - left), (end[1] - bottom, end[0] - left)
    elif rotation == 180:
        (x0, y0), (x1, y1) = (right - start[0], start[1] - bottom), (right - end[0], end[1] - bottom)
    else:
        (x0, y0), (x1, y1) = (top - start[1], right - start[0]), (top - end[1], right - end[0])
    if abs(y1 - y0) > abs(x1 - x0) + 1:
        return None
    return x0, x1, y0
