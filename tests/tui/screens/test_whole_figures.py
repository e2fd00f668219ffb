"""A figure is drawn whole or not at all, and every column can be reached: at any size, wherever it is scrolled to."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from itertools import islice

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from doelboom.data.model.queries import Against
from doelboom.data.queries.bridge import bridge
from doelboom.data.storage.library import Opened
from doelboom.parser.records import Measure
from doelboom.tui.explorer.screens.bridge import BridgeScreen
from doelboom.tui.explorer.screens.lists.listing import ListingScreen
from doelboom.tui.explorer.screens.tree.explorer import ExplorerScreen
from doelboom.tui.explorer.widgets.bridge import BridgePane
from doelboom.tui.locale.words import use_language
from doelboom.tui.views.drawing.bridge import draw_bridge
from tests.tui.driving import NARROW, WIDE, Driven, explore
from tests.tui.small_reports import opened, small_text

SMALL = (40, 12)
SIZES = [WIDE, NARROW, SMALL]
LISTS = {"variances": "v", "services": "d", "check": "K"}
EXAMPLES = int(os.environ.get("EXAMPLES", "6"))
"""How many runs are generated; more of them take other turns every time."""


def with_digits(text: str) -> list[str]:
    """The words of a text that have a digit: its figures, years, codes."""
    return re.findall(r"\S*\d\S*", text)


def stand_in_order(words: Iterable[str], whole: Iterable[str]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in words)


async def open_list(it: Driven, name: str) -> ListingScreen:
    await it.press(LISTS[name])
    await it.until(lambda: isinstance(it.screen, ListingScreen) and it.table.row_count > 0, "rows")
    assert isinstance(it.screen, ListingScreen)
    return it.screen


def rows_in_view(it: Driven) -> list[str]:
    """The painted rows below the headings, without the scrollbar."""
    region = it.table.region
    return [line[: region.width - 1].rstrip() for line in it.lines[region.y + 1 : region.bottom]]


def check_list(it: Driven) -> None:
    screen = it.screen
    assert isinstance(screen, ListingScreen)
    answer = screen.rows(it.table.columns)
    for line, (_key, cells) in zip(rows_in_view(it), islice(answer, it.table.scroll_offset.y, None), strict=False):
        whole = [word for cell in cells for word in with_digits(cell.plain)]
        assert stand_in_order(with_digits(line), whole), f"{line!r} of {whole}\n{it.text}"


def check_tree(it: Driven) -> None:
    region = it.tree.region
    codes = it.tree.rows[it.tree.scroll_offset.y :]
    for line, code in zip(it.lines[region.y : region.bottom], codes, strict=False):
        row = line[: region.width - 1]
        whole = [word for cell in it.tree.row_text(code) for word in with_digits(cell)]
        assert stand_in_order(with_digits(row), whole), f"{row!r} of {whole}\n{it.text}"
    check_heading(it)


def check_heading(it: Driven) -> None:
    """Every heading above the tree ends where the figures below it end."""
    region = it.tree.region
    heading = it.lines[region.y - 1][: region.width].split("│")[0].split(" >")[-1].rstrip()
    rows = [line[: region.width] for line in it.lines[region.y : region.bottom] if with_digits(line[: region.width])]
    start = it.lines[region.y - 1].index(heading)
    for name in re.finditer(r"Budget|Actual|Plan|Paid|Variance|%", heading):
        end = start + name.end()
        for row in rows:
            assert row.ljust(end)[end - 1] != " " or ".rest" in row, f"{name[0]!r} above {row!r}\n{it.text}"
            assert row.ljust(end + 1)[end] in " │", f"{name[0]!r} above {row!r}\n{it.text}"


def check_bridge(it: Driven) -> None:
    screen, pane = it.screen, it.one(BridgePane)
    assert isinstance(screen, BridgeScreen)
    whole = draw_bridge(screen.outline, screen.answer, 400, screen.look)
    region = pane.region
    assert stand_in_order(with_digits(it.lines[region.y - 1]), with_digits(whole.heading.plain))
    for line, wide in zip(it.lines[region.y : region.bottom], whole.lines[pane.top :], strict=False):
        if "more line" not in line:
            assert stand_in_order(with_digits(line), with_digits(wide.plain)), f"{line!r}\n{it.text}"


def check(it: Driven) -> None:
    match it.screen:
        case ListingScreen():
            check_list(it)
        case BridgeScreen():
            check_bridge(it)
        case ExplorerScreen():
            check_tree(it)


class TestLists:
    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("name", LISTS)
    async def test_every_column_is_reached_whole_and_the_title_says_how_many_more_there_are(
        self, gent: Opened, name: str, size: tuple[int, int]
    ) -> None:
        async with explore(gent, size) as it:
            screen = await open_list(it, name)
            headings = [column.heading for column in it.table.columns]
            naming = [column.heading for column in it.table.columns if column.stays]
            seen: set[str] = set()
            await it.press(*["H"] * 3)  # a column that is sorted by may have been scrolled to
            for turn in range(len(headings) + 1):
                check_list(it)
                line = it.lines[it.table.region.y]
                in_view = [heading for heading in headings if re.search(rf"(?<!\S){re.escape(heading)}(?!\S| %)", line)]
                assert in_view[: len(naming)] == naming or name == "check"
                assert naming[0] in in_view
                if name == "check":
                    assert "Title" in in_view
                seen |= set(in_view)
                left = int((re.search(r"< (\d+)", it.lines[0]) or ["", "0"])[1])
                right = int((re.search(r"(\d+) more columns? >", it.lines[0]) or ["", "0"])[1])
                assert left == turn
                assert left + len(in_view) + right == len(headings)
                if not right:
                    break
                await it.press("L")
            assert seen == set(headings)
            last = it.text
            await it.press("L")
            assert it.text == last
            await it.press(*["H"] * turn)
            assert it.lines[it.table.region.y].split()[0] == headings[0].split()[0]
            assert "< " not in it.lines[0]
            assert it.screen is screen

    @pytest.mark.parametrize("size", [WIDE, NARROW])
    async def test_what_is_left_goes_to_the_titles(self, gent: Opened, size: tuple[int, int]) -> None:
        async with explore(gent, size) as it:
            await open_list(it, "variances")
            line = it.lines[it.table.region.y]
            # Beside the last column are only the margin and the scrollbar; titles are cut.
            assert len(line) >= size[0] - 4 or line.endswith("Effect")
            assert "…" in it.text

    async def test_at_200_columns_all_are_there_and_no_title_is_cut_beside_empty_cells(self, gent: Opened) -> None:
        async with explore(gent, (200, 50)) as it:
            for name in LISTS:
                await open_list(it, name)
                check_list(it)
                await it.press("i")  # the list alone
                arrangement = it.table.arrangement
                used = sum(width for _number, width in arrangement.widths) + arrangement.gap * len(arrangement.widths)
                cut = [line for line in rows_in_view(it) if "…" in line]
                assert not cut or used >= 196
                if name != "check":
                    assert len(arrangement.widths) == len(it.table.columns)
                await it.press("i", "q")

    async def test_a_column_that_is_sorted_by_comes_into_view(self, gent: Opened) -> None:
        async with explore(gent, NARROW) as it:
            screen = await open_list(it, "variances")
            for column, heading in (("prior", "Actual 2023 ↓"), ("variance", "Variance ↓"), ("service", "Service ↓")):
                assert heading not in it.lines[1]
                screen.sort(column, descending=True)
                await it.settle()
                assert heading in it.lines[1]
                check_list(it)

    async def test_so_does_the_one_that_a_question_sorts_by(self, gent: Opened) -> None:
        async with explore(gent, SMALL) as it:
            await open_list(it, "variances")
            await it.press("p", "G", "enter")
            assert "Change ±↓" in it.lines[1]
            await it.press("p", "g", "enter")
            assert "Variance ±↓" in it.lines[1]

    async def test_a_filter_leaves_the_columns_where_they_are(self, gent: Opened) -> None:
        async with explore(gent, NARROW) as it:
            await open_list(it, "variances")
            await it.press("L", "L", "L", "slash")
            await it.type_in("kinder")
            assert "< 3" in it.lines[0]

    async def test_the_wheel_goes_by_whole_columns_too(self, gent: Opened) -> None:
        async with explore(gent, NARROW) as it:
            await open_list(it, "variances")
            for down, title in ((True, "< 1"), (True, "< 2"), (False, "< 1")):
                await it.wheel("#table", down=down, shift=True)
                assert title in it.lines[0]
                check_list(it)
            await it.press("end")
            assert it.table.key == it.table.key_order[-1]
            await it.press("home")
            assert it.table.key == it.table.key_order[0]
            check_list(it)

    async def test_a_click_on_a_heading_sorts_by_the_column_that_is_there(self, gent: Opened) -> None:
        async with explore(gent, NARROW) as it:
            await open_list(it, "variances")
            await it.press("L", "L", "L")
            await it.click("#table", it.lines[1].index("Actual 2024"), 0)
            assert "Actual 2024 ↓" in it.lines[1]

    async def test_in_dutch(self, gent: Opened) -> None:
        use_language("nl")
        async with explore(gent, NARROW) as it:
            await open_list(it, "variances")
            assert re.search(r"nog \d kolommen >$", it.lines[0])
            await it.press(*["L"] * 7)
            assert re.search(r"< \d  nog 1 kolom >$", it.lines[0])

    async def test_totals_that_have_no_room_are_left_out_too(self, gent: Opened) -> None:
        async with explore(gent, SMALL) as it:
            await open_list(it, "variances")
            assert it.line_of("Total:") == " Total: variance -14.157.502"
            await it.press("p", "G", "enter")
            assert it.line_of("Total:").startswith(" Total: change +")

    async def test_a_copied_row_has_the_columns_out_of_view_too(self, gent: Opened) -> None:
        async with explore(gent, SMALL) as it:
            await open_list(it, "variances")
            await it.press("Y")
            assert it.clipboard is not None
            assert it.clipboard.split("\t")[2:8] == [
                "-4.784.375", "-17,9%", "26.790.236", "22.005.861", "82,1%", "favourable",
            ]  # fmt: skip


class TestTree:
    async def test_headings_stand_above_their_columns_after_a_resize(self, gent: Opened) -> None:
        async with explore(gent, WIDE) as it:
            for width in (95, 120, 99, 120, 100, 120, 105, 80, 60, 40, 200):
                await it.resize(width, 36)
                check_tree(it)

    @pytest.mark.parametrize(("opening", "closing"), [("v", "q"), ("colon", "escape"), ("m", "escape")])
    async def test_so_they_do_where_something_lay_over_it(self, gent: Opened, opening: str, closing: str) -> None:
        async with explore(gent, WIDE) as it:
            await it.press(opening)
            await it.resize(*NARROW)
            await it.press(closing)
            assert it.screen is it.explorer
            check_tree(it)

    async def test_below_a_small_screen_they_follow_at_once(self, gent: Opened) -> None:
        async with explore(gent, WIDE) as it:
            await it.press("colon")
            for width in (95, 99, 100, 105):
                await it.resize(width, 36)
                heading, _whole, row = (line for line in it.explorer._compositor.render_strips()[1:4])
                assert heading.text.index("Variance") + len("Variance") == row.text.index("-6.194") + len("-6.194")

    async def test_where_there_is_no_room_for_all_the_heading_says_so_and_they_scroll(self, gent: Opened) -> None:
        async with explore(gent, SMALL) as it:
            for heading, figure in (
                ("4 more columns > Variance", "-6.194"),
                ("< 1 3 more columns > Actual", "37.433"),
                ("< 2 2 more columns > Share", "▍"),
                ("< 3 1 more column > Budget", "43.627"),
                ("< 4 %", "85,8%"),
            ):
                assert " ".join(it.lines[1].split()).endswith(heading)
                assert it.line_of("SD10021").endswith(figure)
                check_tree(it)
                await it.press("L")
            assert it.lines[1].endswith("%")
            await it.press("H", "H", "H", "H")
            assert it.lines[1].endswith("Variance")

    async def test_another_measure_has_its_headings_above_its_figures(self, gent: Opened) -> None:
        async with explore(gent, NARROW) as it:
            for _measure in Measure:
                await it.press("m", "m", "enter")
                check_tree(it)


async def test_the_detail_is_drawn_for_the_size_it_is_painted_in(gent: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is painted before it hears of a new size."""
    async with explore(gent, WIDE, code="OD10041") as it:
        monkeypatch.setattr("doelboom.tui.explorer.widgets.detail.Pane.on_resize", lambda self, event: None)
        await it.press("i")
        at = next(number for number, line in enumerate(it.lines) if "Budgettaire" in line)
        assert "2024 t.o.v. 2023" in it.lines[at + 1]


