"""What the command line writes about a hostile report: text in every format, and nothing that another program runs."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings

from doelboom.tui.cli.main import main
from tests.hostile.test_hostile_text import texts_of
from tests.hostile.texts import MARK, REPORTS, complaint, report_of_all
from tests.tui.small_reports import opened

Run = Callable[..., tuple[int, str, str]]

quick = settings(
    max_examples=8, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
COMMANDS = (
    ("show", "AC52003"),
    ("search", "kwaad"),
    ("variances",),
    ("services",),
    ("check",),
    ("bridge", "OD4100"),
    ("reports",),
    ("export", "nodes"),
    ("export", "amounts"),
    ("export", "variances"),
    ("export", "findings"),
)
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs a command line; exit code, output, complaints."""

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["doelboom", *arguments])
        code = main()
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode("utf-8"), err.decode("utf-8")

    return call


@pytest.fixture
def report(tmp_path: Path) -> str:
    return opened(report_of_all(), tmp_path).id


def assert_text(text: str) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        assert complaint(line) is None, (number, complaint(line), line[:200])


@pytest.mark.parametrize("form", ["table", "plain", "csv", "json", "md"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_writes_text(command: tuple[str, ...], form: str, run: Run, report: str) -> None:
    if form == "md" and command[0] != "export":
        pytest.skip("only exports are written as Markdown")
    code, out, err = run("--report", report, *command, "--format", form)

    assert (code, err) == (0, "")
    assert len(out) > 20
    assert_text(out.replace("\r\n", "\n"))
    if form == "json":
        json.loads(out)
    if form == "csv":
        for row in csv.reader(io.StringIO(out)):
            for cell in row:
                assert not cell.startswith(RUN_BY_SPREADSHEETS) or _is_number(cell), cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("frame", ["nodes", "findings"])
def test_a_workbook_has_no_formula_no_link_and_no_control_character(
    frame: str, run: Run, report: str, tmp_path: Path
) -> None:
    path = tmp_path / "uit.xlsx"

    code, _out, err = run("--report", report, "export", frame, "-o", str(path))

    assert (code, err) == (0, "")
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name).decode("utf-8") for name in book.namelist() if name.endswith((".xml", ".rels"))}
    sheets = [text for name, text in parts.items() if name.startswith("xl/worksheets/")]
    assert sheets
    for text in sheets:
        assert "<f>" not in text
        assert "<hyperlink" not in text
    for text in parts.values():
        assert_text(text.replace("\r\n", "\n"))
    assert any(MARK in text for text in parts.values()) or frame == "findings"


def test_a_parquet_file_has_the_frame_as_it_is(run: Run, report: str, tmp_path: Path) -> None:
    path = tmp_path / "uit.parquet"

    assert run("--report", report, "export", "nodes", "-o", str(path))[0] == 0

    titles = pl.read_parquet(path)["title"].drop_nulls().to_list()
    assert titles
    for title in titles:
        assert complaint(title) is None


@quick
@given(REPORTS)
def test_any_hostile_report_is_exported_whole(tmp_path: Path, run: Run, text: str) -> None:
    accounts = opened(text, tmp_path).accounts
    whole = texts_of(accounts)

    _code, as_json, _err = run("--report", str(tmp_path / "verslag.txt"), "export", "nodes", "--format", "json")
    _code, as_csv, _err = run("--report", str(tmp_path / "verslag.txt"), "export", "nodes", "--format", "csv")

    nodes = json.loads(as_json)
    assert [node["title"] for node in nodes] == accounts.nodes["title"].to_list()
    assert [node["description"] for node in nodes] == accounts.nodes["description"].to_list()
    rows = list(csv.DictReader(io.StringIO(as_csv)))
    for row, node in zip(rows, nodes, strict=True):
        for name in ("title", "service", "description"):
            assert re.sub(r"(?:\A|(?<=[;\t\r\n]))'(?='*\"*[=+\-@＝＋－＠])", "", row[name]) == (node[name] or "")
    assert whole


NASTY_NAME = "ver\x1b]52;c;S1dBQUQ=\x07sl\x1b[31mag\u202e\udc9b31m.txt"


@pytest.mark.parametrize("content", [None, b"", b"%PDF-1.7 no", b"PK\x03\x04", b"just text\n", b"\x00" * 50])
def test_a_files_name_is_printable_in_complaints(content: bytes | None, run: Run, tmp_path: Path) -> None:
    path = tmp_path / NASTY_NAME
    if content is not None:
        path.write_bytes(content)

    for command in (("open", str(path), "--no-ui"), ("--report", str(path), "check"), ("show", str(path))):
        code, out, err = run(*command)
        assert code in (1, 2)
        assert out == ""
        assert err.startswith("doelboom: ")
        assert err.count("\n") == 1
        assert_text(err)


def test_a_files_name_is_printable_wherever_it_is_shown(run: Run, tmp_path: Path) -> None:
    path = tmp_path / NASTY_NAME
    path.write_text(report_of_all())

    for command in (("open", str(path), "--no-ui"), ("reports", "--format", "table"), ("reports",), ("doctor",)):
        code, out, err = run(*command)
        assert code == 0, err
        assert_text(out + err)
    assert "ver�]52;c;S1dBQUQ=�sl�[31mag�31m.txt" in run("reports", "--format", "csv")[1]


def test_a_file_that_cannot_be_written_is_named_printably(run: Run, report: str, tmp_path: Path) -> None:
    code, out, err = run("--report", report, "export", "nodes", "-o", str(tmp_path / "none" / NASTY_NAME))

    assert (code, out) == (2, "")
    assert_text(err)
    assert err.count("\n") == 1
