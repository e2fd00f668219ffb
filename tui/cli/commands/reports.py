"""``doelboom reports``: which reports are known here; and room made among them."""

from __future__ import annotations

import click

from doelboom.data.storage import locations
from doelboom.data.storage.archive import Archive, LastUnreadable
from doelboom.data.storage.corrections import correct
from doelboom.data.storage.library import BUNDLED, ReportNotFound, id_of, known_reports
from doelboom.data.storage.shared.libraries import complaints
from doelboom.parser.formats.printable import printable
from doelboom.tui.cli.asking.identity_values import values_of
from doelboom.tui.cli.asking.options import format_option, language_option, log_option
from doelboom.tui.cli.group import Command
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.report import NotFound, Wrong, say
from doelboom.tui.cli.writing.output import write_view
from doelboom.tui.locale.words import _
from doelboom.tui.terminal.log import LOGGER
from doelboom.tui.views.words.reports.pruning import pruned_words
from doelboom.tui.views.words.reports.unusable import complaint_of_last

reports_view = later("doelboom.tui.views.rows:reports_view")


@click.command(
    cls=Command,
    help="",
    examples=(
        ("doelboom reports", _("which there are")),
        (
            "doelboom reports --set bundled status=final",
            _("says what a report is, where it does not; status= takes it back"),
        ),
    ),
)
@click.option("--prune", is_flag=True, help=_("Remove what is outdated, damaged or left behind; says how much."))
@click.option(
    "--set",
    "reference",
    metavar="ID",
    shell_complete=later("doelboom.tui.cli.offers:report_ids"),
    help=_("Say what the report with this id is: government=, year=, kind=, status=, period=."),
)
@click.argument("values", nargs=-1, metavar="[NAME=VALUE]...")
@log_option
@language_option
@format_option()
def reports(form: str | None, prune: bool, reference: str | None, values: tuple[str, ...]) -> None:  # noqa: FBT001 - an option
    """Writes a row a report."""
    archive = Archive()
    if reference is None and values:
        raise click.UsageError(_("which report? --set ID says so"))
    if reference is not None:
        _correct(archive, reference, values)
    if prune:
        click.echo(_pruned(archive))
        return
    try:
        noted = archive.opened_last()
        last = noted.id if noted is not None else BUNDLED
    except LastUnreadable as error:
        last = None
        say(complaint_of_last(error))
    for complaint in complaints():
        say(complaint)
    write_view(reports_view(known_reports(archive), last), form)


def _correct(archive: Archive, reference: str, pairs: tuple[str, ...]) -> None:
    """Keeps what a user says that a report is.

    Raises:
        UsageError: it says nothing, or what cannot be.
        NotFound: nothing answers to the reference.
        Wrong: it cannot be kept.
    """
    if not pairs:
        raise click.UsageError(_("--set takes what the report is: government=, year=, kind=, status=, period="))
    try:
        values = values_of(pairs)
    except ValueError as error:
        raise click.UsageError(printable(str(error))) from None
    try:
        correct(id_of(reference, archive), values)
    except ReportNotFound as error:
        raise NotFound(str(error)) from None
    except OSError as error:
        where = printable(str(locations.corrections()))
        raise Wrong(_("{file}: cannot be written: {why}").format(file=where, why=error.strerror or error)) from None


def _pruned(archive: Archive) -> str:
    """Frees the space of reports of other versions, damaged ones, and what killed programs left behind; says so.

    Raises:
        ArchiveError: the archive cannot be written.
    """
    removed = archive.prune()
    LOGGER.info("pruned %d things of %d bytes", len(removed), sum(thing.bytes for thing in removed))
    return pruned_words(removed)
