"""One report's accounts, without what reads and computes them: nothing here loads Polars.

A look-up, or the explorer's first screen, needs rows; queries need frames. A kept report has both: the rows are plain
JSON, and its frames are read when a query first asks for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from doelboom.data.model.doubts import Doubts
from doelboom.data.model.findings import Summary, doubts_of, findings_of
from doelboom.data.model.identity import Correction, Identity, ReportKind, Status
from doelboom.data.model.rows import Row, columns_of
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import NodeFacts, Origin

if TYPE_CHECKING:
    import polars as pl

BUNDLED = "bundled"
"""The id of the report that comes with the program."""
REMAINDER = ".rest"
"""What the code of a remainder adds to its parent's."""
WHOLE = "*"
"""What stands for the whole report where an item's code is asked for: no report prints it, and no frame has it."""

TITLES = {
    ReportKind.ACCOUNT: "Jaarrekening",
    ReportKind.BUDGET: "Budget",
    ReportKind.PLAN: "Meerjarenplan",
    ReportKind.ADJUSTMENT: "Aanpassing meerjarenplan",
}
"""What reports of each kind are called: the field's terms, in whatever language the rest is."""
_STATES = {Status.PROVISIONAL: "ontwerp"}
"""What is said beside the title of a report that is not the last word."""

_CODE, _PARENT = (1 + list(columns_of(NodeFacts)).index(name) for name in ("code", "parent"))
"""Where both stand in a row of nodes, behind its ordinal."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the frames come from."""

    year: int
    """The report's year; it compares with the year before."""
    city: str | None = None
    name: str | None = None
    """The file's name, without its folder."""
    digest: str | None = None
    """SHA-256 of the file's content, in hexadecimal."""
    read_at: datetime | None = None
    pages: int | None = None
    notes: tuple[str, ...] = ()
    path: str | None = None
    """Where the file lay when it was opened last, as `data.storage.sources.text_of_path` writes it."""
    amount_unit: Decimal = Decimal(1)
    """What its amounts of money are rounded to, in euros."""
    percentage_unit: Decimal = Decimal("0.1")
    """What its percentages are rounded to, in per cent."""
    level_words: Mapping[str, str] = field(default_factory=dict)
    """What the report calls a node of a level (SD, OD, ...), in small letters."""
    origin: Origin = Origin.WRITTEN
    """How its words were had."""
    id: str | None = None
    """Under which id the report is known here; None for one that was only read."""
    kind: ReportKind | None = None
    """What the document calls itself; None where it does not."""
    status: Status = Status.UNKNOWN
    """How far it says it is."""
    plan_period: tuple[int, int] | None = None
    """The first and the last year of the plan that it says it is part of."""
    correction: Correction = Correction()
    """What the user says of it instead; kept beside the report, not with it."""

    @property
    def prior(self) -> int:
        """The year that the report compares with."""
        return self.year - 1

    @property
    def printed(self) -> Identity:
        """What the document says that it is; of one that does not say its kind, the tables do: they hold a plan against
        an account."""
        return Identity(self.city, self.year, self.kind or ReportKind.ACCOUNT, self.status, self.plan_period)

    @property
    def identity(self) -> Identity:
        """What the report is: by the document, as far as the user does not say otherwise."""
        return self.correction.applied(self.printed)

    @property
    def title(self) -> str:
        """What the report is called, in the words of these reports."""
        identity = self.identity
        state = f" ({_STATES[identity.status]})" if identity.status in _STATES else ""
        government = f" - {identity.government}" if identity.government else ""
        return f"{TITLES[identity.kind]} {identity.year}{state}{government}"

    @property
    def label(self) -> str:
        """The title with the id, which tells two reports of one year apart."""
        return f"{self.title} ({self.id})" if self.id is not None else self.title


@dataclass(frozen=True)
class Frames:
    """The tables of a report as Polars frames, their columns as `data.model.frames` has them."""

    nodes: pl.DataFrame
    amounts: pl.DataFrame
    faults: pl.DataFrame
    findings: pl.DataFrame
    """The check's findings; empty until it has run."""
    remainders: pl.DataFrame
    """What parents have beyond their children, as the check found it: the columns of `amounts`, seven rows for each
    parent with a remainder, its code with ``.rest`` behind it."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The same tables as rows of plain values, the columns in the frames' order."""

    nodes: Sequence[Row]
    amounts: Sequence[Row]
    findings: Sequence[Row]
    remainders: Sequence[Row]


class Tables:
    """The tables of a report in both forms, each made when it is first asked for."""

    def __init__(self, rows: Callable[[], Rows], frames: Callable[[], Frames]) -> None:
        """Neither may fail: what they read is proven whole before."""
        self._make_rows, self._make_frames = rows, frames

    @cached_property
    def rows(self) -> Rows:
        """As rows: nothing loads Polars for it where they are kept."""
        return self._make_rows()

    @cached_property
    def frames(self) -> Frames:
        """As frames."""
        return self._make_frames()

    @classmethod
    def of(cls, frames: Frames) -> Tables:
        """Those of a report that was just read."""

        def rows() -> Rows:
            return Rows(*(frame.rows() for frame in (frames.nodes, frames.amounts, frames.findings, frames.remainders)))

        return cls(rows, lambda: frames)


@dataclass(frozen=True, eq=False)
class Accounts:
    """One report. Nothing ever changes a table; a query makes a new frame.

    Two readings of a report are not equal: frames do not answer whether they are.
    """

    source: Source
    tables: Tables
    summary: Summary = Summary()
    """What the check found in numbers; all zero until it has run."""

    @property
    def rows(self) -> Rows:
        """The tables as rows."""
        return self.tables.rows

    @property
    def nodes(self) -> pl.DataFrame:
        """A row a node."""
        return self.tables.frames.nodes

    @property
    def amounts(self) -> pl.DataFrame:
        """A row a node and measure."""
        return self.tables.frames.amounts

    @property
    def faults(self) -> pl.DataFrame:
        """What the reader itself could not take at face value."""
        return self.tables.frames.faults

    @property
    def findings(self) -> pl.DataFrame:
        """What the check found."""
        return self.tables.frames.findings

    @property
    def remainders(self) -> pl.DataFrame:
        """What parents have beyond their children."""
        return self.tables.frames.remainders

    @cached_property
    def doubts(self) -> Doubts:
        """The figures in doubt; nothing is read for it where the check found none."""
        if not self.summary.doubts:
            return Doubts()
        rows = self.rows
        made_of: dict[str, list[str]] = {
            code: [code.removesuffix(REMAINDER)] for code in {row[0] for row in rows.remainders}
        }
        made_of[WHOLE] = [row[_CODE] for row in rows.nodes if row[_PARENT] is None]
        for row in rows.nodes:
            if (family := made_of.get(f"{row[_PARENT]}{REMAINDER}")) is not None:
                family.append(row[_CODE])
        return Doubts.of(doubts_of(findings_of(rows.findings)), made_of)

    def with_source(self, source: Source) -> Accounts:
        """The same report, with something else known of where it comes from."""
        return replace(self, source=source)

    def having(self, **frames: pl.DataFrame) -> Accounts:
        """The same with other frames, by name."""
        return replace(self, tables=Tables.of(replace(self.tables.frames, **frames)))
