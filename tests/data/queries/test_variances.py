"""The variances of *Jaarrekening 2024*, literally; and of small reports with what that one lacks: figures missing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from doelboom.data.check.check import checked
from doelboom.data.model.accounts import Accounts
from doelboom.data.model.queries import VARIANCES, Preset, Query, Scope, floors_for, measure_for, own_order
from doelboom.data.queries.variances import OneReport, comparison, variances
from doelboom.parser.records import Measure
from tests.data.small_accounts import EXPENDITURE, FTE, put, small

RECEIPTS = Measure.OPERATING_RECEIPTS
INVESTMENT = Measure.INVESTMENT_EXPENDITURE


def euros(amount: int) -> Decimal:
    return Decimal(amount)


def first(accounts: Accounts, query: Query, *columns: str, count: int = 4) -> list[tuple[Any, ...]]:
    return variances(accounts, query).rows.head(count).select("code", *columns).rows()


# The presets, on the bundled report


def test_the_largest_variances_whichever_way(figures_2024: Accounts) -> None:
    assert first(figures_2024, Query(), "variance", "variance_pct", "effect", count=5) == [
        ("AC34421", euros(-4784375), Decimal("-17.9"), "favourable"),
        ("ACC9900", euros(-4777957), Decimal("-4.6"), "favourable"),
        ("ACA0010", euros(4114493), None, "adverse"),
        ("ACD3811", euros(-2742278), Decimal("-27.8"), "favourable"),
        ("ACD3817", euros(1785123), None, "adverse"),
    ]


def test_investments_budgeted_above_50000_and_hardly_made(figures_2024: Accounts) -> None:
    query = Query(Preset.NOT_EXECUTED, INVESTMENT, floor=euros(50000))
    assert first(figures_2024, query, "reference", "spent_pct") == [("AC34439", euros(78493), Decimal("0.0"))]
    everything = variances(figures_2024, Query(Preset.NOT_EXECUTED, INVESTMENT, floor=euros(0))).rows
    assert everything["reference"].to_list() == sorted(everything["reference"], reverse=True)
    assert everything["reference"].to_list()[:3] == [euros(78493), euros(36884), euros(20000)]
    assert everything["spent_pct"].to_list() == [row for row in everything["spent_pct"] if row <= 10]


def test_the_budget_must_exceed_the_floor_of_what_was_not_executed(figures_2024: Accounts) -> None:
    at, below = (Query(Preset.NOT_EXECUTED, INVESTMENT, floor=floor) for floor in (euros(78493), euros(78492)))
    assert first(figures_2024, at) == []
    assert first(figures_2024, below) == [("AC34439",)]


def test_underspent(figures_2024: Accounts) -> None:
    answer = variances(figures_2024, Query(Preset.UNDERSPENT, RECEIPTS))
    assert answer.measure is EXPENDITURE
    assert answer.rows.head(3).select("code", "variance", "effect").rows() == [
        ("AC34421", euros(-4784375), "favourable"),
        ("ACC9900", euros(-4777957), "favourable"),
        ("ACD3811", euros(-2742278), "favourable"),
    ]
    everything = variances(figures_2024, Query())
    other = variances(figures_2024, Query(Preset.OVERSPENT))
    as_budgeted = everything.rows.filter(pl.col("variance") == 0).height
    assert answer.rows.height + other.rows.height + as_budgeted == everything.total == 256


def test_corrections_are_marked_and_can_be_left_out(figures_2024: Accounts) -> None:
    everything = variances(figures_2024, Query())
    corrections = everything.rows.filter(pl.col("reference") < 0)
    assert "ACA0010" in corrections["code"]
    assert set(corrections["mark"]) == {"correction"}
    assert corrections["variance_pct"].null_count() == corrections.height == 5
    assert "correction" not in everything.rows.filter(pl.col("reference") >= 0)["mark"]
    without = variances(figures_2024, Query(corrections=False))
    assert without.rows.height == everything.rows.height - 5
    assert (without.corrections, everything.corrections) == (5, 0)
    assert without.rows.filter(pl.col("reference") < 0).is_empty()
    # What the floors leave out already is no correction left out.
    assert variances(figures_2024, Query(floor=euros(4_000_000), corrections=False)).corrections == 1


def test_a_filter_says_what_its_words_were_taken_for(figures_2024: Accounts) -> None:
    assert variances(figures_2024, Query(text="talnet")).taken_for == ("talent",)
    assert variances(figures_2024, Query(text="talent")).taken_for == ()
    assert variances(figures_2024, Query(text="zzzzz")).taken_for == ()


def test_overspent(figures_2024: Accounts) -> None:
    assert first(figures_2024, Query(Preset.OVERSPENT), "variance", count=3) == [
        ("ACA0010", euros(4114493)),
        ("ACD3817", euros(1785123)),
        ("AC35498", euros(1505755)),
    ]


def test_receipts_short(figures_2024: Accounts) -> None:
    answer = variances(figures_2024, Query(Preset.RECEIPTS_SHORT))
    assert answer.measure is RECEIPTS
    assert answer.rows.head(2).select("code", "variance", "effect").rows() == [
        ("ACC9900", euros(-1871257), "adverse"),
        ("AC34420", euros(-1572063), "adverse"),
    ]


def test_staffing_gaps(figures_2024: Accounts) -> None:
    answer = variances(figures_2024, Query(Preset.STAFFING))
    assert answer.measure is FTE
    assert answer.rows.head(3).select("code", "variance", "effect").rows() == [
        ("AC34421", Decimal("-86.66"), "less"),
        ("ACD3811", Decimal("-51.49"), "less"),
        ("AC34439", Decimal("-40.86"), "less"),
    ]


def test_what_changed_most_against_2023(figures_2024: Accounts) -> None:
    assert first(figures_2024, Query(Preset.LAST_YEAR), "change", "change_pct", "mark") == [
        ("AC34439", euros(14043190), Decimal("23.8"), None),
        ("OD10043.x1", euros(9380281), Decimal("31.0"), "lost"),
        ("ACC9900", euros(7724282), Decimal("8.4"), None),
        ("AC34435", euros(4325007), Decimal("34.6"), None),
    ]


def test_a_remainder_that_is_gone_this_year_changed(figures_2024: Accounts) -> None:
    # Parent and children agree this year but for rounding: the figure is within rounding of zero, not unknown.
    rest = comparison(figures_2024, EXPENDITURE, Scope.LEAVES).filter(pl.col("code") == "OD10045.rest")
    assert rest.select("reference", "actual", "prior", "change", "mark").rows() == [
        (euros(0), euros(0), euros(22874), euros(-22874), "rest")
    ]


@pytest.mark.parametrize(
    ("scope", "total", "rows"),
    [(Scope.LEAVES, 256, "AC34421"), (Scope.PLANS, 17, "OD10042"), (Scope.OBJECTIVES, 4, "SD10021")],
)
def test_levels(figures_2024: Accounts, scope: Scope, total: int, rows: str) -> None:
    answer = variances(figures_2024, Query(scope=scope))
    assert (answer.total, answer.rows["code"][0]) == (total, rows)
    # The levels add up to the same but for rounding: a euro or so for each of them.
    assert answer.totals["variance"] is not None
    assert abs(answer.totals["variance"] - euros(-14157501)) <= 1


def test_plans_have_the_remainder_of_their_objective(figures_2024: Accounts) -> None:
    rows = variances(figures_2024, Query(Preset.STAFFING, scope=Scope.PLANS)).rows
    rest = rows.filter(pl.col("mark") == "rest")
    assert rest.select("code", "variance", "variance_pct").rows() == [("SD10023.rest", Decimal("-0.26"), None)]


# Floors


def test_both_floors_hold(figures_2024: Accounts) -> None:
    rows = variances(figures_2024, Query(floor=euros(1_000_000), floor_pct=Decimal(20))).rows
    assert rows["code"].to_list() == ["ACA0010", "ACD3811", "ACD3817", "AC35498", "ACD3812", "AC35221", "ACD3816"]
    # A share of nothing, or of a correction, is no number: those only have to pass the floor in euro.
    assert rows.filter(pl.col("variance_pct").is_null()).select("code", pl.col("reference") < 0).rows() == [
        ("ACA0010", True), ("ACD3817", False), ("AC35498", True), ("AC35221", True), ("ACD3816", False)
    ]  # fmt: skip


def test_a_floor_in_euro_says_nothing_of_fte(figures_2024: Accounts) -> None:
    query = Query(Preset.STAFFING, floor=euros(50000))
    assert variances(figures_2024, query).rows.equals(variances(figures_2024, Query(Preset.STAFFING)).rows)
    assert floors_for(query) == (None, Decimal(0))
    assert floors_for(Query(floor=euros(50000))) == (euros(50000), Decimal(0))
    by_share = variances(figures_2024, Query(Preset.STAFFING, floor_pct=Decimal(50))).rows
    assert by_share["variance_pct"].drop_nulls().max() == Decimal("-51.3")


def test_floors_of_the_change_against_last_year(figures_2024: Accounts) -> None:
    rows = variances(figures_2024, Query(Preset.LAST_YEAR, floor=euros(20000), floor_pct=Decimal(50))).rows
    assert rows["change"].abs().min() == euros(22874)
    assert rows["change_pct"].drop_nulls().abs().min() == Decimal("52.5")


def test_a_floor_is_passed_by_what_is_exactly_as_large() -> None:
    accounts = checked(small())
    assert first(accounts, Query(floor=euros(300_700)), "variance") == [("AC4", euros(-300_700))]
    assert first(accounts, Query(floor=euros(300_701))) == []


def test_what_is_unknown_passes_no_floor() -> None:
    accounts = checked(put(small(), ("AC4", EXPENDITURE, "actual", None)))
    assert variances(accounts, Query()).rows["code"].to_list()[-1] == "AC4"
    for query in (Query(floor=euros(1)), Query(floor_pct=Decimal(1))):
        assert "AC4" not in variances(accounts, query).rows["code"].to_list()


# Filters


def test_one_service(figures_2024: Accounts) -> None:
    answer = variances(figures_2024, Query(service="Dienst Kinderopvang"))
    assert (answer.rows.height, answer.total) == (8, 256)
    assert answer.rows["service"].unique().to_list() == ["Dienst Kinderopvang"]


@pytest.mark.parametrize("text", ["talent", "TALÈNT", "bedrijven talent", "talnet", " talent "])
def test_words_are_found_as_a_search_finds_them(figures_2024: Accounts, text: str) -> None:
    assert first(figures_2024, Query(text=text)) == [("AC34834",)]


def test_words_find_a_remainder_by_its_code(figures_2024: Accounts) -> None:
    assert first(figures_2024, Query(text="od10041.rest"), "mark") == [("OD10041.rest", "rest")]


def test_no_words_are_no_filter(figures_2024: Accounts) -> None:
    assert variances(figures_2024, Query(text="  ")).rows.height == 256


def test_rows_without_amounts_can_be_left_out() -> None:
    accounts = checked(small())
    assert "AC6" in variances(accounts, Query()).rows["code"].to_list()
    assert "AC6" not in variances(accounts, Query(), hide_zeroes=True).rows["code"].to_list()


# Sorting


@pytest.mark.parametrize("column", VARIANCES)
@pytest.mark.parametrize("descending", [False, True])
def test_every_column_sorts_both_ways_nulls_last_and_ties_in_report_order(
    figures_2024: Accounts, column: str, descending: bool
) -> None:
    query = Query(sort=column, descending=descending)
    rows = variances(figures_2024, query).rows
    values = rows[column].to_list()
    known = [value for value in values if value is not None]
    assert values == known + [None] * (len(values) - len(known))
    places = {code: place for place, code in enumerate(comparison(figures_2024, EXPENDITURE, Scope.LEAVES)["code"])}
    order = [places[code] for code in rows["code"]]
    for at in range(len(values) - 1):
        if values[at] == values[at + 1]:
            assert order[at] < order[at + 1]
    if known and isinstance(known[0], Decimal):
        assert known == sorted(known, reverse=descending)


def test_a_remainder_comes_after_the_last_node_below_its_parent(figures_2024: Accounts) -> None:
    codes = comparison(figures_2024, EXPENDITURE, Scope.LEAVES)["code"].to_list()
    parents = dict(figures_2024.nodes.select("code", "parent").rows())
    at = codes.index("OD10041.rest")
    assert parents[codes[at - 1]] == "OD10041"
    assert parents[codes[at + 1]] == "PO10044"


@pytest.mark.parametrize("preset", Preset)
def test_a_presets_own_order_is_by_a_column_of_the_rows(figures_2024: Accounts, preset: Preset) -> None:
    column, by_size = own_order(preset)
    values = [abs(value) if by_size else value for value in variances(figures_2024, Query(preset)).rows[column]]
    assert values == sorted(values, reverse=True)


# Measures


@pytest.mark.parametrize("preset", Preset)
@pytest.mark.parametrize("measure", Measure)
def test_a_preset_ranks_a_measure_that_it_can_speak_of(preset: Preset, measure: Measure) -> None:
    ranked = measure_for(preset, measure)
    assert measure_for(preset, ranked) is ranked
    if preset is Preset.STAFFING:
        assert ranked is FTE
    if preset is Preset.RECEIPTS_SHORT:
        assert ranked.value.endswith("ontvangsten")


# Totals


def test_totals_are_those_of_the_rows(figures_2024: Accounts) -> None:
    answer = variances(figures_2024, Query(sort="variance", descending=False)).head(3)
    assert answer.rows["code"].to_list() == ["AC34421", "ACC9900", "ACD3811"]
    assert answer.totals == {
        "reference": euros(141045212),
        "actual": euros(128740602),
        "variance": euros(-12304610),
        "prior": euros(119413479),
        "change": euros(9327123),
    }
    assert (answer.total, answer.unknown) == (256, 0)


def test_totals_say_how_many_figures_they_are_without() -> None:
    accounts = checked(put(small(), ("AC4", EXPENDITURE, "actual", None)))
    answer = variances(accounts, Query())
    assert answer.unknown == 1
    assert answer.totals["variance"] == sum(value for value in answer.rows["variance"] if value is not None)


def test_no_rows_have_no_totals(figures_2024: Accounts) -> None:
    answer = variances(figures_2024, Query(floor=euros(10**12)))
    assert answer.rows.is_empty()
    assert set(answer.totals.values()) == {None}


def test_nothing_is_lost_on_the_way_to_the_rows(figures_2024: Accounts) -> None:
    for measure in Measure:
        rows = comparison(figures_2024, measure, Scope.LEAVES)
        printed = figures_2024.amounts.filter(pl.col("measure") == measure.value).join(
            rows.filter(pl.col("mark").ne_missing("rest")), on="code", suffix="_row"
        )
        assert printed.height == 253
        assert printed.filter(pl.col("actual") != pl.col("actual_row")).is_empty()


def test_every_question_is_answered_of_tens_of_thousands_of_rows(figures_2024: Accounts) -> None:
    class Many(OneReport):
        """A report so many times that Polars parts its rows among threads."""

        def comparison(self, measure: Measure, scope: Scope) -> pl.DataFrame:
            return pl.concat([super().comparison(measure, scope)] * 120, rechunk=True)

    for preset in Preset:
        for hide_zeroes in (False, True):
            one = variances(figures_2024, Query(preset=preset), hide_zeroes=hide_zeroes)
            many = variances(Many(figures_2024), Query(preset=preset), hide_zeroes=hide_zeroes)
            assert (many.total, many.rows.height) == (120 * one.total, 120 * one.rows.height)
