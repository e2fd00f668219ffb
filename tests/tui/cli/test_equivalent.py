"""The equivalent command: whatever the view of variances shows, the command line that it names gives the same rows."""

from __future__ import annotations

import shlex
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doelboom.data.model.queries import VARIANCES, Group, Preset, Query, Scope, groups_of
from doelboom.data.queries.services import service_names
from doelboom.data.queries.variances import variances
from doelboom.data.storage.library import BUNDLED, bundled
from doelboom.parser.records import Measure
from doelboom.tui.views.words.equivalent import equivalent
from tests.tui.running import run

ACCOUNTS = bundled()

floors = st.one_of(
    st.just(Decimal(0)),
    st.decimals(min_value=0, max_value=10**7, places=2, allow_nan=False, allow_infinity=False),
    st.integers(0, 10**7).map(Decimal),
)
texts = st.one_of(
    st.none(),
    st.sampled_from(["talent", "kinderopvang", "gentse bedrijven", "$HOME", "-", "--limit", "a'b", 'a"b c', "talnet"]),
    st.text(max_size=8).filter(lambda text: "\x00" not in text and text.isprintable()),
)
queries = st.builds(
    Query,
    preset=st.sampled_from(Preset),
    measure=st.sampled_from(Measure),
    scope=st.sampled_from(Scope),
    floor=floors,
    floor_pct=st.one_of(st.just(Decimal(0)), st.decimals(min_value=0, max_value=300, places=3)),
    service=st.one_of(st.none(), st.sampled_from(service_names(ACCOUNTS))),
    sort=st.one_of(st.none(), st.sampled_from(VARIANCES)),
    descending=st.booleans(),
    text=texts,
    corrections=st.booleans(),
    group=st.one_of(st.none(), st.sampled_from(Group)),
).map(lambda query: query if query.group in groups_of(query.scope) else replace(query, group=None))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    queries,
    st.one_of(st.none(), st.integers(1, 300)),
    st.booleans(),
    st.lists(st.sampled_from(VARIANCES), unique=True, max_size=4),
)
def test_the_command_gives_the_same_rows(
    query: Query, limit: int | None, hide_zeroes: bool, columns: list[str]
) -> None:
    command = equivalent(query, BUNDLED, limit, hide_zeroes=hide_zeroes, columns=columns)
    assert "\n" not in command
    program, *arguments = shlex.split(command)
    assert program == "doelboom"
    done = run(*arguments, "--format", "json")
    answer = variances(ACCOUNTS, query, hide_zeroes=hide_zeroes)
    assert done.code == 0
    # It says so where it answers for other words or another measure than those it was asked for.
    assert len(done.err.splitlines()) == bool(answer.taken_for) + (
        "--measure" in arguments and answer.measure is not query.measure
    )
    shown = answer.rows if limit is None else answer.rows.head(limit)
    names = [*columns, *(["group"] if query.group is not None else []), "doubt"] if columns else shown.columns
    assert done.rows == shown.select(names).to_dicts()


def test_what_is_default_is_left_out() -> None:
    assert equivalent(Query()) == "doelboom variances"
    assert equivalent(Query(descending=False)) == "doelboom variances"
    assert equivalent(Query(text="  ")) == "doelboom variances"


def test_what_is_not_default_is_said() -> None:
    query = Query(
        Preset.NOT_EXECUTED,
        Measure.INVESTMENT_EXPENDITURE,
        Scope.PLANS,
        Decimal(50000),
        Decimal("2.50"),
        "Dienst Kinderopvang",
        "variance",
        descending=True,
        text="a'b $HOME",
        corrections=False,
        group=Group.OBJECTIVE,
    )
    assert equivalent(query, "2024-0123456789ab", 10, hide_zeroes=True) == (
        "doelboom variances --report 2024-0123456789ab --preset not-executed --measure investering_uitgaven "
        "--level plans --service 'Dienst Kinderopvang' --filter 'a'\"'\"'b $HOME' --floor 50000 --floor-pct 2,5 "
        "--group objective --no-corrections --hide-zeroes --sort=-variance --limit 10"
    )


@pytest.mark.parametrize(
    ("floor", "written"),
    [("50000", "50000"), ("5E+4", "50000"), ("1.234", "1,234"), ("0.50", "0,5"), ("1234567.89", "1234567,89")],
)
def test_a_number_reads_back_as_itself(floor: str, written: str) -> None:
    assert f"--floor {written}" in equivalent(Query(floor=Decimal(floor)))
