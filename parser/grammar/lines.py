"""The lines of all tables to amounts: how figures are printed is settled from all of them before one is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from doelboom.parser.grammar.drafts import Draft
from doelboom.parser.grammar.notation import Notations
from doelboom.parser.grammar.tables import BUDGET, STAFF, Line, notations_of
from doelboom.parser.records import COLUMNS, Amounts, Fault, Measure

_TABLES = (BUDGET, STAFF)
_AMOUNTS = tuple(column for column in COLUMNS if not column.endswith("_pct"))
_PERCENTAGES = tuple(column for column in COLUMNS if column.endswith("_pct"))


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How the figures of a document are printed, and with that what its lines say."""

    tables: tuple[Notations, Notations]

    @property
    def amount_unit(self) -> Decimal:
        """What amounts of money are rounded to, in euros: the coarsest of the columns."""
        return Decimal(1).scaleb(-self.tables[0].decimals(_AMOUNTS))

    @property
    def percentage_unit(self) -> Decimal:
        """What percentages are rounded to, in per cent."""
        return Decimal(1).scaleb(-min(table.decimals(_PERCENTAGES) for table in self.tables))

    def amounts(self, draft: Draft) -> tuple[tuple[Amounts, ...], list[Fault]]:
        """The seven amounts of a node, and what could not be read of them; the faults name no node."""
        amounts = []
        faults: list[Fault] = []
        for measure in Measure:
            line = draft.lines.get(measure)
            if line is None:
                amounts.append(Amounts(measure=measure, place=draft.place))
                continue
            read, unreadable = line.amounts(self.tables[measure in STAFF])
            amounts.append(read)
            faults += unreadable
        return tuple(amounts), faults


def reckoning(drafts: Sequence[Draft]) -> Reckoning:
    """How the figures of all drafts are printed."""
    budget, staff = (notations_of(_lines(drafts, table), staff=table is STAFF) for table in _TABLES)
    return Reckoning((budget, staff))


def _lines(drafts: Iterable[Draft], table: tuple[Measure, ...]) -> list[Line]:
    return [line for draft in drafts for measure, line in draft.lines.items() if measure in table]
