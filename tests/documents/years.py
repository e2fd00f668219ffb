"""Several years of one invented city by seed, every change between them known; written as text and as PDF.

Each report is right in itself: sums and percentages agree, and the account of the year before is what that year's
report printed, but where a change says otherwise.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path

from doelboom.parser import Level, Measure, Node, Report
from doelboom.parser.records import Period, ReportKind, Status
from tests.documents.in_units import Units, lines
from tests.documents.invent import Inventor, Size, amounts, total
from tests.documents.looks import Look, plain_look
from tests.documents.producers import writer

CITY = "Lindendorp"
PLAN_YEARS = 6
SIZE = Size(objectives=2, plans=3, leaves=5, lost=0.0)
_LEAVES = (Level.AC, Level.PR)
_STATES = {Status.PROVISIONAL: " - ontwerp", Status.FINAL: " - definitief", Status.UNKNOWN: ""}


class ChangeKind(StrEnum):
    """What can become of a node from one year's report to the next."""

    RENAMED = "renamed"
    """The same code, a title that says something else."""
    RESPELLED = "respelled"
    """The same code, the same title with other capitals and accents: the same node."""
    MOVED = "moved"
    """Below another plan."""
    OTHER_CODE = "other code"
    """The same title under another code."""
    REUSED = "reused"
    """The code of a node that is gone, for another one, below another plan."""
    SPLIT = "split"
    """Gone; two new nodes share its account of the year before."""
    GONE = "gone"
    NEW = "new"
    """Nothing was spent on it the year before."""
    RESTATED = "restated"
    """The account of the year before is not what that year's report prints."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that differs between a year's report and that of the year before."""

    kind: ChangeKind
    year: int
    """Of the later report."""
    code: str
    """In the later report; of what is gone, in the earlier one."""
    others: tuple[str, ...] = ()
    """The code in the earlier report where it is another; the new codes of what was split; from which plan, of what
    moved."""
    measure: Measure | None = None
    was: Decimal | None = None
    """The account as the earlier report prints it."""
    now: Decimal | None = None
    """The same as the later one does."""


@dataclass(frozen=True, slots=True)
class City:
    """Its reports, oldest first, and what changed between them."""

    reports: tuple[Report, ...]
    changes: tuple[Change, ...]

    def of(self, kind: ChangeKind, year: int | None = None) -> list[Change]:
        """The changes of a kind, in a year or in all."""
        return [change for change in self.changes if change.kind is kind and year in (None, change.year)]

    def report(self, year: int, status: Status | None = None) -> Report:
        """The report of a year; where there are two, the one that is so far."""
        return next(one for one in self.reports if one.year == year and status in (None, one.status))


def city(
    seed: int,
    first: int = 2022,
    count: int = 3,
    *,
    size: Size = SIZE,
    twice: bool = False,
    new_plan: int | None = None,
) -> City:
    """The reports of some years.

    Args:
        twice: whether the last year has a provisional report before its final one, with other accounts.
        new_plan: the year in which a new plan begins: codes are used again.
    """
    return _City(random.Random(seed), size, first, new_plan).reports(count, twice=twice)


