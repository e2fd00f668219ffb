"""Every size of terminal: both panes where there is room, nothing broken where there is little, a word where none."""

from __future__ import annotations

import pytest

from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from doelboom.tui.explorer.widgets.detail import DetailPane
from doelboom.tui.explorer.widgets.tree import OutlineTree
from tests.tui.driving import NARROW, WIDE, explore

SMALL, TINY = (40, 12), (30, 8)
NEEDS = "doelboom needs 40 columns and 12 rows"


async def test_wide_has_tree_left_and_detail_right(gent: Opened) -> None:
    async with explore(gent, WIDE) as it:
        tree, detail = it.one(OutlineTree).region, it.one(DetailPane).region
        assert tree.right <= detail.x
        assert tree.height > 28
        assert detail.height > 28
        assert tree.width > detail.width > 36


async def test_narrow_has_tree_above_detail(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        tree, detail = it.one(OutlineTree).region, it.one(DetailPane).region
        assert tree.bottom <= detail.y
        assert tree.width == detail.width == 80
        assert tree.height >= 10
        assert detail.height >= 7


async def test_small_has_the_tree_and_the_detail_in_full(gent: Opened) -> None:
    async with explore(gent, SMALL, code="AC34834") as it:
        assert "AC34834" in it.text
        assert not it.one(DetailPane).display
        await it.press("i")
        await it.until(lambda: "SD10021 > OD10039 > AC34834" in it.text, "the breadcrumb")
        assert it.one(DetailPane).size.width >= 36


@pytest.mark.parametrize("size", [TINY, (39, 24), (80, 11), (1, 1)])
async def test_too_small_says_so(gent: Opened, size: tuple[int, int]) -> None:
    async with explore(gent, size) as it:
        assert " ".join(it.text.split())[: size[0]].startswith("doelboom needs 40 columns"[: max(0, size[0] - 4)])
        await it.resize(*NARROW)
        assert "doelboom needs" not in it.text
        assert "SD10021" in it.text


@pytest.mark.parametrize("size", [(1, 1), (1, 12), (2, 40), (3, 3), (11, 24)])
async def test_help_and_details_open_where_there_is_no_room_for_a_word(gent: Opened, size: tuple[int, int]) -> None:
    async with explore(gent, size, code="AC34834") as it:
        await it.press("question_mark", "escape", "i", "i", "v", "i", "escape", "B", "escape")
        await it.resize(*NARROW)
        assert "> AC34834" in it.text


async def test_resizing_there_and_back_keeps_node_fold_and_figures(gent: Opened) -> None:
    async with explore(gent, WIDE, code="AC34834") as it:
        codes = it.open_codes
        for size in (NARROW, SMALL, TINY, SMALL, WIDE, TINY, NARROW, WIDE):
            await it.resize(*size)
            assert len(it.lines) == size[1]
            if size == TINY:
                assert NEEDS[:20] in it.text
            else:
                assert "AC34834" in it.text
            assert it.code == "AC34834"
            assert it.open_codes == codes
        await it.until_detail("365.860")
        assert it.figures_of("AC34834") == ["442", "366", "-76"]


@pytest.mark.parametrize("size", [(200, 60), (99, 30), (60, 17), SMALL])
async def test_every_row_of_the_tree_fills_its_line_and_none_is_wider(gent: Opened, size: tuple[int, int]) -> None:
    async with explore(gent, size) as it:
        await it.press("t")
        region = it.one(OutlineTree).region
        for strip in it.screen._compositor.render_strips()[region.y : region.bottom]:
            assert strip.cell_length == size[0]
        variance = it.line_of("▾ SD10021")
        assert "-6.194" in variance


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL])
async def test_the_variances_at_every_size(gent: Opened, size: tuple[int, int]) -> None:
    async with explore(gent, size) as it:
        await it.press("v")
        await it.until_screen(VariancesScreen)
        await it.until(lambda: it.table.row_count > 0, "rows")
        assert "AC34421" in it.text
        if size != SMALL:
            assert "220 of 256" in it.lines[0]


async def test_the_variances_say_it_too_where_there_is_no_room(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        await it.press("v")
        await it.until_screen(VariancesScreen)
        await it.resize(*TINY)
        assert "doelboom needs 40 columns" in " ".join(it.text.split())


@pytest.mark.parametrize("size", [NARROW, SMALL])
async def test_everything_opens_at_small_sizes_and_escape_closes_it(gent: Opened, size: tuple[int, int]) -> None:
    async with explore(gent, size, code="OD10040") as it:
        for key in ("m", "colon", "slash", "question_mark", "K", "v", "d", "w", "ctrl+p"):
            await it.press(key)
            assert len(it.lines) == size[1]
            assert it.screen is not it.explorer or it.explorer.filter_line.display
            await it.press("escape")
            assert it.screen is it.explorer
            assert it.code == "OD10040"
            assert it.tree.has_focus
