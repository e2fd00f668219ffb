"""A node while it is being read: its heading, its text and its table lines, not yet made into a record."""

from __future__ import annotations

from dataclasses import field

from doelboom.parser.dataclass import dataclass
from doelboom.parser.grammar.headings import Heading
from doelboom.parser.grammar.tables import BUDGET, STAFF, Line
from doelboom.parser.levels import Rung, rung_of
from doelboom.parser.records import Fault, Level, Measure, Place
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import DIRECTIONS, SECTIONS


@dataclass(frozen=True, slots=True)
class Balance:
    """A row of a table that is receipts minus expenditure."""

    section: str | None
    """None where it is that of the whole table."""
    line: Line


@dataclass(slots=True)
class Draft:
    """A node being read."""

    level: Level
    place: Place
    heading: Heading | None = None
    announced: Rung | None = None
    """Where in the order of the levels its code stands, or the words above it; None where neither says so."""
    above: Rung | None = None
    """The level that the row above it announced; None where none did."""
    marker: Row | None = None
    """The row ("Acties") that opened it, where no heading follows."""
    title_rows: list[Row] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)
    tail: list[Row] = field(default_factory=list)
    """Text below table lines: the next node's, if tables follow it without a heading."""
    lines: dict[Measure, Line] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    balances: list[Balance] = field(default_factory=list)
    scale: int | None = None
    """How many euros one is in its tables, where a line above them says so."""
    orphan: bool = False
    """Whether it holds what follows a page that is gone, until a heading comes: it is nobody's before that page."""
    broken: bool = False
    """Whether a page is gone before it."""
    headers: set[tuple[Measure, ...]] = field(default_factory=set)

    @property
    def code(self) -> str | None:
        """The code that its heading prints."""
        return self.heading.code if self.heading is not None else None

    @property
    def rung(self) -> Rung:
        """Where in the order of the levels it stands."""
        return self.announced if self.announced is not None else rung_of(self.level)

    @property
    def has_tables(self) -> bool:
        return bool(self.lines or self.headers)

    @property
    def complete(self) -> bool:
        return self.has(BUDGET) and self.has(STAFF)

    def has(self, measures: tuple[Measure, ...]) -> bool:
        """Whether every line of a table is there."""
        return all(measure in self.lines for measure in measures)

    def begun(self, measures: tuple[Measure, ...]) -> bool:
        """Whether a table's header or one of its lines was seen."""
        return measures in self.headers or any(measure in self.lines for measure in measures)

    def next_section(self) -> str | None:
        """The section that an *Uitgaven* line without its own label opens: the one after the sections that are
        there in full. None where a line is missing before it, so that it cannot be told."""
        seen = [measure for measure in BUDGET if measure in self.lines]
        count = len(seen)
        if count == len(BUDGET) or count % len(DIRECTIONS) or tuple(seen) != BUDGET[:count]:
            return None
        return SECTIONS[count // len(DIRECTIONS)]
