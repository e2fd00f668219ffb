"""The installed program in a real pseudo-terminal: what a person over SSH does, and what is left of it afterwards."""

from __future__ import annotations

import re
import signal
import termios
from pathlib import Path

import pytest

from tests.tui.terminal import PROGRAM, Terminal

pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason=f"THE PROGRAM IS NOT INSTALLED: {PROGRAM}")

STARTED = "3.836 percentages ok"
COLOUR_CODES = re.compile(rb"\x1b\[(?:\d*;)*(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|38|48)(?:;\d+)*m")


def test_what_a_person_does_over_ssh() -> None:
    with Terminal(size=(80, 24)) as it:
        it.until_shown("SD10021", STARTED)
        it.type(":34834\r")
        it.until_shown("SD10021 > OD10039 > AC34834", "AC34834 Gentse bedrijven")
        it.type("i")
        it.until_shown("442.318", "365.860", "82,7%", "303.190", "120,7%", "-76.458")
        it.type("q")
        it.until_gone("365.860")
        it.type("v")
        it.until_shown("Largest variances", "-4.784.375")
        it.type("s")
        it.until_shown("Sort by")
        it.press("enter")
        it.until_line(4, "ACD3811")
        # The same again, downwards: the largest excess first.
        it.type("s\r")
        it.until_line(2, "ACA0010")
        it.until_line(2, "+4.114.493")
        it.type("g\r")
        it.until_shown("SD10023 > OD10050 > ACA0010")
        it.type("i")
        it.until_shown("-4.114.493")
        # The detail, the way back to the list, the list, a warning, the end.
        it.type("qq")
        it.until_line(0, "Largest variances")
        it.type("qq")
        it.until_shown("q again ends doelboom")
        it.type("q")
        assert it.exit_code() == 0
        assert it.left_on == []
        assert b"\x1b[?1049h" in it.written


@pytest.mark.parametrize(
    ("how", "code"),
    [("ctrl+c", {0, 130}), ("SIGTERM", {0, 143, -15}), ("SIGHUP", {0, 129, -1}), ("SIGINT", {0, 130})],
)
def test_the_terminal_is_as_before_however_it_ends(how: str, code: set[int]) -> None:
    with Terminal() as it:
        before = termios.tcgetattr(it._process.fd)
        it.until_shown(STARTED)
        if how.startswith("SIG"):
            it.send(signal.Signals[how])
        else:
            it.press(how)
        assert it.exit_code() in code
        assert it.left_on == []
        assert before[3] & termios.ECHO
        assert b"Traceback" not in it.written


def test_the_input_mode_is_as_before_after_it(tmp_path: Path) -> None:
    with Terminal() as it:
        before = termios.tcgetattr(it._process.fd)
        it.until_shown(STARTED)
        during = termios.tcgetattr(it._process.fd)
        assert not during[3] & termios.ECHO
        assert not during[3] & termios.ICANON
        it.type("q")
        it.until(lambda: termios.tcgetattr(it._process.fd)[3] == before[3], "the input mode of before")
        assert it.exit_code() == 0


def test_resizing_while_it_runs() -> None:
    with Terminal(size=(80, 24)) as it:
        it.until_shown(STARTED)
        it.type(":34834\r")
        it.until_shown("SD10021 > OD10039 > AC34834")
        it.resize(120, 36)
        it.until(lambda: any("AC34834" in line and "│" in line for line in it.lines), "the detail beside the tree")
        it.resize(30, 8)
        it.until_shown("doelboom needs 40 columns")
        it.resize(40, 12)
        it.until_shown("AC34834")
        assert all(len(line) <= 40 for line in it.lines)
        it.resize(200, 60)
        it.until_shown("AC34834", "365.860", STARTED)
        it.type("q")
        assert it.exit_code() == 0


@pytest.mark.parametrize("term", ["xterm-256color", "xterm", "screen-256color", "tmux-256color", "linux", "vt100"])
def test_every_kind_of_terminal(term: str) -> None:
    with Terminal(environment={"TERM": term}) as it:
        it.until_shown("SD10021", "OD10039", STARTED)
        it.type("v")
        it.until_shown("AC34421", "-4.784.375")
        it.type("q")
        it.until_shown("SD10021")
        it.type("qq")
        assert it.exit_code() == 0
        assert it.left_on == []


@pytest.mark.parametrize("term", ["linux", "vt100"])
def test_a_terminal_without_blocks_gets_none(term: str) -> None:
    with Terminal(environment={"TERM": term}) as it:
        it.until_shown("SD10021", STARTED)
        assert not set(it.text) & set("▏▎▍▌▋▊▉█▸▾")
        it.type("q")
        assert it.exit_code() == 0


def test_no_color_means_no_colour_at_all() -> None:
    with Terminal(environment={"NO_COLOR": "1"}) as it:
        it.until_shown("SD10021", STARTED)
        it.type("v")
        it.until_shown("AC34421")
        it.type("q")
        it.until_shown("SD10021")
        it.type("qq")
        assert it.exit_code() == 0
        assert COLOUR_CODES.findall(it.written) == []


def test_with_colours_there_are_some() -> None:
    with Terminal(environment={"COLORTERM": "truecolor"}) as it:
        it.until_shown("SD10021", STARTED)
        assert COLOUR_CODES.findall(it.written)
        assert len(it.colours) > 5
        it.type("q")
        assert it.exit_code() == 0


def test_the_c_locale_has_no_sign_beyond_its_own() -> None:
    with Terminal(environment={"LANG": "C", "LC_ALL": "C"}) as it:
        it.until_shown("SD10021", "percentages ok")
        assert not set(it.text) & set("▏▎▍▌▋▊▉█▸▾│─")
        it.type("q")
        assert it.exit_code() == 0


def test_flemish_by_the_locale() -> None:
    with Terminal(environment={"LANG": "nl_BE.UTF-8"}) as it:
        it.until_shown("SD10021", "afwijkingen")
        it.type("q")
        assert it.exit_code() == 0


def test_a_code_on_the_command_line() -> None:
    with Terminal("AC34834") as it:
        it.until_shown("SD10021 > OD10039 > AC34834")
        it.type("q")
        assert it.exit_code() == 0


def test_the_mouse_over_the_wire() -> None:
    with Terminal(size=(120, 36)) as it:
        it.until_shown("OD10040", STARTED)
        row = next(number for number, line in enumerate(it.lines, start=1) if "OD10040" in line)
        it.type(f"\x1b[<0;20;{row}M\x1b[<0;20;{row}m")
        it.until_shown("SD10021 > OD10040")
        it.type("q")
        assert it.exit_code() == 0


def test_a_report_is_read_kept_and_opened(document: Path) -> None:
    with Terminal("open", str(document)) as it:
        it.until_shown("SD10021", STARTED)
        it.type(":34834\ri")
        it.until_shown("SD10021 > OD10039 > AC34834")
        it.type("G")
        it.until_shown("line 129")
        it.type("qq")
        assert it.exit_code() == 0
