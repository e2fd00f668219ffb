"""Which figures of a spoilt report differ from the right ones, which of them a finding tells of, which nobody can see.

What arithmetic can see is worked out here anew, from fractions, and owes nothing to the check that is under test.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.findings import FindingKind
from doelboom.parser.records import COLUMNS, Measure
from tests.data.what_the_check_says import doubtful_cells

FIGURES = ("reference", "actual", "prior")
_PERCENTAGES = {"spent_pct": "reference", "of_prior_pct": "prior"}

Cell = tuple[str, str, str]
"""Code, measure, column."""
Values = dict[Cell, Decimal | None]


def values_of(accounts: Accounts) -> Values:
    """Every figure and percentage."""
    return {
        (row["code"], row["measure"], column): row[column]
        for row in accounts.amounts.iter_rows(named=True)
        for column in COLUMNS
    }


@dataclass
class Seen:
    """What became of the figures of a spoilt report."""

    wrong: int = 0
    """Figures that differ."""
    in_doubt: int = 0
    remainder: int = 0
    """Not in doubt, but the sum around it is said to have a remainder."""
    missing: int = 0
    """Not there any more, and said to be missing."""
    unseen: list[Cell] = field(default_factory=list)
    """Wrong figures that no percentage and no sum contradicts."""
    untold: list[Cell] = field(default_factory=list)
    """Wrong figures that arithmetic contradicts, and no finding tells of."""

    def add(self, other: Seen) -> None:
        """Adds up."""
        self.wrong += other.wrong
        self.in_doubt += other.in_doubt
        self.remainder += other.remainder
        self.missing += other.missing
        self.unseen += other.unseen
        self.untold += other.untold


def compare(right: Accounts, spoilt: Accounts) -> Seen:
    """Holds a spoilt report against the right one."""
    before, after = values_of(right), values_of(spoilt)
    findings = spoilt.findings.to_dicts()
    doubtful = set(doubtful_cells(spoilt.findings).select("code", "measure", "column").iter_rows())
    whole = {
        (row["code"], row["measure"]) for row in findings if FindingKind(row["kind"]).is_doubt and row["column"] is None
    }
    rests = {(row["code"], row["measure"], row["column"]) for row in findings if row["kind"] == "remainder"}
    parents: dict[str, str | None] = dict(spoilt.nodes.select("code", "parent").iter_rows())
    lines = {_line(before, code, measure.value) for code in right.nodes["code"] for measure in Measure}
    printed = set(spoilt.nodes.filter("code_printed")["code"])
    seen = Seen()
    told: set[tuple[str, str]] = set()
    contradicted: dict[str, set[Cell]] = {}
    # Figures before percentages: those move with the figures of their line, and are told of with them.
    for cell in sorted(after, key=lambda cell: cell[2] in _PERCENTAGES):
        value, (code, measure, column) = after[cell], cell
        if value == before.get(cell) or (code not in printed and _line(after, code, measure) in lines):
            # A code that is not printed has a finding of its own; below it stands a line of some node, as it is.
            continue
        seen.wrong += value is not None
        if cell in doubtful or {(code, measure), (code, None)} & whole:
            seen.in_doubt += value is not None
            seen.missing += value is None
        elif value is None:
            told_missing = _has_table_missing(findings, cell)
            seen.missing += told_missing
            # Of nothing, nothing is a part: however a report says so, no figure is lost.
            seen.untold += [] if told_missing or _is_of_nothing(before, after, cell) else [cell]
            continue
        elif {cell, (parents[code], measure, column)} & rests or (column in _PERCENTAGES and (code, measure) in told):
            seen.remainder += 1
        elif cell in contradicted.setdefault(measure, _contradicted(after, parents, measure)):
            seen.untold.append(cell)
            continue
        else:
            seen.unseen.append(cell)
            continue
        told.add((code, measure))
    return seen


def _is_of_nothing(before: Values, after: Values, cell: Cell) -> bool:
    """Whether a cell is a percentage that was zero, of a figure that is."""
    code, measure, column = cell
    base = _PERCENTAGES.get(column)
    return base is not None and after[code, measure, base] == 0 and before.get(cell) == 0


def _has_table_missing(findings: list[dict[str, object]], cell: Cell) -> bool:
    code, measure, _column = cell
    tables = [row for row in findings if row["kind"] == "table missing" and row["code"] == code]
    return any((row["measure"] == "vte") == (measure == "vte") for row in tables)


def _line(values: Values, code: str, measure: str) -> tuple[Decimal | None, ...]:
    return tuple(values[code, measure, column] for column in COLUMNS)


def _contradicted(values: Values, parents: dict[str, str | None], measure: str) -> set[Cell]:
    """The cells of a measure that take part in a percentage or a sum that cannot be."""
    half = Fraction(1, 200) if measure == "vte" else Fraction(1, 2)
    found: set[Cell] = set()
    children: dict[str, list[str]] = defaultdict(list)
    for code, parent in parents.items():
        if parent is not None:
            children[parent].append(code)
        for percentage, base in _PERCENTAGES.items():
            cells = [(code, measure, percentage), (code, measure, "actual"), (code, measure, base)]
            printed, actual, reference = (values[cell] for cell in cells)
            if not _can_be(printed, actual, reference, half):
                found.update(cells)
    for parent, codes in children.items():
        for column in FIGURES:
            total = values[parent, measure, column]
            parts = [values[code, measure, column] for code in codes]
            if total is None or None in parts:
                continue
            gap = abs(Fraction(total) - sum(Fraction(part) for part in parts if part is not None))
            if gap > half * (len(parts) + 1):
                found.update((code, measure, column) for code in (parent, *codes))
    return found


def _can_be(printed: Decimal | None, actual: Decimal | None, base: Decimal | None, half: Fraction) -> bool:
    if printed is None or actual is None or base is None or abs(Fraction(base)) <= half:
        return True
    ratios = [
        100 * (Fraction(actual) + one) / (Fraction(base) + other) for one in (-half, half) for other in (-half, half)
    ]
    room = Fraction(1, 20)
    return min(ratios) - room <= Fraction(printed) <= max(ratios) + room
