"""What is asked for where something else is: a file that is there, a folder, a device, no words, no terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Paste

from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.screens.dialogs.export import ExportScreen
from tests.tui.driving import explore
from tests.tui.running import run, run_in_terminal


def test_a_file_that_is_there_is_replaced_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("mine")
    done = run("export", "nodes", "-o", str(path))
    assert (done.code, done.out, done.err) == (2, "", f"doelboom: {path}: is there already; --force replaces it\n")
    assert path.read_text() == "mine"
    assert run("export", "nodes", "-o", str(path), "--force").code == 0
    assert path.read_text().startswith("ordinal,code,")
    assert [entry.name for entry in tmp_path.iterdir()] == ["rows.csv"]


def test_a_dash_is_standard_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("export", "nodes", "-o", "-")
    assert done == run("export", "nodes")
    assert done.out.startswith("ordinal,code,")
    assert list(tmp_path.iterdir()) == []


async def test_in_the_explorer_a_second_enter_replaces_it(gent: Opened, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("mine")
    async with explore(gent) as it:
        await it.press("v", "e", "ctrl+u")
        it.app.post_message(Paste(str(path)))
        await it.settle()
        await it.press("enter")
        assert isinstance(it.screen, ExportScreen)
        assert "There is such a file. Enter again replaces it." in it.text
        assert path.read_text() == "mine"
        await it.press("enter")
        assert not isinstance(it.screen, ExportScreen)
        assert path.read_text().startswith("code,")


@pytest.mark.parametrize("arguments", [("show", "AC34834", "--report"), ("open", "--no-ui")])
@pytest.mark.parametrize(("there", "kind"), [("{folder}", "a folder"), ("/dev/null", "a device or a pipe")])
def test_what_is_no_file_is_called_what_it_is(
    arguments: tuple[str, ...], there: str, kind: str, tmp_path: Path
) -> None:
    name = there.format(folder=tmp_path)
    done = run(*arguments, name)
    assert done.code in (1, 2)
    (line,) = done.err.splitlines()
    assert line.startswith(f"doelboom: {name}: ")
    assert kind in line
    assert "no such file" not in line


@pytest.mark.parametrize("text", ["", " "])
def test_no_words_are_none_to_look_for(text: str) -> None:
    done = run("search", "--", text)
    assert done.code == 2
    assert "no words to look for" in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("term", ["dumb", "unknown", ""])
def test_on_a_terminal_that_cannot_move_its_cursor_the_explorer_is_told(
    term: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    code, output = run_in_terminal("--report", "bundled", keys=b"1\rquit\r", until=b"> ")
    assert code == 0
    assert "1. SD10021: Meer Gentenaars aan het werk" in output
    assert "1. OD10039: " in output
    assert "\x1b" not in output
