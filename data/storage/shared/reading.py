"""Reports out of a library, whoever published it."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from doelboom.data.model.accounts import Accounts, Frames, Tables
from doelboom.data.model.findings import Summary
from doelboom.data.storage.files import FileError, read_own
from doelboom.data.storage.shared.layout import ABOUT, CURRENT, FORMAT, FRAMES, REPORT, LibraryError, Shared
from doelboom.data.storage.sources import ID, from_plain


def reports_in(folder: Path) -> list[Shared]:
    """The reports of a library as it is now; the version that they are seen in stays whole while a newer one comes.

    Raises:
        LibraryError: there is no library, or none that this version of doelboom can read.
    """
    try:
        root = (folder / CURRENT).resolve(strict=True)
        status = (root / ABOUT).stat()
        return list(_reports_of(root, status.st_mtime_ns, status.st_size))
    except (OSError, FileError, RuntimeError):
        raise LibraryError(f"{folder}: no library that can be read") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise LibraryError(f"{folder}: not what `doelboom library publish` writes") from None


@lru_cache(maxsize=8)
def _reports_of(root: Path, _changed: int, _size: int) -> tuple[Shared, ...]:
    """The reports of a version; thousands of them are not read anew whenever one is asked for."""
    about = json.loads(read_own(root / ABOUT, private=False))
    if about["format"] != FORMAT:
        raise LibraryError(f"{root}: a library of another version of doelboom")
    return tuple(_shared(root, one) for one in about["reports"])


def _shared(root: Path, about: dict[str, Any]) -> Shared:
    identifier = about["id"]
    if not isinstance(identifier, str) or ID.fullmatch(identifier) is None:
        raise ValueError("an id was expected")
    summary = Summary(**about["summary"])
    return Shared(identifier, replace(from_plain(about), id=identifier), summary, root)


def load(shared: Shared) -> Accounts:
    """A report of a library.

    Raises:
        LibraryError: its files are not what was written.
    """
    import polars as pl

    from doelboom.data.model.frames import FrameError, validate

    try:
        frames = {name: pl.read_parquet(shared.path(name), hive_partitioning=False).drop(REPORT) for name in FRAMES}
        return Accounts(shared.source, Tables.of(validate(Frames(**frames))), shared.summary)
    except (OSError, FrameError, pl.exceptions.PolarsError) as error:
        raise LibraryError(f"{shared.source.label}: cannot be read from its library: {error}") from None
