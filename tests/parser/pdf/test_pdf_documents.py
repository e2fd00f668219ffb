"""What was written is what is read, node for node and to the cent: invented reports by the producers that are here."""

from __future__ import annotations

from pathlib import Path

import pytest

from doelboom.parser import read_report
from tests.documents.compare import differences
from tests.documents.invent import Size, invent
from tests.documents.looks import draw_look
from tests.documents.producers import writer
from tests.examples import EXHAUSTIVE, some_pages

pytestmark = pytest.mark.filterwarnings("ignore:HarfBuzz-Subset:DeprecationWarning")
"""WeasyPrint asks for a faster library than Debian has; the documents are the same."""

_DOCUMENTS = [
    *(("reportlab", seed) for seed in (0, 3, 5, 17, 23, 25, 45)),
    *(("fpdf", seed) for seed in (2, 13, 35, 46, 51, 103)),
    *(("typst", seed) for seed in (11, 56, 62, 73, 78, 126)),
    *(("weasyprint", seed) for seed in (13, 24, 32)),
]
"""Producer and seed. Every one of these was once misread, or has what no other one has; see `draw_look`."""
_WHOLE = (17, 35, 73)
"""Those of which the thorough engine reads every page."""


@pytest.mark.parametrize(("producer", "seed"), _DOCUMENTS)
def test_both_engines_read_what_was_written(producer: str, seed: int, tmp_path: Path) -> None:
    report = invent(seed, year=2018 + seed % 12)
    path = tmp_path / "report.pdf"
    count = writer(producer)(report, draw_look(seed), path)

    fast = read_report(path, engine="pdfium")
    thorough = read_report(path, engines=some_pages(count, 1 if seed in _WHOLE else 4, seed % 4 + 1))

    assert differences(report, fast) == []
    assert differences(report, thorough) == []
    assert [node.place.page for node in fast.nodes] == [node.place.page for node in thorough.nodes]
    assert fast.pages == thorough.pages


@pytest.mark.parametrize(
    ("program", "seed"),
    [
        *(("groff", seed) for seed in ((3, 5, 12) if EXHAUSTIVE else (3,))),
        *(("latex", seed) for seed in ((2, 9) if EXHAUSTIVE else (2,))),
        *(("wkhtmltopdf", seed) for seed in ((1, 4) if EXHAUSTIVE else (1,))),
        ("fop", 9),
        ("libreoffice", 6),
    ],
)
def test_what_other_programs_wrote_is_read(program: str, seed: int, tmp_path: Path) -> None:
    report = invent(seed, Size() if EXHAUSTIVE else Size(plans=1, leaves=4), year=2018 + seed % 12)
    path = tmp_path / "report.pdf"
    writer(program)(report, draw_look(seed), path)

    assert differences(report, read_report(path)) == []


def test_every_node_knows_its_page(tmp_path: Path) -> None:
    report = invent(7)
    path = tmp_path / "report.pdf"
    count = writer("fpdf")(report, draw_look(7), path)

    read = read_report(path)

    pages = [node.place.page or 0 for node in read.nodes]
    assert read.pages == count
    assert pages == sorted(pages)
    assert 1 <= pages[0] <= pages[-1] <= count
    assert len(set(pages)) > 2
