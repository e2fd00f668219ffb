"""The real document: its PDF says what its text says, and on which page."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from doelboom.parser import FaultKind, Node, Report, read_report
from tests.documents.compare import differences
from tests.examples import some_pages

_FACTS = ("level", "parent", "code_printed", "title", "entity", "period_start", "period_end", "status", "phase")
_NOT_PRINTED = re.compile(r"[\s<>\[\]\\]|\(https?://[^)]*\)")
"""White space, and marks of the converter that the PDF prints (in a link over two lines, say) and a text loses."""


@pytest.fixture(scope="module")
def pdf(documents: Path) -> Path:
    path = documents / "jaarrekening-2024-documentatie.pdf"
    if not path.is_file():
        pytest.skip(f"THE REPORT'S PDF IS NOT HERE: {path}")
    return path


@pytest.fixture(scope="module")
def text(document: Path) -> Report:
    return read_report(document)


@pytest.fixture(scope="module")
def read(pdf: Path) -> Report:
    return read_report(pdf)


def _bare(text: str | None) -> str:
    return _NOT_PRINTED.sub("", text or "")


def test_it_has_the_nodes_and_figures_of_the_text(read: Report, text: Report) -> None:
    assert differences(text, read, _FACTS) == []
    assert [_bare(node.service) for node in read.nodes] == [_bare(node.service) for node in text.nodes]
    assert len(read.nodes) == 274


def test_it_has_the_descriptions_of_the_text(read: Report, text: Report) -> None:
    others = [
        a.code for a, b in zip(text.nodes, read.nodes, strict=True) if _bare(a.description) != _bare(b.description)
    ]

    assert others == []


def test_nothing_is_wrong_with_it_but_the_lost_headings(read: Report) -> None:
    assert {fault.kind for fault in read.faults} == {FaultKind.HEADING_LOST}
    assert len(read.faults) == 19
    assert read.pages == 83


def test_every_node_is_on_its_page(read: Report, pdf: Path) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)

    def printed(number: int) -> str:
        page = document[number - 1]
        return str(page.get_textpage().get_text_range())

    def is_there(node: Node) -> bool:
        return node.place.page is not None and node.code in printed(node.place.page)

    sample = [node for node in read.nodes if node.code_printed][::20]
    assert all(is_there(node) for node in sample)
    document.close()


def test_its_text_in_columns_has_the_same_figures(read: Report, pdf: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    try:
        subprocess.run(["pdftotext", "-layout", str(pdf), str(path)], check=True)
    except FileNotFoundError:
        pytest.skip("PDFTOTEXT IS NOT HERE, SO ITS OUTPUT WAS NOT TESTED")

    assert differences(read, read_report(path), ("level", "parent", "code_printed")) == []


def test_the_thorough_engine_reads_the_same_from_some_of_its_pages(read: Report, pdf: Path) -> None:
    mixed = read_report(pdf, engines=some_pages(83, 16))

    assert differences(read, mixed) == []
