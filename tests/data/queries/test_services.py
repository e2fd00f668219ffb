"""The view by service on *Jaarrekening 2024*, and where figures are missing."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

from doelboom.data.check.check import checked
from doelboom.data.model.accounts import Accounts
from doelboom.data.model.queries import NO_SERVICE, REMAINDERS, SERVICES, Query, Scope, ServiceQuery
from doelboom.data.queries.differences import order_by
from doelboom.data.queries.services import service_names, services, services_like
from doelboom.data.queries.variances import comparison, variances
from doelboom.parser.records import Measure
from tests.data.small_accounts import EXPENDITURE, FTE, put, small


def service_actions(accounts: Accounts, service: str | None, measure: Measure, mark: str | None = None) -> pl.DataFrame:
    """The actions and projects of a service, or the rows without one of a mark, the largest variance first."""
    rows = comparison(accounts, measure, Scope.LEAVES)
    if service is not None:
        chosen = rows.filter(pl.col("service") == service)
    elif mark == REMAINDERS:
        above = comparison(accounts, measure, Scope.PLANS)
        chosen = pl.concat([frame.filter(pl.col("mark") == "rest") for frame in (rows, above)])
    else:
        chosen = rows.filter(pl.col("service").is_null() & (pl.col("mark").is_null() | (pl.col("mark") != "rest")))
    return order_by(chosen, "variance", descending=True, by_size=True).drop("ordinal")


def test_the_services_with_the_largest_vte_gap(figures_2024: Accounts) -> None:
    answer = services(figures_2024, ServiceQuery(sort="vte_variance", descending=False))
    assert answer.rows.head(5).select("service", "vte_variance", "mark").rows() == [
        ("IVA Stedelijk Onderwijs", Decimal("-99.67"), None),
        ("Dienst Activering en Werk", Decimal("-82.07"), None),
        ("Dienst Kinderopvang", Decimal("-73.70"), None),
        ("Dienstenbedrijf Sociale Economie", Decimal("-40.62"), None),
        (None, Decimal("-31.96"), "none"),
    ]


def test_a_service_over_all_plans(figures_2024: Accounts) -> None:
    rows = services(figures_2024).rows.filter(pl.col("service") == "Dienst Kinderopvang")
    assert rows.select("actions", "reference", "actual", "variance", "variance_pct", "effect").rows() == [
        (8, Decimal(52587504), Decimal(48983724), Decimal(-3603780), Decimal("-6.9"), "favourable")
    ]
    assert rows.select("vte_reference", "vte_actual", "vte_variance", "vte_variance_pct").rows() == [
        (Decimal("712.44"), Decimal("638.74"), Decimal("-73.70"), Decimal("-10.3"))
    ]


def test_lost_headings_and_remainders_are_rows_of_their_own(figures_2024: Accounts) -> None:
    rows = services(figures_2024).rows.filter(pl.col("service").is_null())
    assert rows.select("mark", "actions", "variance", "vte_variance").rows() == [
        (NO_SERVICE, 19, Decimal(658846), Decimal("-31.96")),
        (REMAINDERS, 0, Decimal(-23397), Decimal("-2.07")),
    ]


@pytest.mark.parametrize("measure", Measure)
def test_services_add_up_to_the_actions_and_remainders(figures_2024: Accounts, measure: Measure) -> None:
    found = services(figures_2024, ServiceQuery(measure))
    leaves = variances(figures_2024, Query(measure=measure)).totals
    # The remainders of objectives are in no action's row.
    above = service_actions(figures_2024, None, measure, REMAINDERS).filter(pl.col("code").str.starts_with("SD"))
    for name in ("reference", "actual", "variance", "prior", "change"):
        assert found.totals[name] == (leaves[name] or 0) + Decimal(above[name].sum() or 0)
    assert found.rows["actions"].sum() == 253
    assert found.total == found.rows.height == 60


@pytest.mark.parametrize("column", SERVICES)
@pytest.mark.parametrize("descending", [False, True])
def test_every_column_sorts_both_ways_nulls_last(figures_2024: Accounts, column: str, descending: bool) -> None:
    values = services(figures_2024, ServiceQuery(sort=column, descending=descending)).rows[column].to_list()
    known = [value for value in values if value is not None]
    assert values == known + [None] * (len(values) - len(known))
    if known and isinstance(known[0], Decimal | int):
        assert known == sorted(known, reverse=descending)


def test_the_largest_variance_comes_first(figures_2024: Accounts) -> None:
    assert services(figures_2024).rows["service"][0] == "Aansturing Welzijn en Samenleving"
    sizes = [abs(value) for value in services(figures_2024).rows["variance"]]
    assert sizes == sorted(sizes, reverse=True)


def test_words_in_the_name(figures_2024: Accounts) -> None:
    answer = services(figures_2024, ServiceQuery(text="ONDERWIJS stedelijk"))
    assert (answer.rows["service"].to_list(), answer.total) == (["IVA Stedelijk Onderwijs"], 60)


def test_one_letter_may_be_wrong_and_that_is_said(figures_2024: Accounts) -> None:
    answer = services(figures_2024, ServiceQuery(text="kinderopvnag"))
    assert (answer.rows["service"].to_list(), answer.taken_for) == (["Dienst Kinderopvang"], ("kinderopvang",))
    assert services(figures_2024, ServiceQuery(text="kinderopvang")).taken_for == ()
    assert services(figures_2024, ServiceQuery(text="zzzzzz")).rows.is_empty()
    assert services(figures_2024, ServiceQuery(text="-")).rows.height == 60


def test_totals_are_those_of_the_rows(figures_2024: Accounts) -> None:
    answer = services(figures_2024).head(2)
    assert answer.totals["variance"] == Decimal(5522391 - 4777957)
    assert answer.total == 60


def test_the_actions_of_a_service(figures_2024: Accounts) -> None:
    rows = service_actions(figures_2024, "Dienst Kinderopvang", EXPENDITURE)
    assert rows.head(3).select("code", "variance").rows() == [
        ("AC34421", Decimal(-4784375)),
        ("AC34420", Decimal(1362351)),
        ("AC34415", Decimal(-99298)),
    ]
    assert rows.height == 8
    assert rows["variance"].sum() == Decimal(-3603780)


def test_the_actions_without_a_service(figures_2024: Accounts) -> None:
    lost = service_actions(figures_2024, None, EXPENDITURE, NO_SERVICE)
    assert (lost.height, set(lost["mark"]), lost["variance"].sum()) == (19, {"lost"}, Decimal(658846))
    rest = service_actions(figures_2024, None, FTE, REMAINDERS)
    assert rest["code"].to_list() == ["OD10041.rest", "OD10040.rest", "SD10023.rest", "OD10054.rest"]


def test_a_sum_with_a_figure_missing_is_unknown() -> None:
    accounts = checked(put(small(), ("AC4", EXPENDITURE, "actual", None), ("AC1", FTE, "actual", None)))
    rows = services(accounts).rows.filter(pl.col("mark") == NO_SERVICE)
    assert rows.select("actions", "actual", "variance", "vte_actual", "unknown").rows() == [(6, None, None, None, 1)]
    assert rows["reference"].to_list() == [Decimal(3000000)]


def test_names_as_they_are_typed(figures_2024: Accounts) -> None:
    assert services_like(figures_2024, "kinderopvang") == ["Dienst Kinderopvang"]
    assert services_like(figures_2024, "dienst  KINDEROPVANG") == ["Dienst Kinderopvang"]
    assert len(services_like(figures_2024, "dienst")) > 10
    assert services_like(figures_2024, "zzz") == []
    assert services_like(figures_2024, " ") == []
    for name in service_names(figures_2024):
        assert services_like(figures_2024, name) == [name]


def test_a_report_without_services() -> None:
    answer = services(checked(small()))
    assert answer.rows.select("service", "mark", "actions").rows() == [(None, NO_SERVICE, 6)]
