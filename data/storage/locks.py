"""Who is writing: locks on folders that end with the process that holds them, whatever ends it.

They make it certain which unfinished folder was left behind by a killed program, without asking the clock, which a
shared server may set back. Where the file system has no such locks (some network homes), everything works without.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

_PATIENCE_SECONDS = 10.0
"""How long to wait for another writer, which needs milliseconds; one that was stopped in the middle holds on."""
_PAUSE_SECONDS = 0.005

if sys.platform == "win32":

    def _take(descriptor: int) -> bool | None:  # noqa: ARG001 - there are no locks on folders
        return None

else:
    import fcntl

    def _take(descriptor: int) -> bool | None:
        """Whether the lock is ours now; None where there are no locks."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[bool]:
    """Holds a folder's lock, so that no other process renames or removes in it; yields whether there are locks.

    Raises:
        OSError: the folder cannot be opened, or another process does not let go of it.
    """
    descriptor = _open(folder)
    if descriptor is None:
        yield False
        return
    try:
        until = time.monotonic() + _PATIENCE_SECONDS
        while (taken := _take(descriptor)) is False:
            if time.monotonic() > until:
                raise OSError(errno.EAGAIN, "another doelboom is writing there and does not finish")
            time.sleep(_PAUSE_SECONDS)
        yield taken is True
    finally:
        os.close(descriptor)


def hold(folder: Path) -> int | None:
    """Locks a folder of one's own until the returned descriptor is closed; None where that cannot be."""
    try:
        descriptor = _open(folder)
    except OSError:
        return None
    if descriptor is not None and _take(descriptor) is not True:
        os.close(descriptor)
        return None
    return descriptor


def is_held(folder: Path) -> bool:
    """Whether a living process holds a folder. Only who holds the folder above may ask.

    Raises:
        OSError: the folder cannot be opened.
    """
    descriptor = _open(folder)
    if descriptor is None:
        return False
    try:
        return _take(descriptor) is False
    finally:
        os.close(descriptor)


def _open(folder: Path) -> int | None:
    """A folder's descriptor; None on systems that do not open folders."""
    if sys.platform == "win32":
        return None
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
