"""Text in columns and Markdown with pipe tables, through the same grammar."""

# ruff: noqa: E501 - a drawing of a table is as wide as the table

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from doelboom.parser import ReportError, read_report
from doelboom.parser.formats.pipes import rows_of_pipes
from doelboom.parser.formats.recognise import Format, text_format
from tests.documents.compare import FACTS, differences
from tests.documents.invent import invent
from tests.documents.looks import Look, Part, fitted, parts
from tests.documents.producers import writer

_FACTS = tuple(fact for fact in FACTS if fact != "description")
_LAYOUT = """
 Beleidsdoelstelling SD310
 Een stad waar iedereen graag woont
  Budgettaire                        Budget      Jaarrekening    % Besteding budget    Jaarrekening   Jaarrekening 2027 t.o.v.
  onderbouwing                         2027              2027                  2027            2026                       2026
  Exploitatie       Uitgaven      1.250.400         1.000.320                 80,0%         900.000                     111,1%
                    Ontvangsten          10                                                      -5                       0,0%
\fDocumentatie                                                                                                   2
  Investering       Uitgaven              0                 0                  0,0%               0                       0,0%
                    Ontvangsten           0                 0                  0,0%               0                       0,0%
  Financiering      Uitgaven              0                 0                  0,0%               0                       0,0%
                    Ontvangsten           0                 0                  0,0%               0                       0,0%

  Onderbouwing personeel          Plan 2027      Betaald 2027    % Besteding plan 2027   Betaald 2026   Betaald 2027 t.o.v. 2026
  VTE                                  4,50              4,05                    90,0%           4,00                     101,3%

  Acties
  AC51000 - Bomen planten langs de lanen van de stad en op de         Dienst Bomen en
  pleinen                                                             Struiken
 We planten elk jaar bomen.
"""


@pytest.mark.parametrize("producer", ["reportlab", "fpdf", "typst"])
def test_pdftotext_layout_reads_as_written(producer: str, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("PDFTOTEXT IS NOT HERE, SO ITS OUTPUT WAS NOT TESTED")
    report = invent(4)
    path = tmp_path / "report.pdf"
    writer(producer)(report, fitted(Look(padding=6.0)), path)
    text = tmp_path / "report.txt"
    subprocess.run(["pdftotext", "-layout", str(path), str(text)], check=True)

    read = read_report(text)

    assert differences(report, read, _FACTS) == []
    assert [node.place.page for node in read.nodes] == [node.place.page for node in read_report(path).nodes]


def test_text_in_columns_keeps_figures_in_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(_LAYOUT, encoding="utf-8")

    read = read_report(path)

    objective, action = read.nodes
    receipts = objective.amounts[1]
    assert (receipts.reference, receipts.actual, receipts.spent_pct) == (Decimal(10), None, None)
    assert (receipts.prior, receipts.of_prior_pct) == (Decimal(-5), Decimal(0))
    assert objective.amounts[6].actual is not None
    assert action.title == "Bomen planten langs de lanen van de stad en op de pleinen"
    assert action.service == "Dienst Bomen en Struiken"
    assert action.description == "We planten elk jaar bomen."
    assert (objective.place.line, objective.place.page) == (2, 1)
    assert (action.place.line, action.place.page) == (18, 2)


def _piped(part: Part) -> str:
    if part.kind == "objective":
        return f"\n## {part.cells[0]}\n"
    if part.kind in ("title", "paragraph"):
        return f"\n{part.cells[0]}\n"
    if part.kind == "bullet":
        return f"- {part.cells[1]}"
    if part.kind == "marker":
        return f"\n### {part.cells[0]}\n"
    if part.kind == "heading":
        empty = "| " + " | ".join("" for _ in part.cells) + " |"
        rule = "|" + "---|" * len(part.cells)
        return f"\n{empty}\n{rule}\n| " + " | ".join(part.cells) + " |\n"
    header, *body = part.rows
    rows = [tuple(cell.replace("\n", "<br>") for cell in header), ("---",) * len(header), *body]
    return "\n" + "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"


@pytest.mark.parametrize("hyphenated", [False, True])
def test_pipe_tables_read_as_written(hyphenated: bool, tmp_path: Path) -> None:
    report = invent(6)
    path = tmp_path / "report.md"
    path.write_text("\n".join(_piped(part) for part in parts(report, Look(hyphenated=hyphenated))), encoding="utf-8")

    read = read_report(path)

    assert differences(report, read) == []


def test_what_converters_put_between_pages_is_no_text() -> None:
    text = "Eerste regel.\n\n---\n\n<!-- image -->\n![](_page_3.jpeg)\n\nTweede regel."

    assert [row.cells for row in rows_of_pipes(text)] == [("Eerste regel.",), ("Tweede regel.",)]


def test_a_stroke_inside_a_cell_parts_nothing() -> None:
    assert [row.cells for row in rows_of_pipes("| een \\| twee | drie |")] == [("een | twee", "drie")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exploitatie\tUitgaven\t1\t2\n" * 3, Format.TABS),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", Format.PIPES),
        ("Uitgaven     1.000    900    90,0%   800\n" * 3, Format.LAYOUT),
        ("Gewone tekst.\n", Format.TABS),
        ("een | twee\n", Format.TABS),
    ],
)
def test_a_text_is_known_by_its_tables(text: str, expected: Format) -> None:
    assert text_format(text) is expected


def test_columns_of_something_else_are_no_report(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("Appels     1.000    900    90,0%   800\n" * 30, encoding="utf-8")

    with pytest.raises(ReportError, match="not a report"):
        read_report(path)
