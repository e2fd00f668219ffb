"""Files of office programs and web pages: what was written is what is read, node for node and to the cent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from doelboom.parser import Report, ReportError, read_report
from tests.documents import in_html, in_office
from tests.documents.compare import differences
from tests.documents.in_office import open_document, paragraph, word
from tests.documents.invent import Size, invent
from tests.documents.looks import Look
from tests.parser.small_reports import action, report

_FIGURES_ONLY = ("level", "parent", "code_printed", "title", "service", "entity", "period_start", "status", "phase")


def _same_but_for_paragraphs(written: Report, read: Report) -> bool:
    """Whether all descriptions have the same words: a sheet has no paragraphs, only rows."""
    pairs = zip(written.nodes, read.nodes, strict=True)
    return all((one.description or "").split() == (other.description or "").split() for one, other in pairs)


@pytest.mark.parametrize("ending", [".docx", ".odt"])
@pytest.mark.parametrize("hyphenated", [False, True])
def test_texts_of_office_programs_read_as_written(ending: str, hyphenated: bool, tmp_path: Path) -> None:
    written = invent(6 if hyphenated else 23, Size(leaves=4))

    read = read_report(in_office.write(written, Look(hyphenated=hyphenated), tmp_path / f"report{ending}"))

    assert differences(written, read) == []
    assert {(node.place.page, node.place.line) for node in read.nodes} == {(None, None)}
    assert read.pages is None


@pytest.mark.parametrize("form", [".ods", ".xlsx", "no form"])
def test_sheets_read_as_written(form: str, tmp_path: Path) -> None:
    written = invent(23, Size(leaves=4))
    look = Look()
    if form == "no form":
        path = in_office.workbook(tmp_path / "report.xlsx", written, look, formed=False)
    else:
        path = in_office.write(written, look, tmp_path / f"report{form}")

    read = read_report(path)

    assert differences(written, read, _FIGURES_ONLY) == []
    assert _same_but_for_paragraphs(written, read)
    lines = [node.place.line or 0 for node in read.nodes]
    assert lines == sorted(lines)
    assert lines[0] > 0


def test_a_number_that_a_program_took_for_another_is_none(tmp_path: Path) -> None:
    """ "39.752" as a number is 39 and a part, printed as such; beside amounts with their thousands apart it is none."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in report(action()).replace("#", "").split("\n"):
        cells = [
            39.752 if cell == "1.000.320" else 600 if cell == "900.000" else cell for cell in line.strip().split("\t")
        ]
        sheet.append(cells if line else [])
    book.save(tmp_path / "report.xlsx")

    read = read_report(tmp_path / "report.xlsx")

    lines = [node.amounts[0] for node in read.nodes]
    assert [(line.actual, line.prior) for line in lines] == [(None, None)] * len(lines)
    assert {str(line.reference) for line in lines} == {"1250400.0"}
    assert {fault.printed for fault in read.faults} == {"39,752?", "600?"}


def test_a_web_page_reads_as_written(tmp_path: Path) -> None:
    written = invent(6, Size(leaves=4))
    look = Look(bullet="•")
    path = tmp_path / "report.html"
    hidden = "<p hidden>Acties</p><div style='display: none'>AC99999 - Weg</div><script>1 < 2</script>"
    path.write_text(
        f"<!DOCTYPE html><html><head><title>JR</title></head><body>{hidden}{in_html.body(written, look)}</body></html>",
        encoding="utf-8",
    )

    assert differences(written, read_report(path)) == []


def test_what_is_typed_in_a_web_page_is_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(f"<html><body><pre>{report(action())}</pre></body></html>", encoding="utf-8")

    assert [node.code for node in read_report(path).nodes] == ["SD310", "OD4100", "AC51000"]


_TABLES = [
    line.split("\t") for line in report(action()).split("\n") if "\t" in line and not line.startswith(("OD", "AC"))
]


