"""The mouse: rows, folds, headings, the wheel."""

from __future__ import annotations

from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.screens.dialogs.chooser import Chooser
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from doelboom.tui.explorer.screens.tree.explorer import ExplorerScreen
from doelboom.tui.explorer.widgets.choices import Choices
from doelboom.tui.explorer.widgets.detail import DetailPane
from doelboom.tui.explorer.widgets.table import KeyedTable
from doelboom.tui.explorer.widgets.tree import OutlineTree
from tests.tui.driving import NARROW, explore


async def test_a_click_on_a_row_puts_the_cursor_there(gent: Opened) -> None:
    async with explore(gent, code="AC34834") as it:
        row = it.tree.rows.index("AC34919")
        await it.click(OutlineTree, 20, row - it.tree.scroll_offset.y)
        assert it.code == "AC34919"
        await it.until_detail("> AC34919\n")


async def test_a_click_on_a_fold_unfolds_and_folds(gent: Opened) -> None:
    async with explore(gent) as it:
        assert it.open_codes[1:3] == ["OD10039", "OD10040"]
        await it.click(OutlineTree, 2, 2)
        assert it.open_codes[1:3] == ["OD10039", "AC34819"]
        await it.click(OutlineTree, 2, 2)
        assert it.open_codes[1:3] == ["OD10039", "OD10040"]


async def test_a_click_on_a_heading_sorts_and_again_reverses(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v")
        await it.until_screen(VariancesScreen)
        await it.until(lambda: it.table.row_count > 0, "rows")
        await it.click(KeyedTable, 16, 0)
        assert it.columns[1] == "Title ↑"
        await it.click(KeyedTable, 16, 0)
        assert it.columns[1] == "Title ↓"


async def test_a_click_on_a_row_of_a_table_then_again_goes_to_its_node(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v")
        await it.until_screen(VariancesScreen)
        await it.until(lambda: it.table.row_count > 0, "rows")
        await it.click(KeyedTable, 3, 2)
        assert isinstance(it.screen, VariancesScreen)
        assert it.table.key == "ACC9900"
        await it.click(KeyedTable, 3, 2)
        assert isinstance(it.screen, ExplorerScreen)
        assert it.code == "ACC9900"


async def test_the_wheel_scrolls_the_tree_and_leaves_the_cursor(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        await it.press("t")
        await it.wheel(OutlineTree, down=True)
        await it.until(lambda: it.tree.scroll_offset.y > 0, "a tree scrolled down")
        assert it.code == "SD10021"
        await it.wheel(OutlineTree, down=False)
        await it.until(lambda: it.tree.scroll_offset.y == 0, "a tree scrolled up")


async def test_the_wheel_scrolls_the_detail(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        await it.wheel(DetailPane, down=True)
        assert it.detail_top > 0
        assert it.tree.scroll_offset.y == 0


async def test_a_click_in_the_detail_gives_it_the_focus(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.click(DetailPane, 5, 5)
        assert it.one(DetailPane).has_focus


async def test_a_click_chooses_a_measure(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("m")
        await it.click(Choices, 3, 2)
        assert isinstance(it.screen, ExplorerScreen)
        assert "Investering, uitgaven" in it.lines[0]


async def test_a_click_chooses_a_candidate(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("colon")
        await it.type_in("3483")
        await it.click(Choices, 3, 1)
        assert isinstance(it.screen, ExplorerScreen)
        assert it.code == "AC34832"


async def test_a_click_on_a_key_of_the_line_of_keys_runs_its_command(gent: Opened) -> None:
    async with explore(gent) as it:
        for word, screen in (("variances", VariancesScreen), ("quit", ExplorerScreen), ("measure", Chooser)):
            await it.click("#keys", it.lines[-1].index(word), 0)
            await it.until_screen(screen)
        await it.press("escape", "slash")
        await it.click("#keys", it.lines[-1].index("detail") - 2, 0)
        assert it.explorer.has_class("-info")


async def test_a_click_beside_the_keys_does_nothing(gent: Opened) -> None:
    async with explore(gent) as it:
        before = it.text
        await it.click("#keys", len(it.lines[-1]) + 3, 0)
        assert it.text == before
