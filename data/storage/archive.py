"""The archive of opened reports: each found again by the content of its file, so that it is read only once.

One file a report, in a folder of the user's data, named after the year, the content's digest and the versions of the
frames and of the parser. A file gets its name when it is whole; what is damaged, outdated or another user's is a miss,
never an error.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import replace
from pathlib import Path

from doelboom.data.log import Log
from doelboom.data.model.accounts import BUNDLED, Accounts, Source
from doelboom.data.storage import contents, entry, files, locations
from doelboom.data.storage.contents import ENTRY, Kind, Thing, file_name, is_named_after, kind_of, report_id, size_of
from doelboom.data.storage.corrections import corrected, correction_of
from doelboom.data.storage.last import LARGEST_NOTE, Last, from_note, to_note
from doelboom.data.storage.sources import ID, as_told, short_digest
from doelboom.parser.dataclass import dataclass
from doelboom.parser.formats.printable import printable

_LOG = Log("doelboom.archive")
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


class Archive:
    """The reports under one folder, which need not exist yet."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = root if root is not None else locations.archive()

    # Looking

    def find(self, digest: str) -> Accounts | None:
        """The report whose file has this SHA-256, as kept by this version; None where there is none."""
        for path in self._entries():
            if path.name.endswith(file_name(f"-{short_digest(digest)}")):
                accounts = self._read(path)
                if accounts is not None and accounts.source.digest == digest:
                    return accounts
        return None

    def get(self, prefix: str) -> Accounts | None:
        """The one report whose id, or whose id after the year, begins with these characters."""
        if ID.fullmatch(prefix):
            # A whole id is the name of a file: nobody has to look at the others.
            return self._read(self.root / file_name(prefix)) if self._is_own_root() else None
        likely = [
            path
            for path in self._entries()
            if prefix and (path.name.startswith(prefix) or path.name.partition("-")[2].startswith(prefix))
        ]
        return self._read(likely[0]) if len(likely) == 1 else None

    def ids(self) -> list[str]:
        """The ids of all reports known here, whichever version kept them, whole or not."""
        ids = {match[1] for path in self._paths() if (match := ENTRY.fullmatch(path.name))}
        last = self.last
        return sorted(ids | {last} if last is not None and last != BUNDLED else ids)

    def entry(self, identifier: str) -> Entry:
        """What is known of the report with an id, and whether it can be used."""
        with contextlib.suppress(LastUnreadable):
            return self._entry(identifier, self._kept().get(identifier, []), self.opened_last())
        return self._entry(identifier, self._kept().get(identifier, []), None)

    def _kept(self) -> dict[str, list[Path]]:
        """The files of each report, of whatever version, by its id."""
        kept: dict[str, list[Path]] = {}
        for path in self._paths():
            if (match := ENTRY.fullmatch(path.name)) is not None:
                kept.setdefault(match[1], []).append(path)
        return kept

    def _entry(self, identifier: str, kept: list[Path], noted: Last | None) -> Entry:
        """The same by its files, and what is noted of the one opened last."""
        ours = self.root / file_name(identifier)
        kind = kind_of(ours) if ours in kept else Kind.OUTDATED if kept else Kind.MISSING
        told = sorted((entry.told(path, identifier) for path in kept), key=_when, reverse=True)
        if noted is not None and noted.id == identifier and noted.source is not None:
            # Of all that tells of the report this was written last.
            told.insert(0, noted.source)
        source = max(told, key=_says, default=as_told(None, identifier, whole=False))
        digest = next((one.digest for one in told if one.digest is not None), None)
        paths = dict.fromkeys(one.path for one in told if one.path is not None)
        return Entry(
            identifier,
            corrected(replace(source, digest=digest, id=identifier)),
            sum(map(size_of, kept)),
            kind,
            tuple(paths),
        )

    def known(self) -> list[Entry]:
        """All reports known here, newest first, whether they can be used or not; each is read to see it."""
        # The folder is listed once: of a thousand reports it takes longer than to read one.
        kept, noted = self._kept(), None
        with contextlib.suppress(LastUnreadable):
            noted = self.opened_last()
        known = [self._entry(identifier, kept.get(identifier, []), noted) for identifier in self.ids()]
        return sorted(known, key=lambda one: (_when(one.source), one.id), reverse=True)

    def entries(self) -> list[Entry]:
        """The reports of this version, newest first."""
        return self.entries_of(None)

    def entries_of(self, government: str | None) -> list[Entry]:
        """The reports of this version that may be a government's, by its key (`Identity.key`), newest first; None for
        all. Of the others little is read."""
        entries = []
        for path in self._entries():
            if government is not None and not self._may_be_of(path, government):
                continue
            source = entry.read_source(path)
            if source is not None and is_named_after(path, source):
                identifier = report_id(source)
                entries.append(Entry(identifier, corrected(replace(source, id=identifier)), size_of(path)))
        return sorted(entries, key=lambda one: (_when(one.source), one.id), reverse=True)

    @staticmethod
    def _may_be_of(path: Path, government: str) -> bool:
        """Whether a report may be a government's: by the beginning of its file, or by what the user says of it."""
        match = ENTRY.fullmatch(path.name)
        if match is not None and correction_of(match[1]).values:
            return True
        return entry.told_city(path) in (None, government)

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
            if not files.is_own(self.root.stat()):
                raise LastUnreadable(note, Kind.FOREIGN)
            return from_note(files.read_own(note, largest=LARGEST_NOTE))
        except (FileNotFoundError, NotADirectoryError):
            if os.path.lexists(self.root) and not self.root.exists():
                # A link to a folder that is not there: the disk that it lies on is away.
                raise LastUnreadable(note, Kind.BUSY) from None
            return None
        except (files.FileError, ValueError):
            raise LastUnreadable(note, Kind.DAMAGED) from None
        except OSError:
            raise LastUnreadable(note, Kind.BUSY) from None

    def survey(self) -> list[Thing]:
        """Everything in the archive's folder, each report read to see whether it is whole."""
        things = []
        for path in self._paths():
            kind = kind_of(path)
            things.append(Thing(path, kind, 0 if kind is Kind.FOREIGN else size_of(path)))
        return things

    # Writing

    def keep(self, accounts: Accounts) -> str:
        """Keeps a report and returns its id; a whole one that is there already stays.

        Raises:
            ArchiveError: the folder cannot be written.
        """
        identifier = report_id(accounts.source)
        target = self.root / file_name(identifier)
        if self._is_own_root() and self._read(target) is not None:
            return identifier
        try:
            self._make_root()
            contents.remove_leftovers(self.root)
            contents.make_way(target)
            files.replace_private(target, entry.to_bytes(accounts))
            _LOG.info("%s: kept", target)
        except OSError as error:
            where = printable(str(self.root))
            raise ArchiveError(f"{where}: cannot keep reports there: {error.strerror or error}") from None
        return identifier

    def place(self, source: Source) -> None:
        """Writes down where a kept report's file lies by now. Where that cannot be written, nothing happens."""
        path = self.root / file_name(report_id(source))
        with contextlib.suppress(OSError, files.FileError):
            files.replace_private(path, entry.with_place(files.read_own(path), source))

    def remember(self, identifier: str, source: Source | None = None) -> None:
        """Makes a report the one opened last. Where that cannot be written, nothing happens.

        Args:
            source: where it comes from; else what its entry says.
        """
        noted = None
        with contextlib.suppress(LastUnreadable):
            noted = self.opened_last()
        if source is None and identifier != BUNDLED:
            source = entry.read_source(self.root / file_name(identifier))
            if source is None and noted is not None and noted.id == identifier:
                return
        note = to_note(Last(identifier, source if identifier != BUNDLED else None))
        if noted is not None and to_note(noted) == note:
            return
        with contextlib.suppress(OSError):
            self._make_root()
            files.replace_private(self.root / _LAST, note)

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
                if contents.remove(thing):
                    gone.append(thing)
                    _LOG.info("%s: removed, %s, %d bytes", thing.path, thing.kind.name.lower(), thing.bytes)
        except OSError as error:
            where = printable(str(self.root))
            raise ArchiveError(f"{where}: cannot be cleaned up: {error.strerror or error}") from None
        return gone

    def _read(self, path: Path) -> Accounts | None:
        try:
            accounts = entry.load(path)
        except (OSError, files.FileError) as error:
            if os.path.lexists(path):
                _LOG.warning("%s: not usable: %s", path, error)
            return None
        if not is_named_after(path, accounts.source):
            _LOG.warning("%s: not usable: another report's", path)
            return None
        return accounts.with_source(corrected(replace(accounts.source, id=report_id(accounts.source))))

    def _make_root(self) -> None:
        if not self.root.is_absolute():
            raise FileNotFoundError(None, "this user has no home folder")
        missing = [folder for folder in (self.root, *self.root.parents) if not folder.exists()]
        for folder in reversed(missing):
            files.make_private_folder(folder)
        status = self.root.stat()
        if not files.is_own(status):
            raise PermissionError(None, "the folder belongs to another user")
        if status.st_mode & 0o077:
            self.root.chmod(0o700)

    def _is_own_root(self) -> bool:
        """Whether the archive's folder is this user's; a link to another folder of the same user is."""
        try:
            return self.root.is_absolute() and files.is_own(self.root.stat())
        except OSError:
            return False

    def _paths(self) -> list[Path]:
        try:
            # Names are sorted much faster than paths.
            names = sorted(os.listdir(self.root)) if self._is_own_root() else []  # noqa: PTH208
            return [self.root / name for name in names]
        except OSError:
            return []

    def _entries(self) -> list[Path]:
        return [path for path in self._paths() if path.name.endswith(file_name("")) and ENTRY.fullmatch(path.name)]


def _when(source: Source) -> str:
    """When the file was read, to sort by; what is not known counts as long ago."""
    return source.read_at.isoformat() if source.read_at is not None else ""


def _says(source: Source) -> int:
    """How much is known of where a report comes from."""
    return sum(value is not None for value in (source.city, source.name, source.digest, source.path, source.read_at))
