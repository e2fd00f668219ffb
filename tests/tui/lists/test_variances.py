"""The variances: every column both ways, nulls last, ties in report order, and the way back to the tree."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from doelboom.data.model.queries import VARIANCES
from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.screens.dialogs.chooser import Chooser
from doelboom.tui.explorer.screens.dialogs.floors import FloorsScreen
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from tests.tui.driving import NARROW, WIDE, Driven, explore, open_variances

TOP = ["AC34421", "ACC9900", "ACA0010", "ACD3811", "ACD3817"]


async def test_the_largest_are_on_top_whichever_way(gent: Opened) -> None:
    async with explore(gent) as it:
        await open_variances(it)
        assert it.table.key_order[:5] == TOP
        assert it.table.key == "AC34421"
        assert it.cells("AC34421")[2:8] == ["-4.784.375", "-17,9%", "26.790.236", "22.005.861", "82,1%", "favourable"]
        assert it.cells("ACA0010")[2:4] == ["+4.114.493", "n.v.t."]
        assert it.cell("ACA0010", "Effect") == "adverse"
        assert it.cells("ACD3817")[3] == "n.v.t."


async def test_the_lines_around_it_say_what_is_shown(gent: Opened) -> None:
    async with explore(gent) as it:
        await open_variances(it)
        assert it.lines[0].startswith(" Largest variances: Exploitatie, uitgaven")
        assert it.lines[0].endswith("220 of 256 │ actions and projects  4 more columns >")
        assert it.line_of("Total:").startswith(" Total: budget 551.543.40")
        assert "actual 537.385.905, variance -14.157.50" in it.line_of("Total:")
        assert it.line_of("floors:").startswith(" floors: 0 euro and 0 % · without zeroes")


async def test_lost_headings_and_remainders_take_part_marked(gent: Opened) -> None:
    async with explore(gent) as it:
        await open_variances(it)
        assert it.cells("OD10052.x4")[1:3] == ["(heading lost)", "+730.833"]
        assert it.cells("OD10041.rest")[1:3] == ["not in this report", "-23.397"]


EFFECTS = ["favourable", "adverse", "more", "less", "none"]


def _sorts_by(column: str, value: Any) -> Any:
    """What a value sorts by: texts without case and accents, effects in an order of their own."""
    if column == "effect":
        return EFFECTS.index(str(value))
    if isinstance(value, str):
        return "".join(unicodedata.normalize("NFKD", letter)[0].lower() for letter in value)
    return value


SHOWN = [column for column in VARIANCES if column not in ("level", "mark")]


async def test_every_column_sorts_both_ways_with_nulls_last_and_ties_in_report_order(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        screen = await open_variances(it)
        place = {code: number for number, code in enumerate(it.explorer.outline.items)}
        for column in SHOWN:
            for descending in (True, False):
                screen.sort(column, descending=descending)
                await it.settle()
                keys = it.table.key_order
                values = screen.answer.rows[column].to_list()
                assert screen.answer.rows["code"].to_list() == keys
                known = [_sorts_by(column, value) for value in values if value is not None]
                assert values[len(known) :] == [None] * (len(values) - len(known)), column
                assert known == sorted(known, reverse=descending), column
                for before, after in pairwise(key for key in zip(values, keys, strict=True) if ".rest" not in key[1]):
                    if _sorts_by(column, before[0]) == _sorts_by(column, after[0]):
                        assert place[before[1]] < place[after[1]], column
                keys_of_columns = [shown.key for shown in it.table.columns]
                assert keys_of_columns.index(column) == {"code": 0, "title": 1}.get(column, 2)
                assert it.columns[keys_of_columns.index(column)].endswith(" ↓" if descending else " ↑")


async def test_sorting_by_the_keyboard(gent: Opened) -> None:
    async with explore(gent) as it:
        await open_variances(it)
        await it.press("s")
        assert isinstance(it.screen, Chooser)
        await it.press("home", "down", "enter")
        assert it.columns[1] == "Title ↑"
        assert it.table.key_order[0] == "ACJ5010"
        await it.press("s", "enter")
        assert it.columns[1] == "Title ↓"
        assert it.table.key_order[0] != "ACJ5010"


def _is_at_the_top(it: Driven) -> bool:
    table = it.table
    first = it.lines[table.region.y + 1].split()[0]
    return table.cursor_row == 0 and table.scroll_offset.y == 0 and table.key == first


@pytest.mark.parametrize(
    "keys",
    [
        ("s", "enter"),
        ("s", "home", "enter"),
        ("m", "m", "enter"),
        ("t", "t", "enter"),
        ("p", "p", "enter"),
        ("p", "G", "enter"),
        ("f", "ctrl+u", "1", "enter"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_new_order_measure_level_floor_or_question_begins_at_its_top(
    gent: Opened, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with explore(gent, size) as it:
        await open_variances(it)
        await it.press("pagedown", "pagedown", "down")
        assert not _is_at_the_top(it)
        await it.press(*keys)
        assert _is_at_the_top(it)
        assert it.table.row_count > 0


@pytest.mark.parametrize(
    "keys",
    [
        ("u",),
        ("z",),
        ("slash", *"stedelijk"),
        ("slash", *"stedelijk", "escape"),
        ("slash", *"nergens", *["backspace"] * 7),
        ("c", "space", "enter"),
        ("m", "escape"),
        ("p", "enter"),
        ("t", "enter"),
        ("f", "enter"),
    ],
    ids=" ".join,
)
async def test_what_asks_nothing_new_leaves_the_cursor_on_its_row(gent: Opened, keys: tuple[str, ...]) -> None:
    async with explore(gent, NARROW) as it:
        await open_variances(it)
        while it.table.key != "AC34520":
            await it.press("down")
        assert it.table.scroll_offset.y > 0
        await it.press(*keys)
        assert it.table.key == "AC34520"
        assert it.table.key_order.index("AC34520") == it.table.cursor_row
        assert "AC34520" in it.text


async def test_a_resize_leaves_the_cursor_on_its_row_and_in_view(gent: Opened) -> None:
    async with explore(gent, WIDE) as it:
        await open_variances(it)
        await it.press(*["down"] * 30)
        key = it.table.key
        for size in ((40, 12), (200, 50), NARROW, (60, 13)):
            await it.resize(*size)
            assert it.table.key == key
            assert f" {key} " in it.text


async def test_a_row_that_a_filter_takes_away_gives_the_cursor_to_the_next_below_it(gent: Opened) -> None:
    async with explore(gent) as it:
        await open_variances(it)
        order = list(it.table.key_order)
        await it.press("down", "down", "down")
        await it.press("slash")
        await it.type_in("kinder")
        left = [key for key in order[3:] if key in it.table.key_order]
        assert "ACD3811" not in it.table.key_order
        assert it.table.key == left[0]


async def test_enter_goes_to_the_node_in_the_tree(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        await open_variances(it)
        await it.press("enter")
        assert it.screen is it.explorer
        assert it.code == "AC34421"
        assert it.tree.has_focus
        await it.until_detail("> AC34421\n", "26.790.236")


async def test_it_is_taken_up_again_as_it_was_left(gent: Opened) -> None:
    async with explore(gent) as it:
        screen = await open_variances(it)
        screen.sort("title", descending=False)
        await it.press("down", "down", "enter")
        first = it.code
        await open_variances(it)
        assert it.columns[1] == "Title ↑"
        assert it.table.key == first


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_back_to_the_tree(gent: Opened, key: str) -> None:
    async with explore(gent, code="AC34834") as it:
        await open_variances(it)
        await it.press(key)
        assert it.screen is it.explorer
        assert it.code == "AC34834"


@pytest.mark.parametrize(
    ("presses", "title", "nodes", "top"),
    [
        (1, "Underspent: Exploitatie, uitgaven", 138, "AC34421"),
        (2, "Not executed: Investering, uitgaven", 1, "AC34439"),
        (3, "Overspent: Exploitatie, uitgaven", 72, "ACA0010"),
        (4, "Receipts short: Exploitatie, ontvangsten", 104, "ACC9900"),
        (5, "Staffing gaps: VTE", 127, "AC34421"),
        (6, "Against last year: Exploitatie, uitgaven", 217, "AC34439"),
    ],
)
async def test_ready_questions(gent: Opened, presses: int, title: str, nodes: int, top: str) -> None:
    async with explore(gent) as it:
        await open_variances(it)
        await it.press("p", *["p"] * presses, "enter")
        assert it.lines[0].startswith(f" {title}")
        assert it.table.key_order[0] == top
        # The nodes were counted without this program; remainders take part beside them.
        assert len([key for key in it.table.key_order if not key.endswith(".rest")]) == nodes
        assert f" {it.table.row_count} of 25" in it.lines[0]


async def test_other_levels(gent: Opened) -> None:
    async with explore(gent) as it:
        await open_variances(it)
        await it.press("t", "t", "enter")
        assert "17 of 17 │ action plans" in it.lines[0]
        assert it.table.key_order[0] == "OD10042"
        await it.press("t", "t", "enter")
        assert "4 of 4 │ policy objectives" in it.lines[0]
        assert it.table.key_order == ["SD10021", "SD10022", "SD10024", "SD10023"]


async def test_the_measure(gent: Opened) -> None:
    async with explore(gent) as it:
        await open_variances(it)
        await it.press("m", "m", "m", "enter")
        assert it.lines[0].startswith(" Largest variances: Investering, uitgaven")
        effects = {it.cell(key, "Effect") for key in it.table.key_order}
        assert effects == {"less than budget", "more than budget", "as budgeted"}


async def test_floors_in_euro_and_in_per_cent(gent: Opened) -> None:
    async with explore(gent) as it:
        screen = await open_variances(it)
        await it.press("f")
        assert isinstance(it.screen, FloorsScreen)
        await it.press("ctrl+u")
        await it.type_in("1.000.000")
        await it.press("tab", "ctrl+u")
        await it.type_in("20")
        await it.press("enter")
        assert screen.state.query.floor == Decimal(1_000_000)
        assert "floors: 1.000.000 euro and 20 %" in it.text
        assert it.table.key_order == [
            "ACA0010", "ACD3811", "ACD3817", "AC35498", "ACD3812", "AC35221", "ACD3816",
        ]  # fmt: skip
        assert " 7 of 256; 213 below the floors │" in it.lines[0]


async def test_a_floor_that_is_no_number_is_refused_with_a_word(gent: Opened) -> None:
    async with explore(gent) as it:
        screen = await open_variances(it)
        await it.press("f", "ctrl+u")
        await it.type_in("veel")
        await it.press("enter")
        assert isinstance(it.screen, FloorsScreen)
        assert "A number, such as 50.000 or 2,5" in it.text
        await it.press("escape")
        assert screen.state.query.floor is None


async def test_a_question_that_nothing_answers_is_an_empty_table_that_says_so(gent: Opened) -> None:
    async with explore(gent) as it:
        await open_variances(it)
        await it.press("f", "ctrl+u")
        await it.type_in("999999999")
        await it.press("enter")
        assert it.table.row_count == 0
        assert "No row answers this." in it.text
        await it.press("y")
        assert it.said == ["Nothing is highlighted to copy."]
        await it.press("enter")
        assert isinstance(it.screen, VariancesScreen)
        assert it.said[-1] == "No node to go to from here."


async def test_hidden_zeroes_are_shown_on_demand(gent: Opened) -> None:
    async with explore(gent) as it:
        await open_variances(it)
        await it.press("z")
        assert " 256 of 256 │" in it.lines[0]


async def test_copying_a_row_says_what_was_sent(gent: Opened) -> None:
    async with explore(gent) as it:
        await open_variances(it)
        await it.press("y")
        assert it.clipboard == "AC34421"
        await it.press("Y")
        assert it.clipboard.split("\t")[:5] == [
            "AC34421",
            "Inrichten kinderopvang tot 3 jaar",
            "-4.784.375",
            "-17,9%",
            "26.790.236",
        ]


async def test_top_bottom_pages_and_columns(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        await open_variances(it)
        await it.press("G")
        assert it.table.cursor_row == 219
        await it.press("g")
        assert it.table.cursor_row == 0
        await it.press("pagedown")
        assert 10 <= it.table.cursor_row <= 20
        await it.press("pageup")
        assert it.table.cursor_row == 0
        await it.press("L")
        assert "Variance ±↓" not in it.lines[1]
        await it.press("H")
        assert "Variance ±↓" in it.lines[1]
