"""Both engines give the same words in the same places; what stands on paper is what the words say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
import typst
from fpdf import FPDF

from doelboom.parser.layout.lines import lines_of
from doelboom.parser.layout.words import Page, Word, packed, printed, with_tex_characters
from doelboom.parser.pdf import pdfium, plumber
from tests.documents import by_fpdf, by_reportlab, by_typst
from tests.documents.invent import invent
from tests.documents.looks import Look, draw_look
from tests.documents.producers import Write


def _pages(path: Path) -> tuple[list[Page], list[Page]]:
    """The pages of a document by both engines."""
    fast = pypdfium2.PdfDocument(path)
    with pdfplumber.open(path) as thorough:
        indices = range(len(fast))
        pages = [pdfium.read_page(fast, at) for at in indices], [plumber.read_page(thorough, at) for at in indices]
    fast.close()
    return pages


def _texts(page: Page) -> list[str]:
    return [line.text for line in lines_of(page)]


@pytest.fixture
def drawn(tmp_path: Path) -> Callable[[Callable[[FPDF], None]], tuple[Page, Page]]:
    """Draws one page, and reads it with both engines."""

    def read(draw: Callable[[FPDF], None]) -> tuple[Page, Page]:
        made = FPDF(unit="pt", format="A4")
        made.add_page()
        made.set_font("helvetica", size=10)
        draw(made)
        path = tmp_path / "drawn.pdf"
        made.output(str(path))
        fast, thorough = _pages(path)
        return fast[0], thorough[0]

    return read


@pytest.mark.parametrize("write", [by_reportlab.write, by_typst.write])
def test_both_engines_give_the_same_words_in_the_same_places(write: Write, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    write(invent(5), replace(draw_look(8), font="sans"), path)

    for fast, thorough in zip(*_pages(path), strict=True):
        one, other = ([word for line in lines_of(page) for word in line.words] for page in (fast, thorough))
        assert [word.text for word in one] == [word.text for word in other]
        for a, b in zip(one, other, strict=True):
            # A tenth of an em: what a glyph such as "j" reaches out of its own width.
            assert max(abs(x - y) for x, y in zip(a[1:], b[1:], strict=True)) < 0.1 * a.size, (a, b)


def test_a_superscript_is_one(tmp_path: Path) -> None:
    path = tmp_path / "raised.pdf"
    path.write_bytes(
        typst.compile(b"#set super(typographic: false)\nDuo#super[2] is 20 m#super[2] en AC34834 en OD10039 of 2024")
    )

    for pages in _pages(path):
        assert _texts(pages[0])[0] == "Duo² is 20 m² en AC34834 en OD10039 of 2024"


def test_ligatures_are_letters(tmp_path: Path) -> None:
    path = tmp_path / "ligatures.pdf"
    path.write_bytes(typst.compile("#set text(size: 14pt)\nefficiënte afwijking officiële koffie fluistert".encode()))

    for pages in _pages(path):
        assert _texts(pages[0])[0] == "efficiënte afwijking officiële koffie fluistert"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("e\N{LATIN SMALL LIGATURE FFI}ciënt", "efficiënt"),
        ("ac\u7469es", "acties"),
        ("o\u6666icieel", "officieel"),
        ("\u6669nanciën", "financiën"),
        ("w\u6900\u6a00k", "wijk"),
        ("o\u6600\ucf00cieel", "officieel"),
        ("mu\u6600\ud200er", "muffler"),
        ("\u6771\u4eac", "\u6771\u4eac"),
        ("\N{MINUS SIGN}1.234", "-1.234"),
        ("\N{EN DASH}1.234", "-1.234"),
        ("\N{NON-BREAKING HYPHEN}12,5%", "-12,5%"),
        ("2020\N{EN DASH}2027", "2020\N{EN DASH}2027"),
        ("\N{EN DASH}", "\N{EN DASH}"),
        ("Sint\N{HYPHEN}Amandsberg", "Sint-Amandsberg"),
        ("stad\N{ZERO WIDTH SPACE}huis", "stadhuis"),
    ],
)
def test_characters_are_what_a_reader_sees(raw: str, text: str) -> None:
    assert printed(raw) == text


def test_ligatures_that_only_tex_has_codes_for_are_letters() -> None:
    assert printed(with_tex_characters("e\x1ecient, a\x1dezen: o\x1ecieel \x15 \x1cets")) == (
        "efficient, aflezen: officieel \N{EN DASH} fiets"
    )


def test_text_across_the_page_is_no_words(drawn: Callable[[Callable[[FPDF], None]], tuple[Page, Page]]) -> None:
    def draw(made: FPDF) -> None:
        made.text(50, 100, "gewone woorden op een regel")
        with made.rotation(60, 300, 400):
            made.text(200, 400, "CONCEPT VOOR OVERLEG")

    for page in drawn(draw):
        assert _texts(page) == ["gewone woorden op een regel"]


def test_words_drawn_twice_to_look_bold_are_there_once(
    drawn: Callable[[Callable[[FPDF], None]], tuple[Page, Page]],
) -> None:
    def draw(made: FPDF) -> None:
        for shift in (0, 0.4):
            made.text(50 + shift, 100, "Acties")

    for page in drawn(draw):
        assert _texts(page) == ["Acties"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_shown_turned_reads_as_it_is_shown(turn: int, tmp_path: Path) -> None:
    made = FPDF(unit="pt", format=(400, 300))
    made.add_page()
    made.set_font("helvetica", size=10)
    with made.rotation(turn, 150, 150):
        made.text(60, 100, "boven een twee")
        made.text(60, 120, "onder drie vier")
    straight = tmp_path / "straight.pdf"
    made.output(str(straight))
    document = pypdfium2.PdfDocument(straight)
    document[0].set_rotation(turn)
    path = tmp_path / "turned.pdf"
    document.save(str(path))
    document.close()

    fast, thorough = _pages(path)

    for pages in (fast, thorough):
        assert _texts(pages[0]) == ["boven een twee", "onder drie vier"]
    for a, b in zip(fast[0].words(), thorough[0].words(), strict=True):
        assert abs(a.x0 - b.x0) < 0.5
        assert abs(a.x1 - b.x1) < 1.5


def test_a_page_keeps_its_words_packed() -> None:
    words = [Word("één", 1.5, 9.25, 20.0, 8.0), Word("twee", 11.0, 30.5, 20.0, 8.0)]

    page = packed(3, 842.0, words)

    assert page.words() == words
    assert packed(1, 842.0, []).words() == []


def test_a_box_that_does_not_begin_at_zero(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    by_fpdf.write(invent(5), Look(), path)
    document = pypdfium2.PdfDocument(path)
    for page in document:
        page.set_mediabox(-50, -30, 700, 900)
    moved = tmp_path / "moved.pdf"
    document.save(str(moved))
    document.close()

    fast, thorough = _pages(moved)

    assert [_texts(page) for page in fast] == [_texts(page) for page in thorough]
    assert all(0 < word.y < page.height for page in fast for word in page.words())
