"""What lies in the archive's folder, whole or not, and how it is taken away.

Renaming and removing happen under the lock of the archive's folder, and a folder that is being written is locked by
its writer: what is not locked was left behind.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import stat
import time
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from doelboom.data.model.accounts import Source
from doelboom.data.storage import entry as store
from doelboom.data.storage import locks
from doelboom.data.storage.sources import ID, short_digest

ENTRY = re.compile(rf"({ID.pattern})-(s\d+p\d+)")
"""The name of a report's folder: its id and a version."""
_TEMPORARY = ".writing-"
_LEFTOVER_SECONDS = 86400.0
"""How old something unfinished must be to count as left behind where the file system has no locks."""


class Kind(Enum):
    """What something in the archive's folder is."""

    KEPT = auto()
    OUTDATED = auto()
    """A report that another version kept."""
    DAMAGED = auto()
    LEFTOVER = auto()
    """What a killed program did not finish."""
    BUSY = auto()
    """What a living program is writing, or what cannot be read at the moment."""
    FOREIGN = auto()
    """Another user's, or no part of the archive: never touched."""
    MISSING = auto()
    """Not there: known only from the note on the report opened last."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something in the archive's folder."""

    path: Path
    kind: Kind
    bytes: int


def folder_name(source: Source) -> str:
    """The name of a report's folder."""
    return f"{report_id(source)}-{store.version()}"


def report_id(source: Source) -> str:
    """The id under which a report is known: its year and the start of its content's digest."""
    assert source.digest is not None
    return f"{source.year}-{short_digest(source.digest)}"


def is_named_after(folder: Path, source: Source) -> bool:
    """Whether a folder has the name that its report gives it."""
    return source.digest is not None and folder.name == folder_name(source)


def temporary_name(root: Path) -> Path:
    """A new name for what is not finished, or not wanted any more."""
    return root / f"{_TEMPORARY}{secrets.token_hex(8)}"


def make_private(folder: Path) -> None:
    """Makes a folder for its owner alone, whatever the umask; one that another process just made will do.

    Raises:
        OSError: it cannot be made.
    """
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        folder.chmod(0o700)


def discard(root: Path, path: Path) -> None:
    """Removes something: under another name first, so that nobody ever finds half of it. The root is locked.

    Raises:
        OSError: it cannot be removed.
    """
    if not path.name.startswith(_TEMPORARY):
        aside = temporary_name(root)
        path.rename(aside)
        path = aside
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def clean(root: Path, *, sure: bool) -> None:
    """Takes away what killed programs left behind. The root is locked, `sure` where there are locks."""
    for path in root.glob(f"{_TEMPORARY}*"):
        with contextlib.suppress(OSError):
            if kind_of(root, path, locked=sure) is Kind.LEFTOVER:
                discard(root, path)


def kind_of(root: Path, path: Path, *, locked: bool | None = None) -> Kind:
    """What something in the root is, a report read to see whether it is whole.

    Args:
        locked: whether there are locks, from a caller who has locked the root; None from any other.
    """
    try:
        status = path.lstat()
        if not store.is_own(status):
            return Kind.FOREIGN
        if path.name.startswith(_TEMPORARY):
            return _kind_of_temporary(root, path, status, locked=locked)
        match = ENTRY.fullmatch(path.name)
        if match is None:
            return Kind.FOREIGN
        if match[2] != store.version():
            return Kind.OUTDATED
        whole = is_named_after(path, store.load(path, private=True).source)
    except store.StoreError:
        return Kind.DAMAGED
    except OSError:
        return Kind.BUSY
    return Kind.KEPT if whole else Kind.DAMAGED


def _kind_of_temporary(root: Path, path: Path, status: os.stat_result, *, locked: bool | None) -> Kind:
    if locked is None:
        with locks.locked(root) as sure:
            return _kind_of_temporary(root, path, status, locked=sure)
    if not locked:
        old = abs(time.time() - status.st_mtime) > _LEFTOVER_SECONDS
    else:
        # Files are renamed before the lock is given back; folders are held by who writes them.
        old = not stat.S_ISDIR(status.st_mode) or not locks.is_held(path)
    return Kind.LEFTOVER if old else Kind.BUSY


def size_of(path: Path) -> int:
    """How many bytes the files of something have; what goes away meanwhile has none."""
    total = 0
    with contextlib.suppress(OSError):
        if not path.is_dir() or path.is_symlink():
            return path.lstat().st_size
        for file in path.rglob("*"):
            with contextlib.suppress(OSError):
                total += file.lstat().st_size if not file.is_dir() else 0
    return total
