"""How far the reading of a report is, for who waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from doelboom.parser.formats.printable import printable
from doelboom.tui.locale.words import _


@contextmanager
def reading_progress(name: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, told how many pages are done and how many there are; gone when it is done."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_("reading {file}").format(file=printable(name)), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def progress_of_all(names: Sequence[str]) -> Iterator[Callable[[int], Callable[[int, int], None]]]:
    """One bar on standard error over the reading of several files: for the number of each, from 0, what is told how
    many of its pages are done and how many there are. Gone when all is done."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(names))

        def of_file(number: int) -> Callable[[int, int], None]:
            words = _("reading {file} ({number} of {count})")
            shown = words.format(file=printable(names[number]), number=number + 1, count=len(names))
            bar.update(task, description=shown, completed=number)
            # Reading again the pages that do not add up is a part of the same file.
            return lambda done, total: bar.update(task, completed=number + done / max(total, 1))

        yield of_file
