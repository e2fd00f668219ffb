"""Notes: written in the terminal and in the user's own editor, shown, found, and never lost."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest
from textual.events import Paste
from textual.widgets import TextArea

from doelboom.data.storage import locations, notes
from doelboom.data.storage.library import Opened
from doelboom.data.storage.notes import notes_of
from doelboom.tui.explorer.screens.dialogs.note import NoteScreen
from doelboom.tui.explorer.themes import THEMES
from doelboom.tui.settings.config import Config
from tests.tui.driving import NARROW, WIDE, Driven, explore
from tests.tui.running import run
from tests.tui.terminal import Terminal

CODE = "AC34834"


@pytest.fixture(autouse=True)
def _nothing_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "_shared", {})
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)


def kept(code: str = CODE) -> str:
    """What the file of a note says, without the line's end."""
    path = locations.notes() / "gent" / "2024" / f"{code}.md"
    return path.read_text(encoding="utf-8").rstrip("\n") if path.exists() else ""


def editor(folder: Path, script: str) -> str:
    """An editor that does what a script says with its file, whose name is $1."""
    path = folder / "editor"
    # Where the cursor stands is the explorer's affair: what the script says begins a line.
    path.write_text(f"#!/bin/sh\necho\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


async def write(it: Driven, text: str, *leaving: str) -> None:
    await it.press("a")
    await it.until_screen(NoteScreen)
    await it.type_in(text)
    await it.press(*leaving)


class TestWritingOne:
    @pytest.mark.parametrize("key", ["escape", "ctrl+s"])
    async def test_what_is_typed_is_kept_and_shown(self, gent: Opened, key: str) -> None:
        async with explore(gent, code=CODE) as it:
            assert "¶" not in it.text
            await write(it, "Vraag naar q en v: [b]het contract[b]", key)
            assert it.screen is it.explorer
            assert kept() == "Vraag naar q en v: [b]het contract[b]"
            assert it.said == ["The note on AC34834 is kept."]
            await it.until_detail("¶ Note", "Vraag naar q en v: [b]het contract[b]")
            assert "AC34834 ¶ " in it.line_of("AC34834 ¶")
            await it.press("down")
            assert "Vraag naar" not in it.detail_text

    async def test_it_is_taken_up_where_it_was_left(self, gent: Opened) -> None:
        async with explore(gent, code=CODE) as it:
            await write(it, "een", "escape")
            await write(it, ", twee", "escape")
            assert kept() == "een, twee"
            await write(it, "drie", "ctrl+g")
            assert kept() == "een, twee"
            await it.press("a", "ctrl+u", "escape")
            assert kept() == ""
            assert it.said[-1] == "The note on AC34834 is taken away."
            assert "¶" not in it.text

    async def test_nothing_is_said_where_nothing_changed(self, gent: Opened) -> None:
        async with explore(gent, code=CODE) as it:
            await it.press("a", "escape")
            assert it.said == []
            assert not locations.notes().exists()

    async def test_a_paste_is_taken_as_far_as_there_is_room_which_is_said(self, gent: Opened) -> None:
        async with explore(gent, code=CODE) as it:
            await write(it, "Eerst ")
            it.screen.query_one(TextArea).post_message(Paste("bomen\n" * 200_000))
            await it.until(lambda: "More was pasted" in it.text, "what is said of it")
            await it.press("escape")
            assert kept() == ("Eerst " + "bomen\n" * 200_000)[:100_000].rstrip()

    async def test_ending_doelboom_in_its_midst_keeps_it(self, gent: Opened) -> None:
        async with explore(gent, code=CODE) as it:
            await write(it, "nog niet klaar", "ctrl+c")
        assert kept() == "nog niet klaar"

    async def test_another_program_s_text_is_kept_with_it(self, gent: Opened) -> None:
        async with explore(gent, code=CODE) as it:
            await it.press("a")
            await it.type_in("van hier")
            assert run("notes", CODE, "--set", "van daar", "--report", "bundled").code == 0
            notes._shared.clear()
            await it.press("escape")
            assert kept() == "van daar\n\nvan hier"
            assert it.said == ["Another program had changed this note: both texts are kept."]
            await it.until_detail("van daar")

    async def test_where_it_cannot_be_kept_the_text_stays_on_the_screen(self, gent: Opened) -> None:
        locations.data_folder().parent.mkdir(parents=True, exist_ok=True)
        locations.data_folder().write_text("a file in the way", encoding="utf-8")
        async with explore(gent, code=CODE) as it:
            await write(it, "belangrijk", "escape")
            assert isinstance(it.screen, NoteScreen)
            assert "The note cannot be kept" in it.text
            assert it.one(TextArea).text == "belangrijk"
            locations.data_folder().unlink()
            await it.press("escape")
        assert kept() == "belangrijk"

    @pytest.mark.parametrize("size", [(200, 50), WIDE, NARROW, (40, 12)])
    @pytest.mark.parametrize("theme", THEMES)
    async def test_there_is_room_to_write_in_every_theme(self, gent: Opened, theme: str, size: tuple[int, int]) -> None:
        async with explore(gent, size, code=CODE, config=Config(theme)) as it:
            await write(it, "een regel")
            assert "een regel" in it.text
            assert "Note on AC34834" in it.text
            assert it.one(TextArea).size.height >= 3


class TestFromLists:
    async def test_on_a_row_of_the_variances_and_of_the_check(self, gent: Opened) -> None:
        async with explore(gent) as it:
            await it.press("v")
            await it.until(lambda: it.table.row_count > 0, "rows")
            key = it.table.key
            assert key is not None
            await write(it, "nakijken", "escape")
            assert kept(key) == "nakijken"
            assert it.table.key == key
            assert it.cells(key)[0] == f"{key} ¶"
            await it.press("q", "K")
            code = it.cells("0")[1].removesuffix(" ¶")
            await write(it, "ook dit", "escape")
            assert kept(code) == "ook dit"
            assert it.cells("0")[1] == f"{code} ¶"

    async def test_on_a_step_of_the_bridge(self, gent: Opened) -> None:
        async with explore(gent, code="SD10023") as it:
            await it.press("w")
            await write(it, "zes keer het geheel", "escape")
        assert kept("OD10051") == "zes keer het geheel"


class TestFindingThem:
    async def test_the_filter_finds_what_a_note_says(self, gent: Opened) -> None:
        notes_of(gent.accounts.source).put(CODE, "Navragen bij Fatima")
        async with explore(gent) as it:
            await it.press("slash")
            await it.type_in("fatima")
            await it.press("enter")
            assert it.code == CODE
            await it.until_detail("Navragen bij Fatima")

    async def test_so_does_the_filter_of_the_variances(self, gent: Opened) -> None:
        notes_of(gent.accounts.source).put(CODE, "Navragen bij Fatima")
        async with explore(gent) as it:
            await it.press("v", "slash")
            await it.type_in("fatima")
            assert it.table.key_order == [CODE]
        rows = run("variances", "--filter", "fatima", "--format", "json", "--report", "bundled").rows
        assert [row["code"] for row in rows] == [CODE]

    def test_search_says_that_it_was_in_a_note(self) -> None:
        run("notes", CODE, "--set", "Navragen bij Fatíma")
        rows = run("search", "fatima", "--format", "json").rows
        assert [(row["code"], row["found_in"]) for row in rows] == [(CODE, "note")]
        rows = run("search", "34834", "fatima", "--format", "json").rows
        assert [row["code"] for row in rows] == [CODE]


class TestTheCommand:
    def test_writes_shows_lists_and_takes_away(self) -> None:
        nothing = run("notes")
        assert (nothing.code, nothing.err) == (0, "")
        assert nothing.out == "Jaarrekening 2024 - Gent (bundled): no notes yet\n"
        assert run("notes", "--format", "json").rows == []
        assert run("notes", "34834", "--set", "Eerste regel\n  tweede").code == 0
        assert run("notes", "34834").out == "Eerste regel\n  tweede\n"
        (row,) = run("notes", "--format", "json").rows
        assert (row["code"], row["note"]) == (CODE, "Eerste regel\n  tweede")
        assert row["title"].startswith("Gentse bedrijven")
        table = run("notes", terminal=100).out
        assert "Eerste regel" in table
        assert "tweede" not in table
        assert run("notes", CODE, "--remove").code == 0
        gone = run("notes", CODE)
        assert (gone.code, gone.err) == (1, "doelboom: AC34834: no note on it\n")

    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            (("--remove",), "a note is on a CODE"),
            (("34834", "--remove", "--edit"), "one of them"),
            (("34834", "--edit"), "--edit needs a terminal"),
            (("99999",), "no such code"),
        ],
    )
    def test_says_what_is_wrong_in_one_line(self, arguments: tuple[str, ...], complaint: str) -> None:
        done = run("notes", *arguments)
        assert done.code in (1, 2)
        assert done.out == ""
        assert complaint in done.err
        assert done.err.count("\n") == 1

    def test_show_takes_it_along(self) -> None:
        run("notes", CODE, "--set", "Vraag\nhet na")
        assert "\nNote:\nVraag\nhet na\n" in run("show", CODE).out
        assert "¶ Note\nVraag\nhet na\n" in run("show", CODE, "--format", "table").out
        assert json.loads(run("show", CODE, "--format", "json").out)["note"] == "Vraag\nhet na"
        assert json.loads(run("show", "AC34819", "--format", "json").out)["note"] is None

    def test_a_hostile_note_is_text_everywhere(self, tmp_path: Path) -> None:
        run("notes", CODE, "--set", "=1+1\x1b[31m\u202e[red]<b>|x|")
        for arguments in (("show", CODE), ("notes", CODE), ("notes",), ("search", "[red]"), ("export", "notes")):
            done = run(*arguments)
            assert done.code == 0
            assert all(character.isprintable() or character == "\n" for character in done.out)
        assert "'=1+1" in run("export", "notes", "--format", "csv").out
        assert r"\[red\]\<b\>\|x\|" in run("export", "notes", "--format", "md").out

    @pytest.mark.parametrize("form", ["csv", "json", "md", "xlsx", "parquet", "table", "plain"])
    def test_they_are_exported_in_every_form(self, tmp_path: Path, form: str) -> None:
        run("notes", CODE, "--set", "Vraag het na")
        path = tmp_path / "notes.out"
        done = run("export", "notes", "--format", form, "-o", str(path))
        assert (done.code, done.err) == (0, "")
        assert path.stat().st_size > 40


