"""The fast engine: words from PDFium, two or three calls a word."""

from __future__ import annotations

import ctypes
import math
import re
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from parser.pdf.words import MAY_END_RAISED, Page, Word, packed, printed, raised

MOST_CHARACTERS = 100_000
"""More characters than fit on a page that people read."""

_BROKEN = "\ufffe"
"""What PDFium puts for a hyphen at the end of a line, joining the lines."""
_WORD = re.compile(rf"[^\s\x00-\x1f{_BROKEN}]+{_BROKEN}?|{_BROKEN}")
_SLANT = 0.5
"""How far, in em, a word may rise from its first to its last character and still be a line's."""
_RAISED = 0.15
"""How far, in em, a superscript stands above its line at least."""


class PageError(Exception):
    """A page cannot be read; the message says what is wrong with it."""


class _Buffers:
    """The places that PDFium writes its answers to, made once a page."""

    __slots__ = ("box", "matrix", "x", "y")

    def __init__(self) -> None:
        self.box: Any = raw.FS_RECTF()
        self.matrix: Any = raw.FS_MATRIX()
        self.x: Any = ctypes.c_double()
        self.y: Any = ctypes.c_double()


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
    words = _words(text, textpage.raw, page.get_rotation(), page.get_bbox())
    return packed(number, height, words)


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def _words(text: str, handle: Any, rotation: int, media: tuple[float, float, float, float]) -> list[Word]:
    buffers = _Buffers()
    box, matrix, x, y = buffers.box, buffers.matrix, buffers.x, buffers.y
    loose, origin = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharOrigin
    left, bottom, right, top = media
    words = []
    for match in _WORD.finditer(text):
        first, end = match.span()
        characters = match[0]
        last = end - 1
        if not origin(handle, first, x, y):
            continue
        start = (x.value, y.value)
        raw.FPDFText_GetMatrix(handle, first, matrix)
        size = raw.FPDFText_GetFontSize(handle, first) * math.hypot(matrix.c, matrix.d)
        if characters[-1] == _BROKEN:
            characters = characters[:-1] + "-"
        if rotation == 0:
            loose(handle, first, box)
            x0 = box.left
            loose(handle, last, box)
            x1, baseline = box.right, top - start[1]
            if last > first and origin(handle, last, x, y):
                rise = y.value - start[1]
                if abs(rise) > _SLANT * size:
                    continue
                if rise > _RAISED * size and MAY_END_RAISED.search(characters):
                    characters = raised(characters)
        else:
            origin(handle, last, x, y)
            placed = _turned(start, (x.value, y.value), rotation, media)
            if placed is None:
                continue
            x0, x1, baseline = placed
            loose(handle, last, box)
            x1 += abs(box.top - box.bottom) if rotation in (90, 270) else abs(box.right - box.left)
        if characters == "-" and text[first] == _BROKEN and words and 0 <= x1 - words[-1].x1 < size:
            # A hyphen that PDFium takes to stand apart from the word that it breaks off.
            words[-1] = words[-1]._replace(text=words[-1].text + "-", x1=x1)
            continue
        characters = printed(characters)
        if characters and size > 0:
            words.append(Word(characters, x0, x1, baseline, size))
    return words


def _turned(
    start: tuple[float, float], end: tuple[float, float], rotation: int, media: tuple[float, float, float, float]
) -> tuple[float, float, float] | None:
    """Start, start of the last character, and baseline on the page as it is shown; None across the reading direction."""
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
