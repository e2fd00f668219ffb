"""Doubt travels: whatever is worked out from a figure in doubt is marked, and nothing else is.

Proved by changing the figure itself: what it changes, and only that, comes from it.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doelboom.data.check.check import checked
from doelboom.data.model.accounts import Accounts
from doelboom.data.model.cells import Cell, Doubt
from doelboom.data.model.doubts import DOUBT, FIGURES, in_doubt, marked_cell, read_marked_cell
from doelboom.data.model.findings import Finding, FindingKind
from doelboom.data.model.frames import FINDINGS
from doelboom.data.model.outline import outline
from doelboom.data.model.queries import Against, Query, Scope, ServiceQuery
from doelboom.data.model.rows import row_of
from doelboom.data.queries.bridge import StepKind, bridge
from doelboom.data.queries.differences import amounts_with_doubts
from doelboom.data.queries.services import services
from doelboom.data.queries.variances import tree_rows, variances
from doelboom.parser.records import Measure
from tests.data.small_accounts import EXPENDITURE, FTE, SMALL, put, small

CODES = st.sampled_from(list(SMALL))
FIGURE = st.sampled_from(FIGURES)
MEASURE = st.sampled_from([EXPENDITURE, FTE])
RIGHT = checked(small())


def doubting(accounts: Accounts, cell: Cell, suggestion: str | None = None) -> Accounts:
    """The accounts with one figure in doubt, whatever the check says."""
    finding = Finding(
        FindingKind.PERCENTAGE, cell.code, cell.measure, cell.column, candidates=(cell,),
        suggestion=None if suggestion is None else Decimal(suggestion),
    )  # fmt: skip
    frames = accounts.having(findings=pl.DataFrame([row_of(finding)], FINDINGS, orient="row"))
    return replace(frames, summary=replace(accounts.summary, doubts=1))


def other(cell: Cell) -> Accounts:
    """The accounts with another figure in a cell."""
    assert cell.measure is not None
    assert cell.column is not None
    return put(RIGHT, (cell.code, cell.measure, cell.column, "987654.32"))


def by_key(rows: pl.DataFrame, key: str) -> dict[Any, dict[str, Any]]:
    return {row[key]: row for row in rows.iter_rows(named=True)}


def check_marks(doubted: pl.DataFrame, changed: pl.DataFrame, key: str, measure: Measure | None) -> None:
    """What differs is marked; what is marked is worked out from the figure, and so no row is marked that does not
    differ at all."""
    after = by_key(changed, key)
    for name, row in by_key(doubted, key).items():
        marked = in_doubt(row, row[DOUBT], measure)
        columns = set(row) - {DOUBT, "mark"}
        differing = {column for column in columns if row[column] != after[name][column]}
        assert differing <= marked
        assert bool(marked) == bool(differing)


@settings(deadline=None)
@given(code=CODES, measure=MEASURE, column=FIGURE, scope=st.sampled_from(Scope), asked=MEASURE)
def test_a_row_of_variances(code: str, measure: Measure, column: str, scope: Scope, asked: Measure) -> None:
    cell = Cell(code, measure, column)
    query = Query(measure=asked, scope=scope)
    doubted, changed = (variances(accounts, query).rows for accounts in (doubting(RIGHT, cell), other(cell)))
    check_marks(doubted, changed, "code", asked)


@settings(deadline=None)
@given(code=CODES, measure=MEASURE, column=FIGURE, asked=MEASURE)
def test_a_row_by_service(code: str, measure: Measure, column: str, asked: Measure) -> None:
    cell = Cell(code, measure, column)
    doubted, changed = (
        services(accounts, ServiceQuery(asked)).rows for accounts in (doubting(RIGHT, cell), other(cell))
    )
    check_marks(doubted, changed, "mark", asked)


@settings(deadline=None)
@given(code=CODES, measure=MEASURE, column=FIGURE, asked=MEASURE)
def test_a_row_of_the_tree(code: str, measure: Measure, column: str, asked: Measure) -> None:
    cell = Cell(code, measure, column)
    doubted, changed = (
        tree_rows(outline(accounts), list(SMALL), asked) for accounts in (doubting(RIGHT, cell), other(cell))
    )
    check_marks(doubted, changed, "code", asked)
    tree = outline(doubting(RIGHT, cell))
    for row in doubted.iter_rows(named=True):
        assert tree.doubtful(row["code"], asked) & set(row) == in_doubt(row, row[DOUBT], asked)


@settings(deadline=None)
@given(
    code=CODES,
    measure=MEASURE,
    column=FIGURE,
    of=st.sampled_from(["SD1", "OD1", "OD2"]),
    against=st.sampled_from(Against),
)
def test_the_steps_of_a_bridge(code: str, measure: Measure, column: str, of: str, against: Against) -> None:
    cell = Cell(code, measure, column)
    doubted, changed = (
        bridge(outline(accounts), of, measure, against) for accounts in (doubting(RIGHT, cell), other(cell))
    )
    before = {step.code: step for step in doubted.steps if step.kind is StepKind.CHILD}
    after = {step.code: step for step in changed.steps if step.kind is StepKind.CHILD}
    for name in before.keys() & after.keys():
        assert bool(before[name].doubts) == (before[name].difference != after[name].difference)
    assert bool(doubted.doubts) == ((doubted.start, doubted.end) != (changed.start, changed.end))
    assert all(cell in step.doubts for step in changed.steps if step.kind is StepKind.DOUBT)


def test_a_balance_is_worked_out_from_both_its_lines() -> None:
    doubts = doubting(RIGHT, Cell("AC1", Measure.OPERATING_RECEIPTS, "actual")).doubts
    both = (EXPENDITURE, Measure.OPERATING_RECEIPTS)
    assert doubts.behind(["AC1"], both, ["variance"])
    assert not doubts.behind(["AC1"], [EXPENDITURE], ["variance"])
    assert not doubts.behind(["AC1"], both, ["reference"])


def test_a_remainder_is_worked_out_from_its_parent_and_all_its_children() -> None:
    accounts = checked(small(others={"AC7": ("OD2", {EXPENDITURE: ("90000", "90000", "90000")})}))
    assert accounts.remainders["code"].unique().to_list() == ["OD2.rest"]
    for code in ("OD2", "AC4", "AC7"):
        doubts = doubting(accounts, Cell(code, EXPENDITURE, "actual")).doubts
        assert doubts.columns_of("OD2.rest", EXPENDITURE, ("actual", "variance", "prior")) == {"actual", "variance"}
    assert not doubting(accounts, Cell("AC1", EXPENDITURE, "actual")).doubts.behind(["OD2.rest"], Measure, FIGURES)


def test_the_lines_that_the_report_prints() -> None:
    frame = amounts_with_doubts(doubting(RIGHT, Cell("AC1", FTE, "spent_pct"), "78.5"))
    rows = frame.filter(pl.col(DOUBT).is_not_null())
    assert rows.select("code", "measure", DOUBT).rows() == [("AC1", "vte", ["AC1:vte:spent_pct=78.50"])]


@pytest.mark.parametrize("code", ["AC1", "BD 90", "a:b", "x=1", "y?"])
@pytest.mark.parametrize(
    "doubt", [Doubt(named=True), Doubt(named=False), Doubt(named=True, suggestion=Decimal("-1.50"))]
)
def test_what_the_column_says_can_be_read_back(code: str, doubt: Doubt) -> None:
    cell = Cell(code, EXPENDITURE, "prior")
    assert read_marked_cell(marked_cell(cell, doubt)) == (cell, doubt)


def test_a_report_without_doubts_reads_no_rows() -> None:
    assert not RIGHT.doubts
    assert variances(RIGHT, Query()).rows[DOUBT].null_count() == variances(RIGHT, Query()).rows.height


# What rounding makes, and what it does not


def test_a_step_beyond_rounding_is_in_doubt_with_its_finding() -> None:
    accounts = checked(put(small(), ("AC4", EXPENDITURE, "reference", "1700700")))
    (step,) = [step for step in bridge(outline(accounts), "OD2", EXPENDITURE).steps if step.kind not in (
        StepKind.CHILD, StepKind.OTHERS)]  # fmt: skip
    assert (step.kind, step.difference, step.codes) == (StepKind.DOUBT, Decimal(300000), ("AC4",))
    assert step.doubts == {Cell("AC4", EXPENDITURE, "reference"): Doubt(named=True, suggestion=Decimal(1400700))}


def test_rounding_beside_a_doubt_stays_rounding() -> None:
    accounts = checked(
        put(small(), ("AC4", EXPENDITURE, "reference", "1700700"), ("AC5", EXPENDITURE, "actual", "500001"))
    )
    steps = bridge(outline(accounts), "OD2", EXPENDITURE).steps
    assert [(step.kind, step.difference) for step in steps[-2:]] == [
        (StepKind.DOUBT, Decimal(300000)), (StepKind.ROUNDING, Decimal(-1))
    ]  # fmt: skip
    assert not steps[-1].doubts


def test_a_remainder_within_rounding_is_zero_and_takes_part_in_nothing(figures_2024: Accounts) -> None:
    tree = outline(figures_2024)
    line = tree.figures("OD10053.rest", EXPENDITURE)
    assert (line.reference, line.actual, line.prior) == (Decimal(0), Decimal(0), Decimal(16930))
    rows = variances(figures_2024, Query(measure=EXPENDITURE)).rows
    row = rows.filter(pl.col("code") == "OD10053.rest").row(0, named=True)
    assert (row["variance"], row["variance_pct"], row["effect"], row["change"]) == (0, None, "none", -16930)
    for code, item in tree.items.items():
        if item.is_remainder:
            for measure in Measure:
                for column in FIGURES:
                    value = getattr(tree.figures(code, measure), column)
                    assert not value or abs(value) > (Decimal("0.02") if measure is FTE else 2)


def test_a_gap_that_a_doubt_leaves_unknown_is_no_zero() -> None:
    # The remainder of OD2 is known for what was spent; of the budget it is not, since AC4's is wrong.
    accounts = checked(
        put(
            small(others={"AC7": ("OD2", {EXPENDITURE: ("0", "90000", "90000")})}),
            ("AC4", EXPENDITURE, "reference", "1700700"),
        )
    )
    line = outline(accounts).figures("OD2.rest", EXPENDITURE)
    assert (line.reference, line.actual, line.prior) == (None, Decimal(-90000), Decimal(-90000))
