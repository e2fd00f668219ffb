"""Lines, tables and nodes out of place in a small report: what is said of them, to the cell."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from doelboom.data.check.check import checked
from doelboom.data.check.equations import rivals_of
from doelboom.data.check.faults.weights import RECOGNISED, WRITTEN
from doelboom.data.model.accounts import Accounts
from doelboom.data.model.frames import build
from doelboom.parser.records import Fault, FaultKind, Measure, Node, Report
from tests.data.small_accounts import EXPENDITURE, FTE, SMALL, Entry, Figures, node, put, small
from tests.data.what_the_check_says import check, doubtful_cells, doubts, in_doubt

RECEIPTS = Measure.OPERATING_RECEIPTS


def report(tree: Mapping[str, Entry]) -> Accounts:
    """A report in which lines stand as they are given; percentages follow each line."""
    nodes: list[Node] = [
        node(code, parent, lines, number) for number, (code, (parent, lines)) in enumerate(tree.items())
    ]
    return build(Report(2024, "Gent", tuple(nodes)))


def with_line(code: str, lines: dict[Measure, Figures]) -> dict[str, Entry]:
    parent, others = SMALL[code]
    return SMALL | {code: (parent, {**others, **lines})}


def only(accounts: Accounts) -> dict[str, Any]:
    findings = check(accounts)
    assert findings.height == 1, findings
    return findings.row(0, named=True)


def test_expenditure_printed_as_receipts_is_named() -> None:
    line = SMALL["AC4"][1][EXPENDITURE]
    finding = only(report(with_line("AC4", {EXPENDITURE: ("0", "0", "0"), RECEIPTS: line})))

    assert (finding["operation"], finding["code"]) == ("expenditure and receipts swapped", "AC4")
    assert f"AC4:{EXPENDITURE.value}:actual" in finding["candidates"]
    assert f"AC4:{RECEIPTS.value}:actual" in finding["candidates"]
    assert finding["suggestion"] is None


def test_every_figure_of_lines_that_are_swapped_is_in_doubt() -> None:
    line = SMALL["AC4"][1][EXPENDITURE]
    findings = check(report(with_line("AC4", {EXPENDITURE: ("0", "0", "0"), RECEIPTS: line})))

    assert in_doubt(findings)
    cells = doubtful_cells(findings)
    assert cells.filter(cells["named"]).height == 10


def test_a_node_below_another_plan_is_named_with_the_plan_where_it_belongs() -> None:
    moved = dict(SMALL)
    parent, lines = moved.pop("AC2")
    finding = only(report(moved | {"AC2": ("OD2", lines)}))

    assert parent == "OD1"
    assert (finding["operation"], finding["code"]) == ("node below another plan", "AC2")
    assert finding["candidates"] == ["OD1"]


def test_a_line_copied_from_a_sibling_is_in_doubt_beside_the_line_it_was_copied_from() -> None:
    finding = only(report(with_line("AC2", {EXPENDITURE: SMALL["AC1"][1][EXPENDITURE]})))

    assert finding["operation"] == "line copied"
    assert {candidate.split(":")[0] for candidate in finding["candidates"]} == {"AC1", "AC2"}


def test_lines_that_are_alike_and_add_up_are_no_copies() -> None:
    line = {EXPENDITURE: ("1234", "1187", "1099")}
    total = {EXPENDITURE: ("2468", "2374", "2198")}
    others: dict[str, Entry] = {"SD9": (None, total), "OD9": ("SD9", total), "AC7": ("OD9", line), "AC8": ("OD9", line)}

    assert check(small(others=others)).is_empty()


def test_a_line_that_stands_at_three_siblings_is_a_like_amount_for_each() -> None:
    line = {EXPENDITURE: ("1234", "1187", "1099")}
    total = {EXPENDITURE: ("99702", "83561", "73297")}
    others: dict[str, Entry] = {"SD9": (None, total), "OD9": ("SD9", total)}
    others |= {f"AC{number}": ("OD9", line) for number in (7, 8, 9)}

    assert set(check(small(others=others))["kind"]) == {"remainder"}
    assert check(small(others={code: entry for code, entry in others.items() if code != "AC9"}))[
        "operation"
    ].to_list() == ["line copied"]


def test_lines_of_two_plans_in_each_others_place_are_named() -> None:
    one, other = SMALL["AC1"][1][EXPENDITURE], SMALL["AC4"][1][EXPENDITURE]
    tree = with_line("AC1", {EXPENDITURE: other}) | {"AC4": ("OD2", {EXPENDITURE: one, FTE: SMALL["AC4"][1][FTE]})}
    finding = only(report(tree))

    assert finding["operation"] == "lines swapped"
    assert {candidate.split(":")[0] for candidate in finding["candidates"]} == {"AC1", "AC4"}


def test_tables_of_nodes_that_follow_each_other_are_named() -> None:
    tree = SMALL | {
        "AC3": ("OD1", SMALL["OD2"][1]),
        "OD2": ("SD1", SMALL["AC3"][1]),
    }
    finding = only(report(tree))

    assert (finding["operation"], finding["code"]) == ("tables of neighbours swapped", "AC3")


def test_columns_swapped_are_two_findings_with_the_figure_of_each() -> None:
    accounts = put(small(), ("AC2", EXPENDITURE, "reference", "345678"), ("AC2", EXPENDITURE, "actual", "412345"))
    findings = check(accounts)

    assert findings.select("code", "column", "operation", "suggestion").rows() == [
        ("AC2", "reference", "two columns swapped", Decimal("412345.00")),
        ("AC2", "actual", "two columns swapped", Decimal("345678.00")),
    ]


def test_two_siblings_that_are_wrong_by_opposite_amounts_are_put_right_together() -> None:
    accounts = put(small(), ("AC1", EXPENDITURE, "actual", "442345"), ("AC2", EXPENDITURE, "actual", "315678"))

    assert check(accounts).select("code", "column", "suggestion").rows() == [
        ("AC1", "actual", Decimal("412345.00")),
        ("AC2", "actual", Decimal("345678.00")),
    ]


@pytest.mark.parametrize(
    ("measure", "column", "printed", "operation", "meant"),
    [
        (FTE, "actual", "412", "comma lost", "4.12"),
        (EXPENDITURE, "spent_pct", "788%", "comma lost", "78.80"),
        (EXPENDITURE, "spent_pct", "78,8", "per cent sign lost", "78.80"),
        (FTE, "actual", "999", None, None),
    ],
)
def test_a_figure_without_its_comma_or_per_cent_sign_is_read_where_the_rest_allows_it(
    measure: Measure, column: str, printed: str, operation: str | None, meant: str | None
) -> None:
    fault = Fault(FaultKind.UNREADABLE_FIGURE, "AC1", measure, column, printed)
    finding = only(put(small((fault,)), ("AC1", measure, column, None)))

    assert (finding["kind"], finding["operation"]) == ("unreadable figure", operation)
    assert finding["suggestion"] == (None if meant is None else Decimal(meant))


def test_what_is_likely_depends_on_how_the_text_came_to_be(figures_2024: Accounts) -> None:
    """309,98 is 309,89 with two digits transposed, or 309,91 and others with one changed; pictures transpose none."""
    accounts = put(figures_2024, ("AC34421", FTE, "prior", "309.98"))
    written, recognised = (
        doubts(checked(accounts, weights).findings).row(0, named=True) for weights in (WRITTEN, RECOGNISED)
    )

    assert (written["operation"], written["suggestion"]) == (None, None)
    assert (recognised["operation"], recognised["suggestion"]) == ("digit changed", None)
    assert written["candidates"][0] == recognised["candidates"][0] == "AC34421:vte:prior"


@pytest.mark.parametrize(
    ("tree", "code", "told"),
    [
        (
            {code: entry for code, entry in SMALL.items() if code != "AC2"} | {"AC2": ("OD2", SMALL["AC2"][1])},
            "AC2",
            [(("AC2", "node below another plan"), ("OD1", None))],
        ),
        (
            with_line("AC2", {EXPENDITURE: SMALL["AC1"][1][EXPENDITURE]}),
            "AC1",
            [((f"{code}:{EXPENDITURE.value}", "line copied"),) for code in ("AC2", "AC1")],
        ),
        (
            with_line("AC4", {EXPENDITURE: ("0", "0", "0"), RECEIPTS: SMALL["AC4"][1][EXPENDITURE]}),
            "AC4",
            [tuple((f"AC4:{line.value}", "expenditure and receipts swapped") for line in (EXPENDITURE, RECEIPTS))],
        ),
    ],
)
def test_what_explains_a_line_or_node_out_of_place_is_told(
    tree: Mapping[str, Entry], code: str, told: list[tuple[tuple[str, str | None], ...]]
) -> None:
    rivals = rivals_of(checked(report(tree)), code)

    assert [
        tuple((str(cell), operation) for (cell, _), operation in zip(rival.cells, rival.operations, strict=True))
        for rival in rivals
    ] == told
    assert all(rival.wins for rival in rivals)


def test_no_finding_has_an_empty_interval(figures_2024: Accounts) -> None:
    amounts = figures_2024.amounts.with_columns(
        reference=figures_2024.amounts["actual"], actual=figures_2024.amounts["reference"]
    )
    found = check(figures_2024.having(nodes=figures_2024.nodes.head(60), amounts=amounts.head(60 * 7)))

    bounded = found.filter(found["expected_low"].is_not_null() & found["expected_high"].is_not_null())
    assert bounded.height > 100
    assert (bounded["expected_low"] <= bounded["expected_high"]).all()
