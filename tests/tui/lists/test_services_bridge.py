"""The report by service, and what explains a variance."""

from __future__ import annotations

import re

import pytest

from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.screens.bridge import BridgeScreen
from doelboom.tui.explorer.screens.lists.services import ServicesScreen
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from tests.tui.driving import NARROW, Driven, explore, sort_by


async def _services(it: Driven) -> None:
    await it.press("d")
    await it.until_screen(ServicesScreen)
    await it.until(lambda: it.table.row_count > 0, "rows")


async def test_every_service_has_its_sums(gent: Opened) -> None:
    async with explore(gent) as it:
        await _services(it)
        assert it.lines[0].endswith("60 of 60  2 more columns >")
        row = next(it.cells(key) for key in it.table.key_order if key == "Dienst Activering en Werk")
        assert row[1:7] == ["-3.788.281", "-13,8%", "27.531.481", "23.743.200", "40", "favourable"]


async def test_services_are_sorted_and_filtered(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        await _services(it)
        await sort_by(it, 0)
        assert it.table.key_order[0].startswith("Aansturing")
        await it.press("slash")
        await it.type_in("kinderopvang")
        assert it.table.key_order == ["Dienst Kinderopvang"]
        await it.press("escape")
        assert isinstance(it.screen, ServicesScreen)
        assert it.table.row_count == 60


async def test_another_measure_or_order_begins_at_its_top_and_a_filter_or_unit_does_not(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        await _services(it)
        await it.press("pagedown", "pagedown", "slash")
        key = it.table.key
        await it.type_in("dienst")
        await it.press("enter")
        await it.press("u")
        assert it.table.key == key
        assert it.table.cursor_row > 0
        await it.press("m", "G", "enter")
        assert it.table.cursor_row == it.table.scroll_offset.y == 0
        await it.press("G", "s", "enter")
        assert it.table.cursor_row == it.table.scroll_offset.y == 0


async def test_enter_shows_a_services_actions_and_enter_again_goes_to_one(gent: Opened) -> None:
    async with explore(gent) as it:
        await _services(it)
        await it.press("down", "down")
        assert it.table.key == "Dienst Activering en Werk"
        await it.press("enter")
        await it.until_screen(VariancesScreen)
        await it.until(lambda: it.table.row_count > 0, "rows")
        assert "│ Dienst Activering en Werk" in it.lines[0]
        assert it.table.key_order[0] == "ACD3811"
        await it.press("enter")
        await it.until(lambda: it.screen is it.explorer, "the explorer")
        assert it.code == "ACD3811"


@pytest.mark.parametrize("size", [(120, 60), NARROW])
async def test_a_bridge_goes_from_the_budget_to_the_account(gent: Opened, size: tuple[int, int]) -> None:
    async with explore(gent, size, code="OD10041") as it:
        await it.press("w")
        await it.until_screen(BridgeScreen)
        await it.until(lambda: "18.216.001" in it.text, "the budget")
        assert it.lines[0].startswith(" What explains OD10041: Exploitatie, uitgaven")
        if size != NARROW:
            steps = re.findall(r"(?m) ([+-]\d[\d.]*|0) +-?\d+,\d%", it.text)
            total = sum(int(step.replace(".", "")) for step in steps)
            assert 18_216_001 + total == 15_077_117
            assert "OD10041.rest not in this report" in it.text
        await it.press("p")
        await it.until(lambda: "15.145.673" in it.text, "last year's account")
        assert "against last year" in it.lines[0]
        await it.press("escape")
        assert it.screen is it.explorer
        assert it.code == "OD10041"


async def test_a_leaf_has_nothing_to_explain_it_and_says_so(gent: Opened) -> None:
    async with explore(gent, code="AC34834") as it:
        await it.press("w")
        assert it.screen is it.explorer
        assert it.said == ["AC34834 has no children that could explain it."]
