"""What it costs while nothing is typed, and what is there after it was stopped, moved to another window, or ended."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from time import monotonic

import pytest

from tests.tui.terminal import PROGRAM, Terminal

STARTED = "3.836 percentages ok"
TREE = ("--fresh", "--report", "bundled")
BASH, TMUX, SCREEN = shutil.which("bash"), shutil.which("tmux"), shutil.which("screen")
PATIENCE = 30.0
OF_THE_SHELL = {"bracketed paste"}
"""What a shell itself switches on while it waits for a command."""


def _turns(pid: int) -> dict[str, str]:
    """How often each thread of a process has had the processor."""
    tasks = Path(f"/proc/{pid}/task")
    return {
        task.name: "".join(line for line in (task / "status").read_text().splitlines(True) if "ctxt_switches" in line)
        for task in tasks.iterdir()
    }


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="NO /proc HERE: WHAT IDLING COSTS IS NOT SEEN")
def test_while_nothing_is_typed_no_thread_wakes_up() -> None:
    with Terminal(*TREE) as it:
        it.until_shown("SD10021", STARTED)
        it.type("/zorg")
        it.until_shown("47 matches")
        it.until_quiet(6.5)
        before = _turns(it._process.pid)
        Event().wait(2.5)
        assert _turns(it._process.pid) == before
        assert len(before) > 1
        # And it is there at once.
        it.press("escape")
        it.until_gone("47 matches")


@pytest.mark.skipif(BASH is None, reason="NO BASH HERE: NO SHELL THAT STOPS AND CONTINUES WHAT IT STARTED")
def test_it_goes_back_to_the_shell_and_is_there_again_at_another_size() -> None:
    with Terminal(program=("bash", "--norc", "--noprofile", "-i"), size=(80, 24)) as it:
        it.type("PS1='shell: '; echo before it\r")
        it.until_shown("before it\nshell:")
        it.type(f"{PROGRAM} {' '.join(TREE)}\r")
        it.until_shown("SD10021", STARTED)
        it.type("\x1a")
        it.until_shown("Stopped")
        assert set(it.left_on) <= OF_THE_SHELL
        it.resize(100, 30)
        it.type("fg\r")
        it.until(lambda: "help" in it.lines[29] and STARTED in it.lines[28], "the picture at the new size")
        it.type("v")
        it.until_shown("Largest variances", "-4.784.375")
        it.type("\x03")
        it.until(lambda: it.written.rstrip().endswith(b"shell:"), "the shell")
        it.type("echo ended with $?; stty -a\r")
        it.until_shown("ended with", " onlcr")
        assert set(it.left_on) <= OF_THE_SHELL
        it.type("exit\r")
        it.exit_code()


def test_without_a_shell_to_go_back_to_it_stays() -> None:
    with Terminal(*TREE) as it:
        it.until_shown("SD10021", STARTED)
        it.type("\x1a")
        it.until_shown("There is no shell to go back to.")
        it.type("\x03")
        assert it.exit_code() == 0


def _tmux(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "TERM": "xterm-256color"}
    command = ["tmux", "-u", "-S", str(folder / "socket"), "-f", "/dev/null", *arguments]
    return subprocess.run(command, check=True, capture_output=True, env=environment).stdout.decode()


@pytest.mark.skipif(TMUX is None, reason="NO TMUX HERE: DETACHED AND ATTACHED AGAIN IT WAS NOT SEEN")
def test_detached_and_attached_at_another_size_it_fills_the_window(tmp_path: Path) -> None:
    command = f"echo before it; {PROGRAM} {' '.join(TREE)}; exec sleep 60"
    _tmux(tmp_path, "new-session", "-d", "-x", "80", "-y", "24", "sh", "-c", command)
    attach = ("tmux", "-u", "-S", str(tmp_path / "socket"), "attach")
    try:
        for columns, rows in ((80, 24), (110, 32)):
            with Terminal(program=attach, size=(columns, rows)) as it:
                # The last line is tmux's own.
                it.until(lambda it=it, rows=rows: STARTED in it.lines[rows - 3], "the picture")  # type: ignore[misc]
                it.until(lambda it=it, rows=rows: "quit" in it.lines[rows - 2], "its last line")  # type: ignore[misc]
        _tmux(tmp_path, "resize-window", "-x", "120", "-y", "36")
        _tmux(tmp_path, "send-keys", "C-c")
        end = monotonic() + PATIENCE
        # tmux can be asked while it is drawing.
        while (screen := _tmux(tmp_path, "capture-pane", "-p")).strip() != "before it":
            assert monotonic() < end, screen
            Event().wait(0.05)
    finally:
        _tmux(tmp_path, "kill-server")


@pytest.fixture
def screens() -> Iterator[dict[str, str | None]]:
    """An environment in which GNU screen keeps its sessions apart; the one named `both` is ended."""
    # Not pytest's own folder: its name is too long for a socket.
    with TemporaryDirectory() as folder:
        environment = {"SCREENDIR": folder, "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        yield {**environment, "STY": None}
        subprocess.run(["screen", "-S", "both", "-X", "quit"], env={**os.environ, **environment}, capture_output=True)


@pytest.mark.skipif(SCREEN is None, reason="NO GNU SCREEN HERE: ON TWO DISPLAYS AT A TIME IT WAS NOT SEEN")
def test_on_two_displays_it_has_the_size_of_the_one_that_asks(screens: dict[str, str | None]) -> None:
    start = ("screen", "-U", "-c", os.devnull, "-T", "screen-256color")
    command = (*start, "-S", "both", str(PROGRAM), *TREE)
    with Terminal(program=command, size=(80, 24), environment=screens) as one:
        one.until_line(22, STARTED)
        with Terminal(program=(*start, "-x", "both"), size=(110, 32), environment=screens) as two:
            two.until_line(22, STARTED)
            # The size of this one, by screen's own key for it.
            two.type("\x01F")
            two.until_line(30, STARTED)
            one.type("jj")
            two.until_shown("SD10021 > OD10040", "quit")
            one.type("\x01F")
            one.until_line(22, STARTED)
            two.until_line(22, STARTED)
            one.until_shown("SD10021 > OD10040")

            def are_the_same() -> bool:
                one.until_quiet(0.1)  # what comes to the one is read as well
                return [line[:80].rstrip() for line in two.lines[:24]] == one.lines

            two.until(are_the_same, "the same on both")
        one.type("\x03")
        assert one.exit_code() == 0
