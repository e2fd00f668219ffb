"""Opens a report in a fresh process again and again, and lets the first, the second, ... the last step go wrong.

``python -m tests.hostile.sweep FAULT TEMPLATE OUT FILE``: for every step there is, copies the archive TEMPLATE to
OUT/n, opens FILE with it in a child process whose n-th step goes wrong, and prints what came of it as a line of JSON.
A step is a call to the system that the archive makes: opening, writing, syncing, closing, making, renaming, removing,
locking, looking. The archive writes without buffers, so that these are all there are.

FAULT: ``kill`` (SIGKILL before the step), ``torn`` (SIGKILL with half of the bytes written; its steps are the writes),
``full`` (the disk is full from this step on), ``once`` (this step fails, and no other).

The report is read once: what the children keep is made beforehand.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from doelboom.data.model.accounts import Accounts, Frames, Source, Tables
from doelboom.data.storage import entry
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import open_report
from tests.hostile.archives import copy
from tests.parser.small_reports import YEAR

STEPS = ("open", "write", "fsync", "close", "mkdir", "chmod", "rename", "replace", "unlink", "rmdir", "lstat")
TAKES_SPACE = ("write", "fsync", "mkdir", "rename", "replace")
MOST = 400


class Fault:
    """Counts the steps and spoils one, or all from one on."""

    def __init__(self, kind: str, at: int, tell: Callable[[str], None]) -> None:
        self.kind, self.at, self.tell = kind, at, tell
        self.steps = 0

    def install(self) -> None:
        """Puts itself before every step."""
        for name in STEPS:
            setattr(os, name, self._before(name, getattr(os, name)))
        fcntl.flock = self._before("flock", fcntl.flock)
        os.scandir = self._before("scandir", os.scandir)

    def _before(self, name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            reads = name == "open" and not arguments[1] & os.O_CREAT
            if (self.kind == "full" and reads) or (self.kind == "torn" and name != "write"):
                return step(*arguments, **options)
            self.steps += 1
            if self.steps == self.at:
                self.tell(name)
            if self.kind == "full":
                if self.steps >= self.at and (name in TAKES_SPACE or name == "open"):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            elif self.steps == self.at:
                self._spoil(name, step, arguments)
            return step(*arguments, **options)

        return call

    def _spoil(self, name: str, step: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        if self.kind == "torn":
            step(arguments[0], arguments[1][: len(arguments[1]) // 2])
        if self.kind in ("kill", "torn"):
            os.kill(os.getpid(), signal.SIGKILL)
        if name == "close":
            step(*arguments)
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def run(kind: str, at: int, root: Path, file: Path, content: bytes, out: int) -> None:
    """The child: opens the report with a fault at a step, and tells what came of it."""
    told: dict[str, Any] = {"step": None, "error": None, "warning": None}
    nothing = pl.DataFrame({"kind": []})
    accounts = Accounts(Source(YEAR), Tables.of(Frames(nothing, nothing, nothing, nothing, nothing)))
    entry.to_bytes = lambda accounts: content

    def tell(name: str) -> None:
        # Before the step, since there may be no after.
        told["step"] = name
        written(out, json.dumps({"step": name, "killed": True}).encode() + b"\n")

    written = os.write
    fault = Fault(kind, at, tell)
    fault.install()
    try:
        opened = open_report(str(file), Archive(root), read=lambda _path: accounts)
        Archive(root).remember(opened.id)
        told["warning"] = opened.warning
    except BaseException as error:
        told["error"] = repr(error)
    written(out, json.dumps(told).encode() + b"\n")
    os._exit(0)


def read_once(file: Path, root: Path) -> bytes:
    """What an archive keeps of a report, made in a child process."""
    child = os.fork()
    if child == 0:
        opened = open_report(str(file), Archive(root))
        os._exit(0 if opened.warning is None else 1)
    if os.waitpid(child, 0)[1]:
        raise SystemExit("the report cannot be kept")
    (path,) = root.glob("2*")
    return path.read_bytes()


def main() -> None:
    """The sweep. Nothing here may use Polars' threads, which do not survive a fork; every child has its own."""
    kind, template, out, file = sys.argv[1], *map(Path, sys.argv[2:5])
    content = read_once(file, out / "whole")
    for at in range(1, MOST):
        root = copy(template, out / str(at))
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            run(kind, at, root, file, content, writing)
        os.close(writing)
        with os.fdopen(reading, "rb") as answers:
            lines = [json.loads(line) for line in answers]
        os.waitpid(child, 0)
        told = lines[-1]
        print(json.dumps(told), flush=True)
        if told["step"] is None:
            return
    raise SystemExit(f"more than {MOST} steps")


if __name__ == "__main__":
    main()
