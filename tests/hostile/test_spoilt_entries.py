"""Entries that somebody spoilt who knows how they are sealed: a line at most, and only the report's file is opened."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from doelboom.data.storage import locations
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import open_report
from tests.hostile.archives import entry, of_another_version, report_file, resealed, spoil
from tests.hostile.test_hostile_output import Run
from tests.hostile.test_hostile_output import run as run
from tests.tui.small_reports import small_text


@pytest.fixture
def file(tmp_path: Path, home: Path) -> Path:
    """A report's file, opened."""
    path = report_file(tmp_path)
    opened = open_report(str(path))
    Archive().remember(opened.id, opened.accounts.source)
    return path


PATHS = {
    "another report": "{folder}/ander.txt",
    "a device": "/dev/zero",
    "a folder": "/",
    "a pipe": "{folder}/pijp",
    "a relative path": "verslag.txt",
    "a nul": "{folder}/\x00verslag.txt",
    "half a character": "{folder}/\ud800.txt",
    "nothing": "",
    "an escape": "/\x1b[31m\n\u202e",
    "a flood": "/" + "x" * 20_000,
}


@pytest.mark.parametrize("path", PATHS)
def test_a_path_in_the_archive_is_only_a_place_to_look_at(path: str, run: Run, file: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")
    (tmp_path / "ander.txt").write_text(small_text(text="Iets anders."), encoding="utf-8")
    named = PATHS[path].format(folder=tmp_path)
    folder = entry(locations.archive(), file)
    spoil(folder, path=named)
    note = locations.archive() / "last"
    note.write_bytes(resealed(note.read_bytes(), {"path": named}))
    of_another_version(folder)

    code, out, err = run("show", "AC51000")

    assert (code, out) == (2, "")
    assert err.startswith(f"doelboom: Jaarrekening 2027 - Lindendorp ({folder.name[:17]})")
    assert err.count("\n") == 1
    assert err[:-1].isprintable()
    assert len(err) < 1000


WRONG: dict[str, list[Any]] = {
    "year": ["x", True, -1, 10**30, []],
    "city": [5, ["Gent"], "x" * 100_000],
    "name": [5, {}, "\x1b[31m" * 3],
    "digest": [5, "f" * 64, "x", "f" * 100_000],
    "read_at": [5, "yesterday", "2027-01-01"],
    "pages": ["x", 1.5],
    "notes": ["x", [5]],
    "path": [5, ["x"]],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
@pytest.mark.parametrize("other_version", [False, True])
def test_values_of_any_kind_in_an_entry_come_to_a_line_at_most(
    name: str, value: object, other_version: bool, run: Run, file: Path
) -> None:
    folder = entry(locations.archive(), file)
    spoil(folder, **{name: value})
    if other_version:
        of_another_version(folder)
    identifier = folder.name[:17]

    for form in ("plain", "table", "csv", "json"):
        code, out, err = run("reports", "--format", form)
        assert (code, err) == (0, "")
        assert identifier in out
        assert "\x1b" not in out
    assert run("doctor")[0] == 0
    code, out, err = run("show", "AC51000")
    assert code == 0
    assert out.splitlines()[0].startswith("Report: Jaarrekening 2027")
    assert identifier in out.splitlines()[0]
    assert err.count("\n") <= 1
    assert "\x1b" not in out + err
