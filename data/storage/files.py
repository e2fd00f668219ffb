"""How files are read and written: one's own, and whole or not at all.

What is written gets its name when it is finished. Until then it has a name that says so, and its writer holds a lock on
it that ends with the process, whatever ends it: what nobody holds was left behind by a killed program. That is certain
without asking the clock, which a shared server may set back. Where the file system has no such locks (some network
homes), everything works without, and what is old counts as left behind.
"""

from __future__ import annotations

import contextlib
import errno
import os
import select
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

TEMPORARY = ".writing-"
"""How the name begins of what is not finished, or not wanted any more."""
_LARGEST = 256 * 1024 * 1024
_PATIENCE = 30.0
"""Seconds after which a pipe that takes nothing counts as one that nobody reads."""
_LEFTOVER_SECONDS = 86400.0
"""How old something unfinished must be to count as left behind where the file system has no locks."""
_LOOKING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
_GONE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EISDIR, errno.EACCES, errno.EPERM, errno.ENXIO)
"""What the system says of a file that is not there, or is something else; the rest can pass by itself."""

if sys.platform == "win32":

    def _take(descriptor: int) -> bool | None:  # noqa: ARG001 - there are no such locks
        return None

else:
    import fcntl

    def _take(descriptor: int) -> bool | None:
        """Whether the lock on a file is ours now; None where there are no locks."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True


class FileError(Exception):
    """A file is not what it should be; the message says what is wrong with it."""


def temporary_name(folder: Path) -> Path:
    """A new name for what is not finished, or not wanted any more."""
    return folder / f"{TEMPORARY}{os.urandom(8).hex()}"


def replace_private(path: Path, content: bytes) -> None:
    """Gives a file, new or not, a content in one step, down to the disk. Only its owner can read it.

    Raises:
        OSError: it cannot be written; one that was there stays as it was.
    """
    _put(path, content)
    _sync_folder(path.parent)


def write_whole(path: Path, content: bytes, *, replace: bool = False) -> None:
    """Writes a file that a user asks for, whole or not at all, for whoever the umask says. A link stays a link to what
    is written; a device or a pipe is written to as it is, where somebody reads it.

    Args:
        replace: whether it may take the place of a file that is there.

    Raises:
        FileExistsError: there is a file, which is not to be replaced.
        OSError: it cannot be written; a file that was there stays as it was.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        _write_through(path, content)
        return
    if path.exists() and not replace:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    umask = os.umask(0)
    os.umask(umask)
    _put(path, content, 0o666 & ~umask)


def open_for_writing(path: Path, flags: int, mode: int = 0o666) -> int:
    """The descriptor of a file to write to, which may be a pipe: one that nobody reads would be waited for, for ever.

    Raises:
        OSError: it cannot be opened, or nobody reads it.
    """
    wait = getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags | wait, mode)
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise OSError(errno.ENXIO, "a pipe that nobody reads", str(path)) from None
        raise
    return descriptor


def _write_through(path: Path, content: bytes) -> None:
    """Writes to a device or a pipe, as fast as it takes it, as long as it takes anything."""
    descriptor = open_for_writing(path, os.O_WRONLY)
    try:
        rest = memoryview(content)
        while rest:
            if hasattr(select, "poll") and not select.select([], [descriptor], [], _PATIENCE)[1]:
                raise OSError(errno.ETIMEDOUT, "a pipe that nobody reads", str(path))
            with contextlib.suppress(BlockingIOError):
                rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)


def _put(path: Path, content: bytes, mode: int | None = None) -> None:
    temporary, descriptor = _new_private(path.parent)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
        os.close(descriptor)


def _new_private(folder: Path) -> tuple[Path, int]:
    """A new file, and its descriptor, which holds the lock."""
    while True:
        temporary = temporary_name(folder)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            temporary.chmod(0o600)
            _take(descriptor)
            if os.fstat(descriptor).st_nlink:
                return temporary, descriptor
        except FileNotFoundError:
            pass
        except BaseException:
            temporary.unlink(missing_ok=True)
            os.close(descriptor)
            raise
        # Somebody who was cleaning up took it for a leftover before it was locked.
        os.close(descriptor)


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Holds something while it has a temporary name, so that nobody takes it for a leftover; nothing that cannot be
    opened, which is one."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            descriptor = os.open(path, _LOOKING)
            stack.callback(os.close, descriptor)
            _take(descriptor)
        yield


@contextlib.contextmanager
def alone(folder: Path, patience: float = 2.0) -> Iterator[None]:
    """Keeps this user's other programs out while something in a folder is read and then written accordingly: as far
    as the file system has locks, and for no longer than `patience` seconds after which they are not waited for.

    Raises:
        OSError: the folder cannot be written to.
    """
    descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        until = time.monotonic() + patience
        while _take(descriptor) is False and time.monotonic() < until:
            time.sleep(0.01)
        yield
    finally:
        os.close(descriptor)


class Taken(Exception):
    """Another program holds a lock."""


@contextlib.contextmanager
def locked(folder: Path, patience: float) -> Iterator[None]:
    """Keeps everyone's other programs out of a folder that several users write to, as far as the file system has locks.

    Raises:
        Taken: another program held it for `patience` seconds.
        OSError: the folder cannot be written to.
    """
    descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        until = time.monotonic() + patience
        while _take(descriptor) is False:
            if time.monotonic() >= until:
                raise Taken
            time.sleep(0.05)
        yield
    finally:
        os.close(descriptor)


def is_left_behind(path: Path, status: os.stat_result) -> bool:
    """Whether nobody alive is writing something under a temporary name.

    Raises:
        OSError: it cannot be looked at.
    """
    try:
        descriptor = os.open(path, _LOOKING)
    except OSError as error:
        if error.errno not in (errno.ELOOP, errno.ENXIO, errno.EACCES):
            raise
        taken = True if error.errno in (errno.ELOOP, errno.ENXIO) else None
    else:
        taken = _take(descriptor)
        os.close(descriptor)
    return taken if taken is not None else abs(time.time() - status.st_mtime) > _LEFTOVER_SECONDS


def make_private_folder(folder: Path) -> None:
    """Makes a folder for its owner alone, whatever the umask; one that another process just made will do.

    Raises:
        OSError: it cannot be made.
    """
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        folder.chmod(0o700)


def is_own(status: os.stat_result) -> bool:
    """Whether a file is this user's, on systems whose files have an owner."""
    return not hasattr(os, "geteuid") or status.st_uid == os.geteuid()


def read_own(path: Path, *, private: bool = True, largest: int = _LARGEST, most: int | None = None) -> bytes:
    """The content of a regular file.

    Args:
        private: whether it must be this user's own, and no link.
        largest: how many bytes it may have.
        most: how many of its bytes are wanted; None for all.

    Raises:
        FileError: there is no such file, it is something else, another user's, or too large.
        OSError: something else is in the way, which may pass.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags | (getattr(os, "O_NOFOLLOW", 0) if private else 0))
    except OSError as error:
        raise FileError(f"{path.name}: {error.strerror}") if error.errno in _GONE else error from None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode) or (private and not is_own(status)):
        os.close(descriptor)
        raise FileError(f"{path.name}: no file of this user's own")
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size > largest:
            raise FileError(f"{path.name}: larger than any that was written")
        return file.read(largest + 1 if most is None else most)


def _sync_folder(folder: Path) -> None:
    """Brings a folder's names down to the disk, on systems that do so.

    Raises:
        OSError: the disk does not take them.
    """
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network file systems do not sync folders.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)
