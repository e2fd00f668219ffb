"""In however few bytes: what is on the terminal equals what was meant, on two emulators of different make."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from doelboom.tui.terminal.screen.cells import Cells
from doelboom.tui.terminal.screen.meant import Meant
from doelboom.tui.terminal.screen.screen import ScreenOfCells
from doelboom.tui.terminal.screen.sequences import Sequences
from doelboom.tui.terminal.screen.styles import Styles
from tests.examples import examples
from tests.tui.emulator import Emulator, stream_to
from tests.tui.terminal_screen.writing import COLUMNS, ROWS, TERMS, fill, narrow_sessions, wide_sessions

TMUX = shutil.which("tmux")
NO_WRAP = b"\x1b[?7l"
BARE = Sequences()


@cache
def sequences_of(term: str) -> Sequences:
    """What a terminal has. A process looks up one terminal only: here one for each asks."""
    code = f"from {Sequences.__module__} import sequences_of; print(sequences_of({term!r}))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    found = eval(done.stdout)
    assert isinstance(found, Sequences)
    return found


def rewritten(writes: list[str], has: Sequences) -> list[bytes]:
    screen = ScreenOfCells(has, columns=COLUMNS, rows=ROWS)
    return [screen.feed(written).encode() for written in writes]


def painted(pieces: list[bytes]) -> Emulator:
    emulator = Emulator(COLUMNS, ROWS)
    stream = stream_to(emulator)
    for piece in [NO_WRAP, *pieces]:
        stream.feed(piece)
    return emulator


def meant(writes: list[str]) -> list[list[tuple[str, str]]]:
    """The sign and the background of every place; nothing for the right half of a wide sign."""
    styles = Styles()
    screen = Meant(styles, Cells(styles, "utf-8"), COLUMNS, ROWS)
    for written in writes:
        for besides in screen.feed(written):
            if besides.changes_screens:
                screen.forget()
    return [
        [(unicodedata.normalize("NFC", cell.text), cell.style.background) if cell else (" ", "") for cell in row]
        for row in screen.rows
    ]


@pytest.mark.parametrize("term", TERMS)
@given(writes=narrow_sessions, cuts=st.lists(st.integers(0, 4000), max_size=5))
@examples(15)
def test_the_terminal_shows_the_same_whatever_it_is_and_wherever_the_output_is_cut(
    term: str, writes: list[str], cuts: list[int]
) -> None:
    written = [text.replace("\x1b[?1049h", "") for text in writes]  # the emulator has one screen
    whole = b"".join(rewritten(written, sequences_of(term)))
    places = sorted({0, len(whole), *(cut % (len(whole) + 1) for cut in cuts)})
    cut = [whole[start:end] for start, end in pairwise(places)]
    assert painted(cut).cells == painted([text.replace("\n", "\r\n").encode() for text in written]).cells


@given(writes=wide_sessions)
@examples(30)
def test_wide_signs_and_marks_stand_where_they_are_meant_to(writes: list[str]) -> None:
    writes = [text.replace("\x1b[?1049h", "") for text in writes]
    emulator = painted(rewritten(writes, sequences_of("xterm-256color")))
    for row, cells in enumerate(meant(writes)):
        assert [emulator.cell(row, column)[0] for column in range(COLUMNS)] == [text for text, _background in cells]


@pytest.fixture(scope="module")
def tmux(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A server of our own, with one window of the size; the folder of its socket."""
    folder = tmp_path_factory.mktemp("tmux")
    in_tmux(folder, "-f", "/dev/null", "new-session", "-d", "-x", str(COLUMNS), "-y", str(ROWS), "exec sleep 600")
    in_tmux(folder, "set", "-g", "status", "off")
    in_tmux(folder, "set", "-g", "remain-on-exit", "on")
    yield folder
    in_tmux(folder, "kill-server")


