"""The explorer as lines, as a process: on a terminal, in a pipe, for a script that expects; and its end."""

from __future__ import annotations

import subprocess

import pytest

from tests.tui.terminal import PROGRAM, Terminal

LINEAR = ("--report", "bundled", "--linear")


def test_in_a_pipe_lines_come_in_and_lines_go_out_without_a_prompt() -> None:
    typed = b"2\nv\nquestion overspent\nquit\nquit\nnever heeded\n"
    done = subprocess.run([PROGRAM, *LINEAR], input=typed, capture_output=True, check=False, timeout=60)
    out = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert "\x1b" not in out
    assert ">" not in out.replace(" > ", "")
    assert "SD10022: Iedere Gentenaar" in out
    assert "Question: Overspent, more than the budget" in out
    assert "never heeded" not in out


@pytest.mark.parametrize("typed", [b"", b"2", b"\xff\xfe\n\x1b[A\n" + b"x" * 5000])
def test_it_ends_where_what_is_typed_ends(typed: bytes) -> None:
    done = subprocess.run([PROGRAM, *LINEAR, "AC34834"], input=typed, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"AC34834: Gentse bedrijven" in done.stdout


def test_it_ends_where_nobody_reads_any_more() -> None:
    command = f"yes 2 | head -2000 | {PROGRAM} {' '.join(LINEAR)} | head -5"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False, timeout=60)
    assert (len(done.stdout.splitlines()), done.stderr) == (5, b"")


@pytest.mark.parametrize(("keys", "code"), [("\x03", 130), ("\x04", 0), ("quit\r", 0)])
def test_on_a_terminal_it_asks_and_ends_as_a_shell_does(keys: str, code: int) -> None:
    with Terminal(*LINEAR, environment={"TERM": "dumb"}) as it:
        it.until_shown("quit ends it.\n>")
        it.type("measure\r")
        it.until_shown("7. VTE", "number>")
        it.type("7\r")
        it.until_shown("Variance: -46,76 VTE\n>")
        it.type(keys)
        assert it.exit_code() == code
        assert b"\x1b" not in it.written
        assert b"Traceback" not in it.written
