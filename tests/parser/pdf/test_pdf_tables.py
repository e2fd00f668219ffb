"""Figures are told apart by the column that they stand under, not by counting."""

# ruff: noqa: E501 - a drawing of a table is as wide as the table

from __future__ import annotations

from collections.abc import Sequence

import pytest

from doelboom.parser.layout.columns import Span, columns_of, placed
from doelboom.parser.layout.lines import Line
from doelboom.parser.layout.tables import Table, find_header, is_table_line
from doelboom.parser.layout.words import Word
from doelboom.parser.rows import Row

_EM = 10.0
_CHARACTER = 5.0
_PITCH = 12.0


def _page(text: str, page: int = 1, shift: float = 0.0) -> list[Line]:
    """Lines whose words stand where a monospaced drawing has them."""
    lines = []
    for at, row in enumerate(text.strip("\n").split("\n")):
        words = []
        start = 0
        for part in row.split(" "):
            if part:
                x0 = start * _CHARACTER + shift
                words.append(Word(part, x0, x0 + len(part) * _CHARACTER, at * _PITCH, _EM))
            start += len(part) + 1
        if words:
            lines.append(Line(tuple(words), page, at * _PITCH, _EM, row.strip()))
    return lines


def _rows(*pages: Sequence[Line]) -> list[Row]:
    found = find_header(pages[0], 0)
    assert found is not None
    columns, taken = found
    table = Table(columns, 1, 0.5)
    for page in (pages[0][taken:], *pages[1:]):
        for line in page:
            assert table.take(line), line.text
    return [table.header(pages[0][0]), *table.rows()]


def _cells(*pages: Sequence[Line]) -> list[tuple[str, ...]]:
    return [row.cells for row in _rows(*pages)]


_HEADER = """
Budgettaire onderbouwing        Budget 2024  Jaarrekening 2024  % Besteding budget 2024  Jaarrekening 2023  Jaarrekening 2024 t.o.v. 2023
"""
_WHOLE = "Exploitatie   Uitgaven               1.000                900                    90,0%                800                         112,5%"
_GAPS = "              Ontvangsten                                  20                                                                        5,0%"


def test_a_row_without_some_figures_keeps_the_others_in_their_columns() -> None:
    assert _cells(_page(f"{_HEADER}{_WHOLE}\n{_GAPS}"))[1:] == [
        ("Exploitatie", "Uitgaven", "1.000", "900", "90,0%", "800", "112,5%"),
        ("", "Ontvangsten", "", "20", "", "", "5,0%"),
    ]


def test_the_header_alone_places_figures_where_no_row_is_complete() -> None:
    assert _cells(_page(f"{_HEADER}{_GAPS}"))[1:] == [("", "Ontvangsten", "", "20", "", "", "5,0%")]


def test_rows_over_the_page_with_another_margin_keep_their_columns() -> None:
    cells = _cells(_page(f"{_HEADER}{_WHOLE}"), _page(_GAPS, page=2, shift=40.0))

    assert cells[-1] == ("", "Ontvangsten", "", "20", "", "", "5,0%")


def test_header_cells_on_more_lines_with_hyphens_are_whole_again() -> None:
    header = """
Budgettaire onder-   Bud-    Jaarreke-   % Beste-   Jaarreke-    Jaarreke-
bouwing              get     ning        ding bud-  ning         ning 2031
                     2031    2031        get 2031   2030         t.o.v. 2030
"""
    assert _cells(_page(header)) == [
        (
            "Budgettaire onderbouwing",
            "",
            "Budget 2031",
            "Jaarrekening 2031",
            "% Besteding budget 2031",
            "Jaarrekening 2030",
            "Jaarrekening 2031 t.o.v. 2030",
        )
    ]


