"""Bytes to the terminal for what a user does, and the time that takes on a slow line, beside VisiData where it has the
like; kept in ``figures.csv`` so that a review sees a change for the worse: ``python -m tests.benchmarks.bench_keys``.

The file has bytes, which are the same on every machine, and seconds of the line's own making; no other time. Its last
column is what the first version that could be tried wrote: it stays as it is.
"""

from __future__ import annotations

import csv
import os
import statistics
import tempfile
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from tests.benchmarks.bench_terminal import Terminal, visidata_command
from tests.benchmarks.cost import PROGRAM

FIGURES = Path(__file__).with_name("figures.csv")
VALUE, VISIDATA, FIRST = COLUMNS = ("value", "VisiData", "first version")
PAGE_DOWN = b"\x1b[6~"
_TYPED = [b"z", b"o", b"r", b"g", b"\x7f", b"\x7f"]
Act = tuple[list[bytes], list[bytes]]
"""The keys that lead there, and those whose bytes are counted, one by one."""

ACTS: dict[str, Act] = {
    "cursor down": ([], [b"j"] * 20),
    "cursor up": ([b"G"], [b"k"] * 20),
    "page down": ([b"t"], [PAGE_DOWN] * 6),
    "unfold and fold": ([b"j"], [b"l", b"h"] * 3),
    "typing in the filter": ([b"/"], _TYPED),
    "opening the variances": ([b"v", b"q"], [b"v", b"q", b"v"]),
    "sorting": ([b"v"], [b"s", b"j", b"\r", b"s", b"\r"]),
}
"""What is measured."""

VISIDATAS: dict[str, Act] = {
    "cursor down": ([], [b"j"] * 20),
    "cursor up": ([b"G"], [b"k"] * 20),
    "page down": ([], [PAGE_DOWN] * 6),
    "typing in the filter": ([b"/"], _TYPED),
    "opening the variances": ([b"F", b"q"], [b"F", b"q", b"F"]),
    "sorting": ([], [b"[", b"]", b"[", b"]", b"["]),
}
"""The like in VisiData: a search for the filter, which finds nothing before Enter; a table of frequencies for that of
the variances; a sort by the column that the cursor is on."""

SESSION = [
    *[b"j"] * 6, b"l", *[b"j"] * 4, b"i", b"q", *[b"k"] * 3, b":", b"3", b"4", b"8", b"3", b"4", b"\r", b"i", b"q",
    b"/", b"z", b"o", b"r", b"g", b"\r", b"n", b"n", b"\x1b", b"m", b"G", b"\r", b"v", *[b"j"] * 5, b"p", b"j", b"\r",
    PAGE_DOWN, b"s", b"j", b"\r", b"g", b"\r", b"i", b"q", b"q", b"q", b"K", b"j", b"q", b"k",
]  # fmt: skip
"""Sixty keys, what a user does in five minutes."""

RUNS = 3
"""How often each is measured; the median counts."""
_TOGETHER = 4
"""Terminals at a time: most of it is waiting, and bytes do not depend on time."""
BAUD = 9600
_BITS = 10
"""Bits of the line for a byte: eight, and one at either end."""
DELAY = 0.2
"""Seconds from a key to the program and back."""


class SlowLine(Terminal):
    """A terminal at the end of a slow line: it takes so many bytes a second, each key and what it shows come late."""

    def read(self, seconds: float) -> bytes:
        new = super().read(seconds)
        time.sleep(len(new) * _BITS / BAUD)
        return new

    def press(self, keys: bytes) -> bytes:
        time.sleep(DELAY)
        return super().press(keys)


def explorer_command(home: Path) -> list[str]:
    """What starts the explorer."""
    return [PROGRAM, "--report", "bundled", "--fresh"]


def _started(command: list[str], home: Path, kind: type[Terminal] = Terminal) -> Terminal:
    terminal = kind(command, home)
    terminal.wait_for(b"SD10021")
    terminal.settle(1.5)
    return terminal


def bytes_of(act: Act, *, visidata: bool = False) -> list[int]:
    """How many bytes each of some keys makes the explorer write, or VisiData, after others; nothing where there is no
    VisiData."""
    before, keys = act
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        command = visidata_command(home) if visidata else explorer_command(home)
        if command is None:
            return []
        terminal = _started(command, home)
        for key in before:
            os.write(terminal.process.fd, key)
            terminal.settle(1.5)
        written = []
        for key in keys:
            os.write(terminal.process.fd, key)
            written.append(len(terminal.settle(0.8)))
        terminal.close()
    return written


def seconds_of_the_session() -> float:
    """How long the session takes on the slow line, without the time that is waited for nothing more to come."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        terminal = _started(explorer_command(home), home, SlowLine)
        start, quiet = time.perf_counter(), 0.25
        for key in SESSION:
            terminal.press(key)
        taken = time.perf_counter() - start - quiet * len(SESSION)
        terminal.close()
    return taken


def measure() -> dict[str, dict[str, int]]:
    """The figures by name, of each what was measured by column."""
    with ThreadPoolExecutor(_TOGETHER) as pool:
        seconds = pool.submit(seconds_of_the_session)
        session = [pool.submit(bytes_of, ([], SESSION)) for _run in range(RUNS)]
        ours = {name: [pool.submit(bytes_of, act) for _run in range(RUNS)] for name, act in ACTS.items()}
        theirs = {
            name: [pool.submit(bytes_of, act, visidata=True) for _run in range(RUNS)] for name, act in VISIDATAS.items()
        }
    figures = {}
    for name, runs in ours.items():
        figures[f"{name}, median bytes"] = row = {VALUE: _median(runs)}
        if all(run.result() for run in theirs.get(name, [])) and name in theirs:
            row[VISIDATA] = _median(theirs[name])
    figures["session of 60 keys, bytes"] = {VALUE: round(statistics.median(sum(run.result()) for run in session))}
    slow = f"session of 60 keys at {BAUD} baud and {DELAY * 1000:.0f} ms, seconds"
    figures[slow] = {VALUE: round(seconds.result())}
    return figures


def _median(runs: list[Future[list[int]]]) -> int:
    return round(statistics.median(statistics.median(run.result()) for run in runs))


def main() -> None:
    """Measures, prints, and keeps the figures."""
    kept, figures = _kept(), measure()
    with FIGURES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ("figure", *COLUMNS), lineterminator="\n")
        writer.writeheader()
        for name, measured in figures.items():
            before = kept.get(name, {})
            row = {**before, **{column: str(number) for column, number in measured.items()}}
            writer.writerow({"figure": name, **row})
            olds = {"before": before.get(VALUE), VISIDATA: row.get(VISIDATA), FIRST: row.get(FIRST)}
            beside = [f"{measured[VALUE] / int(old):.2f} x {what}" for what, old in olds.items() if old]
            print(f"{name}: {', '.join([row[VALUE], *beside])}")


def _kept() -> dict[str, dict[str, str]]:
    """The figures that are kept, by name and column."""
    if not FIGURES.exists():
        return {}
    with FIGURES.open(encoding="utf-8", newline="") as file:
        return {row["figure"]: row for row in csv.DictReader(file)}


if __name__ == "__main__":
    main()
