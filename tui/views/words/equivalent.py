"""The equivalent command: the command line that gives the rows of a view of variances."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from doelboom.data.model.queries import Query

if TYPE_CHECKING:
    from doelboom.data.years.matching import Standing
    from doelboom.data.years.pair.beside import Beside


def equivalent(
    query: Query,
    report: str | None = None,
    limit: int | None = None,
    *,
    hide_zeroes: bool = False,
    columns: Sequence[str] = (),
) -> str:
    """The command for a shell, with what is default left out.

    Args:
        report: the report's id; None for the one that the command line takes of itself.
        limit: how many rows, from the first.
        hide_zeroes: whether rows without any amount are left out.
        columns: the columns that are shown; none for all.
    """
    default = Query()
    options: dict[str, str | bool | None] = {
        "--report": report,
        "--preset": query.preset.value if query.preset is not default.preset else None,
        "--measure": query.measure.value if query.measure is not default.measure else None,
        "--level": query.scope.value if query.scope is not default.scope else None,
        "--service": query.service,
        "--filter": query.text if query.text is not None and query.text.strip() else None,
        "--floor": _number(query.floor) if query.floor is not None else None,
        "--floor-pct": _number(query.floor_pct) if query.floor_pct else None,
        "--group": query.group.value if query.group is not None else None,
        "--no-corrections": not query.corrections,
        "--columns": ",".join(columns) if columns else None,
        "--hide-zeroes": hide_zeroes,
        "--sort": None if query.sort is None else f"-{query.sort}" if query.descending else query.sort,
        "--limit": str(limit) if limit is not None else None,
    }
    return shlex.join(["doelboom", "variances", *(word for option in options.items() for word in _option(option))])


def equivalent_diff(both: Beside, query: Query, *, hide_zeroes: bool = False) -> str:
    """The command for the rows of two reports, by their ids."""
    asked = equivalent(query, hide_zeroes=hide_zeroes).removeprefix("doelboom variances")
    ids = [tree.source.id or "" for tree in (both.before, both.after)]
    only = ["--only", ",".join(map(standing_typed, both.only))] if both.only else []
    return f"{shlex.join(['doelboom', 'diff', *ids, '--columns', ':'.join(both.columns), *only])}{asked}"


def standing_typed(standing: Standing) -> str:
    """What became of a node, as it is typed after ``--only``."""
    return standing.name.lower().replace("_", "-")


def _option(option: tuple[str, str | bool | None]) -> list[str]:
    """An option and its value, in one word where the value could be taken for an option; or a flag that is set."""
    name, value = option
    if isinstance(value, str):
        return [f"{name}={value}"] if value.startswith("-") else [name, value]
    return [name] if value else []


def _number(value: Decimal) -> str:
    """A number as the command line reads it: with a comma, since a point may part thousands."""
    whole = value == value.to_integral_value()
    return f"{value.to_integral_value() if whole else value.normalize():f}".replace(".", ",")
