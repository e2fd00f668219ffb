"""What the terminal can show, by what it says of itself."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import IntEnum

from doelboom.parser.dataclass import dataclass

_PLAIN_TERMINALS = ("linux", "vt100", "vt102", "vt220", "vt320", "ansi", "dumb", "cons25")
"""Terminals whose fonts lack the eighth blocks and the small triangles."""


class Colours(IntEnum):
    """How many colours there are."""

    NONE = 0
    SIXTEEN = 16
    MANY = 256


@dataclass(frozen=True, slots=True)
class Abilities:
    """Colours, and whether the signs beyond Latin-1 can be shown."""

    colours: Colours = Colours.MANY
    unicode: bool = True
    light: bool = False
    """Whether the terminal says that its background is light."""


def abilities(environ: Mapping[str, str] = os.environ) -> Abilities:
    """The abilities that an environment speaks of: NO_COLOR (https://no-color.org), TERM, COLORTERM, COLORFGBG and
    the locale."""
    term = environ.get("TERM", "").lower()
    if environ.get("NO_COLOR") or term in ("vt100", "vt102", "vt220", "vt320", "dumb"):
        colours = Colours.NONE
    elif environ.get("COLORTERM", "").lower() in ("truecolor", "24bit") or "256color" in term or "kitty" in term:
        colours = Colours.MANY
    else:
        colours = Colours.SIXTEEN
    return Abilities(colours, _speaks_unicode(environ) and term not in _PLAIN_TERMINALS, _is_light(environ))


def _speaks_unicode(environ: Mapping[str, str]) -> bool:
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        if value := environ.get(name):
            return "utf" in value.lower()
    return True


def _is_light(environ: Mapping[str, str]) -> bool:
    """COLORFGBG ends in the number of the background among the sixteen colours; 7 and 9 to 15 are light."""
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    return background.isdecimal() and (int(background) == 7 or 9 <= int(background) <= 15)
