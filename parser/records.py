"""What a report says, as records: the parser's only output.

The terms are those of the BBC (*beleids- en beheerscyclus*): a policy objective (SD) holds action plans
(OD, PO), which hold actions (AC) and projects (PR).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Level(StrEnum):
    """The level of a node, by the first two letters of its code."""

    SD = "SD"
    """*Beleidsdoelstelling*, policy objective."""
    OD = "OD"
    """*Actieplan*, action plan."""
    PO = "PO"
    """An action plan that is a master project."""
    AC = "AC"
    """*Actie*, action."""
    PR = "PR"
    """*Project*, project."""


class Measure(StrEnum):
    """The seven lines of a node's two tables, in the report's order."""

    OPERATING_EXPENDITURE = "exploitatie_uitgaven"
    OPERATING_RECEIPTS = "exploitatie_ontvangsten"
    INVESTMENT_EXPENDITURE = "investering_uitgaven"
    INVESTMENT_RECEIPTS = "investering_ontvangsten"
    FINANCING_EXPENDITURE = "financiering_uitgaven"
    FINANCING_RECEIPTS = "financiering_ontvangsten"
    FTE = "vte"


class FaultKind(StrEnum):
    """What a reader can find wrong with a report before any arithmetic; the words are those of the check."""

    HEADING_LOST = "heading lost"
    TABLE_MISSING = "table missing"
    DUPLICATE_CODE = "duplicate code"
    OUTSIDE_PLAN = "child outside its plan"
    UNREADABLE_FIGURE = "unreadable figure"
    UNREADABLE_PAGE = "page unreadable"


COLUMNS = ("reference", "actual", "prior", "spent_pct", "of_prior_pct")
"""The columns of an amounts line by name: Budget Y or Plan Y; Jaarrekening Y or Betaald Y; the same of Y-1;
% Besteding; and the printed ratio *Y t.o.v. Y-1* ("103,9%"), no change worked out from the figures."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the report: page (from 1, in a document with pages), line (from 1, in a text)."""

    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Amounts:
    """One line of a table. Money in whole euros as printed, FTE and percentages as printed; None where the report
    prints nothing that can be read."""

    measure: Measure
    reference: Decimal | None = None
    actual: Decimal | None = None
    prior: Decimal | None = None
    spent_pct: Decimal | None = None
    of_prior_pct: Decimal | None = None
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Node:
    """One policy objective, action plan, action or project. What the report does not say is None."""

    code: str
    """Unique in the report. Where the heading is lost: the plan's code, ``.x`` and a number."""
    level: Level
    parent: str | None = None
    code_printed: bool = True
    title: str | None = None
    service: str | None = None
    entity: str | None = None
    period_start: int | None = None
    period_end: int | None = None
    status: str | None = None
    phase: str | None = None
    description: str | None = None
    """Paragraphs parted by an empty line; bullets are lines that begin with ``- ``."""
    amounts: tuple[Amounts, ...] = ()
    """Always seven, one a measure, in the order of `Measure`."""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that the reader could not take at face value."""

    kind: FaultKind
    code: str | None = None
    measure: Measure | None = None
    column: str | None = None
    printed: str | None = None
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report: the nodes in the report's order, and what was wrong with them."""

    year: int
    city: str | None
    nodes: tuple[Node, ...]
    faults: tuple[Fault, ...] = ()
    pages: int | None = None
    """The number of pages, in a document that has them."""
    notes: tuple[str, ...] = field(default=())
    """What a user should know of how it was read (one line each), such as pages read a second time."""

    @property
    def prior(self) -> int:
        """The year that the report compares with."""
        return self.year - 1
