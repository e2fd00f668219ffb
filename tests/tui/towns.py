"""An invented city's years, opened as a user's reports: written and read once, however many tests open them."""

from __future__ import annotations

import atexit
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from doelboom.data.model.accounts import Accounts
from doelboom.data.storage.library import Opened, open_report, read_file
from tests.documents.years import City, city, write_text

_SEED = 5


@cache
def town(first: int, *, twice: bool = False) -> City:
    """Two years; of the later one a draft, too, where there are `twice` as many."""
    return city(_SEED, first, 2, twice=twice)


@cache
def _files(first: int, twice: bool) -> tuple[tuple[Path, Accounts], ...]:
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    paths = [write_text(report, Path(folder.name)) for report in town(first, twice=twice).reports]
    return tuple((path, read_file(path)) for path in paths)


def paths_of_town(first: int, *, twice: bool = False) -> list[Path]:
    """The files of the years."""
    return [path for path, _accounts in _files(first, twice)]


def opened_town(first: int, *, twice: bool = False) -> list[Opened]:
    """The years in the archive of the test, in order."""
    read = dict(_files(first, twice))
    return [open_report(str(path), read=lambda one: replace(read[one])) for path in read]
