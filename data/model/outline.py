"""The tree of a report, with its figures: what the screens and `show` read.

Finished answers, by code: which nodes stand below a node, what its figures are, where it stands. A remainder (what a
parent has beyond its children) is an item of its own, after the children, under the code ``OD10041.rest``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from doelboom.data.model.accounts import REMAINDER as REMAINDER  # the queries take both from here
from doelboom.data.model.accounts import WHOLE as WHOLE
from doelboom.data.model.accounts import Accounts, Source
from doelboom.data.model.cells import Doubt
from doelboom.data.model.doubts import FIGURES
from doelboom.data.model.findings import Finding, Summary, findings_of
from doelboom.data.model.remainders import is_rounding
from doelboom.data.model.rows import Row, arguments_of
from doelboom.data.model.sums import added, sum_of
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import COLUMNS, Figures, Level, Measure, NodeFacts

NO_FIGURES = Figures()

_SHOWN = (*COLUMNS, "variance", "variance_pct", "effect", "change", "change_pct")
"""The columns of a line, printed or worked out."""
_PLACES = {measure: place for place, measure in enumerate(Measure)}
_FIGURES = 2
"""Where the figures begin in a row of amounts, behind its code and measure."""


@dataclass(frozen=True, slots=True)
class Item(NodeFacts):
    """A node of the tree, a remainder, or the whole report."""

    depth: int = field(kw_only=True)
    is_remainder: bool = field(default=False, kw_only=True)

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole report."""
        return self.code == WHOLE

    @property
    def is_lost(self) -> bool:
        """Whether its heading is lost."""
        return not (self.code_printed or self.is_remainder or self.is_whole) and self.title is None


_WHOLE_REPORT = Item(WHOLE, Level.SD, code_printed=False, depth=0)


@dataclass(frozen=True, slots=True)
class Kind:
    """The nodes of one level at one depth."""

    level: Level
    first: Item
    count: int
    is_coded: bool
    """Whether their codes begin with the letters of the level."""


