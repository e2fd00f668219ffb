"""Start, memory and bytes to the terminal, each beside something to compare with in the same run:
``python -m tests.benchmarks.bench_terminal``.
"""

from __future__ import annotations

import os
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import ptyprocess

from doelboom.data.model.outline import outline
from doelboom.data.storage.library import bundled
from tests.benchmarks.cost import PROGRAM
from tests.homes import environ_of, kilobytes_of

RUNS = 7
ROWS, COLUMNS = 36, 120
PATIENCE = 30.0


class Terminal:
    """A program in a pseudo-terminal, and every byte that it writes."""

    def __init__(self, command: list[str], home: Path) -> None:
        environ = environ_of(home, TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
        environ.pop("NO_COLOR", None)
        # As installed: compiled once, not at every start.
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        self.started = time.perf_counter()
        self.process = ptyprocess.PtyProcess.spawn(command, dimensions=(ROWS, COLUMNS), env=environ)
        self.seen = b""

    def read(self, seconds: float) -> bytes:
        """What comes within some time."""
        ready, _, _ = select.select([self.process.fd], [], [], seconds)
        if not ready:
            return b""
        try:
            new = os.read(self.process.fd, 1 << 16)
        except OSError:
            return b""
        self.seen += new
        return new

    def wait_for(self, text: bytes) -> float:
        """Seconds since the start until a text was written."""
        while text not in self.seen:
            if time.perf_counter() - self.started > PATIENCE:
                raise TimeoutError(f"{text!r} never came")
            self.read(1)
        return time.perf_counter() - self.started

    def settle(self, quiet: float = 0.25) -> bytes:
        """What is written until nothing more comes for a while."""
        start = len(self.seen)
        while self.read(quiet):
            pass
        return self.seen[start:]

    def press(self, keys: bytes) -> bytes:
        """What a key press makes the program write."""
        os.write(self.process.fd, keys)
        return self.settle()

    def memory(self) -> float:
        """Resident memory in MB."""
        return kilobytes_of(self.process.pid, "VmRSS") / 1024

    def close(self) -> None:
        self.process.terminate(force=True)


def start_and_memory(command: list[str], painted: bytes, key: bytes, home: Path) -> tuple[float, float]:
    """Seconds until the tree is painted and has answered a key, and the memory of the settled program."""
    terminal = Terminal(command, home)
    terminal.wait_for(painted)
    before = len(terminal.seen)
    os.write(terminal.process.fd, key)
    while len(terminal.seen) == before:
        terminal.read(1)
    taken = time.perf_counter() - terminal.started
    terminal.settle()
    memory = terminal.memory()
    terminal.close()
    return taken, memory


def bytes_per_key(command: list[str], painted: bytes, key: bytes, presses: int, home: Path) -> list[int]:
    """How many bytes each press of a key makes a program write."""
    terminal = Terminal(command, home)
    terminal.wait_for(painted)
    terminal.settle(0.6)
    written = [len(terminal.press(key)) for _ in range(presses)]
    terminal.close()
    return written


def compare(name: str, pairs: list[tuple[float, float]], unit: str, target: str) -> None:
    """Prints two medians and the ratio pair by pair."""
    ratio = statistics.median(one / other for one, other in pairs)
    ours, theirs = zip(*pairs, strict=True)
    print(
        f"{name}: doelboom {statistics.median(ours):.2f} {unit}, beside it {statistics.median(theirs):.2f} {unit}: "
        f"ratio {ratio:.2f} ({target})"
    )


def main() -> None:
    """Measures everything."""
    python = sys.executable
    items = outline(bundled()).items
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        explorer = [PROGRAM, "--report", "bundled", "--fresh"]
        bare = [python, str(Path(__file__).with_name("bare.py")), str(len(items))]
        starts, memories = [], []
        for _ in range(RUNS + 1):
            ours = start_and_memory(explorer, b"SD10021", b"j", home)
            theirs = start_and_memory(bare, b"READY", b"j", home)
            starts.append((ours[0], theirs[0]))
            memories.append((ours[1], theirs[1]))
        compare("start until it answers, against a bare tree", starts, "s", "at most 1.3")
        compare("memory, against a bare tree", memories, "MB", "at most 1.5")
        shows = [
            (timed([PROGRAM, "show", "AC34834", "--format", "plain"]), timed([python, "-c", "import polars"]))
            for _ in range(RUNS)
        ]
        compare("show, against `import polars`", shows, "s", "at most 1.4")
        keys = bytes_per_key(explorer, b"SD10021", b"j", 20, home)
        median = statistics.median(keys)
        print(f"bytes per key press, cursor down: doelboom median {median:.0f}, most {max(keys)} (at most 3000)")
        visidata(home)


def timed(command: list[str]) -> float:
    """Seconds that a command takes."""
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environ)
    return time.perf_counter() - start


def visidata_command(home: Path) -> list[str] | None:
    """What starts VisiData on a table of the same rows, put into a folder; None where it is not installed."""
    program = shutil.which("vd") or str(Path(sys.executable).parent / "vd")
    if not Path(program).exists():
        return None
    table = home / "rows.csv"
    accounts = bundled()
    rows = accounts.amounts.filter(accounts.amounts["measure"] == "exploitatie_uitgaven")
    accounts.nodes.select("code", "title").join(rows, on="code").write_csv(table)
    return [program, "--config=/dev/null", str(table)]


def visidata(home: Path) -> None:
    """The same for VisiData, on a table of the same rows."""
    command = visidata_command(home)
    if command is None:
        print("bytes per key press: VisiData is not installed, so there is nothing beside it (pip install visidata)")
        return
    keys = bytes_per_key(command, b"SD10021", b"j", 20, home)
    print(f"bytes per key press, cursor down: VisiData median {statistics.median(keys):.0f}, most {max(keys)}")


if __name__ == "__main__":
    main()
