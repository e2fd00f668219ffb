"""One report's frames as files in a folder: what the archive and the bundled data have in common.

Parquet for the frames, JSON for the source. The JSON holds each Parquet file's SHA-256 and its own, so that any
damage is known before anything is parsed.
"""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from functools import partial
from pathlib import Path
from typing import Any

from doelboom.data.model.accounts import Accounts, Frames, Rows, Source, Tables
from doelboom.data.model.findings import Summary
from doelboom.data.storage.sources import as_told, from_plain, seal, to_plain
from doelboom.parser import PARSER_VERSION

SCHEMA_VERSION = 4
"""Raised with every change of the frames, of the check's findings, or of these files."""

_FRAMES = tuple(frame.name for frame in fields(Frames))
SOURCE = "source.json"
"""The file that says where the report comes from."""
_ROWS = "rows.json"
_TABLES = tuple(table.name for table in fields(Rows))
_LARGEST = 256 * 1024 * 1024
_LARGEST_SOURCE = 1024 * 1024
_GONE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EISDIR, errno.EACCES, errno.EPERM, errno.ENXIO)
"""What the system says of a file that is not there, or is something else; the rest can pass by itself."""


class StoreError(Exception):
    """A folder holds no whole report of this version; the message says what is wrong with it."""


def version() -> str:
    """What a stored report's folder name ends with: another version's files are never read."""
    return f"s{SCHEMA_VERSION}p{PARSER_VERSION}"


def encode(accounts: Accounts) -> dict[str, bytes]:
    """The files of a report: name to content."""
    rows = {name: list(getattr(accounts.rows, name)) for name in _TABLES}
    files = {_ROWS: json.dumps(rows, separators=(",", ":"), default=str).encode()}
    for name in _FRAMES:
        buffer = io.BytesIO()
        frame = getattr(accounts.tables.frames, name)
        frame.write_parquet(buffer, compression="zstd")
        files[f"{name}.parquet"] = buffer.getvalue()
    digests = {name: _digest(content) for name, content in files.items()}
    about = {"version": version(), **to_plain(accounts.source), "summary": asdict(accounts.summary), "sha256": digests}
    return files | {SOURCE: _sealed(about)}


def _sealed(about: dict[str, Any]) -> bytes:
    """The content of a source file."""
    return json.dumps(about | {"check": seal(about)}, indent=1).encode()


def write(folder: Path, accounts: Accounts) -> None:
    """Writes the frames and their source into an existing folder, files readable by their owner alone.

    Raises:
        OSError: a file cannot be written.
    """
    for name, content in encode(accounts).items():
        write_private(folder / name, content)
    sync_folder(folder)


def read(folder: Path, *, private: bool = False) -> Accounts | None:
    """The accounts in a folder; None where `load` would raise."""
    try:
        return load(folder, private=private)
    except (OSError, StoreError):
        return None


def load(folder: Path, *, private: bool = False) -> Accounts:
    """The accounts in a folder.

    Args:
        private: whether folder and files must be this user's own, and no links.

    Raises:
        StoreError: anything is missing, damaged, of another version, or of another user.
        OSError: something else is in the way, which may pass: no memory, no descriptors, a failing disk.
    """
    return _kept(_about(folder, private=private), lambda name: read_own(folder / name, private=private))


def decode(files: Mapping[str, bytes]) -> Accounts:
    """The accounts in the files that `encode` made.

    Raises:
        StoreError: anything is missing, damaged, or of another version.
    """
    try:
        return _kept(_checked_about(files[SOURCE]), files.__getitem__)
    except KeyError as error:
        raise StoreError(f"{error.args[0]}: missing") from None


def _kept(about: dict[str, Any], content_of: Callable[[str], bytes]) -> Accounts:
    source = _source(about)
    contents = {}
    for name in (_ROWS, *(f"{name}.parquet" for name in _FRAMES)):
        content = contents[name] = content_of(name)
        if _digest(content) != about["sha256"].get(name):
            raise StoreError(f"{name}: not what was written")
    # All of it is what this version wrote: from here on nothing fails, and the frames can wait.
    rows = json.loads(contents.pop(_ROWS))
    return Accounts(source, Tables(lambda: Rows(**rows), partial(_frames, contents)), Summary(**about["summary"]))


