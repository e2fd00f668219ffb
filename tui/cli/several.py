"""Several reports of a command: which ones are meant, and what is said of those that do not count."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doelboom.data.model.accounts import Accounts
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import is_file_or_id
from doelboom.data.storage.shared.libraries import shared_besides
from doelboom.data.years.editions import known_sources
from doelboom.data.years.together.several import ALL, Selection, several
from doelboom.tui.cli.asking.options import given
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.report import open_for, say
from doelboom.tui.views.words.reports.editions import choice_words, nameless_words

if TYPE_CHECKING:
    from doelboom.data.years.together.scanned import Mixed

# A search loads no query engine.
many = later("doelboom.data.years.together.many:Many")
mixed = later("doelboom.data.years.together.scanned:Mixed")
scanned = later("doelboom.data.years.together.scanned:Scanned")

_YEARS = re.compile(r"[0-9]{4}-[0-9]{4}")


def all_or_asked(reference: str | None) -> tuple[Accounts, ...]:
    """The reports of a command that asks all of them, unless it is asked of some; raises as `several_for` does."""
    reference = reference or given(click.get_current_context(), "report") or ALL
    reports = several_for(reference)
    return reports if reports is not None else (open_for(reference).accounts,)


def several_for(reference: str | None) -> tuple[Accounts, ...] | None:
    """The reports of the command that runs, where it is asked of several; None where one is meant.

    Each year of a government is there once: which of several reports counts is said on standard error, and so is what
    names no government.

    Raises:
        NotFound, Wrong: as `tui.cli.report.open_for` does.
    """
    selection = _selection(reference)
    if selection is None:
        return None
    return tuple(open_for(edition.chosen.id).accounts for edition in selection.editions)


def mixed_for(reference: str | None) -> Mixed | None:
    """The same, where those in libraries need not be opened; raises as `several_for` does."""
    selection = _selection(reference)
    if selection is None:
        return None
    shared = {one.id: one for one in shared_besides(Archive().ids())}
    ids = [edition.chosen.id or "" for edition in selection.editions]
    others = tuple(open_for(one).accounts for one in ids if one not in shared)
    asked: Mixed = mixed(scanned(tuple(shared[one] for one in ids if one in shared)), many(others))
    return asked


def _selection(reference: str | None) -> Selection | None:
    """The reports that are meant, with what is to be said of those that do not count said."""
    if reference is None:
        reference = given(click.get_current_context(), "report")
    archive = Archive()
    if reference is None or (is_file_or_id(reference) and not _are_years(reference, archive)):
        return None
    selection = several(reference, known_sources(archive))
    if selection is None:
        return None
    for edition in selection.editions:
        if (words := choice_words(edition, str(edition.year))) is not None:
            say(words)
    for source in selection.nameless:
        say(nameless_words(source))
    return selection


def _are_years(reference: str, archive: Archive) -> bool:
    """Whether what has the form of a year and the beginning of a digest is two years: no report has such an id."""
    is_file = Path(reference).is_file()
    return (
        _YEARS.fullmatch(reference) is not None
        and not is_file
        and not any(one.startswith(reference) for one in archive.ids())
    )
