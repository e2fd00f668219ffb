"""What arithmetic can see of single digits at all, and what is seen of those within rounding."""

from __future__ import annotations

import polars as pl

from doelboom.data.check.faults.case import Case
from doelboom.data.check.ledger import ledger
from doelboom.parser.records import COLUMNS
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


def _contradicts(case: Case, change: Change) -> bool:
    """Whether a change makes any test fail that passes without it."""
    cell = change.row // WIDTH, COLUMNS.index(change.column)
    changes = {cell: int(change.wrong * 100)}
    after = case.sums_after(changes) | case.percentages_after(cell[0], changes)
    return any(fails and test not in case.failing for test, fails in after.items())


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
