"""Options that several commands take, each declared once."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import click

from doelboom.parser.records import Measure
from doelboom.tui.cli import completion as completing
from doelboom.tui.locale.words import LANGUAGES, _
from doelboom.tui.views.floors import read_floor

FORMATS = ("table", "plain", "json", "csv")
EXPORT_FORMATS = (*FORMATS, "parquet", "xlsx", "md")
PRESETS = ("largest", "not-executed", "overspent", "receipts-short", "staffing", "last-year")
SCOPES = ("leaves", "plans", "objectives")
BASES = ("reference", "prior")
ENGINES = ("auto", "pdfium", "pdfplumber")
MEASURES = tuple(measure.value for measure in Measure)
Function = TypeVar("Function", bound=Callable[..., Any])


def language_option(function: Function) -> Function:
    """``--lang``, which `tui.cli.main` reads before any of this is imported, so that this help speaks it too."""
    option = click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help=_("The interface's language; else that of the settings or the locale."),
    )
    return option(function)


def log_option(function: Function) -> Function:
    """``--log``."""

    def start(context: click.Context, _parameter: click.Parameter, path: Path | None) -> None:
        if path is None or context.resilient_parsing:
            return
        from doelboom.tui.terminal.log import start_log

        try:
            start_log(path)
        except OSError as error:
            why = _("{file}: cannot be written: {why}").format(file=path, why=error.strerror or error)
            raise click.BadParameter(why, context, _parameter) from None

    option = click.option(
        "--log",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        callback=start,
        is_eager=True,
        expose_value=False,
        help=_("Write a log there: what was done, never what a report says."),
    )
    return option(function)


def report_option(function: Function) -> Function:
    """``--report``."""
    option = click.option(
        "--report",
        metavar="FILE-or-ID",
        shell_complete=completing.report_ids,
        help=_("Which report; else the last opened, else the bundled one."),
    )
    return option(function)


def fresh_option(function: Function) -> Function:
    """``--fresh``."""
    option = click.option("--fresh", is_flag=True, help=_("The explorer anew: not where you stopped."))
    return option(function)


def common(function: Function) -> Function:
    """The options of every command."""
    return report_option(log_option(language_option(function)))


def format_option(choices: tuple[str, ...] = FORMATS, text: str | None = None) -> Callable[[Function], Function]:
    """``--format``."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(choices),
        help=text if text is not None else _("Default: a table on a terminal, plain lines in a pipe."),
    )


def code_argument(function: Function) -> Function:
    """A CODE, completed from the report."""
    return click.argument("code", shell_complete=completing.codes)(function)


def output_option(function: Function) -> Function:
    """``-o``."""
    kind = click.Path(path_type=Path, dir_okay=False)
    return click.option("-o", "--output", metavar="FILE", type=kind, help=_("A file; else standard output."))(function)


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


def measure_option(function: Function) -> Function:
    """``--measure``."""
    return click.option(
        "--measure",
        type=click.Choice(MEASURES),
        default=MEASURES[0],
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
            shell_complete=completing.columns,
            help=_("By a column, upwards; -COLUMN for downwards."),
        ),
        click.option("--limit", metavar="N", type=click.IntRange(min=1), help=_("At most so many rows.")),
    )
    return _all(options, function)


def query_options(function: Function) -> Function:
    """The options that say which variances."""
    zero = Decimal(0)
    options = (
        click.option(
            "--preset", type=click.Choice(PRESETS), default="largest", show_default=True, help=_("A ready question.")
        ),
        measure_option,
        click.option(
            "--level", type=click.Choice(SCOPES), default="leaves", show_default=True, help=_("Over which level.")
        ),
        click.option(
            "--service",
            metavar="NAME",
            shell_complete=completing.service_names,
            help=_("Only this service, by its name or by words in it."),
        ),
        click.option(
            "--floor",
            metavar="EUR",
            type=Number(),
            default=zero,
            help=_("Only from so many euros (not-executed: above so large a budget); says nothing of VTE."),
        ),
        click.option("--floor-pct", metavar="P", type=Number(), default=zero, help=_("Only from so many per cent.")),
        click.option("--hide-zeroes", is_flag=True, help=_("Without rows that have no amount at all.")),
        rows_options,
    )
    return _all(options, function)


def _all(options: tuple[Callable[[Any], Any], ...], function: Function) -> Function:
    for option in reversed(options):
        function = option(function)
    return function
