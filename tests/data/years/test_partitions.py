"""A node over its years, as the files of a library tell it, is what matching whole reports tells."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from doelboom.data.check.check import checked
from doelboom.data.model.accounts import Accounts
from doelboom.data.model.outline import outline
from doelboom.data.storage.library import read_file
from doelboom.data.storage.shared import libraries
from doelboom.data.storage.shared.publishing import publish
from doelboom.data.storage.shared.reading import reports_in
from doelboom.data.years import series
from doelboom.data.years.editions import preferred
from doelboom.data.years.series import Presence, Years
from doelboom.data.years.together.ranking import derived
from tests.data.small_accounts import EXPENDITURE, put
from tests.data.years.small_years import TREE, accounts
from tests.documents.years import city, write_text


def _numbered(reports: list[Accounts]) -> list[Accounts]:
    return [
        report.with_source(
            replace(report.source, digest=f"{number:064x}", id=f"{report.source.year}-{number:012x}", path=None)
        )
        for number, report in enumerate(reports)
    ]


@pytest.fixture
def town(tmp_path: Path) -> list[Accounts]:
    """Years of which nodes are new, gone, moved, renamed, under other codes."""
    return _numbered([read_file(write_text(report, tmp_path)) for report in city(3, 2022, 3).reports])


@pytest.fixture
def small() -> list[Accounts]:
    """Years with a figure in doubt, a code with a space, a code that stands for something else, a gap."""
    figures = {code: ("100000", "90000", "80000") for code, _parent, _title in TREE}
    others = [("AC 4" if code == "AC4" else code, parent, title) for code, parent, title in TREE]
    others[2] = ("AC1", "OD1", "Iets heel anders")
    before = accounts(*others, year=2020, figures=figures)
    doubtful = put(accounts(*TREE, year=2022, figures=figures), ("AC2", EXPENDITURE, "actual", "9000"))
    without = [entry for entry in TREE if entry[0] != "AC3"]
    reports = [before, checked(doubtful), accounts(*without, year=2023, figures=figures), accounts(*TREE, year=2024)]
    return _numbered(reports)


def _years(reports: list[Accounts], at: int) -> Years:
    return Years(outline(reports[at]))


@pytest.mark.parametrize("which", ["town", "small"])
def test_the_files_tell_what_matching_whole_reports_tells(
    which: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = request.getfixturevalue(which)
    folder = tmp_path / "library"
    publish(folder, reports, preferred, derived)
    monkeypatch.setattr(libraries, "_folders", [folder])
    for at in range(len(reports)):
        whole = _years(reports, at)
        whole.read()
        for code in whole.at_hand.items:
            assert _years(reports, at).series(code) == whole.series(code), (at, code)


def test_nothing_is_opened_for_a_node_that_code_and_title_tell(
    small: list[Accounts], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, small, preferred, derived)
    monkeypatch.setattr(libraries, "_folders", [tmp_path])

    def opened(_shared: object) -> Accounts:
        raise AssertionError("a report is opened")

    monkeypatch.setattr(series, "load_shared", opened)
    rows = _years(small, -1).series("AC2").years
    presences = [row.presence for row in rows]
    assert presences == [Presence.NO_REPORT, Presence.SAME, Presence.NO_REPORT, *[Presence.SAME] * 3]
    assert [row.year for row in rows if row.is_doubtful(EXPENDITURE, "actual")] == [2022]
    assert [row.presence for row in _years(small, -1).series("AC3").years][-2] is Presence.ABSENT
    # Whether it is under another code takes the whole report.
    with pytest.raises(AssertionError, match="opened"):
        _years(small, -1).series("AC1")


def test_the_list_of_a_government_is_that_of_all_whatever_the_spelling(small: list[Accounts], tmp_path: Path) -> None:
    one, other, *_others = small
    other = other.with_source(replace(other.source, city="LINDENDORP "))
    third = _others[0].with_source(replace(_others[0].source, city="A/B=C%2F"))
    publish(tmp_path, [one, other, third], preferred, derived)
    for key in ("lindendorp", "a/b=c%2f", "elders"):
        every = [shared for shared in reports_in(tmp_path) if shared.source.identity.key == key]
        assert sorted(reports_in(tmp_path, key), key=lambda one: one.id) == sorted(every, key=lambda one: one.id)
