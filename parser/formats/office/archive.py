"""An office file's archive: what kind of file it is, and its parts, within bounds.

A zip says how large each part is; none is read beyond what it says, and none that says more than any report needs.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import IO

from doelboom.parser.errors import ReportError
from doelboom.parser.formats.office.events import Element, elements

_LARGEST_PART = 128 * 1024 * 1024
_LARGEST_LIST = 4 * 1024 * 1024
"""Bytes that the list of an archive's parts takes at most: some forty thousand parts."""
_END = b"PK\x05\x06"
_END_WITHIN = 66_000
_PIECE = 1 << 16


class Office(Enum):
    """The kinds of office files that are read."""

    WORD = auto()
    EXCEL = auto()
    OPEN_TEXT = auto()
    OPEN_SHEET = auto()


_OPEN = {
    "application/vnd.oasis.opendocument.text": Office.OPEN_TEXT,
    "application/vnd.oasis.opendocument.text-template": Office.OPEN_TEXT,
    "application/vnd.oasis.opendocument.spreadsheet": Office.OPEN_SHEET,
    "application/vnd.oasis.opendocument.spreadsheet-template": Office.OPEN_SHEET,
}
_SAVE_TEXT = "save it as .docx, .odt or PDF, and open that"
_SAVE_SHEET = "save it as .xlsx, .ods or PDF, and open that"


class Parts:
    """The parts of an office file."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = frozenset(archive.namelist())

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def elements(self, name: str, wanted: frozenset[str] | None = None) -> Iterator[Element]:
        """What a part of XML says, in its order; nothing where there is no such part. As to `wanted`, see `elements`.

        Raises:
            ReportError: it is damaged, or larger than any report's.
        """
        if name not in self._names:
            return
        if self._archive.getinfo(name).file_size > _LARGEST_PART:
            raise ReportError(f"its part {name!r} is too large for a report (over {_LARGEST_PART >> 20} MB)")
        with _damage(name), self._archive.open(name) as part:
            yield from elements(_pieces(part), name, wanted)

    def text(self, name: str, most: int) -> str:
        """The beginning of a part; "" where there is no such part."""
        if name not in self._names:
            return ""
        with _damage(name), self._archive.open(name) as part:
            return part.read(most).decode("utf-8", errors="replace")

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part of a Word or Excel file refers to: kind and name of the other part, by the reference."""
        folder, _, file = name.rpartition("/")
        found = {}
        for element in self.elements(posixpath.join(folder, "_rels", f"{file}.rels")):
            if element.opens and element.name.endswith("Relationship") and element.get("TargetMode") != "External":
                target = element.get("Target")
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found[element.get("Id")] = (element.get("Type").rpartition("/")[2], posixpath.normpath(path))
        return found

    def kind(self) -> tuple[Office, str]:
        """The kind of file, by what is in it, and the name of its main part.

        Raises:
            ReportError: it is of a kind that is not read; the message says which, and what to do.
        """
        mimetype = self.text("mimetype", 100).strip()
        if mimetype in _OPEN and "content.xml" in self:
            if "encryption-data" in self.text("META-INF/manifest.xml", 1 << 20):
                raise ReportError("it is protected by a password; save it without one, and open that")
            return _OPEN[mimetype], "content.xml"
        main = next((part for kind, part in self.related("").values() if kind == "officeDocument"), "")
        if main.startswith("word/") and main in self:
            return Office.WORD, main
        if main.startswith("xl/") and main.endswith(".xml") and main in self:
            return Office.EXCEL, main
        raise ReportError(self._other_kind(mimetype, main))

    def _other_kind(self, mimetype: str, main: str) -> str:
        if main.startswith("xl/"):
            return f"a binary workbook (.xlsb); {_SAVE_SHEET}"
        if main.startswith("ppt/") or "presentation" in mimetype:
            return "a presentation; save it as PDF, and open that"
        if mimetype == "application/epub+zip":
            return "an e-book (.epub); turn it into .docx or PDF, and open that"
        if any(name.startswith("Index/") and name.endswith(".iwa") for name in self._names) or "Index.zip" in self:
            return "a file of Pages or Numbers; export it as PDF, Word or Excel, and open that"
        if mimetype.startswith("application/vnd.oasis.opendocument"):
            return f"an OpenDocument file that is no text and no spreadsheet; {_SAVE_TEXT}"
        return "a zip file; unpack it, and open the report that is in it"


@contextmanager
def opened(path: Path) -> Iterator[Parts]:
    """The parts of an office file.

    Raises:
        ReportError: it is damaged.
    """
    # Closed here, whoever still holds a part of it.
    with path.open("rb") as file:
        with _damage("the archive"):
            _check_list(file)
            archive = zipfile.ZipFile(file)
        yield Parts(archive)


def _check_list(file: IO[bytes]) -> None:
    """Sees to it that the list of an archive's parts can be read in little memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_WITHIN))
    end = file.read()
    at = end.rfind(_END)
    if at < 0 or len(end) < at + 16:
        raise zipfile.BadZipFile("cut off")
    (length,) = struct.unpack_from("<L", end, at + 12)
    if length > _LARGEST_LIST:
        raise ReportError("an archive of more parts than any report has")


@contextmanager
def _damage(name: str) -> Iterator[None]:
    """Has what an archive fails with be said in one line."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, OSError) as error:
        raise ReportError(f"damaged: {name} cannot be unpacked ({type(error).__name__}); fetch it again") from None
    except (NotImplementedError, RuntimeError) as error:
        if isinstance(error, RecursionError):
            raise
        raise ReportError(f"{name} is packed or encrypted in a way that is not read; save it again") from None


def _pieces(part: IO[bytes]) -> Iterator[bytes]:
    left = _LARGEST_PART
    while left > 0 and (piece := part.read(_PIECE)):
        left -= len(piece)
        yield piece
