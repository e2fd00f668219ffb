"""The equivalent command: the command line that gives the rows of a view of variances."""

from __future__ import annotations

import shlex
from decimal import Decimal

from doelboom.data.model.queries import Query


def equivalent(query: Query, report: str | None = None, limit: int | None = None, *, hide_zeroes: bool = False) -> str:
    """The command for a shell, with what is default left out.

    Args:
        report: the report's id; None for the one that the command line takes of itself.
        limit: how many rows, from the first.
        hide_zeroes: whether rows without any amount are left out.
    """
    default = Query()
    words = ["doelboom", "variances"]
    if report is not None:
        words += _option("--report", report)
    if query.preset is not default.preset:
        words += _option("--preset", query.preset.value)
    if query.measure is not default.measure:
        words += _option("--measure", query.measure.value)
    if query.scope is not default.scope:
        words += _option("--level", query.scope.value)
    if query.service is not None:
        words += _option("--service", query.service)
    if query.text is not None and query.text.strip():
        words += _option("--filter", query.text)
    if query.floor is not None:
        words += _option("--floor", _number(query.floor))
    if query.floor_pct:
        words += _option("--floor-pct", _number(query.floor_pct))
    if hide_zeroes:
        words.append("--hide-zeroes")
    if query.sort is not None:
        words += _option("--sort", f"-{query.sort}" if query.descending else query.sort)
    if limit is not None:
        words += _option("--limit", str(limit))
    return shlex.join(words)


def _option(name: str, value: str) -> list[str]:
    """An option and its value; in one word where the value could be taken for an option."""
    return [f"{name}={value}"] if value.startswith("-") else [name, value]


def _number(value: Decimal) -> str:
    """A number as the command line reads it: with a comma, since a point may part thousands."""
    whole = value == value.to_integral_value()
    return f"{value.to_integral_value() if whole else value.normalize():f}".replace(".", ",")
