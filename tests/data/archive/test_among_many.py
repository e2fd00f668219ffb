"""Two, ten, twenty processes open the same report and different ones at the same moment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from doelboom.data.storage import files as written
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.contents import Kind
from doelboom.data.storage.library import read_file
from tests.conftest import PROJECT
from tests.hostile.archives import assert_whole, entry, open_in, report_file

FILES = 4


def crowd(count: int, dying: int, root: Path, files: list[Path]) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.hostile.crowd", str(count), str(dying), str(root), *map(str, files)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["error"] for one in told if one["error"]] == []
    assert [one["warning"] for one in told if one["warning"]] == []
    return told


@pytest.mark.parametrize(
    ("count", "dying", "start"),
    [(2, 0, "none"), (2, 0, "damaged"), (10, 0, "none"), (20, 0, "damaged"), (10, 8, "damaged")],
)
def test_a_crowd_leaves_one_whole_entry_a_report(count: int, dying: int, start: str, tmp_path: Path) -> None:
    root = tmp_path / "reports"
    files = [report_file(tmp_path, number) for number in range(min(FILES, count - dying))]
    if start == "damaged":
        for file in files:
            open_in(root, file)
            entry(root, file).write_bytes(b"PAR1")

    told = crowd(count, dying, root, files)

    assert len(told) >= count - dying
    assert {one["nodes"] for one in told} == {5}
    assert any(one["read"] for one in told)
    assert Archive(root).last in {one["id"] for one in told}
    kinds = [thing.kind for thing in Archive(root).survey() if thing.path.name != "last"]
    assert kinds.count(Kind.KEPT) == len(files)
    assert kinds.count(Kind.DAMAGED) == 0
    assert kinds.count(Kind.LEFTOVER) <= dying
    Archive(root).prune()
    for file in files:
        assert_whole(root, file, read_file(file))


def test_what_is_being_written_is_no_leftover(tmp_path: Path) -> None:
    root = tmp_path / "reports"
    root.mkdir(mode=0o700)
    archive = Archive(root)

    mine, descriptor = written._new_private(root)
    assert [thing.kind for thing in archive.survey()] == [Kind.BUSY]
    assert archive.prune() == []
    open_in(root, report_file(tmp_path))
    assert mine.exists()
    os.close(descriptor)
    assert [thing.path for thing in archive.prune()] == [mine]