@dataclass(frozen=True)
class Outline:
    """The tree of one report."""

    accounts: Accounts
    items: Mapping[str, Item]
    """Every item by code, in the report's order, a remainder after the last child of its parent. The whole report is
    not among them: see `item`."""
    children: Mapping[str | None, tuple[str, ...]]
    """The codes below a code; the objectives below None."""
    findings_in_order: tuple[Finding, ...]
    """The findings in the report's order."""
    _lines: Mapping[str, Sequence[Row]] = field(repr=False)
    """The rows of amounts of each code, a row a measure."""
    _read: dict[tuple[str, Measure], Figures] = field(default_factory=dict, repr=False)
    _zeroes: dict[Measure, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    extremes: dict[tuple[Measure, str], frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    """What `data.queries.siblings.extremes` found, by measure and column: to look through all items once is enough."""

    @property
    def source(self) -> Source:
        """Where the report comes from."""
        return self.accounts.source

    @property
    def summary(self) -> Summary:
        """The report's state in numbers."""
        return self.accounts.summary

    def __contains__(self, code: object) -> bool:
        return code == WHOLE or code in self.items

    def item(self, code: str) -> Item:
        """The item with a code, the whole report included.

        Raises:
            KeyError: there is none.
        """
        return _WHOLE_REPORT if code == WHOLE else self.items[code]

    def above(self, code: str) -> str | None:
        """The code of what an item is a part of: its parent; the whole report's for an objective; None for that."""
        return None if code == WHOLE else self.items[code].parent or WHOLE

    def below(self, code: str) -> tuple[str, ...]:
        """The codes of the parts of an item, the remainder last."""
        return self.children.get(None if code == WHOLE else code, ())

    def figures(self, code: str, measure: Measure) -> Figures:
        """The figures of an item for a measure, read when they are asked for; the whole report's are worked out."""
        figures = self._read.get((code, measure))
        if figures is None:
            figures = self._read[code, measure] = self._figures(code, measure)
        return figures

    def _figures(self, code: str, measure: Measure) -> Figures:
        if code == WHOLE:
            return sum_of([self.figures(part, measure) for part in self.below(WHOLE)])
        rows = self._lines.get(code)
        values = rows[_PLACES[measure]][_FIGURES:] if rows is not None else None
        if values is None:
            return NO_FIGURES
        figures = Figures(**arguments_of(Figures, values))
        return self._with_zeroes(code, measure, figures) if self.items[code].is_remainder else figures

    @cached_property
    def remainders(self) -> frozenset[str]:
        """The codes of the remainders."""
        return frozenset(code for code, item in self.items.items() if item.is_remainder)

    @cached_property
    def levels(self) -> int:
        """How many levels there are below one another."""
        return 1 + max((item.depth for item in self.items.values()), default=0)

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of nodes that there are, from the top down, at each depth in the order of the levels."""
        nodes: dict[tuple[int, Level], list[Item]] = {}
        for item in self.items.values():
            if not item.is_remainder:
                nodes.setdefault((item.depth, item.level), []).append(item)
        order = list(Level)
        return tuple(
            Kind(
                level,
                of_kind[0],
                len(of_kind),
                all(item.code.startswith(level.value) or not item.code_printed for item in of_kind),
            )
            for (_depth, level), of_kind in sorted(
                nodes.items(), key=lambda entry: (entry[0][0], order.index(entry[0][1]))
            )
        )

    def zeroes(self, measure: Measure) -> frozenset[str]:
        """The codes of the items whose figures for a measure are none, or nothing but zeroes."""
        if measure not in self._zeroes:
            place, last = _PLACES[measure], _FIGURES + len(FIGURES)
            lines = self._lines
            self._zeroes[measure] = frozenset(
                code
                for code in self.items
                # The rows themselves: making figures of all of them takes far longer.
                if not any(
                    value and Decimal(value) for value in (lines[code][place][_FIGURES:last] if code in lines else ())
                )
            )
        return self._zeroes[measure]

    @cached_property
    def longest_code(self) -> int:
        """How long the longest code is that the report prints."""
        return max((len(code) for code, item in self.items.items() if item.code_printed), default=0)

    def gap(self, code: str, measure: Measure, column: str) -> Decimal | None:
        """What a node has beyond its children in a printed column of amounts; None where a figure of theirs is not
        printed."""
        total: Decimal | None = getattr(self.figures(code, measure), column)
        parts = self._parts(code, measure, column)
        if total is None or None in parts:
            return None
        return total - added(part for part in parts if part is not None)

    def rounds_away(self, code: str, measure: Measure, column: str) -> bool:
        """Whether a gap is what rounding makes: where a figure is in doubt, by how far rounding reaches; else the check
        has found that it is."""
        gap = self.gap(code, measure, column)
        if gap is None:
            return False
        behind = self.accounts.doubts.behind((code, *self.below(code)), (measure,), (column,))
        parts = self._parts(code, measure, column)
        return not behind or is_rounding(gap, (part for part in parts if part is not None), measure)

    def _parts(self, code: str, measure: Measure, column: str) -> list[Decimal | None]:
        below = (child for child in self.below(code) if not self.items[child].is_remainder)
        return [getattr(self.figures(child, measure), column) for child in below]

    def _with_zeroes(self, code: str, measure: Measure, figures: Figures) -> Figures:
        """The figures of a remainder, zero where parent and children agree but for rounding."""
        parent = self.items[code].parent
        assert parent is not None
        zeroes = {
            column: Decimal(0)
            for column in FIGURES
            if getattr(figures, column) is None and self.rounds_away(parent, measure, column)
        }
        return replace(figures, **zeroes) if zeroes else figures

    def path(self, code: str) -> tuple[str, ...]:
        """The codes from the objective down to this one."""
        path: list[str] = []
        at: str | None = code
        while at is not None:
            path.append(at)
            at = self.item(at).parent
        return tuple(reversed(path))

    def doubtful(self, code: str, measure: Measure) -> frozenset[str]:
        """The columns of an item's line in which a figure is in doubt, what is worked out from them included."""
        return self.accounts.doubts.columns_of(code, measure, _SHOWN)

    def doubts_of(self, code: str) -> Mapping[tuple[Measure, str], Doubt]:
        """The figures of an item that are in doubt, by measure and column; a remainder's, those of its parent and that
        one's children; the whole report's, those of the objectives."""
        doubts = self.accounts.doubts
        if code not in doubts.made_of:
            return doubts.by_code.get(code, {})
        columns = COLUMNS if code == WHOLE else FIGURES
        return {
            (measure, column): Doubt(named=False)
            for measure in Measure
            for column in columns
            if doubts.behind((code,), (measure,), (column,))
        }

    def has_doubt(self, code: str) -> bool:
        """Whether a figure of an item is in doubt."""
        return bool(self.doubts_of(code))

    @cached_property
    def findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings of each node; those of none are the whole report's."""
        findings: dict[str, list[Finding]] = {}
        for finding in self.findings_in_order:
            findings.setdefault(WHOLE if finding.code is None else finding.code, []).append(finding)
        return {code: tuple(of_one) for code, of_one in findings.items()}

    @property
    def has_descriptions(self) -> bool:
        """Whether the document itself was read; the bundled data has facts and figures only."""
        return any(item.description is not None for item in self.items.values())


@lru_cache(maxsize=2)
def outline(accounts: Accounts) -> Outline:
    """The tree of a report, from its rows. Those of the last reports asked for are kept: a filter of rows asks at each
    letter."""
    rows = accounts.rows
    items: dict[str, Item] = {}
    children: dict[str | None, list[str]] = {}
    for _ordinal, *facts in rows.nodes:
        arguments = arguments_of(NodeFacts, facts)
        parent = arguments["parent"]
        item = Item(**arguments, depth=items[parent].depth + 1 if parent is not None else 0)
        items[item.code] = item
        children.setdefault(parent, []).append(item.code)
    measures = len(Measure)
    lines = {code: rows.amounts[at * measures : (at + 1) * measures] for at, code in enumerate(items)}
    for at in range(0, len(rows.remainders), measures):
        code = rows.remainders[at][0]
        parent = code.removesuffix(REMAINDER)
        depth = items[parent].depth + 1
        items[code] = Item(code, Level.AC, parent, code_printed=False, depth=depth, is_remainder=True)
        children[parent].append(code)
        lines[code] = rows.remainders[at : at + measures]
    return Outline(
        accounts,
        _in_order(items, children),
        {code: tuple(below) for code, below in children.items()},
        tuple(findings_of(rows.findings)),
        lines,
    )


def _in_order(items: Mapping[str, Item], children: Mapping[str | None, Sequence[str]]) -> dict[str, Item]:
    """The items with each remainder after the last below its parent."""
    ordered: dict[str, Item] = {}

    def visit(code: str) -> None:
        ordered[code] = items[code]
        for child in children.get(code, ()):
            visit(child)

    for root in children.get(None, ()):
        visit(root)
    return ordered


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
