"""A process split off from this one before it gave up the means to start any, which waits until it is needed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO


class Forked:
    """The other process, as far as `subprocess.Popen` has the same: it is ended by having nobody to write to."""

    def __init__(self, pid: int, stdin: IO[bytes], stdout: IO[bytes]) -> None:
        self.pid, self.stdin, self.stdout = pid, stdin, stdout
        self.returncode: int | None = None

    def kill(self) -> None:
        """Takes away what it writes to."""
        for stream in (self.stdin, self.stdout):
            with suppress(OSError):
                stream.close()

    def wait(self) -> int:
        """Waits until it has ended."""
        if self.returncode is None:
            with suppress(OSError):
                self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.returncode or 0


def forked(work: Callable[[], object], *kept: int) -> Forked:
    """A process that does some work with its standard input and output, and ends.

    Args:
        kept: the descriptors that it keeps open besides.

    Raises:
        OSError: it cannot be.
    """
    asked, asks = os.pipe()
    told, tells = os.pipe()
    pid = os.fork()
    if pid:
        os.close(asked)
        os.close(tells)
        return Forked(pid, os.fdopen(asks, "wb"), os.fdopen(told, "rb"))
    code = 1
    try:
        _take_over(asked, tells, kept)
        work()
        code = 0
    finally:
        # Without what this process would do at its end: it is the other one's.
        os._exit(code)


def _take_over(asked: int, tells: int, kept: tuple[int, ...]) -> None:
    """Has these two descriptors for standard input and output, and no others open than that for errors and some."""
    os.dup2(asked, 0)
    os.dup2(tells, 1)
    first = 3
    for descriptor in sorted(kept):
        os.closerange(first, descriptor)
        first = descriptor + 1
    os.closerange(first, os.sysconf("SC_OPEN_MAX"))
    sys.stdin, sys.stdout = os.fdopen(0, closefd=False), os.fdopen(1, "w", closefd=False)
