"""The equations that a node's figures stand in, and what explains those that fail, in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from doelboom.data.check.equations import Equation, Rival, equations_of, rivals_of
from doelboom.data.model.cells import Cell
from doelboom.data.model.findings import Operation
from doelboom.data.model.outline import Outline
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure
from doelboom.tui.locale.words import _, column_heading, measure_term
from doelboom.tui.views.words.check.findings import OPERATIONS, cell_name, figure


def equation_lines(equations: list[Equation], outline: Outline) -> Iterator[str]:
    """A line for each figure, and below it one for each equation."""
    shown: tuple[Measure, str] | None = None
    for equation in equations:
        staff = equation.measure is Measure.FTE
        if shown != (equation.measure, equation.column):
            shown = equation.measure, equation.column
            heading = column_heading(equation.column, outline.source.year, staff=staff)
            yield f"{measure_term(equation.measure)}, {heading}: {_figure(equation.printed, equation)}"
        if equation.by == "sum":
            by = _("sum of {code}").format(code=equation.of)
        else:
            by = column_heading(equation.by, outline.source.year, staff=staff)
        state = _("agrees") if equation.agrees else _("does not agree")
        yield f"  {by}: {_allowed(equation)}; {state}"


def _allowed(equation: Equation) -> str:
    if equation.low is None or equation.high is None:
        return _("allows any figure")
    low, high = _figure(equation.low, equation), _figure(equation.high, equation)
    if low == high:
        return _("allows {low}").format(low=low)
    return _("allows {low} to {high}").format(low=low, high=high)


def _figure(value: Decimal, equation: Equation) -> str:
    return figure(value, equation.measure, equation.column)


def rival_lines(rivals: list[Rival], outline: Outline) -> Iterator[str]:
    """A line for each explanation, those of one group of tests together, the lightest first."""
    group: int | None = None
    for rival in rivals:
        if rival.group != group:
            group = rival.group
            yield _("Explanations, the likeliest first:")
        state = _("stands") if rival.wins else _("less likely")
        parts = []
        for (cell, value), operation in zip(rival.cells, rival.operations, strict=True):
            parts.append(_change_in_words(cell, value, operation, outline))
        yield f"  {state} ({_('weight')} {rival.weight:.1f}): " + "; ".join(parts)


def _change_in_words(cell: Cell, value: Decimal | None, operation: Operation | None, outline: Outline) -> str:
    name = cell_name(cell, outline)
    if operation is None:
        if cell.measure is None:
            return _("may belong in {codes}").format(codes=name)
        return f"{name}, {_('another figure altogether?')}"
    meant = f" {figure(value, cell.measure, cell.column)}" if value is not None and cell.measure is not None else ""
    return f"{name}{meant}, {_(OPERATIONS[operation])}"


@dataclass(frozen=True, slots=True)
class Told:
    """What is behind the findings of a node: for people, and for a program."""

    lines: list[str]
    data: dict[str, Any]


def account_of(outline: Outline, code: str) -> Told:
    """The equations of a node and the explanations of those that fail.

    Args:
        code: that of a node; a remainder stands for its parent.
    """
    item = outline.items[code]
    node = item.parent if item.is_remainder and item.parent is not None else code
    equations, rivals = equations_of(outline.accounts, node), rivals_of(outline.accounts, node)
    lines = [*equation_lines(equations, outline), *rival_lines(rivals, outline)]
    return Told(lines, as_data(node, equations, rivals))


def as_data(code: str, equations: list[Equation], rivals: list[Rival]) -> dict[str, Any]:
    """The same for a program."""
    return {
        "code": code,
        "equations": [
            {
                "measure": one.measure.value,
                "column": one.column,
                "printed": one.printed,
                "by": one.by,
                "of": one.of,
                "low": one.low,
                "high": one.high,
                "agrees": one.agrees,
            }
            for one in equations
        ],
        "explanations": [
            {
                "group": one.group,
                "weight": round(one.weight, 2),
                "wins": one.wins,
                "changes": [
                    {
                        "cell": str(cell),
                        "value": value,
                        "operation": operation.value if operation is not None else None,
                    }
                    for (cell, value), operation in zip(one.cells, one.operations, strict=True)
                ],
            }
            for one in rivals
        ],
    }
