"""Amounts in thousands or millions; pages that are gone; what stands between a heading and its table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from doelboom.data.model.outline import outline
from doelboom.data.reading.second_reading import read_checked
from doelboom.parser import FaultKind, Measure, Report, ReportError, read_report
from doelboom.parser.grammar.pages import gaps
from doelboom.parser.rows import Row
from tests.documents.in_units import Units, lines, write
from tests.documents.invent import Size, invent
from tests.documents.looks import draw_look, plain_look
from tests.documents.producers import writer
from tests.examples import some_pages
from tests.parser.small_reports import Read, action, budget_header, report

_SIZE = Size(lost=0.0)


@pytest.mark.parametrize(
    ("units", "before"),
    [
        (Units(scale=1000, header=" (in duizend euro)"), ""),
        (Units(scale=1000, header=" (x 1.000)"), ""),
        (Units(scale=1000), "Bedragen in duizend euro"),
        (Units(scale=1000), "Alle bedragen zijn uitgedrukt in 1.000 EUR."),
        (Units(scale=1_000_000, header=" in miljoen euro"), ""),
        (Units(scale=1_000_000), "Jaarrekening 2024 (bedragen x 1.000.000 euro)"),
    ],
)
def test_amounts_in_thousands_are_scaled_and_said_so(tmp_path: Path, units: Units, before: str) -> None:
    written = invent(3, _SIZE)
    path = write(written, units, tmp_path / "report.txt")
    path.write_text(f"{before}\n\n{path.read_text()}")

    accounts = read_checked(path)

    # Small figures vanish in millions, and their percentages stay: so nothing is said of the check there.
    if units.scale == 1000:
        assert accounts.findings.filter(accounts.findings["kind"].cast(str) == "percentage").rows() == []
    assert any("euros" in note for note in accounts.source.notes)
    assert accounts.source.amount_unit == units.scale
    values = [Decimal(row) for row in accounts.amounts["actual"].to_list()]
    assert values == [units.amount(line.actual, line.measure) for node in written.nodes for line in node.amounts]


def test_units_by_turns_are_refused(tmp_path: Path) -> None:
    text = "\n".join(lines(invent(3, _SIZE), Units()))
    head, *tail = text.split("Budgettaire onderbouwing")
    units = [" (in euro)", " (in duizend euro)", *[""] * len(tail)]
    path = tmp_path / "report.txt"
    path.write_text(
        head + "".join(f"Budgettaire onderbouwing{unit}{part}" for unit, part in zip(units, tail, strict=False))
    )

    with pytest.raises(ReportError, match="thousands of euros by turns"):
        read_report(path)


def test_a_sentence_about_thousands_scales_nothing(read: Read) -> None:
    reading = read(report(action(text="We rekenen in duizend euro per boom.")))

    assert reading.report.amount_unit == 1


def _pages(*numbers: str) -> list[Row]:
    return [Row((text,), page, edge=True) for page, text in enumerate(numbers, start=1) if text]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["1", "2", "3", "4"], []),
        (["1", "2", "4", "5"], ["page 3 is missing"]),
        (["", "7", "8", "12", "13"], ["pages 9 to 11 are missing"]),
        (
            [
                "Jaarrekening 2024 | 1",
                "2 | Stad Gent",
                "Jaarrekening 2024 | 3",
                "5 | Stad Gent",
                "Jaarrekening 2024 | 6",
            ],
            ["page 4 is missing"],
        ),
        (["1 / 5", "2 / 5", "4 / 5", "5 / 5"], ["page 3 is missing"]),
        (["1 van 5", "2 van 5", "3 van 5"], ["pages 4 to 5 are missing"]),
        (["Gent 2024 14/05/2031 1", "Gent 2024 14/05/2031 2", "Gent 2024 14/05/2031 3"], []),
        (["2024", "2024", "2024"], []),
        (["1", "2", "", "", "5", "6"], []),
        # Annexes begin anew.
        (["1", "2", "3", "1", "2", "3"], []),
        (["3 - Zorg 1", "3 - Zorg 2", "4 - Werk 3", "4 - Werk 4"], []),
    ],
)
def test_printed_numbers_say_that_a_page_is_gone(numbers: list[str], expected: list[str]) -> None:
    assert [str(gap) for gap in gaps(_pages(*numbers))] == expected


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_what_follows_a_page_that_is_gone_belongs_to_nobody_before_it(documents: Path, engine: str) -> None:
    whole = read_report(documents / "cases" / "paren.pdf")
    engines = some_pages(23, 6) if engine == "pdfplumber" else {}
    read = read_report(documents / "cases" / "page-gone.pdf", engines=engines)

    assert [(fault.printed, fault.place.page) for fault in read.faults if fault.kind is FaultKind.PAGE_MISSING] == [
        ("page 8 is missing", 8)
    ]
    figures = {node.code: node.amounts for node in whole.nodes}
    for node in read.nodes:
        if node.code_printed:
            for line, same in zip(node.amounts, figures[node.code], strict=True):
                if line.actual is not None:
                    assert (line.reference, line.actual, line.prior) == (same.reference, same.actual, same.prior)


def _unsure(read: Report) -> list[tuple[str | None, str | None]]:
    return [
        (fault.code, fault.measure.value if fault.measure else None)
        for fault in read.faults
        if fault.kind is FaultKind.TABLE_UNSURE
    ]


@pytest.mark.parametrize(
    "between",
    [
        "Exploitatie\t1.250.400\t1.000.320\t80,0%\t900.000\t111,1%\n\n",
        "#### Acties\n\n§C5IO0O - Een onleesbare kop\tGroendienst\n\n",
        "#### Acties\n\nA C5IO0O - Een onleesbare kop Groendienst\n\n",
        "Exploitatie\tUitgaven\t#~1\t1~#\t8^\t9~\t#1\n\n",
        "Uitgaven #~1 1~# 8^ 9~ #1\n\n",
        f"{budget_header()}\n\n",
    ],
)
def test_a_table_below_what_could_not_be_read_is_in_doubt(read: Read, between: str) -> None:
    text = f"We planten bomen.\n\n{between}Van een andere actie."
    reading = read(report(action(text=text)))

    assert _unsure(reading.report) == [("AC51000", "exploitatie_uitgaven"), ("AC51000", "vte")]


def test_both_nodes_of_a_code_that_stands_twice_are_in_doubt(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(report(action(), action(title="Iets anders")))

    accounts = read_checked(path)

    tree = outline(accounts)
    for code in ("AC51000", "AC51000.d2"):
        assert all(tree.doubtful(code, measure) for measure in Measure)


@pytest.mark.parametrize("head", ["Jaarrekening {year} (in duizend euro)", "Stad Lindendorp    Bedragen x 1.000 euro"])
def test_a_running_head_says_in_what_amounts_are(tmp_path: Path, head: str) -> None:
    look = replace(plain_look(draw_look(3)), head=(head,))
    path = tmp_path / "report.pdf"
    writer("reportlab")(invent(3, Size(plans=4, leaves=8)), look, path)

    assert read_report(path).amount_unit == 1000
