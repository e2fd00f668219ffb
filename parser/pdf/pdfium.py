"""The fast engine: words from PDFium, two or three calls a word."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from dataclasses import replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.words import (
    MAY_END_RAISED,
    Page,
    Word,
    make_word,
    packed,
    printed,
    raised,
    with_tex_characters,
)
from doelboom.parser.pdf.drawn import drawn_on, is_invisible

MOST_CHARACTERS = 100_000
"""More characters than fit on a page that people read."""

_Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
_BROKEN = "\ufffe"
"""What PDFium puts for a hyphen at the end of a line, joining the lines."""
_WORD = re.compile(rf"[^\s\x00-\x1f{_BROKEN}]+{_BROKEN}?|{_BROKEN}")


class PageError(Exception):
    """A page cannot be read; the message says what is wrong with it."""


def _quick(function: Any, *kinds: Any) -> Any:
    """The same function of PDFium without ctypes letting other threads run: it takes less time than that does."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, *kinds)(address)


_loose = _quick(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p)
_origin = _quick(raw.FPDFText_GetCharOrigin, ctypes.c_void_p, ctypes.c_void_p)
_generated = _quick(raw.FPDFText_IsGenerated)
_matrix = _quick(raw.FPDFText_GetMatrix, ctypes.c_void_p)


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
    made = packed(number, height, words, sides=sides)
    if is_invisible(textpage.raw, text):
        return replace(made, recognised=True)
    return made if rotation else replace(made, drawn=drawn_on(page.raw, top))


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


class _Measure:
    """Asks PDFium where characters of one page stand."""

    __slots__ = ("_handle", "_matrix", "_textpage", "_x", "_y", "box", "pointer", "turns")

    def __init__(self, textpage: Any) -> None:
        self._textpage = textpage
        self._handle = ctypes.cast(textpage, ctypes.c_void_p)
        self.box: Any = raw.FS_RECTF()
        self.pointer = ctypes.addressof(self.box)
        self._matrix: Any = raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self.turns = Counter[int]()
        """How many of the characters that were measured are written across the page, by how the page would have to be
        turned for them to be read."""

    @property
    def handle(self) -> Any:
        return self._handle

    def origin(self, index: int) -> tuple[float, float]:
        """Where a character's pen starts, in the page's own coordinates (y upwards)."""
        _origin(self._handle, index, ctypes.addressof(self._x), ctypes.addressof(self._y))
        return self._x.value, self._y.value

    def size(self, index: int, *, turned: bool = False) -> float:
        """A character's em, after every scaling; 0 where it is written across the page."""
        matrix = self._matrix
        _matrix(self._handle, index, ctypes.addressof(matrix))
        if not turned and abs(matrix.b) > SETTINGS.slope * abs(matrix.a):
            if abs(matrix.a) <= SETTINGS.slope * abs(matrix.b):
                self.turns[90 if matrix.b > 0 else 270] += 1
            return 0.0
        size = float(raw.FPDFText_GetFontSize(self._textpage, index))
        return size * math.hypot(matrix.c, matrix.d)


def _words(text: str, textpage: Any, rotation: int, media: _Box) -> tuple[list[Word], int]:
    """The words of a page, and by how much it has to be turned to read what most of it says."""
    measure = _Measure(textpage)
    words: list[Word] = []
    if rotation:
        for match in _WORD.finditer(text):
            _append(words, _turned_word(match[0], match.start(), measure, rotation, media))
        return words, 0
    handle, box, pointer = measure.handle, measure.box, measure.pointer
    top = media[3]
    touching = 0.5 + SETTINGS.within_word
    before = (math.nan, math.nan)
    size = baseline = 0.0
    for match in _WORD.finditer(text):
        first, end = match.span()
        _loose(handle, first, pointer)
        x0 = box.left
        bounds = (box.bottom, box.top)
        if bounds != before:
            # A line's words nearly all have the same font: baseline and size are asked for once.
            before = bounds
            baseline = top - measure.origin(first)[1]
            size = measure.size(first)
        if end - first > 1:
            _loose(handle, end - 1, pointer)
        characters = match[0]
        if box.bottom != bounds[0]:
            rise = baseline - (top - measure.origin(end - 1)[1])
            if abs(rise) > SETTINGS.slant * size:
                continue
            if rise > SETTINGS.raised * size and MAY_END_RAISED.search(characters):
                characters = raised(characters)
        if size > 0:
            if words and 0 < x0 - words[-1][2] + 0.5 * size < touching * size:
                _keep_apart(words, x0, baseline, first, handle)
            word = make_word((characters, x0, box.right, baseline, size))
            if characters.isascii():
                words.append(word)
            else:
                _append(words, word)
    turn, count = measure.turns.most_common(1)[0] if measure.turns else (0, 0)
    return words, turn if count > len(words) else 0


def _keep_apart(words: list[Word], x0: float, baseline: float, first: int, textpage: Any) -> None:
    """Has the last word end before the next one where a space is written between them that its box reaches over.

    Args:
        words: those so far.
        x0: where the next one begins.
        baseline: the line that it stands on.
        first: its first character.
        textpage: PDFium's handle.
    """
    last = words[-1]
    if abs(last.y - baseline) < SETTINGS.slope * last.size and first > 0 and not _generated(textpage, first - 1):
        words[-1] = last._replace(x1=x0 - 2 * SETTINGS.within_word * last.size)


def _append(words: list[Word], word: Word | None) -> None:
    """Adds a word to the others, its characters as they are printed."""
    if word is None:
        return
    text = word.text
    if text[-1] == _BROKEN:
        if len(text) == 1 and words and 0 <= word.x1 - words[-1].x1 < word.size:
            # A hyphen that PDFium takes to stand apart from the word that it breaks off.
            words[-1] = words[-1]._replace(text=words[-1].text + "-", x1=word.x1)
            return
        text = text[:-1] + "-"
    if not text.isascii():
        text = printed(text)
    if text:
        words.append(word if text is word.text else word._replace(text=text))


def _turned_word(text: str, first: int, measure: _Measure, rotation: int, media: _Box) -> Word | None:
    """A word of a page that is shown turned by a quarter, half or three quarters; None across the reading direction."""
    last = first + len(text) - 1
    placed = _turned(measure.origin(first), measure.origin(last), rotation, media)
    if placed is None:
        return None
    x0, x1, baseline = placed
    _loose(measure.handle, last, measure.pointer)
    box = measure.box
    x1 += abs(box.top - box.bottom) if rotation in (90, 270) else abs(box.right - box.left)
    return Word(text, x0, x1, baseline, measure.size(first, turned=True))


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
