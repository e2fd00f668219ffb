"""The archive of opened reports: each found again by the content of its file, so that it is read only once.

One folder a report, under the user's data folder, named after the year, the content's digest and the versions of the
frames and of the parser. A folder is written under another name and renamed when it is whole; what is damaged,
outdated or another user's is a miss, never an error.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import platformdirs

from doelboom.data.model.accounts import BUNDLED, Accounts, Source
from doelboom.data.storage import entry as store
from doelboom.data.storage import locks
from doelboom.data.storage.last import LARGEST_NOTE, Last, from_note, to_note
from doelboom.data.storage.sources import as_told, short_digest
from doelboom.data.storage.upkeep import (
    ENTRY,
    Kind,
    Thing,
    clean,
    discard,
    folder_name,
    is_named_after,
    kind_of,
    make_private,
    report_id,
    size_of,
    temporary_name,
)
from doelboom.parser.formats.markup import printable

__all__ = ["Archive", "ArchiveError", "Entry", "Kind", "LastUnreadable", "Thing", "default_root", "report_id"]

_LOG = logging.getLogger("doelboom.archive")
_LAST = "last"


class ArchiveError(Exception):
    """The archive cannot keep or remove a report; the message is one line for a person."""


class LastUnreadable(Exception):
    """A report was opened before, and which one was the last cannot be told."""

    def __init__(self, note: Path, kind: Kind) -> None:
        super().__init__(f"{printable(str(note))}: does not say any more which report was opened last")
        self.note = note
        """The file that should say it."""
        self.kind = kind
        """What it is instead: damaged, another user's, or not to be read at the moment."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A report in the archive, or one that should be there."""

    id: str
    source: Source
    """Of one that is not whole, as far as it can be told."""
    bytes: int
    kind: Kind = Kind.KEPT
    paths: tuple[str, ...] = ()
    """Where its file may lie, the likeliest first, as `data.storage.sources.text_of_path` writes it."""


def default_root() -> Path:
    """Where the archive lies for this user, by the system's conventions."""
    return platformdirs.user_data_path("doelboom", appauthor=False) / "reports"


