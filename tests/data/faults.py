"""Faults of every kind put into a report that is right, and what the check makes of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import polars as pl

from doelboom.data.model.accounts import Accounts
from doelboom.parser.records import COLUMNS, Measure
from tests.data.what_the_check_says import check, doubts
from tests.data.wrong_digits import WIDTH, Change, Specimen

FIGURES = ("reference", "actual", "prior")
MEASURES = tuple(Measure)
_TRIES = 10_000

Place = tuple[int, str]
"""A row of the amounts frame, and a column."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing gone wrong: figures that are not what they were, or a node that stands below another plan."""

    kind: str
    wrong: dict[Place, Decimal] = field(default_factory=dict)
    moved: tuple[str, str, str] | None = None
    """A node, its plan, and the plan below which it stands now."""

    @property
    def rows(self) -> frozenset[int]:
        """The lines that it touches."""
        return frozenset(row for row, _ in self.wrong)


class Faults:
    """Makes faults in a specimen, by seed."""

    def __init__(self, specimen: Specimen, seed: int) -> None:
        self.specimen = specimen
        self.chance = random.Random(seed)
        amounts = specimen.accounts.amounts
        self.figures = {column: amounts[column].to_list() for column in COLUMNS}
        self.siblings: dict[str, list[str]] = {}
        for code, parent in specimen.parents.items():
            if parent is not None:
                self.siblings.setdefault(parent, []).append(code)
        self.ordinals = {code: ordinal for ordinal, code in enumerate(specimen.codes)}
        self.cells = [(row, column) for column in FIGURES for row, figure in enumerate(self.figures[column]) if figure]

    def some(self, kind: str, count: int) -> Iterator[Fault]:
        """Faults of a kind, each beyond what rounding can hide."""
        made = 0
        for _ in range(_TRIES):
            fault = MAKERS[kind](self)
            if fault is not None:
                yield fault
                made += 1
                if made == count:
                    return

    def mixed(self, count: int) -> list[Fault]:
        """Faults of any kinds at once, no two on one line."""
        kinds = [kind for kind in MAKERS if kind not in ("node below another plan",)]
        faults: list[Fault] = []
        touched: set[int] = set()
        while len(faults) < count:
            fault = MAKERS[self.chance.choice(kinds)](self)
            if fault is not None and touched.isdisjoint(fault.rows):
                touched |= fault.rows
                faults.append(fault)
        return faults

    def spoilt(self, faults: Iterable[Fault]) -> Accounts:
        """The accounts with these faults in them."""
        faults = list(faults)
        accounts = self.specimen.accounts
        touched = {column for fault in faults for _row, column in fault.wrong}
        figures = {column: list(self.figures[column]) for column in touched}
        for fault in faults:
            for (row, column), value in fault.wrong.items():
                figures[column][row] = value
        schema = accounts.amounts.schema
        accounts = accounts.having(
            amounts=accounts.amounts.with_columns(
                pl.Series(column, values, schema[column]) for column, values in figures.items()
            )
        )
        for fault in faults:
            if fault.moved is not None:
                accounts = _moved(accounts, fault.moved[0], fault.moved[2])
        return accounts

    # The kinds

    def line(self, row: int) -> tuple[Any, ...]:
        """The five figures of a line."""
        return tuple(self.figures[column][row] for column in COLUMNS)

    def row(self, code: str, measure: Measure) -> int:
        """The row of a node's line."""
        return self.ordinals[code] * WIDTH + MEASURES.index(measure)

    def retyped(self, kind: str, change: Callable[[str, random.Random], str | None]) -> Fault | None:
        """One figure with other digits or another sign."""
        row, column = self.chance.choice(self.cells)
        figure = self.figures[column][row]
        unit = Decimal("0.01") if MEASURES[row % WIDTH] is Measure.FTE else Decimal(1)
        fewest = 3 if unit < 1 else 1
        digits = str(int(abs(figure) / unit)).zfill(fewest)
        new = change(digits, self.chance)
        if new is None:
            return None
        value = abs(int(new)) * unit * (-1 if figure < 0 else 1) * (-1 if new.startswith("-") else 1)
        return self._beyond(kind, row, column, value)

    def _beyond(self, kind: str, row: int, column: str, value: Decimal) -> Fault | None:
        right = self.figures[column][row]
        code = self.specimen.codes[row // WIDTH]
        change = Change(row, code, MEASURES[row % WIDTH], column, right, value, 0)
        if value == right or not self.specimen.is_beyond_rounding(change):
            return None
        return Fault(kind, {(row, column): value})

    def columns_swapped(self) -> Fault | None:
        """Two of the three figures of a line, in each other's place."""
        row, _ = self.chance.choice(self.cells)
        one, other = self.chance.sample(FIGURES, 2)
        return self._lines(
            "two columns swapped",
            {(row, one): self.figures[other][row], (row, other): self.figures[one][row]},
        )

    def directions_swapped(self) -> Fault | None:
        """Expenditure and receipts of a section, in each other's place."""
        row, _ = self.chance.choice(self.cells)
        place = row % WIDTH
        if MEASURES[place] is Measure.FTE:
            return None
        other = row + (1 if place % 2 == 0 else -1)
        wrong = {(row, column): self.figures[column][other] for column in COLUMNS}
        wrong |= {(other, column): self.figures[column][row] for column in COLUMNS}
        return self._lines("expenditure and receipts swapped", wrong)

    def line_copied(self) -> Fault | None:
        """The line of a sibling, with two figures at least, in the place of a line."""
        row, _ = self.chance.choice(self.cells)
        code = self.specimen.codes[row // WIDTH]
        others = [one for one in self.siblings.get(self.specimen.parents[code] or "", []) if one != code]
        if not others:
            return None
        target = self.row(self.chance.choice(others), MEASURES[row % WIDTH])
        if sum(bool(self.figures[column][row]) for column in FIGURES) < 2:
            return None
        return self._lines("line copied", {(target, column): self.figures[column][row] for column in COLUMNS})

    def _lines(self, kind: str, wrong: dict[Place, Decimal]) -> Fault | None:
        """A fault of whole lines, where any of its changes is beyond rounding."""
        wrong = {place: value for place, value in wrong.items() if value != self.figures[place[1]][place[0]]}
        beyond = any(
            column in FIGURES and self._beyond(kind, row, column, value) for (row, column), value in wrong.items()
        )
        return Fault(kind, wrong) if beyond else None

    def node_moved(self) -> Fault | None:
        """An action or project below another plan."""
        row, _ = self.chance.choice(self.cells)
        code = self.specimen.codes[row // WIDTH]
        plan = self.specimen.parents[code]
        if plan is None or self.siblings.get(code):
            return None
        plans = [one for one in self.siblings if self.specimen.parents[one] is not None and one != plan]
        return Fault("node below another plan", moved=(code, plan, self.chance.choice(plans)))

    def sum_kept(self) -> Fault | None:
        """A digit of two siblings, one more and the other as much less."""
        row, column = self.chance.choice(self.cells)
        code, measure = self.specimen.codes[row // WIDTH], MEASURES[row % WIDTH]
        others = [one for one in self.siblings.get(self.specimen.parents[code] or "", []) if one != code]
        others = [one for one in others if self.figures[column][self.row(one, measure)]]
        if not others:
            return None
        other = self.row(self.chance.choice(others), measure)
        unit = Decimal("0.01") if measure is Measure.FTE else Decimal(1)
        here, there = self.figures[column][row], self.figures[column][other]
        if here < 0 or there < 0:
            return None
        one, two = (str(int(value / unit)) for value in (here, there))
        place = self.chance.randrange(min(len(one), len(two)))
        first, second = int(one[-1 - place]), int(two[-1 - place])
        steps = [step for step in range(-9, 10) if step and 0 <= first + step <= 9 and 0 <= second - step <= 9]
        if not steps:
            return None
        moved = self.chance.choice(steps) * unit * 10**place
        if self._beyond("", row, column, here + moved) is None:
            return None
        return Fault("two siblings wrong, sum kept", {(row, column): here + moved, (other, column): there - moved})


def _digit(digits: str, chance: random.Random) -> str:
    at = chance.randrange(len(digits))
    new = chance.choice([digit for digit in "0123456789" if digit != digits[at]])
    return digits[:at] + new + digits[at + 1 :]


def _transposed(digits: str, chance: random.Random) -> str | None:
    places = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1]]
    places = [at for at in places if at or digits[1] != "0" or len(digits) <= 3]
    if not places:
        return None
    at = chance.choice(places)
    return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]


def _dropped(digits: str, chance: random.Random) -> str | None:
    if len(digits) < 2:
        return None
    at = chance.randrange(len(digits))
    left = digits[:at] + digits[at + 1 :]
    # A figure with a zero in front is none that a report prints: the reader sees to it.
    return None if left.startswith("0") and len(left) > 3 else left


def _added(digits: str, chance: random.Random) -> str:
    at = chance.randrange(len(digits) + 1)
    return digits[:at] + chance.choice("123456789" if at == 0 else "0123456789") + digits[at:]


def _sign(digits: str, _chance: random.Random) -> str:
    return "-" + digits


MAKERS: dict[str, Callable[[Faults], Fault | None]] = {
    "one digit": lambda faults: faults.retyped("one digit", _digit),
    "two transposed": lambda faults: faults.retyped("two transposed", _transposed),
    "one dropped": lambda faults: faults.retyped("one dropped", _dropped),
    "one added": lambda faults: faults.retyped("one added", _added),
    "sign": lambda faults: faults.retyped("sign", _sign),
    "two columns swapped": Faults.columns_swapped,
    "expenditure and receipts swapped": Faults.directions_swapped,
    "node below another plan": Faults.node_moved,
    "line copied": Faults.line_copied,
    "two siblings wrong, sum kept": Faults.sum_kept,
}


def _moved(accounts: Accounts, code: str, plan: str) -> Accounts:
    """The accounts with a node as the last one below another plan."""
    nodes = accounts.nodes
    codes = nodes["code"].to_list()
    parents = [plan if one == code else parent for one, parent in zip(codes, nodes["parent"], strict=True)]
    rest = [at for at, one in enumerate(codes) if one != code]
    last = max(at for at, one in enumerate(rest) if codes[one] == plan or parents[one] == plan)
    order = [*rest[: last + 1], codes.index(code), *rest[last + 1 :]]
    nodes = nodes.with_columns(pl.Series("parent", parents, pl.String))[order]
    nodes = nodes.with_columns(pl.Series("ordinal", range(len(order)), pl.UInt32))
    rows = [at * WIDTH + place for at in order for place in range(WIDTH)]
    return accounts.having(nodes=nodes, amounts=accounts.amounts[rows])


@dataclass
class Score:
    """What the check made of a number of faults."""

    faults: int = 0
    contradicted: int = 0
    """Those that some percentage or sum contradicts which agreed before."""
    in_doubt: int = 0
    named: int = 0
    """Every wrong cell is named, or the very operation: the line, the node and where it belongs."""
    right: int = 0
    """Every wrong figure got the figure that stood there; a line or a node that was named counts."""
    suggestions: int = 0
    wrong: int = 0
    """Suggestions of something else than what stood there."""

    def add(self, faults: Faults, several: list[Fault], *, contradicted: bool = True) -> None:
        """Counts what the check says of a report with some faults in it."""
        specimen = faults.specimen
        findings = check(faults.spoilt(several))
        rows = doubts(findings).to_dicts()
        truth: dict[str, Decimal] = {}
        for fault in several:
            for place, column in fault.wrong:
                truth[_name(specimen, place, column)] = faults.figures[column][place]
        suggested: dict[str, Decimal] = {}
        named: set[str] = set()
        for row in rows:
            cell = f"{row['code']}:{row['measure']}:{row['column']}"
            if row["suggestion"] is not None:
                suggested[cell] = row["suggestion"]
            if row["candidates"][:1] == [cell]:
                named.add(cell)
        self.suggestions += len(suggested)
        self.wrong += sum(truth.get(cell, specimen_figure(faults, cell)) != value for cell, value in suggested.items())
        candidates = {candidate for row in rows for candidate in row["candidates"]} | named
        for fault in several:
            cells = {_name(specimen, place, column) for place, column in fault.wrong}
            self.faults += 1
            self.contradicted += contradicted
            whole = _says(rows, fault, specimen)
            self.in_doubt += bool(rows) if len(several) == 1 else bool(whole or cells & candidates)
            self.named += whole or (bool(cells) and cells <= named)
            self.right += whole or (bool(cells) and all(suggested.get(cell) == truth[cell] for cell in cells))


def specimen_figure(faults: Faults, cell: str) -> Decimal | None:
    """What stands in a cell of the report that is right."""
    code, measure, column = cell.split(":")
    figure: Decimal | None = faults.figures[column][faults.row(code, Measure(measure))]
    return figure


def _name(specimen: Specimen, row: int, column: str) -> str:
    return f"{specimen.codes[row // WIDTH]}:{MEASURES[row % WIDTH].value}:{column}"


def _says(rows: list[dict[str, Any]], fault: Fault, specimen: Specimen) -> bool:
    """Whether a finding names a fault of a whole line or node."""
    if fault.moved is not None:
        code, plan, _other = fault.moved
        return any(row.get("operation") == fault.kind and row["code"] == code for row in rows) and any(
            row.get("operation") == fault.kind and row["candidates"] == [plan] for row in rows
        )
    if fault.kind not in ("expenditure and receipts swapped", "line copied"):
        return False
    lines = {_name(specimen, row, "").rstrip(":") for row in fault.rows}
    for row in rows:
        if row.get("operation") == fault.kind:
            told = {candidate.rpartition(":")[0] for candidate in row["candidates"]}
            if lines <= told:
                return True
    return False
