"""What is read of reports that many programs set: ``python -m tests.benchmarks.bench_producers [REPORTS [ENGINE]]``.

For every program that is here it prints how many nodes, figures and texts were written, and how many were read as
something else, or as nothing. A figure is silently wrong where it is another one and no finding names its node.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from doelboom.parser import COLUMNS, Node, Report, ReportError, read_report
from tests.documents.compare import differences
from tests.documents.invent import Size, invent
from tests.documents.looks import Look, draw_look
from tests.documents.producers import PRODUCERS, PROGRAMS, writer
from tests.documents.recognised import recognised

_SIZE = Size(objectives=1, plans=4, leaves=6)
_TEXTS = ("title", "service", "entity", "status", "phase", "period_start", "period_end", "description")
_HEAD = "| program | reports | nodes | nodes lost | figures | null | wrong | texts | texts wrong |"


class _Count:
    def __init__(self) -> None:
        self.reports = self.nodes = self.lost = self.figures = self.null = self.wrong = self.texts = self.faults = 0

    def add(self, written: Report, read: Report | None) -> None:
        """Counts one report; `read` is None where it was refused."""
        nodes = {node.code: node for node in read.nodes} if read is not None else {}
        self.reports += 1
        for node in written.nodes:
            self.nodes += 1
            self.lost += node.code not in nodes
            self._figures(node, nodes.get(node.code))
            if node.code in nodes:
                self._texts(node, nodes[node.code])

    def _figures(self, written: Node, read: Node | None) -> None:
        for at, line in enumerate(written.amounts):
            for column in COLUMNS:
                value = getattr(read.amounts[at], column) if read is not None else None
                self.figures += 1
                self.null += value is None
                self.wrong += value is not None and value != getattr(line, column)

    def _texts(self, written: Node, read: Node) -> None:
        one, other = (Report(2024, None, (replace(node, amounts=()),)) for node in (written, read))
        for text in _TEXTS:
            self.texts += 1
            if found := differences(one, other, (text,)):
                self.faults += 1
                sys.stderr.write(f"  {found[0]}\n")

    def row(self, name: str) -> str:
        """The count as a row of the table."""
        counts = (self.reports, self.nodes, self.lost, self.figures, self.null, self.wrong, self.texts, self.faults)
        return f"| {name} | {' | '.join(f'{count:,}'.replace(',', '.') for count in counts)} |"


def _look(seed: int) -> Look:
    """A layout by chance whose headings can be parted: justified text in cells only where lines are drawn."""
    look = replace(draw_look(seed), ruled_cells=seed % 3 > 0)
    return replace(look, justified_cells=seed % 3 > 1, justify=look.justify and seed % 3 > 0)


def measure(name: str, seeds: range, engine: str) -> str:
    """The row of one program."""
    count = _Count()
    write = writer(name.removesuffix(", recognised"))
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            report, look = invent(seed, _SIZE), _look(seed)
            path = Path(folder) / f"{seed}.pdf"
            if name.endswith("recognised"):
                look = replace(look, minus="-", bullet="-", shift=0.0)
            write(report, look, path)
            if name.endswith("recognised"):
                path = recognised(path, Path(folder) / f"{seed}-recognised.pdf", seed)
            try:
                read = read_report(path, engine=engine)
            except ReportError as error:
                sys.stderr.write(f"{name} {seed}: {error}\n")
                read = None
            sys.stderr.write(f"{name} {seed}\n")
            count.add(report, read)
    return count.row(name)


def main(arguments: list[str]) -> int:
    """Prints the table."""
    seeds = range(1, 1 + int(arguments[0] if arguments else 10))
    engine = arguments[1] if len(arguments) > 1 else "pdfium"
    names = arguments[2:] or [*PRODUCERS, *PROGRAMS, "reportlab, recognised"]
    sys.stdout.write(f"{_HEAD}\n|---|{'---:|' * (_HEAD.count('|') - 2)}\n")
    for name in names:
        try:
            row = measure(name, seeds, engine)
        except pytest.skip.Exception as error:
            row = f"| {name} | {error} |"
        sys.stdout.write(f"{row}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
