"""The tree's columns: what each says of an item for a measure, and the items below a parent in the order of one.

Figures, as `data.model.outline` has them, and what is worked out of them: no column loads Polars.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from doelboom.data.model.outline import WHOLE, Outline
from doelboom.data.model.sums import per_cent
from doelboom.data.queries.search import fold
from doelboom.parser.records import Measure

FIGURES = (
    "reference", "actual", "spent_pct", "variance", "variance_pct", "prior", "change", "change_pct",
    "share_of_parent", "share_of_whole",
)  # fmt: skip
"""The columns of figures, in order. A share is that of the reference: how much of its parent, or of the whole report,
was meant for an item."""
ORDERS = ("title", *FIGURES)
"""The columns by which siblings can be sorted."""

_MADE_OF = {"variance_pct": "variance", "change_pct": "change"}
_OF_A_LINE = frozenset({"reference", "actual", "spent_pct", "variance", "prior", "change"})
"""The columns that a line of figures has of itself."""


def figure(outline: Outline, code: str, measure: Measure, column: str) -> Decimal | None:
    """What a column of `FIGURES` says of an item: euros, FTE or per cent; None where that cannot be said."""
    own = outline.figures(code, measure)
    match column:
        case "variance_pct":
            return per_cent(own.variance, own.reference)
        case "change_pct":
            return per_cent(own.change, own.prior)
        case "share_of_parent":
            return _share(outline, code, outline.above(code) or WHOLE, measure)
        case "share_of_whole":
            return _share(outline, code, WHOLE, measure)
        case _:
            value: Decimal | None = getattr(own, column)
            return value


def column_of(outline: Outline, codes: Collection[str], measure: Measure, column: str) -> list[Decimal | None]:
    """What a column says of some items, in their order."""
    if column in _OF_A_LINE:
        return [getattr(outline.figures(code, measure), column) for code in codes]
    return [figure(outline, code, measure, column) for code in codes]


def extremes(outline: Outline, measure: Measure, column: str) -> frozenset[str]:
    """Items among which are those that take most room in a column: with the largest and the smallest figure, and one
    of which there is none to say."""
    asked = (measure, column)
    if asked not in outline.extremes:
        codes = [WHOLE, *outline.items]
        values = column_of(outline, codes, measure, column)
        known = [(value, code) for value, code in zip(values, codes, strict=True) if value is not None]
        found = {min(known)[1], max(known)[1]} if known else set()
        outline.extremes[asked] = frozenset(found if None not in values else {*found, codes[values.index(None)]})
    return outline.extremes[asked]


def _share(outline: Outline, code: str, of: str, measure: Measure) -> Decimal | None:
    """None too where the whole is not above zero: a share of it would say nothing."""
    whole = outline.figures(of, measure).reference
    return per_cent(outline.figures(code, measure).reference, whole) if whole and whole > 0 else None


def doubtful(outline: Outline, code: str, measure: Measure, columns: Collection[str] = FIGURES) -> frozenset[str]:
    """Those of some columns in which an item's figure is in doubt, or worked out of one that is."""
    doubts = set(outline.doubtful(code, measure))
    doubts |= {column for column, base in _MADE_OF.items() if base in doubts}
    of = {"share_of_parent": outline.above(code) or WHOLE, "share_of_whole": WHOLE}
    for column, whole in of.items():
        if column in columns and ("reference" in doubts or "reference" in outline.doubtful(whole, measure)):
            doubts.add(column)
    return frozenset(doubts)


def in_order(
    outline: Outline, codes: Sequence[str], measure: Measure, column: str, *, descending: bool
) -> tuple[str, ...]:
    """Siblings, given in the report's order, by a column of `ORDERS`: what has no figure there comes last, ties stay in
    the report's order, and a remainder stays behind all, since it is what is left of them."""
    parts = [code for code in codes if not outline.items[code].is_remainder]
    rest = [code for code in codes if outline.items[code].is_remainder]
    values: dict[str, Decimal | str | None] = {
        code: fold(outline.items[code].title or "") or None
        if column == "title"
        else figure(outline, code, measure, column)
        for code in parts
    }
    known = [code for code in parts if values[code] is not None]
    # Sorting is stable, in reverse too.
    known.sort(key=lambda code: values[code], reverse=descending)  # type: ignore[arg-type, return-value]
    return (*known, *(code for code in parts if values[code] is None), *rest)
