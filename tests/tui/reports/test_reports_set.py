"""What a report is, in the list of reports, and corrected there by the user: kept beside the report, not in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from doelboom.data.storage import locations
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import open_report
from tests.tui.kept import doelboom, here
from tests.tui.small_reports import small_text


@pytest.fixture
def identifier(tmp_path: Path, home: Path) -> str:
    file = tmp_path / "ontwerp.txt"
    file.write_text(f"Stad Lindendorp\n\nJaarrekening 2027 - ontwerp\n\n{small_text()}", encoding="utf-8")
    return open_report(str(file)).id


def _row(identifier: str) -> dict[str, Any]:
    listed = json.loads(here("reports", "--format", "json").out)
    row: dict[str, Any] = next(row for row in listed if row["id"] == identifier)
    return row


def test_the_list_says_what_each_report_is(identifier: str) -> None:
    row = _row(identifier)
    what = [row[name] for name in ("government", "year", "kind", "status", "plan_start", "plan_end", "corrected")]
    assert what == ["Lindendorp", 2027, "account", "provisional", 2026, 2031, []]
    assert row["title"] == "Jaarrekening 2027 (ontwerp) - Lindendorp"


def test_a_correction_is_kept_beside_the_report_shown_as_one_and_taken_back(identifier: str) -> None:
    kept = next(locations.archive().glob(f"{identifier}*"))
    before = kept.read_bytes()
    said = doelboom("reports", "--set", identifier[5:10], "kind=aanpassing", "government=Elmsdaal", "period=2026-2032")
    assert (said.code, said.err) == (0, "")
    row = _row(identifier)
    assert row["title"] == "Aanpassing meerjarenplan 2027 (ontwerp) - Elmsdaal"
    assert row["corrected"] == ["government", "kind", "plan_period"]
    assert (row["plan_start"], row["plan_end"]) == (2026, 2032)
    assert "Corrected: government, kind, period of the plan" in here("reports").out
    assert kept.read_bytes() == before
    accounts = Archive().get(identifier)
    assert accounts is not None
    assert accounts.source.identity.government == "Elmsdaal"
    assert accounts.source.printed.government == "Lindendorp"
    assert accounts.source.year == 2027
    assert here("reports", "--set", identifier, "kind=", "government=", "period=").code == 0
    assert _row(identifier)["corrected"] == []
    assert not any(locations.corrections().glob("*.json"))


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (["--set", "bundled"], 2, "--set takes what the report is"),
        (["--set", "bundled", "year=twee"], 2, "twee: no year"),
        (["--set", "bundled", "kind=boek"], 2, "boek: expected one of account, budget, plan"),
        (["--set", "bundled", "period=2031-2026"], 2, "2031-2026: no period"),
        (["--set", "bundled", "colour=red"], 2, "colour=red: expected one of government=..., year=..."),
        (["--set", "2019-ffff", "year=2024"], 1, "2019-ffff: no such file, and no report with that id"),
        (["year=2024"], 2, "which report? --set ID says so"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_line(home: Path, arguments: list[str], code: int, complaint: str) -> None:
    said = here("reports", *arguments)
    assert (said.code, said.out) == (code, "")
    assert complaint in said.line


@pytest.mark.parametrize("content", [b"", b"[1]", b'{"year": "x"}', b'{"plan_period": [1]}', b'{"kind": 7}', b"\xff"])
def test_a_damaged_correction_is_none(identifier: str, content: bytes) -> None:
    here("reports", "--set", identifier, "year=2026")
    assert _row(identifier)["year"] == 2026
    (locations.corrections() / f"{identifier}.json").write_bytes(content)
    assert _row(identifier)["year"] == 2027
