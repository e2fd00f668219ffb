"""Options that several commands take, each declared once."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import click

from doelboom.tui.cli.lazy import later
from doelboom.tui.locale.words import LANGUAGES, _

FORMATS = ("table", "plain", "json", "csv")
Function = TypeVar("Function", bound=Callable[..., Any])
start_log = later("doelboom.tui.terminal.log:start_log")


def given(context: click.Context | None, name: str) -> Any:
    """What was given for an option, after the command or before it (``doelboom --report FILE show CODE``)."""
    while context is not None:
        value = context.params.get(name)
        if value not in (None, False):
            return value
        context = context.parent
    return None


def choice(values: type[StrEnum]) -> click.Choice[str]:
    """One of the values of an enumeration."""
    return click.Choice([member.value for member in values])


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
        shell_complete=later("doelboom.tui.cli.offers:report_ids"),
        help=_(
            "Which report: a file, an id, a year, a government; for variances, services, search and export several, "
            "too: all, 2022-2024, all of a government. Else the last opened, else the bundled one."
        ),
    )
    return option(function)


def fresh_option(function: Function) -> Function:
    """``--fresh``."""
    option = click.option("--fresh", is_flag=True, help=_("The explorer anew: not where you stopped."))
    return option(function)


def linear_option(function: Function) -> Function:
    """``--linear``."""
    words = _("The explorer as lines, told and typed: for screen readers, for scripts, for terminals without a cursor.")
    return click.option("--linear", is_flag=True, help=words)(function)


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


def form_or_default(form: str | None) -> str:
    """The format asked for; else a table on a terminal and plain lines in a pipe."""
    return form or ("table" if sys.stdout.isatty() else "plain")


def code_argument(function: Function) -> Function:
    """A CODE, completed from the report."""
    return click.argument("code", shell_complete=later("doelboom.tui.cli.offers:codes"))(function)
