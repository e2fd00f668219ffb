"""A kept report that is damaged, or has something else in its place: a miss, read again, healed."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from doelboom.data.model.accounts import Accounts
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.contents import Kind
from doelboom.data.storage.library import LastUnreadable, ReportUnusable, open_report, read_file
from tests.hostile.archives import assert_whole, entry, loaded, names, open_in, part, report_file, same

PARTS = (
    "header",
    "rows.json",
    "nodes.parquet",
    "amounts.parquet",
    "faults.parquet",
    "findings.parquet",
    "remainders.parquet",
)


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
