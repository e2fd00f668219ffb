"""The installed program in a pseudo-terminal, with a terminal emulator behind it that reads what it painted."""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

from ptyprocess import PtyProcess

from tests.tui.emulator import Emulator, stream_to

PROGRAM = Path(sys.executable).parent / "doelboom"
"""The console script of the environment that runs the tests."""

PATIENCE = 30.0
"""Seconds after which something awaited counts as never coming; reached only where a test fails."""

_KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "ctrl+c": "\x03",
    "ctrl+p": "\x10",
}


class Terminal:
    """A terminal of some size in which the program runs, from the start of a block to its end."""

    def __init__(
        self,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str | None] | None = None,
        folder: Path | None = None,
        program: Sequence[str] = (str(PROGRAM),),
    ) -> None:
        columns, rows = size
        self._screen = Emulator(columns, rows)
        self._stream = stream_to(self._screen)
        self.written = b""
        """Every byte that the program wrote."""
        variables = {**os.environ, **(environment or {})}
        self._process = PtyProcess.spawn(
            [*program, *arguments],
            env={name: value for name, value in variables.items() if value is not None},
            cwd=str(folder) if folder is not None else None,
            dimensions=(rows, columns),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.close(force=True)

    @property
    def pid(self) -> int:
        """The number of the program's process."""
        return int(self._process.pid)

    # What is done to it

    def type(self, text: str) -> None:
        """Types a text, all of it at once."""
        self.send_bytes(text.encode())

    def send_bytes(self, content: bytes) -> None:
        """Sends bytes as a terminal of another kind, or a disturbed line, would."""
        self._process.write(content)

    def press(self, *keys: str) -> None:
        """Presses keys by name."""
        self.type("".join(_KEYS[key] for key in keys))

    def resize(self, columns: int, rows: int) -> None:
        """Gives the terminal another size, and tells the program so."""
        self._screen.resize(rows, columns)
        self._process.setwinsize(rows, columns)

    def minimise(self) -> None:
        """Takes its size away from the terminal, and tells the program so."""
        self._process.setwinsize(0, 0)

    def send(self, sent: signal.Signals) -> None:
        """Sends the program a signal."""
        self._process.kill(sent)

    # What is read

    @property
    def lines(self) -> list[str]:
        """The screen, a line a row."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def cells(self) -> list[list[tuple[object, ...]]]:
        """What every place of the screen shows."""
        return self._screen.cells

    @property
    def colours(self) -> set[str]:
        """The colours on the screen."""
        cells = (cell for row in self._screen.buffer.values() for cell in row.values())
        return {colour for cell in cells for colour in (cell.fg, cell.bg)}

    def _read(self) -> bool:
        """Takes in what the program wrote meanwhile; false where it has ended."""
        ready, _, _ = select.select([self._process.fd], [], [], 0.05)
        if not ready:
            return bool(self._process.isalive())
        try:
            written = self._process.read(65536)
        except EOFError:
            return False
        self.written += written
        self._stream.feed(written)
        return True

    # Waiting

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Waits until something is so."""
        end = monotonic() + PATIENCE
        while not condition():
            alive = self._read()
            if condition():
                return
            assert alive, f"it ended before {what}; the screen is:\n{self.text}"
            assert monotonic() < end, f"waited in vain for {what}; the screen is:\n{self.text}"

    def until_shown(self, *texts: str) -> None:
        """Waits until the screen shows texts, all of them at once."""
        self.until(lambda: all(text in self.text for text in texts), f"{texts} on the screen")

    def until_gone(self, text: str) -> None:
        """Waits until the screen does not show a text."""
        self.until(lambda: text not in self.text, f"{text!r} to go")

    def until_line(self, number: int, text: str) -> None:
        """Waits until a line of the screen shows a text."""
        self.until(lambda: text in self.lines[number], f"{text!r} on line {number}")

    def until_quiet(self, seconds: float = 0.4) -> None:
        """Waits until nothing more has been written for a while: an Escape has been taken for one, and heeded."""
        quiet_since, written = monotonic(), len(self.written)
        while monotonic() < quiet_since + seconds:
            self._read()
            if len(self.written) != written:
                quiet_since, written = monotonic(), len(self.written)

    def exit_code(self) -> int:
        """Waits until the program has ended; its exit code, or minus the signal that ended it."""
        end = monotonic() + PATIENCE
        while self._read():
            assert monotonic() < end, f"it does not end; the screen is:\n{self.text}"
        self._process.wait()
        if self._process.signalstatus is not None:
            return -int(self._process.signalstatus)
        assert self._process.exitstatus is not None
        return int(self._process.exitstatus)

    @property
    def left_on(self) -> list[str]:
        """The terminal modes that were switched and never switched back."""
        return [name for name, (on, off) in _MODES.items() if self.written.rfind(on) > self.written.rfind(off)]


_MODES = {
    "the alternate screen": (b"\x1b[?1049h", b"\x1b[?1049l"),
    "a hidden cursor": (b"\x1b[?25l", b"\x1b[?25h"),
    "mouse clicks": (b"\x1b[?1000h", b"\x1b[?1000l"),
    "mouse moves": (b"\x1b[?1003h", b"\x1b[?1003l"),
    "mouse moves with a button": (b"\x1b[?1002h", b"\x1b[?1002l"),
    "long mouse places": (b"\x1b[?1015h", b"\x1b[?1015l"),
    "SGR mouse places": (b"\x1b[?1006h", b"\x1b[?1006l"),
    "bracketed paste": (b"\x1b[?2004h", b"\x1b[?2004l"),
    "focus reports": (b"\x1b[?1004h", b"\x1b[?1004l"),
    "the other keyboard": (b"\x1b[>1u", b"\x1b[<u"),
}
"""What a program switches on, and how it switches it off."""
