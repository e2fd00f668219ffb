"""Encodings, line ends, and files that are no report."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from doelboom.parser import ReportError, read_report
from tests.documents.in_office import archive, relations
from tests.parser.small_reports import Read, action, report

TEXT = report(action(title="Cafés en pleinen beëindigen", text="Eén alinea.\n\nNog één."))


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode("cp1252"),
        TEXT.rstrip("\n").encode(),
        b"\n\n\n" + TEXT.encode() + b"\n\n\n",
        TEXT.replace(" - ", "\N{NO-BREAK SPACE}-\N{NO-BREAK SPACE}").encode(),
    ],
    ids=["utf-8", "bom", "crlf", "cr", "cp1252", "cp1252-crlf", "no-end", "blank-lines", "nbsp"],
)
def test_encodings_and_line_ends(read: Read, data: bytes) -> None:
    reading = read(data)

    assert reading.codes == ["SD310", "OD4100", "AC51000"]
    assert reading["AC51000"].title == "Cafés en pleinen beëindigen"
    assert reading["AC51000"].description == "Eén alinea.\n\nNog één."
    assert reading.figures("AC51000", "vte") == ("4.5", "4.05", "4", "90", "101.3")
    assert reading.faults == []


def test_places_are_lines_of_the_file(read: Read) -> None:
    lines = TEXT.split("\n")
    node = read(TEXT)["AC51000"]

    assert node.place.line is not None
    assert lines[node.place.line - 1].startswith("AC51000 - ")
    staff = node.amounts[-1].place.line
    assert staff is not None
    assert lines[staff - 1].startswith("VTE\t")


def test_report_without_descriptions(read: Read) -> None:
    reading = read(report(action(text=""), action("AC51001", text="-")))

    assert [node.description for node in reading.report.nodes] == [None, None, None, None]
    assert reading.faults == []


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\n \n\t\n", "found no text at all"),
        (b"Er was eens een linde.\n\nZe stond op het plein.\n", 'beginning with "Er was eens een linde."'),
        (b"code;bedrag\nAC51000;12\n", 'beginning with "code;bedrag"'),
        (b"code\tbedrag\nAC51000\t12\n", "found 1 heading and 0 tables in 2 rows"),
        (bytes(range(1, 256)) * 40, "found 0 headings and 0 tables"),
        (b"### Beleidsdoelstelling SD310\n\nWonen\n", "found 1 heading and 0 tables in 2 rows"),
        (b"Budgettaire onderbouwing\t\tBudget\tJaarrekening\nExploitatie\tUitgaven\t1\t2\n", "found 0 headings"),
    ],
    ids=["blank", "novel", "csv", "tsv", "binary", "headings-only", "no-year"],
)
def test_text_that_is_no_report(read: Read, data: bytes, found: str) -> None:
    with pytest.raises(ReportError) as error:
        read(data)

    message = str(error.value)
    assert 'expected "Beleidsdoelstelling SD..." headings and "Budgettaire onderbouwing" tables' in message
    assert found in message
    assert message.isprintable()
    assert len(message) < 400


@pytest.mark.parametrize(
    "data", [b"", b"a\x00b" * 40, b"<?xml version='1.0'?><lijst/>", b"Mime-Version: 1.0\nSubject: x"]
)
def test_file_that_is_no_text(read: Read, data: bytes) -> None:
    expected = "expected a report as PDF, text, Markdown, web page, .docx, .odt, .xlsx or .ods"
    with pytest.raises(ReportError, match=rf"^report-\d+\.txt: [^;]+; {re.escape(expected)}$"):
        read(data)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", r"an old Word or Excel file .*; save it as \.docx or \.xlsx"),
        (b"{\\rtf1 tekst}", r"an RTF file; save it as"),
        (b"\x89PNG\r\n", "a picture; have it recognised \\(ocrmypdf "),
        (b"II*\x00", "a picture; have it recognised"),
        (b"%!PS-Adobe-3.0", "a PostScript file; turn it into PDF"),
        (b"\x1f\x8b\x08", "a compressed file; unpack it"),
        (b"7z\xbc\xaf\x27\x1c", "a compressed file; unpack it"),
        (b"<?xml version='1.0'?><office:document/>", "a flat OpenDocument file; save it as"),
        (b"<?xml version='1.0'?><pdf2xml/>", "what pdftohtml -xml writes.*; open the PDF itself"),
        ({"mimetype": "application/epub+zip"}, r"an e-book \(\.epub\); turn it into"),
        ({"mimetype": "application/vnd.oasis.opendocument.graphics"}, "an OpenDocument file that is no text"),
        ({"Index/Document.iwa": ""}, "a file of Pages or Numbers; export it"),
        ({"_rels/.rels": relations(officeDocument="xl/workbook.bin")}, r"a binary workbook \(\.xlsb\); save it"),
        ({"_rels/.rels": relations(officeDocument="ppt/presentation.xml")}, "a presentation; save it as PDF"),
        ({"rapport.pdf": "%PDF-"}, "a zip file; unpack it"),
    ],
)
def test_what_is_not_read_is_refused_by_name_with_the_way_that_works(
    data: bytes | dict[str, str], found: str, tmp_path: Path
) -> None:
    path = tmp_path / "rapport.docx"
    if isinstance(data, bytes):
        path.write_bytes(data)
    else:
        archive(path, data)

    with pytest.raises(ReportError, match=rf"^rapport\.docx: {found}[^\n]*$"):
        read_report(path)


def test_report_that_compares_with_another_year_than_the_one_before(read: Read) -> None:
    with pytest.raises(ReportError, match="with a year and the year before it; found 3 headings and 3 tables"):
        read(TEXT.replace("2026", "2025"))


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"weg\.txt.*No such file"):
        read_report(tmp_path / "weg.txt")


def test_directory(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()

    with pytest.raises(ReportError, match=r"map.*[Dd]irectory"):
        read_report(tmp_path / "map")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file, so permission cannot be refused here")
def test_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "geheim.txt"
    path.write_text(TEXT)
    path.chmod(0)

    with pytest.raises(ReportError, match=r"geheim\.txt.*Permission denied"):
        read_report(path)


def test_refused_file_gives_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "geheim.txt"
    path.write_text(TEXT)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr("builtins.open", refuse)

    with pytest.raises(ReportError, match=r"^geheim\.txt: .*Permission denied$"):
        read_report(path)
