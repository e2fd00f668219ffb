"""What reports of 10 and 100 times the usual size cost: ``python -m tests.benchmarks.bench_scale [SCALE...]``.

Prints, as Markdown, the processor's seconds and the peak memory of each step at every scale (1 and 10 where none is
given), each in a process of its own, and how much more 10 times as much takes. Nothing is asserted; the target is 12
times. A PDF has 5.000 pages at most and a text 64 MB, so that PDFs and columns stop at 10.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.bench_answers import DOWN, ESCAPE, PAGE_DOWN, answered, processor
from tests.benchmarks.bench_terminal import Terminal
from tests.benchmarks.cost import PROGRAM, Cost, cost_of, elsewhere
from tests.documents.at_scale import report_at, text_of
from tests.homes import environ_of, kilobytes_of
from tests.hostile.growing import as_pages, as_sheets

TARGET = 12
_LARGEST = {"pdf": 10, "columns": 10}
"""The largest scale, where there is one."""
_STEPS = {
    "reading a text with tabs": ("tabs", "read_report(path)"),
    "reading a text in columns": ("columns", "read_report(path)"),
    "reading a PDF": ("pdf", "read_report(path)"),
    "building the frames": ("tabs", "report = read_report(path)\nstart()\nbuild(report)"),
    "checking": ("tabs", "accounts = build(read_report(path))\nstart()\nchecked(accounts)"),
    "the tree": ("tabs", "accounts = checked(build(read_report(path)))\nstart()\noutline(accounts)"),
    "first filter": ("tabs", "tree = outline(checked(build(read_report(path))))\nstart()\nfind(tree, 'bomen')"),
    "next filter": (
        "tabs",
        "tree = outline(checked(build(read_report(path))))\nfind(tree, 'bome')\nstart()\nfind(tree, 'bomen')",
    ),
    "variances": ("tabs", "accounts = checked(build(read_report(path)))\nstart()\nvariances(accounts, Query())"),
}
_PROGRAM = """
import sys, time
from pathlib import Path
import doelboom.parser.pdf.document, doelboom.parser.layout.rows
from doelboom.data.check.check import checked
from doelboom.data.model.frames import build
from doelboom.data.model.outline import outline
from doelboom.data.model.queries import Query
from doelboom.data.queries.search import find
from doelboom.data.queries.variances import variances
from doelboom.parser import read_report
path = Path(sys.argv[1])
begun = time.process_time()
def start():
    global begun
    begun = time.process_time()
{step}
print(time.process_time() - begun)
print(next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")))
"""


def _step(step: str, path: Path) -> Cost:
    command = [sys.executable, "-c", _PROGRAM.format(step=step), str(path)]
    seconds, kilobytes = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return Cost(float(seconds), int(kilobytes) / 1024)


def _commands(path: Path, code: str, folder: Path) -> dict[str, Cost]:
    """Opening a report and asking for a node, with an archive of its own."""
    asked = {
        "`open --no-ui`": ("open", "--no-ui", str(path)),
        "`show`": ("show", code),
        "`variances`": ("variances",),
        "`reports`": ("reports",),
    }
    return {name: cost_of(*arguments, environ=environ_of(folder)) for name, arguments in asked.items()}


_KEYS: dict[str, tuple[list[bytes], list[bytes]]] = {
    "key: down": ([], [DOWN] * 7),
    "key: unfolding all": ([], [b"t"] * 3),
    "key: a page, all unfolded": ([], [PAGE_DOWN] * 5),
    "key: sorting the tree": ([b"s", DOWN], [b"\r"]),
    "key: first letter of the filter": ([b"/"], [b"b"]),
    "key: next letter of the filter": ([], [b"o", b"m", b"e"]),
    "key: opening the variances": ([ESCAPE], [b"v"]),
    "key: sorting the variances": ([b"s", DOWN], [b"\r"]),
}
"""What is pressed in the explorer, in one session: the keys that lead there, and those that are measured."""


def _explorer(first: str, folder: Path) -> dict[str, Cost]:
    """The first picture of the report that was opened last, and what keys take until all that they ask for is done."""
    terminal = Terminal([PROGRAM, "--fresh"], folder)
    terminal.wait_for(first.encode())
    process = terminal.process.pid

    def cost(milliseconds: float) -> Cost:
        return Cost(milliseconds / 1000, kilobytes_of(process, "VmHWM") / 1024)

    costs = {"first picture": cost(processor(process))}
    terminal.settle(1.0)
    for name, (before, keys) in _KEYS.items():
        for key in before:
            answered(terminal, key)
        taken = [answer.all_of_it for key in keys if (answer := answered(terminal, key)) is not None]
        costs[name] = cost(statistics.median(taken))
    terminal.close()
    return costs


def make(scale: int, folder: Path) -> tuple[dict[str, Path], list[str]]:
    """Writes a report at a scale: its file in each form, and the codes of its nodes."""
    report = report_at(scale)
    text = text_of(report)
    writers: dict[str, tuple[str, Callable[[str], bytes]]] = {
        "tabs": (f"{scale}-tabs.txt", str.encode),
        "columns": (f"{scale}-columns.txt", as_sheets),
        "pdf": (f"{scale}.pdf", as_pages),
    }
    paths = {}
    for form, (name, write) in writers.items():
        if scale <= _LARGEST.get(form, scale):
            paths[form] = folder / name
            paths[form].write_bytes(write(text))
    return paths, [node.code for node in report.nodes]


def costs_at(scale: int, folder: Path) -> tuple[int, dict[str, Cost]]:
    """How many nodes there are at a scale, and what every step costs."""
    paths, codes = elsewhere(make, scale, folder)
    costs = {name: _step(step, paths[form]) for name, (form, step) in _STEPS.items() if form in paths}
    own = folder / str(scale)
    own.mkdir()
    return len(codes), costs | _commands(paths["tabs"], codes[-1], own) | _explorer(codes[0], own)


def main(scales: list[int]) -> int:
    """Prints the table."""
    found: dict[int, dict[str, Cost]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for scale in scales:
            nodes, found[scale] = costs_at(scale, Path(folder))
            print(f"{scale} x: {nodes} nodes", flush=True)
    print("\n| step | " + " | ".join(f"{scale} x" for scale in scales) + " |")
    print("|---|" + "---:|" * len(scales))
    for name in found[scales[0]]:
        cells = []
        for before, scale in zip([None, *scales], scales, strict=False):
            if name not in found[scale]:
                cells.append("-")
                continue
            cost = found[scale][name]
            cell = f"{cost.seconds:.3f} s, {cost.megabytes:.0f} MB"
            if before is not None and name in found[before]:
                growth = cost.seconds / max(found[before][name].seconds, 1e-4)
                cell += f", {growth:.1f} x{' ABOVE' if growth > TARGET * scale / before / 10 else ''}"
            cells.append(cell)
        print(f"| {name} | {' | '.join(cells)} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main([int(word) for word in sys.argv[1:]] or [1, 10]))
