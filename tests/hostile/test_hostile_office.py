"""Hostile office files, web pages and Markdown: one line, within bounds of time and memory."""

from __future__ import annotations

import random
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from doelboom.data.reading import sandbox
from doelboom.data.reading.sandbox import read_guarded
from doelboom.parser import OwnFailure, ReportError, read_report
from doelboom.parser.formats.office import archive as archive_module
from doelboom.parser.formats.office import events
from doelboom.parser.formats.pipes import rows_of_pipes
from tests.documents import in_office
from tests.documents.in_markdown import drawn
from tests.documents.in_office import W, archive, open_document, paragraph, relations, word
from tests.documents.invent import Size, invent
from tests.documents.looks import Look
from tests.hostile.texts import complaint
from tests.parser.small_reports import action, report

_MAIN = relations(officeDocument="word/document.xml")
_WIDE = '<w:tc><w:gridSpan w:val="999999"/></w:tc>'
_LAUGHS = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))


def _xml(path: Path, content: str | bytes) -> Path:
    return archive(path, {"_rels/.rels": _MAIN, "word/document.xml": content})


def _lying(path: Path) -> Path:
    """An archive that says of its part that it is small."""
    word(path, paragraph("a" * 1_000_000))
    data = path.read_bytes()
    size = zipfile.ZipFile(path).getinfo("word/document.xml").file_size
    path.write_bytes(data.replace(struct.pack("<L", size), struct.pack("<L", 300)))
    return path


def _sheet(path: Path, cells: str) -> Path:
    x = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    book = f'<workbook xmlns="{x}" xmlns:r="{in_office.REFERS}">'
    book += '<sheets><sheet name="a" r:id="worksheet"/></sheets></workbook>'
    return archive(
        path,
        {
            "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": relations(worksheet="sheet1.xml"),
            "xl/sheet1.xml": f'<worksheet xmlns="{x}"><sheetData>{cells}</sheetData></worksheet>',
        },
    )


CASES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "entities that laugh": (
        lambda path: _xml(path, f'<!DOCTYPE a [<!ENTITY a0 "ha">{_LAUGHS}]><a>&a9;</a>'),
        "declares entities",
    ),
    "an entity from a file": (
        lambda path: _xml(path, '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
        "declares entities",
    ),
    "a part that is too large": (lambda path: _xml(path, b"<a>" + b" " * (5 << 20)), "too large for a report"),
    "a part that is larger than it says": (_lying, "damaged: "),
    "a hundred thousand elements": (lambda path: _xml(path, f"<a>{'<b/>' * 100_000}</a>"), "more in it than any"),
    "elements in elements": (lambda path: _xml(path, "<a>" * 100_000), "nested deeper than any report"),
    "tables in tables": (lambda path: word(path, "<w:tbl><w:tr><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60), "deeper"),
    "cells of a thousand columns": (
        lambda path: word(path, f"<w:tbl><w:tr>{_WIDE * 5000}</w:tr></w:tbl>"),
        "more paragraphs and cells",
    ),
    "a text's number of thousands of digits": (
        lambda path: _sheet(path, f'<row><c t="s"><v>{"1" * 5000}</v></c></row>'),
        "a text that is not there",
    ),
    "cut off": (lambda path: _xml(path, f'<w:document xmlns:w="{W}"><w:body><w:p>'), "no whole XML"),
    "no XML": (lambda path: _xml(path, b"\x00\xff" * 400), "no whole XML"),
    "no parts": (lambda path: archive(path, {"leeg.txt": ""}), "a zip file; unpack it"),
    "nothing of a zip but its start": (lambda path: _bytes(path, b"PK\x03\x04" + b"\x07" * 400), "damaged: "),
    "a list of parts that is too long": (
        lambda path: _bytes(path, b"PK\x03\x04" + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, 1 << 31, 0, 0)),
        "more parts than any",
    ),
    "rows that are repeated without end": (
        lambda path: open_document(
            path,
            "spreadsheet",
            '<table:table><table:table-row table:number-rows-repeated="999999999"><table:table-cell '
            'table:number-columns-repeated="999999999"><text:p>1</text:p></table:table-cell></table:table-row></table:table>',
        ),
        "more cells than any",
    ),
    "a text that is not there": (lambda path: _sheet(path, '<row><c t="s"><v>7</v></c></row>'), "not there"),
    "a column without end": (
        lambda path: _sheet(path, '<row r="9999999"><c r="ZZZ9999999"><v>1e400</v></c><c r="a"><v>x</v></c></row>'),
        "not a report",
    ),
    "a password": (
        lambda path: archive(
            path,
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": b"\x93" * 99,
                "META-INF/manifest.xml": "<manifest:encryption-data/>",
            },
        ),
        "protected by a password",
    ),
    "names of places outside": (
        lambda path: archive(path, {"_rels/.rels": relations(officeDocument="../../../../etc/passwd"), "a": "b"}),
        "a zip file; unpack it",
    ),
}


