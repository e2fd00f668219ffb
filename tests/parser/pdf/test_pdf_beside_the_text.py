"""What is printed beside, over or outside the text is no part of it; what is written across a page is read."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from fpdf import FPDF

from doelboom.parser.layout.cleaning.overlays import without_overlays
from doelboom.parser.layout.lines import lines_of
from doelboom.parser.layout.words import Page, Word, packed
from doelboom.parser.pdf import pdfium, plumber

_BODY = ("De straten van de wijk worden vergroend", "Exploitatie Uitgaven 1.234 1.200 97,2%", "In 12 wijken tot 2031")


def _both(path: Path) -> list[list[str]]:
    """The lines of a document's first page by both engines."""
    document = pypdfium2.PdfDocument(path)
    with pdfplumber.open(path) as other:
        pages = [pdfium.read_page(document, 0), plumber.read_page(other, 0)]
    document.close()
    return [[line.text for line in lines_of(page)] for page in pages]


def _drawn(path: Path, *, turn: int = 0) -> FPDF:
    made = FPDF(unit="pt", format="A4")
    made.add_page()
    made.set_font("helvetica", size=10)
    with made.rotation(turn, 300, 420):
        for number, text in enumerate(_BODY):
            made.text(100, 400 + 14 * number, text)
    return made


def test_a_printers_line_outside_the_crop_box_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "cropped.pdf"
    made = _drawn(path)
    made.set_font("helvetica", size=6)
    made.text(20, 409, "jaarrekening.indd 5.678 14/05/2031 9,9%")
    made.text(100, 20, "snijtekens")
    made.output(str(path))
    document = pypdfium2.PdfDocument(path)
    document[0].set_cropbox(60, 40, 560, 800)
    document.save(tmp_path / "saved.pdf")

    assert _both(tmp_path / "saved.pdf") == [list(_BODY)] * 2


@pytest.mark.parametrize("turn", [90, -90])
def test_a_page_that_is_written_across_is_read(turn: int, tmp_path: Path) -> None:
    path = tmp_path / "turned.pdf"
    made = _drawn(path, turn=turn)
    made.text(20, 820, "Lindendorp")
    made.output(str(path))

    assert _both(path) == [list(_BODY)] * 2


def test_words_written_up_the_margin_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "margin.pdf"
    made = _drawn(path)
    with made.rotation(90, 40, 420):
        made.text(40, 420, "ONTWERP van het college")
    made.output(str(path))

    assert _both(path) == [list(_BODY)] * 2


def _page(number: int, *more: Word) -> Page:
    words = [
        Word(text, 60.0 + 40 * at, 90.0 + 40 * at, 100.0 + 12 * line, 9.0)
        for line in range(8)
        for at, text in enumerate((f"woord{number}", str(line + number), "25"))
    ]
    return packed(number, 800.0, [*words, *more])


def _said(pages: list[Page]) -> list[list[str]]:
    return [page.texts.split("\n") for page in pages]


@pytest.mark.parametrize("step", [1, 5])
@pytest.mark.parametrize("x", [30.0, 500.0])
@pytest.mark.parametrize("goes_on", [False, True])
def test_the_numbers_of_lines_in_the_margin_are_no_text(step: int, x: float, goes_on: bool) -> None:
    numbers = [
        [
            Word(str(step * (at + (30 * page if goes_on else 1))), x, x + 10, 90.0 + 6 * step * at, 7.0)
            for at in range(12)
        ]
        for page in range(3)
    ]
    pages = [_page(number, *margin) for number, margin in enumerate(numbers, start=1)]

    assert _said(without_overlays(pages)) == _said([_page(number) for number in range(1, 4)])


def test_numbers_that_do_not_count_lines_stay() -> None:
    """A contents page has numbers on the right that grow; one page alone of more says nothing of the others."""
    numbers = [Word(str(3 * at + 1), 500.0, 510.0, 90.0 + 12 * at, 9.0) for at in range(12)]
    pages = [_page(1, *numbers), *map(_page, range(2, 6))]

    assert without_overlays(pages) == pages


def test_a_word_across_every_page_is_no_text() -> None:
    pages = [_page(number, Word("ONTWERP", 80.0, 400.0, 136.0, 60.0)) for number in range(1, 7)]

    assert _said(without_overlays(pages)) == _said([_page(number) for number in range(1, 7)])


def test_a_large_title_on_one_page_stays() -> None:
    pages = [_page(1, Word("Jaarrekening", 80.0, 300.0, 60.0, 40.0)), *map(_page, range(2, 6))]

    assert without_overlays(pages) == pages
