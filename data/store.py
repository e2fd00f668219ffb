"""One report's frames as files in a folder: what the archive and the bundled data have in common.

Parquet for the frames, JSON for the source. The JSON holds each Parquet file's SHA-256, so that a damaged file is
known before anything parses it.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from data.frames import Accounts, FrameError, Source, validate
from parser import PARSER_VERSION

SCHEMA_VERSION = 1
"""Raised with every change of the frames, of the check's findings, or of these files."""

_FRAMES = ("nodes", "amounts", "faults", "findings")
_SOURCE = "source.json"
_LARGEST = 256 * 1024 * 1024


class StoreError(Exception):
    """A folder cannot be written; the message is one line for a person."""


def version() -> str:
    """What a stored report's folder name ends with: another version's files are never read."""
    return f"s{SCHEMA_VERSION}p{PARSER_VERSION}"


def write(folder: Path, accounts: Accounts) -> None:
    """Writes the frames and their source into an existing folder, files readable by their owner alone.

    Raises:
        OSError: a file cannot be written.
    """
    hashes = {}
    for name in _FRAMES:
        buffer = io.BytesIO()
        frame: pl.DataFrame = getattr(accounts, name)
        frame.write_parquet(buffer, compression="zstd")
        content = buffer.getvalue()
        hashes[name] = hashlib.sha256(content).hexdigest()
        write_private(folder / f"{name}.parquet", content)
    source = accounts.source
    about = {
        "version": version(),
        "year": source.year,
        "city": source.city,
        "name": source.name,
        "digest": source.digest,
        "read_at": source.read_at.isoformat() if source.read_at is not None else None,
        "pages": source.pages,
        "notes": list(source.notes),
        "sha256": hashes,
    }
    write_private(folder / _SOURCE, json.dumps(about, ensure_ascii=False, indent=1).encode())


def read(folder: Path) -> Accounts | None:
    """The accounts in a folder; None where anything is missing, damaged, of another version or of another user."""
    source = read_source(folder)
    if source is None:
        return None
    try:
        hashes = _about(folder)["sha256"]
        frames = {}
        for name in _FRAMES:
            content = _read_own(folder / f"{name}.parquet")
            if hashlib.sha256(content).hexdigest() != hashes[name]:
                return None
            frames[name] = pl.read_parquet(io.BytesIO(content))
        return validate(Accounts(source, **frames))
    except (OSError, ValueError, KeyError, TypeError, FrameError, pl.exceptions.PolarsError):
        return None


def read_source(folder: Path) -> Source | None:
    """Where the report in a folder comes from, without its frames; None as `read` has it."""
    try:
        about = _about(folder)
        if about["version"] != version():
            return None
        read_at = about["read_at"]
        return Source(
            year=int(about["year"]),
            city=about["city"],
            name=about["name"],
            digest=about["digest"],
            read_at=datetime.fromisoformat(read_at) if read_at is not None else None,
            pages=about["pages"],
            notes=tuple(about["notes"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _about(folder: Path) -> dict[str, Any]:
    about = json.loads(_read_own(folder / _SOURCE))
    if not isinstance(about, dict):
        raise TypeError("not an object")
    return about


def write_private(path: Path, content: bytes) -> None:
    """Writes a new file that only its owner can read, down to the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _read_own(path: Path) -> bytes:
    """The content of a regular file, no link followed.

    Raises:
        OSError: there is no such file, or it is a link.
        ValueError: it is no regular file, or larger than any report's.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            raise ValueError("not a file of this store")
        return file.read()
