"""The two frames: exactly the columns and types of the design, and no frame that breaks an invariant."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import polars as pl
import pytest

from doelboom.data.model.accounts import Source
from doelboom.data.model.frames import FrameError, build, validate
from doelboom.data.model.outline import outline
from doelboom.parser import Amounts, Fault, FaultKind, Level, Measure, Node, Place, Report


def node(code: str, level: Level, parent: str | None, **fields: object) -> Node:
    amounts = tuple(
        Amounts(Decimal("1234567"), Decimal("-1234.56"), None, Decimal("85.8"), None, measure=measure)
        for measure in Measure
    )
    return replace(Node(code, level, parent, amounts=amounts, place=Place(line=7)), **fields)  # type: ignore[arg-type]


REPORT = Report(
    2031,
    "Lindendorp",
    (
        node("SD310", Level.SD, None, title="Wonen"),
        node("OD4100", Level.OD, "SD310", period_start=2026, period_end=2031, entity="Groep Lindendorp"),
        node("PO4200", Level.PO, "SD310"),
        node("AC51000", Level.AC, "OD4100", service="Groendienst", description="Bomen.\n\n- linden"),
        node("OD4100.x1", Level.AC, "OD4100", code_printed=False),
        node("PR61000", Level.PR, "PO4200", status="Lopend", phase="Ontwerp"),
    ),
    (
        Fault(FaultKind.HEADING_LOST, "OD4100.x1", place=Place(3, 9)),
        Fault(FaultKind.UNREADABLE_FIGURE, "AC51000", Measure.FTE, "prior", "1,O0", Place(line=12)),
    ),
)


def test_nodes_have_exactly_the_columns_and_types_of_the_design() -> None:
    assert dict(build(REPORT).nodes.schema) == {
        "ordinal": pl.UInt32(),
        "code": pl.String(),
        "code_printed": pl.Boolean(),
        "level": pl.Enum(["SD", "OD", "PO", "AC", "PR"]),
        "parent": pl.String(),
        "title": pl.String(),
        "service": pl.String(),
        "entity": pl.String(),
        "period_start": pl.Int16(),
        "period_end": pl.Int16(),
        "status": pl.String(),
        "phase": pl.String(),
        "description": pl.String(),
        "page": pl.UInt32(),
        "line": pl.UInt32(),
    }


def test_amounts_have_exactly_the_columns_and_types_of_the_design() -> None:
    measures = [
        *("exploitatie_uitgaven", "exploitatie_ontvangsten", "investering_uitgaven", "investering_ontvangsten"),
        *("financiering_uitgaven", "financiering_ontvangsten", "vte"),
    ]
    assert dict(build(REPORT).amounts.schema) == {
        "code": pl.String(),
        "measure": pl.Enum(measures),
        "reference": pl.Decimal(38, 2),
        "actual": pl.Decimal(38, 2),
        "prior": pl.Decimal(38, 2),
        "spent_pct": pl.Decimal(38, 1),
        "of_prior_pct": pl.Decimal(38, 1),
    }


def test_rows_stand_in_the_report_s_order() -> None:
    accounts = build(REPORT)

    assert accounts.nodes.select("ordinal", "code", "level", "parent", "code_printed").rows() == [
        (0, "SD310", "SD", None, True),
        (1, "OD4100", "OD", "SD310", True),
        (2, "PO4200", "PO", "SD310", True),
        (3, "AC51000", "AC", "OD4100", True),
        (4, "OD4100.x1", "AC", "OD4100", False),
        (5, "PR61000", "PR", "PO4200", True),
    ]
    assert accounts.amounts.height == 42
    assert accounts.amounts["code"].to_list()[7:14] == ["OD4100"] * 7
    assert accounts.amounts["measure"].to_list()[:7] == [measure.value for measure in Measure]


def test_amounts_are_exact_and_what_is_not_said_is_null() -> None:
    accounts = build(REPORT)

    assert accounts.amounts.row(0) == (
        "SD310",
        "exploitatie_uitgaven",
        Decimal("1234567.00"),
        Decimal("-1234.56"),
        None,
        Decimal("85.8"),
        None,
    )
    assert accounts.nodes.row(4, named=True) == {
        "ordinal": 4,
        "code": "OD4100.x1",
        "code_printed": False,
        "level": "AC",
        "parent": "OD4100",
        "line": 7,
        **dict.fromkeys(["title", "service", "entity", "period_start", "period_end", "status", "phase"]),
        **dict.fromkeys(["description", "page"]),
    }


def test_largest_amounts_that_are_read_are_kept_to_the_cent() -> None:
    largest = Decimal("9" * 32)
    first = replace(REPORT.nodes[0], amounts=tuple(Amounts(largest, -largest, measure=measure) for measure in Measure))
    accounts = build(replace(REPORT, nodes=(first,)))

    assert accounts.amounts["reference"].to_list() == [largest] * 7
    assert accounts.amounts["actual"].to_list() == [-largest] * 7


def test_faults_of_the_reader() -> None:
    assert build(REPORT).faults.rows() == [
        ("heading lost", "OD4100.x1", None, None, None, 3, 9),
        ("unreadable figure", "AC51000", "vte", "prior", "1,O0", None, 12),
    ]


def test_source_says_year_and_city() -> None:
    accounts = build(REPORT)

    assert (accounts.source.year, accounts.source.prior, accounts.source.city) == (2031, 2030, "Lindendorp")
    assert accounts.source.title == "Jaarrekening 2031 - Lindendorp"
    assert build(REPORT, Source(2031, name="a.pdf")).source.title == "Jaarrekening 2031"


def test_report_without_a_description_has_none() -> None:
    bare = tuple(replace(one, description=None) for one in REPORT.nodes)

    assert outline(build(REPORT)).has_descriptions
    assert not outline(build(replace(REPORT, nodes=bare))).has_descriptions


@pytest.mark.parametrize(
    ("nodes", "message"),
    [
        ((), "at least one node"),
        ((REPORT.nodes[0], REPORT.nodes[0]), "each code once"),
        ((REPORT.nodes[1],), "the parent SD310 of OD4100 before it"),
        ((REPORT.nodes[1], REPORT.nodes[0]), "the parent SD310 of OD4100 before it"),
        ((replace(REPORT.nodes[0], parent="SD310"),), "the parent SD310 of SD310 before it"),
        ((replace(REPORT.nodes[0], amounts=()),), "one row a node and measure"),
        ((replace(REPORT.nodes[0], amounts=REPORT.nodes[0].amounts[1:]),), "one row a node and measure"),
        ((replace(REPORT.nodes[0], amounts=REPORT.nodes[0].amounts[::-1]),), "one row a node and measure"),
        ((replace(REPORT.nodes[0], amounts=REPORT.nodes[0].amounts * 2),), "one row a node and measure"),
    ],
)
def test_records_that_break_the_model_are_refused(nodes: tuple[Node, ...], message: str) -> None:
    with pytest.raises(FrameError, match=message):
        build(replace(REPORT, nodes=nodes))


@pytest.mark.parametrize("name", ["nodes", "amounts", "faults", "findings"])
@pytest.mark.parametrize("broken", ["lacks a column", "has one more", "another order", "another type"])
def test_frames_of_another_shape_are_refused(name: str, broken: str) -> None:
    accounts = build(REPORT)
    frame: pl.DataFrame = getattr(accounts, name)
    changed = {
        "lacks a column": frame.drop(frame.columns[-1]),
        "has one more": frame.with_columns(more=pl.lit(1)),
        "another order": frame.select(frame.columns[::-1]),
        "another type": frame.with_columns(pl.col("code").cast(pl.Categorical)),
    }[broken]

    with pytest.raises(FrameError, match=f"^{name}: expected the columns"):
        validate(accounts.having(**{name: changed}).tables.frames)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (pl.col("ordinal") + 1, "ordinals from 0"),
        (pl.col("ordinal").reverse(), "ordinals from 0"),
        (pl.col("code").replace("PR61000", None), "each code once"),
        (pl.col("parent").fill_null("SD999"), "the parent SD999 of SD310 before it"),
    ],
)
def test_nodes_that_break_an_invariant_are_refused(changed: pl.Expr, message: str) -> None:
    accounts = build(REPORT)

    with pytest.raises(FrameError, match=message):
        validate(accounts.having(nodes=accounts.nodes.with_columns(changed)).tables.frames)


@pytest.mark.parametrize("rows", [slice(1, None), slice(0, 41)])
def test_amounts_without_a_row_are_refused(rows: slice) -> None:
    accounts = build(REPORT)

    with pytest.raises(FrameError, match="one row a node and measure"):
        validate(accounts.having(amounts=accounts.amounts[rows]).tables.frames)
