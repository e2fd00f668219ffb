"""``doelboom reports``: which reports are known here; and room made among them."""

from __future__ import annotations

from collections import Counter

import click

from doelboom.data.storage.archive import Archive, Entry, LastUnreadable
from doelboom.data.storage.contents import Kind
from doelboom.data.storage.library import BUNDLED, bundled
from doelboom.tui.cli.group import Command
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.options import format_option, language_option, log_option
from doelboom.tui.cli.output import write_view
from doelboom.tui.cli.report import say
from doelboom.tui.locale.words import _, counted
from doelboom.tui.terminal.log import LOGGER
from doelboom.tui.views.words.numbers import bytes_in_words
from doelboom.tui.views.words.unusable import complaint_of_last

reports_view = later("doelboom.tui.views.rows:reports_view")


@click.command(cls=Command, help="", examples=(("doelboom reports", _("which there are")),))
@click.option("--prune", is_flag=True, help=_("Remove what is outdated, damaged or left behind; says how much."))
@log_option
@language_option
@format_option()
def reports(form: str | None, prune: bool) -> None:  # noqa: FBT001 - an option
    """Writes a row a report."""
    archive = Archive()
    if prune:
        click.echo(_pruned(archive))
        return
    try:
        noted = archive.opened_last()
        last = noted.id if noted is not None else BUNDLED
    except LastUnreadable as error:
        last = None
        say(complaint_of_last(error))
    write_view(reports_view([Entry(BUNDLED, bundled().source, 0), *archive.known()], last), form)


def _pruned(archive: Archive) -> str:
    """Frees the space of reports of other versions, damaged ones, and what killed programs left behind; says so.

    Raises:
        ArchiveError: the archive cannot be written.
    """
    removed = archive.prune()
    count = Counter(thing.kind for thing in removed)
    size = sum(thing.bytes for thing in removed)
    LOGGER.info("pruned %d things of %d bytes", len(removed), size)
    if not removed:
        return _("Nothing to remove.")
    outdated, damaged, left = count[Kind.OUTDATED], count[Kind.DAMAGED], count[Kind.LEFTOVER]
    words = (
        (outdated, counted("{count} report of another version", "{count} reports of another version", outdated)),
        (damaged, counted("{count} damaged report", "{count} damaged reports", damaged)),
        (left, counted("{count} leftover", "{count} leftovers", left)),
    )
    parts = ", ".join(text.format(count=number) for number, text in words if number)
    return _("Removed: {parts}; {size} freed.").format(parts=parts, size=bytes_in_words(size))