@dataclass
class _City:
    draw: random.Random
    size: Size
    first: int
    new_plan: int | None
    changes: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.inventor = Inventor(self.draw, self.size, self.first)
        self.titles: set[str] = set()

    def reports(self, count: int, *, twice: bool) -> City:
        start = self.inventor.report()
        self.titles = {node.title for node in start.nodes if node.title is not None}
        begin = self.new_plan - PLAN_YEARS if self.new_plan is not None else self.first - 2
        nodes = [_with_period(node, Period(begin, begin + PLAN_YEARS - 1)) for node in start.nodes]
        # No plan may be emptied, and there must be enough to change.
        leaves = [self._leaf(node.code) for node in nodes if node.level in (Level.OD, Level.PO) for _ in range(3)]
        reports = [self._report(self.first, _arranged([*nodes, *leaves]))]
        for year in range(self.first + 1, self.first + count):
            reports.append(self._report(year, self._next(reports[-1].nodes, year)))
        if twice:
            reports.insert(-1, replace(self._revised(reports[-1]), status=Status.PROVISIONAL))
            reports[-1] = replace(reports[-1], status=Status.FINAL)
        return City(tuple(reports), tuple(self.changes))

    def _report(self, year: int, nodes: Sequence[Node]) -> Report:
        start = next(node.period_start for node in nodes if node.level in (Level.OD, Level.PO))
        assert start is not None
        period = Period(start, start + PLAN_YEARS - 1)
        return Report(year, CITY, _summed(nodes), kind=ReportKind.ACCOUNT, plan_period=period)

    def _next(self, before: Sequence[Node], year: int) -> list[Node]:
        """The nodes of the year after, a change of each kind among them."""
        nodes = {node.code: self._a_year_on(node) for node in before}
        plans = [node.code for node in before if node.level in (Level.OD, Level.PO)]
        # What was renamed or got another code stays as it is: nobody could tell what became of it twice.
        told = {one.code for one in self.changes if one.kind in (ChangeKind.RENAMED, ChangeKind.OTHER_CODE)}
        leaves = (node for node in nodes.values() if node.level in _LEAVES and _spent(node) and node.code not in told)
        free = iter(self._shuffled(leaves))
        self._rename(nodes, next(free), year)
        self._respell(nodes, next(free), year)
        self._move(nodes, next(free), plans, year)
        self._recode(nodes, next(free), year)
        self._split(nodes, next(free), year)
        gone = next(free)
        del nodes[gone.code]
        self._note(ChangeKind.GONE, year, gone.code)
        new = self._leaf(self.draw.choice(plans), spent=False)
        nodes[new.code] = new
        self._note(ChangeKind.NEW, year, new.code)
        self._restate(nodes, next(free), year)
        arranged = list(nodes.values())
        if year == self.new_plan:
            arranged.append(self._reuse(gone, plans, year))
            arranged = [_with_period(node, Period(year, year + PLAN_YEARS - 1)) for node in arranged]
        return _arranged(arranged)

    def _rename(self, nodes: dict[str, Node], node: Node, year: int) -> None:
        nodes[node.code] = replace(node, title=self._title())
        self._note(ChangeKind.RENAMED, year, node.code)

    def _respell(self, nodes: dict[str, Node], node: Node, year: int) -> None:
        assert node.title is not None
        title = node.title.replace("ë", "e").replace("-", " ").replace("van", "Van", 1)
        nodes[node.code] = replace(node, title=title if title != node.title else node.title.title())
        self._note(ChangeKind.RESPELLED, year, node.code)

    def _move(self, nodes: dict[str, Node], node: Node, plans: Sequence[str], year: int) -> None:
        target = self.draw.choice([code for code in plans if code != node.parent])
        nodes[node.code] = replace(node, parent=target)
        assert node.parent is not None
        self._note(ChangeKind.MOVED, year, node.code, (node.parent,))

    def _recode(self, nodes: dict[str, Node], node: Node, year: int) -> None:
        del nodes[node.code]
        code = self.inventor.code(node.level.value)
        nodes[code] = replace(node, code=code)
        self._note(ChangeKind.OTHER_CODE, year, code, (node.code,))

    def _split(self, nodes: dict[str, Node], node: Node, year: int) -> None:
        del nodes[node.code]
        assert node.parent is not None
        one, other = (self._leaf(node.parent) for _ in range(2))
        halves: tuple[list[Decimal], list[Decimal]] = ([], [])
        for line in node.amounts:
            prior = line.prior or Decimal(0)
            halves[0].append((prior / 3).quantize(prior))
            halves[1].append(prior - halves[0][-1])
        for part, priors in zip((one, other), halves, strict=True):
            nodes[part.code] = _with_priors(part, priors)
        self._note(ChangeKind.SPLIT, year, node.code, (one.code, other.code))

    def _restate(self, nodes: dict[str, Node], node: Node, year: int) -> None:
        at = next(at for at, line in enumerate(node.amounts) if line.prior)
        line = node.amounts[at]
        assert line.prior is not None
        now = line.prior + self.draw.randrange(1_000, 90_000)
        priors = [each.prior or Decimal(0) for each in node.amounts]
        nodes[node.code] = _with_priors(node, [*priors[:at], now, *priors[at + 1 :]])
        self._note(ChangeKind.RESTATED, year, node.code, (), line.measure, line.prior, now)

    def _reuse(self, gone: Node, plans: Sequence[str], year: int) -> Node:
        parent = self.draw.choice([code for code in plans if code != gone.parent])
        self._note(ChangeKind.REUSED, year, gone.code)
        return replace(self._leaf(parent, spent=False), code=gone.code, level=gone.level)

    def _note(
        self,
        kind: ChangeKind,
        year: int,
        code: str,
        others: tuple[str, ...] = (),
        measure: Measure | None = None,
        was: Decimal | None = None,
        now: Decimal | None = None,
    ) -> None:
        self.changes.append(Change(kind, year, code, others, measure, was, now))

    def _leaf(self, parent: str, *, spent: bool = True) -> Node:
        node = replace(self.inventor.leaf(Level.AC, parent, 0), title=self._title())
        if not spent:
            return _with_priors(node, [Decimal(0)] * len(node.amounts))
        if not _spent(node, "actual"):
            line = amounts(Measure.OPERATING_EXPENDITURE, Decimal(90_000), Decimal(81_500), Decimal(0))
            node = replace(node, amounts=(line, *node.amounts[1:]))
        return node

    def _title(self) -> str:
        """A title unlike every other."""
        while True:
            title = self.inventor.title(3)
            if all(SequenceMatcher(None, title.casefold(), other.casefold()).ratio() < 0.75 for other in self.titles):
                self.titles.add(title)
                return title

    def _shuffled(self, nodes: Iterator[Node]) -> list[Node]:
        shuffled = list(nodes)
        self.draw.shuffle(shuffled)
        return shuffled

    def _a_year_on(self, node: Node) -> Node:
        """The node in the next report: this account is its account of the year before."""
        drawn = []
        for line in node.amounts:
            prior = line.actual or Decimal(0)
            reference, actual = ((prior * self.draw.randrange(60, 140) / 100).quantize(prior) for _ in range(2))
            drawn.append(amounts(line.measure, reference, actual, prior))
        return replace(node, amounts=tuple(drawn))

    def _revised(self, report: Report) -> Report:
        """The same report with other accounts of its year."""
        nodes = []
        for node in report.nodes:
            if node.level in _LEAVES and self.draw.random() < 0.3:
                node = replace(
                    node,
                    amounts=tuple(
                        amounts(
                            line.measure,
                            line.reference or Decimal(0),
                            (line.actual or Decimal(0)) + 1_000,
                            line.prior or Decimal(0),
                        )
                        if line.actual
                        else line
                        for line in node.amounts
                    ),
                )
            nodes.append(node)
        return replace(report, nodes=_summed(nodes))


