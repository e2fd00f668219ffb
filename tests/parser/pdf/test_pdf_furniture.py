"""Heads and feet never get into the text, and the text never goes with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from doelboom.parser.codes import learnt
from doelboom.parser.layout.cleaning.furniture import Furniture
from doelboom.parser.layout.lines import Line
from doelboom.parser.layout.words import Word

_HEIGHT = 800.0
_PITCH = 12.0


def _line(text: str, page: int, y: float) -> Line:
    words = []
    x = 50.0
    for part in text.split():
        words.append(Word(part, x, x + 5.0 * len(part), y, 10.0))
        x += 5.0 * len(part) + 3
    return Line(tuple(words), page, y, 10.0, text)


def _document(*pages: Sequence[tuple[float, str]]) -> list[list[Line]]:
    return [[_line(text, number, y) for y, text in page] for number, page in enumerate(pages, start=1)]


def _left(pages: Sequence[Sequence[Line]]) -> list[list[str]]:
    furniture = Furniture(learnt(line.text for lines in pages for line in lines))
    for number, lines in enumerate(pages, start=1):
        furniture.add(number, _HEIGHT, lines)
    furniture.decide(1.2)
    return [[line.text for line in furniture.without(number, lines)] for number, lines in enumerate(pages, start=1)]


def _body(page: int, count: int = 5) -> Iterator[tuple[float, str]]:
    """Lines that no two pages share."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    for at in range(count):
        name = letters[page % 26] * 3 + letters[page // 26] * 2 + letters[at] * 4
        yield 80 + _PITCH * at, f"De straten van {name} worden vergroend"


@pytest.mark.parametrize(
    "foot",
    [
        "{page}/9",
        "Pagina {page} van 9",
        "- {page} -",
        "Documentatie 14/05/2031 09:3{page}",
        "C:\\map\\versie_3.docx {page}",
    ],
)
def test_what_stands_on_one_spot_page_after_page_goes(foot: str) -> None:
    pages = _document(
        *(
            [(20, "Jaarrekening 2031 Stad Lindendorp"), *_body(page), (780, foot.format(page=page))]
            for page in range(1, 10)
        )
    )

    assert _left(pages) == [[text for _, text in _body(page)] for page in range(1, 10)]


def test_heads_that_change_sides_go() -> None:
    heads = ("{page} Documentatie", "Documentatie {page}")
    pages = _document(*([(20, heads[page % 2].format(page=page)), *_body(page)] for page in range(1, 9)))

    assert all("Documentatie" not in text for texts in _left(pages) for text in texts)


def test_a_running_head_with_the_objective_goes_and_the_objective_stays() -> None:
    head = "Beleidsdoelstelling SD10021"
    pages = _document(
        [(20, head), (60, head), *_body(1)],
        *([(20, head), *_body(page)] for page in range(2, 7)),
    )

    assert _left(pages)[0][0] == head
    assert all(head not in texts for texts in _left(pages)[1:])


def test_objectives_at_the_top_of_their_pages_stay() -> None:
    pages = _document(*([(60, f"Beleidsdoelstelling SD1002{page}"), *_body(page)] for page in range(1, 6)))

    assert [texts[0] for texts in _left(pages)] == [f"Beleidsdoelstelling SD1002{page}" for page in range(1, 6)]


@pytest.mark.parametrize(
    "line",
    ["Ontvangsten 0 0 0,0% 0 0,0%", "Onderbouwing personeel Plan 2024 Betaald 2024"],
)
def test_what_a_report_repeats_itself_stays(line: str) -> None:
    pages = _document(*([(60, line), *_body(page)] for page in range(1, 8)))

    assert [texts[0] for texts in _left(pages)] == [line] * 7


@pytest.mark.parametrize("marker", ["Acties", "Actieplan"])
def test_a_word_above_the_heading_that_it_announces_stays(marker: str) -> None:
    pages = _document(*([(60, marker), (74, f"AC3481{page} - Bomen planten"), *_body(page)] for page in range(1, 8)))

    assert [texts[0] for texts in _left(pages)] == [marker] * 7


@pytest.mark.parametrize("head", ["Jaarrekening 2025", "Budget", "Acties en projecten", "Exploitatie"])
def test_a_running_head_goes_whatever_its_words_are(head: str) -> None:
    pages = _document(*([(20, head), *_body(page)] for page in range(1, 8)))

    assert _left(pages) == [[text for _, text in _body(page)] for page in range(1, 8)]


@pytest.mark.parametrize("text", ["Zie omschrijving activiteit ACC2211.", "Zie hoger."])
@pytest.mark.parametrize("pages_with_it", [(2, 3), (3, 7), (2, 5, 9, 14, 18, 21)])
def test_text_that_stands_on_one_spot_by_chance_stays(text: str, pages_with_it: tuple[int, ...]) -> None:
    pages = _document(
        *(
            [
                (20, "Jaarrekening 2031"),
                *_body(page),
                *([(150, text)] if page in pages_with_it else [(150, f"nr {page * 'x'}")]),
            ]
            for page in range(1, 31)
        )
    )

    left = _left(pages)

    assert [number for number, texts in enumerate(left, start=1) if text in texts] == list(pages_with_it)


def test_a_section_name_that_stays_for_some_pages_goes() -> None:
    names = ["Wonen en bouwen"] * 2 + ["Groen en water"] * 2 + ["Sport en spel"] * 2
    pages = _document(*([(20, name), *_body(page)] for page, name in enumerate(names * 20, start=1)))

    assert all(texts[0].startswith("De ") for texts in _left(pages))


def test_one_page_loses_its_number_and_what_stands_around_it() -> None:
    pages = _document([*_body(1), (760, "Stad Lindendorp"), (772, "1/1")])

    assert _left(pages) == [[text for _, text in _body(1)]]


def test_a_page_of_text_alone_stays_whole() -> None:
    pages = _document([*_body(1), (80 + 5 * _PITCH, "2024")])

    assert _left(pages)[0][-1] == "2024"
