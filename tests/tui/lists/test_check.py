"""The check: every finding in a row, and every doubtful figure drawn as doubtful wherever it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.screens.lists.check import CheckScreen
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from tests.tui.driving import NARROW, Driven, explore, sort_by


async def _open(it: Driven) -> None:
    await it.press("K")
    await it.until_screen(CheckScreen)
    await it.until(lambda: it.table.row_count > 0, "rows")


async def test_the_real_report_has_remainders_and_lost_headings_and_no_doubt(gent: Opened) -> None:
    async with explore(gent) as it:
        await _open(it)
        assert "35 findings, 0 of them put a figure in doubt" in it.lines[0]
        assert "3.836 percentages ok · 6 parents with a remainder · 19 headings lost" in it.text
        kinds = [it.cells(key)[0] for key in it.table.key_order]
        assert kinds.count("heading lost") == 19
        assert kinds.count("remainder") == 16


async def test_a_remainder_says_where_and_how_much(gent: Opened) -> None:
    async with explore(gent, (200, 60)) as it:
        await _open(it)
        row = next(it.cells(key) for key in it.table.key_order if it.cells(key)[1] == "OD10041")
        assert row[0] == "remainder"
        assert row[3:6] == ["Exploitatie, uitgaven", "Budget 2024", "18.216.001"]
        assert row[7:9] == ["17.684.734", "17.684.752"]


async def test_a_lost_heading_has_its_hint(gent: Opened) -> None:
    async with explore(gent) as it:
        await _open(it)
        row = next(it.cells(key) for key in it.table.key_order if it.cells(key)[1] == "OD10039.x1")
        assert row[9] == "same text as AC34834 Gentse bedrijven ondersteunen bij het vinden van talent"


async def test_k_moves_up_and_the_check_has_its_own_key(gent: Opened) -> None:
    async with explore(gent, code="OD10040") as it:
        await it.press("k")
        assert it.screen is it.explorer
        assert it.code == "OD10039"


async def test_enter_goes_to_the_node(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        await _open(it)
        await it.press("down", "down", "down", "enter")
        assert it.screen is it.explorer
        assert it.code == "OD10040.x1"


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_leaving_it(gent: Opened, key: str) -> None:
    async with explore(gent, code="AC34834") as it:
        await _open(it)
        await it.press(key)
        assert it.screen is it.explorer
        assert it.code == "AC34834"


async def test_sorting_by_code_both_ways(gent: Opened) -> None:
    async with explore(gent) as it:
        await _open(it)
        await sort_by(it, 1)
        codes = [it.cells(key)[1] for key in it.table.key_order]
        assert codes == sorted(codes, key=str.casefold)
        assert it.columns[1] == "Code ↑"
        await sort_by(it, 1)
        codes = [it.cells(key)[1] for key in it.table.key_order]
        assert codes == sorted(codes, key=str.casefold, reverse=True)
        assert it.columns[1] == "Code ↓"


async def test_another_order_begins_at_its_top(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        await _open(it)
        await it.press("G")
        await sort_by(it, 5)
        assert it.table.cursor_row == it.table.scroll_offset.y == 0
        assert "Printed ↓" in it.lines[1]


async def test_sorting_by_a_column_of_figures_goes_by_their_size_and_nulls_come_last(gent: Opened) -> None:
    async with explore(gent) as it:
        await _open(it)
        for _turn in range(2):
            await sort_by(it, 5)
            assert it.columns[2].startswith("Printed ")
            shown = [it.cells(key)[2] for key in it.table.key_order]
            known = [text for text in shown if text]
            assert shown == known + [""] * 19
            numbers = [float(text.replace(".", "").replace(",", ".")) for text in known]
            assert numbers == sorted(numbers, reverse=it.columns[2].endswith("↓"))


async def test_the_copied_code_is_the_findings(gent: Opened) -> None:
    async with explore(gent) as it:
        await _open(it)
        await it.press("y")
        assert it.clipboard == "OD10039.x1"


class TestAWrongDigit:
    """AC51000's account of 400.321 is printed as 480.321."""

    async def test_the_check_has_it_first_with_the_figure_that_is_meant(self, doubtful: Opened) -> None:
        async with explore(doubtful, (200, 50)) as it:
            await _open(it)
            assert "5 findings, 1 of them put a figure in doubt" in it.lines[0]
            row = it.cells(it.table.key_order[0])
            assert row[:2] == ["percentage does not agree", "AC51000"]
            assert row[3:9] == [
                "Exploitatie, uitgaven",
                "Jaarrekening 2027",
                "480.321",
                "400.321",
                "400.056",
                "400.349",
            ]

    async def test_the_check_asks_what_happened(self, doubtful: Opened) -> None:
        async with explore(doubtful, (300, 50)) as it:
            await _open(it)
            assert it.columns[10] == "Explanation"
            assert it.cells(it.table.key_order[0])[10] == "a digit changed?"

    async def test_the_row_in_the_tree_has_a_mark(self, doubtful: Opened) -> None:
        async with explore(doubtful, code="AC51000") as it:
            row = it.line_of("AC51000 ? Bomen").split("│")[0].split()
            assert row[-4:-1] == ["500", "480?", "-20?"]
            assert "AC51001 Perken" in it.text

    async def test_the_detail_has_mark_suggestion_and_word(self, doubtful: Opened) -> None:
        async with explore(doubtful, (140, 40), code="AC51000") as it:
            await it.until_detail("480.321?", "?400.321", "-19.802?")
            words = " ".join(it.detail_text.split())
            assert (
                "• percentage does not agree: Exploitatie, uitgaven, Jaarrekening 2027; printed 480.321; "
                "expected 400.056 to 400.349; suggestion: 400.321" in words
            )

    async def test_the_status_line_says_it_first(self, doubtful: Opened) -> None:
        async with explore(doubtful) as it:
            assert it.line_of("in doubt").startswith(" 1 figure in doubt · ")

    async def test_the_variances_mark_it_too(self, doubtful: Opened) -> None:
        async with explore(doubtful) as it:
            await it.press("v")
            await it.until_screen(VariancesScreen)
            await it.until(lambda: it.table.row_count > 0, "rows")
            assert "?" in " ".join(it.cells("AC51000"))

    async def test_the_balance_made_of_it_is_doubtful_too(self, doubtful: Opened) -> None:
        async with explore(doubtful, (140, 40), code="AC51000") as it:
            await it.until_detail("480.321?")
            assert "-480.321?" in it.detail_words

    async def test_the_remainder_made_of_it_is_doubtful_too(self, doubtful: Opened) -> None:
        async with explore(doubtful, (140, 40)) as it:
            await it.press("t")
            row = it.line_of("OD4100.rest").split("│")[0].split()
            assert "-76?" in row


async def test_a_figure_that_is_not_readable_is_no_zero(tmp_path: Path) -> None:
    from tests.tui.small_reports import opened, small_text

    text = small_text().replace("Exploitatie\tUitgaven\t64.210\t", "Exploitatie\tUitgaven\t6~.2I0\t")
    report = opened(text, tmp_path)
    async with explore(report, (140, 40), code="AC51001") as it:
        await it.until_detail("Findings")
        assert "figure not readable" in it.detail_text
        row = it.line_of("AC51001 ?").split("│")[0].split()
        assert row[:6] == ["AC51001", "?", "Perken", "onderhouden", "·?", "64"]
