"""What lies in the archive's folder, whole or not, and how it is taken away."""

from __future__ import annotations

import contextlib
import re
import shutil
from enum import Enum, auto
from pathlib import Path

from doelboom.data.model.accounts import Source
from doelboom.data.storage import entry, files
from doelboom.data.storage.sources import ID, short_digest
from doelboom.parser.dataclass import dataclass

SUFFIX = ".report"
ENTRY = re.compile(rf"({ID.pattern})-(s\d+p\d+)(?:{re.escape(SUFFIX)})?")
"""The name of a kept report: its id and a version. One that another version kept may be a folder, without a suffix."""


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
    SHARED = auto()
    """In a library that several people read."""
    MISSING = auto()
    """Not there any more: known only from the note on the report opened last."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something in the archive's folder."""

    path: Path
    kind: Kind
    bytes: int


def file_name(identifier: str) -> str:
    """The name of the file of the report with an id."""
    return f"{identifier}-{entry.version()}{SUFFIX}"


def report_id(source: Source) -> str:
    """The id under which a report is known: its year and the start of its content's digest."""
    assert source.digest is not None
    return f"{source.year}-{short_digest(source.digest)}"


def is_named_after(path: Path, source: Source) -> bool:
    """Whether a file has the name that its report gives it."""
    return source.digest is not None and path.name == file_name(report_id(source))


def kind_of(path: Path, name: str | None = None) -> Kind:
    """What something in the folder is, a report read to see whether it is whole.

    Args:
        name: the name that it had, where it was put aside.
    """
    name = name if name is not None else path.name
    try:
        status = path.lstat()
        if not files.is_own(status):
            return Kind.FOREIGN
        if name.startswith(files.TEMPORARY):
            return Kind.LEFTOVER if files.is_left_behind(path, status) else Kind.BUSY
        match = ENTRY.fullmatch(name)
        if match is None:
            return Kind.FOREIGN
        if name != file_name(match[1]):
            return Kind.OUTDATED if match[2] != entry.version() else Kind.DAMAGED
        whole = is_named_after(path.with_name(name), entry.load(path).source)
    except files.FileError:
        return Kind.DAMAGED
    except OSError:
        return Kind.BUSY
    return Kind.KEPT if whole else Kind.DAMAGED


def remove(thing: Thing) -> bool:
    """Removes something that is not wanted; whether it still was what it was taken for. Put aside first: what another
    program makes good in this moment is put back.

    Raises:
        OSError: it cannot be removed.
    """
    if thing.kind is Kind.LEFTOVER:
        _delete(thing.path)
        return True
    aside = files.temporary_name(thing.path.parent)
    with files.held(thing.path):
        thing.path.rename(aside)
        if kind_of(aside, thing.path.name) is not thing.kind:
            aside.rename(thing.path)
            return False
        _delete(aside)
    return True


def make_way(path: Path) -> None:
    """Takes away what no file can be renamed over: a folder.

    Raises:
        OSError: it is another user's, or cannot be moved.
    """
    with contextlib.suppress(FileNotFoundError):
        if not files.is_own(path.lstat()):
            raise PermissionError(None, "what stands in its place belongs to another user")
        if path.is_dir() and not path.is_symlink():
            aside = files.temporary_name(path.parent)
            path.rename(aside)
            # Out of the way is enough; what could not be removed is a leftover now.
            with contextlib.suppress(OSError):
                _delete(aside)


def remove_leftovers(folder: Path) -> None:
    """Takes away what killed programs left behind, as far as that can be."""
    for path in folder.glob(f"{files.TEMPORARY}*"):
        with contextlib.suppress(OSError):
            if kind_of(path) is Kind.LEFTOVER:
                _delete(path)


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


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
