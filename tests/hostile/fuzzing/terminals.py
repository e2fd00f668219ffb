"""Keys, pastes, sizes and signals in a real terminal, in any order: the explorer answers, and gives it back."""

from __future__ import annotations

import os
import random
import select
import signal
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from ptyprocess import PtyProcess

from tests.homes import environ_of
from tests.hostile.fuzzing.kinds import Kind, Step
from tests.tui.in_a_terminal.test_any_bytes import BYTES
from tests.tui.terminal import _MODES, PROGRAM

_KEYS = (
    *"jkhlgGnNvKdwmtsbczipfrSaeYyxo/:?*P+-q12", " ", "\r", "\t", "\x7f", "\x10", "\x0f", "\x1b[27u", "\x1b[A", "\x1b[B",
    "\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F", "\x1b[5~", "\x1b[6~", "AC34834", "talent", "\x15",
)  # fmt: skip
_SIGNALS = ("SIGWINCH", "SIGCONT", "SIGCONT")
_LAST = {"SIGTERM": 143, "SIGHUP": 129, "SIGINT": 130}
_PATIENCE = 40.0
_LITTLE = 0.5
"""Seconds of the processor in as many seconds as it is waited for: with less it does nothing any more."""
_MOST_KILOBYTES = 400_000


def _step(chance: random.Random) -> Step:
    match chance.randrange(10):
        case 0:
            return [
                "size",
                chance.choice((0, 1, 2, 39, 40, 80, 120, 500)),
                chance.choice((0, 1, 3, 11, 12, 24, 36, 300)),
            ]
        case 1:
            return ["bytes", chance.choice(list(BYTES))]
        case 2:
            return ["paste", chance.choice((1, 1, 300, 300, 20_000))]
        case 3:
            return ["signal", chance.choice(_SIGNALS)]
        case 4:
            return ["wait", chance.choice((0.02, 0.3))]
        case _:
            return ["keys", "".join(chance.choices(_KEYS, k=chance.choice((1, 3, 10))))]


def _invented(chance: random.Random) -> list[Step]:
    steps = [_step(chance) for _ in range(chance.choice((5, 10, 30)))]
    return [*steps, ["end", chance.choice((*_LAST, "ctrl+c", "ctrl+c"))]]


class _Explorer:
    """The program in a terminal that reads what it writes."""

    def __init__(self, folder: Path) -> None:
        variables = environ_of(folder, TERM="xterm-256color", LANG="C.UTF-8")
        variables |= {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22", "EDITOR": "true", "VISUAL": "true"}
        self.log = folder / "log"
        command = [str(PROGRAM), "--log", str(self.log)]
        self.process = PtyProcess.spawn(command, env=variables, cwd=str(folder), dimensions=(24, 80))
        self.written = b""
        self.most = 0

    def read(self, seconds: float) -> bool:
        """Takes in what is written within some time; false where the program has ended."""
        until = monotonic() + seconds
        while True:
            ready, _, _ = select.select([self.process.fd], [], [], max(0.0, until - monotonic()))
            if not ready:
                return True
            try:
                self.written += os.read(self.process.fd, 1 << 16)
            except OSError:
                return False

    def send(self, content: bytes) -> None:
        """Types, as fast as it is taken."""
        while content:
            _, ready, _ = select.select([], [self.process.fd], [], 0.01)
            if ready:
                content = content[os.write(self.process.fd, content[:1024]) :]
            if not self.read(0.001):
                return

    def note_memory(self) -> None:
        status = Path(f"/proc/{self.process.pid}/status")
        if status.exists():
            lines = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
            self.most = max([self.most, *(int(line.split()[1]) for line in lines)])

    def do(self, step: Step) -> None:
        match step:
            case ["size", columns, rows]:
                self.process.setwinsize(rows, columns)
            case ["bytes", name]:
                self.send(BYTES[name])
            case ["paste", size]:
                self.send(b"\x1b[200~" + b"talent " * (size // 7 + 1) + b"\x1b[201~")
            case ["signal", name]:
                self.process.kill(signal.Signals[name])
            case ["keys", keys]:
                self.send(keys.encode())
            case ["wait", seconds]:
                self.read(seconds)

    def _worked(self) -> float:
        """Seconds of the processor that it took so far; 0 where it has ended."""
        stat = Path(f"/proc/{self.process.pid}/stat")
        fields = stat.read_text().rpartition(")")[2].split() if stat.exists() else ["0"] * 13
        return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")

    def state(self) -> str:
        """How its process is, for who looks into why it does not end: whether it waits, has ended or is stopped."""
        stat = Path(f"/proc/{self.process.pid}/stat")
        return f", state {stat.read_text().rpartition(')')[2].split()[0]}{self.failures()}" if stat.exists() else ""

    def failures(self) -> str:
        """Where it failed, by its log."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        return "".join(f"\n{line}" for line in lines[-12:] if " failed: " in line or "  at " in line)

    def end(self, how: str) -> int | None:
        """Has it end; its exit code, or None where it does not."""
        self.note_memory()
        try:
            if how == "ctrl+c":
                self.send(b"\x03")
            else:
                self.process.kill(signal.Signals[how])
        except OSError:
            pass  # it has ended meanwhile
        begun = seen = self._worked()
        until = monotonic() + _PATIENCE
        while self.read(0.1):
            if monotonic() > until:
                # One that waits for its turn on a busy machine does not hang.
                now = self._worked()
                if now - seen < _LITTLE or now - begun > _PATIENCE:
                    return None
                seen, until = now, monotonic() + _PATIENCE
        self.process.wait()
        status = self.process.signalstatus
        return -int(status) if status else int(self.process.exitstatus or 0)


def _wrong(steps: Sequence[Step], folder: Path) -> str | None:
    it = _Explorer(folder)
    try:
        until = monotonic() + _PATIENCE
        while b"SD10021" not in it.written:
            if not it.read(0.1) or monotonic() > until:
                return "it does not begin"
        last = "ctrl+c"
        for step in steps:
            if step[0] == "end":
                last = step[1]
                break
            it.do(step)
            if not it.read(0.01):
                break
        code = it.end(last)
    except OSError:
        # The terminal closed behind a program that ended by itself, by `q`.
        code = it.end("ctrl+c")
    finally:
        state = it.state()
        it.process.close(force=True)
    if code is None:
        return f"it does not end by {last}{state}"
    # A signal ends what has given its terminal back already, and is about to end by a key; Ctrl+C is one by then.
    sent = last if last in _LAST else "SIGINT"
    if code not in {0, _LAST[sent], -signal.Signals[sent]}:
        return f"it ended with {code} after {last}: {it.written[-300:]!r}{it.failures()}"
    if b"Traceback" in it.written:
        return "a traceback"
    if left := [name for name, (on, off) in _MODES.items() if it.written.rfind(on) > it.written.rfind(off)]:
        return f"left on: {left}"
    return f"{it.most} kB of memory" if it.most > _MOST_KILOBYTES else None


TERMINAL = Kind(_invented, _wrong)