def _frames(contents: dict[str, bytes]) -> Frames:
    import polars as pl

    from doelboom.data.model.frames import validate

    frames = {name: pl.read_parquet(io.BytesIO(contents[f"{name}.parquet"])) for name in _FRAMES}
    return validate(Frames(**frames))


def read_source(folder: Path, *, private: bool = False) -> Source | None:
    """Where the report in a folder comes from, without its frames; None as `read` has it."""
    try:
        return _source(_about(folder, private=private))
    except (OSError, StoreError):
        return None


def told(folder: Path, identifier: str) -> Source:
    """What a user's folder says of where the report with an id comes from, whichever version kept it and however
    damaged it is; see `data.storage.sources.as_told` for what that is good for."""
    about, whole = None, False
    try:
        about = json.loads(_own_source(folder))
        check = about.pop("check", None)
        whole = check == seal(about)
    except (OSError, StoreError, ValueError, AttributeError, TypeError, RecursionError):
        pass
    return as_told(about, identifier, whole=whole)


def with_place(folder: Path, source: Source) -> bytes:
    """The source file of a user's folder, with the name and the path that the report's file has by now.

    Raises:
        StoreError: as `load` has it.
        OSError: as `load` has it.
    """
    return _sealed(_about(folder, private=True) | {"name": source.name, "path": source.path})


def is_own(status: os.stat_result) -> bool:
    """Whether a file is this user's, on systems whose files have an owner."""
    return not hasattr(os, "geteuid") or status.st_uid == os.geteuid()


def _about(folder: Path, *, private: bool) -> dict[str, Any]:
    if private:
        return _checked_about(_own_source(folder))
    return _checked_about(read_own(folder / SOURCE, private=False, largest=_LARGEST_SOURCE))


def _own_source(folder: Path) -> bytes:
    """The content of the source file in a folder of this user's own."""
    try:
        status = folder.lstat()
    except OSError as error:
        raise _told(error, folder) from None
    if not stat.S_ISDIR(status.st_mode) or not is_own(status):
        raise StoreError(f"{folder.name}: no folder of this user's own")
    return read_own(folder / SOURCE, largest=_LARGEST_SOURCE)


def _checked_about(content: bytes) -> dict[str, Any]:
    try:
        about = json.loads(content)
        check = about.pop("check")
        whole = isinstance(about, dict) and isinstance(about["sha256"], dict) and check == seal(about)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        whole = False
    if not whole:
        raise StoreError(f"{SOURCE}: not what was written")
    if about.get("version") != version():
        raise StoreError(f"{SOURCE}: of another version")
    assert isinstance(about, dict)
    return about


def _source(about: dict[str, Any]) -> Source:
    try:
        return from_plain(about)
    except ValueError:
        raise StoreError(f"{SOURCE}: not what was written") from None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write_private(path: Path, content: bytes) -> None:
    """Writes a new file that only its owner can read, whatever the umask, down to the disk.

    Raises:
        OSError: there is such a file, or it cannot be written.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        path.chmod(0o600)
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
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


def read_own(path: Path, *, private: bool = True, largest: int = _LARGEST) -> bytes:
    """The content of a regular file.

    Args:
        private: whether it must be this user's own, and no link.
        largest: how many bytes it may have.

    Raises:
        StoreError: there is no such file, it is something else, another user's, or too large.
        OSError: something else is in the way, which may pass.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags | (getattr(os, "O_NOFOLLOW", 0) if private else 0))
    except OSError as error:
        raise _told(error, path) from None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode) or (private and not is_own(status)):
        os.close(descriptor)
        raise StoreError(f"{path.name}: no file of this user's own")
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size > largest:
            raise StoreError(f"{path.name}: larger than any that was written")
        return file.read(largest + 1)


def _told(error: OSError, path: Path) -> Exception:
    """An error about a file: ours where the file is not what it should be, the system's where it may pass."""
    return StoreError(f"{path.name}: {error.strerror}") if error.errno in _GONE else error
