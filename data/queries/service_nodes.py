"""What one service has: its nodes, and the sums of their lines. Read from the outline, without Polars."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from doelboom.data.model.outline import Outline
from doelboom.data.model.queries import NO_SERVICE, REMAINDERS
from doelboom.parser.records import Figures, Level, Measure


def nodes_of(outline: Outline, service: str | None, mark: str | None = None) -> tuple[str, ...]:
    """The codes of the actions and projects of a service, in the report's order; or, without a service, those that a
    row of `data.queries.services` with this mark is made of."""
    leaves = [item for item in outline.items.values() if item.level in (Level.AC, Level.PR)]
    if mark == REMAINDERS:
        return tuple(item.code for item in leaves if item.is_remainder)
    if service is None and mark != NO_SERVICE:
        return ()
    return tuple(item.code for item in leaves if item.service == service and not item.is_remainder)


def summed(outline: Outline, codes: Sequence[str], measure: Measure) -> Figures:
    """The sums of some nodes' lines for a measure, null where one of the figures is not printed; the percentages are
    worked out from them, with one decimal, and zero where the report would print a share of zero as such."""
    lines = [outline.figures(code, measure) for code in codes]
    reference, actual, prior = (
        _sum([getattr(line, name) for line in lines]) for name in ("reference", "actual", "prior")
    )
    return Figures(reference, actual, prior, _per_cent(actual, reference), _per_cent(actual, prior))


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _per_cent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if part is None or whole is None:
        return None
    return (part * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else Decimal("0.0")
