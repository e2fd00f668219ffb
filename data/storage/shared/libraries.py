"""The libraries that a user reads beside the own archive: which they are, and what is in them."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from doelboom.data.model.accounts import Accounts
    from doelboom.data.storage.shared.layout import Shared

_LOG = logging.getLogger("doelboom.libraries")
_folders: list[Path] = []


def use(folders: Iterable[str]) -> None:
    """Has these libraries be read, as the settings name them."""
    _folders[:] = map(_folder, folders)


def _folder(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except RuntimeError:
        # There is no such user, and no such folder either.
        return Path(name)


def complaints() -> list[str]:
    """What is wrong with the libraries, a line each."""
    return _looked()[1]


def shared_reports(government: str | None = None) -> list[Shared]:
    """The reports of all libraries; of what is in several, that of the first. A library that cannot be read has
    none.

    Args:
        government: of which alone they are wanted, by its key (`Identity.key`); None for all.
    """
    return list({one.id: one for one in reversed(_looked(government)[0])}.values())[::-1]


def shared_besides(own: Collection[str], government: str | None = None) -> list[Shared]:
    """The same without those that the own archive has, by its ids: it speaks for them."""
    known = frozenset(own)
    return [one for one in shared_reports(government) if one.id not in known]


def shared_report(identifier: str) -> Accounts | None:
    """The report with an id, if a library has it.

    Raises:
        LibraryError: it has, and the files are not what was written.
    """
    found = next((one for one in shared_reports() if one.id == identifier), None)
    return load_shared(found) if found is not None else None


def load_shared(shared: Shared) -> Accounts:
    """A report of a library.

    Raises:
        LibraryError: its files are not what was written.
    """
    from doelboom.data.storage.shared.reading import load

    return load(shared)


def _looked(government: str | None = None) -> tuple[list[Shared], list[str]]:
    if not _folders:
        return [], []
    from doelboom.data.storage.shared.layout import LibraryError
    from doelboom.data.storage.shared.reading import reports_in

    reports: list[Shared] = []
    complaints = []
    for folder in _folders:
        try:
            reports += reports_in(folder, government)
        except LibraryError as error:
            _LOG.warning("%s", error)
            complaints.append(str(error))
    return reports, complaints
