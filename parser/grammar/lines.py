"""The lines of all tables to amounts: how figures are printed is settled from all of them before one is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from doelboom.parser.dataclass import dataclass
from doelboom.parser.errors import ReportError
from doelboom.parser.grammar.drafts import Draft
from doelboom.parser.grammar.figures.notation import Notations
from doelboom.parser.grammar.tables import BUDGET, STAFF, Line, notations_of
from doelboom.parser.records import COLUMNS, Amounts, Fault, FaultKind, Measure
from doelboom.parser.vocabulary import SECTIONS

_TABLES = (BUDGET, STAFF)
_AMOUNTS = tuple(column for column in COLUMNS if not column.endswith("_pct"))
_SCALES = {1: "units", 1_000: "thousands", 1_000_000: "millions"}
_PERCENTAGES = tuple(column for column in COLUMNS if column.endswith("_pct"))


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How the figures of a document are printed, and with that what its lines say."""

    tables: tuple[Notations, Notations]
    scale: int | None
    """How many euros one is, in tables that do not say so themselves."""
    largest: int
    """The largest of all that are said."""

    @property
    def amount_unit(self) -> Decimal:
        """What amounts of money are rounded to, in euros: the coarsest of the columns."""
        return Decimal(self.largest).scaleb(-self.tables[0].decimals(_AMOUNTS))

    @property
    def notes(self) -> tuple[str, ...]:
        """What a user should know of how the amounts were read."""
        if self.largest == 1:
            return ()
        return (f"amounts are printed in {_SCALES[self.largest]} of euros; they are shown in euros, as exact as that",)

    def scale_of(self, draft: Draft, line: Line) -> int:
        """How many euros one is in a line."""
        if line.measure in STAFF:
            return 1
        said = (line.scale, draft.scale, self.scale)
        return next((scale for scale in said if scale is not None), 1)

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
            read, unreadable = line.amounts(self.tables[measure in STAFF], self.scale_of(draft, line))
            amounts.append(read)
            faults += unreadable
        return tuple(amounts), [*faults, *self._balances(draft, amounts)]

    def _balances(self, draft: Draft, amounts: Sequence[Amounts]) -> Iterator[Fault]:
        """The figures whose row of Saldo is not receipts minus expenditure, beyond rounding."""
        for balance in draft.balances:
            line, _unread = balance.line.amounts(self.tables[0], self.scale_of(draft, balance.line))
            sections = SECTIONS if balance.section is None else (balance.section,)
            terms = [each for each in amounts if each.measure.value.partition("_")[0] in sections]
            for column in _AMOUNTS:
                printed = getattr(line, column)
                values = [getattr(term, column) for term in terms]
                if printed is None or None in values:
                    continue
                signs = (1 if term.measure.is_receipts else -1 for term in terms)
                worked_out = sum((sign * value for sign, value in zip(signs, values, strict=True)), Decimal(0))
                # Each figure but a zero is rounded, and so is the balance itself.
                room = self.amount_unit * (1 + sum(value != 0 for value in values)) / 2
                if abs(printed - worked_out) <= room:
                    continue
                text = (balance.line.cells or {}).get(column)
                for term, value in zip(terms, values, strict=True):
                    if value:
                        yield Fault(FaultKind.BALANCE, None, term.measure, column, text, balance.line.place)


def reckoning(drafts: Sequence[Draft], scale: int | None) -> Reckoning:
    """How the figures of all drafts are printed.

    Args:
        drafts: the nodes.
        scale: how many euros one is, as far as the document says so before its tables.

    Raises:
        ReportError: some tables say that they are in other units than others, and others say nothing.
    """
    lines = [(draft, line) for draft in drafts for line in draft.lines.values() if line.measure in BUDGET]
    own = [line.scale if line.scale is not None else draft.scale for draft, line in lines]
    said = {each for each in own if each is not None}
    if scale is None and None in own and said:
        if len(said) > 1:
            units = ", ".join(_SCALES[each] for each in sorted(said))
            raise ReportError(f"its tables are in {units} of euros by turns, and some do not say in which")
        (scale,) = said
    largest = max({scale or 1, *said})
    budget, staff = (
        notations_of(_lines(drafts, table), staff=table is STAFF, scaled=table is BUDGET and largest > 1)
        for table in _TABLES
    )
    return Reckoning((budget, staff), scale, largest)


def _lines(drafts: Iterable[Draft], table: tuple[Measure, ...]) -> list[Line]:
    return [line for draft in drafts for measure, line in draft.lines.items() if measure in table]
