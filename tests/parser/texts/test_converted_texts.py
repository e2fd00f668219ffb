"""What people convert reports to with the programs that there are: Markdown of every form, and pdftotext's texts."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from doelboom.parser import Report, ReportError, read_report
from doelboom.parser.formats.drawn_tables import drawn_table
from doelboom.parser.formats.pipes import rows_of_pipes
from doelboom.parser.layout.page_ends import page_ends
from doelboom.parser.records import FaultKind
from tests.documents import by_fpdf
from tests.documents.compare import differences
from tests.documents.in_markdown import drawn, flat
from tests.documents.invent import Size, invent
from tests.documents.looks import Look, fitted
from tests.parser.small_reports import Read, action, report

_TEXTS = ("level", "parent", "title", "service", "entity", "period_start", "period_end", "status", "phase")


def _figures(read: Report) -> list[tuple[object, ...]]:
    return [
        (line.measure, line.reference, line.actual, line.prior, line.spent_pct, line.of_prior_pct)
        for node in read.nodes
        for line in node.amounts
    ]


@pytest.mark.parametrize("form", ["crossed", "dashed", "html"])
@pytest.mark.parametrize("contents", [False, True])
def test_drawn_tables_read_as_written(form: str, contents: bool, tmp_path: Path) -> None:
    written = invent(6, Size(leaves=4))
    path = tmp_path / "report.md"
    path.write_text(drawn(written, Look(contents=contents), form), encoding="utf-8")

    read = read_report(path)

    assert differences(written, read) == []
    assert {node.place.page for node in read.nodes} == {None}


def test_what_draws_no_table_is_text() -> None:
    text = "Eerste regel.\n\n---\n\nTweede regel."

    assert [row.cells for row in rows_of_pipes(text)] == [("Eerste regel.",), ("Tweede regel.",)]
    assert drawn_table(["+---", "| a |"], 0) is None


def test_a_flood_of_marks_in_a_drawn_table_is_none() -> None:
    """Composed as it stands, it would take hours."""
    rule = "-----  -----"
    table = drawn_table([rule, "a      b" + "\u0315\u0316" * 500_000, rule], 0)

    assert table is not None
    ((_, (first, second)),) = table.rows
    assert first == "a"
    assert second[:1] == "b"
    assert len(second) < 10


def test_marks_of_pandoc_are_no_text() -> None:
    text = "Een zin die hard\\\nafbreekt, op schaal 10^2^ van [dit]{.underline},\nonder- en\n-uitgang -- \\<ja\\>."

    rows = [row.cells[0] for row in rows_of_pipes(text)]

    assert " ".join(rows) == "Een zin die hard afbreekt, op schaal 10² van dit, onder- en -uitgang – <ja>."


@pytest.mark.parametrize("mark", ["\t", " | "], ids=["tabs", "pipes"])
def test_a_header_on_two_rows_is_one(mark: str, read: Read) -> None:
    halves = []
    for line in report(action()).split("\n"):
        if "onderbouwing\t" in line or "personeel\t" in line:
            cells = line.split("\t")
            above = [re.sub(r"(?: t\.o\.v\.)? 20\d\d", "", cell) for cell in cells]
            below = [cell[len(words) :].strip() for words, cell in zip(above, cells, strict=True)]
            halves += ["\t".join(above), "\t".join(below)]
        else:
            halves.append(line)
    text = "\n".join(f"|{line.replace(chr(9), mark)}|" if "\t" in line and "|" in mark else line for line in halves)
    if "|" in mark:
        text = text.replace("\n|Budgettaire", "\n|---|---|\n|Budgettaire", 1)

    reading = read(text)

    assert reading.figures("AC51000", "vte") == ("4.5", "4.05", "4", "90", "101.3")
    assert reading.figures("SD310", "exploitatie_uitgaven")[0] == "1250400"
    assert reading.faults == []


def test_what_pandas_puts_into_empty_cells_is_nothing() -> None:
    names = "| Titel | Unnamed: 1 |\n| --- | --- |\n"

    assert [row.cells for row in rows_of_pipes(f"{names}| VTE | NaN |\n| NaN | 3 |")] == [("Titel",), ("VTE",), ("3",)]
    assert [row.cells for row in rows_of_pipes("| VTE | NaN |")] == [("VTE", "NaN")]


@pytest.mark.parametrize("feeds", [False, True])
def test_figures_of_a_text_without_cells_are_read_and_its_texts_are_in_question(feeds: bool, tmp_path: Path) -> None:
    written = invent(2, Size(plans=3, leaves=4, lost=0))
    path = tmp_path / "report.txt"
    head = "" if feeds else f"Beleidsdoelstelling {written.nodes[0].code}"
    path.write_text(flat(written, Look(), per_page=40, feeds=feeds, head=head), encoding="utf-8")

    read = read_report(path)

    assert [node.code for node in read.nodes] == [node.code for node in written.nodes]
    assert _figures(read) == _figures(written)
    assert len(read.notes) == 1
    assert "run into each other" in read.notes[0]
    hinted = {fault.code for fault in read.faults if fault.kind is FaultKind.TEXT}
    wrong = {line.partition(":")[0] for line in differences(written, read, _TEXTS)}
    pairs = zip(written.nodes, read.nodes, strict=True)
    wrong |= {node.code for node, same in pairs if (node.description or "").split() != (same.description or "").split()}
    assert wrong <= hinted
    assert not any("Lindendorp, stad aan het water" in (node.description or "") for node in read.nodes)


@pytest.mark.parametrize(
    ("words", "by"),
    [
        ("Budget 2027 Jaarrekening 2027", "Jaarrekening 2027 Budget 2027"),
        ("Budgettaire onderbouwing", "Iets anders"),
    ],
    ids=["columns in another order", "no header"],
)
def test_columns_that_cannot_be_proved_are_refused(words: str, by: str, read: Read) -> None:
    text = re.sub("[ \t]+", " ", report(*map(action, ("AC51000", "AC51001", "AC51002"))))
    assert len(read(text).codes) == 5
    if "Budget" in by:
        text = text.replace("1.250.400 1.000.320", "1.000.320 1.250.400")

    with pytest.raises(ReportError, match=r"lost their columns: .* or text made with pdftotext -layout"):
        read(text.replace(words, by))


@pytest.mark.parametrize("words", [("blad {}",), ("{} | Stad Lindendorp", "Documentatie {}"), ("- {} -",)])
def test_pages_end_at_the_lines_that_number_them(words: tuple[str, ...]) -> None:
    lines: list[str] = []
    for page in range(1, 8):
        lines += [
            "Jaarrekening 2030",
            *(f"regel {page} {at}" for at in range(20)),
            words[page % len(words)].format(page),
        ]

    assert page_ends(lines) == [(22 * page, page) for page in range(1, 8)]
    assert page_ends([line for line in lines if not line.endswith(("1", "3", "5"))][:30]) == []


def test_a_page_that_is_gone_does_not_hide_the_other_ends() -> None:
    lines = [line for page in (1, 2, 3, 5, 6, 7, 8) for line in [*["tekst"] * 20, f"blad {page}"]]

    assert [number for _, number in page_ends(lines)] == [1, 2, 3, 5, 6, 7, 8]


def test_what_pdftotext_writes_is_read_or_refused_with_the_way_that_works(tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("PDFTOTEXT IS NOT HERE, SO ITS OUTPUT WAS NOT TESTED")
    written = invent(4)
    pdf = tmp_path / "report.pdf"
    by_fpdf.write(written, fitted(Look(padding=6.0)), pdf)

    def converted(*options: str) -> Path:
        path = tmp_path / f"{'-'.join(options) or 'plain'}.txt"
        subprocess.run(["pdftotext", *options, str(pdf), str(path)], check=True)
        return path

    layout, running = read_report(converted("-layout")), read_report(converted("-layout", "-nopgbrk"))
    raw = [read_report(converted("-raw")), read_report(converted("-raw", "-nopgbrk"))]

    assert running.nodes[0].place.page == layout.nodes[0].place.page
    assert differences(layout, running) == []
    assert {fault.kind for fault in running.faults} == {fault.kind for fault in layout.faults}
    assert [_figures(each) for each in raw] == [_figures(written)] * 2
    assert all(each.notes for each in raw)
    with pytest.raises(ReportError, match=r"read the PDF itself, or text made with \"pdftotext -layout\""):
        read_report(converted())
