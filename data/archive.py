"""The archive of opened reports: each found again by the content of its file, so that it is read only once.

One folder a report, under the user's data folder, named after the year, the content's digest and the versions of the
frames and of the parser. A folder is written under another name and renamed when it is whole; what is damaged or
outdated is a miss, never an error.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from data import store
from data.frames import Accounts, Source

_DIGITS = 12
"""How much of the digest stands in a report's id: enough for a hand and for a few thousand reports."""
_ENTRY = re.compile(rf"(\d{{4}}-[0-9a-f]{{{_DIGITS}}})-(s\d+p\d+)")
_TEMPORARY = ".writing-"
_LAST = "last"
_LEFTOVER_SECONDS = 3600.0
"""How old an unfinished folder must be before it counts as left behind by a program that was killed."""


class ArchiveError(Exception):
    """The archive cannot keep a report; the message is one line for a person."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A report in the archive."""

    id: str
    source: Source
    bytes: int


def report_id(source: Source) -> str:
    """The id under which a report is known: its year and the start of its content's digest."""
    assert source.digest is not None
    return f"{source.year}-{source.digest[:_DIGITS]}"


def default_root() -> Path:
    """Where the archive lies for this user, by the system's conventions."""
    return platformdirs.user_data_path("doelboom", appauthor=False) / "reports"


class Archive:
    """The reports under one folder, which need not exist yet."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = root if root is not None else default_root()

    def find(self, digest: str) -> Accounts | None:
        """The report whose file has this SHA-256, as kept by this version; None where there is none."""
        for folder in self._folders():
            if folder.name.endswith(f"-{digest[:_DIGITS]}-{store.version()}"):
                accounts = store.read(folder)
                if accounts is not None and accounts.source.digest == digest:
                    return accounts
        return None

    def get(self, prefix: str) -> Accounts | None:
        """The one report whose id, or whose id after the year, begins with these characters."""
        found = [
            folder
            for folder in self._folders()
            if folder.name.startswith(prefix) or folder.name.partition("-")[2].startswith(prefix)
        ]
        return store.read(found[0]) if len(found) == 1 else None

    def keep(self, accounts: Accounts) -> str:
        """Keeps a report and returns its id; a whole one that is there already stays.

        Raises:
            ArchiveError: the folder cannot be written.
        """
        name = f"{report_id(accounts.source)}-{store.version()}"
        target = self.root / name
        if store.read(target) is not None:
            return report_id(accounts.source)
        try:
            self._make_root()
            self._clean()
            temporary = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=self.root))
            try:
                store.write(temporary, accounts)
                self._put(temporary, target)
            finally:
                shutil.rmtree(temporary, ignore_errors=True)
        except OSError as error:
            raise ArchiveError(f"{self.root}: cannot keep reports there: {error.strerror or error}") from None
        return report_id(accounts.source)

    def _put(self, temporary: Path, target: Path) -> None:
        try:
            temporary.rename(target)
        except OSError:
            # Another process kept the same report a moment ago, or a damaged entry stands in the way.
            if store.read(target) is not None:
                return
            aside = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=self.root))
            with contextlib.suppress(FileNotFoundError):
                target.rename(aside / "damaged")
            shutil.rmtree(aside, ignore_errors=True)
            temporary.rename(target)

    def entries(self) -> list[Entry]:
        """The reports of this version, newest first."""
        found = []
        for folder in self._folders():
            source = store.read_source(folder)
            match = _ENTRY.fullmatch(folder.name)
            if source is not None and match is not None:
                size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
                found.append(Entry(match[1], source, size))
        return sorted(found, key=lambda entry: (str(entry.source.read_at), entry.id), reverse=True)

    def outdated(self) -> int:
        """How many reports another version kept; they are read again when their file is opened again."""
        try:
            names = [folder.name for folder in self.root.iterdir()]
        except OSError:
            return 0
        matches = [_ENTRY.fullmatch(name) for name in names]
        return sum(match is not None and match[2] != store.version() for match in matches)

    @property
    def last(self) -> str | None:
        """The id of the report opened last, if it is known."""
        try:
            text = (self.root / _LAST).read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            return None
        return text if re.fullmatch(r"[0-9a-z-]{1,40}", text) else None

    def remember(self, identifier: str) -> None:
        """Makes a report the one opened last. Where that cannot be written, nothing happens."""
        if self.last == identifier:
            return
        with contextlib.suppress(OSError):
            self._make_root()
            descriptor, temporary = tempfile.mkstemp(prefix=_TEMPORARY, dir=self.root)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(identifier)
            Path(temporary).replace(self.root / _LAST)

    def _make_root(self) -> None:
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self.root.stat().st_mode & 0o077:
            self.root.chmod(0o700)

    def _folders(self) -> list[Path]:
        try:
            found = [path for path in self.root.iterdir() if path.name.endswith(f"-{store.version()}")]
        except OSError:
            return []
        return sorted(path for path in found if _ENTRY.fullmatch(path.name))

    def _clean(self) -> None:
        """Takes away what killed programs left behind."""
        for path in self.root.glob(f"{_TEMPORARY}*"):
            with contextlib.suppress(OSError):
                if abs(time.time() - path.stat().st_mtime) > _LEFTOVER_SECONDS:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
