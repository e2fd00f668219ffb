"""How far the reading of a report is, for who waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from doelboom.parser.formats.markup import printable
from doelboom.tui.locale.words import _


@contextmanager
def reading_progress(name: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, told how many pages are done and how many there are; gone when it is done."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_("reading {file}").format(file=printable(name)), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
