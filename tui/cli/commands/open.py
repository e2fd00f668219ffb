"""``doelboom open``: a report's file, read, kept and opened."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from doelboom.data.storage.archive import Archive
from doelboom.parser.options import AUTO, ENGINES
from doelboom.tui.cli.commands.explore import open_explorer
from doelboom.tui.cli.group import Command
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.options import common, format_option, fresh_option
from doelboom.tui.cli.output import write_view
from doelboom.tui.cli.report import Wrong, open_for
from doelboom.tui.locale.words import _

# The query engine takes its time to load, and a PDF is read meanwhile.
summary_lines = later("doelboom.tui.views.rows:summary_lines")
summary_view = later("doelboom.tui.views.rows:summary_view")


@click.command(
    "open",
    cls=Command,
    help="",
    examples=(
        ("doelboom open jaarrekening.txt --no-ui", _("only reads it and sums up")),
        ("doelboom open jaarrekening.txt --format json", _("the same for a program")),
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--no-ui", is_flag=True, help=_("Only read it and sum up."))
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default=AUTO,
    show_default=True,
    help=_("How to read a PDF: pdfium is fast, pdfplumber thorough; auto takes the second where figures are in doubt."),
)
@click.option("--password", metavar="TEXT", help=_("What opens an encrypted PDF."))
@format_option(text=_("Only read it, and sum up so."))
@fresh_option
@common
def open_report(
    file: Path,
    no_ui: bool,  # noqa: FBT001 - an option
    engine: str,
    password: str | None,
    form: str | None,
    report: str | None,
    fresh: bool,  # noqa: ARG001, FBT001 - read by `given`
) -> None:
    """Reads a report and opens the explorer, or sums it up."""
    if report is not None:
        raise click.UsageError(_("open takes a FILE; --report is for the other commands"))
    if not file.exists():
        raise Wrong(_("{file}: no such file").format(file=file))
    if file.is_dir():
        raise Wrong(_("{file}: a folder, not a report's file").format(file=file))
    opened = open_for(str(file), engine=engine, password=password)
    Archive().remember(opened.id, opened.accounts.source)
    if form is not None:
        write_view(summary_view(opened), form)
    elif no_ui or not sys.stdout.isatty():
        click.echo("\n".join(summary_lines(opened)))
    else:
        open_explorer(opened, None)
