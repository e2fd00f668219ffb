"""Finding the file of a report that the archive cannot show, by what was written down of it.

A path from the archive is a place to look at, no more: what lies there must be a regular file with the very content
that the report was read from.
"""

from __future__ import annotations

import hashlib
import os
import stat
from enum import Enum, auto
from pathlib import Path

from doelboom.data.storage.archive import Entry
from doelboom.data.storage.sources import path_of_text
from doelboom.parser.dataclass import dataclass

_LARGEST = 1 << 30
"""More bytes than the file of any report that is read."""


class FileState(Enum):
    """What became of a report's file."""

    THERE = auto()
    UNKNOWN = auto()
    """Where it lay is not known."""
    GONE = auto()
    """There is no file where it lay."""
    CHANGED = auto()
    """There is another content where it lay."""
    REFUSED = auto()
    """It is there and cannot be read."""


@dataclass(frozen=True, slots=True)
class FileFound:
    """A report's file, as far as it was found."""

    state: FileState
    path: Path | None = None
    detail: str | None = None
    """Why it cannot be read, where it is there."""


def find_file(entry: Entry) -> FileFound:
    """The file of a report, where one with its content lies in one of the places known; else what is in the first."""
    places = [_look(path, entry) for path in map(path_of_text, entry.paths) if path is not None]
    there = (place for place in places if place.state is FileState.THERE)
    return next(there, places[0] if places else FileFound(FileState.UNKNOWN))


def _look(path: Path, entry: Entry) -> FileFound:
    try:
        digest = _digest(path)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return FileFound(FileState.GONE, path)
    except OSError as error:
        return FileFound(FileState.REFUSED, path, error.strerror or str(error))
    # Where the digest itself is lost, its beginning stands in the id.
    known = entry.source.digest or entry.id.partition("-")[2]
    return FileFound(FileState.THERE if digest.startswith(known) else FileState.CHANGED, path)


def _digest(path: Path) -> str:
    """The SHA-256 of a regular file; nothing for one that is larger than any report's.

    Raises:
        OSError: it cannot be read. Anything but a regular file counts as not there.
    """
    # Opening a pipe must not wait for somebody to write into it.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise FileNotFoundError(None, "no regular file")
    with os.fdopen(descriptor, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() if status.st_size <= _LARGEST else ""
