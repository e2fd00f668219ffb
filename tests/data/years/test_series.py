"""A node over the years, on invented years of which every change is known: what is joined, what is only asked about."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from doelboom.data.model.identity import Status
from doelboom.data.model.outline import WHOLE, outline
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.corrections import correct
from doelboom.data.storage.library import bundled, open_report
from doelboom.data.years.series import Presence, Series, YearOfNode, Years
from doelboom.parser.records import Figures, Measure
from tests.documents.years import ChangeKind, City, city, write_text

EXPENDITURE = Measure.OPERATING_EXPENDITURE


@pytest.fixture(scope="module")
def town() -> City:
    return city(3, 2022, 3)


def _years(town: City, folder: Path, years: tuple[int, ...] = (2022, 2023, 2024), at: int = -1) -> Years:
    """The reports of some years, opened; one of them at hand."""
    opened = [open_report(str(write_text(report, folder))) for report in town.reports if report.year in years]
    return Years(outline(opened[at].accounts))


def _actuals(series: Series, measure: Measure = EXPENDITURE) -> list[tuple[int, Decimal | None, bool]]:
    return [(row.year, row.value(measure, "actual"), row.from_prior) for row in series.years]


@pytest.mark.parametrize("at", [0, 1, 2])
def test_each_node_has_the_figures_of_each_report_and_what_may_be_the_same_is_asked(
    tmp_path: Path, town: City, at: int
) -> None:
    """From whichever year one looks, every change is what it is, and no node besides has any."""
    years = _years(town, tmp_path, at=at)
    at_hand = town.reports[at]
    for report in town.reports:
        first, last = sorted((report.year, at_hand.year))
        changes = [change for change in town.changes if first < change.year <= last]
        printed = {node.code: node for node in report.nodes}
        for node in at_hand.nodes:
            row = years.series(node.code)[report.year]
            other = {
                *(change.code for change in changes if change.kind is ChangeKind.OTHER_CODE),
                *(code for change in changes if change.kind is ChangeKind.OTHER_CODE for code in change.others),
            }
            renamed = {change.code for change in changes if change.kind is ChangeKind.RENAMED}
            if node.code in other:
                expected = Presence.OTHER_CODE
            elif node.code in renamed:
                expected = Presence.RENAMED
            elif node.code not in printed:
                expected = Presence.ABSENT
            else:
                moved = printed[node.code].parent != node.parent
                expected = Presence.MOVED if moved else Presence.SAME
            assert row.presence is expected, (report.year, node.code)
            if expected in (Presence.SAME, Presence.MOVED):
                assert row.source is not None
                assert row.source.year == report.year
                for line in printed[node.code].amounts:
                    assert row.figures[line.measure].actual == line.actual
                    assert row.figures[line.measure].reference == line.reference


def test_the_column_of_the_year_before_gives_a_point_where_no_report_has_one(tmp_path: Path, town: City) -> None:
    years = _years(town, tmp_path, (2022, 2024))
    code = next(
        node.code
        for node in town.report(2024).nodes
        if all(years.presence(year, node.code)[0] is Presence.SAME for year in (2022, 2024))
    )
    nodes = {report.year: {node.code: node for node in report.nodes} for report in town.reports}
    prior = {year: nodes[year][code].amounts[0].prior for year in (2022, 2024)}
    actual = {year: nodes[year][code].amounts[0].actual for year in (2022, 2024)}
    assert _actuals(years.series(code)) == [
        (2021, prior[2022], True),
        (2022, actual[2022], False),
        (2023, prior[2024], True),
        (2024, actual[2024], False),
    ]
    # Of what is new nothing was printed before, and its zero of the year before is printed.
    new = town.of(ChangeKind.NEW, 2024)[0].code
    assert [(row.year, row.presence) for row in years.series(new).years] == [
        (2022, Presence.ABSENT), (2023, Presence.NO_REPORT), (2024, Presence.SAME),
    ]  # fmt: skip


def test_the_changes_are_those_of_neighbouring_years(tmp_path: Path, town: City) -> None:
    years = _years(town, tmp_path, (2022, 2024))
    series = years.series(WHOLE)
    rows = {row.year: row.value(EXPENDITURE, "actual") for row in series.years}
    before, now = rows[2023], rows[2024]
    assert before is not None
    assert now is not None
    assert series.change(2024, EXPENDITURE) == now - before
    assert series.change_pct(2024, EXPENDITURE) == ((now - before) * 100 / before).quantize(Decimal("0.1"))
    assert series.change(2021, EXPENDITURE) is None


@pytest.mark.parametrize(("now", "expected"), [("20050", "0.3"), ("19950", "-0.3"), ("20049", "0.2")])
def test_a_change_in_per_cent_is_rounded_as_a_report_rounds(now: str, expected: str) -> None:
    figures = {2023: Figures(actual=Decimal(20000)), 2024: Figures(actual=Decimal(now))}
    series = Series("AC1", tuple(YearOfNode(year, figures={EXPENDITURE: line}) for year, line in figures.items()))
    assert series.change_pct(2024, EXPENDITURE) == Decimal(expected)


def test_a_year_that_is_missing_between_two_is_a_gap(tmp_path: Path) -> None:
    years = _years(city(4, 2020, 5), tmp_path, (2020, 2024))
    presences = {row.year: (row.presence, row.from_prior) for row in years.series(WHOLE).years}
    assert list(presences) == [2019, 2020, 2021, 2022, 2023, 2024]
    assert presences[2021] == (Presence.NO_REPORT, False)
    assert presences[2023] == (Presence.NO_REPORT, True)


def test_no_year_counts_twice_and_the_chosen_report_is_named(tmp_path: Path) -> None:
    """The final one speaks for the year, whichever was opened last, and whichever is at hand."""
    town = city(5, 2023, 2, twice=True)
    final, provisional = (open_report(str(write_text(town.report(2024, status), tmp_path))) for status in
                          (Status.FINAL, Status.PROVISIONAL))  # fmt: skip
    for opened in (provisional, final):
        series = Years(outline(opened.accounts)).series(WHOLE)
        (edition,) = series.editions
        assert (edition.chosen.id, [source.id for source in edition.passed_over]) == (final.id, [provisional.id])
        assert [row.year for row in series.years] == [2023, 2024]
        assert series[2024].source is not None
        assert series[2024].source.id == final.id
    # The user's word counts before the document's.
    correct(final.id, [("status", Status.PROVISIONAL)])
    correct(provisional.id, [("status", Status.FINAL)])
    edition = Years(outline(provisional.accounts)).editions[2024]
    assert edition.chosen.id == provisional.id


def test_reports_of_other_governments_and_of_none_stay_out(tmp_path: Path, town: City) -> None:
    years = _years(town, tmp_path, (2022, 2023))
    other = open_report(str(write_text(town.report(2024), tmp_path)))
    correct(other.id, [("government", "Elmsdaal")])
    assert list(Years(years.at_hand).editions) == [2022, 2023]
    correct(other.id, [("government", "LINDENDORP ")])
    assert list(Years(years.at_hand).editions) == [2022, 2023, 2024]


def test_the_bundled_report_alone_gives_two_points() -> None:
    series = Years(outline(bundled())).series("AC34834")
    assert _actuals(series) == [(2023, Decimal("303190.00"), True), (2024, Decimal("365860.00"), False)]
    assert series.change(2024, EXPENDITURE) == 62670


def test_a_report_that_cannot_be_used_is_a_gap_and_nothing_fails(tmp_path: Path, town: City) -> None:
    years = _years(town, tmp_path)
    for path in Archive().root.glob("2023-*"):
        path.write_bytes(path.read_bytes()[:-100])
    series = years.series(WHOLE)
    assert series[2023].from_prior
    assert series[2023].presence is Presence.NO_REPORT


def test_the_bundled_report_stands_in_for_one_of_ones_own_alone(tmp_path: Path, town: City) -> None:
    correct("bundled", [("government", "Lindendorp")])
    years = _years(town, tmp_path, (2022, 2023))
    assert years.editions[2024].chosen.id == "bundled"
    own = open_report(str(write_text(town.report(2024), tmp_path)))
    edition = Years(years.at_hand).editions[2024]
    assert (edition.chosen.id, edition.passed_over) == (own.id, ())
