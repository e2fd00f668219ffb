"""Marks in lists: a sign before the row, a total of its own, the marked alone on the screen and in an export."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.screens.dialogs.chooser import Chooser
from doelboom.tui.explorer.screens.dialogs.export import ExportScreen
from doelboom.tui.settings.session import session_of
from doelboom.tui.terminal.abilities import Abilities
from doelboom.tui.views.drawing.look import ASCII
from tests.tui.driving import NARROW, WIDE, Driven, explore

SMALL = (40, 12)


def signs(it: Driven) -> dict[str, str]:
    """The cell before each row in view, by key, where there is something in it."""
    region, top = it.table.region, it.table.scroll_offset.y
    lines = it.lines[region.y + 1 : region.bottom]
    shown = zip(it.table.key_order[top:], lines, strict=False)
    return {key: line[0] for key, line in shown if line[:1].strip()}


async def test_space_marks_and_goes_down_and_again_takes_the_mark_away(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v", "space", "down", "space")
        first, _second, third, fourth = it.table.key_order[:4]
        assert it.table.key == fourth
        assert signs(it) == {first: "●", third: "●"}
        await it.press("g", "space")
        assert signs(it) == {third: "●"}
        assert it.explorer.subject.marks.codes == [third]


async def test_a_mark_goes_before_a_bookmark(gent: Opened) -> None:
    async with explore(gent, session=session_of(gent.id), code="AC34421") as it:
        await it.press("M", "v")
        assert signs(it) == {"AC34421": "◆"}
        await it.press("space")
        assert signs(it) == {"AC34421": "●"}


async def test_without_signs_they_are_letters(gent: Opened) -> None:
    async with explore(gent, able=Abilities(unicode=False)) as it:
        await it.press("v", "space")
        assert signs(it) == {"AC34421": ASCII.marked}
        assert "Variance +-v" in it.lines[1]


async def test_marks_are_the_same_in_every_list_and_at_the_next_start(gent: Opened) -> None:
    async with explore(gent, session=session_of(gent.id)) as it:
        await it.press("K", "down", "space")
        code = it.cells(it.table.key_order[1])[1]
        marked = {key for key in it.table.key_order if it.cells(key)[1] == code}
        assert set(signs(it)) == marked
        assert it.line_of("marked").split() == [str(len(marked)), "marked"]
        await it.press("q", "v", "t", "t", "enter")
        assert set(signs(it)) == {code}
    async with explore(gent, session=session_of(gent.id)) as it:
        await it.press("v", "space")
        assert it.explorer.subject.marks.codes == [code, "AC34421"]


async def test_after_a_list_is_come_back_to_its_signs_are_there(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v", "space", "enter", "q")
        assert set(signs(it)) == {"AC34421"}


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL])
async def test_the_marked_are_totalled(gent: Opened, size: tuple[int, int]) -> None:
    lines = {row["code"]: row for row in gent.accounts.amounts.iter_rows(named=True)
             if row["measure"] == "exploitatie_uitgaven"}  # fmt: skip
    async with explore(gent, size) as it:
        await it.press("v", "space", "down", "space", "space")
        codes = it.explorer.subject.marks.codes
        assert len(codes) == 3
        variance = sum(lines[code]["actual"] - lines[code]["reference"] for code in codes)
        line = it.line_of("3 marked")
        assert f"variance {variance:+,.0f}".replace(",", ".") in line.partition("3 marked")[2]
        await it.press("asterisk")
        total = it.line_of("Total:")
        assert f"variance {variance:+,.0f}".replace(",", ".") in total
        assert it.table.key_order == [key for key in it.table.key_order if key in codes]
        assert len(it.table.key_order) == 3


async def test_only_the_marked_and_all_again(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v", "asterisk")
        assert it.said == ["No row here is marked. Space marks one."]
        everything = list(it.table.key_order)
        await it.press("space", "down", "space", "asterisk")
        assert it.table.key_order == [everything[0], everything[2]]
        assert "2 of 256 │ actions and projects │ only the marked" in it.lines[0]
        await it.press("s", "enter")
        assert set(it.table.key_order) == {everything[0], everything[2]}
        await it.press("g", "space")
        assert len(it.table.key_order) == 1
        await it.press("space")
        assert len(it.table.key_order) == len(everything)
        assert "only the marked" not in it.lines[0]


async def test_only_the_marked_is_come_back_to(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v", "space", "down", "space", "asterisk", "down")
        before = it.lines
        await it.press("enter", "q")
        assert it.lines == before


async def test_only_the_marked_findings(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("K", "space", "asterisk")
        assert [it.cells(key)[1] for key in it.table.key_order] == ["OD10039.x1"]
        assert "1 of 35 │ only the marked" in it.lines[0]


async def test_a_service_has_no_code_and_says_so(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("d", "space")
        assert it.said == ["Only a row with a code can be marked."]
        assert it.table.cursor_row == 0
        assert not it.explorer.subject.marks


async def export(it: Driven, file: Path, *choice: str) -> list[str]:
    await it.press("e")
    if choice:
        assert isinstance(it.screen, Chooser)
        await it.press(*choice)
    assert isinstance(it.screen, ExportScreen)
    await it.press("ctrl+u")
    await it.type_in(file.name)
    await it.press("enter")
    await it.until(file.exists, "the file")
    return [row["code"] for row in csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines())]


@pytest.mark.parametrize("list_key", ["v", "K"])
async def test_an_export_offers_the_marked_alone(
    gent: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, list_key: str
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explore(gent) as it:
        await it.press(list_key)
        codes = [it.cells(key)[list_key == "K"] for key in it.table.key_order]
        assert await export(it, tmp_path / "none.csv") == codes
        await it.press("space", "down", "down", "space")
        marked = [codes[0], codes[3]]
        assert await export(it, tmp_path / "marked.csv", "enter") == marked
        assert await export(it, tmp_path / "all.csv", "end", "enter") == codes
        assert await export(it, tmp_path / "again.csv", "e", "enter") == codes
        await it.press("e", "escape")
        assert not isinstance(it.screen, ExportScreen)
