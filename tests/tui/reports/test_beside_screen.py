"""Two reports beside each other in the explorer: the list of what differs, the way to the node, the bridge."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from doelboom.data.model.outline import WHOLE, Outline, outline
from doelboom.data.queries.bridge import StepKind, bridge
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import Opened
from doelboom.data.years.pair.beside import beside
from doelboom.data.years.pair.merged import merged
from doelboom.parser.records import Measure
from doelboom.tui.explorer.screens.lists.diff import DiffBridgeScreen, DiffScreen
from tests.documents.years import ChangeKind, City
from tests.tui import towns as years_of
from tests.tui.driving import NARROW, WIDE, explore

EXPENDITURE = Measure.OPERATING_EXPENDITURE


@pytest.fixture(scope="module")
def town() -> City:
    return years_of.town(2023)


@pytest.fixture
def years(town: City, tmp_path: Path) -> list[Opened]:
    """Both years, opened, the later one last."""
    opened = years_of.opened_town(2023)
    Archive().remember(opened[-1].id, opened[-1].accounts.source)
    return opened


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_four_keys_show_what_differs_and_lead_to_the_node(
    years: list[Opened], town: City, size: tuple[int, int]
) -> None:
    async with explore(years[-1], size=size) as it:
        await it.press("D", "enter")
        screen = it.app.screen
        assert isinstance(screen, DiffScreen)
        assert it.lines[0].startswith(" Differences: Exploitatie, uitgaven")
        wide = size == WIDE
        assert it.line_of("Total").startswith(" Total: Actual 2023 " if wide else " Total: difference +")
        rows = screen.answer.rows
        assert [it.table.key_order[at] for at in range(3)] == rows["code"].to_list()[:3]
        sizes = [abs(value) for value in rows["variance"]]
        assert sizes == sorted(sizes, reverse=True)
        # The first row that the later report has.
        both = next(key for key in it.table.key_order if screen.code_of(key) is not None)
        while it.table.key != both:
            await it.press("down")
        await it.press("enter")
        assert it.code == both
        await it.press("ctrl+o")
        assert isinstance(it.app.screen, DiffScreen)
        assert it.table.key == both


async def test_what_is_gone_has_a_row_and_no_node_to_go_to(years: list[Opened], town: City) -> None:
    gone = town.of(ChangeKind.GONE)[0].code
    async with explore(years[-1], size=WIDE) as it:
        await it.press("D", "enter", "p", *"gone", "enter")
        assert gone in "\n".join(it.lines)
        assert it.lines[0].startswith(" gone: ")
        while it.table.key != f"{gone} (2023)":
            await it.press("down")
        assert any("in Jaarrekening 2023" in line for line in it.lines)
        await it.press("enter")
        assert isinstance(it.app.screen, DiffScreen)
        assert it.said[-1] == "No node to go to from here."


async def test_w_shows_the_bridge_of_the_difference(years: list[Opened]) -> None:
    async with explore(years[-1], size=WIDE) as it:
        await it.press("D", "enter", "w")
        assert isinstance(it.app.screen, DiffBridgeScreen)
        text = "\n".join(it.lines)
        assert "Actual 2023" in text
        assert "Actual 2024" in text
        await it.press("q")
        assert isinstance(it.app.screen, DiffScreen)


async def test_from_the_earlier_report_the_earlier_still_stands_first(years: list[Opened]) -> None:
    async with explore(years[0], size=WIDE) as it:
        await it.press("D", "enter")
        screen = it.app.screen
        assert isinstance(screen, DiffScreen)
        assert [tree.source.year for tree in screen.trees] == [2023, 2024]
        assert screen.answer.rows.height


async def test_without_another_report_it_says_so(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("D")
        assert it.said == ["There is no other report to stand beside this one; O opens one."]


def _trees(town: City, years: list[Opened]) -> tuple[Outline, Outline]:
    before, after = (outline(one.accounts) for one in years)
    return before, after


def test_the_bridge_of_every_node_adds_up(town: City, years: list[Opened]) -> None:
    before, after = _trees(town, years)
    tree = merged(beside(before, after))
    moved = town.of(ChangeKind.MOVED)[0]
    for code in (WHOLE, *(code for code in tree.items if tree.below(code))):
        answer = bridge(tree, code, EXPENDITURE)
        assert answer.start is not None
        assert answer.end is not None
        assert sum((step.difference for step in answer.steps), Decimal(0)) == answer.difference
        assert {step.kind for step in answer.steps} <= {StepKind.CHILD, StepKind.OTHERS}
        if code in before.items and code in after.items:
            assert answer.start == before.figures(code, EXPENDITURE).actual
            assert answer.end == after.figures(code, EXPENDITURE).actual
    # Where it was it is gone, with all that was spent on it, and where it is it is new.
    was = before.figures(moved.code, EXPENDITURE).actual or Decimal(0)
    assert f"{moved.code} (2023)" in tree.below(moved.others[0])
    assert tree.figures(f"{moved.code} (2023)", EXPENDITURE).variance == -was
    assert tree.items[moved.code].parent == after.items[moved.code].parent
