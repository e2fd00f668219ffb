"""A report's texts are texts: no markup, no template, no control character of theirs does anything."""

from __future__ import annotations

from pathlib import Path

from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.screens.lists.check import CheckScreen
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from tests.tui.driving import WIDE, explore
from tests.tui.small_reports import NASTY, opened, small_text


async def test_brackets_and_dollars_are_shown_in_the_tree_and_the_detail(lindendorp: Opened) -> None:
    async with explore(lindendorp, (200, 40), code="AC51000") as it:
        assert f"AC51000 {NASTY}"[:60] in it.text
        await it.until_detail("[bold red]planten[/]")
        assert NASTY in " ".join(it.detail_text.split())


async def test_in_the_variances_the_jump_the_palette_and_the_check(lindendorp: Opened) -> None:
    async with explore(lindendorp, (260, 40)) as it:
        await it.press("v")
        await it.until_screen(VariancesScreen)
        await it.until(lambda: it.table.row_count > 0, "rows")
        assert it.cells("AC51000")[1] == NASTY
        await it.press("escape", "colon")
        await it.type_in("51000")
        assert f"AC51000  {NASTY}" in it.text
        await it.press("escape", "K")
        await it.until_screen(CheckScreen)
        assert "[bold" not in it.lines[0]


async def test_what_is_said_is_text(lindendorp: Opened) -> None:
    async with explore(lindendorp, code="AC51000") as it:
        await it.press("Y")
        assert it.clipboard is not None
        assert it.clipboard.startswith(f"AC51000\t{NASTY}\t")
        assert NASTY in it.said[0]
        await it.until(lambda: "[bold red]planten[/]" in it.text, "the message, as text")


async def test_a_filter_of_brackets(lindendorp: Opened) -> None:
    async with explore(lindendorp) as it:
        await it.press("slash")
        await it.burst("[bold")
        await it.until(lambda: it.explorer.view.filter.text == "[bold")
        assert it.open_codes == ["SD310", "OD4100", "AC51000"]
        assert "filter: [bold" in it.lines[0]


async def test_control_characters_of_a_document_never_reach_the_screen(tmp_path: Path) -> None:
    signs = "\x1b[31mrood \x07bel \x9b31mcsi \u202eomgekeerd \x7fweg \x08terug"
    report = opened(small_text(title=f"Bomen {signs} op het plein", text=f"Wij {signs} planten."), tmp_path)
    async with explore(report, WIDE, code="AC51000") as it:
        await it.until_detail("> AC51000\n", "Wij")
        shown = it.text + it.detail_text
        assert "AC51000 Bomen" in shown
        assert "rood" in it.detail_text
        for sign in "\x1b\x07\x9b\u202e\x7f\x08":
            assert sign not in shown


async def test_wide_letters_keep_the_columns_in_line(tmp_path: Path) -> None:
    report = opened(small_text(title="樹木を植える 🌳🌳 voor de stad"), tmp_path)
    async with explore(report, (100, 30), code="AC51000") as it:
        for strip in it.screen._compositor.render_strips():
            assert strip.cell_length == 100
