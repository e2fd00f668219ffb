"""An error inside doelboom is said to be its own, costs one line or page, and is never called damage of the file."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from doelboom.parser import Fault, FaultKind, OwnFailure, Report, ReportError, read_report
from doelboom.parser.layout import rows, tables
from doelboom.parser.layout.cleaning import running
from doelboom.parser.layout.lines import Line
from doelboom.parser.pdf import document, pdfium
from doelboom.parser.pdf.plumber import Plumber
from tests.conftest import PROJECT
from tests.documents import by_fpdf, in_columns
from tests.documents.compare import differences
from tests.documents.invent import Size, invent
from tests.documents.looks import Look
from tests.parser.small_reports import action, report

BROKEN = "Bomen planten \x1b[31m"
"""What an error may quote of a report, and what nobody is told."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    """A report, and its PDF of some pages."""
    whole = invent(12, Size(plans=4, leaves=6))
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    assert by_fpdf.write(whole, Look(), path) >= 5
    return whole, path


@pytest.fixture
def pdf(made: tuple[Report, Path], tmp_path: Path) -> Path:
    """The PDF by a name of its own, of which no page was read before."""
    path = tmp_path / "report.pdf"
    path.write_bytes(made[1].read_bytes())
    return path


def _failing(whole: Callable[..., Any], fails: Callable[..., bool]) -> Callable[..., Any]:
    """The same function, but for an error on some of what it is asked."""

    def function(*arguments: Any, **options: Any) -> Any:
        if fails(*arguments):
            raise KeyError(BROKEN)
        return whole(*arguments, **options)

    return function


def _unreadable(read: Report) -> list[Fault]:
    return [fault for fault in read.faults if fault.kind is FaultKind.UNREADABLE_PAGE]


def _assert_said(message: str, at: str) -> None:
    assert "doelboom failed on it (KeyError)" in message
    assert "please report" in message
    assert f": parser/{at}:" in message
    for wrong in ("damaged", "Bomen", "\n", str(PROJECT), "Traceback"):
        assert wrong not in message


def test_a_line_costs_itself_and_a_finding(
    made: tuple[Report, Path], pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read_report(pdf)
    lines = [line for node in whole.nodes if node.place.page == 3 for line in (node.description or "").split("\n")]
    words = next(line for line in lines if line.count(" ") > 5).split()[1:4]
    monkeypatch.setattr(
        running,
        "text_line",
        _failing(running.text_line, lambda line, *_: " ".join(words) in line.text and line.page == 3),
    )

    read = read_report(pdf)

    (fault,) = _unreadable(read)
    assert fault.place.page == 3
    assert (fault.printed or "").startswith("page 3: doelboom failed on it")
    _assert_said(fault.printed or "", "layout/cleaning/running.py")
    assert read.notes == (fault.printed,)
    assert [node.code for node in read.nodes] == [node.code for node in whole.nodes]
    others = [difference for difference in differences(whole, read) if ": description " not in difference]
    assert others == []


@pytest.mark.parametrize("place", ["below its tables", "in the midst of a table"])
def test_a_line_costs_none_of_the_lines_above_it(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = in_columns.draw(in_columns.report("Een zin onder de tabellen.", "", "Nog een zin."), tmp_path / "r.pdf")
    whole = read_report(path)
    if place == "below its tables":
        monkeypatch.setattr(running, "text_line", _failing(running.text_line, lambda line, *_: "onder de" in line.text))
    else:
        take = tables.Table.take
        seen = []

        def fails(_table: object, line: Line) -> bool:
            seen.append(line.text)
            return sum("Investering" in text for text in seen) == 3 and "Investering" in line.text

        monkeypatch.setattr(tables.Table, "take", _failing(take, fails))

    read = read_report(path)

    assert [fault.place.page for fault in _unreadable(read)] == [1]
    assert differences(_without_last(whole), _without_last(read)) == []
    expenditure, receipts, investment, *_ = read.nodes[-1].amounts
    assert (expenditure.actual, receipts.actual) == (Decimal(900), Decimal(30))
    assert investment.actual == (400 if place == "below its tables" else None)
    if place == "below its tables":
        assert read.nodes[-1].description == "Nog een zin."
        assert differences(whole, read, ()) == []


def _without_last(report: Report) -> Report:
    return replace(report, nodes=report.nodes[:-1])


def test_a_table_costs_its_own_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = in_columns.draw(in_columns.report("Een zin."), tmp_path / "r.pdf")
    whole = read_report(path)
    numbers = count(1)
    monkeypatch.setattr(
        tables, "_with_sections_first", _failing(tables._with_sections_first, lambda _: next(numbers) == 3)
    )

    read = read_report(path)

    assert [fault.place.page for fault in _unreadable(read)] == [1]
    assert [(node.code, node.title, node.description) for node in read.nodes] == [
        (node.code, node.title, node.description) for node in whole.nodes
    ]
    lost = {difference.partition(":")[0] for difference in differences(whole, read)}
    assert lost == {"OD4100"}


@pytest.mark.parametrize(
    ("step", "fails"),
    [
        ("lines_of", lambda page: page.number == 2),
        ("without_level_words", lambda lines, codes: bool(codes.known) and lines[0].page == 2),
    ],
)
def test_a_page_costs_itself_and_a_finding(
    made: tuple[Report, Path], pdf: Path, monkeypatch: pytest.MonkeyPatch, step: str, fails: Callable[..., bool]
) -> None:
    whole = read_report(pdf)
    monkeypatch.setattr(rows, step, _failing(vars(rows)[step], fails))

    read = read_report(pdf)

    (fault,) = _unreadable(read)
    assert fault.place.page == 2
    _assert_said(fault.printed or "", "layout/rows.py")
    untouched = [node.code for node in whole.nodes if (node.place.page or 0) > 3]
    assert untouched
    assert set(untouched) < {node.code for node in read.nodes}


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_a_page_that_an_engine_fails_on_costs_itself(pdf: Path, engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "read_page", _failing(pdfium.read_page, lambda _, index: index == 2))
    monkeypatch.setattr(Plumber, "page", _failing(Plumber.page, lambda _, number: number == 3))

    read = read_report(pdf, engine=engine)

    (fault,) = _unreadable(read)
    assert fault.place.page == 3
    _assert_said(fault.printed or "", "pdf/document.py")
    assert len(read.nodes) > 5


def test_a_row_of_a_text_costs_itself_and_names_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from doelboom.parser.grammar import grammar

    path = tmp_path / "report.txt"
    path.write_text(report(action(), action("AC51001")), encoding="utf-8")
    whole = read_report(path)
    line = whole.nodes[2].amounts[2].place.line
    monkeypatch.setattr(grammar, "read_label", _failing(vars(grammar)["read_label"], lambda row: row.line == line))

    read = read_report(path)

    (fault,) = _unreadable(read)
    assert fault.place.line == line
    assert (fault.printed or "").startswith(f"line {line}: doelboom failed on it")
    _assert_said(fault.printed or "", "grammar/grammar.py")
    # Without its first line it cannot be told of which section the second is.
    lost = {difference.split()[1] for difference in differences(whole, read)}
    assert lost == {"investering_uitgaven", "investering_ontvangsten"}
    assert (FaultKind.TABLE_MISSING, "AC51000") in {(fault.kind, fault.code) for fault in read.faults}


@pytest.mark.parametrize("kind", ["tabs", "pdf"])
def test_a_whole_file_is_refused_and_not_to_blame(
    kind: str, pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from doelboom.parser.grammar import grammar

    path = pdf
    if kind == "tabs":
        path = tmp_path / "report.txt"
        path.write_text(report(action()), encoding="utf-8")
    monkeypatch.setattr(grammar, "assemble", _failing(vars(grammar)["assemble"], lambda *_: True))

    with caplog.at_level(logging.ERROR, logger="doelboom"), pytest.raises(OwnFailure) as caught:
        read_report(path)

    assert str(caught.value).startswith(f"{path.name}: doelboom failed on it (KeyError)")
    _assert_said(str(caught.value), "grammar/grammar.py")
    assert "in read_rows" in caplog.text
    assert "Bomen" not in caplog.text


@pytest.mark.parametrize("failing", ["lines_of", "read_page"])
def test_where_every_page_fails_the_first_is_named(failing: str, pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = rows if failing == "lines_of" else pdfium
    monkeypatch.setattr(module, failing, _failing(getattr(module, failing), lambda *_: True))

    with pytest.raises(OwnFailure) as caught:
        read_report(pdf)

    assert str(caught.value).startswith("report.pdf: page 1: doelboom failed on it (KeyError)")
    _assert_said(str(caught.value), "layout/rows.py" if failing == "lines_of" else "pdf/document.py")


def test_pages_that_doelboom_fails_on_are_no_sign_of_damage(pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "_MOST_FAILURES", 2)
    monkeypatch.setattr(pdfium, "read_page", _failing(pdfium.read_page, lambda _, index: index in (1, 2, 3)))

    assert [fault.place.page for fault in _unreadable(read_report(pdf))] == [2, 3, 4]


def test_no_memory_and_the_callers_own_errors_pass_through(pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(done: int, _count: int) -> None:
        raise IndexError(done)

    with pytest.raises(IndexError):
        read_report(pdf, progress=told)

    def lines_of(_page: object) -> None:
        raise MemoryError

    monkeypatch.setattr(rows, "lines_of", lines_of)
    with pytest.raises(MemoryError):
        read_report(pdf)


def test_an_error_of_the_file_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "head.pdf"
    path.write_bytes(b"%PDF-1.7\n%%EOF\n")

    with pytest.raises(ReportError, match="damaged or cut off") as caught:
        read_report(path)

    assert not isinstance(caught.value, OwnFailure)
