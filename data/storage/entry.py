"""One report as one file: a line of JSON that says where it comes from, then its tables, as rows and as Parquet.

The line holds the size and the SHA-256 of each part and its own digest, so that any damage is known before anything is
parsed. The bundled report has the same parts as files in a folder.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Callable
from dataclasses import asdict, fields
from functools import partial
from pathlib import Path
from typing import Any

from doelboom.data.model.accounts import Accounts, Frames, Rows, Source, Tables
from doelboom.data.model.findings import Summary
from doelboom.data.model.identity import key_of
from doelboom.data.storage.files import FileError, read_own
from doelboom.data.storage.sources import as_told, from_plain, seal, to_plain
from doelboom.parser import PARSER_VERSION

SCHEMA_VERSION = 7
"""Raised with every change of the frames, of the check's findings, or of these files."""

_FRAMES = tuple(frame.name for frame in fields(Frames))
_TABLES = tuple(table.name for table in fields(Rows))
_ROWS = "rows.json"
_PARTS = (_ROWS, *(f"{name}.parquet" for name in _FRAMES))
_HEADER = "source.json"
"""The name of the first line where the parts are files of their own."""
_LONGEST_HEADER = 1024 * 1024
_BEGINNING = 16 * 1024
"""Bytes in which the city stands: behind the version and the year."""
_CITY = re.compile(rb'"city":("(?:[^"\\]|\\.)*")')


def version() -> str:
    """What the name of a kept report says: another version's are never read."""
    return f"s{SCHEMA_VERSION}p{PARSER_VERSION}"


# Writing


def to_bytes(accounts: Accounts) -> bytes:
    """A report as the content of one file."""
    parts = _parts_of(accounts)
    return _sealed(_about(accounts, parts)) + b"".join(parts.values())


def to_files(accounts: Accounts) -> dict[str, bytes]:
    """A report as files of a folder: name to content."""
    parts = _parts_of(accounts)
    return {**parts, _HEADER: _sealed(_about(accounts, parts))}


def with_place(content: bytes, source: Source) -> bytes:
    """The content of a file, with the name and the path that the report's own file has by now.

    Raises:
        FileError: it is not what was written.
    """
    header, _line_end, parts = content.partition(b"\n")
    return _sealed(_checked_header(header) | {"name": source.name, "path": source.path}) + parts


def _parts_of(accounts: Accounts) -> dict[str, bytes]:
    rows = {name: list(getattr(accounts.rows, name)) for name in _TABLES}
    parts = {_ROWS: json.dumps(rows, separators=(",", ":"), default=str).encode()}
    for name in _FRAMES:
        buffer = io.BytesIO()
        getattr(accounts.tables.frames, name).write_parquet(buffer, compression="zstd")
        parts[f"{name}.parquet"] = buffer.getvalue()
    return parts


def _about(accounts: Accounts, parts: dict[str, bytes]) -> dict[str, Any]:
    return {
        "version": version(),
        **to_plain(accounts.source),
        "summary": asdict(accounts.summary),
        "nodes": len(accounts.rows.nodes),
        "parts": {name: [len(part), _digest(part)] for name, part in parts.items()},
    }


def _sealed(about: dict[str, Any]) -> bytes:
    return json.dumps(about | {"check": seal(about)}, separators=(",", ":")).encode() + b"\n"


# Reading


def load(path: Path) -> Accounts:
    """The report in a user's own file.

    Raises:
        FileError: it is missing, damaged, of another version, another user's, or a link.
        OSError: something else is in the way, which may pass: no memory, no descriptors, a failing disk.
    """
    header, line_end, rest = read_own(path).partition(b"\n")
    about = _checked_header(header)
    parts: dict[str, bytes] = {}
    at = 0
    for name in _PARTS:
        size = about["parts"][name][0]
        parts[name] = rest[at : at + size]
        at += size
    if not line_end or at != len(rest):
        raise FileError(f"{path.name}: not what was written")
    return _accounts(about, parts.__getitem__)


def load_folder(folder: Path) -> Accounts:
    """The report whose parts are files in a folder, whoever owns it; raises as `load` does."""
    about = _checked_header(read_own(folder / _HEADER, private=False, largest=_LONGEST_HEADER))
    return _accounts(about, lambda name: read_own(folder / name, private=False))


def read_card(path: Path) -> tuple[Source, Summary, int | None]:
    """Where the report in a user's own file comes from, its state in numbers and how many nodes it has, as far as that
    was written down; nothing but its first line is read.

    Raises:
        FileError, OSError: as `load` does.
        ValueError: it was not written here.
    """
    return _card(_checked_header(_first_line(path)))


def read_card_of_folder(folder: Path) -> tuple[Source, Summary, int | None]:
    """The same of a report whose parts are files in a folder."""
    return _card(_checked_header(read_own(folder / _HEADER, private=False, largest=_LONGEST_HEADER)))


def _card(about: dict[str, Any]) -> tuple[Source, Summary, int | None]:
    nodes = about.get("nodes")
    try:
        return from_plain(about), Summary(**about["summary"]), nodes if isinstance(nodes, int) else None
    except (KeyError, TypeError):
        raise ValueError("a summary was expected") from None


def read_source(path: Path) -> Source | None:
    """Where the report in a user's own file comes from, without its tables; None where that cannot be told."""
    try:
        return from_plain(_checked_header(_first_line(path)))
    except (OSError, FileError, ValueError):
        return None


def told_city(path: Path) -> str | None:
    """The key of the city that a file says its report is of, without a look at whether it is whole; None where it says
    none: to pass over the reports of others."""
    try:
        match = _CITY.search(read_own(path, most=_BEGINNING))
        return key_of(json.loads(match[1])) if match is not None else None
    except (OSError, FileError, ValueError):
        return None


def told(path: Path, identifier: str) -> Source:
    """What a user's file says of where the report with an id comes from, whichever version kept it and however damaged
    it is; see `data.storage.sources.as_told` for what that is good for."""
    about, whole = None, False
    try:
        about = json.loads(_first_line(path))
        check = about.pop("check", None)
        whole = check == seal(about)
    except (OSError, FileError, ValueError, AttributeError, TypeError, RecursionError):
        pass
    return as_told(about, identifier, whole=whole)


def _first_line(path: Path) -> bytes:
    return read_own(path, most=_LONGEST_HEADER).partition(b"\n")[0]


def _accounts(about: dict[str, Any], part: Callable[[str], bytes]) -> Accounts:
    """The accounts that a checked header speaks of."""
    parts: dict[str, bytes] = {}
    for name in _PARTS:
        parts[name] = part(name)
        if _digest(parts[name]) != about["parts"][name][1]:
            raise FileError(f"{name}: not what was written")
    # All of it is what this version wrote: from here on nothing fails, and the frames can wait.
    rows = json.loads(parts.pop(_ROWS))
    tables = Tables(lambda: Rows(**rows), partial(_frames, parts))
    try:
        return Accounts(from_plain(about), tables, Summary(**about["summary"]))
    except ValueError:
        raise FileError("the header: not what was written") from None


def _frames(parts: dict[str, bytes]) -> Frames:
    import polars as pl

    from doelboom.data.model.frames import validate

    return validate(Frames(**{name: pl.read_parquet(io.BytesIO(parts[f"{name}.parquet"])) for name in _FRAMES}))


def _checked_header(content: bytes) -> dict[str, Any]:
    about: dict[str, Any]
    try:
        about = json.loads(content)
        whole = about.pop("check") == seal(about)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        whole = False
    if not whole:
        raise FileError("the header: not what was written")
    if about.get("version") != version():
        raise FileError("the header: of another version")
    return about


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
