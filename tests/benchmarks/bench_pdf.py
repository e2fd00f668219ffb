"""How fast PDF reports are read, and in how much memory: ``python -m tests.benchmarks.bench_pdf``.

For documents of more than 80 pages by three producers it prints the time of ``read_checked`` with engine "auto", as a
part of a loop over pdfplumber's own ``extract_tables()`` and as a multiple of ``pdftotext -layout``, what of it goes
where, and the peak memory of a process that does nothing else. Seconds are the processor's, user and system, so that
other work on the machine does not count; each is the best of some runs. Nothing is asserted: the targets are printed
next to the figures.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from doelboom.parser import Report
from tests.documents import by_fpdf, by_reportlab, by_typst
from tests.documents.invent import Size, invent
from tests.documents.looks import Look, draw_look

FEWEST_PAGES = 80
_SIZE = Size(objectives=5, plans=5, leaves=16, words=2)
_SEED = 20
_WRITERS: tuple[tuple[str, Callable[[Report, Look, Path], int]], ...] = (
    ("reportlab", by_reportlab.write),
    ("fpdf2", by_fpdf.write),
    ("typst", by_typst.write),
)
_READ = """
import sys, time
from pathlib import Path
start = time.process_time()
import doelboom.parser.pdf.document, doelboom.parser.layout.rows
from doelboom.data.reading.second_reading import read_checked
imported = time.process_time()
accounts = read_checked(sys.argv[1], engine=sys.argv[2])
done = time.process_time()
# VmHWM is this program's own peak; ru_maxrss would begin at that of the process which started it.
peak = next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(done - imported, imported - start, int(peak) / 1024,
      accounts.nodes.height, accounts.source.pages, len(accounts.source.notes))
"""
_LOOP = """
import sys, time
import pdfplumber
start = time.process_time()
with pdfplumber.open(sys.argv[1]) as document:
    for page in document.pages:
        page.extract_tables()
        page.close()
print(time.process_time() - start)
"""


_PARTS = """
import gc, sys, time
from pathlib import Path
import pypdfium2
from doelboom.data.check.check import checked
from doelboom.data.model.frames import build
from doelboom.parser.failures import Failures
from doelboom.parser.grammar.grammar import read_rows
from doelboom.parser.layout.rows import rows_of_pages
from doelboom.parser.options import ReadingOptions
from doelboom.parser.pdf.document import read_document
path, failures = Path(sys.argv[1]), Failures()
gc.disable()
times = [time.process_time()]
with pypdfium2.PdfDocument(path) as document:
    for page in document:
        page.get_textpage().close()
        page.close()
times.append(time.process_time())
pages = read_document(path, failures, ReadingOptions()).pages
times.append(time.process_time())
rows = list(rows_of_pages(pages, failures))
times.append(time.process_time())
report = read_rows(rows, failures)
times.append(time.process_time())
checked(build(report))
times.append(time.process_time())
engine, words, *rest = (after - before for before, after in zip(times, times[1:]))
print(engine, words - engine, *rest)
"""


def _run(code: str, *arguments: str) -> list[float]:
    command = [sys.executable, "-c", code, *arguments]
    return [float(word) for word in subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()]


def _pdftotext(path: Path) -> float | None:
    program = shutil.which("pdftotext")
    if program is None:
        return None
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, "-layout", str(path), "-"], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(name: str, path: Path, times: int = 3) -> None:
    """Prints one document's figures; each time is the best of some."""
    runs = [_run(_READ, str(path), "auto") for _ in range(times)]
    seconds = min(run[0] for run in runs)
    _, imports, memory, nodes, pages, notes = runs[0]
    loop = min(_run(_LOOP, str(path))[0] for _ in range(max(1, times - 1)))
    text = min((found for _ in range(times) if (found := _pdftotext(path)) is not None), default=None)
    parts = [min(found) for found in zip(*(_run(_PARTS, str(path)) for _ in range(times)), strict=True)]
    again = ", some pages read twice" if notes else ""
    print(f"{name}: {pages:.0f} pages, {nodes:.0f} nodes, {path.stat().st_size / 1e6:.1f} MB{again}")
    print(f"  auto {seconds:.2f} s ({1000 * seconds / pages:.1f} ms a page), after {imports:.2f} s of imports")
    named = zip(("PDFium alone", "words", "layout", "grammar", "frames and check"), parts, strict=True)
    print("  of which " + ", ".join(f"{name} {seconds:.2f} s" for name, seconds in named))
    print(f"  / extract_tables() loop {loop:.1f} s    = 1/{loop / seconds:.1f}    (target: 1/10 or less)")
    if text is None:
        print("  / pdftotext -layout: SKIPPED, poppler-utils is not here")
    else:
        print(f"  / pdftotext -layout {text:.2f} s         = {seconds / text:.1f} x    (target: 2.5 x or less)")
    print(f"  peak memory {memory:.0f} MB                  (target: below 150 MB)", flush=True)


def main(arguments: list[str]) -> int:
    """Measures the documents that it is given, or makes three."""
    if arguments:
        for argument in arguments:
            measure(Path(argument).name, Path(argument))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        report = invent(_SEED, _SIZE)
        for number, (name, write) in enumerate(_WRITERS):
            path = Path(folder) / f"{name}.pdf"
            write(report, draw_look(_SEED + number), path)
            measure(name, path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