class TestTheUsersOwnEditor:
    def test_it_gets_the_text_and_the_terminal_and_gives_both_back(self, tmp_path: Path) -> None:
        seen = tmp_path / "seen"
        script = (
            f'ls -ld "$1" "$(dirname "$1")" > {seen}; cat "$1" >> {seen}; echo EDITING; read x; echo "met $x" >> "$1"'
        )
        environment = {"EDITOR": editor(tmp_path, script)}
        with Terminal(CODE, "--report", "bundled", size=(120, 50), environment=environment) as terminal:
            terminal.until_shown(CODE)
            terminal.type("a")
            terminal.until_shown("Note on AC34834")
            terminal.type("hier")
            terminal.until_shown("hier")
            terminal.type("\x0f")
            terminal.until_shown("EDITING")
            terminal.type("kleur\n")
            terminal.until_shown("met kleur", "Note on AC34834")
            terminal.press("escape")
            terminal.until_shown("AC34834 ¶")
            terminal.type("i")
            terminal.until_shown("¶ Note", "met kleur")
            terminal.resize(110, 45)
            terminal.type("qq")
            assert terminal.exit_code() == 0
        assert kept() == "hier\nmet kleur"
        lines = seen.read_text().splitlines()
        assert lines[0].startswith("drwx------")
        assert lines[1].startswith("-rw-------")
        assert lines[2] == "hier"
        assert not Path(lines[0].split()[-1]).exists()

    def test_ctrl_c_in_it_is_its_own(self, tmp_path: Path) -> None:
        environment = {
            "VISUAL": editor(
                tmp_path, 'trap "echo onderbroken >> \\"$1\\"; exit 0" INT; echo EDITING; while :; do sleep 0.1; done'
            )
        }
        with Terminal(CODE, "--report", "bundled", environment=environment) as terminal:
            terminal.until_shown(CODE)
            terminal.type("a")
            terminal.until_shown("Note on AC34834")
            terminal.type("\x0f")
            terminal.until_shown("EDITING")
            terminal.press("ctrl+c")
            terminal.until_shown("onderbroken")
            terminal.press("escape")
            terminal.until_shown("AC34834 ¶")
        assert kept() == "onderbroken"

    @pytest.mark.parametrize(
        ("command", "complaint"),
        [
            (None, "Neither $VISUAL nor $EDITOR"),
            ("no-such-editor", "no-such-editor: No such"),
            ("false", "false ended with code 1"),
            ("'unclosed", "$EDITOR: No closing quotation"),
        ],
    )
    def test_without_one_that_works_the_text_stays_as_it_is(self, command: str | None, complaint: str) -> None:
        with Terminal(CODE, "--report", "bundled", size=(100, 30), environment={"EDITOR": command}) as terminal:
            terminal.until_shown(CODE)
            terminal.type("a")
            terminal.until_shown("Note on AC34834")
            terminal.type("blijft")
            terminal.type("\x0f")
            terminal.until_shown(complaint, "blijft")
            terminal.press("escape")
            terminal.until_shown("AC34834 ¶")
        assert kept() == "blijft"

    def test_a_terminal_that_goes_away_takes_no_note_with_it(self) -> None:
        with Terminal(CODE, "--report", "bundled") as terminal:
            terminal.until_shown(CODE)
            terminal.type("a")
            terminal.until_shown("Note on AC34834")
            terminal.type("nog niet klaar")
            terminal.until_shown("nog niet klaar")
            terminal.send(signal.SIGHUP)
            assert terminal.exit_code() == 128 + signal.SIGHUP
        assert kept() == "nog niet klaar"

    def test_from_the_command_line(self, tmp_path: Path) -> None:
        environment = {"EDITOR": editor(tmp_path, 'echo "zo geschreven" > "$1"')}
        with Terminal("notes", CODE, "--edit", environment=environment) as terminal:
            assert terminal.exit_code() == 0
        assert kept() == "zo geschreven"
