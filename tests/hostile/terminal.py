"""doelboom in a real pseudo-terminal: what it writes there, byte for byte, and what a terminal makes of it."""

from __future__ import annotations

import os
import re
import select
import sys
from collections.abc import Sequence
from time import monotonic
from typing import Any

import ptyprocess

from tests.conftest import PROJECT
from tests.tui.emulator import Emulator, stream_to

PATIENCE = 20.0
"""Seconds after which something awaited counts as never coming; reached only where a test fails."""

_SEQUENCE = re.compile(
    "\x1b\\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\\\)"
    "|\x1b(?P<string>[P_^X])[^\x1b]*\x1b\\\\"
    "|\x1b\\[(?P<private>[<=>?]?)[0-;]*(?P<between>[ -/]*)(?P<csi>[@-~])"
    "|\x1b(?P<other>[ -/]*[0-~])"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

_PAINTING = frozenset("ABCDGHKXbLMr")
"""The ends of sequences that move the cursor and write, erase, repeat or scroll cells."""


class _Screen(Emulator):
    """A screen that takes the private sequences that its maker left out."""

    def select_graphic_rendition(self, *attributes: int, **_options: Any) -> None:
        super().select_graphic_rendition(*attributes)

    def report_device_status(self, *_arguments: Any, **_options: Any) -> None:
        """Nobody reads the answers here."""


class Terminal:
    """A program in a terminal of 80x24."""

    def __init__(self, arguments: Sequence[str], environ: dict[str, str] | None = None) -> None:
        self.process = ptyprocess.PtyProcess.spawn(
            [sys.executable, *arguments], cwd=str(PROJECT), env={**os.environ, **(environ or {})}, dimensions=(24, 80)
        )
        self.written = b""
        self._screen = _Screen(80, 24)
        self._stream = stream_to(self._screen)

    @property
    def text(self) -> str:
        """What the screen shows."""
        # Cell by cell: pyte's own reading fails where half of a wide character was painted over.
        rows = (self._screen.buffer[row] for row in range(self._screen.lines))
        return "\n".join("".join(row[at].data for at in range(self._screen.columns)).rstrip() for row in rows)

    def _take(self, until: float) -> bool:
        ready, _w, _x = select.select([self.process.fd], [], [], max(0.0, until - monotonic()))
        assert ready, f"waited in vain; the screen is:\n{self.text}"
        try:
            piece = os.read(self.process.fd, 65536)
        except OSError:
            return False
        self.written += piece
        self._stream.feed(piece)
        return bool(piece)

    def until(self, text: str) -> None:
        """Waits until the screen shows a text."""
        end = monotonic() + PATIENCE
        while text not in self.text:
            assert self._take(end), f"the program ended; the screen is:\n{self.text}"

    def until_written(self, sequence: bytes, times: int = 1) -> None:
        """Waits until the program wrote something."""
        end = monotonic() + PATIENCE
        while self.written.count(sequence) < times:
            assert self._take(end), f"the program ended; it wrote:\n{self.written[-2000:]!r}"

    def press(self, keys: str) -> None:
        """Types."""
        self.process.write(keys.encode())

    def end(self) -> int:
        """Waits until the program ends; its exit code."""
        end = monotonic() + PATIENCE
        while self._take(end):
            pass
        self.process.wait()
        return int(self.process.exitstatus if self.process.exitstatus is not None else -self.process.signalstatus)

    def close(self) -> None:
        """Ends the program if it still runs."""
        self.process.close(force=True)


def kinds_of(written: bytes) -> set[str]:
    """The kinds of sequences in what was written: ``CSI ?h``, ``OSC 52``, and control characters outside of any; those
    by which a picture is painted are one kind, since which of them is the shortest is by chance."""
    text = written.decode("utf-8")
    kinds = set()
    for match in _SEQUENCE.finditer(text):
        if match["osc"] is not None:
            kinds.add(f"OSC {match['osc'].split(';')[0]}")
        elif match["string"] is not None:
            kinds.add(f"string {match['string']}")
        elif match["csi"] in _PAINTING and not match["private"] and not match["between"]:
            kinds.add("CSI that paints")
        elif match["csi"] is not None:
            kinds.add(f"CSI {match['private']}{match['between']}{match['csi']}")
        else:
            kinds.add(f"ESC {match['other']}")
    # One step back is such a way to move, too.
    bare = _SEQUENCE.sub("", text).replace("\b", "")
    return kinds | {f"control {ord(character):#x}" for character in _CONTROL.findall(bare)}


def sequences_of(written: bytes) -> list[str]:
    """All sequences, in order."""
    return [match[0] for match in _SEQUENCE.finditer(written.decode("utf-8"))]
