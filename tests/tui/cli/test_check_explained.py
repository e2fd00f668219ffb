"""``doelboom check --explain``: the equations of a node, and what explains those that fail."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.tui.cli.test_command_line import Run
from tests.tui.small_reports import one_digit_off


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    return Run(monkeypatch, capfdbinary)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "fout.txt"
    path.write_text(one_digit_off(), encoding="utf-8")
    return path


def test_the_equations_of_a_figure_say_what_each_allows(run: Run) -> None:
    said = run("check", "--explain", "34834", "--format", "plain")

    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0] == "AC34834"
    at = lines.index("Exploitatie, uitgaven, Budget 2024: 442.318")
    assert lines[at + 1].strip().startswith("% Besteding budget 2024: allows ")
    assert lines[at + 1].endswith("; agrees")
    assert lines[at + 2].strip().startswith("sum of OD10039: allows ")
    assert "Explanations" not in said.out


def test_what_won_stands_before_what_lost(run: Run, wrong: Path) -> None:
    said = run("check", "--report", wrong, "--explain", "AC51000", "--format", "plain")

    assert said.code == 1
    lines = [line.strip() for line in said.out.splitlines()]
    at = lines.index("Explanations, the likeliest first:")
    assert lines[at + 1].startswith("stands (weight ")
    assert "): AC51000 Exploitatie, uitgaven Jaarrekening 2027 400.321," in lines[at + 1]
    assert lines[at + 1].endswith("a digit changed?")
    assert any(line.startswith("less likely") for line in lines[at + 2 :])
    assert any(line.endswith("; does not agree") for line in lines)


def test_the_same_for_a_program(run: Run, wrong: Path) -> None:
    said = run("check", "--report", wrong, "--explain", "AC51000", "--format", "json")
    told = json.loads(said.out, parse_float=Decimal)

    assert said.code == 1
    failing = [one for one in told["equations"] if not one["agrees"]]
    assert {(one["column"], one["by"]) for one in failing} >= {("actual", "spent_pct"), ("actual", "of_prior_pct")}
    first = told["explanations"][0]
    assert first["wins"] is True
    assert first["changes"] == [
        {"cell": "AC51000:exploitatie_uitgaven:actual", "value": Decimal("400321.00"), "operation": "digit changed"}
    ]


def test_in_dutch(run: Run, wrong: Path) -> None:
    said = run("check", "--report", wrong, "--explain", "AC51000", "--lang", "nl", "--format", "plain")

    assert "Verklaringen, de waarschijnlijkste eerst:" in said.out
    assert "een cijfer gewijzigd?" in said.out


def test_a_code_that_there_is_not_and_a_form_that_it_has_not(run: Run) -> None:
    assert run("check", "--explain", "ZZ1").code == 1
    refused = run("check", "--explain", "AC34834", "--format", "csv")
    assert (refused.code, refused.out) == (2, "")
    assert "csv" in refused.err
