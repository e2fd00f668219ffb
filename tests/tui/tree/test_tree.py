"""The tree: its rows, its keys, and what of it stays where it was."""

from __future__ import annotations

import pytest

from doelboom.data.model.outline import WHOLE
from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.screens.dialogs.chooser import Chooser
from doelboom.tui.explorer.widgets.detail import DetailPane
from doelboom.tui.explorer.widgets.tree import OutlineTree
from doelboom.tui.settings.config import Config
from doelboom.tui.terminal.abilities import Abilities, Colours
from tests.tui.driving import NARROW, explore

PLANS = ["SD10021", "OD10039", "OD10040", "OD10041", "SD10022"]


async def test_it_opens_with_the_objectives_unfolded_to_their_plans(gent: Opened) -> None:
    async with explore(gent) as it:
        assert it.open_codes[:5] == PLANS
        assert len(it.open_codes) == 21
        assert it.code == "SD10021"
        assert it.tree.has_focus


async def test_a_row_says_what_the_report_says(gent: Opened) -> None:
    async with explore(gent) as it:
        row = it.line_of("OD10041").split("│")[0].split()
        assert row[:2] == ["▸", "OD10041"]
        assert row[-4:] == ["18.216", "15.077", "-3.139", "██▏"]
    async with explore(gent, (160, 36)) as it:
        row = it.line_of("OD10041").split("│")[0].split()
        assert row[-5:] == ["18.216", "15.077", "82,8%", "-3.139", "████▏"]


async def test_the_message_comes_first_then_the_detail_follows(gent: Opened) -> None:
    async with explore(gent) as it:
        it.seen.clear()
        await it.press("down")
        highlighted = [message.code for message in it.messages(OutlineTree.Highlighted)]
        assert highlighted == ["OD10039"]
        assert it.explorer.code == "OD10039"
        await it.until_detail("SD10021 > OD10039\n", "Beter laten aansluiten")


async def test_down_and_up(gent: Opened) -> None:
    async with explore(gent) as it:
        for key, code in (
            ("down", "OD10039"),
            ("j", "OD10040"),
            ("up", "OD10039"),
            ("k", "SD10021"),
            ("k", WHOLE),
            ("k", WHOLE),
        ):
            await it.press(key)
            assert it.code == code


@pytest.mark.parametrize("theme", ["dark", "none"])
async def test_the_cursor_leaves_the_bars_as_they_are(gent: Opened, theme: str) -> None:
    able = Abilities(Colours.NONE if theme == "none" else Colours.MANY)
    async with explore(gent, able=able, config=Config(theme=theme)) as it:

        def looks() -> list[set[object]]:
            """What the cells of a row's title and of its bar look like."""
            strip = next(strip for strip in it.screen._compositor.render_strips() if "OD10039" in strip.text[:20])
            bar = strip.text.index("▎")
            styles = [[segment.style for segment in strip.crop(*cells)] for cells in ((4, 40), (bar - 1, bar + 6))]
            return [
                {(one.color, one.bgcolor, bool(one.reverse)) for one in cells if one is not None} for cells in styles
            ]

        title, bar = looks()
        await it.press("down")
        assert it.code == "OD10039"
        title_with_the_cursor, bar_beside_the_cursor = looks()
        assert title_with_the_cursor != title
        assert bar_beside_the_cursor == bar


async def test_opening_unfolds_then_goes_below_then_shows_the_leaf(gent: Opened) -> None:
    async with explore(gent, code="OD10039") as it:
        for key in ("right", "l"):
            await it.press(key)
            assert it.code == "OD10039"
            assert it.open_codes[2:4] == ["AC34819", "AC34831"]
            await it.press(key)
            assert it.code == "AC34819"
            await it.press(key)
            assert it.one(DetailPane).has_focus
            assert it.explorer.has_class("-info")
            await it.press("escape", "left", "left")


async def test_closing_goes_above_then_folds(gent: Opened) -> None:
    async with explore(gent, code="AC34834") as it:
        for key in ("left", "h", "backspace"):
            assert "AC34834" in it.open_codes
            await it.press(key)
            assert it.code == "OD10039"
            await it.press(key)
            assert it.code == "OD10039"
            assert it.open_codes[:5] == PLANS
            await it.press(key)
            assert it.code == "SD10021"
            await it.press(key)
            assert it.open_codes[:2] == ["SD10021", "SD10022"]
            await it.press("right", "right", "right", "right")


async def test_enter_folds_and_unfolds_and_opens_a_leaf(gent: Opened) -> None:
    async with explore(gent, code="OD10039") as it:
        await it.press("enter")
        assert it.open_codes[2] == "AC34819"
        await it.press("enter")
        assert it.open_codes[:5] == PLANS
        await it.press("enter", "down")
        assert it.code == "AC34819"
        await it.press("enter")
        assert it.explorer.has_class("-info")


async def test_top_and_bottom(gent: Opened) -> None:
    async with explore(gent) as it:
        for key, code in (("G", "OD10054"), ("g", WHOLE), ("end", "OD10054"), ("home", WHOLE)):
            await it.press(key)
            assert it.code == code


