"""The questions of daily work: each answered in five key presses or fewer and by one command, with the same rows; and
the README's recipes, typed as they stand there."""

from __future__ import annotations

import csv
import io
import re
import shlex
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest
from click.testing import CliRunner

from doelboom.data.model.accounts import Accounts
from doelboom.data.storage.library import BUNDLED, Opened, bundled
from doelboom.tui.cli.group import cli
from doelboom.tui.explorer.app import Explorer
from doelboom.tui.explorer.screens.bridge import BridgeScreen
from doelboom.tui.explorer.screens.lists.listing import ListingScreen
from doelboom.tui.explorer.screens.tree.explorer import ExplorerScreen
from doelboom.tui.explorer.widgets.bridge import BridgePane
from doelboom.tui.explorer.widgets.table import KeyedTable
from tests.conftest import PROJECT
from tests.tui.driving import NARROW, WIDE, Driven, explore
from tests.tui.running import run

QUESTIONS = {
    "the ten largest underspendings of operating expenditure": (
        ("v", "s", "enter"),
        ("variances", "--sort", "variance", "--limit", "10", "--hide-zeroes"),
        "AC34421",
    ),
    "investments budgeted above 50.000 euro and spent under 10 %": (
        ("v", "p", "p", "p", "enter"),
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
    assert len(keys) <= 5
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
        lines = app.screen.query_one(BridgePane).lines
    rows = rows_of("bridge", "SD10023")
    codes = [row["code"] for row in rows if row["code"].startswith("OD")]
    assert codes[0] == "OD10051"
    assert [line.split()[1] for line in lines if line.split()[1].startswith("OD")] == codes


# The README's recipes. What they must answer is worked out here from the frames' rows, one by one, without a query.

Line = dict[str, Decimal]


def lines_of(report: Accounts, measure: str, *levels: str) -> dict[str, Line]:
    """The reference, actual and prior figure of the nodes of some levels for a measure, by code."""
    codes = {node["code"] for node in report.nodes.iter_rows(named=True) if node["level"] in levels}
    return {
        line["code"]: {name: line[name] for name in ("reference", "actual", "prior")}
        for line in report.amounts.iter_rows(named=True)
        if line["measure"] == measure and line["code"] in codes
    }


def variance(line: Line) -> Decimal:
    return line["actual"] - line["reference"]


def dutch(value: Decimal, places: int, sign: str = "") -> str:
    return f"{value:{sign},.{places}f}".translate(str.maketrans(",.", ".,"))


def most_unspent(report: Accounts) -> tuple[str, str]:
    lines = lines_of(report, "exploitatie_uitgaven", "AC", "PR")
    code = min(lines, key=lambda code: variance(lines[code]))
    return code, dutch(variance(lines[code]), 0)


def hardly_made(report: Accounts) -> tuple[str, str]:
    lines = lines_of(report, "investering_uitgaven", "AC", "PR")
    made = {
        code: line
        for code, line in lines.items()
        if line["reference"] > 50_000 and line["actual"] <= line["reference"] / 10
    }
    code = max(made, key=lambda code: made[code]["reference"])
    return code, dutch(made[code]["reference"], 0)


def widest_staffing_gap(report: Accounts) -> tuple[str, str]:
    lines = lines_of(report, "vte", "AC", "PR")
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for node in report.nodes.iter_rows(named=True):
        if node["code"] in lines and node["service"] is not None:
            sums[node["service"]] += variance(lines[node["code"]])
    service = min(sums, key=sums.__getitem__)
    return service, dutch(sums[service], 2)


def changed_most(report: Accounts) -> tuple[str, str]:
    lines = lines_of(report, "exploitatie_uitgaven", "AC", "PR")
    code = max(lines, key=lambda code: abs(lines[code]["actual"] - lines[code]["prior"]))
    return code, dutch(lines[code]["actual"] - lines[code]["prior"], 0, "+")


def plan_behind(report: Accounts) -> tuple[str, str]:
    below = {node["code"] for node in report.nodes.iter_rows(named=True) if node["parent"] == "SD10023"}
    lines = lines_of(report, "exploitatie_uitgaven", "OD", "PO")
    code = max(below, key=lambda code: abs(variance(lines[code])))
    return code, dutch(variance(lines[code]), 0)


@dataclass(frozen=True)
class Answer:
    """What a recipe must lead to: the code or service, and the figure beside it."""

    literal: tuple[str, str]
    worked_out: Callable[[Accounts], tuple[str, str]] | None = None


RECIPES = {
    "What happened to AC34834?": Answer(("AC34834", "-76")),
    "Where did the most money stay unspent?": Answer(("AC34421", "-4.784.375"), most_unspent),
    "Which investments over 50.000 euro were hardly made?": Answer(("AC34439", "78.493"), hardly_made),
    "Which services have the largest staffing gap?": Answer(("IVA Stedelijk Onderwijs", "-99,67"), widest_staffing_gap),
    "What changed most against last year?": Answer(("AC34439", "+14.043.190"), changed_most),
    "Which plans explain the variance of SD10023?": Answer(("OD10051", "-4.793.585"), plan_behind),
}


def rows_of_the_readme() -> list[list[str]]:
    """The README's questions, with their keys and their command."""
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    table = text.partition("## What it answers")[2].partition("\n![")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line[:2] == "| "][
        1:
    ]


def recipes() -> dict[str, list[str]]:
    """The README's questions with their keys, one by one."""
    found = {}
    for question, keys, _command in rows_of_the_readme():
        parts = re.findall(r"`([^`]+)`|(\S+)", keys)
        found[question] = [key for typed, name in parts for key in (typed or [name.lower()])]
    return found


def commands() -> dict[str, list[str]]:
    """The README's questions with the words of their command."""
    return {question: shlex.split(command.strip("`")) for question, _keys, command in rows_of_the_readme()}


def under_the_cursor(it: Driven) -> str:
    """The painted row that has the cursor."""
    if isinstance(it.screen, ListingScreen):
        return it.lines[it.table.region.y + 1 + it.table.cursor_row - it.table.scroll_offset.y]
    if isinstance(it.screen, ExplorerScreen):
        return it.lines[it.tree.region.y + it.tree.cursor_line - it.tree.scroll_offset.y].split("│")[0]
    pane = it.one(BridgePane)
    return it.lines[pane.region.y + pane.cursor_line - pane.top]


def test_the_readme_has_these_recipes() -> None:
    assert list(recipes()) == list(RECIPES)


@pytest.mark.parametrize("question", RECIPES)
def test_the_answers_are_those_of_the_frames(question: str) -> None:
    answer = RECIPES[question]
    if answer.worked_out is not None:
        assert answer.worked_out(bundled()) == answer.literal


@pytest.mark.parametrize("question", RECIPES)
def test_the_command_of_a_recipe_has_its_answer_in_its_first_row(question: str) -> None:
    name, figure = RECIPES[question].literal
    program, *arguments = commands()[question]
    assert program == "doelboom"
    if arguments[0] == "show":
        out = run(*arguments, "--report", BUNDLED).out
        assert name in out
        assert "442.318" in out
        return
    rows = run(*arguments, "--report", BUNDLED, "--format", "json").rows
    # Of a bridge, the first step is where it starts from.
    row = next(row for row in rows if row.get("code") != "SD10023") if arguments[0] == "bridge" else rows[0]
    assert name in row.values()
    places = 2 if "vte" in arguments or "vte_variance" in arguments else 0
    figures = [value for value in row.values() if isinstance(value, Decimal | int) and not isinstance(value, bool)]
    assert figure.lstrip("+") in [dutch(Decimal(value), places) for value in figures]


@pytest.mark.parametrize("size", [WIDE, NARROW, (40, 12)], ids=str)
@pytest.mark.parametrize("question", RECIPES)
async def test_a_recipe_of_the_readme_has_its_answer_under_the_cursor(
    gent: Opened, question: str, size: tuple[int, int]
) -> None:
    name, figure = RECIPES[question].literal
    async with explore(gent, size) as it:
        await it.press(*[{":": "colon"}.get(key, key) for key in recipes()[question]])
        row = under_the_cursor(it)
        assert name in row, it.text
        assert figure in row.split(), it.text
        if isinstance(it.screen, ListingScreen):
            assert it.table.cursor_row == it.table.scroll_offset.y == 0
