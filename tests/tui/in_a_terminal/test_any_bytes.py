"""Whatever bytes a terminal sends, on whatever screen: the explorer goes on."""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest

from tests.tui.terminal import PROGRAM, Terminal

pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason=f"THE PROGRAM IS NOT INSTALLED: {PROGRAM}")

STARTED = "3.836 percentages ok"
SCREENS = {"tree": "", "filter": "/", "jump": ":", "palette": "\x10"}
"""What opens each."""
PALETTE = "Everything that can be done"
"""What stands above its field."""

ESCAPE = "\x1b[27u"
"""The key as a newer terminal sends it: nothing that follows makes another of it."""

BYTES = {
    "é in Latin-1": b"\xe9",
    "§ in Latin-1": b"\xa7",
    "the mark of another encoding": b"\xff\xfe",
    "a character cut off": b"\xe2\x82",
    "a surrogate, and a character written too long": b"\xed\xa0\x80\xc0\xaf",
    "sequences of other programs": b"\x1b[2 q\x1b[31;1m\x1b[?62;4c\x1b[38;2;255;255;255;48;2;255;255;255;1;4;7 q",
    "titles and pictures": b"\x1b]0;quit q\x07\x1b]2;q\x1b\\\x1bPq#0;2;0;0;0q\x1b\\\x1b_q\x1b\\",
    "characters that there are not": b"\x1b[99999999u\x1b[1:2;1u\x1b[97;;1114112u\x1b[9999999999999999999999u",
    "a window of no size": b"\x1b[48;0;0;0;0t\x1b[<35;5;5M",
    "a window of a hundred million cells": b"\x1b[48;9999;9999;9999;9999t",
    "a mouse in the next room": b"\x1b[<0;99999999;99999999M\x1b[<0;99999999;99999999m\x1b[<0;-5;-5M",
    "a mouse of before": b"\x1b[M qq\x1b[M#qq",
    "sequences cut off": b"\x1b[\x1b[12\x1bO\x1b]q\x1b",
    "a paste in colours": b"\x1b[200~Gent \x1b[31mq\x1b[0m\r\nq\x1b[201~",
    "a paste of sequences": b"\x1b[200~\x1b]52;c;cQ==\x07\x9b31m\xe9\x1bP\x1b[20\x1b[200~q\x1b[201~",
    "a paste of nothing": b"\x1b[200~\x00\x1b\x1b[201~",
}


def field(it: Terminal) -> str | None:
    """What the field on the screen holds; None where none is open."""
    for above, line in pairwise(["", *it.lines]):
        if match := re.match("[/:](.*)", line):
            return match[1]
        if PALETTE in above:
            return line.strip("\N{BOX DRAWINGS LIGHT VERTICAL} ")
    return None


def until_closed(it: Terminal) -> None:
    """Waits until the tree has the screen for itself again."""
    it.until(lambda: field(it) is None and STARTED in it.text, "the field to close")


def goes_on(it: Terminal, code: str) -> None:
    """Has it do something."""
    it.type(f":{code}\r")
    # The detail says where it is; the choices below the field have it before it is gone to.
    it.until_shown(f"OD10039 > {code}")
    until_closed(it)


@pytest.mark.parametrize("opens", SCREENS.values(), ids=SCREENS)
def test_any_bytes(opens: str) -> None:
    with Terminal() as it:
        it.until_shown("SD10021", STARTED)
        for name, sent in BYTES.items():
            it.type(opens)
            if opens:
                it.until(lambda: field(it) is not None, f"the field, before {name}")
            it.send_bytes(sent)
            if sent.endswith(b"\x1b"):
                # What is cut off is over after a moment of silence.
                Event().wait(0.3)
            if opens:
                it.type("34834")
                it.until(lambda: "34834" in (field(it) or ""), f"what is typed in the field, after {name}")
                it.type(ESCAPE)
                until_closed(it)
            code = "AC34819" if "> AC34834" in it.text else "AC34834"
            goes_on(it, code)
        it.type("q")
        assert it.exit_code() == 0
        assert it.left_on == []
        assert b"Traceback" not in it.written


def test_a_paste_whose_end_never_comes_does_not_keep_the_keyboard() -> None:
    with Terminal() as it:
        it.until_shown("SD10021", STARTED)
        it.type("/")
        it.until(lambda: field(it) is not None, "the field")
        it.send_bytes(b"\x1b[200~talent")
        it.until(lambda: "talent" in (field(it) or ""), "what was pasted")
        it.type(ESCAPE)
        until_closed(it)
        goes_on(it, "AC34834")
        it.type("q")
        assert it.exit_code() == 0


def test_a_terminal_of_another_encoding() -> None:
    with Terminal(environment={"PYTHONIOENCODING": "latin-1"}) as it:
        it.until(lambda: b"SD10021" in it.written, "the tree")
        it.type("/")
        it.until(lambda: field(it) is not None, "the field")
        it.send_bytes(b"caf\xe9")
        it.until(lambda: b"caf\xe9" in it.written, "é as it was typed")
        it.type(ESCAPE)
        until_closed(it)
        it.type("q")
        assert it.exit_code() == 0


BROKEN = """
import sys
from doelboom.tui.terminal.{module} import {owner}
whole = {owner}.feed
def broken(self, given):
    if {condition}:
        raise RuntimeError("\\x1b]0;q\\x07 " + "x" * 5000)
    return whole(self, given)
{owner}.feed = broken
from doelboom.tui.cli.main import main
sys.exit(main())
"""


@pytest.mark.parametrize(
    ("module", "owner", "condition"),
    [("keyboard", "Keyboard", "given == b'z'"), ("screen.screen", "ScreenOfCells", "'without zeroes' in given")],
)
def test_what_fails_in_the_thread_of_keys_or_picture_gives_the_terminal_back(
    module: str, owner: str, condition: str, tmp_path: Path
) -> None:
    script = BROKEN.format(module=module, owner=owner, condition=condition)
    with Terminal("-c", script, program=(sys.executable,)) as it:
        it.until_shown("SD10021", STARTED)
        it.type("z")
        assert it.exit_code() == 2
        assert it.left_on == []
        rest = re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]", "", it.written.decode().rpartition("\x1b[?1049l")[2]).strip()
        assert rest.startswith("doelboom: the explorer stopped: RuntimeError")
        assert "\n" not in rest
        assert b"Traceback" not in it.written