def _spent(node: Node, column: str = "prior") -> bool:
    """Whether enough was spent on a node in the year before that its changes are no rounding."""
    return any(getattr(line, column) and line.measure is not Measure.FTE for line in node.amounts)


def _with_priors(node: Node, priors: Sequence[Decimal]) -> Node:
    drawn = [
        amounts(line.measure, line.reference or Decimal(0), line.actual or Decimal(0), prior)
        for line, prior in zip(node.amounts, priors, strict=True)
    ]
    return replace(node, amounts=tuple(drawn))


def _with_period(node: Node, period: Period) -> Node:
    if node.level not in (Level.OD, Level.PO):
        return node
    return replace(node, period_start=period.start, period_end=period.end)


def _arranged(nodes: Sequence[Node]) -> list[Node]:
    """The nodes in a report's order: each with all that is below it."""

    def below(parent: str | None) -> Iterator[Node]:
        for node in nodes:
            if node.parent == parent:
                yield node
                yield from below(node.code)

    return list(below(None))


def _summed(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """The nodes, their parents' figures the sums of their children's."""
    known = {node.code: node for node in nodes}
    for node in reversed(nodes):
        if node.level not in _LEAVES:
            known[node.code] = replace(node, amounts=total(one for one in known.values() if one.parent == node.code))
    return tuple(known.values())


def title_of(report: Report) -> str:
    """The title that the first page prints."""
    return f"Jaarrekening {report.year}{_STATES[report.status]}"


def write_text(report: Report, folder: Path) -> Path:
    """Writes a report as a text with tabs; its file."""
    path = folder / f"{report.year}{_STATES[report.status].replace(' ', '')}.txt"
    head = [title_of(report), "", f"Stad {report.city} - Kerkstraat 1, 9990 {report.city}", ""]
    path.write_text("\n".join([*head, *lines(report, Units())]), encoding="utf-8")
    return path


def write_pdf(report: Report, folder: Path, producer: str = "fpdf") -> Path:
    """Writes a report as a PDF; its file."""
    path = folder / f"{report.year}{_STATES[report.status].replace(' ', '')}.pdf"
    look = plain_look(Look(head=(f"{title_of(report)}    Documentatie",)))
    writer(producer)(report, look, path)
    return path
