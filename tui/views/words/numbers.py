"""Figures the report's way: ``1.234.567,89``, ``85,8%``; in both languages, since that is what is on paper."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from doelboom.parser.records import Measure

NOT_APPLICABLE = "n.v.t."
"""What stands for a share of zero."""
NOTHING = "\N{MIDDLE DOT}"
"""What stands for a figure that the report does not print."""

_TO_REPORT = str.maketrans(",.", ".,")


class Unit(Enum):
    """In what the columns of euros are shown. The detail always shows euros, as printed."""

    EURO = (Decimal(1), "euro")
    THOUSAND = (Decimal(1000), "1.000 euro")
    MILLION = (Decimal(1_000_000), "mln. euro")

    @property
    def label(self) -> str:
        """The unit as a column's heading names it."""
        return self.value[1]

    @property
    def next(self) -> Unit:
        """The unit that follows, round and round."""
        units = list(Unit)
        return units[(units.index(self) + 1) % len(units)]

    @property
    def places(self) -> int:
        """How many decimals a figure has in it."""
        return 2 if self is Unit.MILLION else 0


def grouped(value: Decimal, places: int) -> str:
    """A figure with points between thousands and a comma before the decimals, rounded half up.

    >>> grouped(Decimal("-1234567.891"), 2)
    '-1.234.567,89'
    """
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)
    return f"{rounded:,f}".translate(_TO_REPORT)


def plain(value: Decimal) -> str:
    """A figure with the decimals that it has, and no more: ``50.000``, ``2,5``."""
    return grouped(value, max(0, -int(value.normalize().as_tuple().exponent)) if value else 0)


def printed(value: Decimal | None, measure: Measure) -> str:
    """A figure as the report prints it: whole euros (cents where there are any), FTE with two decimals."""
    if value is None:
        return NOTHING
    places = 2 if measure is Measure.FTE or value != value.to_integral_value() else 0
    return grouped(value, places)


def in_unit(value: Decimal | None, measure: Measure, unit: Unit) -> str:
    """A figure in a column: euros in the unit chosen, FTE as they are."""
    if value is None:
        return NOTHING
    if measure is Measure.FTE:
        return grouped(value, 2)
    return grouped(value / unit.value[0], unit.places)


def signed(text: str) -> str:
    """A difference with its sign, which nothing but a digit above zero gets."""
    positive = not text.startswith("-") and any(digit in text for digit in "123456789")
    return f"+{text}" if positive else text


def percentage(value: Decimal | None) -> str:
    """A percentage as the report prints it: with one decimal, or with two where it needs them."""
    return NOTHING if value is None else f"{grouped(value, 1 if value == round(value, 1) else 2)}%"


def share(value: Decimal | None) -> str:
    """A variance in per cent, signed; "n.v.t." where it would be a share of zero."""
    return NOT_APPLICABLE if value is None else signed(percentage(value))


def bytes_in_words(size: int) -> str:
    """A number of bytes for people: 0 kB, 12 kB, 3,4 MB."""
    if size < 1_000_000:
        return f"{-(-size // 1000)} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def bar(actual: Decimal | None, reference: Decimal | None, width: int, *, blocks: bool = True) -> str:
    """How much of the reference was realised, as a bar; a last ``+`` where it is more than all of it.

    Without blocks, for a terminal that has none: ``#`` and ``.``.
    """
    full, empty = ("█", "·") if blocks else ("#", ".")
    if actual is None or not reference or reference < 0 or actual < 0:
        return " " * width
    eighths = int((actual / reference * width * 8).to_integral_value(ROUND_HALF_UP))
    if eighths > width * 8:
        return full * (width - 1) + "+"
    return filled(eighths, blocks=blocks).ljust(width, empty)[:width]


def filled(eighths: int, *, blocks: bool) -> str:
    """So many eighths of cells, filled from the left; without blocks to whole ones."""
    if not blocks:
        return "#" * ((eighths + 4) // 8)
    cells, part = divmod(eighths, 8)
    return "█" * cells + ("▏▎▍▌▋▊▉"[part - 1] if part else "")
