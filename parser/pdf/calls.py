"""Many calls of a function of PDFium one after another, as a page of some thousand characters needs them.

Without types for its arguments ctypes looks at none of them, where they are its own already; a look takes longer than
PDFium does. And none lets other threads run, which would take longer still.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Callable, Iterable
from itertools import repeat
from typing import Any

Argument = Any
"""What ctypes hands on as it is."""

pointer: Callable[[Any], Argument] = ctypes.c_void_p.from_param
"""An address, or PDFium's handle of something, as an argument; a number needs nothing done to it."""


def function(declared: Any, result: Any = None) -> Callable[..., Any]:
    """One of pypdfium2's functions, to be called with pointers made by `pointer`, and with numbers for C's int.

    Args:
        declared: the function.
        result: the type of what it answers; None where nobody asks.
    """
    address = ctypes.cast(declared, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result)(address)


def handle(raw: Any) -> Argument:
    """PDFium's handle of something, as an argument."""
    return pointer(ctypes.cast(raw, ctypes.c_void_p).value)


def addresses(values: array[float], step: int, first: int = 0) -> list[Argument]:
    """The addresses of every so many of some values, as arguments. They hold as long as the array is as long as it is.

    Args:
        values: the array.
        step: how many values there are from one address to the next.
        first: which value the first address is of.
    """
    start, size = values.buffer_info()[0], values.itemsize
    return list(map(pointer, range(start + first * size, start + len(values) * size, step * size)))


def fill(
    told: Callable[..., Any], thing: Argument, indices: Iterable[int], slots: Iterable[Argument], *more: Any
) -> None:
    """Has a function write what it says of some characters of a thing, each to its own slot."""
    deque(map(told, repeat(thing), indices, slots, *more), maxlen=0)
