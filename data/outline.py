"""The tree of a report, with its figures: what the screens and `show` read.

Finished answers, by code: which nodes stand below a node, what its figures are, where it stands. A remainder (what a
parent has beyond its children) is an item of its own, after the children, under the code ``OD10041.rest``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from data.check import REST, doubtful_cells, remainders
from data.frames import Accounts
from parser.records import COLUMNS, Level, Measure


@dataclass(frozen=True, slots=True)
class Figures:
    """One line of figures: euros or FTE, percentages as printed; None where the report says nothing."""

    reference: Decimal | None = None
    actual: Decimal | None = None
    prior: Decimal | None = None
    spent_pct: Decimal | None = None
    change_pct: Decimal | None = None

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


NO_FIGURES = Figures()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why not to trust a figure."""

    named: bool
    """Whether the check names this very figure; else it is one of several of which one is wrong."""
    suggestion: Decimal | None
    """What it may have to be, where one value is left."""


@dataclass(frozen=True, slots=True)
class Item:
    """A node of the tree, or a remainder. `None` as in the frames."""

    code: str
    level: Level
    parent: str | None
    depth: int
    title: str | None = None
    service: str | None = None
    entity: str | None = None
    period_start: int | None = None
    period_end: int | None = None
    status: str | None = None
    phase: str | None = None
    description: str | None = None
    page: int | None = None
    line: int | None = None
    printed: bool = True
    """Whether the report prints its code: false where the heading is lost, and for a remainder."""
    is_rest: bool = False

    @property
    def is_lost(self) -> bool:
        """Whether its heading is lost."""
        return not self.printed and not self.is_rest and self.title is None


@dataclass(frozen=True)
class Outline:
    """The tree of one report."""

    accounts: Accounts
    items: dict[str, Item]
    """Every item by code, in the report's order, a remainder after the last child of its parent."""
    children: dict[str | None, tuple[str, ...]]
    """The codes below a code; the objectives below None."""
    _lines: dict[str, dict[str, Figures]] = field(repr=False)
    """The figures by code and measure: of remainders, and of the nodes that were asked for."""

    def figures(self, code: str, measure: Measure) -> Figures:
        """The figures of a node or remainder for a measure."""
        lines = self._lines.get(code)
        if lines is None:
            lines = self._lines[code] = self._lines_of(code)
        return lines.get(measure.value, NO_FIGURES)

    def _lines_of(self, code: str) -> dict[str, Figures]:
        """A node's lines, read when they are asked for: a look-up of one code should not pay for two thousand."""
        ordinal = self._ordinals.get(code)
        if ordinal is None:
            return {}
        lines = self.accounts.amounts.slice(ordinal * len(Measure), len(Measure)).select("measure", *COLUMNS)
        return {row[0]: Figures(*row[1:]) for row in lines.iter_rows()}

    @cached_property
    def _ordinals(self) -> dict[str, int]:
        return {code: ordinal for ordinal, code in enumerate(self.accounts.nodes["code"])}

    def path(self, code: str) -> tuple[str, ...]:
        """The codes from the objective down to this one."""
        path: list[str] = []
        at: str | None = code
        while at is not None:
            path.append(at)
            at = self.items[at].parent
        return tuple(reversed(path))

    def doubtful(self, code: str, measure: Measure) -> frozenset[str]:
        """The columns of an item's line in which a figure is in doubt, what is worked out from them included."""
        columns = {column for line, column in self.doubts.get(code, {}) if line is measure}
        if columns & {"reference", "actual"}:
            columns |= {"variance", "variance_pct"}
        if columns & {"prior", "actual"}:
            columns |= {"change"}
        return frozenset(columns)

    @cached_property
    def doubts(self) -> dict[str, dict[tuple[Measure, str], Doubt]]:
        """The figures in doubt, by code, then by measure and column."""
        found: dict[str, dict[tuple[Measure, str], Doubt]] = {}
        for row in doubtful_cells(self.accounts.findings).iter_rows(named=True):
            cell = Measure(row["measure"]), row["column"]
            found.setdefault(row["code"], {})[cell] = Doubt(row["named"], row["suggestion"])
        return found

    @cached_property
    def findings(self) -> dict[str, tuple[dict[str, Any], ...]]:
        """The findings of each node, as rows of `findings`."""
        found: dict[str, list[dict[str, Any]]] = {}
        for row in self.accounts.findings.iter_rows(named=True):
            found.setdefault(row["code"], []).append(row)
        return {code: tuple(rows) for code, rows in found.items()}


def outline(accounts: Accounts) -> Outline:
    """The tree of a report."""
    items: dict[str, Item] = {}
    children: dict[str | None, list[str]] = {}
    for row in accounts.nodes.iter_rows(named=True):
        parent = row["parent"]
        items[row["code"]] = Item(
            code=row["code"],
            level=Level(row["level"]),
            parent=parent,
            depth=items[parent].depth + 1 if parent is not None else 0,
            title=row["title"],
            service=row["service"],
            entity=row["entity"],
            period_start=row["period_start"],
            period_end=row["period_end"],
            status=row["status"],
            phase=row["phase"],
            description=row["description"],
            page=row["page"],
            line=row["line"],
            printed=row["code_printed"],
        )
        children.setdefault(parent, []).append(row["code"])
    return _with_remainders(accounts, items, children)


def _with_remainders(
    accounts: Accounts,
    items: dict[str, Item],
    children: dict[str | None, list[str]],
) -> Outline:
    lines: dict[str, dict[str, Figures]] = {}
    for row in remainders(accounts).iter_rows(named=True):
        code, parent = row["code"], row["code"].removesuffix(REST)
        lines.setdefault(code, {})[row["measure"]] = Figures(row["reference"], row["actual"], row["prior"])
        if code not in items:
            above = items[parent]
            items[code] = Item(code, Level.AC, parent, above.depth + 1, printed=False, is_rest=True)
            children[parent].append(code)
    ordered: dict[str, Item] = {}

    def visit(code: str) -> None:
        ordered[code] = items[code]
        for child in children.get(code, ()):
            visit(child)

    for root in children.get(None, ()):
        visit(root)
    return Outline(accounts, ordered, {code: tuple(below) for code, below in children.items()}, lines)
