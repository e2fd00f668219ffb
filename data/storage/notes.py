"""Notes of the user's own on the nodes of reports: kept apart from the reports, by government, year and code.

One text file a note, ``notes/gent/2024/AC34834.md`` under the user's data folder: readable and searchable without
doelboom. A report that is read again, or comes in another file, has the notes of its government and year. Two programs
at once write different files, or, for one note, one after the other: what another kept meanwhile is never lost.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, unquote

from doelboom.data.model.accounts import Source
from doelboom.data.storage import files, locations
from doelboom.data.storage.sources import short_digest
from doelboom.parser.dataclass import dataclass

_ENDING = ".md"
_LARGEST = 1024 * 1024
"""Bytes of a note; what is larger was not written here."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a user wrote of a node."""

    code: str
    text: str
    """Lines parted by line feeds, as they were typed."""
    changed_at: datetime
    """In UTC."""


def government(source: Source) -> str:
    """Under which government the notes on a report are kept: the one that it names. Where it names none, nothing is
    guessed: the report's own id stands for it, so that its notes go with that file alone."""
    if (named := source.identity.key) is not None:
        return named
    return source.id or (short_digest(source.digest) if source.digest is not None else "unknown")


def cleaned(text: str) -> str:
    """A text as it is kept: line feeds alone end its lines; no empty lines at its ends, no spaces behind a line."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines)


class Notes:
    """The notes on one government's report of one year."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._notes: dict[str, Note] = {}
        self.load()

    def load(self) -> None:
        """Reads them anew: another program may have kept others. What cannot be read is passed over."""
        self._notes = {}
        with contextlib.suppress(OSError):
            for name in sorted(os.listdir(self._folder)):  # noqa: PTH208 - names are all that is wanted
                code = _code_of(name)
                if code is not None and (note := self._read(code)) is not None:
                    self._notes[code] = note

    def __contains__(self, code: object) -> bool:
        return code in self._notes

    @property
    def texts(self) -> Mapping[str, str]:
        """The text of each note, by code."""
        return {code: note.text for code, note in self._notes.items()}

    @property
    def all(self) -> tuple[Note, ...]:
        """The notes, by code."""
        return tuple(self._notes[code] for code in sorted(self._notes))

    def get(self, code: str) -> Note | None:
        """The note on a node, if there is one."""
        return self._notes.get(code)

    def text(self, code: str) -> str:
        """The text of the note on a node; "" where there is none."""
        note = self._notes.get(code)
        return note.text if note is not None else ""

    def put(self, code: str, text: str, *, seen: str = "") -> bool:
        """Keeps a text as the note on a node; an empty one takes the note away.

        Args:
            seen: the note that the text was made from. Where another program kept another one meanwhile, both are
                kept, that one first.

        Returns:
            Whether another one was found and kept with it.

        Raises:
            OSError: it cannot be written; what was kept stays as it was.
        """
        text = cleaned(text)
        for folder in (self._folder.parent.parent.parent, self._folder.parent.parent, self._folder.parent):
            _make(folder)
        _make(self._folder)
        with files.alone(self._folder):
            there = self._read(code, or_raise=True)
            is_another = there is not None and there.text not in (cleaned(seen), text)
            if is_another and there is not None:
                text = f"{there.text}\n\n{text}".rstrip()
            self._write(code, text)
        return is_another

    def _write(self, code: str, text: str) -> None:
        path = self._path(code)
        if text:
            files.replace_private(path, f"{text}\n".encode("utf-8", "replace"))
        else:
            path.unlink(missing_ok=True)
        self._notes.pop(code, None)
        if (note := self._read(code)) is not None:
            self._notes[code] = note

    def _path(self, code: str) -> Path:
        return self._folder / _name_of(code)

    def _read(self, code: str, *, or_raise: bool = False) -> Note | None:
        path = self._path(code)
        try:
            content = files.read_own(path, largest=_LARGEST)
            changed = path.stat().st_mtime
        except (files.FileError, OSError) as error:
            if or_raise and path.is_symlink() | path.exists():
                # It is there and is no note: writing over it would destroy what nobody has seen.
                raise OSError(str(error)) from None
            return None
        text = cleaned(content.decode("utf-8", "replace"))
        return Note(code, text, datetime.fromtimestamp(changed, UTC)) if text else None


def _make(folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    files.make_private_folder(folder)


def _name_of(code: str) -> str:
    """A code as the name of a file, from which it is known again whatever is in it."""
    name = quote(code, safe=" ")
    return f"%2E{name[1:]}{_ENDING}" if name.startswith(".") else f"{name}{_ENDING}"


def _code_of(name: str) -> str | None:
    code = unquote(name.removesuffix(_ENDING))
    return code if name == _name_of(code) else None


_shared: dict[Path, Notes] = {}


def notes_of(source: Source) -> Notes:
    """The notes on a report; for whoever asks in this program the same ones."""
    folder = _folder(government(source), source.identity.year)
    if folder not in _shared:
        _take_over(source, folder)
        _shared[folder] = Notes(folder)
    return _shared[folder]


def texts_of_noted(sources: Sequence[Source]) -> list[Mapping[str, str]]:
    """The text of each note on each of many reports, by code; where a government has none, nothing is looked for."""
    names: set[str] = set()
    with contextlib.suppress(OSError):
        names.update(os.listdir(locations.notes()))  # noqa: PTH208 - names are all that is wanted
    return [
        notes_of(source).texts
        if names and not names.isdisjoint(_folder(key, 0).parent.name for key in (government(source), source.id or ""))
        else {}
        for source in sources
    ]


def _folder(key: str, year: int | None) -> Path:
    name = quote(key, safe=" ")
    return locations.notes() / (f"%2E{name[1:]}" if name.startswith(".") else name) / str(year)


def _take_over(source: Source, folder: Path) -> None:
    """Gives a government the notes that were kept under a report's own id, when nobody knew whose it is; where there
    are notes of that government and year already, both stay where they are."""
    if source.id is None or government(source) == source.id:
        return
    with contextlib.suppress(OSError):
        before = _folder(source.id, source.year)
        if before.is_dir() and not folder.exists():
            for parent in (folder.parent.parent, folder.parent):
                _make(parent)
            before.rename(folder)
