"""The archive of other users, of other versions and of another clock; who may read it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from doelboom.data.model.accounts import Accounts
from doelboom.data.storage import entry as store
from doelboom.data.storage import files, locations
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.contents import Kind
from doelboom.data.storage.library import LastUnreadable, open_report
from doelboom.parser import PARSER_VERSION
from tests.hostile.archives import assert_whole, entry, loaded, names, open_in, report_file, same

NOBODY = 65534
root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")


def everything(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.rglob("*")


# Other users


@root_only
def test_another_users_entry_is_a_miss_and_is_left_alone(root: Path, file: Path) -> None:
    path = entry(root, file)
    content = path.read_bytes()
    os.chown(path, NOBODY, NOBODY)

    assert Archive(root).get("2027") is None
    opened = open_in(root, file)
    assert opened.accounts.nodes.height == 5
    assert opened.warning == f"{root}: cannot keep reports there: what stands in its place belongs to another user"
    assert Archive(root).prune() == []
    assert path.stat().st_uid == NOBODY
    assert path.read_bytes() == content


@root_only
def test_a_folder_of_another_user_is_neither_read_nor_written(root: Path, file: Path) -> None:
    note = (root / "last").read_bytes()
    os.chown(root, NOBODY, NOBODY)
    before = names(root)

    opened = open_in(root, file)

    assert not opened.from_archive
    assert opened.warning == f"{root}: cannot keep reports there: the folder belongs to another user"
    Archive(root).remember("bundled")
    assert Archive(root).last is None
    assert Archive(root).survey() == []
    with pytest.raises(LastUnreadable):
        open_report(None, Archive(root))
    assert names(root) == before
    assert (root / "last").read_bytes() == note
    assert opened.id.encode() in note


# Other versions


def test_another_versions_report_is_a_miss_that_stays_and_counts(
    root: Path, file: Path, whole: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = entry(root, file)
    monkeypatch.setattr(store, "SCHEMA_VERSION", store.SCHEMA_VERSION + 1)

    assert Archive(root).get("2027") is None
    assert [thing.path for thing in Archive(root).survey() if thing.kind is Kind.OUTDATED] == [old]
    assert [one.kind for one in Archive(root).known()] == [Kind.OUTDATED]
    assert_whole(root, file, whole)
    assert old.exists()
    assert [one.kind for one in Archive(root).known()] == [Kind.KEPT]
    assert [thing.path for thing in Archive(root).prune()] == [old]
    assert not [thing for thing in Archive(root).survey() if thing.kind is Kind.OUTDATED]
    assert open_in(root, file).from_archive


def test_after_an_upgrade_the_report_opened_last_is_read_again_and_kept(
    root: Path, file: Path, whole: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "SCHEMA_VERSION", store.SCHEMA_VERSION + 1)

    opened = open_report(None, Archive(root))

    assert opened.instead_of is not None
    assert opened.instead_of.kind is Kind.OUTDATED
    assert same(opened.accounts, whole)
    again = open_report(None, Archive(root))
    assert (again.id, again.from_archive, again.instead_of) == (opened.id, True, None)
    assert same(again.accounts, whole)


def test_a_report_that_is_read_as_another_years_stays_the_last_one(
    root: Path, file: Path, whole: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The id begins with the year, which another version of the parser may read otherwise."""
    before = Archive(root).last
    monkeypatch.setattr(store, "PARSER_VERSION", PARSER_VERSION + 1)
    corrected = replace(whole, source=replace(whole.source, year=2026))

    opened = open_report(None, Archive(root), read=lambda _path: corrected)

    assert opened.id == f"2026-{(before or '').partition('-')[2]}"
    assert open_report(None, Archive(root)).id == Archive(root).last == opened.id
    assert open_report(before, Archive(root)).id == opened.id


def test_where_it_cannot_be_kept_again_it_is_read_each_time(root: Path, file: Path, whole: Accounts) -> None:
    def refuse(_source: object) -> str:
        raise OSError(28, "No space left on device")

    entry(root, file).unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "to_bytes", refuse)
        for _time in range(2):
            opened = open_report(None, Archive(root))
            assert same(opened.accounts, whole)
            assert opened.instead_of is not None
            assert opened.instead_of.kind is Kind.MISSING
            assert opened.warning == f"{root}: cannot keep reports there: No space left on device"
    assert_whole(root, file, whole)


def test_a_file_of_another_version_under_this_versions_name_is_a_miss(
    root: Path, file: Path, whole: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = entry(root, file)
    kept = loaded(path)
    assert kept is not None
    with monkeypatch.context() as patch:
        patch.setattr(store, "SCHEMA_VERSION", 99)
        path.write_bytes(store.to_bytes(whole.with_source(kept.source)))
    assert loaded(path) is None

    assert_whole(root, file, whole)


# The clock


@pytest.mark.parametrize("seconds", [-10 * 365 * 86400, 10 * 365 * 86400], ids=["back", "forth"])
def test_the_clock_may_be_set_whatever_is_being_written(
    seconds: int, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    (root / ".writing-left").mkdir()
    living = root / ".writing-living"
    living.touch()
    with files.held(living):
        monkeypatch.setattr(time, "time", lambda: now + seconds)
        open_in(root, report_file(tmp_path, 1))
        assert living.exists()
        assert [name for name in names(root) if name.startswith(".")] == [living.name]


def test_without_locks_only_what_is_old_is_left_behind(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_take", lambda _descriptor: None)
    for name, age in ((".writing-old", 2 * 86400), (".writing-new", 3600)):
        (root / name).mkdir()
        os.utime(root / name, (time.time() - age,) * 2)

    assert open_in(root, report_file(tmp_path, 1)).warning is None
    assert [name for name in names(root) if name.startswith(".")] == [".writing-new"]


def test_a_writer_that_never_finishes_holds_nobody_up(root: Path, tmp_path: Path) -> None:
    stuck = root / ".writing-stuck"
    stuck.touch()
    with files.held(stuck):
        opened = open_in(root, report_file(tmp_path, 1))

    assert opened.warning is None
    assert not opened.from_archive
    assert len(Archive(root).entries()) == 2


# Who may read it


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_folders_and_files_are_their_owners_alone_whatever_the_umask(umask: int, tmp_path: Path, file: Path) -> None:
    home = tmp_path / "home"
    old = os.umask(umask)
    try:
        Archive(home / "share" / "reports").remember(open_in(home / "share" / "reports", file).id)
    finally:
        os.umask(old)

    modes = {path: path.stat().st_mode & 0o777 for path in everything(home)}
    assert len(modes) == 3 + 2
    assert {path: mode for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)} == {}


def test_a_folder_that_others_could_read_is_closed(root: Path, tmp_path: Path) -> None:
    root.chmod(0o755)

    open_in(root, report_file(tmp_path, 1))

    assert root.stat().st_mode & 0o777 == 0o700


def test_without_a_home_nothing_is_written_to_the_current_folder(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_args, **_options: Path("~/.local/share/doelboom"))
    before = sorted(tmp_path.iterdir())

    opened = open_report(str(file), Archive())

    assert not locations.archive().is_absolute()
    assert opened.warning is not None
    assert opened.warning.endswith("this user has no home folder")
    Archive().remember(opened.id)
    assert sorted(tmp_path.iterdir()) == before
