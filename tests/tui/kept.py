"""Reports that were opened, what can become of them in the archive, and the installed program that is asked."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from doelboom.data.storage import locations
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.contents import file_name
from doelboom.data.storage.library import digest_of, open_report
from tests.hostile.archives import flip, of_another_version, part
from tests.tui.running import run
from tests.tui.small_reports import small_text
from tests.tui.terminal import PROGRAM

PARTS = ("header", "rows.json", "nodes.parquet", "amounts.parquet", "faults.parquet", "findings.parquet")


WHAT_TO_DO = "open its file (`doelboom open FILE`), or ask for the report that comes with doelboom (`--report bundled`)"


@dataclass(frozen=True)
class Said:
    """What a run of the program said."""

    code: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line on standard error."""
        (line,) = self.err.splitlines()
        assert line.startswith("doelboom: ")
        assert line.isprintable()
        return line.removeprefix("doelboom: ")


def doelboom(*arguments: str | Path) -> Said:
    """Runs the installed program in a pipe, in the home of the test."""
    command = [str(PROGRAM), *map(str, arguments)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=120)
    said = Said(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in said.err
    return said


def here(*arguments: str | Path) -> Said:
    """Runs the program in this process, in the home of the test: the same commands for a fifth of the time."""
    done = run(*map(str, arguments))
    return Said(done.code, done.out, done.err)


@dataclass(frozen=True)
class Kept:
    """A report that was opened."""

    file: Path
    year: int = 2027

    @property
    def id(self) -> str:
        return f"{self.year}-{digest_of(self.file)[:12]}"

    @property
    def entry(self) -> Path:
        return locations.archive() / file_name(self.id)

    @property
    def label(self) -> str:
        return f"Jaarrekening {self.year} - Lindendorp ({self.id})"


def opened(file: Path) -> Kept:
    """A report's file, opened as the program does it."""
    report = open_report(str(file))
    Archive().remember(report.id, report.accounts.source)
    return Kept(file, report.accounts.source.year)


def text_report(folder: Path, name: str | bytes = "verslag.txt", trees: str = "bomen") -> Kept:
    file = Path(os.fsdecode(os.fsencode(folder) + b"/" + os.fsencode(name)))
    file.write_text(small_text(text=f"We planten elk jaar {trees}."), encoding="utf-8")
    return opened(file)


# What can become of an entry


def upgraded(kept: Kept) -> None:
    of_another_version(kept.entry)


def renamed_only(kept: Kept) -> None:
    kept.entry.rename(kept.entry.with_name(f"{kept.id}-s1p0.report"))


def flipped(name: str) -> Callable[[Kept], None]:
    return lambda kept: flip(kept.entry, part(kept.entry, name))


def removed(kept: Kept) -> None:
    kept.entry.unlink()


def archive_removed_but_last(kept: Kept) -> None:
    note = (locations.archive() / "last").read_bytes()
    shutil.rmtree(locations.archive())
    locations.archive().mkdir()
    (locations.archive() / "last").write_bytes(note)


WHATEVER: dict[str, tuple[Callable[[Kept], None], str]] = {
    "upgraded": (upgraded, "kept by another version of doelboom"),
    "renamed": (renamed_only, "kept by another version of doelboom"),
    **{f"a byte of {name}": (flipped(name), "damaged in the archive") for name in PARTS},
    "removed": (removed, "not in the archive"),
    "only the note": (archive_removed_but_last, "not in the archive"),
}
