"""Options that several commands take, each declared once."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

import click

from parser import Measure
from tui.floors import read_floor
from tui.words import LANGUAGES, _

if TYPE_CHECKING:
    from data.frames import Accounts
    from data.variances import Variances

FORMATS = ("table", "plain", "json", "csv")
EXPORT_FORMATS = (*FORMATS, "parquet")
PRESETS = ("largest", "not-executed", "overspent", "receipts-short", "staffing", "last-year")
SCOPES = ("leaves", "plans", "objectives")
Function = TypeVar("Function", bound=Callable[..., Any])


def language_option(function: Function) -> Function:
    """``--lang``, which `tui.main` reads before any of this is imported, so that this help speaks it too."""
    option = click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help=_("The interface's language; else the locale's."),
    )
    return option(function)


def report_option(function: Function) -> Function:
    """``--report``."""
    option = click.option(
        "--report", metavar="FILE-or-ID", help=_("Which report; else the last opened, else the bundled one.")
    )
    return option(function)


def common(function: Function) -> Function:
    """The options of every command."""
    return report_option(language_option(function))


def format_option(choices: tuple[str, ...] = FORMATS) -> Callable[[Function], Function]:
    """``--format``."""
    return click.option(
        "--format", "form", type=click.Choice(choices), help=_("Default: a table on a terminal, plain lines in a pipe.")
    )


class Number(click.ParamType[Decimal]):
    """A number as a user types it: 50000, 50.000 or 2,5."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """The number as an exact decimal."""
        if not isinstance(value, str):
            return Decimal(value)
        number = read_floor(value)
        if number is None:
            self.fail(_("{value} is not a number such as 50000 or 2,5").format(value=value), param, ctx)
        return number


def query_options(function: Function) -> Function:
    """The options that say which variances."""
    measures = [measure.value for measure in Measure]
    zero = Decimal(0)
    options = (
        click.option("--preset", type=click.Choice(PRESETS), default="largest", help=_("A ready question.")),
        click.option(
            "--measure", type=click.Choice(measures), default=measures[0], help=_("Which line of the tables.")
        ),
        click.option("--level", type=click.Choice(SCOPES), default="leaves", help=_("Over which level.")),
        click.option("--service", help=_("Only this service.")),
        click.option("--sort", metavar="COLUMN", help=_("By a column; -COLUMN for downwards.")),
        click.option("--floor", metavar="EUR", type=Number(), default=zero, help=_("Only from so many euros.")),
        click.option("--floor-pct", metavar="P", type=Number(), default=zero, help=_("Only from so many per cent.")),
        click.option("--limit", metavar="N", type=click.IntRange(min=1), help=_("At most so many rows.")),
    )
    for option in reversed(options):
        function = option(function)
    return function


def ask(accounts: Accounts, asked: dict[str, Any]) -> Variances:
    """The answer to what `query_options` took in.

    Raises:
        click.UsageError: there is no such column to sort by.
    """
    from dataclasses import replace

    from data.variances import COLUMNS, Preset, Query, Scope, variances

    sort: str | None = asked["sort"]
    column = sort.removeprefix("-") if sort is not None else None
    if column is not None and column not in COLUMNS:
        words = _("--sort: {column} is none of {columns}")
        raise click.UsageError(words.format(column=column, columns=", ".join(COLUMNS)))
    query = Query(
        Preset(asked["preset"]),
        Measure(asked["measure"]),
        Scope(asked["level"]),
        asked["floor"],
        asked["floor_pct"],
        asked["service"],
        column,
        sort is not None and sort.startswith("-"),
    )
    answer = variances(accounts, query)
    limit = asked["limit"]
    return replace(answer, rows=answer.rows.head(limit)) if limit is not None else answer
