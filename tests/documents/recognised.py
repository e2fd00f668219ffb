"""A report as a program that recognises pictures leaves it: invisible text whose boxes jitter, specks and rules in it.

Made from what another program set, word by word, so that what is written is known.
"""

from __future__ import annotations

import random
from pathlib import Path

import pypdfium2
from fpdf import FPDF
from fpdf.enums import TextMode

from doelboom.parser.layout.words import Word
from doelboom.parser.pdf import pdfium

_FONT = "helvetica"
_RULES = ("|", "_", "[")
_SPECKS = ("'", '"', "~", ".", "=", "|")


def recognised(source: Path, path: Path, seed: int, *, jitter: float = 0.04, marks: float = 0.04) -> Path:
    """Writes a document's words again as recognised ones.

    Args:
        source: the document.
        path: where to write.
        seed: what the jitter is drawn with.
        jitter: how far, in em, boxes are off.
        marks: in which part of the words a rule is read too, or beside which a speck is.
    """
    draw = random.Random(seed)
    document = pypdfium2.PdfDocument(source)
    made = FPDF(unit="pt")
    made.set_auto_page_break(False)
    for at in range(len(document)):
        page = pdfium.read_page(document, at)
        width, height = document[at].get_size()
        made.add_page(format=(width, height))
        # What is recognised is under a picture of the page; its text is there to be found.
        made.text_mode = TextMode.INVISIBLE
        for word in page.words():
            _write(made, word, draw, jitter, marks)
    document.close()
    made.output(str(path))
    return path


def _write(made: FPDF, word: Word, draw: random.Random, jitter: float, marks: float) -> None:
    text = word.text
    if draw.random() < marks and len(text) > 1:
        text = draw.choice(_RULES) + text
    elif draw.random() < marks:
        made.set_font(_FONT, size=4)
        made.text(word.x0 - 2 * word.size * draw.random(), word.y - word.size, draw.choice(_SPECKS))
    size = word.size * draw.uniform(1 - 4 * jitter, 1 + 4 * jitter)
    made.set_font(_FONT, size=size)
    printable = text.encode("latin-1", "replace").decode("latin-1")
    natural = made.get_string_width(printable)
    made.set_stretching(100 * (word.x1 - word.x0) / natural if natural else 100)
    x, y = (at + word.size * draw.uniform(-jitter, jitter) for at in (word.x0, word.y))
    made.text(x, y, printable)
    made.set_stretching(100)
