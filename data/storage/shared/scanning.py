"""Frames out of a library's files, whoever put them there: what is no file, or holds what nobody publishes, is said in
one line and never waited for.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from doelboom.data.storage.files import FileError, read_own
from doelboom.data.storage.shared.layout import LibraryError
from doelboom.parser.formats.printable import STEERING

_UNPRINTABLE = rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\x{{2028}}\x{{2029}}{STEERING}]"
"""Characters that steer a terminal, or the text beside them: no text that was read from a report has any."""
_FAILURES = (OSError, FileError, pl.exceptions.PolarsError, pl.exceptions.PanicException)


def read_frame(path: Path) -> pl.DataFrame:
    """A frame in a file.

    Raises:
        LibraryError: the file is not what `doelboom library publish` writes.
    """
    try:
        return _proved(pl.read_parquet(io.BytesIO(read_own(path, private=False))))
    except _FAILURES as error:
        raise _unreadable(error) from None


def scan_frames(paths: Sequence[str], *, hive_schema: pl.Schema | None = None) -> pl.LazyFrame:
    """A frame in several files, to be collected by `collected`; with the columns of their folders, where these are
    given.

    Raises:
        LibraryError: one of them is no file.
    """
    # A pipe would be waited for, for ever.
    if (other := next((path for path in paths if not os.path.isfile(path)), None)) is not None:  # noqa: PTH113 - fast
        raise LibraryError(f"{other}: no file of a library")
    return pl.scan_parquet(list(paths), hive_partitioning=hive_schema is not None, hive_schema=hive_schema)


def collected(*plans: pl.LazyFrame) -> list[pl.DataFrame]:
    """What plans that begin with `scan_frames` come to.

    Raises:
        LibraryError: a file is not what `doelboom library publish` writes.
    """
    try:
        return [_proved(rows) for rows in pl.collect_all(plans)]
    except _FAILURES as error:
        raise _unreadable(error) from None


def schema_of(plan: pl.LazyFrame) -> pl.Schema:
    """The columns of such a plan; raises as `collected` does."""
    try:
        return plan.collect_schema()
    except _FAILURES as error:
        raise _unreadable(error) from None


def _proved(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows, if their texts can be printed as they are."""
    texts = rows.select(pl.col(pl.String))
    if any(texts.select(pl.all().str.contains(_UNPRINTABLE).any()).row(0) if texts.width else ()):
        raise LibraryError(
            "a library's text has characters that no report has: not what `doelboom library publish` wrote"
        )
    return rows


def _unreadable(error: BaseException) -> LibraryError:
    first = next(iter(str(error).splitlines()), type(error).__name__)
    return LibraryError(f"a library's file is not what `doelboom library publish` writes: {first}")
