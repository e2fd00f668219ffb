"""Several reports of a command: which ones are meant, and what is said of those that do not count."""

from __future__ import annotations

import re
from pathlib import Path

import click

from doelboom.data.model.accounts import Accounts
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import is_file_or_id
from doelboom.data.years.editions import known_sources
from doelboom.data.years.several import several
from doelboom.tui.cli.options import given
from doelboom.tui.cli.report import open_for, say
from doelboom.tui.locale.words import _

_YEARS = re.compile(r"[0-9]{4}-[0-9]{4}")


def several_for(reference: str | None) -> tuple[Accounts, ...] | None:
    """The reports of the command that runs, where it is asked of several; None where one is meant.

    Each year of a government is there once: which of several reports counts is said on standard error, and so is what
    names no government.

    Raises:
        NotFound, Wrong: as `tui.cli.report.open_for` does.
    """
    if reference is None:
        reference = given(click.get_current_context(), "report")
    archive = Archive()
    if reference is None or (is_file_or_id(reference) and not _are_years(reference, archive)):
        return None
    selection = several(reference, known_sources(archive))
    if selection is None:
        return None
    for edition in selection.editions:
        if edition.passed_over:
            others = ", ".join(source.label for source in edition.passed_over)
            words = _("{year}: of several reports, {chosen} counts; not {others}")
            say(words.format(year=edition.year, chosen=edition.chosen.label, others=others))
    for source in selection.nameless:
        words = _("{report}: names no government, and is left out; `doelboom reports --set` says which it is of")
        say(words.format(report=source.label))
    return tuple(open_for(edition.chosen.id).accounts for edition in selection.editions)


def _are_years(reference: str, archive: Archive) -> bool:
    """Whether what has the form of a year and the beginning of a digest is two years: no report has such an id."""
    is_file = Path(reference).is_file()
    return (
        _YEARS.fullmatch(reference) is not None
        and not is_file
        and not any(one.startswith(reference) for one in archive.ids())
    )
