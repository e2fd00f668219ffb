"""A long session: 5.000 keys over all screens in a real terminal, and what they leave in memory and open."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.homes import environ_of, kilobytes_of
from tests.hostile.long_session import FIRST, ROUND, open_files, press
from tests.tui.terminal import Terminal

KEYS = 5000


def main() -> None:
    """Prints it."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Terminal("--fresh", size=(120, 36), environment=environ_of(Path(folder))) as it,
    ):
        it.until_shown("SD10021")
        press(it, FIRST)
        # Keys wait for their turn: until all is done, nothing is known of what they take.
        it.until_quiet(5.0)
        before, opened = kilobytes_of(it.pid, "VmRSS"), open_files(it)
        press(it, KEYS - FIRST, FIRST)
        it.until_quiet(5.0)
        grown = (kilobytes_of(it.pid, "VmRSS") - before) / 1024
        print(f"{KEYS} keys, {KEYS // len(ROUND)} rounds: {grown:+.1f} MB after the first {FIRST} (at most +5)")
        print(f"more open files: {len(open_files(it) - opened)} (at most 0)")


if __name__ == "__main__":
    main()
