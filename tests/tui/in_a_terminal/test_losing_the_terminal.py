"""However the explorer loses its terminal, and whatever stands between: it ends, and has kept where the user was."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from tests.hostile.pdfs import case
from tests.tui.losing import (
    PROCESSES,
    Session,
    Starter,
    by_a_program,
    by_a_shell,
    by_make,
    directly,
    explorer_of,
    processes,
    turned,
    until,
    until_ended,
)
from tests.tui.small_reports import small_text
from tests.tui.terminal import PROGRAM

pytestmark = [
    pytest.mark.skipif(not PROGRAM.exists(), reason=f"THE PROGRAM IS NOT INSTALLED: {PROGRAM}"),
    pytest.mark.skipif(not (PROCESSES / "self" / "environ").exists(), reason="no /proc to see who is left"),
]

HERE = "AC34834"
TITLE = "AC34834 Gentse"
WIDE = (200, 60)
TMUX = shutil.which("tmux")


@dataclass(frozen=True)
class Way:
    """A way to lose a terminal."""

    lose: Callable[[Session], object]
    code: int = 128 + signal.SIGHUP
    apart: bool = False
    stalled: bool = False
    shrunk: bool = False


def hang_up(it: Session) -> None:
    it.keys.drop()


def lose_the_picture(it: Session) -> None:
    it.picture.drop()


def tell(number: signal.Signals) -> Callable[[Session], None]:
    return lambda it: os.kill(explorer_of(it.home), number)


WAYS = {
    "the line drops": Way(hang_up),
    "the window shrinks and the line drops": Way(hang_up, shrunk=True),
    "the line stalls and drops": Way(hang_up, stalled=True),
    "the line stalls, the window shrinks, the line drops": Way(hang_up, stalled=True, shrunk=True),
    "SIGHUP": Way(tell(signal.SIGHUP)),
    "the window shrinks and SIGHUP": Way(tell(signal.SIGHUP), shrunk=True),
    "the line stalls and SIGHUP": Way(tell(signal.SIGHUP), stalled=True),
    "the line stalls and SIGTERM": Way(tell(signal.SIGTERM), 128 + signal.SIGTERM, stalled=True),
    "the line stalls and SIGINT": Way(tell(signal.SIGINT), 128 + signal.SIGINT, stalled=True),
    "the keys end": Way(hang_up, apart=True),
    "the picture ends": Way(lose_the_picture, apart=True),
    "the picture stalls and the keys end": Way(hang_up, apart=True, stalled=True),
    "the picture stalls and ends": Way(lose_the_picture, apart=True, stalled=True),
}
OFTEN = ("the line drops", "the line stalls, the window shrinks, the line drops", "the keys end", "the picture ends")
"""The ways that are tried with everything that can stand between; the others without, and with make."""


def kept(home: Path) -> bool:
    """Whether it was kept where the user was."""
    session = home / "state" / "doelboom" / "session.json"
    return session.exists() and HERE in session.read_text()


@pytest.mark.parametrize(
    ("starter", "name"),
    [
        *((starter, name) for starter in (directly, by_make) for name in WAYS),
        *((starter, name) for starter in (by_a_shell, by_a_program) for name in OFTEN),
    ],
)
def test_it_ends_with_its_terminal(home: Path, starter: Starter, name: str) -> None:
    way = WAYS[name]
    size = WIDE if way.stalled else (80, 24)
    with Session(home, HERE, starter=starter, apart=way.apart, size=size) as it:
        it.until_painted(TITLE)
        explorer = explorer_of(home)
        if way.stalled:
            it.stall()
        if way.shrunk:
            it.keys.resize(60, 20)

        way.lose(it)

        until_ended(home, explorer)
        # What stood between may have something to say to a terminal that does not read.
        it.keys.drop()
        it.picture.drop()
        it.until_nobody_is_left()
        assert kept(home)
        if starter is directly:
            assert it.process.returncode == way.code


@pytest.mark.skipif(TMUX is None, reason="no tmux here")
@pytest.mark.parametrize("shrunk", [False, True], ids=["", "shrunk"])
@pytest.mark.parametrize("killed", [False, True], ids=["told", "killed"])
@pytest.mark.parametrize("starter", [by_make, by_a_program])
def test_it_ends_with_tmux(home: Path, starter: Starter, killed: bool, shrunk: bool) -> None:
    def tmux(*arguments: str) -> str:
        command = [str(TMUX), "-S", str(home / "tmux"), "-f", os.devnull, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    try:
        tmux("new-session", "-d", "-x", "80", "-y", "24", *starter([str(PROGRAM), HERE], home))
        until(lambda: TITLE in tmux("capture-pane", "-p"), "the picture")
        explorer = explorer_of(home)
        if shrunk:
            tmux("resize-window", "-x", "60", "-y", "20")

        if killed:
            os.kill(int(tmux("display-message", "-p", "#{pid}")), signal.SIGKILL)
        else:
            tmux("kill-server")

        until_ended(home, explorer)
        until(lambda: not processes(home), "the end of every process")
        assert kept(home)
    finally:
        for pid in processes(home):
            os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("starter", [by_make, by_a_program])
@pytest.mark.parametrize("moment", [0.1, 0.3, 0.5])
def test_it_ends_where_the_terminal_goes_before_the_first_picture(home: Path, starter: Starter, moment: float) -> None:
    with Session(home, HERE, starter=starter) as it:
        Event().wait(moment)
        it.keys.drop()
        it.until_nobody_is_left()


@pytest.mark.parametrize("kind", ["pdf", "txt"])
def test_it_ends_while_it_reads_a_report(home: Path, kind: str) -> None:
    report = home / f"report.{kind}"
    # One that takes the reader half a minute on the first page, and one that is read in a thread.
    content = case("a Unicode map that blows up") if kind == "pdf" else (small_text() * 8000).encode()
    report.write_bytes(content)
    with Session(home, HERE, starter=by_make) as it:
        it.until_painted(TITLE)
        it.type(b"Of")
        it.until_painted("report's file")
        it.type(f"{report}\r".encode())
        it.until_painted("Esc cancels")
        it.keys.drop()
        it.until_nobody_is_left()
        assert kept(home)


def test_where_errors_go_elsewhere_nothing_is_said_there(home: Path) -> None:
    errors = home / "errors"
    with Session(home, HERE, starter=by_a_program, errors=errors) as it:
        it.until_painted(TITLE)
        it.keys.drop()
        it.until_nobody_is_left()
        assert errors.read_text() == ""


def test_a_terminal_that_does_not_read_for_a_while_is_waited_for(home: Path) -> None:
    with Session(home, HERE, size=WIDE) as it:
        it.until_painted(TITLE)
        it.stall()
        explorer = explorer_of(home)
        start, used = monotonic(), turned(explorer)
        Event().wait(1.0)
        assert turned(explorer) - used < (monotonic() - start) / 2
        it.type(b":34819\r")
        it.until_painted("AC34819 Onder")
        it.type(b"qq")
        assert it.exit_code() == 0


def _is_stopped(state: Path) -> bool:
    return state.read_text().rpartition(")")[2].split()[0] == "T"


def test_it_is_there_again_after_being_stopped(home: Path) -> None:
    for number in (signal.SIGSTOP, signal.SIGTSTP):
        with Session(home, HERE) as it:
            it.until_painted(TITLE)
            explorer = explorer_of(home)
            os.kill(explorer, number)
            state = PROCESSES / str(explorer) / "stat"
            until(partial(_is_stopped, state), "it to stop")
            os.kill(explorer, signal.SIGCONT)
            it.until_painted(TITLE)
            it.keys.drop()
            it.until_nobody_is_left()
            assert kept(home)


WEDGED = """
import sys, time
import doelboom.tui.terminal.driver
from doelboom.tui.explorer.app import Explorer
doelboom.tui.terminal.driver._LAST_RESORT = 1
Explorer.end = lambda self, *_: time.sleep(60)
from doelboom.tui.cli.main import main
sys.exit(main())
"""


def test_not_even_an_explorer_that_hangs_is_left(home: Path) -> None:
    with Session(home, "-c", WEDGED, program=Path(sys.executable)) as it:
        it.until_painted("SD10021")
        it.keys.drop()
        it.until_nobody_is_left()


def test_where_the_user_was_stays_kept_when_the_next_start_is_cut_short(home: Path) -> None:
    with Session(home, HERE) as it:
        it.until_painted(TITLE)
        it.type(b"q")
        assert it.exit_code() == 0
    for moment in (0.3, 0.6):
        with Session(home, starter=by_make) as it:
            Event().wait(moment)
            it.keys.drop()
            it.until_nobody_is_left()
        assert kept(home)
