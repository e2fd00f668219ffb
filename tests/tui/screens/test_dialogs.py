"""The small dialogs over a table: its rows to a file, its columns, one service. The command that gives its rows."""

from __future__ import annotations

import csv
import shlex
from pathlib import Path

import pytest
from textual.events import Paste

from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.screens.dialogs.chooser import Chooser
from doelboom.tui.explorer.screens.dialogs.columns import Columns
from doelboom.tui.explorer.screens.dialogs.export import ExportScreen
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from tests.tui.driving import Driven, explore
from tests.tui.running import run


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


async def _export(it: Driven, path: Path) -> None:
    """Asks for an export and pastes the name of the file."""
    await it.press("e")
    assert isinstance(it.screen, ExportScreen)
    await it.press("ctrl+u")
    it.app.post_message(Paste(str(path)))
    await it.settle()
    await it.press("enter")


async def test_the_rows_of_a_table_are_written_as_they_are_shown(gent: Opened, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    async with explore(gent) as it:
        await it.press("v", "slash")
        await it.type_in("kinderopvang")
        await it.press("enter")
        await _export(it, path)
        assert isinstance(it.screen, VariancesScreen)
        assert [row["code"] for row in _rows(path)] == it.table.key_order
        assert len(it.table.key_order) > 1
        assert it.said == [f"{len(it.table.key_order)} rows written to {path}"]


async def test_the_rows_of_the_tree_are_those_unfolded(gent: Opened, tmp_path: Path) -> None:
    path = tmp_path / "tree.csv"
    async with explore(gent) as it:
        await _export(it, path)
        first, *rows = _rows(path)
        assert [row["code"] for row in rows] == it.open_codes
        assert (first["code"], first["mark"], first["reference"]) == ("", "whole", "551543403.00")


async def test_the_check_and_the_services_are_written_too(gent: Opened, tmp_path: Path) -> None:
    async with explore(gent) as it:
        await it.press("d")
        await _export(it, tmp_path / "services.csv")
        names = [row["service"] for row in _rows(tmp_path / "services.csv")]
        assert [name for name in names if name] == [key for key in it.table.key_order if not key.startswith("\0")]
        await it.press("escape", "K")
        await _export(it, tmp_path / "check.csv")
        assert len(_rows(tmp_path / "check.csv")) == it.table.row_count


async def test_a_name_is_suggested_and_left(gent: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with explore(gent) as it:
        await it.press("v", "e")
        assert "variances-2024.xlsx" in it.text
        await it.press("escape")
        assert isinstance(it.screen, VariancesScreen)
        assert it.said == []
    assert list(tmp_path.iterdir()) == []


async def test_an_ending_that_says_no_format_is_refused_with_a_word(gent: Opened, tmp_path: Path) -> None:
    async with explore(gent) as it:
        await it.press("v")
        await _export(it, tmp_path / "rows.doc")
        assert isinstance(it.screen, ExportScreen)
        assert "A name with one of those endings, please." in it.text
    assert list(tmp_path.iterdir()) == []


async def test_a_file_that_cannot_be_written_is_said(gent: Opened, tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "rows.csv"
    async with explore(gent) as it:
        await it.press("v")
        await _export(it, path)
        assert isinstance(it.screen, VariancesScreen)
        assert it.said == [f"{path}: cannot be written: No such file or directory"]


async def test_a_column_is_taken_out_and_in_again(gent: Opened, tmp_path: Path) -> None:
    async with explore(gent) as it:
        await it.press("v")
        before = it.columns
        assert before[:2] == ["Code", "Title"]
        await it.press("c")
        assert isinstance(it.screen, Columns)
        await it.press("space", "enter")
        assert isinstance(it.screen, VariancesScreen)
        assert it.columns == [heading for heading in before if heading != "Title"]
        await _export(it, tmp_path / "rows.csv")
        assert "title" not in _rows(tmp_path / "rows.csv")[0]
        assert "service" in _rows(tmp_path / "rows.csv")[0]
        await it.press("c", "j", "k", "space", "enter")
        assert it.columns == before


async def test_leaving_the_columns_leaves_them_as_they_were(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v")
        before = it.columns
        await it.press("c", "space", "j", "space", "escape")
        assert isinstance(it.screen, VariancesScreen)
        assert it.columns == before


async def test_one_service_and_all_of_them_again(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v")
        screen = it.screen
        assert isinstance(screen, VariancesScreen)
        before = it.table.key_order
        await it.press("d")
        assert isinstance(it.screen, Chooser)
        await it.press("j", "enter")
        service = screen.state.query.service
        assert service
        assert service in it.lines[0]
        assert 0 < it.table.row_count < len(before)
        assert {it.explorer.outline.items[code].service for code in it.table.key_order} == {service}
        await it.press("d", "g", "enter")
        assert screen.state.query.service is None
        assert it.table.key_order == before


async def test_the_command_shown_gives_the_rows_shown(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v", "slash")
        await it.type_in("kinderopvang")
        await it.press("enter", "x")
        command = it.clipboard
        assert command is not None
        assert it.said[-1].endswith(command)
        program, *arguments = shlex.split(command)
        assert program == "doelboom"
        lines = run(*arguments, "--format", "csv").out.splitlines()
        assert [row["code"] for row in csv.DictReader(lines)] == it.table.key_order
