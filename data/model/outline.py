"""The tree of a report, with its figures: what the screens and `show` read.

Finished answers, by code: which nodes stand below a node, what its figures are, where it stands. A remainder (what a
parent has beyond its children) is an item of its own, after the children, under the code ``OD10041.rest``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from doelboom.data.model.accounts import Accounts, Source, Summary
from doelboom.parser.records import Level, Measure

REST = ".rest"
"""What the code of a remainder adds to its parent's."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One line of figures: euros or FTE, percentages as printed; None where the report says nothing."""

    reference: Decimal | None = None
    actual: Decimal | None = None
    prior: Decimal | None = None
    spent_pct: Decimal | None = None
    of_prior_pct: Decimal | None = None

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
    findings_in_order: tuple[dict[str, Any], ...]
    """The findings as rows of `findings`."""
    doubts: dict[str, dict[tuple[Measure, str], Doubt]]
    """The figures in doubt, by code, then by measure and column."""
    summary: Summary
    _line: Callable[[str, Measure], Figures] = field(repr=False)
    """The figures of a code for a measure, read when they are asked for: a look-up pays for no others."""
    _read: dict[tuple[str, Measure], Figures] = field(default_factory=dict, repr=False)

    @property
    def source(self) -> Source:
        """Where the report comes from."""
        return self.accounts.source

    def figures(self, code: str, measure: Measure) -> Figures:
        """The figures of a node or remainder for a measure."""
        figures = self._read.get((code, measure))
        if figures is None:
            figures = self._read[code, measure] = self._line(code, measure) if code in self.items else NO_FIGURES
        return figures

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
        columns = {column for line, column in self.doubts_of(code) if line is measure}
        if columns & {"reference", "actual"}:
            columns |= {"variance", "variance_pct"}
        if columns & {"prior", "actual"}:
            columns |= {"change"}
        return frozenset(columns)

    def doubts_of(self, code: str) -> dict[tuple[Measure, str], Doubt]:
        """The figures of an item that are in doubt; a remainder's, those of its parent and that one's children."""
        item = self.items.get(code)
        if item is None or not item.is_rest or item.parent is None:
            return self.doubts.get(code, {})
        made_of = (item.parent, *self.children.get(item.parent, ()))
        cells = {cell for part in made_of for cell in self.doubts.get(part, {})}
        return {cell: Doubt(named=False, suggestion=None) for cell in cells if not cell[1].endswith("_pct")}

    @cached_property
    def findings(self) -> dict[str, tuple[dict[str, Any], ...]]:
        """The findings of each node."""
        found: dict[str, list[dict[str, Any]]] = {}
        for row in self.findings_in_order:
            found.setdefault(row["code"], []).append(row)
        return {code: tuple(rows) for code, rows in found.items()}


def outline(accounts: Accounts) -> Outline:
    """The tree of a report: of a kept one as it was kept, of another from its frames."""
    if accounts.glance is not None:
        from doelboom.data.model.glance import from_glance

        return from_glance(accounts, accounts.glance)
    from doelboom.data.model.growing import grown

    return grown(accounts)


_LONGEST_SHOWN = {"title": 1000, "service": 1000, "entity": 1000, "status": 1000, "phase": 1000, "description": 100_000}
"""Characters of a text that a screen shows; far more than any report's."""


def shortened(tree: Outline) -> Outline:
    """The tree for a screen: texts far longer than any report's are cut, with the number of characters left out.

    A report from the web can have a megabyte for a title; wrapping and measuring that takes a screen minutes.
    """
    items = {code: _short(item) for code, item in tree.items.items()}
    return tree if items == tree.items else replace(tree, items=items)


def _short(item: Item) -> Item:
    cut: dict[str, Any] = {}
    for name, longest in _LONGEST_SHOWN.items():
        text: str | None = getattr(item, name)
        if text is not None and len(text) > longest:
            cut[name] = f"{text[:longest]}\N{HORIZONTAL ELLIPSIS} (+{len(text) - longest})"
    return replace(item, **cut) if cut else item
