"""Numbers as a user types them."""

from __future__ import annotations

from decimal import Decimal

from doelboom.parser.grammar.figures.figures import take_apart

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
    printed = take_apart(text)
    value = None
    if printed is not None and not printed.percent:
        value = Decimal(f"{'-' if printed.negative else ''}{printed.whole}.{printed.fraction or 0}")
    if value is None and text.replace(",", ".").replace(".", "", 1).isdecimal():
        value = Decimal(text.replace(",", "."))
    return value if value is not None and value >= 0 else None
