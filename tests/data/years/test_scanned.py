"""A question asked of a library's files is that asked of its reports one by one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from doelboom.data.check.check import checked
from doelboom.data.model.accounts import Accounts
from doelboom.data.model.queries import Group, Preset, Query, Scope
from doelboom.data.queries.search import fold, sought
from doelboom.data.queries.services import service_names
from doelboom.data.queries.variances import variances
from doelboom.data.storage.library import bundled
from doelboom.data.storage.notes import notes_of
from doelboom.data.storage.shared.publishing import publish
from doelboom.data.storage.shared.reading import load, reports_in
from doelboom.data.years.editions import preferred
from doelboom.data.years.together import searching
from doelboom.data.years.together.finding import find_in_all
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
        Query(text="talnet", service="Dienst Werk"),
        Query(text="bomne"),
        Query(text="-bomen"),
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


@pytest.mark.parametrize("scope", Scope)
def test_the_answers_are_the_same_however_deep_the_levels_nest(tmp_path: Path, scope: Scope) -> None:
    """The sums do not add up: which remainders stand among the rows differs by level."""
    codes = ("SD1", "SD2", "OD1", "OD2", "AC1", "PR1")
    nodes = [(code, parent, code) for parent, code in zip((None, *codes), codes, strict=False)]
    beside = [("SD3", None, "SD3"), ("OD3", "SD3", "OD3"), ("OD4", "OD3", "OD4"), ("AC3", "OD3", "AC3")]
    every = [code for code, _parent, _title in (*nodes, *beside)]
    figures = {code: (f"{10**9}", f"{10**9 - 3**number}", f"{10**9}") for number, code in enumerate(every)}
    publish(tmp_path, [_as(accounts(*nodes, *beside, figures=figures), 1)], preferred, derived)
    shared = tuple(reports_in(tmp_path))
    one_by_one, at_once = (
        variances(asked, Query(scope=scope)) for asked in (Many(tuple(map(load, shared))), Scanned(shared))
    )
    assert one_by_one.total
    assert any(code.endswith(".rest") for code in one_by_one.rows["code"]) is (scope is not Scope.LEVEL_1)
    assert_frame_equal(at_once.rows.drop(_REPORT), one_by_one.rows.drop(_REPORT), check_dtypes=False)
    assert (at_once.total, at_once.totals) == (one_by_one.total, one_by_one.totals)


@pytest.mark.parametrize(
    "text",
    [
        "bomen", "BÓMEN wijk", "AC1", "rest", "od1 .rest", "talent", "coördinatie", "coordinatie -personeel", "-bomen",
        "bomne", "talnet", "tlaent werk", "ruimne grachten", "bomen -bomen", "niets hiervan", "bomne -planten", "(",
        "de", "notitie", "notitei",
    ],
)  # fmt: skip
@pytest.mark.parametrize("limit", [None, 3])
def test_a_search_finds_what_it_finds_report_by_report(
    both: Asked, text: str, limit: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what the user noted: the report by report of all is asked of the reports as they are opened."""
    many, scanned, mixed = both
    notes = notes_of(many.reports[2].source)
    monkeypatch.setattr(searching, "_AT_ONCE", 3)
    notes.put("AC2", "Een notitie over bomen")
    try:
        one_by_one = find_in_all(Mixed(Scanned(()), many), text, limit)
        for asked in (Mixed(scanned, Many(())), mixed):
            found = find_in_all(asked, text, limit)
            assert_frame_equal(found.rows, one_by_one.rows)
            assert found.total == one_by_one.total
            assert set(found.taken_for) == set(one_by_one.taken_for)
    finally:
        notes.put("AC2", "")


def test_the_searches_find_something(both: Asked) -> None:
    found = {text: find_in_all(both[2], text).total for text in ("bomen", "rest", "talnet", "bomne", "niets hiervan")}
    assert all(found[text] for text in found if text != "niets hiervan"), found
    assert not found["niets hiervan"]


@given(st.text(min_size=1, max_size=12))
def test_a_pattern_lets_every_text_through_that_has_the_word(text: str) -> None:
    """Whatever letters there are: nothing that a search finds is passed over."""
    for word in sought(text).wanted:
        series = pl.Series([text, f"voor{text.upper()}na", fold(text)])
        has_it = pl.Series([word in fold(one) for one in series])
        for pattern in (searching._can_be(word), searching._can_be_nearly(word)):
            assert (series.str.contains(pattern) | ~has_it).all()
        assert searching._folded(series).to_list() == [fold(one) for one in series]


def test_no_report_is_opened_for_words(both: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(_shared: object) -> Accounts:
        raise AssertionError("a report is opened")

    monkeypatch.setattr("doelboom.data.years.together.scanned.load", opened)
    asked = Mixed(both[1], Many(()))
    for text in ("bomen", "bomne"):
        assert find_in_all(asked, text).total
        assert variances(asked, Query(text=text)).rows.height
    assert asked.names_of_services()


def test_the_services_of_reports_are_those_of_each(both: Asked) -> None:
    many, _scanned, mixed = both
    assert sorted(mixed.names_of_services()) == sorted(map(service_names, many.reports))
