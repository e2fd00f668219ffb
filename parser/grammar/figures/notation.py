"""How a report prints its figures, settled from the whole document: thousands, decimals, per cent signs, dashes.

A figure that its column never prints is not guessed at: it is unreadable, which is seen and not believed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

from doelboom.parser.dataclass import dataclass
from doelboom.parser.grammar.figures.figures import SEPARATORS, Printed, is_dash, is_nothing, take_apart

_MONEY_DECIMALS = (0, 2)
_SCALED_DECIMALS = (0, 1, 2, 3)
"""Of amounts in thousands or millions."""
_FTE_DECIMALS = (2,)
_PERCENTAGE_DECIMALS = (1, 0, 2)
"""The usual number first: it stands where the document does not tell."""
_FEWEST_GROUPED = 4
"""So many digits show whether thousands are parted."""
_ZERO = Decimal(0)

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Notation:
    """How one column is printed."""

    separator: str | None
    """Between thousands; None where no figure of the document is so large."""
    decimals: int
    percent: bool
    """Whether a per cent sign follows."""
    dash_is_zero: bool
    """Whether a dash stands where others print a zero."""

    def value(self, text: str) -> Decimal | None:
        """The figure that a cell of this column says, exact, as printed; None where it says none."""
        if self.dash_is_zero and is_dash(text):
            return _ZERO
        printed = take_apart(text)
        if printed is None or printed.percent is not self.percent or len(printed.fraction) != self.decimals:
            return None
        grouped = len(printed.whole) >= _FEWEST_GROUPED
        if grouped and self.separator is not None and printed.separator != self.separator:
            return None
        return _decimal(printed)


@dataclass(frozen=True, slots=True)
class Notations:
    """How the columns of one of the two tables are printed, all lines of the document together."""

    columns: Mapping[str, Notation]

    def value(self, column: str, text: str) -> Decimal | None:
        """The figure in a cell; None where it cannot be read, or says that there is none."""
        return self.columns[column].value(text)

    def decimals(self, columns: Iterable[str]) -> int:
        """The fewest decimals that one of some columns prints."""
        return min(self.columns[column].decimals for column in columns)


def _decimal(printed: Printed) -> Decimal:
    sign = "-" if printed.negative else ""
    return Decimal(f"{sign}{printed.whole}.{printed.fraction or '0'}")


def is_absent(column: str, text: str, base: Decimal | None) -> bool:
    """Whether a percentage's cell says that there is none, and none there can be: of nothing, nothing is a part."""
    if not column.endswith("_pct") or base is None or base != 0:
        return False
    printed = take_apart(text)
    return is_nothing(text) or (printed is not None and not int(printed.whole + printed.fraction))


def settled(texts: Mapping[str, Collection[str]], *, staff: bool, scaled: bool = False) -> Notations:
    """How the columns of a table are printed.

    Args:
        texts: by column, what stands in its cells.
        staff: whether it is the staffing table.
        scaled: whether its amounts are in thousands or millions.
    """
    printed = {
        column: [figure for text in column_texts if (figure := take_apart(text)) is not None]
        for column, column_texts in texts.items()
    }
    percentages = [figure for column, figures in printed.items() if column.endswith("_pct") for figure in figures]
    amounts = [figure for column, figures in printed.items() if not column.endswith("_pct") for figure in figures]
    together = {True: percentages, False: amounts}
    notations = {}
    for column, figures in printed.items():
        is_percentage = column.endswith("_pct")
        family = together[is_percentage]
        if is_percentage:
            decimals = _most(_decimals(family), _PERCENTAGE_DECIMALS)
        elif staff:
            decimals = _FTE_DECIMALS[0]
        else:
            allowed = _SCALED_DECIMALS if scaled else _MONEY_DECIMALS
            decimals = _most(_decimals(figures) or _decimals(family), allowed)
        separators = _separators(figures) or _separators(family) or _separators(percentages + amounts)
        signs = Counter(figure.percent for figure in figures) or Counter(figure.percent for figure in family)
        zeros = any(not int(figure.whole + figure.fraction) for figure in family)
        notations[column] = Notation(
            separator=_most(separators, SEPARATORS) if separators else None,
            decimals=decimals,
            percent=is_percentage and signs[True] >= signs[False],
            dash_is_zero=not is_percentage and not zeros and any(map(is_dash, texts[column])),
        )
    return Notations(notations)


def _decimals(figures: Iterable[Printed]) -> Counter[int]:
    return Counter(len(figure.fraction) for figure in figures)


def _separators(figures: Iterable[Printed]) -> Counter[str]:
    return Counter(figure.separator for figure in figures if len(figure.whole) >= _FEWEST_GROUPED)


def _most(counts: Counter[_Value], allowed: tuple[_Value, ...]) -> _Value:
    """The most frequent of the values that are allowed; the first of them among those that are as frequent."""
    return max(allowed, key=lambda value: (counts[value], -allowed.index(value)))
