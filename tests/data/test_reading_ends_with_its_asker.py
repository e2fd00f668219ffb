"""The process that reads a PDF ends with the one that asked for it, however that one ended."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.pdfs import case
from tests.tui.losing import PROCESSES, processes, until

ASKER = "import sys; from doelboom.data.reading.sandbox import read_guarded; read_guarded(sys.argv[1])"

pytestmark = pytest.mark.skipif(not (PROCESSES / "self" / "environ").exists(), reason="no /proc to see who is left")


def test_it_ends_with_its_asker(home: Path) -> None:
    report = home / "report.pdf"
    report.write_bytes(case("a Unicode map that blows up"))
    with subprocess.Popen([sys.executable, "-c", ASKER, str(report)]) as asker:
        until(lambda: len(processes(home)) > 1, "the reader")
        asker.kill()
    until(lambda: not processes(home), "the end of the reader")
