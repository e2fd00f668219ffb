"""Running text: words parted at the end of a line, bullets, and dashes that are none."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from doelboom.parser import ReadingOptions
from doelboom.parser.failures import Failures
from doelboom.parser.layout.cleaning.running import part_hyphenated
from doelboom.parser.layout.metrics import Metrics
from doelboom.parser.layout.rows import rows_of_pages
from doelboom.parser.pdf.document import read_document
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import BREAK_HYPHEN


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # The document parts words, and does not print the compound elsewhere.
        ("een organi-", "satie van mensen", ("een organisatie", "van mensen")),
        ("een organi-", "satie", ("een organisatie", "")),
        ("een niet-", "beroepsactieve inwoner", ("een niet-beroepsactieve", "inwoner")),
        # A hanging hyphen.
        ("de in-", "en uitstroom", None),
        ("voor-", "of nadelen", None),
        # A capital, a digit, an abbreviation, a dash.
        ("in Sint-", "Amandsberg", ("in Sint-Amandsberg", "")),
        ("in 2019-", "2024", None),
        ("een IKZ-", "afstemming", ("een IKZ-afstemming", "")),
        ("de stad -", "en wie daar woont", None),
        # What the program broke off.
        (f"de be{BREAK_HYPHEN}", "en gaat", ("de been", "gaat")),
        # A stroke.
        ("hulpverleners/", "onthaal open", ("hulpverleners/onthaal", "open")),
        ("https://stad.example/", "media/12", ("https://stad.example/media/12", "")),
        ("het een", "het ander", None),
    ],
)
def test_a_word_parted_at_the_end_of_a_line(before: str, after: str, expected: tuple[str, str] | None) -> None:
    metrics = Metrics(hyphenates=True, words=frozenset({"niet-beroepsactieve", "niet", "mensen"}))

    assert part_hyphenated(before, after, metrics) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("een sociaal-", "economisch plan", "een sociaal-economisch"),
        ("een niet-", "betaalde", "een niet-betaalde"),
        ("een spoor-", "weg", "een spoorweg"),
        ("to-", "neelzaal", "toneelzaal"),
    ],
)
def test_a_document_that_parts_no_words_keeps_its_hyphens(before: str, after: str, expected: str) -> None:
    metrics = Metrics(hyphenates=False, words=frozenset({"sociaal", "economisch", "niet", "spoorweg"}))

    halves = part_hyphenated(before, after, metrics)

    assert halves is not None
    assert halves[0] == expected


def _rows(source: str, path: Path) -> list[Row]:
    path.write_bytes(typst.compile(source.encode()))
    rows = list(rows_of_pages(read_document(path, Failures(), ReadingOptions()).pages, Failures()))
    start = next(at for at, row in enumerate(rows) if row.cells == ("Acties",))
    return rows[start + 1 :]


_START = """#set page(width: 300pt, height: 400pt, margin: 30pt)
#set text(size: 9pt)
#set par(leading: 5pt, spacing: 11pt)
Acties

"""


def test_bullets_of_every_kind_and_depth(tmp_path: Path) -> None:
    source = """We doen dit jaar het volgende in de stad en in de dorpen, met wie daar woont en wie daar werkt:
- bomen planten langs de lanen van de stad en op de pleinen van de wijken
  - kastanjes
  - linden
- straten vegen

Daarna zien we verder, zegt de schepen."""

    rows = _rows(_START + source, tmp_path / "bullets.pdf")

    texts = [row.cells[0] for row in rows]
    assert [text for text in texts if text.lstrip().startswith("- ")] == [
        "- bomen planten langs de lanen van de stad en op de pleinen",
        "  - kastanjes",
        "  - linden",
        "- straten vegen",
    ]
    assert rows[-1].gap
    assert texts[-1] == "Daarna zien we verder, zegt de schepen."


def test_a_dash_that_a_full_line_leaves_over_is_no_bullet(tmp_path: Path) -> None:
    words = "De stad plant bomen langs alle lanen en op elk plein van de wijk"
    source = f"{words} \\\n-- wie wil mag meedoen -- en dat doen er dit jaar weer heel veel in de stad."

    rows = _rows(_START + source, tmp_path / "dash.pdf")

    assert rows[0].cells == (f"{words} \N{EN DASH}",)
    assert rows[1].wrapped


def test_lines_go_on_and_paragraphs_part(tmp_path: Path) -> None:
    source = "We planten bomen langs de lanen van de stad, en wel zoveel dat het er koel is. " * 3 + "\n\nEn struiken."

    rows = _rows(_START + source, tmp_path / "text.pdf")

    assert [row.gap for row in rows] == [True, *[False] * (len(rows) - 2), True]
    assert [row.wrapped for row in rows] == [False, *[True] * (len(rows) - 2), False]
    assert " ".join(row.cells[0] for row in rows[:-1]) == source.split("\n")[0].strip()
