"""The command line: answers on standard output, one clear line on standard error, exit codes, never a traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from doelboom import __version__
from doelboom.tui.cli.main import main
from tests.conftest import PROJECT
from tests.tui.small_reports import one_digit_off, small_text

BOX = "─│┌┐└┘├┤┬┴┼━┃╭╮╰╯╴╶═║"


class Said:
    """What a run of the command line said."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out)))

    @property
    def complaint(self) -> str:
        """The one line on standard error of a run that failed."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("doelboom: ")
        assert self.out == ""
        return lines[0].removeprefix("doelboom: ")


class Run:
    """Runs the command line in this process, by its own entry point."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        self._monkeypatch, self._capture = monkeypatch, capfdbinary

    def __call__(self, *arguments: object) -> Said:
        self._monkeypatch.setattr(sys, "argv", ["doelboom", *map(str, arguments)])
        code = main()
        out, err = self._capture.readouterr()
        said = Said(code, out.decode(), err.decode())
        assert "Traceback" not in said.err
        return said


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    return Run(monkeypatch, capfdbinary)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "verslag.txt"
    path.write_text(small_text(), encoding="utf-8")
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "fout.txt"
    path.write_text(one_digit_off(), encoding="utf-8")
    return path


# Answers


def test_show_reads_line_by_line(run: Run) -> None:
    said = run("show", "AC34834", "--format", "plain")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[:3] == [
        "Report: Jaarrekening 2024 - Gent (bundled)",
        "Code: AC34834",
        "Title: Gentse bedrijven ondersteunen bij het vinden van talent",
    ]
    assert "Exploitatie, uitgaven, Jaarrekening 2024: 365.860 euro" in lines
    assert "Exploitatie, uitgaven, % Besteding budget 2024: 82,7%" in lines
    assert "VTE, Betaald 2023: 1,45 VTE" in lines
    assert not set(said.out) & set(BOX + "\x1b\t")


@pytest.mark.parametrize("typed", ["ac34834", "34834", "Ac 34834", "ac3483 4"])
def test_show_takes_a_code_as_it_is_typed(run: Run, typed: str) -> None:
    assert run("show", typed, "--format", "plain").out.splitlines()[1] == "Code: AC34834"


def test_show_as_json_has_plain_numbers(run: Run) -> None:
    node = json.loads(run("show", "AC34834", "--format", "json").out, parse_float=Decimal)
    assert node["code"] == "AC34834"
    assert node["description"] is None
    assert node["amounts"][0]["measure"] == "exploitatie_uitgaven"
    assert node["amounts"][0]["reference"] == Decimal("442318.00")
    assert node["amounts"][0]["spent_pct"] == Decimal("82.7")
    assert len(node["amounts"]) == 7


def test_show_of_a_remainder_and_of_a_lost_heading(run: Run) -> None:
    rest = run("show", "OD10041.rest", "--format", "plain").out
    assert "Exploitatie, uitgaven, Budget 2024: 531.258 euro" in rest
    lost = run("show", "OD10039.x1", "--format", "plain").out
    assert "Title: (heading lost)" in lost
    assert "same text as AC34834" in lost


def test_search_finds_all_words_in_any_field(run: Run) -> None:
    said = run("search", "werk", "talent", "--format", "csv")
    assert said.code == 0
    assert [row["code"] for row in said.rows] == ["AC34834"]
    assert said.rows[0]["service"] == "Dienst Activering en Werk"


def test_a_word_with_a_minus_leaves_out_in_search_and_filter(run: Run) -> None:
    everything = {row["code"] for row in run("search", "kinderopvang", "--format", "csv").rows}
    without = run("search", "kinderopvang", "-dienst", "--format", "csv").rows
    assert 0 < len(without) < len(everything)
    assert not any("dienst" in (row["title"] + row["service"]).lower() for row in without)
    assert run("search", "--format", "csv", "--", "kinderopvang", "-dienst").rows == without
    assert run("search", "-herfst", "--limit", "1", "--format", "csv").rows[0]["code"] == "SD10021"
    rows = run("variances", "--filter", "kinderopvang -dienst", "--format", "csv").rows
    leaves = {row["code"] for row in without if row["code"].startswith(("AC", "PR"))}
    assert {row["code"] for row in rows} == leaves
    assert "Usage" in run("search", "-h").out


