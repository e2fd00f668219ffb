"""A file that is read again while the explorer is open: where one was stays, and one is told what changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from doelboom.data.model.outline import outline
from doelboom.data.storage.library import open_report, read_file
from doelboom.data.years.pair.changes import Changes, changes
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from doelboom.tui.explorer.screens.watching import Watch, what_changed
from doelboom.tui.settings.session import session_of
from tests.data.years.small_years import TREE, tree
from tests.tui.driving import WIDE, explore
from tests.tui.running import run
from tests.tui.small_reports import small_text

CHANGED = small_text(text="We planten elk jaar veel meer bomen.", title="Bomen planten")


def write(path: Path, text: str) -> None:
    """Writes a file as an editor does: beside it, then in its place."""
    beside = path.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


async def test_cursor_view_filter_and_marks_stay_and_one_is_told_what_changed(tmp_path: Path) -> None:
    path = tmp_path / "verslag.txt"
    write(path, small_text())
    opened = open_report(str(path))
    session = session_of(opened.id)
    async with explore(opened, size=WIDE, session=session, watch=Watch(path, read_file)) as it:
        await it.press("u")
        await it.type_in(":51001")
        await it.press("enter", "space")
        await it.type_in("/perken")
        await it.press("enter")
        code, open_codes, unit = it.code, it.open_codes, it.explorer.view.unit
        write(path, CHANGED)
        await it.until(lambda: bool(it.said), "news")
        assert it.said[-1] == "read again: 2 texts differ; the first is AC51000"
        assert (it.code, it.open_codes, it.explorer.view.unit) == (code, open_codes, unit)
        assert it.explorer.view.filter.text == "perken"
        assert it.explorer.marked == ["AC51001"]
        assert it.explorer.outline.items["AC51000"].title == "Bomen planten"
        await it.press("escape")
        await it.type_in(":51000")
        await it.press("enter")
        assert sum("Bomen planten" in line for line in it.lines) == 2, "in the tree and in the detail"


async def test_what_lies_over_the_tree_is_left_alone_until_it_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "verslag.txt"
    write(path, small_text())
    watch = Watch(path, read_file)
    async with explore(open_report(str(path)), watch=watch) as it:
        await it.press("v")
        assert isinstance(it.screen, VariancesScreen)
        write(path, CHANGED)
        await it.until(lambda: watch.opened is not None, "a reading")
        assert it.said == []
        await it.press("q")
        await it.until(lambda: bool(it.said), "news")
        assert it.said[-1].startswith("read again: 2 texts differ")


async def test_what_cannot_be_read_is_said_and_the_report_stays(tmp_path: Path) -> None:
    path = tmp_path / "verslag.txt"
    write(path, small_text())
    opened = open_report(str(path))
    async with explore(opened, watch=Watch(path, read_file)) as it:
        write(path, "half")
        await it.until(lambda: bool(it.said), "a complaint")
        assert "verslag.txt" in it.said[-1]
        assert it.explorer.opened.id == opened.id
        path.unlink()
        write(path, CHANGED)
        await it.until(lambda: it.said[-1].startswith("read again"), "news")


def test_a_file_that_is_still_written_to_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "verslag.txt"
    write(path, small_text())
    read: list[Path] = []
    watch = Watch(path, lambda one: read.append(one) or read_file(one))  # type: ignore[func-returns-value]
    for number in range(3):
        path.write_text(CHANGED[: -100 * (3 - number)], encoding="utf-8")
        watch.look()
    assert read == []
    path.write_text(CHANGED, encoding="utf-8")
    for _look in range(2):
        watch.look()
    assert watch._thread is not None
    watch._thread.join()
    assert read == [path]
    assert watch.taken()[0] is not None
    assert watch.taken() == (None, None)


def test_changes_are_counted() -> None:
    before = tree(*TREE, figures={"AC1": ("10", "9", "8")})
    after = tree(*TREE[:-1], ("AC9", "OD2", "Fonteinen bouwen"), figures={"AC1": ("10", "7", "6")})
    assert changes(before, after) == Changes(figures=2, new=1, gone=1, first="AC1")
    told = "read again: 2 figures differ, 1 node is new, 1 node is gone; the first is AC1"
    assert what_changed(before, after) == told
    assert what_changed(before, before) == "read again: nothing differs that is shown"
    assert outline(after.accounts).items.keys() == after.items.keys()


@pytest.mark.parametrize("other", [("--no-ui",), ("b.txt",), ("--format", "json")])
def test_only_one_file_in_the_explorer_can_be_watched(other: tuple[str, ...]) -> None:
    done = run("open", "a.txt", "--watch", *other)
    assert (done.code, done.err.startswith("doelboom: --watch: opens one FILE in the explorer")) == (2, True)
