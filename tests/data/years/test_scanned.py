"""A question asked of a library's files is that asked of its reports one by one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from doelboom.data.check.check import checked
from doelboom.data.model.accounts import Accounts
from doelboom.data.model.queries import Group, Preset, Query, Scope
from doelboom.data.queries.variances import variances
from doelboom.data.storage.library import bundled
from doelboom.data.storage.shared.publishing import publish
from doelboom.data.storage.shared.reading import load, reports_in
from doelboom.data.years.editions import preferred
from doelboom.data.years.together.many import Many
from doelboom.data.years.together.ranking import derived
from doelboom.data.years.together.scanned import Mixed, Scanned
from doelboom.parser.records import Measure
from tests.data.small_accounts import EXPENDITURE, put, small
from tests.data.years.small_years import TREE, accounts

_REPORT = "report"
Asked = tuple[Many, Scanned, Mixed]


def _as(report: Accounts, number: int, **others: object) -> Accounts:
    source = replace(report.source, digest=f"{number:064x}", id=f"{report.source.year}-{number:012x}", **others)  # type: ignore[arg-type]
    return report.with_source(source)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """Reports with lost headings, remainders, corrections and figures in doubt, one that is right, and one with two
    decimals in its percentages."""
    folder: Path = tmp_path_factory.mktemp("library")
    wrong = checked(put(small(), ("AC1", EXPENDITURE, "actual", "912345")))
    assert wrong.summary.doubts
    right = accounts(
        *TREE, year=2023, figures={"AC1": ("-10", "9", "8"), "OD1": ("5", "9", "8"), "SD1": ("5", "9", "8")}
    )
    reports = [
        _as(bundled(), 1), _as(wrong, 2, year=2022), _as(right, 3),
        _as(right, 4, year=2022, percentage_unit=Decimal("0.01")),
    ]  # fmt: skip
    publish(folder, reports, preferred, derived)
    shared = tuple(reports_in(folder))
    assert len(shared) == len(reports)
    opened = tuple(map(load, shared))
    return Many(opened), Scanned(shared), Mixed(Scanned(shared[:2]), Many(opened[2:]))


@pytest.mark.parametrize(
    "query",
    [
        Query(),
        Query(Preset.NOT_EXECUTED, Measure.INVESTMENT_EXPENDITURE),
        Query(Preset.LAST_YEAR, floor=Decimal(1000), floor_pct=Decimal(5)),
        Query(measure=Measure.FTE, scope=Scope.PLANS),
        Query(scope=Scope.OBJECTIVES, sort="title", descending=False),
        Query(sort="year", corrections=False),
        Query(floor=Decimal(10**12)),
        Query(sort="effect"),
        Query(text="talent"),
        Query(text="talnet bomen"),
        Query(group=Group.SERVICE),
    ],
)
@pytest.mark.parametrize("limit", [None, 7])
def test_the_answers_are_the_same(both: Asked, query: Query, limit: int | None) -> None:
    one_by_one, *at_once = (variances(asked, query, hide_zeroes=True, limit=limit) for asked in both)
    for answer in at_once:
        assert_frame_equal(answer.rows.drop(_REPORT), one_by_one.rows.drop(_REPORT), check_dtypes=False)
        for name in ("total", "totals", "unknown", "below", "corrections", "taken_for", "measure"):
            assert getattr(answer, name) == getattr(one_by_one, name), name
    if limit is not None:
        whole = variances(both[1], query, hide_zeroes=True).head(limit)
        assert_frame_equal(at_once[0].rows, whole.rows)
        assert (at_once[0].totals, at_once[0].unknown) == (whole.totals, whole.unknown)
