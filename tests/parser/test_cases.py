"""Documents that were found to end the reader, beside what their twins and their kind say."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from doelboom.parser import FaultKind, Node, Report, ReportError, read_report
from tests.documents.compare import differences
from tests.examples import some_pages

ENGINES = ("pdfium", "pdfplumber")


@pytest.fixture(scope="module")
def cases(documents: Path) -> Path:
    folder = documents / "cases"
    if not folder.is_dir():
        pytest.skip(f"THE CASES ARE NOT HERE: {folder}")
    return folder


@cache
def _read(path: Path, engine: str) -> Report:
    """A document read; by the thorough engine some of its pages, the others by the fast one."""
    if engine == "pdfium":
        return read_report(path)
    with PdfDocument(path) as document:
        return read_report(path, engines=some_pages(len(document), 6))


@pytest.mark.parametrize(("name", "engine"), [("txt", "auto"), *(("pdf", engine) for engine in ENGINES)])
def test_a_label_alone_below_the_tables_reads_as_its_twin(cases: Path, name: str, engine: str) -> None:
    twin = read_report(cases / "ok.txt")
    read = read_report(cases / f"crash-index.{name}", engine=engine)

    # The last word of a sentence is what they differ in: "geld" there, "uitgaven" alone on a line here.
    facts = ("level", "parent", "title", "service", "entity", "period_start", "period_end", "status", "phase")
    assert differences(twin, read, facts) == []
    assert [node.code for node in read.nodes] == ["SD10021", "OD10039", "AC34819"]
    assert twin.faults == read.faults == ()
    descriptions = [(node.description or "").replace(" uitgaven\n", " geld\n") for node in read.nodes]
    assert descriptions == [node.description or "" for node in twin.nodes]


@pytest.mark.parametrize("engine", ENGINES)
def test_lines_that_stand_close_are_refused_for_what_they_say(cases: Path, engine: str) -> None:
    with pytest.raises(ReportError, match=r"not a report of policy objectives: .*12 rows"):
        read_report(cases / "crash-value.pdf", engine=engine)


def test_every_document_of_the_cases_ends_as_a_reading_or_as_said_above(cases: Path) -> None:
    ends = {}
    for path in sorted([*cases.glob("*.pdf"), *cases.glob("*.txt")]):
        try:
            report = _read(path, "pdfium") if path.suffix == ".pdf" else read_report(path)
        except ReportError as error:
            ends[path.name] = str(error)
        else:
            ends[path.name] = "; ".join(note for note in report.notes if "doelboom" in note)

    assert {name for name, end in ends.items() if end} == {"crash-value.pdf"}
    assert "damaged" not in ends["crash-value.pdf"]


def _expected(path: Path) -> dict[str, list[tuple[Decimal | None, ...]]]:
    """By code: the figures that a document's right reading has, a line a measure."""
    entities = json.loads(path.read_text())["entities"]
    return {
        entity["code"]: [tuple(map(_number, cells)) for cells in (*entity["budget"].values(), entity["fte"])]
        for entity in entities
    }


def _number(text: str) -> Decimal:
    return Decimal(text.rstrip("%").replace(".", "").replace(",", "."))


def _figures(node: Node) -> list[tuple[Decimal | None, ...]]:
    return [(line.reference, line.actual, line.spent_pct, line.prior, line.of_prior_pct) for line in node.amounts]


@pytest.mark.parametrize("name", ["paren", "trailing-minus", "pct-nvt"])
@pytest.mark.parametrize("engine", ENGINES)
def test_figures_in_other_notations(cases: Path, name: str, engine: str) -> None:
    read = _read(cases / f"{name}.pdf", engine)

    figures = {node.code: _figures(node) for node in read.nodes}
    expected = _expected(cases / "expected.json")
    if name == "pct-nvt":
        # Printed as words where the reference is zero: there is no such percentage.
        for lines in expected.values():
            for at, (reference, actual, spent, prior, of_prior) in enumerate(lines):
                lines[at] = (reference, actual, spent if reference else None, prior, of_prior if prior else None)
    assert {code: figures.get(code) for code in expected} == expected
    assert [fault for fault in read.faults if fault.kind is FaultKind.UNREADABLE_FIGURE] == []


_GEOMETRY = ("head-bare", "label-row", "line-numbers", "slug", "watermark-flat")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", _GEOMETRY)
def test_what_stands_around_the_text_changes_nothing_of_it(cases: Path, name: str, engine: str) -> None:
    expected = json.loads((cases / "expected.json").read_text(encoding="utf-8"))["entities"]

    read = _read(cases / f"{name}.pdf", engine)

    assert read.faults == ()
    assert [node.code for node in read.nodes] == [entity["code"] for entity in expected]
    for entity, node in zip(expected, read.nodes, strict=True):
        period = f"{node.period_start} - {node.period_end}" if node.period_start else None
        assert (node.title, node.service, node.entity, node.status, node.phase, period, node.parent) == tuple(
            entity[fact] for fact in ("title", "service", "entity", "status", "phase", "period", "parent")
        )
        printed = [*entity["budget"].values(), *([entity["fte"]] if entity["fte"] else [])]
        figures = [getattr(line, column) for line in node.amounts for column in _PRINTED][: 5 * len(printed)]
        assert figures == [_value(text) for line in printed for text in line]
        assert _words(node.description or "") == _words(" ".join(entity["desc"]))


_PRINTED = ("reference", "actual", "spent_pct", "prior", "of_prior_pct")


def _value(text: str) -> Decimal:
    return Decimal(text.rstrip("%").replace(".", "").replace(",", "."))


def _words(text: str) -> list[str]:
    """The words of a text, whatever its bullets are."""
    return [word.lstrip("-°•") for word in text.split() if word.strip("-°•")]
