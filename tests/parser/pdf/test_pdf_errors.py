"""Files that cannot be read: one line that says which page and what, and what to do; never a traceback."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission

from doelboom.parser import FaultKind, Report, ReportError, read_report
from doelboom.parser.pdf import document, pdfium
from tests.documents import by_fpdf
from tests.documents.compare import differences
from tests.documents.invent import Size, invent
from tests.documents.looks import Look


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    """A report, and its PDF of some pages."""
    report = invent(12, Size(plans=4, leaves=6))
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    assert by_fpdf.write(report, Look(), path) >= 5
    return report, path


def _message(path: Path, **arguments: str) -> str:
    with pytest.raises(ReportError) as caught:
        read_report(path, **arguments)  # type: ignore[arg-type]
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(f"{path.name}: ")
    return message


def _drawn(path: Path, draw: Callable[[FPDF], None], pages: int = 1, **encryption: str) -> Path:
    made = FPDF()
    made.set_font("helvetica", size=10)
    for _ in range(pages):
        made.add_page()
        draw(made)
    if encryption:
        made.set_encryption("owner", encryption["password"], permissions=AccessPermission.none())
    made.output(str(path))
    return path


def test_a_scan_names_the_way_out(tmp_path: Path) -> None:
    path = _drawn(tmp_path / "scan.pdf", lambda made: made.rect(10, 10, 50, 50, style="F"), pages=3)

    assert "no text on its 3 pages" in _message(path)
    assert "ocrmypdf" in _message(path)


def test_an_encrypted_file_asks_for_its_password(tmp_path: Path) -> None:
    path = _drawn(
        tmp_path / "shut.pdf", lambda made: made.text(20, 20, "woorden genoeg op deze ene pagina"), password="geheim"
    )

    assert "--password" in _message(path)
    assert "does not open it" in _message(path, password="anders")
    assert "not a report" in _message(path, password="geheim")
    assert "not a report" in _message(path, password="geheim", engine="pdfplumber")


def test_an_encrypted_report_reads_with_its_password(tmp_path: Path) -> None:
    made = invent(3, Size(plans=1, leaves=4))
    path = tmp_path / "report.pdf"
    by_fpdf.write(made, Look(), path)
    shut = tmp_path / "shut.pdf"
    _encrypt(path, shut, "geheim")

    assert differences(made, read_report(shut, password="geheim")) == []
    assert differences(made, read_report(shut, password="geheim", engine="pdfplumber")) == []


def _encrypt(path: Path, target: Path, password: str) -> None:
    """The same pages in an encrypted file: drawn again, since nothing here encrypts a file that is there."""
    original = FPDF.output

    def output(self: FPDF, name: str = "") -> object:
        self.set_encryption("owner", password, permissions=AccessPermission.all())
        return original(self, str(target))

    patch = pytest.MonkeyPatch()
    with patch.context() as patched:
        patched.setattr(FPDF, "output", output)
        by_fpdf.write(invent(3, Size(plans=1, leaves=4)), Look(), path)


def _outcome(path: Path, engine: str = "pdfium") -> Report | str:
    """What came of reading a file: a report, or one line."""
    try:
        return read_report(path, engine=engine)
    except ReportError as error:
        return str(error)


@pytest.mark.parametrize("part", [0.02, 0.3, 0.9])
def test_a_truncated_file_says_so(written: tuple[Report, Path], tmp_path: Path, part: float) -> None:
    data = written[1].read_bytes()
    path = tmp_path / "half.pdf"
    path.write_bytes(data[: int(len(data) * part)])

    outcome = _outcome(path)

    if isinstance(outcome, str):
        assert re.search("damaged|cut off|no page can be read|not a report|no text", outcome)
    else:
        gaps = [fault.printed or "" for fault in outcome.faults if fault.kind is FaultKind.UNREADABLE_PAGE]
        assert any("cut off" in gap for gap in gaps)


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_every_hole_in_a_file_ends_in_a_report_or_one_line(
    written: tuple[Report, Path], tmp_path: Path, engine: str
) -> None:
    data = written[1].read_bytes()
    for eighth in range(1, 8, 1 if engine == "pdfium" else 3):
        broken = bytearray(data)
        broken[len(data) * eighth // 8 : len(data) * eighth // 8 + 200] = b"\x00" * 200
        path = tmp_path / f"hole-{eighth}.pdf"
        path.write_bytes(bytes(broken))
        outcome = _outcome(path, engine)
        assert isinstance(outcome, Report) or "\n" not in outcome


def test_a_header_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "head.pdf"
    path.write_bytes(b"%PDF-1.7\n%%EOF\n")

    assert "damaged or cut off" in _message(path)


def test_another_document_is_no_such_report(tmp_path: Path) -> None:
    path = _drawn(
        tmp_path / "letter.pdf", lambda made: made.text(20, 20, "Geachte heer, hierbij mijn brief van vandaag.")
    )

    message = _message(path)

    assert "not a report of policy objectives" in message
    assert "Geachte heer" in message


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 and so on", "damaged: the archive cannot be unpacked"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\x00\x01\x02\x03" * 50, "neither a PDF nor text"),
        (b"<!DOCTYPE html><html></html>", "found no text at all"),
    ],
)
def test_what_is_called_a_pdf_and_is_none(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(content)

    assert expected in _message(path)


def test_a_pdf_by_another_name_is_one(written: tuple[Report, Path], tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"\n" * 20 + written[1].read_bytes())

    assert read_report(path).pages is not None


def test_no_file_and_no_such_engine(tmp_path: Path, written: tuple[Report, Path]) -> None:
    assert "cannot be read" in _message(tmp_path / "gone.pdf")
    assert "no such engine" in _message(written[1], engine="acrobat")


def test_a_page_that_fails_is_a_fault_and_the_rest_is_read(
    written: tuple[Report, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, path = written
    copy = tmp_path / "other.pdf"
    copy.write_bytes(path.read_bytes())
    read_page = pdfium.read_page

    def failing(document: object, index: int) -> object:
        if index == 2:
            raise pdfium.PageError("cannot be loaded (broken stream)")
        return read_page(document, index)

    monkeypatch.setattr(pdfium, "read_page", failing)

    read = read_report(copy)

    gaps = [fault for fault in read.faults if fault.kind is FaultKind.UNREADABLE_PAGE]
    assert [(gap.place.page, gap.printed) for gap in gaps] == [(3, "page 3 cannot be loaded (broken stream)")]
    assert len(read.nodes) > len(report.nodes) / 2
    assert differences(report, read_report(copy, engines={3: "pdfplumber"})) == []


def test_no_page_at_all_names_the_first(
    written: tuple[Report, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "other.pdf"
    copy.write_bytes(written[1].read_bytes())

    def failing(document: object, index: int) -> object:
        raise pdfium.PageError("has no readable text (broken)")

    monkeypatch.setattr(pdfium, "read_page", failing)

    assert "no page can be read: page 1 has no readable text (broken)" in _message(copy)


def test_a_page_with_absurdly_many_characters_is_not_read(
    written: tuple[Report, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "other.pdf"
    copy.write_bytes(written[1].read_bytes())
    monkeypatch.setattr(pdfium, "MOST_CHARACTERS", 10)

    assert re.search(r"page 1 has \d+ characters, more than 10", _message(copy))


def test_absurdly_many_pages_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _drawn(tmp_path / "long.pdf", lambda made: None, pages=12)
    monkeypatch.setattr(document, "MOST_PAGES", 10)

    assert "says that it has 12 pages" in _message(path)


class _Stop(Exception):
    pass


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_progress_is_told_page_by_page_and_can_stop(written: tuple[Report, Path], tmp_path: Path, engine: str) -> None:
    copy = tmp_path / "other.pdf"
    copy.write_bytes(written[1].read_bytes())
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            raise _Stop

    with pytest.raises(_Stop):
        read_report(copy, engine=engine, progress=stop)

    assert [done for done, _ in told] == [1, 2]
    assert len({total for _, total in told}) == 1
    # Closed: on every system, the file can go.
    copy.unlink()
    assert not [link for link in Path("/proc/self/fd").glob("*") if _target(link) == str(copy)]


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""


def test_only_the_pages_asked_for_are_read(written: tuple[Report, Path]) -> None:
    report, path = written
    told: list[int] = []

    read = read_report(path, pages={1, 2}, progress=lambda done, total: told.append(total))

    assert told == [2, 2]
    assert {node.place.page for node in read.nodes} <= {1, 2}
    assert len(read.nodes) < len(report.nodes)
