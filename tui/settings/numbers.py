"""Numbers as a user types them."""

from __future__ import annotations

from decimal import Decimal

from doelboom.parser.grammar.figures import read_amount

_LONGEST = 20


def read_floor(text: str) -> Decimal | None:
    """A floor as a user types it: "50000", "50.000", "2,5", "2.5" or nothing at all; None where it is no such number.

    Points between groups of three digits part thousands, as in the report.
    """
    text = text.strip()
    if not text:
        return Decimal(0)
    if len(text) > _LONGEST:
        return None
    value = read_amount(text)
    if value is None and text.replace(",", ".").replace(".", "", 1).isdecimal():
        value = Decimal(text.replace(",", "."))
    return value if value is not None and value >= 0 else None
