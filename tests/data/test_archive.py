"""The archive under everything that can stand in its place: damage, links, other users, other versions, no room."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from doelboom.data.model.accounts import Accounts
from doelboom.data.storage import entry as store
from doelboom.data.storage import files, locations
from doelboom.data.storage.archive import Archive, ArchiveError
from doelboom.data.storage.contents import Kind
from doelboom.data.storage.library import LastUnreadable, ReportNotFound, ReportUnusable, open_report, read_file
from doelboom.parser import PARSER_VERSION, ReportError
from tests.hostile.archives import assert_whole, entry, loaded, names, open_in, part, report_file, same

NOBODY = 65534
PARTS = (
    "header",
    "rows.json",
    "nodes.parquet",
    "amounts.parquet",
    "faults.parquet",
    "findings.parquet",
    "remainders.parquet",
)
root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return report_file(tmp_path)


@pytest.fixture
def whole(file: Path) -> Accounts:
    return read_file(file)


@pytest.fixture
def root(tmp_path: Path, file: Path) -> Path:
    """An archive with one report, and where it was opened last."""
    folder = tmp_path / "reports"
    Archive(folder).remember(open_in(folder, file).id)
    return folder


def everything(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.rglob("*")


# Damage


@pytest.mark.parametrize("name", PARTS)
def test_a_flipped_bit_anywhere_is_a_miss_and_heals(name: str, root: Path, file: Path, whole: Accounts) -> None:
    path = entry(root, file)
    content = path.read_bytes()
    of_part = range(len(content))[part(path, name)]
    chance = random.Random(name)
    places = sorted({of_part[0], of_part[-1], *chance.sample(of_part, min(300, len(of_part)))})
    for place in places:
        damaged = bytearray(content)
        damaged[place] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        assert loaded(path) is None
    assert [thing.kind for thing in Archive(root).survey() if thing.path == path] == [Kind.DAMAGED]
    assert_whole(root, file, whole)


@pytest.mark.parametrize("name", PARTS)
def test_a_file_cut_anywhere_or_lengthened_is_a_miss_and_heals(
    name: str, root: Path, file: Path, whole: Accounts
) -> None:
    path = entry(root, file)
    content = path.read_bytes()
    of_part = range(len(content))[part(path, name)]
    for size in (0, 1, *of_part[::61], len(content) - 1):
        path.write_bytes(content[:size])
        assert loaded(path) is None, size
    path.write_bytes(content + b"x")
    assert loaded(path) is None
    path.write_bytes(content[: of_part[0]] + content[of_part[-1] + 1 :])
    assert loaded(path) is None
    path.unlink()
    assert loaded(path) is None
    assert_whole(root, file, whole)


def test_parts_of_two_reports_are_no_report(tmp_path: Path, root: Path, file: Path, whole: Accounts) -> None:
    other = report_file(tmp_path, 1)
    open_in(root, other)
    mine, yours = entry(root, file), entry(root, other)
    content, others = mine.read_bytes(), yours.read_bytes()
    here, there = part(mine, "nodes.parquet"), part(yours, "nodes.parquet")
    mine.write_bytes(content[: here.start] + others[there] + content[here.stop :])

    assert_whole(root, file, whole)


def test_a_whole_report_under_another_ones_name_is_a_miss(tmp_path: Path, root: Path, file: Path) -> None:
    other = report_file(tmp_path, 1)
    open_in(root, other)
    mine, yours = entry(root, file), entry(root, other)
    shutil.copyfile(yours, mine)

    assert Archive(root).get(mine.name[:17]) is None
    assert_whole(root, file, read_file(file))


# What stands in its place


def folder_of(path: Path) -> None:
    path.mkdir()
    (path / "x").write_text("x")


IN_ITS_PLACE: dict[str, Callable[[Path], None]] = {
    "nothing": lambda path: None,
    "an empty folder": Path.mkdir,
    "a folder": folder_of,
    "an empty file": Path.touch,
    "a pipe": os.mkfifo,
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a file without end": lambda path: _sparse(path),
}


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


@pytest.mark.parametrize("thing", IN_ITS_PLACE)
def test_anything_in_the_place_of_an_entry_is_a_miss_and_heals(
    thing: str, root: Path, file: Path, whole: Accounts
) -> None:
    path = entry(root, file)

    def put_in_its_place() -> None:
        path.unlink()
        IN_ITS_PLACE[thing](path)

    put_in_its_place()
    assert Archive(root).get("2027") is None
    with pytest.raises(ReportUnusable) as unusable:
        open_report(None, Archive(root), again=False)
    assert unusable.value.entry.kind is (Kind.MISSING if thing == "nothing" else Kind.DAMAGED)
    assert Archive(root).entries() == []
    assert_whole(root, file, whole)
    put_in_its_place()
    opened = open_report(None, Archive(root))
    assert same(opened.accounts, whole)
    assert not opened.from_archive
    assert_whole(root, file, whole)
    assert Archive(root).prune() == []


@pytest.mark.parametrize("thing", IN_ITS_PLACE)
def test_anything_in_the_place_of_the_last_is_no_last_report(thing: str, root: Path, file: Path) -> None:
    (root / "last").unlink()
    IN_ITS_PLACE[thing](root / "last")

    assert Archive(root).last is None
    if thing == "nothing":
        assert open_report(None, Archive(root)).id == "bundled"
    else:
        with pytest.raises(LastUnreadable):
            open_report(None, Archive(root))
    Archive(root).remember("bundled")
    assert Archive(root).last == (None if "folder" in thing else "bundled")
    assert [name for name in names(root) if name.startswith(".")] == []


@pytest.mark.parametrize("text", [b"", b"\x1b[31m", b"../../etc/passwd", "é".encode(), b"\xff", b"2027-" * 20, b"a\nb"])
def test_a_last_that_is_no_id_is_no_last_report(text: bytes, root: Path) -> None:
    (root / "last").write_bytes(text)

    assert Archive(root).last is None
    with pytest.raises(LastUnreadable):
        open_report(None, Archive(root))


def test_a_link_is_not_followed_and_what_it_leads_to_stays(
    tmp_path: Path, root: Path, file: Path, whole: Accounts
) -> None:
    path = entry(root, file)
    elsewhere = path.rename(tmp_path / "elsewhere")
    path.symlink_to(elsewhere)
    before = elsewhere.read_bytes()

    assert loaded(path) is None
    assert_whole(root, file, whole)
    assert elsewhere.read_bytes() == before


def test_a_link_in_the_place_of_last_is_replaced_and_what_it_leads_to_stays(tmp_path: Path, root: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("2027-0123456789ab")
    (root / "last").unlink()
    (root / "last").symlink_to(elsewhere)

    assert Archive(root).last is None
    Archive(root).remember("bundled")
    assert Archive(root).last == "bundled"
    assert elsewhere.read_text() == "2027-0123456789ab"


def test_the_folder_may_be_a_link_to_another_one_of_the_same_user(
    tmp_path: Path, root: Path, file: Path, whole: Accounts
) -> None:
    moved = root.rename(tmp_path / "on another disk")
    root.symlink_to(moved)

    assert open_in(root, file).from_archive
    assert_whole(root, file, whole)


@pytest.mark.parametrize("thing", ["an empty file", "a pipe", "a link to nowhere", "a link to itself"])
def test_anything_in_the_place_of_the_folder_is_a_warning(thing: str, tmp_path: Path, file: Path) -> None:
    root = tmp_path / "reports"
    IN_ITS_PLACE[thing](root)

    opened = open_in(root, file)

    assert opened.warning is not None
    assert opened.warning.startswith(f"{root}: cannot keep reports there: ")
    Archive(root).remember(opened.id)
    assert (Archive(root).last, Archive(root).entries(), Archive(root).survey(), Archive(root).known()) == (
        None, [], [], [],
    )  # fmt: skip


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
