"""Archives of 10, 100 and 1.000 reports, each of the bundled one's size: the first picture, ``show``, ``reports``.

Processor time and peak memory, with the growth from one size to the next. The first picture and ``show`` are to be the
same whatever the number; ``reports`` is to take at most twelve times as long for ten times as many.
"""

from __future__ import annotations

import os
import select
import tempfile
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import ptyprocess

from tests.benchmarks.cost import PROGRAM, Cost, cost_of, elsewhere
from tests.homes import environ_of, kilobytes_of

SIZES = (10, 100, 1000)
RUNS = 3
PATIENCE = 60.0


def fill(root: Path, kept: int, size: int) -> None:
    """Adds reports to an archive that has some until it has so many; the last is the one opened last."""
    from doelboom.data.storage.archive import Archive
    from doelboom.data.storage.library import bundled

    accounts = bundled()
    archive = Archive(root)
    for number in range(kept, size):
        path = f"/reports/{number}.pdf"
        digest = sha256(path.encode()).hexdigest()
        identifier = archive.keep(replace(accounts, source=replace(accounts.source, digest=digest, path=path)))
    archive.remember(identifier)


def command(home: Path, *arguments: str) -> Cost:
    """The least that a command took."""
    costs = (cost_of(*arguments, environ=environ_of(home)) for _run in range(RUNS))
    return min(costs, key=lambda cost: cost.seconds)


def first_picture(home: Path) -> Cost:
    """What the explorer takes until its tree is painted, the least of some times."""

    def once() -> Cost:
        variables = environ_of(home, TERM="xterm-256color", LANG="C.UTF-8")
        terminal = ptyprocess.PtyProcess.spawn([PROGRAM, "--fresh"], dimensions=(36, 120), env=variables)
        seen = b""
        while b"SD10021" not in seen:
            assert select.select([terminal.fd], [], [], PATIENCE)[0], "the tree never came"
            seen += terminal.read(1 << 16)
        *_, utime, stime = Path(f"/proc/{terminal.pid}/stat").read_text().rpartition(")")[2].split()[:13]
        peak = kilobytes_of(terminal.pid, "VmHWM")
        terminal.close(force=True)
        return Cost((int(utime) + int(stime)) / os.sysconf("SC_CLK_TCK"), peak / 1024)

    return min((once() for _run in range(RUNS)), key=lambda cost: cost.seconds)


def main() -> None:
    """Prints the table."""
    asked: dict[str, Callable[[Path], Cost]] = {
        "first picture": first_picture,
        "show 34834": lambda home: command(home, "show", "34834"),
        "reports": lambda home: command(home, "reports", "--format", "csv"),
    }
    costs: dict[str, list[Cost]] = {name: [] for name in asked}
    with tempfile.TemporaryDirectory() as folder:
        home, kept = Path(folder), 0
        for size in SIZES:
            elsewhere(fill, home / "data" / "doelboom" / "reports", kept, size)
            kept = size
            for name, cost in asked.items():
                costs[name].append(cost(home))
    print(f"{'':<14}" + "".join(f"{f'{size} reports':>36}" for size in SIZES))
    for name, row in costs.items():
        line, before = f"{name:<14}", None
        for each in row:
            grown = f"{each.seconds / before.seconds:.1f} x" if before is not None else ""
            line += f"{f'{each.seconds:.2f} s, {each.megabytes:.0f} MB {grown:>8}':>36}"
            before = each
        print(line)


if __name__ == "__main__":
    main()
