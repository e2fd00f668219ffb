"""Reports out of a library, whoever published it."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from doelboom.data.model.accounts import Accounts, Frames, Tables
from doelboom.data.model.findings import Summary
from doelboom.data.model.identity import key_of
from doelboom.data.storage.files import FileError, read_own
from doelboom.data.storage.shared.layout import (
    ABOUT,
    CURRENT,
    FORMAT,
    FRAMES,
    GOVERNMENTS,
    REPORT,
    LibraryError,
    Shared,
    government_of,
)
from doelboom.data.storage.sources import ID, from_plain


def reports_in(folder: Path, government: str | None = None) -> list[Shared]:
    """The reports of a library as it is now; the version that they are seen in stays whole while a newer one comes.

    Args:
        government: of which alone they are wanted, by its key (`Identity.key`); None for all.

    Raises:
        LibraryError: there is no library, or none that this version of doelboom can read.
    """
    try:
        root = (folder / CURRENT).resolve(strict=True)
        status = (root / ABOUT).stat()
        if government is not None and (lists := _lists_of(root, government)) is not None:
            return [one for path in lists for one in _read(root, path)]
        every = _reports_of(root, status.st_mtime_ns, status.st_size)
        return [one for one in every if government in (None, one.source.identity.key)]
    except (OSError, FileError, RuntimeError):
        raise LibraryError(f"{folder}: no library that can be read") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise LibraryError(f"{folder}: not what `doelboom library publish` writes") from None


@lru_cache(maxsize=8)
def _reports_of(root: Path, _changed: int, _size: int) -> tuple[Shared, ...]:
    """The reports of a version; thousands of them are not read anew whenever one is asked for."""
    return tuple(_read(root, root / ABOUT))


def _lists_of(root: Path, government: str) -> list[Path] | None:
    """The lists of a government's reports, one for each way in which its name is written; None where there are no such
    lists."""
    try:
        names = sorted(os.listdir(root / GOVERNMENTS))  # noqa: PTH208 - names are all that is wanted
    except FileNotFoundError:
        return None
    return [root / GOVERNMENTS / name for name in names if key_of(government_of(name)) == government]


def _read(root: Path, path: Path) -> list[Shared]:
    about = json.loads(read_own(path, private=False))
    if about["format"] != FORMAT:
        raise LibraryError(f"{root}: a library of another version of doelboom")
    return [_shared(root, one) for one in about["reports"]]


def _shared(root: Path, about: dict[str, Any]) -> Shared:
    identifier = about["id"]
    if not isinstance(identifier, str) or ID.fullmatch(identifier) is None:
        raise ValueError("an id was expected")
    summary = Summary(**about["summary"])
    if not all(type(number) is int and number >= 0 for number in about["summary"].values()):
        raise ValueError("numbers were expected")
    return Shared(identifier, replace(from_plain(about), id=identifier), summary, root)


def load(shared: Shared) -> Accounts:
    """A report of a library.

    Raises:
        LibraryError: its files are not what was written.
    """
    from doelboom.data.model.frames import FrameError, validate
    from doelboom.data.storage.shared.scanning import read_frame

    try:
        frames = {name: read_frame(shared.path(name)).drop(REPORT, strict=False) for name in FRAMES}
        return Accounts(shared.source, Tables.of(validate(Frames(**frames))), shared.summary)
    except (FrameError, LibraryError) as error:
        raise LibraryError(f"{shared.source.label}: cannot be read from its library: {error}") from None
