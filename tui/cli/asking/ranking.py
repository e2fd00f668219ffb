"""The options of a ranking: which rows, and in what order."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import click

from doelboom.data.model.queries import Group, Preset, Query, Scope
from doelboom.parser.records import Measure
from doelboom.tui.cli.asking.options import Function, choice
from doelboom.tui.cli.lazy import later
from doelboom.tui.locale.words import _
from doelboom.tui.settings.numbers import read_floor

_DEFAULT = Query()


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


class LevelChoice(click.Choice[str]):
    """A level: one of those that every report has, or a word that the report itself has for one of its own."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """What was typed; words are held against the report when it is known."""
        if isinstance(value, str) and any(map(str.isalpha, value)) and value not in self.choices:
            return value
        return super().convert(value, param, ctx)


def measure_option(function: Function) -> Function:
    """``--measure``."""
    return click.option(
        "--measure",
        type=choice(Measure),
        default=_DEFAULT.measure.value,
        show_default=True,
        help=_("Which line of the tables."),
    )(function)


def rows_options(function: Function) -> Function:
    """Which rows of a ranking, and in what order."""
    options = (
        click.option("--filter", "text", metavar="TEXT", help=_("Only rows with all these words.")),
        click.option(
            "--sort",
            metavar="COLUMN",
            shell_complete=later("doelboom.tui.cli.offers:columns"),
            help=_("By a column, upwards; -COLUMN for downwards."),
        ),
        click.option("--limit", metavar="N", type=click.IntRange(min=1), help=_("At most so many rows.")),
    )
    return _all(options, function)


def material_options(function: Function) -> Function:
    """Which rows count, over which level, and by what they stand together."""
    options = (
        click.option(
            "--level",
            type=LevelChoice([scope.value for scope in Scope]),
            default=_DEFAULT.scope.value,
            show_default=True,
            help=_("Over which level; also by its depth from the top, or by the report's own word for it."),
        ),
        click.option(
            "--service",
            metavar="NAME",
            shell_complete=later("doelboom.tui.cli.offers:service_names"),
            help=_("Only this service, by its name or by words in it."),
        ),
        click.option(
            "--floor",
            metavar="EUR",
            type=Number(),
            help=_(
                "Only from so many euros (not-executed: above so large a budget, 50000 unless it is said); "
                "says nothing of VTE."
            ),
        ),
        click.option(
            "--floor-pct", metavar="P", type=Number(), default=_DEFAULT.floor_pct, help=_("Only from so many per cent.")
        ),
        click.option(
            "--group",
            type=choice(Group),
            help=_(
                "Rows together by what stands above them, with subtotals in tables; a column of that name in files."
            ),
        ),
        click.option(
            "--no-corrections",
            "corrections",
            flag_value=False,
            default=True,
            help=_("Without technical corrections: rows with a negative budget."),
        ),
        click.option("--hide-zeroes", is_flag=True, help=_("Without rows that have no amount at all.")),
    )
    return _all(options, function)


def query_options(function: Function) -> Function:
    """The options that say which variances."""
    options = (
        click.option(
            "--question",
            metavar="NAME",
            is_eager=True,
            callback=later("doelboom.tui.cli.asking.kept:take_up"),
            shell_complete=later("doelboom.tui.cli.asking.kept:names"),
            help=_("A question that you kept (S in the variances); what else is given here goes before it."),
        ),
        click.option(
            "--preset",
            type=choice(Preset),
            default=_DEFAULT.preset.value,
            show_default=True,
            help=_("A ready question."),
        ),
        measure_option,
        material_options,
        click.option(
            "--columns",
            metavar="COLUMNS",
            callback=later("doelboom.tui.cli.asking.query:columns_asked"),
            help=_("Only these columns, parted by commas, in this order."),
        ),
        rows_options,
    )
    return _all(options, function)


def _all(options: tuple[Callable[[Any], Any], ...], function: Function) -> Function:
    for option in reversed(options):
        function = option(function)
    return function
