"""``doelboom export``: rows as a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.outline import outline
from doelboom.data.storage.notes import notes_of
from doelboom.tui.cli.asking.options import common, format_option
from doelboom.tui.cli.asking.ranking import query_options
from doelboom.tui.cli.group import Command
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.report import open_for, say_doubts
from doelboom.tui.cli.writing.files import VIEW_FORMATS, form_by_ending, output_options, writing
from doelboom.tui.cli.writing.output import write_view
from doelboom.tui.locale.words import _
from doelboom.tui.views.questions import findings_view, frame_view

amounts_with_doubts = later("doelboom.data.queries.differences:amounts_with_doubts")
services_asked = later("doelboom.tui.cli.asking.query:services_asked")
notes_view = later("doelboom.tui.views.rows:notes_view")
variances_asked = later("doelboom.tui.cli.asking.query:variances_asked")
frames_view = later("doelboom.tui.views.many:frames_view")
services_of_all_asked = later("doelboom.tui.cli.asking.query:services_of_all_asked")
many = later("doelboom.data.years.together.many:Many")
mixed = later("doelboom.data.years.together.scanned:Mixed")
scanned = later("doelboom.data.years.together.scanned:Scanned")
several_for = later("doelboom.tui.cli.several:several_for")
variances_of_all_asked = later("doelboom.tui.cli.asking.query:variances_of_all_asked")

_FRAMES = ("nodes", "amounts", "variances", "services", "findings", "notes")
_BINARY = ("parquet", "xlsx")
_FOR_SERVICES = ("measure", "text", "sort", "limit")
"""The options of a query that a view by service has too."""


@click.command(
    cls=Command,
    help=_(
        "Write rows to a file, exactly those of the view and in its order. csv, json and parquet have the frames' own "
        "column names and plain numbers; xlsx and md a header that says what the rows are."
    ),
    examples=(
        ("doelboom export amounts -o amounts.csv", _("every figure of the report")),
        (
            "doelboom export variances --preset overspent --floor 100000 -o overspent.xlsx",
            _("a workbook of what was overspent by 100.000 euro or more"),
        ),
        ("doelboom export amounts --report all -o all.parquet", _("every figure of every report, with its year")),
        ("doelboom export notes -o notes.md", _("your own notes on this report")),
        ("doelboom export nodes --format csv --decimal-comma -o nodes.csv", _("for a spreadsheet set to Dutch")),
    ),
)
@click.argument("frame", type=click.Choice(_FRAMES))
@output_options(_("A file; else, or for -, standard output."))
@click.option(
    "--decimal-comma", is_flag=True, help=_("csv with semicolons and decimal commas, for Dutch spreadsheets.")
)
@query_options
@common
@format_option(VIEW_FORMATS, _("Default: what the file's name ends in, else csv."))
def export(
    frame: str,
    output: Path | None,
    force: bool,  # noqa: FBT001 - an option
    decimal_comma: bool,  # noqa: FBT001 - an option
    report: str | None,
    form: str | None,
    **asked: Any,
) -> None:
    """Writes a view to a file."""
    _check_options(click.get_current_context(), frame, asked)
    form = _form_of(form, output, decimal_comma=decimal_comma)
    reports = several_for(report)
    if reports is None:
        reports = (open_for(report).accounts,)
        view = _exported_view(frame, reports[0], asked)
    else:
        view = _view_of_all(frame, reports, asked)
    with writing(output):
        write_view(view, form, output, decimal_comma=decimal_comma, replace=force)
    if frame not in ("nodes", "notes"):
        say_doubts(*(accounts.summary for accounts in reports))


def _exported_view(frame: str, accounts: Accounts, asked: dict[str, Any]) -> Any:
    if frame == "variances":
        return variances_asked(accounts, asked)
    if frame == "services":
        return services_asked(accounts, asked)
    if frame == "findings":
        return findings_view(accounts.source, accounts.findings)
    if frame == "notes":
        return notes_view(outline(accounts), notes_of(accounts.source))
    return frame_view(accounts.source, frame, amounts_with_doubts(accounts) if frame == "amounts" else accounts.nodes)


def _view_of_all(frame: str, reports: tuple[Accounts, ...], asked: dict[str, Any]) -> Any:
    """The same of several reports."""
    if frame == "variances":
        return variances_of_all_asked(mixed(scanned(()), many(reports)), asked)
    if frame == "services":
        return services_of_all_asked(reports, asked)

    def rows(accounts: Accounts) -> Any:
        match frame:
            case "findings":
                return accounts.findings
            case "notes":
                return notes_view(outline(accounts), notes_of(accounts.source)).frame
            case "amounts":
                return amounts_with_doubts(accounts)
        return accounts.nodes

    return frames_view(reports, frame, rows)


def _check_options(ctx: click.Context, frame: str, asked: dict[str, Any]) -> None:
    """Says which options have no say in this frame, instead of leaving them out silently."""
    allowed = tuple(asked) if frame == "variances" else _FOR_SERVICES if frame == "services" else ()
    idle = [
        parameter.opts[-1]
        for parameter in ctx.command.params
        if parameter.name in asked
        and parameter.name not in allowed
        and ctx.get_parameter_source(parameter.name) is ParameterSource.COMMANDLINE
    ]
    if idle:
        raise click.UsageError(_("{options}: says nothing of {frame}").format(options=", ".join(idle), frame=frame))


def _form_of(form: str | None, output: Path | None, *, decimal_comma: bool) -> str:
    if form is None:
        form = form_by_ending(output, "csv")
    if decimal_comma and form != "csv":
        raise click.UsageError(_("--decimal-comma: says nothing of {form}, only of csv").format(form=form))
    if output is None and form in _BINARY and sys.stdout.isatty():
        raise click.UsageError(_("{form}: not for a terminal; -o FILE says where to").format(form=form))
    return form
