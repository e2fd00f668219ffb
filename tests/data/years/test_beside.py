"""Two reports beside each other: the question that is asked of one, asked of two."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from doelboom.data.check.check import checked
from doelboom.data.model.doubts import DOUBT
from doelboom.data.model.outline import Outline, outline
from doelboom.data.model.queries import GROUP, Group, Query, Scope
from doelboom.data.queries.variances import Variances, variances
from doelboom.data.years.matching import Standing
from doelboom.data.years.pair.beside import Beside, beside
from doelboom.data.years.pair.standings import counts, standings_frame
from doelboom.data.years.pair.texts import text_changes, word_parts
from doelboom.parser.records import Measure
from tests.data.small_accounts import put
from tests.data.years.small_years import TREE, tree

BEFORE = (
    *(entry for entry in TREE if entry[0] != "AC3"),
    ("AC3", "OD1", "Grachten ruimen"),
    ("AC7", "OD1", "Fonteinen bouwen"),
    ("AC8", "OD2", "Zwembad uitbaten"),
)
AFTER = (*TREE, ("AC6", "OD2", "Wadi's graven"), ("AC8", "OD2", "Sporthal verhuren"))
FIGURES_BEFORE = {
    "SD1": ("1000", "900", "0"), "OD1": ("700", "630", "0"), "OD2": ("300", "270", "0"), "AC1": ("200", "180", "0"),
    "AC2": ("100", "90", "0"), "AC3": ("300", "270", "0"), "AC7": ("100", "90", "0"), "AC4": ("250", "225", "0"),
    "AC8": ("50", "45", "0"),
}  # fmt: skip
FIGURES_AFTER = {
    "SD1": ("1100", "1045", "0"), "OD1": ("300", "285", "0"), "OD2": ("800", "760", "0"), "AC1": ("200", "190", "0"),
    "AC2": ("100", "95", "0"), "AC3": ("300", "270", "0"), "AC4": ("250", "250", "0"), "AC6": ("150", "145", "0"),
    "AC8": ("100", "95", "0"),
}  # fmt: skip


def years(**others: Any) -> tuple[Outline, Outline]:
    return tree(*BEFORE, year=2023, figures=FIGURES_BEFORE), tree(*AFTER, year=2024, figures=FIGURES_AFTER, **others)


def both(columns: tuple[str, str] | None = None, **options: Any) -> Beside:
    made = beside(*years(), columns)
    return Beside(made.before, made.after, made.columns, made.matching, **options)


def rows(answer: Variances, *columns: str) -> list[tuple[Any, ...]]:
    return answer.rows.select("code", *columns).rows()


def euros(*values: int | None) -> tuple[Decimal | None, ...]:
    return tuple(None if value is None else Decimal(value) for value in values)


def test_account_against_account_the_largest_difference_first() -> None:
    answer = variances(both(), Query())
    assert rows(answer, "standing", "reference", "actual", "variance") == [
        ("AC6", "new", *euros(None, 145, 145)),
        ("AC8", "renamed?", *euros(None, 95, 95)),
        ("AC7", "gone", *euros(90, None, -90)),
        ("AC8", "renamed?", *euros(45, None, -45)),
        ("AC4", "same", *euros(225, 250, 25)),
        ("AC1", "same", *euros(180, 190, 10)),
        ("AC2", "same", *euros(90, 95, 5)),
        ("AC3", "moved", *euros(270, 270, 0)),
    ]
    assert answer.unknown == 0


def test_the_differences_of_all_rows_are_that_of_the_reports() -> None:
    for scope in (Scope.LEAVES, Scope.PLANS, Scope.OBJECTIVES, Scope.LEVEL_1, Scope.LEVEL_2):
        totals = variances(both(), Query(scope=scope)).totals
        assert totals["variance"] == Decimal(145), scope
    totals = variances(both(unchanged=True), Query()).totals
    assert (totals["reference"], totals["actual"]) == euros(900, 1045)


def test_any_column_against_any_other() -> None:
    answer = variances(both(("reference", "reference")), Query(sort="code", descending=False))
    assert rows(answer, "reference", "actual")[0] == ("AC3", *euros(300, 300))
    plan = variances(both(("reference", "actual")), Query(sort="variance"))
    assert rows(plan, "variance")[0] == ("AC6", Decimal(145))
    assert set(plan.rows["effect"]) == {"more", "less"}


def test_an_account_of_a_later_year_is_more_or_less_and_nothing_else() -> None:
    assert set(variances(both(), Query()).rows["effect"]) == {"more", "less", "none"}


def test_what_fits_a_report_without_an_account_is_its_budget() -> None:
    before, after = years()
    budget = after.accounts.having(
        amounts=after.accounts.amounts.with_columns(pl.lit(None, pl.Decimal(38, 2)).alias("actual"))
    )
    assert beside(before, outline(budget)).columns == ("actual", "reference")


def test_floors_filter_and_choice_are_those_of_variances() -> None:
    answer = variances(both(), Query(floor=Decimal(90)))
    assert [code for (code,) in rows(answer)] == ["AC6", "AC8", "AC7"]
    assert answer.below == 5
    # A word of the earlier report finds what only that has.
    assert rows(variances(both(), Query(text="zwembad")), "reference") == [("AC8", Decimal(45))]
    assert rows(variances(both(), Query(text="zwemabd")), "reference") == [("AC8", Decimal(45))]
    only = variances(both(only=(Standing.NEW, Standing.GONE)), Query())
    assert [code for (code,) in rows(only)] == ["AC6", "AC7"]


@pytest.mark.parametrize("group", [Group.PLAN, Group.SERVICE])
def test_groups_are_those_of_the_later_report_and_add_up(group: Group) -> None:
    answer = variances(both(), Query(group=group))
    assert answer.groups is not None
    assert sum(answer.groups["variance"]) == Decimal(145)
    if group is Group.PLAN:
        assert answer.groups.select(GROUP, "title", "variance").rows() == [
            ("OD2", "Het water zuiveren", Decimal(220)),
            ("OD1", "De straten vergroenen", Decimal(-75)),
        ]
        # AC3 moved: its group is where it is.
        assert dict(answer.rows.select("code", GROUP).rows())["AC3"] == "OD2"


def test_a_remainder_that_only_one_report_has_is_zero_in_the_other() -> None:
    less = {**FIGURES_AFTER, "OD1": ("400", "385", "0"), "SD1": ("1200", "1145", "0")}
    answer = variances(beside(years()[0], tree(*AFTER, figures=less)), Query())
    assert ("OD1.rest", "same", *euros(0, 100, 100)) in rows(answer, "standing", "reference", "actual", "variance")
    back = variances(beside(tree(*AFTER, year=2023, figures=less), years()[1]), Query(group=Group.PLAN))
    assert ("OD1.rest", "OD1", *euros(100, 0)) in rows(back, GROUP, "reference", "actual")


def test_doubt_comes_along_from_either_report() -> None:
    right = years()[0].accounts
    doubtful = outline(checked(put(right, ("AC1", Measure.OPERATING_EXPENDITURE, "actual", "980"))))
    assert doubtful.accounts.summary.doubts
    answer = variances(beside(doubtful, years()[1]), Query())
    marked = {code: doubt for code, doubt in rows(answer, DOUBT) if doubt}
    assert "AC1" in marked
    assert all(text.startswith("AC1:exploitatie_uitgaven:reference") for text in marked["AC1"])


def test_what_became_of_each_node() -> None:
    made = both()
    frame = standings_frame(made)
    assert frame.select(
        "standing", "code", "code_before", "title", "title_before", "parent", "parent_before"
    ).rows() == [
        ("moved", "AC3", "AC3", "Grachten ruimen", "Grachten ruimen", "OD2", "OD1"),
        ("new", "AC6", None, "Wadi's graven", None, "OD2", None),
        ("renamed?", "AC8", "AC8", "Sporthal verhuren", "Zwembad uitbaten", "OD2", "OD2"),
        ("gone", None, "AC7", None, "Fonteinen bouwen", None, "OD1"),
    ]
    number = counts(made.matching)
    assert (number[Standing.NEW], number[Standing.GONE], number[Standing.MOVED]) == (1, 1, 1)
    assert number[Standing.SAME] == 6
    assert standings_frame(made, [Standing.GONE])["code_before"].to_list() == ["AC7"]


def test_two_readings_are_compared_word_by_word() -> None:
    one = tree(*TREE, descriptions={"AC1": "We planten elk jaar\nhonderd bomen."}, services={"AC1": "Groendienst"})
    other = tree(*TREE, descriptions={"AC1": "We planten elk jaar tweehonderd nieuwe bomen."})
    made = beside(one, other)
    assert variances(made, Query()).rows.is_empty()
    service, description = text_changes(one, other, made.matching)
    assert (service.code, service.field, service.before, service.after) == ("AC1", "service", "Groendienst", None)
    assert [(part.kind, " ".join(part.words)) for part in description.parts] == [
        ("same", "We planten elk jaar"),
        ("gone", "honderd"),
        ("new", "tweehonderd nieuwe"),
        ("same", "bomen."),
    ]


def test_a_text_without_end_does_not_take_minutes() -> None:
    left, right = "a b " * 40_000, "b c " * 40_000
    assert [part.kind for part in word_parts(left, right)] == ["gone", "new"]
