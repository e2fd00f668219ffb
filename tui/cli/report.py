"""What commands have in common: which report is meant, and the errors that end a command in one line."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doelboom.parser.errors import ReportError
from doelboom.tui.locale.words import _

if TYPE_CHECKING:
    from doelboom.data.model.accounts import Accounts
    from doelboom.data.model.outline import Outline
    from doelboom.data.storage.library import Opened


class NotFound(click.ClickException):
    """Something asked for is not there: exit 1."""

    exit_code = 1


class Wrong(click.ClickException):
    """A report that cannot be read or a file that cannot be written: exit 2."""

    exit_code = 2


def reference_of(context: click.Context, reference: str | None) -> str | None:
    """The report that is asked for, by the command itself or before it (``doelboom --report FILE show CODE``)."""
    at: click.Context | None = context
    while reference is None and at is not None:
        reference = at.params.get("report")
        at = at.parent
    return reference


def open_for(reference: str | None, *, engine: str = "auto", password: str | None = None) -> Opened:
    """The report of the command that runs.

    What it took, where that was more than it should, is said on standard error and stands in the warning.

    Raises:
        NotFound: nothing answers to the reference.
        Wrong: the file cannot be read, or is no such report; or the report that is meant cannot be shown any more.
    """
    from doelboom.data.storage.library import LastUnreadable, ReportNotFound, ReportUnusable, open_report

    def read(path: Path) -> Accounts:
        # A start from the archive reads no document: what reads one is imported when one is read.
        from doelboom.data.reading.sandbox import read_guarded

        gc.enable()
        with _progress(path.name) as progress:
            return read_guarded(path, engine, password, progress)

    try:
        opened = open_report(reference_of(click.get_current_context(), reference), read=read)
    except ReportUnusable as error:
        from doelboom.tui.views.unusable import complaint

        raise Wrong(complaint(error)) from None
    except LastUnreadable as error:
        from doelboom.tui.views.unusable import complaint_of_last

        raise Wrong(complaint_of_last(error)) from None
    except ReportNotFound as error:
        raise NotFound(str(error)) from None
    except ReportError as error:
        raise Wrong(str(error)) from None
    if opened.warning is None and opened.instead_of is None:
        return opened
    from doelboom.tui.views.unusable import said_of

    warning = said_of(opened)
    if warning is not None:
        say(warning)
    return replace(opened, warning=warning)


@contextmanager
def _progress(name: str) -> Iterator[Callable[[int, int], None] | None]:
    """How far reading is, on standard error where that is a terminal; gone when it is done."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from doelboom.parser.formats.markup import printable

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_("reading {file}").format(file=printable(name)), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def outline_for(reference: str | None) -> Outline:
    """The tree of the report of the command that runs; raises as `open_for` does."""
    from doelboom.data.model.outline import outline

    return outline(open_for(reference).accounts)


def say(message: str) -> None:
    """A line on standard error, beside what is written to standard output."""
    from doelboom.parser.formats.markup import printable

    click.echo(f"doelboom: {printable(message)}", err=True)
