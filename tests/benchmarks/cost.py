"""What a command takes: processor time and memory, its own and that of what it starts."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

PROGRAM = str(Path(sys.executable).parent / "doelboom")
_Made = TypeVar("_Made")


@dataclass(frozen=True)
class Cost:
    """What something took."""

    seconds: float
    megabytes: float


def cost_of(*arguments: str, environ: Mapping[str, str]) -> Cost:
    """What doelboom took; it has to end well. Its memory is never less than what this process has had: what takes
    much is done `elsewhere` before."""
    return cost_of_program([PROGRAM, *arguments], environ)


def cost_of_program(command: list[str], environ: Mapping[str, str]) -> Cost:
    """The same of any program."""
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(command, env=environ, stdout=nowhere, stderr=nowhere) as process:
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def elsewhere(make: Callable[..., _Made], *arguments: object) -> _Made:
    """What a function gives, called in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(make, arguments)
