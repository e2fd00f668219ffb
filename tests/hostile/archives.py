"""Archives for the tests: reports to keep, folders to look into, damage to do."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from doelboom.data.model.accounts import Accounts
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.contents import file_name
from doelboom.data.storage.entry import load, version
from doelboom.data.storage.files import FileError
from doelboom.data.storage.library import Opened, digest_of, open_report
from doelboom.data.storage.sources import seal
from tests.tui.small_reports import small_text

FRAMES = ("nodes", "amounts", "faults", "findings")


def report_file(folder: Path, number: int = 0) -> Path:
    """A report's file; another number, another report."""
    path = folder / f"verslag-{number}.txt"
    path.write_text(small_text(text=f"We planten elk jaar {100 + number} bomen."), encoding="utf-8")
    return path


def open_in(root: Path, file: Path) -> Opened:
    """Opens a report's file with the archive in a folder."""
    return open_report(str(file), Archive(root))


def same(one: Accounts, other: Accounts) -> bool:
    """Whether two accounts say the same, whenever they were read."""
    return all(getattr(one, name).equals(getattr(other, name)) for name in FRAMES)


def entry(root: Path, file: Path) -> Path:
    """The file in which a report is kept."""
    (path,) = root.glob(f"*-{file_name(digest_of(file)[:12])}")
    return path


def loaded(path: Path) -> Accounts | None:
    """The report that is kept in a file; None where that is not what was written."""
    try:
        return load(path)
    except FileError:
        return None


def part(path: Path, name: str) -> slice:
    """Where in the file of a report one of its parts stands, or (by the name "header") what it says of them."""
    header = path.read_bytes().partition(b"\n")[0]
    if name == "header":
        return slice(0, len(header) + 1)
    at = len(header) + 1
    for one, (size, _digest) in json.loads(header)["parts"].items():
        if one == name:
            return slice(at, at + size)
        at += size
    raise KeyError(name)


def names(root: Path) -> list[str]:
    """Everything in an archive's folder but the file that says which report was the last."""
    return sorted(path.name for path in root.iterdir() if path.name != "last") if root.is_dir() else []


def assert_whole(root: Path, file: Path, whole: Accounts) -> None:
    """Opening the file works, keeps it, and leaves one whole entry and nothing else of it."""
    opened = open_in(root, file)
    assert opened.warning is None
    assert same(opened.accounts, whole)
    again = open_in(root, file)
    assert again.from_archive
    assert same(again.accounts, whole)
    assert [name for name in names(root) if name.startswith(".")] == []


def copy(source: Path, target: Path) -> Path:
    """A copy of an archive, or of nothing."""
    if source.exists():
        shutil.copytree(source, target, symlinks=True)
    return target


def flip(path: Path, of_part: slice = slice(None)) -> None:
    """Damages one byte in the middle of a file, or of a part of it."""
    content = bytearray(path.read_bytes())
    places = range(len(content))[of_part]
    content[places[len(places) // 2]] ^= 0x04
    path.write_bytes(content)


def spoil(path: Path, /, **changes: Any) -> None:
    """Changes what an entry says of where its report comes from, as somebody could who knows how; None leaves out."""
    header, _line_end, parts = path.read_bytes().partition(b"\n")
    path.write_bytes(resealed(header, changes) + b"\n" + parts)


def resealed(content: bytes, changes: dict[str, Any]) -> bytes:
    """A sealed file of JSON with other values."""
    about = {name: value for name, value in (json.loads(content) | changes).items() if value is not None}
    del about["check"]
    return json.dumps(about | {"check": seal(about)}).encode()


def of_another_version(path: Path, other: str = "s1p0") -> Path:
    """Makes an entry one that another version kept."""
    spoil(path, version=other)
    return path.rename(path.with_name(path.name.replace(version(), other)))
