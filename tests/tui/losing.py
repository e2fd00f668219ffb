"""Terminals that are taken away from a program in every way there is, and the processes that are left of it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shlex
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Self

from tests.tui.emulator import Emulator, stream_to
from tests.tui.terminal import PROGRAM

PROCESSES = Path("/proc")
PATIENCE = 20.0
"""Seconds after which something awaited counts as never coming; reached only where a test fails."""

Starter = Callable[[Sequence[str], Path], list[str]]
"""Makes of a command one that has something stand between it and the terminal; it may put files in a folder."""

_WRAPPER = """
import signal, subprocess, sys
from tests.tui.emulator import Emulator, stream_to
signal.signal(signal.SIGHUP, lambda *_: None)
sys.exit(subprocess.run(sys.argv[1:]).returncode)
"""


def directly(command: Sequence[str], folder: Path) -> list[str]:
    """The program itself leads the session."""
    return list(command)


def by_a_shell(command: Sequence[str], folder: Path) -> list[str]:
    """A shell that has more to do afterwards, and so waits."""
    return ["sh", "-c", f"{shlex.join(command)}; true"]


def by_a_program(command: Sequence[str], folder: Path) -> list[str]:
    """A program that waits for what it started and lets a hangup be, as a supervisor does."""
    return [sys.executable, "-c", _WRAPPER, *command]


def by_make(command: Sequence[str], folder: Path) -> list[str]:
    """A recipe of make, which after a hangup waits for what it started."""
    makefile = folder / "Makefile"
    makefile.write_text(f"run:\n\t@{shlex.join(command)}\n")
    return ["make", "-f", str(makefile), "run"]


def processes(home: Path) -> list[int]:
    """The processes that live in a home, or have a file of it open: who reads a document knows of no home."""
    mark = f"HOME={home}".encode()
    living = []
    for entry in PROCESSES.iterdir():
        if entry.name.isdecimal():
            try:
                lives = mark in (entry / "environ").read_bytes().split(b"\0")
                if lives or any(one.readlink().is_relative_to(home) for one in (entry / "fd").iterdir()):
                    living.append(int(entry.name))
            except OSError:
                # It ended meanwhile, or is another user's.
                continue
    return living


def explorer_of(home: Path) -> int:
    """The explorer among the processes of a home."""
    names = {pid: (PROCESSES / str(pid) / "comm").read_text().strip() for pid in processes(home)}
    (number,) = [pid for pid, name in names.items() if name == PROGRAM.name]
    return number


def turned(pid: int) -> float:
    """The seconds of a processor that a process has used."""
    fields = (PROCESSES / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def until(condition: Callable[[], object], what: str) -> None:
    """Waits until something is so."""
    end = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < end, f"waited in vain for {what}"
        Event().wait(0.02)


def until_ended(home: Path, pid: int) -> None:
    """Waits until a process of a home has ended."""

    def used() -> str:
        with suppress(FileNotFoundError):  # it can end while it is asked
            return f"{turned(pid):.1f} s of a processor" if pid in processes(home) else "nothing"
        return "nothing"

    before = used()
    until(lambda: pid not in processes(home), f"the end of the explorer, which used {before}, then {used()}")


class Line:
    """A line to a terminal."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.held, self.given = pty.openpty()
        self.resize(*size)

    def resize(self, columns: int, rows: int) -> None:
        """Gives the window another size, and tells the program so."""
        fcntl.ioctl(self.held, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def drop(self) -> None:
        """Hangs up."""
        if self.held >= 0:
            os.close(self.held)
        self.held = -1


class Session:
    """The explorer in a session of its own, on one line for keys and picture, or on two that can be lost one by one."""

    def __init__(
        self,
        home: Path,
        *arguments: str,
        starter: Starter = directly,
        apart: bool = False,
        size: tuple[int, int] = (80, 24),
        errors: Path | None = None,
        program: Path = PROGRAM,
    ) -> None:
        self.home = home
        self.keys = Line(size)
        self.picture = Line(size) if apart else self.keys
        self.painted = b""
        """What was written since something was last waited for."""
        self._screen = Emulator(*size)
        self._stream = stream_to(self._screen)
        given = self.keys.given

        def lead() -> None:
            # With two lines there is no controlling terminal: nothing but their ends can tell.
            if not apart:
                fcntl.ioctl(given, termios.TIOCSCTTY, 0)

        stderr = os.open(errors, os.O_WRONLY | os.O_CREAT) if errors is not None else os.dup(self.picture.given)
        self.process = subprocess.Popen(
            starter([str(program), *arguments], home),
            stdin=given,
            stdout=self.picture.given,
            stderr=stderr,
            start_new_session=True,
            preexec_fn=lead,
        )
        for descriptor in {stderr, self.keys.given, self.picture.given}:
            os.close(descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        for pid in processes(self.home):
            os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.keys.drop()
        self.picture.drop()

    def type(self, keys: bytes) -> None:
        """Types."""
        os.write(self.keys.held, keys)

    def until_painted(self, text: str) -> None:
        """Waits until something is painted."""

        def is_painted() -> bool:
            self._read()
            # Of what was there already nothing is written: the screen has what is made of the pieces.
            return bool(self.painted) and any(text in line for line in self._screen.display)

        self.painted = b""
        until(is_painted, f"{text} to be painted")

    def exit_code(self) -> int:
        """Reads on until it has ended by itself; its exit code."""

        def has_ended() -> bool:
            self._read()
            return self.process.poll() is not None

        until(has_ended, "its end")
        return self.process.returncode

    def _read(self) -> None:
        if select.select([self.picture.held], [], [], 0.05)[0]:
            with suppress(OSError):
                read = os.read(self.picture.held, 65536)
                self.painted += read
                self._stream.feed(read)

    def stall(self) -> None:
        """Has it paint more than the line takes, and reads nothing of it."""
        read = struct.Struct("i")
        taken, times = -1, 0
        end = monotonic() + PATIENCE
        while times < 10:
            assert monotonic() < end, "the line takes whatever is painted"
            self.type(b"i")
            Event().wait(0.05)
            (now,) = read.unpack(fcntl.ioctl(self.picture.held, termios.FIONREAD, bytes(read.size)))
            taken, times = now, times + 1 if now == taken else 0

    def until_nobody_is_left(self) -> None:
        """Waits until every process has ended."""
        until(lambda: self.process.poll() is not None and not processes(self.home), "the end of every process")
