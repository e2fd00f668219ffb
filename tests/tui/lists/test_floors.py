"""One floor for one question, in the explorer and on the command line, and the count says what it left out."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

from doelboom.data.model.queries import Preset, Query, floors_for, own_floor
from doelboom.data.queries.variances import variances
from doelboom.data.storage.library import Opened
from doelboom.parser.records import Measure
from tests.tui.driving import NARROW, WIDE, explore
from tests.tui.running import run

NOT_EXECUTED = ("v", "p", "home", "p", "p", "enter")
COMMAND = ("variances", "--report", "bundled", "--preset", "not-executed", "--measure", "investering_uitgaven")


def hardly_made(gent: Opened) -> pl.DataFrame:
    """The investments of which at most 10 % was spent, whatever their budget."""
    leaves = gent.accounts.nodes.filter(pl.col("level").is_in(["AC", "PR"])).select("code")
    lines = gent.accounts.amounts.filter(pl.col("measure") == "investering_uitgaven").join(leaves, on="code")
    return lines.filter(pl.col("reference") > 0, pl.col("spent_pct") <= 10)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_was_not_executed_is_the_same_here_and_there(gent: Opened, size: tuple[int, int]) -> None:
    made = hardly_made(gent)
    large = made.filter(pl.col("reference") > 50_000)
    below = made.height - large.height
    assert (large.height, below) == (1, 10)
    done = run(*COMMAND, "--format", "json")
    assert [row["code"] for row in done.rows] == large["code"].to_list()
    title = run(*COMMAND, terminal=250).out.splitlines()[0]
    assert "floors: budget above 50.000 euro, 0 %, 1 of 253; 10 below the floors" in title
    async with explore(gent, size) as it:
        await it.press(*NOT_EXECUTED)
        assert it.table.key_order == large["code"].to_list()
        assert "1 of 253; 10 below" in it.lines[0]
        assert "floors: budget above 50.000 euro, 0 %" in it.text


@pytest.mark.parametrize("typed", ["0", "60000", "100000"])
async def test_a_floor_that_is_asked_for_goes_before(gent: Opened, typed: str) -> None:
    codes = set(hardly_made(gent).filter(pl.col("reference") > int(typed))["code"])
    assert {row["code"] for row in run(*COMMAND, "--floor", typed, "--format", "json").rows} == codes
    async with explore(gent) as it:
        await it.press(*NOT_EXECUTED, "f", "ctrl+u", *typed, "enter")
        assert set(it.table.key_order) == codes
        await it.press("x")
        assert it.clipboard is not None
        assert f"--floor {typed}" in it.clipboard
        # It stays for the question that is asked next.
        await it.press("p", "home", "enter")
        assert floors_for(it.screen.state.query)[0] == int(typed)  # type: ignore[attr-defined]


async def test_the_questions_own_is_no_part_of_the_command_and_goes_with_the_question(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press(*NOT_EXECUTED, "x")
        assert it.clipboard is not None
        assert "--floor" not in it.clipboard
        await it.press("f", "enter")
        assert it.table.key_order == ["AC34439"]
        await it.press("p", "home", "enter")
        assert "floors: 0 euro and 0 %" in it.text
        assert "below" not in it.lines[0]


@pytest.mark.parametrize("preset", Preset)
@pytest.mark.parametrize("floor", [None, 0, 1_000, 5_000_000])
@pytest.mark.parametrize("floor_pct", [0, 25])
def test_what_is_shown_and_what_is_below_are_all_that_answer(
    gent: Opened, preset: Preset, floor: int | None, floor_pct: int
) -> None:
    euros = Decimal(floor) if floor is not None else None
    query = Query(preset, Measure.INVESTMENT_EXPENDITURE, floor=euros, floor_pct=Decimal(floor_pct))
    answer = variances(gent.accounts, query, hide_zeroes=True)
    every = variances(gent.accounts, Query(preset, query.measure, floor=Decimal(0)), hide_zeroes=True)
    assert every.below == 0
    assert answer.rows.height + answer.below == every.rows.height
    if floor is None and not floor_pct:
        same = variances(gent.accounts, Query(preset, query.measure, floor=own_floor(preset)), hide_zeroes=True)
        assert answer.rows.equals(same.rows)


def test_the_help_says_so() -> None:
    assert "not-executed: above so large a budget, 50000" in " ".join(run("variances", "--help").out.split())