def _bytes(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_refused_in_one_line(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As many as are refused would take seconds.
    monkeypatch.setattr(events, "_MOST", 50_000)
    monkeypatch.setattr(archive_module, "_LARGEST_PART", 4 << 20)
    write, expected = CASES[name]
    path = write(tmp_path / "report.docx")

    with pytest.raises(ReportError) as error:
        read_report(path)

    message = str(error.value)
    assert not isinstance(error.value, OwnFailure), message
    assert message.startswith("report.docx: ")
    assert expected in message
    assert complaint(message) is None
    assert len(message) < 500


PAGES = {
    "tables in tables": "<table><tr><td>" * 20_000,
    "marks that never end": "<a " * 40_000,
    "a mark of a megabyte": f"<p title='{'x' * 1_000_000}'>a",
    "comments that never end": "<!-- " * 40_000,
    "declarations": "<!" * 60_000 + "<![CDATA[" * 20_000,
    "cells over a million columns": "<table><tr>" + "<td colspan=9999999 rowspan=9999999>a" * 3000,
    "ends without beginnings": "</table></td></tr></p></ul></li>" * 20_000,
    "entities": "&#9999999999;&lt" * 40_000,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(f"<!DOCTYPE html><html><body>{PAGES[name]}", encoding="utf-8")

    start = process_time()
    with pytest.raises(ReportError) as error:
        read_report(path)

    assert not isinstance(error.value, OwnFailure), str(error.value)
    assert complaint(str(error.value)) is None
    assert process_time() - start < 20


@pytest.mark.parametrize("line", ["+--", "+-+\n", "  -- --\n", "<table>\n", "|-+--", "  ----\n"])
def test_drawn_tables_take_linear_time(line: str) -> None:
    def seconds(times: int) -> float:
        start = process_time()
        list(rows_of_pipes(line * times))
        return process_time() - start

    assert seconds(6000) < 40 * max(seconds(600), 0.005)


def test_spoilt_files_end_in_a_reading_or_in_one_line(tmp_path: Path) -> None:
    """Bytes changed and parts cut, in the archive and in its XML."""
    written = invent(4, Size(plans=1, leaves=2))
    for ending in (".docx", ".xlsx", ".odt", ".ods"):
        path = in_office.write(written, Look(), tmp_path / f"report{ending}")
        whole = path.read_bytes()
        parts = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
        draw = random.Random(ending)
        for number in range(24):
            if number % 2:
                spoilt = dict(parts)
                name = draw.choice(sorted(parts))
                at = draw.randrange(len(parts[name]))
                spoilt[name] = (
                    parts[name][:at] + draw.randbytes(draw.randrange(4)) + parts[name][at + draw.randrange(9) :]
                )
                archive(path, spoilt)
            else:
                at = draw.randrange(len(whole))
                path.write_bytes(whole[:at] + draw.randbytes(3) + whole[at + draw.choice((3, 3, 400)) :])
            assert _end_of(path) is None


def _end_of(path: Path) -> str | None:
    """What is wrong with how the reading of a file ended; None where nothing is."""
    try:
        read_report(path)
    except OwnFailure as error:
        return str(error)
    except ReportError as error:
        return complaint(str(error))
    return None


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are Linux's")
def test_what_takes_too_much_ends_in_the_process_that_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MEGABYTES", 60)
    path = word(tmp_path / "report.docx", paragraph("tekst " * 3_000_000))

    with pytest.raises(ReportError, match=r"^report\.docx: damaged: before it was read, the reader ") as error:
        read_guarded(path)

    assert "60 MB were needed" in str(error.value)


@pytest.mark.parametrize("ending", [".docx", ".ods", ".html"])
def test_the_guard_reads_what_the_parser_reads(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = invent(4, Size(plans=1, leaves=2))
    path = tmp_path / f"verslag{ending}"
    if ending == ".html":
        path.write_text(f"<html><body><pre>{report(action())}</pre></body></html>")
    else:
        in_office.write(written, Look(), path)
    expected = [node.code for node in read_report(path).nodes]
    monkeypatch.setattr("doelboom.parser.reader.read", None)

    assert read_guarded(path).nodes["code"].to_list() == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_markdown_with_tables_of_marks_is_read_by_the_guard(
    encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.md"
    path.write_text(drawn(invent(4, Size(plans=1, leaves=2)), Look(), "html"), encoding=encoding)
    expected = [node.code for node in read_report(path).nodes]
    monkeypatch.setattr("doelboom.parser.reader.read", None)

    assert read_guarded(path).nodes["code"].to_list() == expected
