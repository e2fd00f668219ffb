"""The lines and boxes that are drawn on a page, and whether its text is drawn at all, by PDFium."""

from __future__ import annotations

import ctypes
from array import array
from itertools import compress, repeat
from typing import Any

import pypdfium2.raw as raw

from doelboom.parser.pdf.calls import addresses, function, handle, pointer

_MOST_OBJECTS = 20_000
"""A page with more objects has drawings and no tables."""
_SIDES = 4
"""Of an object: left, bottom, right and top."""
_SAMPLES = 5
"""So many characters of a page tell whether it is recognised."""


_count = function(raw.FPDFPage_CountObjects, ctypes.c_int)
_object = function(raw.FPDFPage_GetObject, ctypes.c_void_p)
_type = function(raw.FPDFPageObj_GetType, ctypes.c_int)
_bounds = function(raw.FPDFPageObj_GetBounds, ctypes.c_int)


def drawn_on(page: Any, top: float) -> array[float]:
    """What is drawn on a page that is shown upright, as x0, x1, top and bottom each, y downwards.

    Args:
        page: PDFium's handle.
        top: where the page as it is shown ends above.
    """
    thing = handle(page)
    count = _count(thing)
    if not 0 < count <= _MOST_OBJECTS:
        return array("f")
    objects = list(map(pointer, map(_object, repeat(thing), range(count))))
    paths = [one for one, kind in zip(objects, map(_type, objects), strict=True) if kind == raw.FPDF_PAGEOBJ_PATH]
    bounds = array("f", bytes(4 * _SIDES * len(paths)))
    known = list(map(_bounds, paths, *(addresses(bounds, _SIDES, at) for at in range(_SIDES))))
    left, bottom, right, over = (array("f", compress(bounds[at::_SIDES], known)) for at in range(_SIDES))
    drawn = array("f", bytes(4 * _SIDES * len(left)))
    drawn[0::4] = left
    drawn[1::4] = right
    drawn[2::4] = array("f", [top - y for y in over])
    drawn[3::4] = array("f", [top - y for y in bottom])
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
