"""Small reports for the check: a few nodes whose percentages and sums are right until a test makes one wrong."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

import polars as pl

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.frames import build
from doelboom.parser.records import Amounts, Fault, Level, Measure, Node, Place, Report

EXPENDITURE = Measure.OPERATING_EXPENDITURE
FTE = Measure.FTE

Figures = tuple[str, str, str]
"""Reference, actual and prior, as decimals."""

Entry = tuple[str | None, Mapping[Measure, Figures]]
"""A parent's code, and the lines that are not zero."""


def percentage(numerator: Decimal, denominator: Decimal) -> Decimal:
    """A percentage as a report prints it: one decimal, 0,0% where the denominator is zero."""
    if denominator == 0:
        return Decimal("0.0")
    return (numerator * 100 / denominator).quantize(Decimal("0.1"), ROUND_HALF_UP)


def line(measure: Measure, figures: Figures = ("0", "0", "0")) -> Amounts:
    """A line of a table with its two percentages worked out."""
    reference, actual, prior = map(Decimal, figures)
    spent, of_prior = percentage(actual, reference), percentage(actual, prior)
    return Amounts(reference, actual, prior, spent, of_prior, measure=measure)


def node(
    code: str, parent: str | None, lines: Mapping[Measure, Figures], number: int = 0, description: str | None = None
) -> Node:
    """A node with zeros wherever `lines` says nothing; codes such as OD1.x1 have their heading lost."""
    lost = ".x" in code
    return Node(
        code,
        Level("AC" if lost else code[:2]),
        parent,
        code_printed=not lost,
        description=description,
        amounts=tuple(line(measure, lines.get(measure, ("0", "0", "0"))) for measure in Measure),
        place=Place(line=10 * number),
    )


SMALL: dict[str, Entry] = {
    "SD1": (None, {EXPENDITURE: ("3000000", "2400000", "2000000"), FTE: ("30", "24", "20")}),
    "OD1": ("SD1", {EXPENDITURE: ("1000000", "800000", "700000"), FTE: ("10", "8", "7")}),
    "AC1": ("OD1", {EXPENDITURE: ("523456", "412345", "301234"), FTE: ("5.25", "4.12", "3.01")}),
    "AC2": ("OD1", {EXPENDITURE: ("412345", "345678", "398766"), FTE: ("4.15", "3.45", "3.99")}),
    "AC3": ("OD1", {EXPENDITURE: ("64199", "41977", "0"), FTE: ("0.60", "0.43", "0")}),
    "OD2": ("SD1", {EXPENDITURE: ("2000000", "1600000", "1300000"), FTE: ("20", "16", "13")}),
    "AC4": ("OD2", {EXPENDITURE: ("1400700", "1100000", "800000"), FTE: ("15", "11", "8")}),
    "AC5": ("OD2", {EXPENDITURE: ("599300", "500000", "500000"), FTE: ("5", "5", "5")}),
    "AC6": ("OD2", {}),
}
"""An objective with two plans of three actions; code to parent and figures."""


def small(
    faults: tuple[Fault, ...] = (),
    descriptions: Mapping[str, str] | None = None,
    others: Mapping[str, Entry] | None = None,
) -> Accounts:
    """The accounts of `SMALL`, with `others` after its nodes."""
    tree = SMALL | dict(others or {})
    words = descriptions or {}
    nodes = [
        node(code, parent, lines, number, words.get(code))
        for number, (code, (parent, lines)) in enumerate(tree.items())
    ]
    return build(Report(2024, "Gent", tuple(nodes), faults))


def put(accounts: Accounts, *cells: tuple[str, Measure, str, str | None]) -> Accounts:
    """The accounts with other figures printed in some cells; the percentages stay what they were."""
    amounts = accounts.amounts
    for code, measure, column, figure in cells:
        here = (pl.col("code") == code) & (pl.col("measure") == measure.value)
        value = pl.lit(None if figure is None else Decimal(figure), amounts.schema[column])
        amounts = amounts.with_columns(pl.when(here).then(value).otherwise(pl.col(column)).alias(column))
    return accounts.having(amounts=amounts)
