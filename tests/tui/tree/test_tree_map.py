"""The tree as a map: the whole report in its first row, bars, columns to choose, siblings in an order."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from doelboom.data.model.outline import WHOLE
from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.commands import Command, Place, at
from doelboom.tui.explorer.screens.bridge import BridgeScreen
from doelboom.tui.explorer.screens.dialogs.chooser import Chooser
from doelboom.tui.explorer.screens.dialogs.columns import Columns
from doelboom.tui.explorer.widgets.tree import TreeHeading
from doelboom.tui.locale.words import use_language
from doelboom.tui.settings.session import session_of
from doelboom.tui.terminal.abilities import Abilities, Colours
from tests.tui.driving import NARROW, WIDE, Driven, explore

ORDERS = ("", "title", "reference", "actual", "spent_pct", "variance")
"""The first entries of the chooser of orders."""


async def sort_tree(it: Driven, order: str) -> None:
    await it.press("s", "home", *["down"] * ORDERS.index(order), "enter")


def row_of(it: Driven, code: str) -> str:
    """The painted row of a code, in the tree alone."""
    region = it.tree.region
    line = it.lines[region.y + it.tree.rows.index(code) - it.tree.scroll_offset.y]
    return line[: region.width - 1]


class TestTheWholeReport:
    async def test_it_is_the_first_row_with_the_sums_and_the_cursor_starts_below_it(self, gent: Opened) -> None:
        for size in (WIDE, NARROW, (40, 12)):
            async with explore(gent, size) as it:
                assert it.tree.rows[:2] == [WHOLE, "SD10021"]
                assert it.code == "SD10021"
                assert it.tree.scroll_offset.y == 0
                assert "Whole report" in it.lines[2]
                assert "-14.158" in it.lines[2]

    async def test_its_detail_has_the_sums_and_what_the_report_consists_of(self, gent: Opened) -> None:
        async with explore(gent) as it:
            await it.press("up")
            assert it.code == WHOLE
            await it.until_detail("551.543.403", "397.251.856", "3.272,47")
            assert it.detail_words.startswith("Whole report 274 nodes: 4 SD, 16 OD, 1 PO, 235 AC, 18 PR")
            assert "Saldo in the budget -154.291.547" in it.detail_words
            assert "jaarrekening-2024-documentatie.txt" in it.detail_words
            assert "No descriptions here" not in it.detail_words

    async def test_findings_of_no_node_stand_with_it(self, doubtful: Opened) -> None:
        from doelboom.data.model.outline import outline

        found = outline(doubtful.accounts).findings.get(WHOLE, ())
        assert all(finding.code is None for finding in found)
        async with explore(doubtful, (150, 45)) as it:
            await it.press("g")
            await it.until_detail("Whole report", "1 figure in doubt")
            assert ("Findings" in it.detail_text) == bool(found)

    async def test_going_up_ends_there_and_it_neither_folds_nor_opens_below_itself(self, gent: Opened) -> None:
        async with explore(gent) as it:
            await it.press("h", "h")
            assert it.code == WHOLE
            await it.press("h", "left")
            assert it.code == WHOLE
            await it.press("J", "J", "J")
            assert it.code == "SD10023"
            await it.press("g", "enter")
            assert it.explorer.has_class("-info")

    async def test_its_bridge_goes_over_the_objectives(self, gent: Opened) -> None:
        async with explore(gent) as it:
            await it.press("g", "w")
            assert isinstance(it.screen, BridgeScreen)
            assert "What explains Whole report" in it.lines[0]
            assert "-6.193.864" in it.line_of("SD10021")
            assert "-14.157.500" in it.text
            await it.press("q")
            assert it.code == WHOLE

    async def test_what_needs_a_code_says_that_it_has_none(self, gent: Opened, tmp_path: Path) -> None:
        session = session_of(gent.id, tmp_path / "session.json")
        async with explore(gent, session=session) as it:
            await it.press("g", "y")
            assert it.said == ["The whole report has no code."]
            assert it.clipboard is None
            await it.press("Y")
            assert it.clipboard == "\tWhole report\t551.543\t537.386\t97,4%\t-14.158"
            await it.press("M")
            assert it.said[-1] == "The whole report is the first row: it needs no bookmark."

    async def test_a_filter_keeps_it_above_its_matches_and_only_there(self, gent: Opened) -> None:
        async with explore(gent) as it:
            await it.press("g", "slash")
            await it.type_in("talent")
            assert it.tree.rows == [WHOLE, "SD10021", "OD10039", "AC34834", "SD10022"]
            await it.type_in("zzz")
            assert it.tree.rows == []
            await it.press("escape")
            assert it.code == WHOLE

    async def test_back_returns_to_it_and_the_next_start_takes_it_up(self, gent: Opened, tmp_path: Path) -> None:
        path = tmp_path / "session.json"
        async with explore(gent, session=session_of(gent.id, path)) as it:
            await it.press("g", "colon")
            await it.type_in("34834")
            await it.press("enter", "ctrl+o")
            assert it.code == WHOLE
        async with explore(gent, session=session_of(gent.id, path)) as it:
            assert it.code == WHOLE

    async def test_a_doubt_below_it_marks_its_figure(self, doubtful: Opened, tmp_path: Path, home: Path) -> None:
        from tests.tui.small_reports import opened, small_text

        report = opened(small_text().replace("579.333\t480.308", "579.333\t490.308"), tmp_path, "off.txt")
        async with explore(report) as it:
            assert "490?" in row_of(it, WHOLE)


class TestTitlesAndColumns:
    @pytest.mark.parametrize("language", ["en", "nl"])
    async def test_titles_have_thirty_letters_beside_the_detail_and_bars(self, gent: Opened, language: str) -> None:
        use_language(language)
        async with explore(gent, WIDE) as it:
            await it.press("t")
            bar = {"en": "Share", "nl": "Deel"}[language]
            assert bar in it.lines[1].split("│")[0]
            for code in it.tree.rows[1 : it.tree.size.height]:
                item = it.explorer.outline.items[code]
                if item.title is not None:
                    assert item.title[:30] in row_of(it, code), row_of(it, code)
            assert it.explorer.detail.size.width >= 39

    async def test_at_200_columns_the_room_goes_to_titles_and_every_column_is_there(self, gent: Opened) -> None:
        async with explore(gent, (200, 50)) as it:
            assert it.lines[1].split("│")[0].split()[-5:] == ["Budget", "Actual", "%", "Variance", "Share"]
            for code in it.tree.rows:
                row = row_of(it, code)
                # A title is cut where the widest figure of the next column begins.
                assert "…" not in row or row.index("…") == it.lines[2].index("551.543") - 2, row

    @pytest.mark.parametrize("width", range(40, 211, 17))
    async def test_every_column_is_whole_at_every_width(self, gent: Opened, width: int) -> None:
        async with explore(gent, (width, 30), code="OD10041.rest") as it:
            await it.press("u")  # millions: narrower figures, more columns
            seen: list[str] = []
            for _turn in range(6):
                heading = it.lines[1][: it.tree.size.width].split("│")[0].split(" >")[-1]
                seen += heading.split()
                assert "restnot" not in row_of(it, "OD10041.rest")
                await it.press("L")
            assert {"Budget", "Actual", "%", "Variance", "Share"} <= {*seen}
            assert re.search(r"  OD10041\.rest( |…)", row_of(it, "OD10041.rest"))

    async def test_choosing_columns(self, gent: Opened, tmp_path: Path) -> None:
        path = tmp_path / "session.json"
        async with explore(gent, (200, 40), session=session_of(gent.id, path)) as it:
            await it.press("c")
            assert isinstance(it.screen, Columns)
            # out with the budget, in with the shares
            await it.press("space", *["down"] * 8, "space", "down", "space", "enter")
            heading = " ".join(it.lines[1].split("│")[0].split())
            assert heading == "Code and title Actual % Variance % of parent % of whole Share"
            assert row_of(it, "OD10039").split()[-6:-1] == ["1.644", "73,9%", "-581", "5,1%", "0,4%"]
            assert row_of(it, WHOLE).split()[-3:-1] == ["100,0%", "100,0%"]
            before = it.lines[1]
        async with explore(gent, (200, 40), session=session_of(gent.id, path)) as it:
            assert it.lines[1] == before
            await it.press("c", "down", "space", "escape")
            assert it.lines[1] == before


class TestOrder:
    async def test_siblings_are_sorted_and_the_heading_says_so(self, gent: Opened) -> None:
        async with explore(gent, code="OD10049") as it:
            await it.press("s")
            assert isinstance(it.screen, Chooser)
            await it.press("escape")
            await sort_tree(it, "actual")
            assert it.open_codes[:2] == ["SD10022", "OD10043"]
            assert "Actual ↓" in it.lines[1]
            # The first of the siblings of the row that it was on
            assert it.code == "OD10051"
            await sort_tree(it, "actual")
            assert "Actual ↑" in it.lines[1]
            assert it.code == "OD10048"
            await sort_tree(it, "")
            assert "↑" not in it.lines[1]
            assert it.open_codes[:2] == ["SD10021", "OD10039"]
            assert it.code == "OD10047"

    async def test_from_the_whole_it_goes_to_the_first_objective(self, gent: Opened) -> None:
        async with explore(gent) as it:
            await it.press("g")
            await sort_tree(it, "variance")
            assert it.code == it.tree.rows[1] == "SD10023"

    async def test_the_column_that_is_sorted_by_stands_next_to_the_title_chosen_or_not(self, gent: Opened) -> None:
        async with explore(gent, NARROW) as it:
            await it.press("s", "home", *["down"] * 8, "enter")
            heading = it.lines[1]
            assert re.search(r"Change ↓ +(Budget|Actual)", heading)
            changes = [int(row_of(it, code).split("…")[-1].split()[0].replace(".", "")) for code in it.tree.rows[1:2]]
            assert changes[0] > 0

    async def test_a_click_on_a_heading_sorts_by_it_and_again_reverses(self, gent: Opened) -> None:
        async with explore(gent) as it:
            for heading, arrow in (("Actual", "↓"), ("Actual", "↑"), ("Variance", "↓"), ("Code", "↑")):
                await it.click(TreeHeading, it.lines[1].index(heading) + 1, 0)
                assert f"{heading} {arrow}" in it.lines[1].replace("Code and title", "Code")
            before = it.lines[1].split("│")[0]
            await it.click(TreeHeading, it.lines[1].index("Share") + 1, 0)
            assert it.lines[1].split("│")[0] == before

    async def test_by_title_from_a_to_z(self, gent: Opened) -> None:
        async with explore(gent) as it:
            await sort_tree(it, "title")
            assert "Code and title ↑" in it.lines[1]
            titles = [it.explorer.outline.items[code].title or "" for code in it.open_codes if code.startswith("SD")]
            assert titles == sorted(titles, key=str.casefold)

    async def test_a_remainder_stays_last(self, gent: Opened) -> None:
        async with explore(gent, code="OD10041.rest") as it:
            for _way in range(2):
                await sort_tree(it, "reference")
                below = [code for code in it.open_codes if it.explorer.outline.items[code].parent == "OD10041"]
                assert below[-1] == "OD10041.rest"
                assert it.code == below[0]

    async def test_a_filter_and_another_measure_keep_the_row_and_the_order(self, gent: Opened, tmp_path: Path) -> None:
        path = tmp_path / "session.json"
        async with explore(gent, code="AC34834", session=session_of(gent.id, path)) as it:
            await sort_tree(it, "actual")
            await it.press("down", "down")
            code = it.code
            await it.press("m", "m", "enter")
            assert it.code == code
            assert "Actual ↓" in it.lines[1]
            order = it.open_codes
        assert json.loads(path.read_text())["reports"][gent.id]["sort"] == "actual"
        async with explore(gent, session=session_of(gent.id, path)) as it:
            assert it.code == code
            assert it.open_codes == order


class TestBars:
    async def test_the_bars_of_a_parents_children_make_its_own(self, gent: Opened) -> None:
        for size, bars in (
            (WIDE, ["█████▉", "██▉", "█▌+", "-41"]),
            ((200, 50), ["███████████▊", "█████▊", "██▉+", "-41"]),
        ):
            async with explore(gent, size) as it:
                codes = (WHOLE, "SD10022", "OD10050", "PO10044")
                assert [row_of(it, code).split()[-1] for code in codes] == bars

    async def test_receipts_have_another_colour(self, gent: Opened) -> None:
        def colour(it: Driven) -> object:
            strip = it.screen._compositor.render_strips()[3 + it.tree.rows.index("OD10040") - 1]
            return next(segment.style.color for segment in strip if segment.style and "█" in segment.text)

        async with explore(gent) as it:
            spent = colour(it)
            await it.press("m", "m", "enter")
            assert colour(it) != spent

    async def test_without_blocks_they_are_plain(self, gent: Opened) -> None:
        able = Abilities(Colours.NONE, unicode=False, light=False)
        async with explore(gent, code="AC34834", able=able) as it:
            assert row_of(it, "AC34819").split()[-1] == "#-"
            assert row_of(it, "SD10022").split()[-1] == "###"
            assert row_of(it, "OD10050").split()[-1] == "##+"
            assert it.tree.draw_heading().plain.isascii()

    async def test_of_staff_they_are_bars_of_what_was_planned(self, gent: Opened) -> None:
        async with explore(gent, (200, 50)) as it:
            await it.press("m", "G", "enter")
            assert "Plan" in it.lines[1]
            assert "Budget" not in it.lines[1].split("│")[0]
            assert row_of(it, WHOLE).split()[-1] == "██████████▌░"


@pytest.mark.parametrize("command", at(Place.EXPLORER, Place.TREE), ids=lambda command: command.id)
async def test_every_command_does_something_or_says_why_not_on_the_whole_report(gent: Opened, command: Command) -> None:
    async with explore(gent, NARROW) as it:
        await it.press("g")
        assert it.code == WHOLE
        await it.press(command.keys.split(",")[0])
        await it.press("escape", "escape", "escape")
        assert it.app.complaint is None
        assert it.screen is it.explorer