@pytest.mark.parametrize("size", SIZES)
async def test_the_bridge_has_whole_figures(gent: Opened, size: tuple[int, int]) -> None:
    async with explore(gent, size, code="OD10041") as it:
        await it.press("w")
        check_bridge(it)
        for keys in (("p",), ("m", "G", "enter"), ("p",), ("m", "g", "j", "enter")):
            await it.press(*keys)
            check_bridge(it)


@pytest.mark.parametrize("width", range(37, 60))
def test_a_bridge_takes_the_room_for_its_figures_from_its_texts(gent: Opened, width: int) -> None:
    from doelboom.data.model.outline import outline
    from doelboom.tui.views.drawing.look import PLAIN

    report = outline(gent.accounts)
    for code in ("SD10022", "OD10041"):
        answer = bridge(report, code, Measure.OPERATING_EXPENDITURE, Against.REFERENCE)
        wide, lines = (draw_bridge(report, answer, cells, PLAIN).lines for cells in (400, width))
        for line, whole in zip(lines, wide, strict=True):
            assert line.cell_len <= width
            figures = re.findall(r"(?<= )[+-]?\d[\d.]*(?:,\d+%?)?(?= |$)", whole.plain)
            assert figures[-2:] == with_digits(line.plain)[-len(figures[-2:]) :]


