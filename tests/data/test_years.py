"""The invented years that other tests go by: right in themselves, and read as they were written."""

from __future__ import annotations

from pathlib import Path

import pytest

from doelboom.data.check.check import checked
from doelboom.data.model.frames import build
from doelboom.parser import read_report
from doelboom.parser.records import Status
from tests.documents.compare import differences
from tests.documents.years import ChangeKind, City, city, write_pdf, write_text


@pytest.fixture(scope="module")
def town() -> City:
    return city(1, 2024, 3, twice=True, new_plan=2026)


def test_each_year_proves_itself_and_has_every_kind_of_change(town: City) -> None:
    assert [(one.year, one.status) for one in town.reports] == [
        (2024, Status.UNKNOWN), (2025, Status.UNKNOWN), (2026, Status.PROVISIONAL), (2026, Status.FINAL),
    ]  # fmt: skip
    for report in town.reports:
        assert checked(build(report)).findings.is_empty()
    assert {change.kind for change in town.changes if change.year == 2026} == set(ChangeKind)


@pytest.mark.parametrize("write", [write_text, write_pdf])
def test_they_are_read_as_they_were_written(tmp_path: Path, town: City, write: object) -> None:
    for report in town.reports[-2:]:
        read = read_report(write(report, tmp_path))  # type: ignore[operator]
        assert differences(report, read, facts=("level", "parent", "title", "period_start", "period_end")) == []
        assert (read.kind, read.status, read.plan_period, read.city) == (
            report.kind, report.status, report.plan_period, report.city,
        )  # fmt: skip