def in_tmux(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    environment.pop("TMUX", None)
    command = ["tmux", "-u", "-S", str(folder / "socket"), *arguments]
    return subprocess.run(command, check=True, capture_output=True, env=environment).stdout.decode()


def without_the_background_of_blanks(cells: list[list[tuple[str, str]]]) -> list[list[tuple[str, str]]]:
    """What tmux tells of its cells: not the colour of erased ones."""
    return [[("", "") if text in (" ", "") else (text, background) for text, background in row] for row in cells]


@pytest.mark.skipif(TMUX is None, reason="NO TMUX HERE: the second emulator is not asked")
@given(writes=st.one_of(narrow_sessions, wide_sessions), term=st.sampled_from(TERMS))
@settings(examples(12), phases=(Phase.generate,))
def test_the_second_emulator_shows_the_same(tmux: Path, writes: list[str], term: str) -> None:
    writes = [text.replace("\x1b[?1049h", "") for text in writes]
    (tmux / "bytes").write_bytes(NO_WRAP + b"".join(rewritten(writes, sequences_of(term))))
    done = f"stty -onlcr; cat {tmux / 'bytes'}; tmux -S {tmux / 'socket'} wait-for -S done; exec sleep 600"
    in_tmux(tmux, "respawn-pane", "-k", done)
    in_tmux(tmux, "wait-for", "done")
    captured = in_tmux(tmux, "capture-pane", "-p", "-e", "-N").split("\n")
    lines = [f"\x1b[{row + 1};1H{line}" for row, line in enumerate(captured[:ROWS])]
    assert without_the_background_of_blanks(meant(["".join(lines)])) == without_the_background_of_blanks(meant(writes))


# What it writes for what


def screen_with(written: str, has: Sequences) -> ScreenOfCells:
    screen = ScreenOfCells(has, columns=COLUMNS, rows=ROWS)
    screen.feed(written)
    return screen


def test_what_is_there_is_not_written_again() -> None:
    screen = screen_with(fill("48;5;16", ["words "]), BARE)
    assert screen.feed(fill("48;5;16", ["words "])) == ""
    assert screen.feed("\x1b[3;5H\x1b[48;5;16ms\x1b[6Gw\x1b[0m") != ""


def test_what_is_changed_is_written_with_the_cheapest_move() -> None:
    screen = screen_with(fill("48;5;16", ["words "]), BARE)
    assert screen.feed("\x1b[3;1H\x1b[48;5;16mW\x1b[0m") == "\x1b[3HW"
    assert screen.feed("\x1b[3;1H\x1b[48;5;16mwords Words \x1b[0m") == "\bw\x1b[5CW"
    assert screen.feed("\x1b[5;8H\x1b[48;5;16mO\x1b[0m") == "\n\nO"


def test_a_gap_that_is_shorter_than_a_move_is_bridged() -> None:
    screen = screen_with(fill("0", ["abcdefgh"]), BARE)
    assert screen.feed("\x1b[1;1HAbcdEfgh\x1b[2;1HAbcdefgH") == "\x1b[HAbcdE\nfgH\rA"


@pytest.mark.parametrize("rows", [3, ROWS])
def test_a_colour_is_not_changed_to_and_fro_where_a_move_is_shorter(rows: int) -> None:
    screen = screen_with(fill("48;5;16", [" "]), BARE)
    figures = [
        f"\x1b[{row};2H\x1b[38;5;108;48;5;16m{row}\x1b[{row};{column}H\x1b[38;5;174;48;5;16m{row}"
        for row in range(1, rows + 1)
        for column in (range(6, COLUMNS, 2) if rows == ROWS else [9])
    ]
    written = screen.feed("".join(figures))
    assert written.count("38;5;108") == written.count("38;5;174") == 1


def test_blanks_are_erased_and_signs_repeated_where_the_terminal_can() -> None:
    line = "\x1b[1;1H\x1b[48;5;16m"
    xterm, linux = sequences_of("xterm-256color"), sequences_of("linux")
    for has, written in ((xterm, "\x1b[K"), (linux, "\x1b[K"), (BARE, " " * 23)):
        screen = screen_with(fill("48;5;16", ["x"]), has)
        assert screen.feed(f"{line}x{' ' * 23}") == f"\x1b[;2H{written}"
    for has, written in ((xterm, "=\x1b[19b"), (linux, "=" * 20)):
        assert screen_with(fill("48;5;16", ["x"]), has).feed(f"{line}{'=' * 20}") == f"\x1b[H{written}"
    for has, written in ((xterm, " \x1b[19b"), (linux, "\x1b[20X"), (BARE, " " * 20)):
        assert screen_with(fill("48;5;16", ["x"]), has).feed(f"{line}{' ' * 20}") == f"\x1b[H{written}"


@pytest.mark.parametrize(("term", "down"), [("xterm-256color", "\x1b[L"), ("vt100", "\x1bM")])
def test_lines_that_moved_are_scrolled(term: str, down: str) -> None:
    lines = [
        word * 3
        for word in ("exploitatie", "uitgaven", "budget", "jaarrekening", "saldo", "vte", "dienst", "plan", "rest")
    ]
    screen = screen_with(fill("48;5;16", lines), sequences_of(term))
    assert screen.feed(fill("48;5;16", lines[1:])).startswith("\x1b[m\x1b[1;8r\x1b[8H\n\x1b[r")
    assert screen.feed(fill("48;5;16", lines)).startswith(f"\x1b[m\x1b[1;8r\x1b[H{down}\x1b[r")


def test_the_whole_picture_is_written_where_the_copy_cannot_be_trusted() -> None:
    picture = fill("48;5;16", ["words "])
    whole = screen_with("", BARE).feed(picture)
    screen = screen_with(picture, BARE)
    screen.distrust()
    assert screen.feed("") == whole
    # Nobody knows what this one does; of the other screen nothing is known.
    assert screen.feed("\x1b[2J").endswith(f"\x1b[2J{whole}")
    screen.feed("\x1b[?1049h")
    assert screen.feed(picture) == whole
    screen = screen_with(picture, BARE)
    screen.resize(COLUMNS + 2, ROWS)
    assert "words words" in screen.feed("")


def test_the_terminals_own_colours_are_in_force_at_its_end() -> None:
    screen = screen_with(fill("41", ["red "]), BARE)
    assert screen.feed("\x1b[?1049l") == "\x1b[m\x1b[H\x1b[2J\x1b[?1049l"


def test_the_cursor_of_another_screen_stays_where_it_was_left() -> None:
    screen = screen_with(f"{fill('0', [' '])}\x1b[2;3H", BARE)
    assert screen.feed("\x1b[?1049l\x1b[?25h") == "\x1b[m\x1b[H\x1b[2J\x1b[?1049l\x1b[?25h"


def test_no_control_reaches_the_terminal_within_a_text() -> None:
    screen = screen_with(fill("0", [" "]), BARE)
    assert screen.feed("\x1b[1;1Ha\x9bb\x0bc") == "\x1b[Habc"


def test_what_an_encoding_lacks_takes_as_many_places() -> None:
    screen = ScreenOfCells(BARE, "latin-1", COLUMNS, ROWS)
    assert screen.feed("\x1b[1;1Hé…日─").startswith("\x1b[H\x1b[mé?  \b\b? ")