SIZE = st.tuples(st.integers(40, 200), st.integers(12, 50))
KEYS = st.lists(st.sampled_from(["L", "L", "L", "H", "G", "g", "u", "z", "pagedown", "m m enter"]), max_size=4)
STEPS = st.lists(st.tuples(SIZE, KEYS), min_size=3, max_size=5)


@settings(
    max_examples=EXAMPLES,
    derandomize="EXAMPLES" not in os.environ,
    deadline=None,
    phases=[Phase.generate],  # what fails shows its screen; making it smaller would take minutes
)
@given(where=st.sampled_from(["", "v", "d", "K", "w", "p"]), steps=STEPS, code=st.sampled_from(["SD10022", "OD10041"]))
async def test_wherever_one_goes(
    gent: Opened, where: str, steps: Sequence[tuple[tuple[int, int], list[str]]], code: str
) -> None:
    async with explore(gent, steps[0][0], code=code) as it:
        if where == "p":
            await it.press("v", "p", "G", "enter")
        elif where:
            await it.press(where)
        screen = it.screen
        for size, presses in steps:
            await it.resize(*size)
            check(it)
            for press in presses:
                if press not in ("m m enter", "u", "z") or not isinstance(screen, ListingScreen) or where not in "K":
                    await it.press(*press.split())
                assert it.screen is screen
                check(it)


async def test_figures_of_a_hostile_report_are_whole_too(tmp_path: object, home: object) -> None:
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    title = "Bomen 12.345.678 planten " * 8
    report = opened(small_text(title=title), tmp_path)
    for size in SIZES:
        async with explore(report, size) as it:
            check_tree(it)
            await open_list(it, "variances")
            check_list(it)
