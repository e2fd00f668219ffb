"""Reports into a library: a version of its own beside the one that is read, which then takes its place in one step.

What others published stays; of two reports of one government and year the one to be preferred stays. Two who publish at
once go one after the other. The versions before stay for a while, for who is reading them.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import polars as pl

from doelboom.data.model.accounts import Accounts, Source
from doelboom.data.storage import files
from doelboom.data.storage.shared.layout import (
    ABOUT,
    CURRENT,
    DERIVED,
    FORMAT,
    FRAMES,
    REPORT,
    VERSIONS,
    Shared,
    list_of,
    place_of,
)
from doelboom.data.storage.shared.layout import LibraryError as LibraryError
from doelboom.data.storage.shared.reading import reports_in
from doelboom.data.storage.sources import to_plain
from doelboom.parser.dataclass import dataclass

_VERSION = re.compile(r"[0-9]{6,}")
_KEPT = 3
"""How many versions stay, the newest included."""
_AGE = 3600.0
"""Seconds that the others stay: who is reading one has done so by then."""
PATIENCE = 30.0
"""Seconds that another who publishes is waited for."""


@dataclass(frozen=True, slots=True)
class Published:
    """What came of publishing."""

    version: str
    written: tuple[Source, ...]
    stayed: tuple[Source, ...]
    """The library's own that are in it as before."""
    passed_over: tuple[Source, ...]
    """Reports that were to be published and are not, since the library has one that is to be preferred."""


def publish(
    folder: Path,
    reports: Sequence[Accounts],
    preferred: Callable[[Source], Any],
    derived: Callable[[Accounts], Mapping[str, pl.DataFrame]],
    patience: float = PATIENCE,
) -> Published:
    """Publishes reports, each of a government and a year, no two of the same.

    Args:
        preferred: how much a report is to be preferred to others of its year: the larger, the more.
        derived: what is worked out from a report's frames, by name (`DERIVED`).
        patience: seconds that another who publishes is waited for.

    Raises:
        LibraryError: the folder holds something else, or another who publishes takes too long.
        OSError: it cannot be written; what was there stays as it was.
    """
    versions = folder / VERSIONS
    versions.mkdir(parents=True, exist_ok=True)
    try:
        with files.locked(folder, patience):
            return _publish(folder, versions, reports, preferred, derived)
    except files.Taken:
        raise LibraryError(f"{folder}: another program is publishing there; try again later") from None


def _publish(
    folder: Path,
    versions: Path,
    reports: Sequence[Accounts],
    preferred: Callable[[Source], Any],
    derived: Callable[[Accounts], Mapping[str, pl.DataFrame]],
) -> Published:
    there = {_key(one.source): one for one in reports_in(folder)} if os.path.lexists(folder / CURRENT) else {}
    own, passed_over = {}, []
    for accounts in reports:
        known = there.get(_key(accounts.source))
        if known is not None and preferred(known.source) > preferred(accounts.source):
            passed_over.append(accounts.source)
        else:
            own[_key(accounts.source)] = accounts
    stayed = {key: one for key, one in there.items() if key not in own}
    for left in versions.glob(f"{files.TEMPORARY}*"):
        # Whoever wrote it held the lock that is ours now.
        shutil.rmtree(left, ignore_errors=True)
    target = files.temporary_name(versions)
    target.mkdir()
    try:
        abouts = [_written(target, accounts, derived(accounts)) for accounts in own.values()]
        abouts += [_taken_along(target, one) for one in stayed.values()]
        abouts.sort(key=lambda about: (str(about["city"]), about["year"], about["id"]))
        write_lists(target, abouts)
        version = _next(versions)
        target.rename(versions / version)
        link = files.temporary_name(folder)
        link.symlink_to(Path(VERSIONS) / version, target_is_directory=True)
        link.replace(folder / CURRENT)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise
    for old in sorted(one for one in versions.iterdir() if _VERSION.fullmatch(one.name))[:-_KEPT]:
        if time.time() - old.stat().st_mtime > _AGE:
            shutil.rmtree(old, ignore_errors=True)
    sources = [accounts.source for accounts in own.values()]
    return Published(version, tuple(sources), tuple(one.source for one in stayed.values()), tuple(passed_over))


def write_lists(root: Path, abouts: Sequence[Mapping[str, Any]]) -> None:
    """Writes what the reports of a version are: all of them in one list, and those of each government in one of its
    own.

    Raises:
        OSError: it cannot be written.
    """
    by_government: dict[str | None, list[Mapping[str, Any]]] = {}
    for about in abouts:
        by_government.setdefault(about["city"], []).append(about)
    lists = {Path(ABOUT): abouts, **{list_of(government): of_one for government, of_one in by_government.items()}}
    for path, reports in lists.items():
        content = json.dumps({"format": FORMAT, "reports": reports}, ensure_ascii=False, indent=1)
        _write(root / path, content.encode())


def _key(source: Source) -> tuple[str | None, int | None]:
    return source.identity.key, source.identity.year


def _next(versions: Path) -> str:
    numbers = [int(one.name) for one in versions.iterdir() if _VERSION.fullmatch(one.name)]
    return f"{max(numbers, default=0) + 1:06}"


def _published_source(source: Source) -> Source:
    """Where a report comes from, for others: as its owner has it, without the owner's folders."""
    identity = source.identity
    return replace(
        source,
        year=identity.year or source.year,
        city=identity.government,
        kind=identity.kind,
        status=identity.status,
        plan_period=identity.plan_period,
        path=None,
        correction=type(source.correction)(),
    )


def _written(target: Path, accounts: Accounts, derived: Mapping[str, pl.DataFrame]) -> Mapping[str, Any]:
    source, identifier = _published_source(accounts.source), accounts.source.id or ""
    frames: dict[str, pl.DataFrame] = {name: getattr(accounts.tables.frames, name) for name in FRAMES}
    for name, frame in {**frames, **derived}.items():
        buffer = io.BytesIO()
        frame.select(pl.lit(identifier).alias(REPORT), pl.all()).write_parquet(buffer, compression="zstd")
        _write(target / place_of(name, source, identifier), buffer.getvalue())
    return {"id": identifier, **to_plain(source), "summary": asdict(accounts.summary)}


def _taken_along(target: Path, shared: Shared) -> Mapping[str, Any]:
    """The files of a report that stays, in the new version: they never change, so both may have the same."""
    for name in (*FRAMES, *DERIVED):
        path = target / place_of(name, shared.source, shared.id)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(shared.path(name), path)
        except OSError:
            shutil.copyfile(shared.path(name), path)
    return {"id": shared.id, **to_plain(shared.source), "summary": asdict(shared.summary)}


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
