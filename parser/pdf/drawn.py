"""The lines and boxes that are drawn on a page, and whether its text is drawn at all, by PDFium."""

from __future__ import annotations

import ctypes
from array import array
from typing import Any

import pypdfium2.raw as raw

_MOST_OBJECTS = 20_000
"""A page with more objects has drawings and no tables."""
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
    values: list[float] = []
    count = _count(handle)
    if not 0 < count <= _MOST_OBJECTS:
        return array("f")
    box = (ctypes.c_float * 4)()
    left = ctypes.addressof(box)
    bottom, right, upper = left + 4, left + 8, left + 12
    for at in range(count):
        found = _object(handle, at)
        if _type(found) == raw.FPDF_PAGEOBJ_PATH and _bounds(found, left, bottom, right, upper):
            x0, y0, x1, y1 = box
            values += (x0, x1, top - y1, top - y0)
    return array("f", values)


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