def test_variances_as_csv(run: Run) -> None:
    rows = run("variances", "--limit", "3", "--format", "csv").rows
    assert [row["code"] for row in rows] == ["AC34421", "ACC9900", "ACA0010"]
    assert rows[0]["variance"] == "-4784375.00"
    assert rows[0]["variance_pct"] == "-17.9"
    assert rows[2]["change_pct"] == ""


def test_variances_by_a_column_both_ways(run: Run) -> None:
    downwards = run("variances", "--sort", "-reference", "--limit", "2", "--format", "csv").rows
    assert [row["code"] for row in downwards] == ["ACC9900", "AC34439"]
    upwards = run("variances", "--sort", "reference", "--limit", "1", "--format", "csv").rows
    assert [row["code"] for row in upwards] == ["ACA0010"]


def test_variances_with_floors_a_preset_and_a_level(run: Run) -> None:
    rows = run("variances", "--floor", "1.000.000", "--floor-pct", "20", "--format", "csv").rows
    assert [row["code"] for row in rows] == [
        "ACA0010", "ACD3811", "ACD3817", "AC35498", "ACD3812", "AC35221", "ACD3816",
    ]  # fmt: skip
    plans = run("variances", "--level", "plans", "--limit", "2", "--format", "csv").rows
    assert [row["code"] for row in plans] == ["OD10042", "OD10051"]
    staff = run("variances", "--preset", "staffing", "--limit", "1", "--format", "csv").rows
    assert (staff[0]["code"], staff[0]["variance"]) == ("AC34421", "-86.66")


def test_plain_variances_have_labels_and_units(run: Run) -> None:
    said = run("variances", "--limit", "1", "--format", "plain")
    assert "Variance: -4.784.375 euro" in said.out
    assert "Effect: favourable" in said.out
    assert not set(said.out) & set(BOX + "\x1b")


def test_amounts_are_one_thousand_nine_hundred_and_eighteen_rows(run: Run) -> None:
    said = run("export", "amounts", "--format", "csv")
    lines = said.out.splitlines()
    assert len(lines) == 1919
    assert lines[0] == "code,measure,reference,actual,prior,spent_pct,of_prior_pct,doubt"
    assert "AC34834,exploitatie_uitgaven,442318.00,365860.00,303190.00,82.7,120.7," in lines


def test_amounts_of_the_report_itself(run: Run, document: Path) -> None:
    said = run("export", "amounts", "--report", document, "--format", "csv")
    assert said.code == 0
    assert len(said.rows) == 1918
    assert run("export", "amounts", "--report", "bundled", "--format", "csv").out == said.out


def test_nodes_and_findings_as_json(run: Run) -> None:
    nodes = json.loads(run("export", "nodes", "--format", "json").out)
    assert len(nodes) == 274
    assert nodes[0]["code"] == "SD10021"
    assert nodes[0]["parent"] is None
    findings = json.loads(run("export", "findings", "--format", "json").out)
    assert len(findings) == 35


