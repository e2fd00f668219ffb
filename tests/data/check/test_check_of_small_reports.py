"""Findings about a small report, one wrong figure at a time, with the very values that they offer."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from doelboom.data.check.check import checked
from doelboom.data.model.accounts import Accounts
from doelboom.data.model.frames import AMOUNTS, FINDINGS
from doelboom.parser.records import Measure
from tests.data.small_accounts import EXPENDITURE, FTE, Entry, put, small
from tests.data.what_the_check_says import check, doubtful_cells, doubtful_codes, doubts, in_doubt, remainders, summary

MONEY = EXPENDITURE.value


def only(accounts: Accounts) -> dict[str, Any]:
    findings = check(accounts)
    assert findings.height == 1, findings
    return findings.row(0, named=True)


def test_a_report_that_is_right_has_no_finding() -> None:
    findings = check(small())

    assert findings.is_empty()
    assert dict(findings.schema) == dict(pl.Schema(FINDINGS))
    assert not in_doubt(findings)


def test_both_percentages_and_the_sum_name_an_actual_figure_and_its_digit() -> None:
    finding = only(put(small(), ("AC1", EXPENDITURE, "actual", "482345")))

    assert finding == {
        "kind": "percentage",
        "code": "AC1",
        "measure": MONEY,
        "column": "actual",
        "printed": "482.345",
        "expected_low": Decimal("412344.00"),
        "expected_high": Decimal("412346.00"),
        "suggestion": Decimal("412345.00"),
        "operation": "digit changed",
        "candidates": [f"AC1:{MONEY}:actual"],
        "page": None,
        "line": 20,
    }


def test_the_first_percentage_alone_names_the_reference() -> None:
    finding = only(put(small(), ("AC2", EXPENDITURE, "reference", "712345")))

    assert (finding["kind"], finding["code"], finding["column"]) == ("percentage", "AC2", "reference")
    assert finding["suggestion"] == Decimal("412345.00")


def test_the_second_percentage_alone_names_the_prior_figure() -> None:
    finding = only(put(small(), ("AC2", EXPENDITURE, "prior", "398166")))

    assert (finding["kind"], finding["code"], finding["column"]) == ("percentage", "AC2", "prior")
    assert finding["suggestion"] == Decimal("398766.00")


def test_a_wrong_percentage_is_named_where_figures_and_sums_agree() -> None:
    finding = only(put(small(), ("AC1", EXPENDITURE, "spent_pct", "78.3")))

    assert (finding["kind"], finding["code"], finding["column"]) == ("percentage", "AC1", "spent_pct")
    assert finding["printed"] == "78,3%"
    assert (finding["expected_low"], finding["expected_high"]) == (Decimal("78.80"), Decimal("78.80"))
    assert finding["suggestion"] == Decimal("78.80")


def test_a_plan_is_named_by_its_own_sum_and_its_objectives() -> None:
    finding = only(put(small(), ("OD1", EXPENDITURE, "reference", "1000300")))

    assert (finding["kind"], finding["code"], finding["column"]) == ("sum", "OD1", "reference")
    assert finding["candidates"] == [f"OD1:{MONEY}:reference"]
    assert finding["suggestion"] == Decimal("1000000.00")


def test_a_sum_alone_lists_the_cells_that_can_be_wrong() -> None:
    finding = only(put(small(), ("AC4", EXPENDITURE, "reference", "1400800")))

    assert (finding["kind"], finding["code"], finding["column"]) == ("sum", "OD2", "reference")
    assert finding["printed"] == "2.000.000"
    assert (finding["expected_low"], finding["expected_high"]) == (Decimal("2000099.00"), Decimal("2000101.00"))
    assert finding["suggestion"] is None
    assert finding["candidates"] == [f"AC4:{MONEY}:reference", f"AC5:{MONEY}:reference"]


def test_a_lone_digit_in_a_line_of_zeros_is_named() -> None:
    finding = only(put(small(), ("AC6", FTE, "prior", "0.70")))

    assert (finding["kind"], finding["code"], finding["column"]) == ("sum", "AC6", "prior")
    assert finding["suggestion"] == Decimal("0.00")


def test_a_figure_misread_beyond_a_digit_is_named_with_what_it_must_be() -> None:
    finding = only(put(small(), ("AC1", EXPENDITURE, "actual", "999999")))

    assert (finding["kind"], finding["code"], finding["column"]) == ("percentage", "AC1", "actual")
    assert finding["suggestion"] is None
    assert (finding["expected_low"], finding["expected_high"]) == (Decimal("412344.00"), Decimal("412346.00"))


def test_a_lost_minus_sign_is_suggested() -> None:
    one, other = {EXPENDITURE: ("-50000", "-40000", "-30000")}, {EXPENDITURE: ("50000", "40000", "30000")}
    others: dict[str, Entry] = {"OD9": ("SD1", {}), "AC7": ("OD9", one), "AC8": ("OD9", other)}
    accounts = small(others=others)
    assert check(accounts).is_empty()

    finding = only(put(accounts, ("AC7", EXPENDITURE, "actual", "40000")))

    assert (finding["code"], finding["column"]) == ("AC7", "actual")
    assert finding["suggestion"] == Decimal("-40000.00")


def test_wrong_digits_in_two_lines_are_found_one_by_one() -> None:
    findings = check(put(small(), ("AC1", EXPENDITURE, "actual", "482345"), ("AC2", EXPENDITURE, "actual", "395678")))

    assert findings.select("code", "column", "suggestion").rows() == [
        ("AC1", "actual", Decimal("412345.00")),
        ("AC2", "actual", Decimal("345678.00")),
    ]


def test_what_no_digit_explains_is_a_remainder() -> None:
    accounts = checked(
        put(
            small(),
            ("OD2", EXPENDITURE, "reference", "1988764"),
            ("OD2", EXPENDITURE, "spent_pct", "80.5"),
            ("SD1", EXPENDITURE, "reference", "2988764"),
            ("SD1", EXPENDITURE, "spent_pct", "80.3"),
        )
    )

    finding = only(accounts)
    assert (finding["kind"], finding["code"], finding["column"]) == ("remainder", "OD2", "reference")
    assert finding["printed"] == "1.988.764"
    assert (finding["expected_low"], finding["expected_high"]) == (Decimal("1999999.00"), Decimal("2000001.00"))
    assert finding["candidates"] == []
    assert not in_doubt(accounts.findings)

    rest = remainders(accounts)
    assert dict(rest.schema) == dict(pl.Schema(AMOUNTS))
    assert rest["measure"].to_list() == [measure.value for measure in Measure]
    assert rest.row(0) == ("OD2.rest", MONEY, Decimal("-11236.00"), None, None, None, None)
    assert rest[1:].select("reference", "actual", "prior").null_count().row(0) == (6, 6, 6)


ALONE: dict[str, Entry] = {
    "SD9": (None, {EXPENDITURE: ("523456", "412345", "314720")}),
    "OD9": ("SD9", {EXPENDITURE: ("523456", "412345", "314720")}),
    "AC8": ("OD9", {EXPENDITURE: ("523456", "412345", "301234")}),
    "AC9": ("OD9", {EXPENDITURE: ("0", "0", "13486")}),
}
"""A figure of which nothing but one sum tells."""


@pytest.mark.parametrize(
    ("printed", "operation"),
    [
        ("1386", "digit dropped"),
        ("135486", "digit added"),
        ("31486", "two digits transposed"),
        ("93486", "digit changed"),
    ],
)
def test_a_figure_that_one_sum_tells_of_is_put_right_where_its_gap_is_no_chance(printed: str, operation: str) -> None:
    finding = only(put(small(others=ALONE), ("AC9", EXPENDITURE, "prior", printed)))

    assert (finding["kind"], finding["code"], finding["column"]) == ("sum", "AC9", "prior")
    assert (finding["operation"], finding["suggestion"]) == (operation, Decimal("13486.00"))


@pytest.mark.parametrize("printed", ["13686", "13466", "21000", "0"])
def test_a_gap_that_a_figure_of_its_size_may_be_is_suggested_nothing_for(printed: str) -> None:
    findings = check(put(small(others=ALONE), ("AC9", EXPENDITURE, "prior", printed)))

    assert findings.height == 1
    assert findings["suggestion"].to_list() == [None]


def test_a_percentage_that_makes_one_figure_ten_times_another_is_no_rival() -> None:
    """0,18 for 1,83: or 1.622,9% with a digit dropped, beside a sum that tells nothing."""
    hidden = {"SD9": (None, {FTE: ("9", "9", "9")}), "OD9": ("SD9", {FTE: ("9", "9", "9")})}
    others: dict[str, Entry] = {**hidden, "AC8": ("OD9", {FTE: ("2.70", "2.98", "1.83")})}
    finding = doubts(check(put(small(others=others), ("AC8", FTE, "prior", "0.18")))).row(0, named=True)

    assert (finding["code"], finding["column"]) == ("AC8", "prior")
    assert finding["candidates"] == [f"AC8:{FTE.value}:prior"]


def test_a_hidden_child_with_round_figures_in_several_columns_is_a_remainder() -> None:
    accounts = put(small(), ("AC4", FTE, "reference", "14"), ("AC4", FTE, "actual", "10"), ("AC4", FTE, "prior", "7"))
    percentages = put(accounts, ("AC4", FTE, "spent_pct", "71.4"), ("AC4", FTE, "of_prior_pct", "142.9"))

    findings = check(percentages)

    assert findings["kind"].to_list() == ["remainder"] * 3
    assert findings["column"].to_list() == ["reference", "actual", "prior"]


def test_a_missing_figure_leaves_its_sum_unknown() -> None:
    assert check(put(small(), ("AC1", EXPENDITURE, "actual", None))).is_empty()


def test_the_order_is_the_reports_then_measure_then_column() -> None:
    findings = check(
        put(
            small(),
            ("AC4", FTE, "actual", "71"),
            ("AC4", EXPENDITURE, "prior", "300000"),
            ("AC1", EXPENDITURE, "actual", "482345"),
            ("AC1", FTE, "reference", "9.25"),
        )
    )

    assert findings.select("code", pl.col("measure").cast(pl.String), "column").rows() == [
        ("AC1", MONEY, "actual"),
        ("AC1", "vte", "reference"),
        ("AC4", MONEY, "prior"),
        ("AC4", "vte", "actual"),
    ]


def test_nothing_printed_is_changed_and_the_answer_is_always_the_same() -> None:
    accounts = put(small(), ("AC1", EXPENDITURE, "actual", "482345"))
    before = accounts.amounts.clone()

    one, other = check(accounts), check(accounts)

    assert one.equals(other)
    assert accounts.amounts.equals(before)
    assert checked(accounts).amounts.equals(before)
    assert accounts.findings.is_empty()


def test_those_who_ask_about_findings() -> None:
    accounts = checked(
        put(small(), ("AC1", EXPENDITURE, "actual", "482345"), ("AC4", EXPENDITURE, "reference", "1400800"))
    )

    assert in_doubt(accounts.findings)
    assert doubts(accounts.findings).height == 2
    assert {"AC1", "AC4", "OD2"} <= doubtful_codes(accounts.findings)
    assert "AC2" not in doubtful_codes(accounts.findings)
    cells = doubtful_cells(accounts.findings)
    assert cells.row(0) == ("AC1", MONEY, "actual", True, Decimal("412345.00"))
    assert ("AC4", MONEY, "reference", False, None) in cells.rows()
    state = summary(accounts)
    assert (state.percentages, state.percentages_ok, state.doubts) == (126, 124, 2)
    assert (state.parents_with_remainder, state.lost_headings) == (0, 0)


def test_remainders_wait_for_the_check() -> None:
    accounts = put(small(), ("OD2", EXPENDITURE, "reference", "1988764"))

    assert remainders(accounts).is_empty()
