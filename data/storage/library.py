"""Which report is meant: a file, a report opened before, the last one, or the bundled one."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from doelboom.data.log import Log
from doelboom.data.model.accounts import BUNDLED as BUNDLED
from doelboom.data.model.accounts import Accounts, Source
from doelboom.data.model.findings import Summary
from doelboom.data.storage import entry, files
from doelboom.data.storage.archive import Archive, ArchiveError, Entry
from doelboom.data.storage.archive import LastUnreadable as LastUnreadable
from doelboom.data.storage.contents import Kind, report_id
from doelboom.data.storage.corrections import corrected
from doelboom.data.storage.retrace import FileFound, FileState, find_file
from doelboom.data.storage.shared.layout import LibraryError
from doelboom.data.storage.shared.libraries import shared_besides, shared_report, shared_reports
from doelboom.data.storage.sources import text_of_path
from doelboom.parser import ReportError
from doelboom.parser.dataclass import dataclass
from doelboom.parser.formats.printable import printable

_LOG = Log("doelboom.library")

_BEGINNING = re.compile(r"\d{4}-[0-9a-f]{0,12}")
BUNDLED_FOLDER = Path(__file__).parents[1] / "bundled"
_NO_BUNDLED = f"{BUNDLED_FOLDER}: the bundled report is missing or damaged; install doelboom again"


class ReportNotFound(Exception):
    """No report answers to what was asked for; the message is one line for a person."""


class ReportUnusable(ReportNotFound):
    """The report that is meant is known, and can neither be shown from the archive nor be read again."""

    def __init__(self, entry: Entry, file: FileFound) -> None:
        super().__init__(f"{entry.source.label}: not usable as it is kept; open its file again")
        self.entry = entry
        self.file = file


@dataclass(frozen=True, slots=True)
class Opened:
    """A report, and what came of opening it."""

    accounts: Accounts
    id: str
    from_archive: bool = True
    warning: str | None = None
    """Why it could not be kept, if so."""
    instead_of: Entry | None = None
    """The entry that could not be used, where the report was asked for by its id and its file was read again."""


def bundled() -> Accounts:
    """The report that comes with the program: facts and figures, without descriptions.

    Raises:
        ReportNotFound: the installation is damaged.
    """
    try:
        accounts = entry.load_folder(BUNDLED_FOLDER)
    except (OSError, files.FileError):
        raise ReportNotFound(_NO_BUNDLED) from None
    return accounts.with_source(corrected(replace(accounts.source, id=BUNDLED)))


def bundled_card() -> tuple[Source, Summary, int | None]:
    """Where the report that comes with the program comes from, its state and how many nodes it has, without its tables.

    Raises:
        ReportNotFound: the installation is damaged.
    """
    try:
        source, summary, nodes = entry.read_card_of_folder(BUNDLED_FOLDER)
    except (OSError, files.FileError, ValueError):
        raise ReportNotFound(_NO_BUNDLED) from None
    return corrected(replace(source, id=BUNDLED)), summary, nodes


def bundled_source() -> Source:
    """The first of these alone; raises as `bundled_card` does."""
    return bundled_card()[0]


def open_report(
    reference: str | None = None,
    archive: Archive | None = None,
    *,
    read: Callable[[Path], Accounts] | None = None,
    again: bool = True,
) -> Opened:
    """Opens a report: a file's path, the id of one opened before, "bundled", or (None) the last one opened.

    A file is read once, by `read` (default: `read_file`), and found again by its content. Where the archive cannot show
    the report that is meant, its file is read again. No other report ever takes its place: the bundled one is what
    None stands for only as long as no report was opened.

    Args:
        again: whether the file of a report that is asked for by its id may be read again.

    Raises:
        LastUnreadable: it cannot be told which report was opened last.
        ReportUnusable: the report can neither be shown nor be read again.
        ReportNotFound: nothing answers to the reference.
        ReportError: the file cannot be read, or is no such report.
    """
    archive = archive if archive is not None else Archive()
    read = read or read_file
    if reference is None:
        last = archive.opened_last()
        if last is None or last.id == BUNDLED:
            return Opened(bundled(), BUNDLED)
        return _open_known(last.id, archive, read, again=again)
    path = _path(reference)
    if path is not None:
        return _open_file(path, archive, read)
    if reference == BUNDLED:
        return Opened(bundled(), BUNDLED)
    return _open_known(id_of(reference, archive), archive, read, again=again)


def is_file_or_id(reference: str) -> bool:
    """Whether a reference is the path of a file, or has the form of the beginning of an id with more than its year."""
    return reference == BUNDLED or _path(reference) is not None or _BEGINNING.fullmatch(reference) is not None


def id_of(reference: str, archive: Archive) -> str:
    """The one id that begins so, or does so after the year; "bundled" is one.

    Raises:
        ReportNotFound: none does, or several do.
    """
    if reference == BUNDLED:
        return BUNDLED
    ids = sorted({*archive.ids(), *(one.id for one in shared_reports())})
    likely = [
        one for one in ids if reference and (one.startswith(reference) or one.partition("-")[2].startswith(reference))
    ]
    if len(likely) > 1:
        raise ReportNotFound(f"{reference}: several reports answer to this: {', '.join(likely)}")
    if not likely and (kind := _kind_of_other(reference)) is not None:
        raise ReportNotFound(f"{reference}: is {kind}; a report is a file: a PDF or a text")
    if not likely:
        raise ReportNotFound(
            f"{reference}: no such file, and no report with that id; `doelboom reports` lists the reports known here"
        )
    return likely[0]


def kept(identifier: str, archive: Archive) -> Accounts | None:
    """The report with an id as it is kept, in the archive or in a library; None where it is in none, or not whole.

    Raises:
        ReportNotFound: a library has it, and its files are not what was written.
    """
    try:
        return archive.get(identifier) or shared_report(identifier)
    except LibraryError as error:
        raise ReportNotFound(str(error)) from None


def known_reports(archive: Archive) -> list[Entry]:
    """All reports known here: the bundled one, those of the archive, whole or not, and those of libraries besides."""
    known = archive.known()
    besides = shared_besides([entry.id for entry in known])
    shared = [Entry(one.id, one.source, 0, Kind.SHARED) for one in besides]
    return [Entry(BUNDLED, bundled().source, 0), *known, *shared]


def _open_known(identifier: str, archive: Archive, read: Callable[[Path], Accounts], *, again: bool) -> Opened:
    """The report with an id from the archive; where that cannot be, from its file."""
    accounts = kept(identifier, archive)
    if accounts is not None:
        return Opened(accounts, identifier)
    entry = archive.entry(identifier)
    file = find_file(entry)
    if file.path is None or file.state is not FileState.THERE or not again:
        raise ReportUnusable(entry, file)
    _LOG.warning("%s: %s, its file is read again", identifier, entry.kind.name.lower())
    try:
        opened = _open_file(file.path, archive, read)
    except ReportError as error:
        raise ReportUnusable(entry, FileFound(FileState.REFUSED, file.path, str(error))) from None
    if archive.last == identifier:
        archive.remember(opened.id, opened.accounts.source)
    return opened if opened.from_archive else replace(opened, instead_of=entry)


def _path(reference: str) -> Path | None:
    """The file that a reference names; None where it names none."""
    try:
        path = Path(reference).expanduser()
        return path if path.is_file() else None
    except (OSError, RuntimeError):
        # A name that no file system takes, a folder that cannot be searched, a ~user who is not known.
        return None


def _kind_of_other(reference: str) -> str | None:
    """What stands where a reference points to, if that is no file; None where nothing does."""
    try:
        path = Path(reference).expanduser()
        if not path.exists():
            return None
        return "a folder" if path.is_dir() else "a device or a pipe"
    except (OSError, RuntimeError):
        return None


def _open_file(path: Path, archive: Archive, read: Callable[[Path], Accounts]) -> Opened:
    digest = digest_of(path)
    name, place = printable(path.name), text_of_path(path)
    accounts = archive.find(digest)
    if accounts is not None:
        _LOG.info("%s: kept before as %s", printable(str(path)), accounts.source.id)
        source = replace(accounts.source, name=name, path=place or accounts.source.path)
        if source != accounts.source:
            archive.place(source)
        return Opened(accounts.with_source(source), report_id(source))
    start = monotonic()
    accounts = read(path)
    _log_reading(path, accounts, monotonic() - start)
    if digest_of(path) != digest:
        raise ReportError(f"{path.name}: changed while it was being read; open it again when it is finished")
    now = datetime.now(UTC).replace(microsecond=0)
    source = replace(accounts.source, name=name, digest=digest, read_at=now, path=place)
    source = corrected(replace(source, id=report_id(source)))
    accounts = accounts.with_source(source)
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
    from doelboom.data.check.check import checked
    from doelboom.data.model.frames import build
    from doelboom.parser import read_report

    return checked(build(read_report(path)))


def without_descriptions(accounts: Accounts) -> Accounts:
    """The facts and figures alone: what may be bundled, since the texts belong to the city's document."""
    import polars as pl

    nodes = accounts.nodes.with_columns(pl.lit(None, pl.String).alias("description"))
    source = accounts.source
    source = Source(
        source.year,
        source.city,
        source.name,
        source.digest,
        kind=source.kind,
        status=source.status,
        plan_period=source.plan_period,
        origin=source.origin,
    )
    return replace(accounts.having(nodes=nodes), source=source)
