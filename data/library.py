"""Which report is meant: a file, a report opened before, the last one, or the bundled one."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from data import store
from data.accounts import Accounts, Source
from data.archive import Archive, ArchiveError, report_id
from parser import ReportError
from parser.markup import printable

_LOG = logging.getLogger("doelboom.library")

BUNDLED = "bundled"
"""The id of the report that comes with the program."""
BUNDLED_FOLDER = Path(__file__).parent / "bundled"


class ReportNotFound(Exception):
    """No report answers to what was asked for; the message is one line for a person."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A report, and what came of opening it."""

    accounts: Accounts
    id: str
    from_archive: bool = True
    warning: str | None = None
    """Why it could not be kept, if so."""


def bundled() -> Accounts:
    """The report that comes with the program: facts and figures, without descriptions.

    Raises:
        ReportNotFound: the installation is damaged.
    """
    accounts = store.read(BUNDLED_FOLDER)
    if accounts is None:
        raise ReportNotFound(f"{BUNDLED_FOLDER}: the bundled report is missing or damaged; install doelboom again")
    return accounts


def open_report(
    reference: str | None = None,
    archive: Archive | None = None,
    *,
    read: Callable[[Path], Accounts] | None = None,
) -> Opened:
    """Opens a report: a file's path, the id of one opened before, "bundled", or (None) the last one opened.

    A file is read once, by `read` (default: `read_file`), and found again by its content.

    Raises:
        ReportNotFound: nothing answers to the reference.
        ReportError: the file cannot be read, or is no such report.
    """
    archive = archive if archive is not None else Archive()
    if reference is None:
        last = archive.last
        accounts = archive.get(last) if last is not None and last != BUNDLED else None
        if accounts is not None and last is not None:
            return Opened(accounts, last)
        return Opened(bundled(), BUNDLED)
    path = _path(reference)
    if path is not None:
        return _open_file(path, archive, read or read_file)
    if reference == BUNDLED:
        return Opened(bundled(), BUNDLED)
    accounts = archive.get(reference)
    if accounts is None:
        raise ReportNotFound(
            f"{reference}: no such file, and no report with that id; `doelboom reports` lists the reports known here"
        )
    return Opened(accounts, report_id(accounts.source))


def _path(reference: str) -> Path | None:
    """The file that a reference names; None where it names none."""
    try:
        path = Path(reference).expanduser()
        return path if path.is_file() else None
    except (OSError, RuntimeError):
        # A name that no file system takes, a folder that cannot be searched, a ~user who is not known.
        return None


def _open_file(path: Path, archive: Archive, read: Callable[[Path], Accounts]) -> Opened:
    digest = digest_of(path)
    accounts = archive.find(digest)
    if accounts is not None:
        _LOG.info("%s: kept before as %s", printable(str(path)), report_id(accounts.source))
        return Opened(accounts, report_id(accounts.source))
    start = monotonic()
    accounts = read(path)
    _log_reading(path, accounts, monotonic() - start)
    if digest_of(path) != digest:
        raise ReportError(f"{path.name}: changed while it was being read; open it again when it is finished")
    name = printable(path.name)
    source = replace(accounts.source, name=name, digest=digest, read_at=datetime.now(UTC).replace(microsecond=0))
    accounts = replace(accounts, source=source)
    warning = None
    try:
        archive.keep(accounts)
    except ArchiveError as error:
        warning = str(error)
        _LOG.warning("%s", warning)
    return Opened(accounts, report_id(source), from_archive=False, warning=warning)


def _log_reading(path: Path, accounts: Accounts, seconds: float) -> None:
    """Logs what came of a reading, in counts: a log holds nothing that a report says."""
    counts = Counter(accounts.findings["kind"])
    findings = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())) or "no findings"
    _LOG.info(
        "%s: %d bytes read in %.3f s: year %d, %s pages, %d nodes, %d amounts, %s",
        printable(str(path)), path.stat().st_size, seconds, accounts.source.year, accounts.source.pages or "no",
        accounts.nodes.height, accounts.amounts.height, findings,
    )  # fmt: skip
    for note in accounts.source.notes:
        _LOG.info("%s", note)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's content.

    Raises:
        ReportError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ReportError(f"{path.name}: cannot be read: {error.strerror or error}") from None


def read_file(path: Path) -> Accounts:
    """Reads a report's file into checked frames.

    Raises:
        ReportError: as `parser.read_report` has it.
    """
    from data.check import checked
    from data.frames import build
    from parser import read_report

    return checked(build(read_report(path)))


def without_descriptions(accounts: Accounts) -> Accounts:
    """The facts and figures alone: what may be bundled, since the texts belong to the city's document."""
    import polars as pl

    nodes = accounts.nodes.with_columns(pl.lit(None, pl.String).alias("description"))
    source = accounts.source
    return replace(accounts.whole, nodes=nodes, source=Source(source.year, source.city, source.name, source.digest))
