"""The two frames that are the whole model, and the reader's faults beside them.

`nodes` has one row a node, in the report's order; `amounts` one row a node and measure. Money is in euros, staff in
FTE, percentages in per cent, all exact decimals as printed. What the report does not say is null.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import polars as pl

from doelboom.data.model.accounts import Accounts, Frames, Source, Tables
from doelboom.data.model.cells import Cell
from doelboom.data.model.findings import Finding, FindingKind, Operation
from doelboom.data.model.rows import columns_of, row_of
from doelboom.parser.records import Fault, FaultKind, Figures, Level, Measure, NodeFacts, Percentage, Report, Year

AMOUNT = pl.Decimal(38, 2)
"""Euros or FTE."""
PERCENTAGE = pl.Decimal(38, 1)
_FINE_PERCENTAGE = pl.Decimal(38, 2)
"""Of a report that prints two decimals."""
LEVELS, MEASURES, _FAULTS, _FINDINGS, _OPERATIONS = (
    pl.Enum([value.value for value in values])
    for values in (Level, Measure, FaultKind, [kind for kind in FindingKind if kind.is_kept], Operation)
)

Schema = dict[str, pl.DataType | type[pl.DataType]]

_TYPES: dict[Any, pl.DataType | type[pl.DataType]] = {
    str: pl.String,
    bool: pl.Boolean,
    int: pl.UInt32,
    Year: pl.Int16,
    Decimal: AMOUNT,
    Percentage: PERCENTAGE,
    Level: LEVELS,
    Measure: MEASURES,
    FaultKind: _FAULTS,
    FindingKind: _FINDINGS,
    Operation: _OPERATIONS,
    tuple[Cell, ...]: pl.List(pl.String),
}
"""How the values of records' fields are kept."""


def _schema_of(record: type) -> Schema:
    return {name: _TYPES[kind] for name, kind in columns_of(record).items()}


NODES: Schema = {"ordinal": pl.UInt32, **_schema_of(NodeFacts)}
"""The columns of `nodes`."""
AMOUNTS: Schema = {"code": pl.String, "measure": MEASURES, **_schema_of(Figures)}
"""The columns of `amounts`, and of `remainders`."""
FAULTS = _schema_of(Fault)
"""The columns of `faults`: what the reader itself could not take at face value."""
FINDINGS = _schema_of(Finding)
"""The columns of the check's findings."""


def percentages_of(values: Iterable[Decimal | None]) -> pl.DataType:
    """How percentages are kept that a report prints: with one decimal, or with two where it has them."""
    fine = any(value is not None and value != round(value, 1) for value in values)
    return _FINE_PERCENTAGE if fine else PERCENTAGE


def _with_percentages(schema: Schema, kind: pl.DataType) -> Schema:
    return {name: kind if known == PERCENTAGE else known for name, known in schema.items()}


class FrameError(ValueError):
    """Frames that break one of the model's invariants; the message names it."""


def build(report: Report, source: Source | None = None) -> Accounts:
    """The frames of a report, validated.

    Raises:
        FrameError: the records break an invariant of the model.
    """
    nodes = [[ordinal, *row_of(node, NodeFacts)] for ordinal, node in enumerate(report.nodes)]
    amounts = [
        [node.code, line.measure.value, *row_of(line, Figures)] for node in report.nodes for line in node.amounts
    ]
    fine = report.percentage_unit < Decimal("0.1")
    lines = _with_percentages(AMOUNTS, _FINE_PERCENTAGE if fine else PERCENTAGE)
    frames = Frames(
        pl.DataFrame(nodes, NODES, orient="row"),
        pl.DataFrame(amounts, lines, orient="row"),
        pl.DataFrame([row_of(fault) for fault in report.faults], FAULTS, orient="row"),
        pl.DataFrame(schema=FINDINGS),
        pl.DataFrame(schema=AMOUNTS),
    )
    if source is None:
        source = Source(
            report.year,
            report.city,
            pages=report.pages,
            notes=report.notes,
            amount_unit=report.amount_unit,
            percentage_unit=report.percentage_unit,
            level_words={each.level.value: each.word for each in report.level_words},
            kind=report.kind,
            status=report.status,
            plan_period=(report.plan_period.start, report.plan_period.end) if report.plan_period is not None else None,
            origin=report.origin,
        )
    return Accounts(source, Tables.of(validate(frames)))


def validate(frames: Frames) -> Frames:
    """The frames, if they keep the model's invariants.

    Raises:
        FrameError: a column or type differs from the model's; a code stands twice; a parent is no node above its
            child; a node has not exactly one row a measure.
    """
    fine = frames.amounts.schema.get("spent_pct") == _FINE_PERCENTAGE
    for name, frame, schema in (
        ("nodes", frames.nodes, NODES),
        ("amounts", frames.amounts, _with_percentages(AMOUNTS, _FINE_PERCENTAGE) if fine else AMOUNTS),
        ("faults", frames.faults, FAULTS),
        ("findings", frames.findings, FINDINGS),
        ("remainders", frames.remainders, AMOUNTS),
    ):
        if list(frame.schema.items()) != list(pl.Schema(schema).items()):
            raise FrameError(f"{name}: expected the columns {list(schema)} with their types, found {frame.schema}")
    nodes = frames.nodes
    if nodes.is_empty():
        raise FrameError("nodes: expected at least one node, found none")
    if nodes["ordinal"].to_list() != list(range(nodes.height)):
        raise FrameError("nodes: expected ordinals from 0 in the report's order")
    codes = nodes["code"]
    if codes.null_count() or codes.n_unique() != nodes.height:
        raise FrameError("nodes: expected each code once")
    above = dict(zip(codes, range(nodes.height), strict=True))
    for ordinal, parent in enumerate(nodes["parent"]):
        if parent is not None and not above.get(parent, nodes.height) < ordinal:
            raise FrameError(f"nodes: expected the parent {parent} of {codes[ordinal]} before it")
    amounts = frames.amounts
    expected_keys = [(code, measure.value) for code in codes for measure in Measure]
    if list(zip(amounts["code"], amounts["measure"], strict=True)) != expected_keys:
        raise FrameError("amounts: expected one row a node and measure, in the report's order")
    return frames