def test_an_export_to_a_file_says_nothing_on_standard_output(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "bedragen.csv"
    said = run("export", "amounts", "-o", target)
    assert (said.code, said.out) == (0, "")
    assert len(target.read_text(encoding="utf-8").splitlines()) == 1919


def test_formulas_come_out_harmless(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "formule.txt"
    path.write_text(small_text(title='=HYPERLINK("http://x.example";"klik")'), encoding="utf-8")
    said = run("export", "nodes", "--report", path, "--format", "csv")
    titles = [row["title"] for row in said.rows]
    assert titles[2].startswith("'=HYPERLINK(")
    assert not any(title.startswith(("=", "+", "@")) for title in titles)


def test_check_is_content_with_remainders_and_lost_headings(run: Run) -> None:
    said = run("check", "--format", "plain")
    assert said.code == 0
    assert said.out.startswith(
        "Jaarrekening 2024 - Gent (bundled)\n3.836 percentages ok · 6 parents with a remainder · 19 headings lost\n"
    )
    assert "OD10039.x1: heading lost; same text as AC34834" in said.out


def test_check_exits_with_one_where_a_figure_is_in_doubt(run: Run, wrong: Path) -> None:
    said = run("check", "--report", wrong, "--format", "plain")
    assert said.code == 1
    assert said.out.splitlines()[1].startswith("1 figure in doubt")
    assert "AC51000" in said.out
    assert "400.321" in said.out
    rows = run("check", "--report", wrong, "--format", "csv").rows
    found = next(row for row in rows if row["kind"] == "percentage")
    assert (found["code"], found["column"], found["printed"]) == ("AC51000", "actual", "480.321")
    assert found["suggestion"] == "400321.00"


def test_version_and_help(run: Run) -> None:
    assert run("--version").out == f"doelboom, version {__version__}\n"
    for arguments in (["--help"], ["variances", "-h"], ["export", "--help"], ["open", "--help"]):
        said = run(*arguments)
        assert said.code == 0
        assert said.out.startswith("Usage: doelboom")


# Which report


def test_a_file_is_read_once_and_found_by_content_id_and_prefix(run: Run, small: Path, tmp_path: Path) -> None:
    said = run("open", small, "--no-ui")
    assert said.code == 0
    assert "5 nodes" in said.out
    identifier = said.out.split("(", 1)[1].split(")", 1)[0]
    assert identifier.startswith("2027-")
    moved = small.rename(tmp_path / "elders.txt")
    assert run("open", moved, "--no-ui").code == 0
    moved.unlink()
    for reference in (identifier, identifier[:8], identifier.removeprefix("2027-")[:6]):
        said = run("show", "AC51001", "--report", reference, "--format", "plain")
        assert said.out.startswith(
            f"Report: Jaarrekening 2027 - Lindendorp ({identifier})\nCode: AC51001\nTitle: Perken onderhouden\n"
        )
    # The one opened last is the one that is meant.
    assert run("show", "AC51001", "--format", "plain").code == 0
    assert run("show", "AC34834", "--report", "bundled", "--format", "plain").code == 0


def test_reports_lists_what_is_known(run: Run, small: Path) -> None:
    before = run("reports", "--format", "csv").rows
    assert [row["id"] for row in before] == ["bundled"]
    run("open", small, "--no-ui")
    after = {row["file"]: row["last"] for row in run("reports", "--format", "csv").rows}
    assert after["verslag.txt"] == "true"
    assert len(after) == 2


def test_a_report_can_be_named_before_the_command(run: Run, small: Path) -> None:
    assert run("--report", small, "show", "AC51001", "--format", "plain").code == 0


# Dutch


def test_dutch_by_option_and_by_locale(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    said = run("show", "AC34834", "--format", "plain", "--lang", "nl")
    assert "Titel: Gentse bedrijven ondersteunen bij het vinden van talent" in said.out
    assert "Exploitatie, uitgaven, Budget 2024: 442.318 euro" in said.out
    assert "Title:" not in said.out
    monkeypatch.setenv("LANG", "nl_BE.UTF-8")
    assert run("show", "AC34834", "--format", "plain").out == said.out
    assert "Title:" in run("--lang=en", "show", "AC34834", "--format", "plain").out


def test_json_and_csv_are_the_same_in_every_language(run: Run) -> None:
    english = run("variances", "--limit", "5", "--format", "csv", "--lang", "en").out
    assert run("variances", "--limit", "5", "--format", "csv", "--lang", "nl").out == english


# What goes wrong


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["open", "/nergens/verslag.txt"], 2, "/nergens/verslag.txt: no such file"),
        (["open", "/"], 2, "/: a folder, not a report's file"),
        (["show", "AC99999"], 1, "AC99999: no such code in this report"),
        (["AC99999"], 1, "AC99999: no such command, and no code that begins so in this report"),
        (["show", "3483"], 1, "3483: several codes answer to this: AC34831, AC34832, AC34834, AC34835"),
        (["show", "AC34834", "--report", "2031-feedbeef"], 1, "2031-feedbeef: no such file"),
        (["search", "xyzzy"], 1, "xyzzy: no node has these words"),
        (["variances", "--sort", "grootte"], 2, "grootte"),
        (["variances", "--floor", "veel"], 2, "veel is not a number such as 50000 or 2,5"),
        (["variances", "--preset", "mooiste"], 2, "mooiste"),
        (["variances", "--limit", "0"], 2, "0"),
        (["export", "alles"], 2, "alles"),
        (["export", "nodes", "-o", "/nergens/x.csv"], 2, "/nergens/x.csv"),
        (["show"], 2, "Missing argument"),
        (["--frobnicate"], 2, "--frobnicate"),
        ([], 2, "the explorer needs a terminal"),
        (["AC34834"], 2, "the explorer needs a terminal"),
    ],
    ids=lambda value: "-".join(value).replace("/", "_") or "nothing" if isinstance(value, list) else None,
)
def test_one_clear_line_and_an_exit_code(run: Run, arguments: list[str], code: int, words: str) -> None:
    said = run(*arguments)
    assert said.code == code
    assert words in said.complaint


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02\xff\xfe" * 100, b"\x7fELF\x02\x01\x01" + bytes(200), b"Een brief.\n", b"%PDF-1.7\nkapot"],
    ids=["empty", "binary", "program", "other-text", "broken-pdf"],
)
def test_a_file_that_is_no_report(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "iets.txt"
    path.write_bytes(content)
    said = run("open", path, "--no-ui")
    assert said.code == 2
    assert "iets.txt" in said.complaint


def test_a_name_with_an_escape_in_it_reaches_no_terminal(run: Run, tmp_path: Path) -> None:
    said = run("open", tmp_path / "x\x1b]0;boe\x07.txt")
    assert said.code == 2
    assert "\x1b" not in said.err
    assert "\x07" not in said.err


def test_a_home_that_cannot_be_written_works_and_says_so_once(
    run: Run, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "bestand"
    blocked.write_text("geen map")
    for name in ("DATA", "STATE", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(blocked / name))
    said = run("show", "AC51001", "--report", small, "--format", "plain")
    assert said.code == 0
    assert said.out.splitlines()[1] == "Code: AC51001"
    assert len(said.err.splitlines()) == 1
    assert "cannot keep reports there" in said.err
    said = run("open", small, "--no-ui")
    assert said.code == 0
    assert len(said.err.splitlines()) == 1
    assert run("show", "AC34834", "--format", "plain").err == ""


# The process itself


def _process(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "doelboom.tui.cli.main", *arguments]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, check=False, timeout=60, **options)


def test_the_process_writes_utf_8_whatever_the_locale() -> None:
    environment = {**os.environ, "LANG": "C", "LC_ALL": "C"}
    done = _process("show", "ACC9900", "--format", "csv", env=environment)
    assert done.returncode == 0
    plain = _process("search", "hulpverlening", "--format", "plain", env=environment)
    assert plain.returncode == 0
    assert "financiële" in plain.stdout.decode()
    assert plain.stderr == b""


def test_a_reader_that_leaves_early_is_no_error() -> None:
    program = f'"{sys.executable}" -m doelboom.tui.cli.main'
    command = f'{program} export amounts --format csv | head -n 2; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", command], cwd=PROJECT, capture_output=True, check=False, timeout=60)
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "code,measure,reference,actual,prior,spent_pct,of_prior_pct,doubt"
    assert lines[-1] in {"0", "141"}
    assert done.stderr == b""


def test_the_process_fails_with_one_line_and_no_traceback() -> None:
    done = _process("show", "AC99999")
    assert done.returncode == 1
    assert done.stderr.decode() == "doelboom: AC99999: no such code in this report\n"
    assert done.stdout == b""
