"""Wrong digits put into a report that is right, and what the check makes of them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import polars as pl

from doelboom.data.model.accounts import Accounts
from doelboom.parser.records import Measure
from tests.data.what_the_check_says import check, doubts

COLUMNS = ("reference", "actual", "prior")
WIDTH = len(Measure)


@dataclass(frozen=True, slots=True)
class Change:
    """One digit of one printed figure, changed."""

    row: int
    """The row of the amounts frame."""
    code: str
    measure: Measure
    column: str
    right: Decimal
    wrong: Decimal
    place: int
    """The changed digit's place, 0 for the last digit printed."""

    @property
    def size(self) -> Decimal:
        """How far the change moves the figure."""
        return abs(self.wrong - self.right)

    @property
    def name(self) -> str:
        """The cell, as the check's candidates name it."""
        return f"{self.code}:{self.measure.value}:{self.column}"


class Specimen:
    """A report that is right, and ways to spoil it."""

    def __init__(self, accounts: Accounts) -> None:
        self.accounts = accounts
        self.figures = {column: accounts.amounts[column].to_list() for column in COLUMNS}
        self.codes: list[str] = accounts.nodes["code"].to_list()
        self.parents: dict[str, str | None] = dict(accounts.nodes.select("code", "parent").iter_rows())
        self.children = Counter(self.parents.values())
        self.levels: dict[str, str] = dict(accounts.nodes.select("code", "level").iter_rows())

    @cached_property
    def findings(self) -> pl.DataFrame:
        """What the check finds before anything is spoilt."""
        return check(self.accounts)

    @cached_property
    def with_remainder(self) -> frozenset[tuple[str, str, str]]:
        """The parents, measures and columns that do not add up in the report itself."""
        rest = self.findings.filter(pl.col("kind") == "remainder")
        return frozenset(rest.select("code", pl.col("measure").cast(pl.String), "column").iter_rows())

    def changes(self, seed: int, count: int, *, zeros: bool) -> Iterator[Change]:
        """Changed digits: any figure with the same chance, then any other digit in any place of it.

        Args:
            zeros: whether figures that are zero take part; they are two thirds of the report.
        """
        chance = random.Random(seed)
        cells = [
            (row, column)
            for column in COLUMNS
            for row, figure in enumerate(self.figures[column])
            if figure is not None and (zeros or figure)
        ]
        for _ in range(count):
            yield self._change(chance, *chance.choice(cells))

    def _change(self, chance: random.Random, row: int, column: str) -> Change:
        code, measure = self.codes[row // WIDTH], list(Measure)[row % WIDTH]
        figure: Decimal = self.figures[column][row]
        unit, fewest = (Decimal("0.01"), 3) if measure is Measure.FTE else (Decimal(1), 1)
        digits = str(int(abs(figure) / unit)).zfill(fewest)
        place = chance.randrange(len(digits))
        first = place == len(digits) - 1 and len(digits) > fewest
        old = int(digits[-1 - place])
        new = chance.choice([digit for digit in range(1 if first else 0, 10) if digit != old])
        moved = (new - old) * 10**place * unit
        return Change(row, code, measure, column, figure, figure + (-moved if figure < 0 else moved), place)

    def sums_of(self, change: Change) -> list[str]:
        """The parents whose sums the changed figure takes part in."""
        parent = self.parents[change.code]
        return ([parent] if parent is not None else []) + ([change.code] if self.children[change.code] else [])

    def is_beyond_rounding(self, change: Change) -> bool:
        """Whether the change moves the figure by more than rounding can part the tightest of its sums."""
        half = Decimal("0.005") if change.measure is Measure.FTE else Decimal("0.5")
        return any(change.size > half * (self.children[parent] + 1) for parent in self.sums_of(change))

    def adds_up(self, change: Change) -> bool:
        """Whether at least one sum with the figure in it has no remainder in the report itself."""
        return any(
            (parent, change.measure.value, change.column) not in self.with_remainder for parent in self.sums_of(change)
        )

    def kinds(self, change: Change) -> tuple[str, str, str]:
        """What kind of cell was changed: its level, its measure and its column."""
        level = self.levels[change.code]
        name = {"SD": "policy objective", "OD": "action plan", "PO": "action plan"}.get(level, "action or project")
        return name, "FTE" if change.measure is Measure.FTE else "euros", change.column

    def spoilt(self, changes: Sequence[Change]) -> Accounts:
        """The accounts with the changed digits in them."""
        series = []
        for column in COLUMNS:
            mine = [change for change in changes if change.column == column]
            if mine:
                figures = list(self.figures[column])
                for change in mine:
                    figures[change.row] = change.wrong
                series.append(pl.Series(column, figures, self.accounts.amounts.schema[column]))
        return self.accounts.having(amounts=self.accounts.amounts.with_columns(series))


@dataclass
class Tally:
    """How many wrong digits the check found."""

    changes: int = 0
    in_doubt: int = 0
    """A figure was put in doubt."""
    named: int = 0
    """A finding names this very cell: it is its own first candidate."""
    listed: int = 0
    """The cell is named, or among the candidates of a finding."""
    suggestions: int = 0
    right: int = 0
    """Suggestions of the figure that stood there before the change, in the cell where it stood."""

    def add(self, findings: pl.DataFrame, changes: Sequence[Change]) -> None:
        """Counts what the findings about a spoilt report say of its changed digits."""
        rows: list[dict[str, Any]] = doubts(findings).to_dicts()
        truth = {change.name: change.right for change in changes}
        self.changes += len(changes)
        for change in changes:
            mine = [row for row in rows if change.name in row["candidates"]]
            self.listed += bool(mine)
            self.named += any(row["candidates"][0] == change.name == cell(row) for row in mine)
            self.in_doubt += bool(rows if len(changes) == 1 else mine)
        suggesting = [row for row in rows if row["suggestion"] is not None]
        self.suggestions += len(suggesting)
        self.right += sum(truth.get(cell(row)) == row["suggestion"] for row in suggesting)

    def share(self, part: str) -> float:
        """A count as a share of the changes; of the suggestions, for those that are right."""
        return float(getattr(self, part)) / max(1, self.suggestions if part == "right" else self.changes)


def cell(row: dict[str, Any]) -> str:
    """The cell of a finding, as candidates name it."""
    return f"{row['code']}:{row['measure']}:{row['column']}"
