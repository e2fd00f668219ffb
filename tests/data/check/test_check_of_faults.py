"""What the reader could not take at face value, and what words and arithmetic add to it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from doelboom.parser.records import Fault, FaultKind, Measure, Place
from tests.data.small_accounts import EXPENDITURE, FTE, Entry, put, small
from tests.data.what_the_check_says import check, doubtful_codes, in_doubt

LOST: dict[str, Entry] = {"OD2.x1": ("OD2", {})}
WORDS = "We organiseren de zorg voor kinderen en jongeren\n\nin de hele stad."


@pytest.mark.parametrize(
    ("kind", "doubt"),
    [
        (FaultKind.HEADING_LOST, False),
        (FaultKind.OUTSIDE_PLAN, False),
        (FaultKind.TABLE_MISSING, True),
        (FaultKind.DUPLICATE_CODE, True),
        (FaultKind.UNREADABLE_FIGURE, True),
        (FaultKind.UNREADABLE_PAGE, True),
    ],
)
def test_every_fault_is_a_finding_and_some_put_figures_in_doubt(kind: FaultKind, doubt: bool) -> None:
    findings = check(small((Fault(kind, "AC1", printed="x", place=Place(3, 45)),)))

    row = findings.row(0, named=True)
    assert findings.height == 1
    assert (row["kind"], row["code"], row["printed"], row["page"], row["line"]) == (kind.value, "AC1", "x", 3, 45)
    assert row["candidates"] == []
    assert in_doubt(findings) is doubt
    assert doubtful_codes(findings) == (frozenset({"AC1"}) if doubt else frozenset())


def test_a_fault_of_no_node_comes_last() -> None:
    faults = (Fault(FaultKind.UNREADABLE_PAGE, place=Place(page=7)), Fault(FaultKind.TABLE_MISSING, "AC5"))

    assert check(small(faults))["kind"].to_list() == ["table missing", "page unreadable"]


def test_a_lost_heading_is_hinted_at_by_the_very_same_words() -> None:
    fault = Fault(FaultKind.HEADING_LOST, "OD2.x1")
    words = {"OD2.x1": WORDS, "AC3": WORDS.replace("\n\n", " "), "AC4": WORDS + " Altijd."}

    accounts = small((fault,), words, LOST)

    assert check(accounts)["candidates"].to_list() == [["AC3"]]
    assert accounts.nodes["title"].null_count() == accounts.nodes.height


@pytest.mark.parametrize("words", ["-", "", "Zie boven.", "Niet van toepassing"])
def test_a_few_words_are_no_hint(words: str) -> None:
    accounts = small((Fault(FaultKind.HEADING_LOST, "OD2.x1"),), {"OD2.x1": words, "AC3": words}, LOST)

    assert check(accounts)["candidates"].to_list() == [[]]


def unreadable(code: str, measure: Measure, column: str, printed: str | None) -> Fault:
    return Fault(FaultKind.UNREADABLE_FIGURE, code, measure, column, printed)


def test_percentages_and_sum_bound_an_unreadable_figure() -> None:
    accounts = put(small((unreadable("AC1", EXPENDITURE, "actual", None),)), ("AC1", EXPENDITURE, "actual", None))

    row = check(accounts).row(0, named=True)

    assert (row["expected_low"], row["expected_high"]) == (Decimal("412344.00"), Decimal("412346.00"))
    assert row["suggestion"] is None


def test_the_readable_digits_leave_one_figure() -> None:
    accounts = put(small((unreadable("AC1", EXPENDITURE, "actual", "41?.34S"),)), ("AC1", EXPENDITURE, "actual", None))
    assert check(accounts)["suggestion"].to_list() == [None], "412.344 to 412.346 all fit"

    accounts = put(small((unreadable("AC1", EXPENDITURE, "actual", "4l2.345"),)), ("AC1", EXPENDITURE, "actual", None))
    assert check(accounts)["suggestion"].to_list() == [Decimal("412345.00")]


def test_a_figure_of_which_only_one_value_is_left_is_suggested() -> None:
    accounts = put(small((unreadable("OD1", FTE, "actual", "?,00"),)), ("OD1", FTE, "actual", None))

    assert check(accounts)["suggestion"].to_list() == [Decimal("8.00")]


def test_an_unreadable_percentage_is_worked_out() -> None:
    accounts = put(
        small((unreadable("AC1", EXPENDITURE, "spent_pct", "7#,8%"),)), ("AC1", EXPENDITURE, "spent_pct", None)
    )

    row = check(accounts).row(0, named=True)
    assert (row["expected_low"], row["expected_high"], row["suggestion"]) == (Decimal("78.80"),) * 3


def test_two_missing_figures_in_a_family_prove_nothing_of_each_other() -> None:
    cells = [
        (code, EXPENDITURE, column) for code in ("AC1", "AC2") for column in ("actual", "spent_pct", "of_prior_pct")
    ]
    faults = tuple(unreadable(*cell, None) for cell in cells if cell[2] == "actual")
    accounts = put(small(faults), *((*cell, None) for cell in cells))

    findings = check(accounts)

    assert findings["kind"].to_list() == ["unreadable figure", "unreadable figure"]
    assert findings["expected_low"].to_list() == [None, None]
    assert findings["suggestion"].to_list() == [None, None]
