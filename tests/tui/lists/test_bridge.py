"""The bridge as a way down: its cursor, the bridges below and above, what is drawn, copied and written."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doelboom.data.model.outline import WHOLE, Outline, outline
from doelboom.data.model.queries import Against
from doelboom.data.queries.bridge import Bridge, bridge
from doelboom.data.storage.library import Opened
from doelboom.parser.records import Measure
from doelboom.tui.explorer.screens.bridge import BridgeScreen
from doelboom.tui.explorer.widgets.bridge import BridgePane
from doelboom.tui.views.drawing.bridge import draw_bridge
from doelboom.tui.views.drawing.look import ASCII, PLAIN, Look
from doelboom.tui.views.drawing.waterfall import Axis, axis_of, draw_span
from tests.tui.driving import NARROW, WIDE, Driven, explore
from tests.tui.running import run

EXPENDITURE = Measure.OPERATING_EXPENDITURE
SMALL = (40, 12)


async def _open(it: Driven) -> BridgeScreen:
    await it.press("w")
    await it.until_screen(BridgeScreen)
    assert isinstance(it.screen, BridgeScreen)
    return it.screen


def _at(it: Driven) -> str | None:
    screen = it.screen
    assert isinstance(screen, BridgeScreen)
    return screen.step_code


class TestTheWayDown:
    async def test_enter_goes_down_to_the_tree_and_back_goes_up_to_the_whole_report(self, gent: Opened) -> None:
        async with explore(gent, code="SD10021") as it:
            screen = await _open(it)
            assert (screen.code, _at(it)) == ("SD10021", "OD10041")
            await it.press("down", "enter")
            assert (screen.code, _at(it)) == ("OD10040", bridge(screen.outline, "OD10040", EXPENDITURE).steps[0].code)
            assert it.lines[0].startswith(" What explains OD10040")
            await it.press("backspace")
            assert (screen.code, _at(it)) == ("SD10021", "OD10040")
            await it.press("h")
            assert (screen.code, _at(it)) == (WHOLE, "SD10021")
            assert "551.543.403" in it.line_of("Budget 2024")
            assert "537.385.903" in it.line_of("Jaarrekening 2024")
            await it.press("left")
            assert screen.code == WHOLE
            assert it.said == ["Nothing stands above the whole report."]
            await it.press("l", "enter", "enter")
            assert it.screen is it.explorer
            assert it.code == "ACD3725"

    async def test_one_key_goes_to_any_steps_node_in_the_tree(self, gent: Opened) -> None:
        async with explore(gent, code="SD10021") as it:
            await _open(it)
            await it.press("j", "t")
            assert it.screen is it.explorer
            assert it.code == "OD10040"
            await it.press("ctrl+o")
            assert it.code == "SD10021"

    async def test_esc_closes_it_where_it_was_opened_however_far_one_went(self, gent: Opened) -> None:
        async with explore(gent, code="SD10021") as it:
            await _open(it)
            await it.press("enter", "escape")
            assert it.screen is it.explorer
            assert it.code == "SD10021"

    async def test_a_step_of_no_one_node_leads_nowhere_and_says_so(self, gent: Opened) -> None:
        async with explore(gent, code="OD10041") as it:
            screen = await _open(it)
            await it.press("G", "k")
            assert (screen.pane.step is not None, _at(it)) == (True, None)
            await it.press("enter", "t", "y")
            assert it.screen is screen
            assert it.said == [
                "This step is not one node's: there is none to go to.",
                "Nothing is highlighted to copy.",
            ]

    async def test_another_measure_or_basis_begins_at_its_largest_step_and_they_are_kept_on_the_way(
        self, gent: Opened
    ) -> None:
        async with explore(gent, code="SD10021") as it:
            screen = await _open(it)
            await it.press("G", "m", "G", "enter")
            assert (screen.measure, screen.pane.step) == (Measure.FTE, screen.answer.steps[0])
            await it.press("G", "p")
            assert (screen.against, screen.pane.step) == (Against.PRIOR, screen.answer.steps[0])
            await it.press("enter")
            assert (screen.answer.measure, screen.answer.against) == (Measure.FTE, Against.PRIOR)

    async def test_the_mouse_chooses_a_step_and_a_second_click_opens_it(self, gent: Opened) -> None:
        async with explore(gent, code="SD10021") as it:
            screen = await _open(it)
            await it.click(BridgePane, 20, 2)
            assert _at(it) == "OD10040"
            await it.click(BridgePane, 20, 2)
            assert screen.code == "OD10040"

    @pytest.mark.parametrize("size", [(200, 50), WIDE, NARROW, SMALL])
    async def test_the_cursor_is_always_in_view_and_so_is_what_the_steps_lead_to(
        self, gent: Opened, size: tuple[int, int]
    ) -> None:
        async with explore(gent, size, code="OD10041") as it:
            screen = await _open(it)
            assert "18.216.001" in it.text
            for step in screen.answer.steps:
                assert screen.pane.step == step
                if step.code is not None:
                    assert step.code in it.text
                await it.press("down")
            assert "15.077.117" in it.text
            assert "-3.138.884" in it.text


class TestWhatIsDrawn:
    async def test_a_step_that_outweighs_the_whole_says_so_and_per_cent_have_a_heading(self, gent: Opened) -> None:
        for size in (WIDE, NARROW, SMALL):
            async with explore(gent, size, code="SD10023") as it:
                screen = await _open(it)
                heading = "%" if size == SMALL else "% of the variance"
                assert heading in it.lines[1]
                end = it.lines[1].index(heading) + len(heading)
                assert it.line_of("-4.793.585")[:end].endswith("606,7%")
                assert "more than the whole" in it.lines[-2]
                await it.press("down")
                brief = "the other way, and more" if size == SMALL else "the other way, more than the whole"
                assert brief in it.lines[-2]
                await it.press("p")
                assert ("% of the change" in it.lines[1]) is (size != SMALL)
                assert screen.against is Against.PRIOR

    def test_where_there_is_room_it_stands_beside_the_step_too(self, gent: Opened) -> None:
        lines = draw_bridge(*_answered(gent, "SD10023"), 118, PLAIN).lines
        assert re.search(r"606,7% more than the whole ", lines[1].plain)
        assert re.search(r"-563,7% the other way, and more", lines[2].plain)
        assert re.search(r" 37,3% +[^ a-z]+$", lines[3].plain.rstrip())

    def test_without_blocks_there_are_plain_signs(self, gent: Opened) -> None:
        for width in (38, 78, 118):
            drawn = draw_bridge(*_answered(gent, "SD10023"), width, Look(signs=ASCII))
            for line in drawn.lines:
                assert line.plain.replace("…", "").isascii() or "é" in line.plain

    @pytest.mark.parametrize("code", [WHOLE, "SD10021", "SD10023", "OD10041"])
    def test_bars_hang_together_and_are_to_one_scale(self, gent: Opened, code: str) -> None:
        tree, answer = _answered(gent, code)
        axis = axis_of([level for step in answer.steps for level in (step.before, step.after)])
        for line, step in zip(draw_bridge(tree, answer, 198, PLAIN).lines[1:], answer.steps, strict=False):
            if step.kind == "rounding" or not step.difference:
                continue
            bar = line.plain[-60:]
            left, right = sorted((axis.eighths(step.before, 60), axis.eighths(step.after, 60)))
            assert abs(len(bar) - len(bar.lstrip()) - left / 8) <= 1, line.plain
            assert abs(len(bar.rstrip()) - right / 8) <= 1, line.plain

    def test_an_axis_without_zero_says_so_and_its_totals_are_marked_as_cut(self, gent: Opened) -> None:
        drawn = draw_bridge(*_answered(gent, "SD10023"), 118, PLAIN)
        assert drawn.heading.plain.rstrip().endswith("not from zero")
        assert "≈█" in drawn.lines[0].plain
        whole = draw_bridge(*_answered(gent, "OD10039"), 118, PLAIN)
        assert whole.heading.plain.rstrip().endswith(" from zero")
        assert "≈" not in whole.lines[0].plain

    async def test_a_step_from_a_doubtful_figure_is_marked(self, doubtful: Opened) -> None:
        async with explore(doubtful, code="OD4100") as it:
            await _open(it)
            assert "-19.802?" in it.line_of("AC51000")
            assert "-223 " in it.line_of("AC51001")


AMOUNTS = st.integers(-(10**9), 10**9).map(Decimal)


@settings(max_examples=200, deadline=None)
@given(st.lists(AMOUNTS, min_size=2, max_size=12), st.integers(2, 80), st.booleans())
def test_a_bar_has_its_width_and_its_length(levels: list[Decimal], width: int, blocks: bool) -> None:
    axis = axis_of(levels)
    assert axis.low <= min(levels)
    assert axis.high >= max(levels)
    for one, other in pairwise(levels):
        bar = draw_span(axis, one, other, width, blocks=blocks)
        assert len(bar) == width
        assert (bar.strip() == "") is (one == other)
        if axis.high > axis.low and one != other:
            exact = abs(other - one) / (axis.high - axis.low) * width
            assert abs(len(bar.strip()) - exact) <= 2


def test_eighths_of_a_cell() -> None:
    axis = Axis(Decimal(0), Decimal(80))
    bars = [
        draw_span(axis, Decimal(one), Decimal(other), 10, blocks=True) for one, other in ((0, 13), (8, 20), (15, 16))
    ]
    assert bars == ["█▋        ", " █▌       ", " ▕        "]
    assert draw_span(axis, Decimal(80), Decimal(80), 10, blocks=True) == " " * 10


def _answered(gent: Opened, code: str) -> tuple[Outline, Bridge]:
    tree = outline(gent.accounts)
    return tree, bridge(tree, code, EXPENDITURE)


class TestTakingItAlong:
    async def test_code_and_row_are_copied(self, gent: Opened) -> None:
        async with explore(gent, code="SD10023") as it:
            await _open(it)
            await it.press("y")
            assert it.clipboard == "OD10051"
            await it.press("Y")
            assert it.clipboard is not None
            cells = it.clipboard.split("\t")
            assert (cells[0], cells[2:]) == ("OD10051", ["-4.793.585", "606,7%"])

    async def test_the_steps_are_written_to_a_file(
        self, gent: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        async with explore(gent, code="SD10023") as it:
            await _open(it)
            await it.press("e", "ctrl+u")
            await it.type_in("steps.csv")
            await it.press("enter")
            await it.until(Path("steps.csv").exists, "the file")
        with Path("steps.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        assert [row["code"] for row in rows] == ["OD10051", "OD10050", "OD10048", "OD10047", "OD10049", ""]
        assert sum(Decimal(row["difference"]) for row in rows) == Decimal(-790130)

    def test_the_command_line_explains_the_whole_report(self) -> None:
        done = run("bridge", "--format", "json")
        assert (done.code, done.err) == (0, "")
        assert [row["code"] for row in done.rows] == ["SD10021", "SD10022", "SD10024", "SD10023"]
        assert sum(row["difference"] for row in done.rows) == Decimal(-14157500)
        plain = run("bridge")
        assert "Report: Whole report" in plain.out
