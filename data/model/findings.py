"""What the check finds: findings, the doubts that follow from them, and a report's state in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum

from doelboom.data.model.cells import Cell, Doubt
from doelboom.data.model.rows import Row, arguments_of
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import COLUMNS, FaultKind, Measure, Place


class FindingKind(StrEnum):
    """What a finding is about: the check's own kinds, then those that the reader found."""

    PERCENTAGE = "percentage"
    SUM = "sum"
    REMAINDER = "remainder"
    HEADING_LOST = FaultKind.HEADING_LOST.value
    TABLE_MISSING = FaultKind.TABLE_MISSING.value
    DUPLICATE_CODE = FaultKind.DUPLICATE_CODE.value
    OUTSIDE_PLAN = FaultKind.OUTSIDE_PLAN.value
    UNREADABLE_FIGURE = FaultKind.UNREADABLE_FIGURE.value
    UNREADABLE_PAGE = FaultKind.UNREADABLE_PAGE.value
    PAGE_MISSING = FaultKind.PAGE_MISSING.value
    TABLE_UNSURE = FaultKind.TABLE_UNSURE.value
    BALANCE = FaultKind.BALANCE.value
    TEXT = FaultKind.TEXT.value
    RESTATED = "restated"
    """What another year's report prints otherwise: asked for, and never kept with a report."""

    @property
    def is_doubt(self) -> bool:
        """Whether it puts figures in doubt; the others tell what a report leaves out."""
        return self not in (
            FindingKind.REMAINDER,
            FindingKind.HEADING_LOST,
            FindingKind.OUTSIDE_PLAN,
            FindingKind.TEXT,
            FindingKind.RESTATED,
        )

    @property
    def is_kept(self) -> bool:
        """Whether a report's own check can find it."""
        return self is not FindingKind.RESTATED

    @property
    def is_of_whole_tables(self) -> bool:
        """Whether it puts every figure of a table, or of both, in doubt: they may be another node's."""
        return self in (FindingKind.DUPLICATE_CODE, FindingKind.TABLE_UNSURE)


class Operation(StrEnum):
    """What may have happened to what was right: the edit that explains a finding."""

    DIGIT = "digit changed"
    TRANSPOSED = "two digits transposed"
    DROPPED = "digit dropped"
    ADDED = "digit added"
    SIGN = "sign lost or added"
    COMMA = "comma lost"
    PER_CENT = "per cent sign lost"
    COLUMNS = "two columns swapped"
    DIRECTIONS = "expenditure and receipts swapped"
    LINES = "lines swapped"
    COPIED = "line copied"
    MOVED = "node below another plan"
    TABLES = "tables of neighbours swapped"

    @property
    def is_of_lines(self) -> bool:
        """Whether it is about whole lines: every cell that its finding lists is in doubt, not one of them."""
        return self in (Operation.DIRECTIONS, Operation.LINES, Operation.COPIED, Operation.TABLES)


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about a report; amounts are exact: euros, FTE, or per cent where a percentage is meant."""

    kind: FindingKind
    code: str | None = None
    """With `measure` and `column` it names the figure, or the parent whose sum is off where several figures can be
    the wrong one. Null where it is about no node."""
    measure: Measure | None = None
    column: str | None = None
    """One of `parser.records.COLUMNS`: a percentage's where the printed percentage itself is wrong."""
    printed: str | None = None
    """The figure as the report prints it."""
    expected_low: Decimal | None = None
    """What percentages and sums allow at least; None where they set no bound. For a remainder: the least that the
    children make, rounding allowed for."""
    expected_high: Decimal | None = None
    """The same at most."""
    suggestion: Decimal | None = None
    """The figure, where exactly one is left."""
    operation: Operation | None = None
    """What may have happened, where every smallest explanation has it so."""
    candidates: tuple[Cell, ...] = ()
    """The cells among which the wrong one is, the likeliest first. Where the first is the finding's own, that is the
    one named. Of whole lines: all their cells. For a node below another plan: the plan that it may belong to. For a
    lost heading: the nodes with the very same description."""
    place: Place = Place()
    """Where the node stands in the report, or what the reader found."""

    @property
    def cell(self) -> Cell | None:
        """The cell that it is about, if it is about one."""
        if self.code is None or self.measure is None or self.column is None:
            return None
        return Cell(self.code, self.measure, self.column)

    @property
    def names_its_cell(self) -> bool:
        """Whether its own cell is the first that can be the wrong one."""
        return self.candidates[:1] == (self.cell,)


@dataclass(frozen=True, slots=True)
class Summary:
    """A report's state in numbers."""

    percentages: int = 0
    """Printed percentages that could be held against two figures."""
    percentages_ok: int = 0
    parents_with_remainder: int = 0
    lost_headings: int = 0
    doubts: int = 0
    """Findings that put a figure, a table or a page in doubt."""


def findings_of(rows: Iterable[Row]) -> Iterator[Finding]:
    """The findings that stand in the rows of their table."""
    return (Finding(**arguments_of(Finding, row)) for row in rows)


def doubts_of(findings: Iterable[Finding]) -> dict[Cell, Doubt]:
    """Every cell that is in doubt: those that findings name, and those among which the wrong one is."""
    doubts: dict[Cell, Doubt] = {}
    for finding in findings:
        if not finding.kind.is_doubt:
            continue
        for cell in _whole_tables(finding):
            doubts.setdefault(cell, Doubt(named=True))
        if finding.cell is not None and (not finding.candidates or finding.names_its_cell):
            doubts[finding.cell] = Doubt(named=True, suggestion=finding.suggestion)
        for candidate in finding.candidates:
            doubts.setdefault(candidate, Doubt(named=finding.operation is not None and finding.operation.is_of_lines))
    return doubts


def _whole_tables(finding: Finding) -> Iterator[Cell]:
    """The cells of the table that a finding is about, or of both."""
    if not finding.kind.is_of_whole_tables or finding.code is None:
        return
    codes = {finding.code}
    if finding.kind is FindingKind.DUPLICATE_CODE and finding.printed is not None:
        # Which of the two is right nobody knows.
        codes.add(finding.printed)
    for code in sorted(codes):
        for measure in Measure:
            if finding.measure is None or (finding.measure is Measure.FTE) == (measure is Measure.FTE):
                yield from (Cell(code, measure, column) for column in COLUMNS)


def doubtful_codes(findings: Iterable[Finding]) -> frozenset[str]:
    """The nodes with a figure in doubt, the candidates of a doubt included.

    Of two readings of the same page, that with fewer such codes is the better one.
    """
    doubtful = [finding for finding in findings if finding.kind.is_doubt]
    codes = {finding.code for finding in doubtful if finding.code is not None}
    return frozenset(codes | {cell.code for finding in doubtful for cell in finding.candidates})
