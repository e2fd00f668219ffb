"""Figures as Flemish reports print them: ``1.234.567``, ``1.234,56``, ``85,8%``."""

from __future__ import annotations

import re
from decimal import Decimal

from doelboom.parser.vocabulary import MINUS_SIGNS

_SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_GROUPED = rf"(?:[0-9]{{1,3}}(?:[.{_SPACES}][0-9]{{3}})+|[0-9]+)"
_MONEY = re.compile(rf"(-?) ?({_GROUPED})(?:,([0-9]{{2}}))?")
_PERCENT = re.compile(rf"(-?) ?({_GROUPED}),([0-9]) ?%")
_SIGNS = str.maketrans(dict.fromkeys(MINUS_SIGNS, "-"))
_LONGEST = 32
"""More characters than any amount a city prints, and few enough for a 38-digit decimal."""


def _decimal(pattern: re.Pattern[str], text: str) -> Decimal | None:
    if len(text) > _LONGEST:
        return None
    match = pattern.fullmatch(text.translate(_SIGNS).strip())
    if match is None:
        return None
    sign, whole, fraction = match.groups()
    digits = "".join(character for character in whole if character.isdigit())
    return Decimal(f"{sign}{digits}.{fraction or '0'}")


def read_amount(text: str) -> Decimal | None:
    """Euros or FTE as printed, exact; None where the text is no such figure.

    >>> read_amount("-1.234,56")
    Decimal('-1234.56')
    """
    return _decimal(_MONEY, text)


def read_percentage(text: str) -> Decimal | None:
    """A percentage as printed, one decimal; None where the text is no such figure.

    >>> read_percentage("85,8%")
    Decimal('85.8')
    """
    return _decimal(_PERCENT, text)


def looks_like_figure(text: str) -> bool:
    """Whether a cell holds a figure, readable or nearly so (a bad digit, a lost comma)."""
    if read_amount(text) is not None or read_percentage(text) is not None:
        return True
    if len(text) > _LONGEST:
        return False
    bare = text.translate(_SIGNS).strip()
    digits = sum(character.isdigit() for character in bare)
    letters = sum(character.isalpha() for character in bare)
    return digits > 0 and letters <= digits and " " not in bare.strip("% ")