def _described(*paragraphs: str) -> str:
    """A Word file's body: an objective, a plan and an action with a description."""
    tables = ""
    for row in _TABLES[: len(_TABLES) // 3]:
        tables += "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
    tables = f"<w:tbl>{tables}</w:tbl>"
    body = paragraph("Beleidsdoelstelling SD310") + paragraph("Wonen") + tables
    body += paragraph("Actieplan") + paragraph("OD4100\tGroen\t2026 - 2031\tGroep Lindendorp".replace("\t", "&TAB;"))
    body += tables + paragraph("Acties") + paragraph("AC51000 - Bomen planten&TAB;Groendienst")
    return re.sub("&amp;TAB;", "</w:t><w:tab/><w:t>", body + "".join(paragraphs) + tables)


def test_what_word_does_not_print_is_not_read(tmp_path: Path) -> None:
    deleted = "<w:p><w:del><w:r><w:delText>Geschrapt.</w:delText></w:r></w:del>"
    deleted += "<w:moveFrom><w:r><w:t>Verplaatst.</w:t></w:r></w:moveFrom>"
    deleted += "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Verborgen.</w:t></w:r>"
    deleted += "<w:ins><w:r><w:t>Toegevoegd in Duo</w:t></w:r></w:ins>"
    deleted += '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>'
    nested = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    ordered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    items = [paragraph("Eerst:"), paragraph("een", ordered), paragraph("twee", ordered), paragraph("dieper", nested)]

    read = read_report(word(tmp_path / "report.docx", _described(deleted, *items)))

    plan, act = read.nodes[1:]
    assert (plan.title, plan.period_end, plan.entity) == ("Groen", 2031, "Groep Lindendorp")
    assert (act.title, act.service) == ("Bomen planten", "Groendienst")
    assert act.description == "Toegevoegd in Duo².\n\nEerst:\n\n1. een\n2. twee\n  - dieper"


def test_two_figures_in_one_cell_are_none(tmp_path: Path) -> None:
    """Side by side they would read as one with its thousands apart: "5 100"."""
    body = _described().replace(paragraph("1.250.400"), paragraph("5") + paragraph("100"), 1)

    read = read_report(word(tmp_path / "report.docx", body))

    assert read.nodes[0].amounts[0].reference is None
    assert [fault.printed for fault in read.faults] == ["5 | 100"]


def test_repeated_cells_and_superscripts_of_opendocument(tmp_path: Path) -> None:
    rows = ""
    for line in report(action(text="")).replace("#", "").split("\n"):
        cells = line.strip().split("\t")
        texts = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
        zeros = "<table:table-cell><text:p>0</text:p></table:table-cell>" * 2
        texts = texts.replace(
            zeros, zeros[: len(zeros) // 2].replace("-cell>", '-cell table:number-columns-repeated="2">', 1)
        )
        rows += f"<table:table-row>{texts if line else '<table:table-cell/>'}</table:table-row>"
    super_style = '<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>'
    rows = rows.replace("Bomen planten", 'Bomen<text:span text:style-name="T1">3</text:span> planten')

    sheet = read_report(open_document(tmp_path / "r.ods", "spreadsheet", f"<table:table>{rows}</table:table>"))
    text = read_report(open_document(tmp_path / "r.odt", "text", f"<table:table>{rows}</table:table>", super_style))

    assert [node.code for node in sheet.nodes] == [node.code for node in text.nodes] == ["SD310", "OD4100", "AC51000"]
    assert text.nodes[2].title == "Bomen³ planten langs de lanen"
    assert [node.amounts[1].prior for node in sheet.nodes] == [0, 0, 0]
    assert sheet.faults == text.faults == ()


def test_a_workbook_that_is_no_report_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.save(tmp_path / "leeg.xlsx")

    with pytest.raises(ReportError, match=r"^leeg\.xlsx: not a report of policy objectives: .*found no text at all$"):
        read_report(tmp_path / "leeg.xlsx")


def test_numbers_without_a_form_are_printed_as_their_column_is(tmp_path: Path) -> None:
    """One amount with cents has all of them printed so; percentages of a sheet can be parts of one, or of a hundred."""
    for whole in (1, 100):
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        lines = [line.strip("# ").split("\t") for line in report(action(text="")).split("\n")]
        for cells in lines:
            numbers = {"1.250.400": 1250400.5, "1.000.320": 1000320.25, "900.000": 900000, "4,50": 4.5, "4,05": 4.05}
            numbers |= {"0": 0, "0,00": 0, "4,00": 4, "80,0%": 0.8 * whole, "111,1%": 1.111469 * whole}
            numbers |= {"0,0%": 0, "90,0%": 0.9 * whole, "101,3%": 1.0125 * whole}
            sheet.append([numbers.get(cell, cell) for cell in cells] if any(cells) else [])
        book.save(tmp_path / "report.xlsx")

        read = read_report(tmp_path / "report.xlsx")

        money, staff = read.nodes[2].amounts[0], read.nodes[2].amounts[6]
        assert [str(each) for each in (money.reference, money.actual, money.prior)] == [
            "1250400.50",
            "1000320.25",
            "900000.00",
        ]
        assert [str(each) for each in (money.spent_pct, money.of_prior_pct)] == ["80.0", "111.1"]
        assert [str(each) for each in (staff.reference, staff.actual, staff.prior)] == ["4.50", "4.05", "4.00"]
        assert read.faults == ()
