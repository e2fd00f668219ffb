"""Bytes to the terminal for what a user does, and the time that takes on a slow line, kept in ``figures.csv`` so that a
review sees a change for the worse: ``python -m tests.benchmarks.bench_keys``.

The file has bytes, which are the same on every machine, and seconds of the line's own making; no other time.
"""

from __future__ import annotations

import csv
import os
import statistics
import tempfile
import time
from pathlib import Path

from tests.benchmarks.bench_terminal import Terminal
from tests.benchmarks.cost import PROGRAM

FIGURES = Path(__file__).with_name("figures.csv")
PAGE_DOWN = b"\x1b[6~"

ACTS: dict[str, tuple[list[bytes], list[bytes]]] = {
    "cursor down": ([], [b"j"] * 20),
    "cursor up": ([b"G"], [b"k"] * 20),
    "page down": ([b"t"], [PAGE_DOWN] * 6),
    "unfold and fold": ([b"j"], [b"l", b"h"] * 3),
    "typing in the filter": ([b"/"], [b"z", b"o", b"r", b"g", b"\x7f", b"\x7f"]),
    "opening the variances": ([b"v", b"q"], [b"v", b"q", b"v"]),
    "sorting": ([b"v"], [b"s", b"j", b"\r", b"s", b"\r"]),
}
"""What is measured: the keys that lead there, and those whose bytes are counted, one by one."""

SESSION = [
    *[b"j"] * 6, b"l", *[b"j"] * 4, b"i", b"q", *[b"k"] * 3, b":", b"3", b"4", b"8", b"3", b"4", b"\r", b"i", b"q",
    b"/", b"z", b"o", b"r", b"g", b"\r", b"n", b"n", b"\x1b", b"m", b"G", b"\r", b"v", *[b"j"] * 5, b"p", b"j", b"\r",
    PAGE_DOWN, b"s", b"j", b"\r", b"g", b"\r", b"i", b"q", b"q", b"q", b"K", b"j", b"q", b"k",
]  # fmt: skip
"""Sixty keys, what a user does in five minutes."""

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


def _explorer(home: Path, kind: type[Terminal] = Terminal) -> Terminal:
    terminal = kind([PROGRAM, "--report", "bundled", "--fresh"], home)
    terminal.wait_for(b"SD10021")
    terminal.settle(1.5)
    return terminal


def bytes_of(keys: list[bytes], before: list[bytes], home: Path) -> list[int]:
    """How many bytes each of some keys makes the explorer write, after others."""
    terminal = _explorer(home)
    for key in before:
        os.write(terminal.process.fd, key)
        terminal.settle(1.5)
    written = []
    for key in keys:
        os.write(terminal.process.fd, key)
        written.append(len(terminal.settle(0.8)))
    terminal.close()
    return written


def seconds_of_the_session(home: Path) -> float:
    """How long the session takes on the slow line, without the time that is waited for nothing more to come."""
    terminal = _explorer(home, SlowLine)
    start, quiet = time.perf_counter(), 0.25
    for key in SESSION:
        terminal.press(key)
    taken = time.perf_counter() - start - quiet * len(SESSION)
    terminal.close()
    return taken


def main() -> None:
    """Measures, prints, and keeps the figures."""
    figures: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name, (before, keys) in ACTS.items():
            written = bytes_of(keys, before, home)
            figures[f"{name}, median bytes"] = round(statistics.median(written))
            print(f"{name}: median {statistics.median(written):.0f}, most {max(written)}")
        figures["session of 60 keys, bytes"] = sum(bytes_of(SESSION, [], home))
        seconds = seconds_of_the_session(home)
        figures[f"session of 60 keys at {BAUD} baud and {DELAY * 1000:.0f} ms, seconds"] = round(seconds)
    before_now = dict(_kept())
    with FIGURES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("figure", "value"))
        writer.writerows(figures.items())
    for name, value in figures.items():
        old = before_now.get(name)
        print(f"{name}: {value}" + (f" (was {old}, {value / int(old):.2f} x)" if old and int(old) else ""))


def _kept() -> list[tuple[str, str]]:
    if not FIGURES.exists():
        return []
    with FIGURES.open(encoding="utf-8", newline="") as file:
        return [(name, value) for name, value in list(csv.reader(file))[1:]]


if __name__ == "__main__":
    main()
