"""The lines and boxes that are drawn on a page, and whether its text is drawn at all, by PDFium."""

from __future__ import annotations

import ctypes
from array import array
from typing import Any

import pypdfium2.raw as raw

_MOST_OBJECTS = 20_000
"""A page with more objects has drawings and no tables."""
_SIDES = 4
"""Of an object: left, bottom, right and top."""
_SAMPLES = 5
"""So many characters of a page tell whether it is recognised."""


def _quick(function: Any, result: Any, *kinds: Any) -> Any:
    """The same function of PDFium without ctypes letting other threads run: it takes less time than that does."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, *kinds)(address)


_POINTER = ctypes.c_void_p
_count = _quick(raw.FPDFPage_CountObjects, ctypes.c_int, _POINTER)
_object = _quick(raw.FPDFPage_GetObject, _POINTER, _POINTER, ctypes.c_int)
_type = _quick(raw.FPDFPageObj_GetType, ctypes.c_int, _POINTER)
_bounds = _quick(raw.FPDFPageObj_GetBounds, ctypes.c_int, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)


def drawn_on(page: Any, top: float) -> array[float]:
    """What is drawn on a page that is shown upright, as x0, x1, top and bottom each, y downwards.

    Args:
        page: PDFium's handle.
        top: where the page as it is shown ends above.
    """
    handle = ctypes.cast(page, ctypes.c_void_p)
    count = _count(handle)
    if not 0 < count <= _MOST_OBJECTS:
        return array("f")
    bounds = array("f", bytes(4 * _SIDES * count))
    at, size = bounds.buffer_info()[0], bounds.itemsize
    path = raw.FPDF_PAGEOBJ_PATH
    found = 0
    for number in range(count):
        thing = _object(handle, number)
        if _type(thing) == path and _bounds(thing, at, at + size, at + 2 * size, at + 3 * size):
            at += _SIDES * size
            found += _SIDES
    drawn = array("f", bytes(found * size))
    drawn[0::4] = bounds[0:found:4]
    drawn[1::4] = bounds[2:found:4]
    drawn[2::4] = array("f", [top - y for y in bounds[3:found:4]])
    drawn[3::4] = array("f", [top - y for y in bounds[1:found:4]])
    return drawn


def is_invisible(textpage: Any, text: str) -> bool:
    """Whether the text of a page is there to be found and not to be seen, as over a picture that it was recognised in.

    Args:
        textpage: PDFium's handle.
        text: the page's characters, one for each of PDFium's.
    """
    modes = []
    for start in range(0, len(text), max(1, len(text) // _SAMPLES)):
        at = next((at for at in range(start, len(text)) if not text[at].isspace()), None)
        if at is not None:
            modes.append(raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(textpage, at)))
    return bool(modes) and 2 * modes.count(raw.FPDF_TEXTRENDERMODE_INVISIBLE) > len(modes)
