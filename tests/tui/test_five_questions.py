"""The questions of daily work: each answered in fewer than five key presses and by one command, with the same rows."""

from __future__ import annotations

import csv
import io

import pytest
from click.testing import CliRunner

from doelboom.data.storage.library import BUNDLED, Opened, bundled
from doelboom.tui.cli.group import cli
from doelboom.tui.explorer.app import Explorer
from doelboom.tui.explorer.screens.bridge import BridgeScreen
from doelboom.tui.explorer.widgets.detail import Pane
from doelboom.tui.explorer.widgets.table import KeyedTable

QUESTIONS = {
    "the ten largest underspendings of operating expenditure": (
        ("v", "s", "enter"),
        ("variances", "--sort", "variance", "--limit", "10", "--hide-zeroes"),
        "AC34421",
    ),
    "investments budgeted above 50.000 euro and spent under 10 %": (
        ("v", "p", "p", "enter"),
        ("variances", "--preset", "not-executed", "--measure", "investering_uitgaven", "--floor", "50000"),
        "AC34439",
    ),
    "services with the largest VTE gap": (
        ("d", "m", "G", "enter"),
        ("services", "--measure", "vte"),
        "IVA Stedelijk Onderwijs",
    ),
    "what changed most against 2023": (
        ("v", "p", "G", "enter"),
        ("variances", "--preset", "last-year", "--hide-zeroes"),
        "AC34439",
    ),
}


def rows_of(*arguments: str) -> list[dict[str, str]]:
    result = CliRunner().invoke(cli, [*arguments, "--report", BUNDLED, "--format", "csv"])
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


@pytest.mark.parametrize("question", QUESTIONS)
async def test_keys_and_command_give_the_same_rows(question: str) -> None:
    keys, command, first = QUESTIONS[question]
    assert len(keys) < 5
    app = Explorer(Opened(bundled(), BUNDLED))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        shown = app.screen.query_one(KeyedTable).key_order
    rows = rows_of(*command)
    names = [row.get("code") or row["service"] or f"\N{NULL}{row['mark']}" for row in rows]
    assert names[0] == first
    assert shown[: len(names)] == names


async def test_which_children_explain_the_variance_of_an_objective() -> None:
    app = Explorer(Opened(bundled(), BUNDLED))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("J", "J", "w")
        await pilot.pause()
        assert isinstance(app.screen, BridgeScreen)
        lines = app.screen.query_one(Pane).lines
    rows = rows_of("bridge", "SD10023")
    codes = [row["code"] for row in rows if row["code"].startswith("OD")]
    assert codes[0] == "OD10051"
    assert [line.split()[0] for line in lines if line.startswith("OD")] == codes