async def test_a_page_down_and_up(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        await it.press("t")
        await it.press("pagedown")
        down = it.open_codes.index(it.code or "")
        assert 8 <= down <= 12
        await it.press("pageup")
        assert it.code == "SD10021"


async def test_unfolding_to_a_level_keeps_the_cursor(gent: Opened) -> None:
    async with explore(gent, code="AC34834") as it:
        await it.press("t")
        # 274 nodes, and the remainder that has operating expenditure
        assert len(it.open_codes) == 277
        assert it.code == "AC34834"
        await it.press("t")
        assert it.open_codes == ["SD10021", "SD10022", "SD10023", "SD10024"]
        assert it.code == "SD10021"
        await it.press("t")
        assert len(it.open_codes) == 21


async def test_remainders_and_lost_headings_say_what_they_are(gent: Opened) -> None:
    async with explore(gent, code="OD10041.rest") as it:
        assert "OD10041.rest not in this" in it.text
        await it.until_detail("remainder", "531.258", "507.861", "485.324", "4,94", "3,79", "4,67")
        assert "it belongs to no action or project that this report prints" in it.detail_words
    async with explore(gent, code="OD10039.x1") as it:
        assert "OD10039.x1 (heading lost)" in it.text
        await it.until_detail("The report prints no code and no title here", "138.151")


async def test_remainders_and_lost_headings_are_dim(gent: Opened) -> None:
    async with explore(gent, code="AC34834") as it:
        muted = it.app.current_theme.variables["muted"].lower()
        line = next(
            strip for strip in it.screen._compositor.render_strips() if "OD10039.x1 (heading lost)" in strip.text
        )
        segment = next(segment for segment in line if "OD10039.x1" in segment.text)
        assert segment.style is not None
        assert segment.style.color is not None
        assert segment.style.color.name == muted


async def test_a_remainder_without_an_amount_in_this_measure_is_not_shown(gent: Opened) -> None:
    async with explore(gent, code="OD10040") as it:
        await it.press("right")
        assert "OD10040.rest" not in it.open_codes
        await it.press("m", *["m"] * 6, "enter")
        await it.until(lambda: "OD10040.rest" in it.open_codes)
        row = it.line_of("OD10040.rest").split("│")[0]
        assert "-0,66" in row or "-0,67" in row


async def test_choosing_the_measure(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("m")
        assert isinstance(it.screen, Chooser)
        await it.press("m")
        await it.press("enter")
        assert it.lines[0].endswith("Exploitatie, ontvangsten │ 1.000 euro")
        assert it.figures_of("SD10021") == ["17.290", "16.035", "-1.255"]


async def test_the_measure_of_staff_has_two_decimals_and_no_unit(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("m", "k", "j", *["down"] * 6, "enter")
        assert it.lines[0].endswith("  VTE")
        headings = it.lines[1].split("│")[0].split()
        assert headings[-4:] == ["Plan", "Paid", "Variance", "Share"]


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_leaving_the_measure_as_it_is(gent: Opened, key: str) -> None:
    async with explore(gent) as it:
        await it.press("m", "down", key)
        assert it.screen is it.explorer
        assert it.lines[0].endswith("Exploitatie, uitgaven │ 1.000 euro")


async def test_hiding_zeroes(gent: Opened) -> None:
    async with explore(gent, code="AC34976") as it:
        assert "ACD3411" in it.open_codes
        await it.press("z")
        assert "without zeroes" in it.lines[0]
        assert "ACD3411" not in it.open_codes
        assert it.code == "AC34976"
        await it.press("z")
        assert "ACD3411" in it.open_codes
        assert "without zeroes" not in it.lines[0]


async def test_hiding_the_row_under_the_cursor_goes_above(gent: Opened) -> None:
    async with explore(gent, code="ACD3411") as it:
        await it.press("z")
        assert it.code == "OD10039"


async def test_the_bars_give_their_room_to_the_next_column(gent: Opened) -> None:
    async with explore(gent) as it:
        assert "██▏" in it.line_of("OD10041")
        await it.press("b")
        row = it.line_of("OD10041").split("│")[0]
        assert "█" not in row
        assert row.split()[-4:] == ["18.216", "15.077", "82,8%", "-3.139"]


async def test_the_unit_of_the_columns(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("u")
        assert it.lines[0].endswith("mln. euro")
        assert "18,22" in it.line_of("OD10041").split("│")[0]
        await it.press("u")
        assert it.lines[0].endswith("│ euro")
        assert "15.077.117" in it.line_of("OD10041").split("│")[0]
        await it.press("u")
        assert it.lines[0].endswith("1.000 euro")


async def test_copying_says_what_was_sent_and_where(gent: Opened) -> None:
    async with explore(gent, code="AC34834") as it:
        await it.press("y")
        assert it.clipboard == "AC34834"
        assert it.said == ["Sent to the terminal, which does not say whether it took it: AC34834"]
        await it.press("Y")
        assert it.clipboard == (
            "AC34834\tGentse bedrijven ondersteunen bij het vinden van talent\t442\t366\t82,7%\t-76"
        )


async def test_back_goes_to_where_a_jump_began(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("down", "colon")
        await it.type_in("34834")
        await it.press("enter")
        assert it.code == "AC34834"
        await it.press("ctrl+o")
        assert it.code == "OD10039"


async def test_nothing_to_go_back_to_is_said(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("ctrl+o")
        assert it.said == ["No node before this one."]


async def test_a_held_key_moves_once_for_each_press_and_the_detail_follows_at_the_end(gent: Opened) -> None:
    async with explore(gent, code="OD10039") as it:
        await it.burst("jjjjjjjj")
        assert it.open_codes.index(it.code or "") == 9
        await it.until_detail(f"> {it.code}\n")


async def test_what_is_unfolded_survives_another_measure(gent: Opened) -> None:
    async with explore(gent, code="AC34834") as it:
        before = it.open_codes
        await it.press("m", "m", "enter")
        assert it.open_codes == before
        assert it.code == "AC34834"
