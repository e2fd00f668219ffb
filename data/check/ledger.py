"""A report's figures as plain integers, a sheet a measure, beside the tree that its sums run over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

import polars as pl

from doelboom.data.check.rounding import Unit, agrees
from doelboom.data.model.accounts import Accounts
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import COLUMNS, Measure

REFERENCE, ACTUAL, PRIOR, SPENT, CHANGE = range(5)
"""The columns of a line, as `parser.records.COLUMNS` orders them."""

FIGURES = (REFERENCE, ACTUAL, PRIOR)
DENOMINATORS = {SPENT: REFERENCE, CHANGE: PRIOR}
"""The denominator of each percentage; the numerator of both is the actual figure."""

UNITS = {measure: 1 if measure is Measure.FTE else 100 for measure in Measure}
"""What a measure's figures are rounded to, in hundredths: a euro, or a hundredth of an FTE. A report in thousands, or
with cents, has another unit for its money: `Sheet.unit` says which."""

Position = tuple[int, int]
"""Where a figure stands in a sheet: a node (its ordinal) and a column."""


@dataclass(frozen=True)
class Tree:
    """Which node stands below which."""

    codes: tuple[str, ...]
    parents: tuple[int | None, ...]
    """The ordinal of each node's parent."""

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The ordinals of each node's children, in the report's order."""
        below: list[list[int]] = [[] for _ in self.codes]
        for ordinal, parent in enumerate(self.parents):
            if parent is not None:
                below[parent].append(ordinal)
        return tuple(map(tuple, below))

    @cached_property
    def depths(self) -> tuple[int, ...]:
        """How many nodes stand above each."""
        depths: list[int] = []
        for parent in self.parents:
            depths.append(0)
            while parent is not None:
                parent = self.parents[parent]
                depths[-1] += 1
        return tuple(depths)

    @cached_property
    def families(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """Every node that has children, with them."""
        return tuple((parent, children) for parent, children in enumerate(self.children) if children)


@dataclass(frozen=True)
class Sheet:
    """One measure of the whole report: a column of figures each for reference, actual, prior and the percentages."""

    measure: Measure
    columns: tuple[list[int | None], ...]
    """Hundredths in the first three, parts of a per cent (tenths, mostly) in the others; None where the report has no
    such figure."""
    rounded_to: Unit | None = None
    """The unit, where it is another than the usual one."""
    hides_small: bool = False
    """Whether the report prints a zero for what is merely small; see `_hides_small`."""

    @property
    def unit(self) -> int:
        """What the figures are rounded to, in hundredths; with what percentages are."""
        return UNITS[self.measure] if self.rounded_to is None else self.rounded_to

    @cached_property
    def failing_percentages(self) -> list[Position]:
        """The percentages outside what their two figures allow. What is missing proves nothing and fails nothing."""
        unit = self.unit
        references, actuals, priors, spents, changes = self.columns
        failing: list[Position] = []
        for node, (reference, actual, prior, spent, change) in enumerate(
            zip(references, actuals, priors, spents, changes, strict=True)
        ):
            if actual is None or not (actual or spent or change or reference or prior):
                continue
            if spent is not None and reference is not None and not agrees(actual, reference, spent, unit):
                failing.append((node, SPENT))
            if change is not None and prior is not None and not agrees(actual, prior, change, unit):
                failing.append((node, CHANGE))
        return failing

    @cached_property
    def _sizes(self) -> Counter[int]:
        """How many figures other than zero have so many digits."""
        return Counter(
            len(str(abs(figure) // self.unit)) for column in FIGURES for figure in self.columns[column] if figure
        )

    def share_of_size(self, figure: int) -> float:
        """Which part of the figures other than zero has as many digits as one: what is likely to be left out."""
        return (self._sizes[len(str(abs(figure) // self.unit))] + 1) / (self._sizes.total() + 10)

    def printed_percentages(self) -> int:
        """How many percentages can be held against two figures."""
        actuals = self.columns[ACTUAL]
        return sum(
            None not in cells
            for percentage, denominator in DENOMINATORS.items()
            for cells in zip(actuals, self.columns[denominator], self.columns[percentage], strict=True)
        )

    def gaps(self, tree: Tree) -> dict[Position, int]:
        """What each parent has more than its children together (hundredths), by parent and column.

        A family with a figure missing in the column has no such gap: it is unknown.
        """
        gaps: dict[Position, int] = {}
        for column in FIGURES:
            figures = self.columns[column]
            for parent, children in tree.families:
                total = figures[parent]
                parts = [figures[child] for child in children]
                if total is None or None in parts:
                    continue
                gaps[parent, column] = total - sum(filter(None, parts))
        return gaps

    def filled(self, tree: Tree) -> dict[Position, int]:
        """How many children of each parent have a figure that may be rounded in a column, by parent and column.

        Those are all that are not zero; where a zero hides what is small, all of them, and the parent beside them.
        """
        if self.hides_small:
            return {(parent, column): len(below) + 1 for column in FIGURES for parent, below in tree.families}
        filled: dict[Position, int] = {}
        for column in FIGURES:
            figures = self.columns[column]
            for parent, children in tree.families:
                parts = [figures[child] for child in children]
                filled[parent, column] = len(parts) - parts.count(0) - parts.count(None)
        return filled


def room(filled: int, unit: int) -> int:
    """How far rounding alone can part a parent from its children (in half hundredths), by how many are not zero.

    Half a unit for each child and for the parent, bounds left out, is half a unit a child in whole units. A printed
    zero is taken as zero, and the parent of one child prints what that child prints.
    """
    return unit * filled if filled > 1 else 0


def is_off(gap: int, filled: int, unit: int) -> bool:
    """Whether rounding alone cannot part a parent from its children so far; see `room`."""
    return 2 * abs(gap) > room(filled, unit)


@dataclass(frozen=True)
class Ledger:
    """A whole report as integers."""

    tree: Tree
    sheets: Mapping[Measure, Sheet]


def ledger(accounts: Accounts) -> Ledger:
    """The figures of a report as integers."""
    nodes, amounts = accounts.nodes, accounts.amounts
    codes = nodes["code"].to_list()
    ordinals = {code: ordinal for ordinal, code in enumerate(codes)}
    tree = Tree(
        tuple(codes), tuple(None if parent is None else ordinals[parent] for parent in nodes["parent"].to_list())
    )
    money, parts = int(accounts.source.amount_unit * 100), int(1 / accounts.source.percentage_unit)
    units = {measure: Unit(UNITS[measure] if measure is Measure.FTE else money, parts) for measure in Measure}
    scales = [parts if column.endswith("_pct") else 100 for column in COLUMNS]
    columns = [
        (amounts[column] * scale).cast(pl.Int128).to_list() for column, scale in zip(COLUMNS, scales, strict=True)
    ]
    width = len(Measure)
    hides_small = _hides_small(columns)
    if hides_small:
        columns = _without_percentages_of_zero(columns)
    return Ledger(
        tree,
        {
            measure: Sheet(measure, tuple(column[place::width] for column in columns), units[measure], hides_small)
            for place, measure in enumerate(Measure)
        },
    )


_FEW = 200
"""One in so many percentages of a zero may be a fault; more are how a report prints."""


def _hides_small(columns: list[list[int | None]]) -> bool:
    """Whether a report prints a zero for amounts that round to it: then the percentages of such zeros are not 0,0%.

    These reports print 0,0% wherever the reference is zero, and what they print as zero is zero. A report that does
    otherwise says so itself, line after line.
    """
    of_zero = [
        percentage
        for place, denominator in DENOMINATORS.items()
        for base, percentage in zip(columns[denominator], columns[place], strict=True)
        if base == 0 and percentage is not None
    ]
    return sum(map(bool, of_zero)) > max(2, len(of_zero) // _FEW)


def _without_percentages_of_zero(columns: list[list[int | None]]) -> list[list[int | None]]:
    """The same columns, where what a percentage is of cannot be told from a printed zero."""
    without = list(columns)
    for place, denominator in DENOMINATORS.items():
        without[place] = [
            None if base == 0 else percentage
            for base, percentage in zip(columns[denominator], columns[place], strict=True)
        ]
    return without