def test_header_cells_no_farther_apart_than_words_are_told_by_what_they_say() -> None:
    header = "Onderbouwing personeel Plan 2024 Betaald 2024 % Besteding plan 2024 Betaald 2023 Betaald 2024 t.o.v. 2023"

    columns = columns_of(_page(header))

    assert columns is not None
    assert columns.texts == (
        "Plan 2024",
        "Betaald 2024",
        "% Besteding plan 2024",
        "Betaald 2023",
        "Betaald 2024 t.o.v. 2023",
    )
    assert columns.staff


def test_a_misspelled_header_is_parted_where_the_white_space_is_widest() -> None:
    header = "Budgetaire onderbouwning      Budjet 2024     Jaarekening 2024    % Bestedng 2024    Jaarekening 2023    Jaarekening 2024 tov 2023"

    columns = columns_of(_page(header))

    assert columns is not None
    assert columns.texts[0] == "Budjet 2024"
    assert columns.texts[4] == "Jaarekening 2024 tov 2023"


def test_a_section_centred_beside_its_two_rows_belongs_to_the_first() -> None:
    lines = _page(_HEADER)
    for at, text in (
        (4, _WHOLE.replace("Exploitatie", "           ")),
        (5, "Exploitatie"),
        (6, _WHOLE.replace("Exploitatie", "           ")),
    ):
        lines += [
            Line(tuple(word._replace(y=at * 8.0) for word in line.words), 1, at * 8.0, _EM, line.text)
            for line in _page(text.replace("Uitgaven   ", "Ontvangsten") if at == 6 else text)
        ]

    cells = [row.cells[:2] for row in _rows(lines)]

    assert cells[1:] == [("Exploitatie", "Uitgaven"), ("", "Ontvangsten")]


def test_labels_parted_over_two_lines_are_whole_again() -> None:
    body = """
Exploi-  Ontvang-                    1.000                900                    90,0%                800                         112,5%
tatie    sten
"""
    assert _cells(_page(_HEADER + body))[1][:2] == ("Exploitatie", "Ontvangsten")


@pytest.mark.parametrize(
    ("figures", "cells"),
    [
        ("- 1.000", "- 1.000"),
        ("1 234 567", "1 234 567"),
        ("85,8 %", "85,8 %"),
    ],
)
def test_a_figure_in_parts_is_one_cell(figures: str, cells: str) -> None:
    body = f"Exploitatie   Uitgaven           {figures}                   900                    90,0%                800                     112,5%"

    assert _cells(_page(_HEADER + body))[1][2] == cells


def test_figures_that_cannot_be_read_stay_in_their_cell() -> None:
    body = "Exploitatie   Uitgaven               l.0o0                9OO                    90,0%                800                         112,5%"

    assert _cells(_page(_HEADER + body))[1] == ("Exploitatie", "Uitgaven", "l.0o0", "9OO", "90,0%", "800", "112,5%")


def test_a_table_ends_where_its_rows_do() -> None:
    found = find_header(_page(_HEADER), 0)
    assert found is not None
    table = Table(found[0], 1, 0.5)

    assert not table.take(_page("We besteden 20 euro aan bomen en struiken.")[0])
    assert not table.take(_page("Acties")[0])
    assert table.take(_page(_WHOLE)[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ontvangsten 0 0 0,0% 0 0,0%", True),
        ("VTE 1,00 0,92 91,7% 1,92 47,8%", True),
        ("onderbouwing 2024 2024 2024 2023 2023", True),
        ("Uitgaven voor bomen", False),
        ("Budget en plan gaan samen", False),
    ],
)
def test_table_lines_are_no_furniture(text: str, expected: bool) -> None:
    assert is_table_line(text) is expected


def test_placing_goes_by_the_alignment_that_complete_rows_show() -> None:
    columns = [Span(at * 100, at * 100 + 60) for at in range(5)]
    full = [[Span(at * 100 + 90 - width, at * 100 + 90) for at in range(5)] for width in (20, 50)]

    assert placed([(Span(185, 190), "7")], columns, full) == ["", "7", "", "", ""]