class Archive:
    """The reports under one folder, which need not exist yet."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = root if root is not None else default_root()

    # Looking

    def find(self, digest: str) -> Accounts | None:
        """The report whose file has this SHA-256, as kept by this version; None where there is none."""
        for folder in self._folders():
            if folder.name.endswith(f"-{short_digest(digest)}-{store.version()}"):
                accounts = self._read(folder)
                if accounts is not None and accounts.source.digest == digest:
                    return accounts
        return None

    def get(self, prefix: str) -> Accounts | None:
        """The one report whose id, or whose id after the year, begins with these characters."""
        found = [
            folder
            for folder in self._folders()
            if prefix and (folder.name.startswith(prefix) or folder.name.partition("-")[2].startswith(prefix))
        ]
        return self._read(found[0]) if len(found) == 1 else None

    def ids(self) -> list[str]:
        """The ids of all reports known here, whichever version kept them, whole or not."""
        found = {match[1] for path in self._paths() if (match := ENTRY.fullmatch(path.name))}
        last = self.last
        return sorted(found | {last} if last is not None and last != BUNDLED else found)

    def entry(self, identifier: str) -> Entry:
        """What is known of the report with an id, and whether it can be used."""
        ours = self.root / f"{identifier}-{store.version()}"
        matches = ((path, ENTRY.fullmatch(path.name)) for path in self._paths())
        folders = [path for path, match in matches if match is not None and match[1] == identifier]
        kind = kind_of(self.root, ours) if ours in folders else Kind.OUTDATED if folders else Kind.MISSING
        told = sorted((store.told(folder, identifier) for folder in folders), key=_when, reverse=True)
        with contextlib.suppress(LastUnreadable):
            noted = self.opened_last()
            if noted is not None and noted.id == identifier and noted.source is not None:
                # Of all that tells of the report this was written last.
                told.insert(0, noted.source)
        source = max(told, key=_says, default=as_told(None, identifier, whole=False))
        digest = next((one.digest for one in told if one.digest is not None), None)
        paths = dict.fromkeys(one.path for one in told if one.path is not None)
        return Entry(identifier, replace(source, digest=digest), sum(map(size_of, folders)), kind, tuple(paths))

    def known(self) -> list[Entry]:
        """All reports known here, newest first, whether they can be used or not; each is read to see it."""
        found = [self.entry(identifier) for identifier in self.ids()]
        return sorted(found, key=lambda entry: (_when(entry.source), entry.id), reverse=True)

    def entries(self) -> list[Entry]:
        """The reports of this version, newest first."""
        found = []
        for folder in self._folders():
            source = store.read_source(folder, private=True)
            if source is not None and is_named_after(folder, source):
                found.append(Entry(report_id(source), source, size_of(folder)))
        return sorted(found, key=lambda entry: (_when(entry.source), entry.id), reverse=True)

    @property
    def last(self) -> str | None:
        """The id of the report opened last, if it is known."""
        try:
            noted = self.opened_last()
        except LastUnreadable:
            return None
        return noted.id if noted is not None else None

    def opened_last(self) -> Last | None:
        """The report opened last; None where none ever was.

        Raises:
            LastUnreadable: there was one, and which one cannot be told.
        """
        note = self.root / _LAST
        try:
            if not self.root.is_absolute():
                return None
            for path in (self.root, note):
                path.lstat()
            if not store.is_own(self.root.stat()):
                raise LastUnreadable(note, Kind.FOREIGN)
            return from_note(store.read_own(note, largest=LARGEST_NOTE))
        except (FileNotFoundError, NotADirectoryError):
            if os.path.lexists(self.root) and not self.root.exists():
                # A link to a folder that is not there: the disk that it lies on is away.
                raise LastUnreadable(note, Kind.BUSY) from None
            return None
        except (store.StoreError, ValueError):
            raise LastUnreadable(note, Kind.DAMAGED) from None
        except OSError:
            raise LastUnreadable(note, Kind.BUSY) from None

    def survey(self) -> list[Thing]:
        """Everything in the archive's folder, each report read to see whether it is whole."""
        things = []
        for path in self._paths():
            kind = kind_of(self.root, path)
            things.append(Thing(path, kind, 0 if kind is Kind.FOREIGN else size_of(path)))
        return things

    # Writing

    def keep(self, accounts: Accounts) -> str:
        """Keeps a report and returns its id; a whole one that is there already stays.

        Raises:
            ArchiveError: the folder cannot be written.
        """
        target = self.root / folder_name(accounts.source)
        if self._is_own_root() and self._read(target) is not None:
            return report_id(accounts.source)
        try:
            with self._new_folder() as temporary:
                store.write(temporary, accounts)
                with locks.locked(self.root):
                    self._put(temporary, target)
            store.sync_folder(self.root)
            _LOG.info("%s: kept", target)
        except OSError as error:
            where = printable(str(self.root))
            raise ArchiveError(f"{where}: cannot keep reports there: {error.strerror or error}") from None
        return report_id(accounts.source)

    def place(self, source: Source) -> None:
        """Writes down where a kept report's file lies by now. Where that cannot be written, nothing happens."""
        folder = self.root / folder_name(source)
        with contextlib.suppress(OSError, store.StoreError), locks.locked(self.root):
            self._replace(folder / store.SOURCE, store.with_place(folder, source))

    def remember(self, identifier: str, source: Source | None = None) -> None:
        """Makes a report the one opened last. Where that cannot be written, nothing happens.

        Args:
            source: where it comes from; else what its entry says.
        """
        noted = None
        with contextlib.suppress(LastUnreadable):
            noted = self.opened_last()
        if source is None and identifier != BUNDLED:
            source = store.read_source(self.root / f"{identifier}-{store.version()}", private=True)
            if source is None and noted is not None and noted.id == identifier:
                return
        note = to_note(Last(identifier, source if identifier != BUNDLED else None))
        if noted is not None and to_note(noted) == note:
            return
        with contextlib.suppress(OSError):
            self._make_root()
            with locks.locked(self.root):
                self._replace(self.root / _LAST, note)

    def _replace(self, target: Path, content: bytes) -> None:
        """Gives a small file another content in one step. The archive's folder is locked."""
        temporary = temporary_name(self.root)
        try:
            store.write_private(temporary, content)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)

    def prune(self) -> list[Thing]:
        """Removes outdated and damaged reports and what killed programs left behind; returns what is gone.

        Raises:
            ArchiveError: the folder cannot be written.
        """
        gone = []
        try:
            for thing in self.survey():
                if thing.kind not in (Kind.OUTDATED, Kind.DAMAGED, Kind.LEFTOVER):
                    continue
                with locks.locked(self.root) as sure:
                    # It may have been healed or finished since it was looked at.
                    if kind_of(self.root, thing.path, locked=sure) is thing.kind:
                        discard(self.root, thing.path)
                        gone.append(thing)
                        _LOG.info("%s: removed, %s, %d bytes", thing.path, thing.kind.name.lower(), thing.bytes)
        except OSError as error:
            where = printable(str(self.root))
            raise ArchiveError(f"{where}: cannot be cleaned up: {error.strerror or error}") from None
        return gone

    def _read(self, folder: Path) -> Accounts | None:
        try:
            accounts = store.load(folder, private=True)
        except (OSError, store.StoreError) as error:
            if os.path.lexists(folder):
                _LOG.warning("%s: not usable: %s", folder, error)
            return None
        if not is_named_after(folder, accounts.source):
            _LOG.warning("%s: not usable: another report's", folder)
            return None
        return accounts.with_source(replace(accounts.source, id=report_id(accounts.source)))

    def _put(self, temporary: Path, target: Path) -> None:
        """Gives a whole folder its name. The archive's folder is locked."""
        with contextlib.suppress(FileNotFoundError):
            if not store.is_own(target.lstat()):
                raise PermissionError(None, "what stands in its place belongs to another user")
            # Another process kept the same report a moment ago, or a damaged entry stands in the way.
            if self._read(target) is not None:
                return
            try:
                discard(self.root, target)
            except OSError:
                # Out of the way is enough; what could not be removed is a leftover now.
                if os.path.lexists(target):
                    raise
        temporary.rename(target)

    @contextlib.contextmanager
    def _new_folder(self) -> Iterator[Path]:
        """A folder to write in, held while it is written and gone afterwards unless it was renamed."""
        self._make_root()
        with locks.locked(self.root) as sure:
            clean(self.root, sure=sure)
            folder = temporary_name(self.root)
            make_private(folder)
            held = locks.hold(folder)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            if held is not None:
                os.close(held)

    def _make_root(self) -> None:
        if not self.root.is_absolute():
            raise FileNotFoundError(None, "this user has no home folder")
        missing = [folder for folder in (self.root, *self.root.parents) if not folder.exists()]
        for folder in reversed(missing):
            make_private(folder)
        status = self.root.stat()
        if not store.is_own(status):
            raise PermissionError(None, "the folder belongs to another user")
        if status.st_mode & 0o077:
            self.root.chmod(0o700)

    def _is_own_root(self) -> bool:
        """Whether the archive's folder is this user's; a link to another folder of the same user is."""
        try:
            return self.root.is_absolute() and store.is_own(self.root.stat())
        except OSError:
            return False

    def _paths(self) -> list[Path]:
        try:
            return sorted(self.root.iterdir()) if self._is_own_root() else []
        except OSError:
            return []

    def _folders(self) -> list[Path]:
        found = (path for path in self._paths() if path.name.endswith(f"-{store.version()}"))
        return [path for path in found if ENTRY.fullmatch(path.name)]


def _when(source: Source) -> str:
    """When the file was read, to sort by; what is not known counts as long ago."""
    return source.read_at.isoformat() if source.read_at is not None else ""


def _says(source: Source) -> int:
    """How much is known of where a report comes from."""
    return sum(value is not None for value in (source.city, source.name, source.digest, source.path, source.read_at))
