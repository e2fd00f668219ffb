"""What arithmetic can see of single digits at all, and what is seen of those within rounding."""

from __future__ import annotations

import polars as pl

from doelboom.data.check.faults.case import Case
from doelboom.data.check.faults.retypings import retypings
from doelboom.data.check.ledger import Position, ledger
from doelboom.data.model.findings import Operation
from doelboom.parser.records import COLUMNS
from tests.data.faults import MEASURES, Faults
from tests.data.what_the_check_says import check, doubts
from tests.data.wrong_digits import WIDTH, Change, Specimen


def print_limits(specimen: Specimen, count: int, seed: int) -> None:
    """How many wrong digits contradict nothing, as a sentence; so many changes of figures, and of figures and zeros."""
    book = ledger(specimen.accounts)
    cases = {measure: Case(book.tree, sheet) for measure, sheet in book.sheets.items()}
    changes = [change for zeros in (False, True) for change in specimen.changes(seed, count, zeros=zeros)]
    for words, within in (("beyond", False), ("within", True)):
        mine = [change for change in changes if specimen.is_beyond_rounding(change) is not within]
        free = sum(not _contradicts(cases[change.measure], change) for change in mine)
        print(f"{free} of {len(mine)} single digits {words} rounding contradict no percentage and no sum that adds up")


_TYPED = {
    "one digit": Operation.DIGIT,
    "two transposed": Operation.TRANSPOSED,
    "one dropped": Operation.DROPPED,
    "one added": Operation.ADDED,
}


def print_undetermined(specimen: Specimen, count: int, seed: int) -> None:
    """How many faults leave several figures that all tests allow, of one operation in one cell: a sentence a kind."""
    book = ledger(specimen.accounts)
    cases = {measure: Case(book.tree, sheet) for measure, sheet in book.sheets.items()}
    for kind, operation in _TYPED.items():
        tried = several = 0
        for fault in Faults(specimen, seed).some(kind, count):
            ((row, column), wrong) = next(iter(fault.wrong.items()))
            case, cell = cases[MEASURES[row % WIDTH]], (row // WIDTH, COLUMNS.index(column))
            readings = retypings(int(wrong * 100), case.sheet.unit)
            fitting = {value for made, value in readings if made is operation and not _fails(case, {cell: value})}
            tried += 1
            several += len(fitting) > 1
        print(f"{several} of {tried} faults ({kind}) leave several figures that all tests allow")


def _fails(case: Case, changes: dict[Position, int]) -> bool:
    """Whether some changes make any test fail that passes without them."""
    after = case.sums_after(changes)
    for node, _column in changes:
        after |= case.percentages_after(node, changes)
    return any(fails and test not in case.failing for test, fails in after.items())


def _contradicts(case: Case, change: Change) -> bool:
    """Whether a change makes any test fail that passes without it."""
    return _fails(case, {(change.row // WIDTH, COLUMNS.index(change.column)): int(change.wrong * 100)})


def print_within_rounding(specimen: Specimen, count: int, seed: int) -> None:
    """What is seen of wrong digits within rounding, among so many changes, as a sentence."""
    usual = _remainders(specimen.findings)
    tried = seen = left = 0
    for change in specimen.changes(seed, count, zeros=False):
        if not specimen.is_beyond_rounding(change):
            findings = check(specimen.spoilt([change]))
            in_doubt = not doubts(findings).is_empty()
            tried += 1
            seen += in_doubt
            left += not in_doubt and _remainders(findings) != usual
    print(f"of {tried} single digits within rounding {seen} are in doubt, {left} more change the remainders")


def _remainders(findings: pl.DataFrame) -> list[tuple[object, ...]]:
    """Which sums do not add up."""
    return findings.filter(findings["kind"] == "remainder").select("code", "measure", "column").rows()
