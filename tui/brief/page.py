"""What stands on the page of a node, in words and figures, whatever it is written as."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from doelboom.parser.dataclass import dataclass


class Kind(StrEnum):
    """What an amount is: none of them shares a scale of colours with another."""

    EXPENDITURE = "expenditure"
    RECEIPTS = "receipts"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as it is read."""

    text: str
    is_doubtful: bool = False
    effect: str | None = None
    """Whether a variance is favourable or adverse, where it is either."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: texts first, figures behind."""

    texts: tuple[str, ...]
    cells: tuple[Cell, ...]
    is_faint: bool = False
    """Whether it is worked out or stands apart, and no line that the report prints of a node."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its headings: of the texts, then of the figures."""

    title: str
    texts: tuple[str, ...]
    figures: tuple[str, ...]
    rows: tuple[Row, ...]
    below: str = ""
    """What is to be said of it, in one line."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A budget and what became of it."""

    label: str
    kind: Kind
    reference: Decimal | None
    actual: Decimal | None
    reference_text: str
    actual_text: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the waterfall, or (without a difference) one of the two figures that it leads from and to."""

    name: str
    text: str
    before: Decimal
    after: Decimal
    is_total: bool = False
    is_faint: bool = False
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Waterfall:
    """What explains the variance."""

    title: str
    kind: Kind
    steps: tuple[Step, ...]
    table: Table
    """The same in words and figures."""


@dataclass(frozen=True, slots=True)
class Page:
    """All that stands on the page. Every text is printable, and none is marked up."""

    report: str
    place: tuple[str, ...]
    """What stands above the node, the objective first: code and title."""
    code: str
    title: str
    facts: tuple[str, ...]
    """Level, service, period, status, phase."""
    tables: tuple[Table, ...]
    """The two official ones."""
    bars: tuple[Bar, ...]
    description: tuple[str, ...]
    """Paragraphs and items, as far as there is room for them."""
    waterfall: Waterfall | None
    children: Table | None
    """The largest by their variance."""
    findings: tuple[str, ...]
    note: tuple[str, ...]
    """The lines of the user's note."""
    source: str
    """Where it stands in which report."""
    state: str
    """How far the report has proved itself, and what is in doubt here."""
