"""Engine "auto": what does not add up is read a second time, and the better reading is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from doelboom.data.reading.second_reading import read_checked
from doelboom.parser import Report, ReportError
from doelboom.parser.layout.words import Page, Word, packed
from doelboom.parser.pdf import pdfium, plumber
from tests.data.what_the_check_says import doubts
from tests.documents import by_fpdf
from tests.documents.invent import Size, invent
from tests.documents.looks import Look

Change = Callable[[Word], Word]


@pytest.fixture(scope="module")
def report() -> Report:
    return invent(12, Size(plans=4, leaves=6))


@pytest.fixture
def path(report: Report, tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    assert by_fpdf.write(report, Look(), path) >= 5
    return path


def _figure(report: Report) -> tuple[str, str]:
    """A figure that stands in one leaf and nowhere else, as it is printed, and one with another digit."""
    for node in report.nodes:
        actual = node.amounts[0].actual or 0
        if node.level == "AC" and node.code_printed and actual > 10_000:
            printed = f"{actual:,.0f}".replace(",", ".")
            if sum(line.actual == actual for other in report.nodes for line in other.amounts) == 1:
                return printed, f"{'9' if printed[0] != '9' else '1'}{printed[1:]}"
    raise AssertionError("no such figure")


def _changed(read_page: Callable[..., Page], change: Change) -> Callable[..., Page]:
    def read(document: object, index: int) -> Page:
        page = read_page(document, index)
        return packed(page.number, page.height, map(change, page.words()))

    return read


def _misread(printed: str, wrong: str) -> Change:
    return lambda word: word._replace(text=wrong) if word.text == printed else word


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The pages that the thorough engine is asked for."""
    pages: list[int] = []
    read_page = plumber.read_page

    def read(document: object, index: int) -> Page:
        pages.append(index + 1)
        return read_page(document, index)  # type: ignore[arg-type]

    monkeypatch.setattr(plumber, "read_page", read)
    return pages


def test_a_report_that_adds_up_is_read_once(path: Path, asked: list[int]) -> None:
    accounts = read_checked(path)

    assert asked == []
    assert accounts.source.notes == ()
    assert doubts(accounts.findings).is_empty()


def test_a_page_that_the_fast_engine_misreads_is_read_again(
    path: Path, report: Report, asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdfium, "read_page", _changed(pdfium.read_page, _misread(*_figure(report))))

    accounts = read_checked(path)

    assert doubts(accounts.findings).is_empty()
    assert asked
    assert len(set(asked)) < (accounts.source.pages or 0)
    assert len(accounts.source.notes) == 1
    assert "read again with pdfplumber" in accounts.source.notes[0]
    assert "kept" in accounts.source.notes[0]


def test_a_figure_that_both_engines_read_alike_is_the_reports_own(
    path: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = _misread(*_figure(report))
    monkeypatch.setattr(pdfium, "read_page", _changed(pdfium.read_page, change))
    monkeypatch.setattr(plumber, "read_page", _changed(plumber.read_page, change))

    accounts = read_checked(path)

    assert not doubts(accounts.findings).is_empty()
    assert "proved no better" in accounts.source.notes[0]


def test_a_page_that_the_fast_engine_cannot_read_is_read_by_the_other(
    path: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_page = pdfium.read_page

    def failing(document: object, index: int) -> Page:
        if index == 1:
            raise pdfium.PageError("cannot be loaded")
        return read_page(document, index)

    monkeypatch.setattr(pdfium, "read_page", failing)

    accounts = read_checked(path)

    assert accounts.nodes["code"].to_list() == [node.code for node in report.nodes]
    assert doubts(accounts.findings).is_empty()
    assert "2" in accounts.source.notes[0]


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_an_engine_by_name_reads_once(
    path: Path, report: Report, engine: str, monkeypatch: pytest.MonkeyPatch, asked: list[int]
) -> None:
    monkeypatch.setattr(pdfium, "read_page", _changed(pdfium.read_page, _misread(*_figure(report))))

    accounts = read_checked(path, engine=engine)

    assert doubts(accounts.findings).is_empty() is (engine == "pdfplumber")
    assert asked == ([] if engine == "pdfium" else list(range(1, (accounts.source.pages or 0) + 1)))
    assert accounts.source.notes == ()


def test_no_such_engine(path: Path) -> None:
    with pytest.raises(ReportError, match="no such engine"):
        read_checked(path, engine="acrobat")
