"""Reports and the files that they came of; what pruning takes."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from doelboom.data.model.accounts import Accounts
from doelboom.data.storage import entry as store
from doelboom.data.storage.archive import Archive, ArchiveError
from doelboom.data.storage.contents import Kind
from doelboom.data.storage.library import ReportNotFound, open_report
from doelboom.parser import ReportError
from tests.hostile.archives import assert_whole, entry, names, open_in, part, report_file, same

# Reports and their files


def test_a_file_that_changes_while_it_is_read_is_not_kept(root: Path, file: Path, whole: Accounts) -> None:
    before = names(root)
    file.write_text(file.read_text() + "\nnieuw\n")

    def read(path: Path) -> Accounts:
        path.write_text(path.read_text() + "\nnog meer\n")
        return whole

    with pytest.raises(ReportError, match="changed while it was being read"):
        open_report(str(file), Archive(root), read=read)
    assert names(root) == before


@pytest.mark.parametrize(
    "reference", ["", "x" * 5000, "~nobody-at-all/x", "/proc/1/mem/x", "2027-", "a\x00b", "/dev/zero"]
)
def test_what_names_no_report_is_not_found(reference: str, tmp_path: Path) -> None:
    with pytest.raises(ReportNotFound):
        open_report(reference, Archive(tmp_path / "none"))


def test_the_name_of_a_file_is_kept_as_it_can_be_shown(tmp_path: Path, file: Path) -> None:
    nasty = file.rename(tmp_path / "ver\x1b]52;c;eA==\x07slag\udcff\u202e.txt")

    opened = open_in(tmp_path / "reports", nasty)

    assert opened.accounts.source.name == "ver�]52;c;eA==�slag�.txt"
    assert opened.warning is None
    assert open_in(tmp_path / "reports", nasty).accounts.source.name == opened.accounts.source.name


def test_ids_are_found_by_their_beginning(root: Path, file: Path, whole: Accounts) -> None:
    identifier = Archive(root).entries()[0].id

    for prefix in (identifier, identifier[:9], identifier[5:], identifier[5:9]):
        found = Archive(root).get(prefix)
        assert found is not None
        assert same(found, whole)
    assert Archive(root).get("") is None


# Pruning


def test_pruning_takes_what_is_outdated_damaged_or_left_and_nothing_else(
    root: Path, tmp_path: Path, file: Path, whole: Accounts
) -> None:
    archive = Archive(root)
    kept = entry(root, file)
    other = report_file(tmp_path, 1)
    open_in(root, other)
    damaged = entry(root, other)
    damaged.write_bytes(b"x" * 1000)
    outdated = Path(shutil.copy(kept, root / kept.name.replace(store.version(), "s1p0")))
    leftover = root / ".writing-x"
    leftover.mkdir()
    (leftover / "nodes.parquet").write_bytes(b"x" * 500)
    mine = root / "notes.txt"
    mine.write_text("mine")

    gone = archive.prune()

    assert {thing.path: thing.kind for thing in gone} == {
        damaged: Kind.DAMAGED,
        outdated: Kind.OUTDATED,
        leftover: Kind.LEFTOVER,
    }
    assert sum(thing.bytes for thing in gone) > 1500 + 1000
    assert sorted(path.name for path in root.iterdir()) == sorted([kept.name, "last", "notes.txt"])
    assert_whole(root, file, whole)
    assert archive.prune() == []


def test_pruning_a_folder_that_cannot_be_written_is_an_error(
    root: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry(root, file).write_bytes(b"x")

    def refuse(*_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(ArchiveError, match="cannot be cleaned up: Permission denied"):
        Archive(root).prune()


def test_what_cannot_be_read_at_the_moment_is_not_pruned(
    root: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = os.open

    def fail(path: Path, *arguments: int, **options: int) -> int:
        if str(path).endswith(".report"):
            raise OSError(24, "Too many open files")
        return opening(path, *arguments, **options)

    monkeypatch.setattr(os, "open", fail)
    assert Archive(root).prune() == []
    monkeypatch.undo()
    assert open_in(root, file).from_archive


def test_nothing_of_a_report_goes_into_what_is_said_of_its_source(root: Path, file: Path) -> None:
    text = entry(root, file).read_bytes()[part(entry(root, file), "header")].decode()

    assert "bomen" not in text.lower()
    assert replace(Archive(root).entries()[0].source, digest=None).name == file.name
