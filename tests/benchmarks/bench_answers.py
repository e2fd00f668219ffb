"""How soon a key is answered, in a report of the usual size and in one a hundred times as large:
``python -m tests.benchmarks.bench_answers [SCALE...]``.

From a key written to a real pseudo-terminal until the first byte comes back: the median and the 95th percentile, by the
clock, and by the processor's time that the program took until then, which says the same on a machine that is shared.
Nothing is asserted; the targets are 15 ms for the bundled report (scale 0) and 30 ms at 100.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.bench_terminal import Terminal
from tests.benchmarks.cost import PROGRAM, elsewhere
from tests.documents.at_scale import report_at, text_of
from tests.homes import environ_of

BUNDLED = 0
"""The scale that stands for the bundled report."""
QUIET = 0.2
"""Seconds without a byte, and without work, after which a key has done what it does."""
_IDLE = 2.0
"""Milliseconds of the processor in that time that are no work."""

UP, DOWN, PAGE_DOWN, ESCAPE = b"\x1b[A", b"\x1b[B", b"\x1b[6~", b"\x1b[27u"
_ALL = [b"t"]
"""What unfolds the tree to its last level from where a start leaves it."""


@dataclass(frozen=True)
class Act:
    """What is measured: the keys that lead there, those that are timed, and those that lead back."""

    name: str
    before: list[bytes]
    keys: list[bytes]
    after: list[bytes]


def _letters(text: str) -> list[bytes]:
    return [letter.encode() for letter in text]


ACTS = [
    Act("cursor down", [], [DOWN] * 12, [b"g"]),
    Act("cursor down, all unfolded", _ALL, [DOWN] * 12, []),
    Act("cursor up, all unfolded", [b"G"], [UP] * 12, []),
    Act("page down, all unfolded", [b"g"], [PAGE_DOWN] * 8, []),
    Act("to the end and the top", [], [b"G", b"g"] * 3, []),
    Act("mark", [], [b" "] * 4, [b"X"]),
    Act("fold and unfold all", [], [b"t"] * 6, [b"g"]),
    Act("fold and unfold one", [DOWN], [b"h", b"l"] * 4, [b"g"]),
    Act("zeroes", [], [b"z"] * 4, []),
    Act("sort the tree", [b"s", DOWN], [b"\r"], []),
    Act("sort the tree, again", [], [b"s", b"\r"] * 3, [b"s", b"g", b"\r"]),
    Act("opening the filter", [], [b"/"], []),
    Act("filter, first letter", [], _letters("s"), []),
    Act("filter, letters", [], [*_letters("amen"), b"\x7f", *_letters("nx"), b"\x7f"], []),
    Act("next match", [b"\r"], [b"n"] * 6, []),
    Act("leaving the filter", [], [ESCAPE], []),
    Act("opening the variances", [], [b"v"], []),
    Act("cursor down in them", [], [DOWN] * 8, []),
    Act("page down in them", [], [PAGE_DOWN] * 8, []),
    Act("sort them", [b"s", DOWN], [b"\r"], []),
    Act("filter of them, letters", [b"/"], _letters("same"), [ESCAPE]),
    Act("all of them, floors left out", [b"f"], [b"\r"], []),
    Act("groups of them", [b"b", DOWN], [b"\r"], []),
    Act("leaving the variances", [], [ESCAPE], []),
    Act("opening the variances again", [], [b"v", ESCAPE] * 2, []),
    Act("opening the check", [], [b"K"], []),
    Act("cursor down in it", [], [DOWN] * 8, []),
    Act("filter of it, letters", [b"/"], _letters("same"), [ESCAPE]),
    Act("leaving the check", [], [ESCAPE], []),
    Act("services", [], [b"d", DOWN, DOWN, ESCAPE], []),
    Act("opening the palette", [], [b"\x10"], []),
    Act("palette, letters", [], [*_letters("samen"), b"\x7f"], [ESCAPE]),
    Act("jump, letters", [b":"], _letters("1234"), [ESCAPE]),
]


@dataclass(frozen=True)
class Answer:
    """What a key took, in milliseconds."""

    waited: float
    """Until the first byte, by the clock."""
    worked: float
    """Until then, by the processor."""
    all_of_it: float
    """Of the processor, until nothing more came."""


def processor(process: int) -> float:
    """Milliseconds that a process has had of the processor, all of its threads together."""
    spent = 0
    for thread in Path(f"/proc/{process}/task").iterdir():
        try:
            spent += int((thread / "schedstat").read_text().split()[0])
        except OSError:
            continue
    return spent / 1e6


def answered(terminal: Terminal, key: bytes) -> Answer | None:
    """What a key takes; None where it changes nothing on the screen."""
    process = terminal.process.pid
    before, pressed = processor(process), time.perf_counter()
    os.write(terminal.process.fd, key)
    answer: tuple[float, float] | None = None
    now = before
    while True:
        is_written = bool(terminal.read(QUIET))
        then, now = now, processor(process)
        if is_written and answer is None:
            answer = (time.perf_counter() - pressed) * 1000, now - before
        if not is_written and now - then < _IDLE:
            return Answer(*answer, now - before) if answer is not None else None


def answers(home: Path, code: bytes) -> dict[str, list[Answer]]:
    """What the keys of every act take, in one session."""
    terminal = Terminal([PROGRAM, "--fresh"], home)
    terminal.wait_for(code)
    terminal.settle(2.0)
    found = {}
    for act in ACTS:
        for key in act.before:
            answered(terminal, key)
        found[act.name] = [answer for key in act.keys if (answer := answered(terminal, key)) is not None]
        for key in act.after:
            answered(terminal, key)
    terminal.close()
    return found


def kept(home: Path, scale: int) -> bytes:
    """Has a report of a scale opened last in a home; the first code of its tree."""
    if scale == BUNDLED:
        return b"SD10021"
    path = home / f"{scale}.txt"
    code = elsewhere(_write, path, scale)
    subprocess.run([PROGRAM, "open", "--no-ui", str(path)], env=environ_of(home), check=True, capture_output=True)
    return code.encode()


def _write(path: Path, scale: int) -> str:
    report = report_at(scale)
    path.write_text(text_of(report), encoding="utf-8")
    return report.nodes[0].code


def _percentile(values: list[float]) -> float:
    return sorted(values)[round(0.95 * (len(values) - 1))]


def main(scales: list[int]) -> int:
    """Prints a table for each scale: milliseconds."""
    for scale in scales:
        with tempfile.TemporaryDirectory() as folder:
            found = answers(Path(folder), kept(Path(folder), scale))
        print(
            f"\n{f'{scale} x' if scale else 'bundled':<30}{'median':>9}{'95 %':>9}{'cpu':>9}{'95 %':>9}{'all cpu':>9}"
        )
        for name, each in found.items():
            waited, worked = [one.waited for one in each], [one.worked for one in each]
            total = statistics.median(one.all_of_it for one in each)
            cells = (statistics.median(waited), _percentile(waited), statistics.median(worked), _percentile(worked))
            print(f"{name:<30}" + "".join(f"{cell:>9.1f}" for cell in (*cells, total)), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main([int(word) for word in sys.argv[1:]] or [BUNDLED, 100]))
