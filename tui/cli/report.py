"""What commands have in common: which report is meant, and the errors that end a command in one line."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import click

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.findings import Summary
from doelboom.data.model.outline import Outline, outline
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import (
    LastUnreadable,
    Opened,
    ReportNotFound,
    ReportUnusable,
    is_file_or_id,
    open_report,
)
from doelboom.parser.errors import ReportError
from doelboom.parser.formats.printable import printable
from doelboom.parser.options import Progress
from doelboom.tui.cli.asking.options import given
from doelboom.tui.cli.lazy import later
from doelboom.tui.locale.words import _
from doelboom.tui.views.words.reports.unusable import complaint, complaint_of_last, said_of

# A start from the archive reads no document: what reads one is imported when one is read.
read_guarded = later("doelboom.data.reading.sandbox:read_guarded")
meant = later("doelboom.data.years.references:meant")
choice_words = later("doelboom.tui.views.words.reports.editions:choice_words")
reading_progress = later("doelboom.tui.cli.writing.progress:reading_progress")


class NotFound(click.ClickException):
    """Something asked for is not there: exit 1."""

    exit_code = 1


class Wrong(click.ClickException):
    """A report that cannot be read or a file that cannot be written: exit 2."""

    exit_code = 2


def open_for(
    reference: str | None, *, engine: str = "auto", password: str | None = None, progress: Progress | None = None
) -> Opened:
    """The report of the command that runs.

    What it took, where that was more than it should, is said on standard error and stands in the warning.

    Args:
        progress: told how far the reading of a file is; else a terminal is shown it.

    Raises:
        NotFound: nothing answers to the reference.
        Wrong: the file cannot be read, or is no such report; or the report that is meant cannot be shown any more.
    """

    def read(path: Path) -> Accounts:
        gc.enable()
        is_shown = progress is None and sys.stderr.isatty()
        with reading_progress(path.name) if is_shown else nullcontext(progress) as told:
            accounts: Accounts = read_guarded(path, engine, password, told)
        return accounts

    if reference is None:
        reference = given(click.get_current_context(), "report")
    try:
        opened = open_report(_by_year(reference) if reference is not None else None, read=read)
    except ReportUnusable as error:
        raise Wrong(complaint(error)) from None
    except LastUnreadable as error:
        raise Wrong(complaint_of_last(error)) from None
    except ReportNotFound as error:
        raise NotFound(str(error)) from None
    except ReportError as error:
        raise Wrong(str(error)) from None
    if opened.warning is None and opened.instead_of is None:
        return opened
    warning = said_of(opened)
    if warning is not None:
        say(warning)
    return replace(opened, warning=warning)


def _by_year(reference: str) -> str:
    """The id of the report that a year or government means, where a reference is one; else the reference itself. Where
    there are several of that year, says which one counts.

    Raises:
        ReportNotFound: several governments have a report of that year.
    """
    if is_file_or_id(reference):
        return reference
    edition = meant(reference, Archive())
    if edition is None or edition.chosen.id is None:
        return reference
    words = choice_words(edition, reference)
    if words is not None:
        say(words)
    identifier: str = edition.chosen.id
    return identifier


def outline_for(reference: str | None) -> Outline:
    """The tree of the report of the command that runs; raises as `open_for` does."""
    return outline(open_for(reference).accounts)


def say_taken_for(text: str | None, taken_for: Sequence[str]) -> None:
    """Says on standard error that the words of a filter or search were taken for others, where they were."""
    if text is not None and taken_for:
        meant = ", ".join(dict.fromkeys(taken_for))
        say(_("{text}: nothing has these words; taken for {meant}").format(text=text, meant=meant))


def say_doubts(*summaries: Summary) -> None:
    """Says on standard error that figures of a report are in doubt, where some are: for every command that shows
    figures."""
    if any(summary.doubts for summary in summaries):
        say(
            _("figures of this report are in doubt (marked ?; in files, the column doubt): `doelboom check` says which")
        )


def say(message: str) -> None:
    """A line on standard error, beside what is written to standard output."""
    click.echo(f"doelboom: {printable(message)}", err=True)
