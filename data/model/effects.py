"""What a variance means: favourable or adverse where that can be said, else only more or less."""

from __future__ import annotations

from decimal import Decimal

from doelboom.parser.records import Measure

EFFECTS = ("favourable", "adverse", "more", "less", "none")
"""The effects of a variance, in the order in which they sort."""


def effects(measure: Measure) -> tuple[str, str]:
    """What more and what less than the reference is. Investment, financing and staff are neutral: an investment not
    made is often a delay, not a saving."""
    if measure is Measure.OPERATING_EXPENDITURE:
        return "adverse", "favourable"
    if measure is Measure.OPERATING_RECEIPTS:
        return "favourable", "adverse"
    return "more", "less"


def effect_of(measure: Measure, variance: Decimal | None) -> str | None:
    """The effect of one variance, one of `EFFECTS`; None where there is no variance."""
    if variance is None:
        return None
    more, less = effects(measure)
    return more if variance > 0 else less if variance < 0 else "none"
