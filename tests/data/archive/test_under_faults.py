"""A program that keeps a report is killed, or finds the disk full or failing, at every step there is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from doelboom.data.model.accounts import Accounts
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.contents import Kind
from doelboom.data.storage.library import open_report, read_file
from tests.conftest import PROJECT
from tests.hostile.archives import FRAMES, entry, flip, loaded, names, open_in, part, report_file, same


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return report_file(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def whole(file: Path) -> Accounts:
    return read_file(file)


def template(kind: str, folder: Path, file: Path) -> Path:
    """An archive that is not there yet; or one whose report lay elsewhere; or one with a damaged entry, another
    report, and what a kill left."""
    root = folder / "template"
    if kind == "moved":
        elsewhere = folder / "elders.txt"
        elsewhere.write_bytes(file.read_bytes())
        Archive(root).remember(open_in(root, elsewhere).id)
    if kind == "damaged":
        open_in(root, file)
        flip(entry(root, file), part(entry(root, file), "amounts.parquet"))
        open_in(root, report_file(folder, 7))
        leftover = root / ".writing-0123456789abcdef"
        leftover.mkdir()
        (leftover / "nodes.parquet").write_bytes(b"PAR1")
        (root / ".writing-last").write_text("2027-")
        Archive(root).remember("bundled")
    return root


def sweep(
    fault: str, folder: Path, root: Path, file: Path, *, more_than: int | None = None
) -> list[tuple[Path, dict[str, Any]]]:
    """The archive as each spoilt step left it, and what came of it; the last one had nothing spoilt."""
    out = folder / "out"
    out.mkdir()
    command = [sys.executable, "-m", "tests.hostile.sweep", fault, str(root), str(out), str(file)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert told[-1]["step"] is None
    assert len(told) > (more_than or {"torn": 2, "kill": 24, "full": 20, "once": 24}[fault])
    return [(out / str(number), one) for number, one in enumerate(told, start=1)]


def assert_nothing_half(root: Path, file: Path, whole: Accounts, others: int, damaged: int) -> None:
    """Whatever is there is whole, but for what was damaged before; and opening the report makes everything good."""
    archive = Archive(root)
    kinds = [thing.kind for thing in archive.survey()]
    assert kinds.count(Kind.DAMAGED) <= damaged, kinds
    assert kinds.count(Kind.KEPT) >= others, kinds
    assert archive.last in (None, "bundled", entry_id(file))
    opened = open_report(str(file), archive, read=lambda _path: whole)
    assert opened.warning is None
    assert same(opened.accounts, whole)
    assert {thing.kind for thing in archive.prune()} <= {Kind.LEFTOVER}
    assert len(names(root)) == others + 1
    assert entry_id(file) in [one.id for one in archive.entries()]


def entry_id(file: Path) -> str:
    from doelboom.data.storage.library import digest_of

    return f"2027-{digest_of(file)[:12]}"


@pytest.mark.parametrize(("fault", "kind"), [("kill", "none"), ("kill", "damaged"), ("torn", "damaged")])
def test_killed_at_any_step_leaves_nothing_half(
    fault: str, kind: str, tmp_path: Path, file: Path, whole: Accounts
) -> None:
    others = damaged = int(kind == "damaged")

    for root, told in sweep(fault, tmp_path, template(kind, tmp_path, file), file):
        assert told.get("killed") or told == {"step": None, "error": None, "warning": None}
        assert len([name for name in names(root) if name.startswith(".writing-")]) <= 1 + 2 * damaged
        assert_nothing_half(root, file, whole, others, damaged)


@pytest.mark.parametrize(("fault", "kind"), [("full", "none"), ("full", "damaged"), ("once", "damaged")])
def test_a_full_or_failing_disk_is_a_warning_at_most(
    fault: str, kind: str, tmp_path: Path, file: Path, whole: Accounts
) -> None:
    others = damaged = int(kind == "damaged")
    warned = 0

    for root, told in sweep(fault, tmp_path, template(kind, tmp_path, file), file):
        assert told["error"] is None
        if told["warning"] is not None:
            warned += 1
            assert "cannot keep reports there: " in told["warning"]
            assert told["warning"].endswith(("No space left on device", "Input/output error"))
        elif fault == "full":
            assert loaded(entry(root, file)) is not None
        if fault == "full" and kind == "none":
            assert not [name for name in names(root) if name.startswith(".writing-")]
        assert_nothing_half(root, file, whole, others, damaged)
    assert warned > 9


@pytest.mark.parametrize(("fault", "steps"), [("kill", 20), ("torn", 2), ("full", 4), ("once", 20)])
def test_writing_down_where_a_file_lies_by_now_leaves_nothing_half(
    fault: str, steps: int, tmp_path: Path, file: Path, whole: Accounts
) -> None:
    places = set()

    for root, told in sweep(fault, tmp_path, template("moved", tmp_path, file), file, more_than=steps):
        assert told["step"] is None or told.get("killed") or (told["error"], told["warning"]) == (None, None)
        assert Archive(root).last == entry_id(file)
        (kept,) = Archive(root).known()
        assert kept.kind is Kind.KEPT
        places.add(kept.source.path)
        assert_nothing_half(root, file, whole, 0, 0)
        assert [one.source.path for one in Archive(root).known()] == [str(file)]
    assert places == {str(file), str(tmp_path / "elders.txt")}


def test_the_children_keep_what_the_archive_keeps(tmp_path: Path, file: Path, whole: Accounts) -> None:
    root, _told = sweep("torn", tmp_path, tmp_path / "none", file)[-1]

    kept = Archive(root).get(entry_id(file))

    assert kept is not None
    assert {name: getattr(kept, name).height for name in FRAMES} == {
        name: getattr(whole, name).height for name in FRAMES
    }
