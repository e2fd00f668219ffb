"""The two frames that are the whole model, and the reader's faults beside them.

`nodes` has one row a node, in the report's order; `amounts` one row a node and measure. Money is in euros, staff in
FTE, percentages in per cent, all exact decimals as printed. What the report does not say is null.
"""

from __future__ import annotations

import polars as pl

from doelboom.data.model.accounts import Accounts, Source
from doelboom.parser.records import COLUMNS, FaultKind, Level, Measure, Report

LEVELS = pl.Enum([level.value for level in Level])
MEASURES = pl.Enum([measure.value for measure in Measure])

AMOUNT = pl.Decimal(38, 2)
"""Euros or FTE."""
PERCENTAGE = pl.Decimal(38, 1)

NODES: dict[str, pl.DataType | type[pl.DataType]] = {
    "ordinal": pl.UInt32,
    "code": pl.String,
    "code_printed": pl.Boolean,
    "level": LEVELS,
    "parent": pl.String,
    "title": pl.String,
    "service": pl.String,
    "entity": pl.String,
    "period_start": pl.Int16,
    "period_end": pl.Int16,
    "status": pl.String,
    "phase": pl.String,
    "description": pl.String,
    "page": pl.UInt32,
    "line": pl.UInt32,
}
"""The columns of `nodes`."""

AMOUNTS: dict[str, pl.DataType | type[pl.DataType]] = {
    "code": pl.String,
    "measure": MEASURES,
    **{column: PERCENTAGE if column.endswith("_pct") else AMOUNT for column in COLUMNS},
}
"""The columns of `amounts`."""

FAULTS: dict[str, pl.DataType | type[pl.DataType]] = {
    "kind": pl.Enum([kind.value for kind in FaultKind]),
    "code": pl.String,
    "measure": MEASURES,
    "column": pl.String,
    "printed": pl.String,
    "page": pl.UInt32,
    "line": pl.UInt32,
}
"""The columns of `faults`: what the reader itself could not take at face value."""

FINDINGS: dict[str, pl.DataType | type[pl.DataType]] = {
    "kind": pl.Enum(["percentage", "sum", "remainder", *(kind.value for kind in FaultKind)]),
    "code": pl.String,
    "measure": MEASURES,
    "column": pl.String,
    "printed": pl.String,
    "expected_low": AMOUNT,
    "expected_high": AMOUNT,
    "suggestion": AMOUNT,
    "candidates": pl.List(pl.String),
    "page": pl.UInt32,
    "line": pl.UInt32,
}
"""The columns of the check's findings (see `data.check.check`)."""


class FrameError(ValueError):
    """Frames that break one of the model's invariants; the message names it."""


def build(report: Report, source: Source | None = None) -> Accounts:
    """The frames of a report, validated.

    Raises:
        FrameError: the records break an invariant of the model.
    """
    nodes = pl.DataFrame(
        [
            (
                ordinal,
                node.code,
                node.code_printed,
                node.level.value,
                node.parent,
                node.title,
                node.service,
                node.entity,
                node.period_start,
                node.period_end,
                node.status,
                node.phase,
                node.description,
                node.place.page,
                node.place.line,
            )
            for ordinal, node in enumerate(report.nodes)
        ],
        schema=NODES,
        orient="row",
    )
    amounts = pl.DataFrame(
        [
            (node.code, line.measure.value, *(getattr(line, column) for column in COLUMNS))
            for node in report.nodes
            for line in node.amounts
        ],
        schema=AMOUNTS,
        orient="row",
    )
    faults = pl.DataFrame(
        [
            (
                fault.kind.value,
                fault.code,
                fault.measure.value if fault.measure is not None else None,
                fault.column,
                fault.printed,
                fault.place.page,
                fault.place.line,
            )
            for fault in report.faults
        ],
        schema=FAULTS,
        orient="row",
    )
    if source is None:
        source = Source(report.year, report.city, pages=report.pages, notes=report.notes)
    return validate(Accounts(source, nodes, amounts, faults, pl.DataFrame(schema=FINDINGS)))


def validate(accounts: Accounts) -> Accounts:
    """The accounts, if they keep the model's invariants.

    Raises:
        FrameError: a column or type differs from the model's; a code stands twice; a parent is no node above its
            child; a node has not exactly one row a measure.
    """
    for name, frame, schema in (
        ("nodes", accounts.nodes, NODES),
        ("amounts", accounts.amounts, AMOUNTS),
        ("faults", accounts.faults, FAULTS),
        ("findings", accounts.findings, FINDINGS),
    ):
        if list(frame.schema.items()) != list(pl.Schema(schema).items()):
            raise FrameError(f"{name}: expected the columns {list(schema)} with their types, found {frame.schema}")
    nodes = accounts.nodes
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
    amounts = accounts.amounts
    wanted = [(code, measure.value) for code in codes for measure in Measure]
    if list(zip(amounts["code"], amounts["measure"], strict=True)) != wanted:
        raise FrameError("amounts: expected one row a node and measure, in the report's order")
    return accounts
