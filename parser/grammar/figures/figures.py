"""Figures as reports print them, taken apart: ``1.234.567``, ``€ -5``, ``(5)``, ``1.234,56``, ``85,8%``, ``n.v.t.``.

What is printed alike can mean different things ("1.234" in thousands, "5-" for a negative figure), so that no figure is
read by itself: `parser.grammar.notation` settles how a column is printed, from the whole document.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from doelboom.parser.vocabulary import CURRENCIES, DASHES, MINUS_SIGNS, NO_FIGURE

SEPARATORS = (".", " ", "'", "")
"""What stands between thousands: one of these, the usual one first."""

_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}"
_APOSTROPHES = "\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
_PLAIN = str.maketrans(
    {**dict.fromkeys(MINUS_SIGNS, "-"), **dict.fromkeys(_SPACES, " "), **dict.fromkeys(_APOSTROPHES, "'")}
)
_CURRENCY = f"(?:{'|'.join(CURRENCIES)})"
_LAYERS = (
    ("sign", re.compile(r"\((.*)\)")),
    ("sign", re.compile(r"-(.*)")),
    ("sign", re.compile(r"(.*)-")),
    ("unit", re.compile(rf"{_CURRENCY}(.*)", re.IGNORECASE)),
    ("unit", re.compile(rf"(.*){_CURRENCY}", re.IGNORECASE)),
    ("percent", re.compile(r"(.*)%")),
)
"""What stands around the digits, in any order, each but once."""
_DIGITS = re.compile(r"(0|[1-9][0-9]{0,2}(?:([. '])[0-9]{3}(?:\2[0-9]{3})*)?|[1-9][0-9]*)(?:,([0-9]{1,3}))?")
_LONGEST = 32
"""More characters than any amount a city prints, and few enough for a 38-digit decimal."""


class Printed(NamedTuple):
    """A figure as its parts. Whether a column prints such figures, `parser.grammar.notation` says."""

    negative: bool
    whole: str
    """The digits before the comma, without a leading zero."""
    separator: str
    """What stands between its thousands: one of `SEPARATORS`."""
    fraction: str
    """The digits behind the comma."""
    percent: bool


@lru_cache(maxsize=16384)
def take_apart(text: str) -> Printed | None:
    """A figure's parts; None where the text is none, or one that no report prints (a leading zero, two signs).

    >>> take_apart("€ 1.234-").negative
    True
    """
    if len(text) > _LONGEST:
        return None
    bare = text.translate(_PLAIN).strip()
    around: set[str] = set()
    while (layer := _outermost(bare, around)) is not None:
        around.add(layer[0])
        bare = layer[1].strip()
    match = _DIGITS.fullmatch(bare)
    if match is None or {"unit", "percent"} <= around:
        return None
    whole, separator, fraction = match.groups()
    digits = "".join(filter(str.isdigit, whole))
    return Printed("sign" in around, digits, separator or "", fraction or "", "percent" in around)


def _outermost(text: str, around: set[str]) -> tuple[str, str] | None:
    """The outermost sign or unit of a figure, of a kind that was not there yet, and what it stands around."""
    if text[:1].isdigit() and text[-1:].isdigit():
        return None
    for kind, pattern in _LAYERS:
        if kind not in around and (match := pattern.fullmatch(text)) is not None:
            return kind, match[1]
    return None


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is no figure: "n.v.t.", "NaN", a dash."""
    return text.strip().casefold() in NO_FIGURE


def is_dash(text: str) -> bool:
    """Whether a cell holds a dash alone, as accounts print for nothing."""
    return text.strip() in DASHES if text.strip() else False


@lru_cache(maxsize=4096)
def looks_like_figure(text: str) -> bool:
    """Whether a cell holds a figure, readable or nearly so (a bad digit, a lost comma)."""
    if take_apart(text) is not None:
        return True
    if len(text) > _LONGEST:
        return False
    bare = text.translate(_PLAIN).strip()
    digits = sum(character.isdigit() for character in bare)
    letters = sum(character.isalpha() for character in bare)
    return digits > 0 and letters <= digits and " " not in bare.strip("% ")
