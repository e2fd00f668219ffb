"""How what reading and checking costs grows: ``python -m tests.benchmarks.bench_growth [WORD...]``.

For every hostile shape in every format it prints the processor's seconds at a size and at twice that size, and their
ratio. Nothing is asserted; the target is 2.4 at most. WORDs choose: each is a format, or stands in a shape's name.
"""

from __future__ import annotations

import contextlib
import gc
import sys
import tempfile
from pathlib import Path
from time import process_time

from doelboom.data.reading.second_reading import read_checked
from doelboom.parser import ReportError
from tests.hostile.growing import FORMATS, SHAPES, file_of

ENOUGH = 0.1
"""Seconds that are long enough for their ratio to mean something."""
SMALLEST, LARGEST = 250, 64_000
TARGET = 2.4


def _seconds(path: Path) -> float:
    gc.collect()
    start = process_time()
    with contextlib.suppress(ReportError):
        read_checked(path, engine="pdfium")
    return process_time() - start


def growth(shape: str, form: str, folder: Path) -> tuple[int, float, float]:
    """A size, its seconds and the seconds of twice that size; where their ratio is too high, those of sizes above."""
    size = SMALLEST
    seconds = _seconds(file_of(shape, form, size, folder))
    while seconds < ENOUGH and size < LARGEST:
        size *= 2
        seconds = _seconds(file_of(shape, form, size, folder))
    twice = _seconds(file_of(shape, form, 2 * size, folder))
    for _ in range(3):
        if twice <= TARGET * seconds or twice > 5:
            break
        # Of a tenth of a second chance makes as much as a square would; of more time less, and a square stays one.
        size, seconds = 2 * size, twice
        seconds = min(seconds, _seconds(file_of(shape, form, size, folder)))
        twice = min(_seconds(file_of(shape, form, 2 * size, folder)) for _again in range(2))
    return size, seconds, twice


def main(words: list[str]) -> int:
    """Prints the table."""
    worst = 0
    with tempfile.TemporaryDirectory() as folder:
        # What is loaded once is no part of what is measured.
        for form in FORMATS:
            _seconds(file_of("nodes", form, SMALLEST, Path(folder)))
        for shape in SHAPES:
            for form in FORMATS:
                if not all(word == form or word in shape for word in words):
                    continue
                size, seconds, twice = growth(shape, form, Path(folder))
                over = twice > TARGET * seconds and twice - seconds > 0.05
                worst += over
                print(
                    f"{shape:28} {form:8} {size:6}: {seconds:6.2f} s, twice that {twice:6.2f} s = "
                    f"{twice / seconds:4.1f} x{'   ABOVE' if over else ''}",
                    flush=True,
                )
                for path in Path(folder).iterdir():
                    path.unlink()
    print(f"{worst} above {TARGET} x per 2 x")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
