"""What a report says, as records: the parser's only output.

The terms are those of the BBC (*beleids- en beheerscyclus*): a policy objective (SD) holds action plans
(OD, PO), which hold actions (AC) and projects (PR).
"""

from __future__ import annotations

from dataclasses import field, fields
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from doelboom.parser.dataclass import dataclass

Year = Annotated[int, "year"]
Percentage = Annotated[Decimal, "per cent"]
"""Per cent, as printed: mostly one decimal."""


class Level(StrEnum):
    """The kind of a node, by the words around its code; what Ghent's codes begin with is only its name here."""

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

    @property
    def is_receipts(self) -> bool:
        """Whether its amounts come in."""
        return self.value.endswith("_ontvangsten")


class FaultKind(StrEnum):
    """What a reader can find wrong with a report before any arithmetic; the words are those of the check."""

    HEADING_LOST = "heading lost"
    TABLE_MISSING = "table missing"
    DUPLICATE_CODE = "duplicate code"
    OUTSIDE_PLAN = "child outside its plan"
    UNREADABLE_FIGURE = "unreadable figure"
    UNREADABLE_PAGE = "page unreadable"
    PAGE_MISSING = "page missing"
    TABLE_UNSURE = "table unsure"
    """Something that could not be read stands between a heading and the table below it."""
    BALANCE = "balance"
    """A row of Saldo that is not receipts minus expenditure."""
    TEXT = "text"
    """A hint: a title, service or description that may have been read wrong."""


class ReportKind(StrEnum):
    """What a report is, by its own title."""

    ACCOUNT = "account"
    """*Jaarrekening*."""
    BUDGET = "budget"
    PLAN = "plan"
    """*Meerjarenplan*."""
    ADJUSTMENT = "adjustment"
    """*Aanpassing* of the plan or the budget."""


class Status(StrEnum):
    """How far a report is, by its own words."""

    PROVISIONAL = "provisional"
    """*Ontwerp*, *voorlopig*."""
    FINAL = "final"
    """*Vastgesteld*, *definitief*."""
    UNKNOWN = "unknown"
    """It says nothing of it, or both."""


@dataclass(frozen=True, slots=True)
class Period:
    """Years from the first to the last, both of them within it."""

    start: Year
    end: Year


class Origin(StrEnum):
    """How the words of a report were had, which says what is likely to be wrong with them."""

    WRITTEN = "written"
    """A text that a person or a converter wrote."""
    DRAWN = "drawn"
    """The words that a PDF draws, with their places; also as ``pdftotext -layout`` writes them."""
    RECOGNISED = "recognised"
    """Words that a program recognised in pictures of pages."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the report: page (from 1, in a document with pages), line (from 1, in a text)."""

    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """One line of a table. Money in whole euros as printed, FTE and percentages as printed; None where the report
    prints nothing that can be read."""

    reference: Decimal | None = None
    """Budget Y or Plan Y."""
    actual: Decimal | None = None
    """*Jaarrekening* Y or *Betaald* Y."""
    prior: Decimal | None = None
    """The same of Y-1."""
    spent_pct: Percentage | None = None
    """*% Besteding*."""
    of_prior_pct: Percentage | None = None
    """*Y t.o.v. Y-1*: the printed ratio, 103,9 for a rise of 3,9 per cent."""

    @property
    def variance(self) -> Decimal | None:
        """Actual minus reference."""
        return _minus(self.actual, self.reference)

    @property
    def change(self) -> Decimal | None:
        """Actual minus prior."""
        return _minus(self.actual, self.prior)

    @property
    def is_zero(self) -> bool:
        """Whether there is nothing in it: no figure, or none but zeroes."""
        return not (self.reference or self.actual or self.prior)


def _minus(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    return left - right if left is not None and right is not None else None


COLUMNS = tuple(column.name for column in fields(Figures))
"""The columns of a line of figures, by name."""


@dataclass(frozen=True, slots=True)
class Amounts(Figures):
    """The figures that a report prints of a node for a measure, and where."""

    measure: Measure = field(kw_only=True)
    place: Place = field(default=Place(), kw_only=True)


@dataclass(frozen=True, slots=True)
class NodeFacts:
    """What a report says of a policy objective, action plan, action or project, but for its figures. What it does not
    say is None."""

    code: str
    """Unique in the report. Where the heading is lost, or prints no code: the plan's code, ``.x`` and a number."""
    code_printed: bool = field(default=True, kw_only=True)
    level: Level
    parent: str | None = None
    title: str | None = None
    service: str | None = None
    entity: str | None = None
    period_start: Year | None = None
    period_end: Year | None = None
    status: str | None = None
    phase: str | None = None
    description: str | None = None
    """Paragraphs parted by an empty line; bullets are lines that begin with ``- ``."""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Node(NodeFacts):
    """A node as it was read."""

    amounts: tuple[Amounts, ...] = ()
    """Always seven, one a measure, in the order of `Measure`."""


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
class LevelWord:
    """What a report calls one node of a level, in small letters."""

    level: Level
    word: str
    depth: int | None = None
    """How far down they stand of which it is said, from 0; None for all others of the level."""


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
    amount_unit: Decimal = Decimal(1)
    """What its amounts of money are rounded to, in euros: a cent, a euro, a thousand."""
    percentage_unit: Decimal = Decimal("0.1")
    """What its percentages are rounded to, in per cent."""
    level_words: tuple[LevelWord, ...] = ()
    """What it calls its levels, as far as it does."""
    kind: ReportKind | None = None
    """What it calls itself; None where it does not."""
    status: Status = Status.UNKNOWN
    plan_period: Period | None = None
    """The years of the plan that it is part of; None where it prints none, or several."""
    origin: Origin = Origin.WRITTEN
    """How its words were had; of pages that differ, as most were."""

    @property
    def prior(self) -> int:
        """The year that the report compares with."""
        return self.year - 1
