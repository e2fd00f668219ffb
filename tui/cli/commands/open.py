"""``doelboom open``: reports' files, read, kept, and the last of them opened."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import click

from doelboom.data.model.accounts import Accounts
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import Opened
from doelboom.parser.options import AUTO, ENGINES, Progress
from doelboom.tui.cli.asking.options import common, format_option, fresh_option
from doelboom.tui.cli.commands.explore import open_explorer
from doelboom.tui.cli.group import Command
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.report import NotFound, Wrong, open_for, say
from doelboom.tui.cli.writing.output import write_view
from doelboom.tui.locale.words import _

# The query engine takes its time to load, and a PDF is read meanwhile.
summary_lines = later("doelboom.tui.views.rows:summary_lines")
summary_view = later("doelboom.tui.views.rows:summary_view")
read_guarded = later("doelboom.data.reading.sandbox:read_guarded")
progress_of_all = later("doelboom.tui.cli.writing.progress:progress_of_all")


@click.command(
    "open",
    cls=Command,
    help="",
    examples=(
        ("doelboom open jaarrekening.docx --no-ui", _("also .odt, .xlsx, .ods, .html, .md, .txt")),
        ("doelboom open jaarrekening.txt --no-ui", _("only reads it and sums up")),
        ("doelboom open jaarrekening.txt --format json", _("the same for a program")),
        ("doelboom open 2022.pdf 2023.pdf 2024.pdf", _("reads several years, and opens the last")),
    ),
)
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--no-ui", is_flag=True, help=_("Only read it and sum up."))
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default=AUTO,
    show_default=True,
    help=_("How to read a PDF: pdfium is fast, pdfplumber thorough; auto takes the second where figures are in doubt."),
)
@click.option("--watch", is_flag=True, help=_("Read the FILE again whenever it changes, and say what changed."))
@click.option("--password", metavar="TEXT", help=_("What opens an encrypted PDF."))
@format_option(text=_("Only read it, and sum up so."))
@fresh_option
@common
def open_report(
    paths: tuple[Path, ...],
    no_ui: bool,  # noqa: FBT001 - an option
    watch: bool,  # noqa: FBT001 - an option
    engine: str,
    password: str | None,
    form: str | None,
    report: str | None,
    fresh: bool,  # noqa: ARG001, FBT001 - read by `given`
) -> None:
    """Reads reports and opens the explorer on the last, or sums them up. A file that cannot be read is said, and the
    others are read; then it ends with exit 2."""
    if report is not None:
        raise click.UsageError(_("open takes a FILE; --report is for the other commands"))
    if watch and (len(paths) > 1 or no_ui or form is not None):
        raise click.UsageError(_("--watch: opens one FILE in the explorer, and nothing else"))
    reports, complaints = _read(list(dict.fromkeys(paths)), engine, password)
    if reports:
        Archive().remember(reports[-1].id, reports[-1].accounts.source)
    if len(paths) == 1 and complaints:
        raise Wrong(complaints[0])
    for complaint in complaints:
        say(complaint)
    if not reports:
        pass
    elif form is not None:
        write_view(summary_view(reports), form)
    elif not watch and (no_ui or complaints or not sys.stdout.isatty()):
        click.echo("\n\n".join("\n".join(summary_lines(opened)) for opened in reports))
    else:
        open_explorer(reports[-1], None, (paths[0], partial(_again, engine, password)) if watch else None)
    if complaints:
        raise click.exceptions.Exit(Wrong.exit_code)


def _again(engine: str, password: str | None, path: Path) -> Accounts:
    """Reads a file that has changed."""
    accounts: Accounts = read_guarded(path, engine, password, None)
    return accounts


def _read(paths: Sequence[Path], engine: str, password: str | None) -> tuple[list[Opened], list[str]]:
    """The reports in some files, with one progress over all of them, and what is to be said of those that cannot be
    read."""
    reports, complaints = [], []
    is_shown = len(paths) > 1 and sys.stderr.isatty()
    with progress_of_all([path.name for path in paths]) if is_shown else nullcontext() as of_file:
        for number, path in enumerate(paths):
            try:
                progress = of_file(number) if of_file is not None else None
                reports.append(_opened(path, engine, password, progress))
            except (Wrong, NotFound) as error:
                complaints.append(error.message)
    return reports, complaints


def _opened(path: Path, engine: str, password: str | None, progress: Progress | None) -> Opened:
    """Raises Wrong for what is no file, or no report."""
    if not path.exists():
        raise Wrong(_("{file}: no such file").format(file=path))
    if path.is_dir():
        raise Wrong(_("{file}: a folder, not a report's file").format(file=path))
    return open_for(str(path), engine=engine, password=password, progress=progress)
