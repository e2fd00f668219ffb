"""What codes look like: letters, digits and the signs between them; what codes of one kind have in common."""

from __future__ import annotations

import re
from functools import lru_cache
from string import ascii_uppercase
from typing import NamedTuple

CODE = r"(?:[A-Z]{1,4} [0-9]{1,4}|[0-9A-Z]{0,9}[0-9][0-9A-Z]{0,9}(?:[.-][0-9][0-9A-Z]{0,5}){0,4})(?!\w|[.,]\w)"
"""The pattern of anything that can be a code: capitals and digits, a digit among them."""
_DIGIT = re.compile(r"[0-9]")
_PARTS = re.compile(r"[0-9]+|[A-Z]+|[^0-9A-Z]+")


class Shape(NamedTuple):
    """What codes of one kind have in common."""

    kind: str
    """The letters, digits as ``#``: "AC#", "#.#". Behind a first digit the letters are any: "#@#"."""
    digits: tuple[int, ...]
    """How many digits there are in each place."""

    @property
    def letters(self) -> str:
        """The letters of a code that begins with them, and has nothing but digits behind; else nothing."""
        return self.kind[:-1] if self.kind[:-1].isalpha() else ""


def may_hold_code(text: str) -> bool:
    """Whether a text has a digit, without which there is no code in it: most lines of running text have none."""
    return _DIGIT.search(text) is not None


@lru_cache(maxsize=4096)
def shape_of(code: str) -> Shape:
    """The shape of a code."""
    parts = _PARTS.findall(code)
    numeric = code[:1].isdigit()
    kind = "".join("#" if part.isdigit() else "@" if numeric and part.isalpha() else part for part in parts)
    return Shape(kind, tuple(len(part) for part in parts if part.isdigit()))


def form_of(code: str) -> str:
    """What codes of one kind have in common, as a text: those of one level and kind have the same."""
    kind, digits = shape_of(code)
    return kind if "." in kind else f"{kind}{digits}"


def digits_of(code: str) -> str:
    """A code without the letters that only say its kind."""
    rest = code.lstrip(ascii_uppercase).lstrip(" ")
    return rest if rest[:1].isdigit() else code


def contains(code: str, other: str) -> bool:
    """Whether a code is another one with something behind it: 90.1.1 is 90.1 with it, 90.10 is not."""
    if not other or len(code) <= len(other) or not code.startswith(other):
        return False
    return not ("." in code and code[len(other)].isdigit())
