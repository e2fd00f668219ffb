"""The order of a list: which it is, in a sign and in words; what it puts beside the title; what keeps the row."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.screens.lists.check import CheckScreen
from doelboom.tui.locale.words import use_language
from doelboom.tui.views.drawing.arrangement import Column, arrange, led_by
from tests.tui.driving import NARROW, WIDE, Driven, explore

SMALL = (40, 12)


def headings(it: Driven) -> list[str]:
    """The headings in view, from left to right."""
    return re.split(r"\s{2,}", it.lines[it.table.region.y].strip())


@pytest.mark.parametrize("list_key", ["v", "d"])
async def test_an_order_by_size_has_a_sign_of_its_own_and_says_so(gent: Opened, list_key: str) -> None:
    async with explore(gent) as it:
        await it.press(list_key)
        assert "Variance ±↓" in headings(it)
        assert "sorted by Variance, largest first, whichever way" in it.text
        figures = [it.cell(key, "Variance ±") for key in it.table.key_order[:8]]
        assert {figure[0] for figure in figures} == {"+", "-"}
        sizes = [int(figure.lstrip("+-").replace(".", "")) for figure in figures]
        assert sizes == sorted(sizes, reverse=True)
        await it.press("s", "enter")
        assert "Variance ↑" in headings(it)
        assert "sorted by Variance, upwards" in it.text
        assert it.cell(it.table.key or "", "Variance ↑").startswith("-")
        await it.press("s", "enter")
        assert "Variance ↓" in headings(it)
        assert "sorted by Variance, downwards" in it.text
        assert it.cell(it.table.key or "", "Variance ↓").startswith("+")


async def test_the_sign_of_each_question_is_that_of_its_order(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v")
        for question, heading in (("home", "Variance ±↓"), ("p", "Budget 2024 ↓"), ("end", "Change ±↓")):
            await it.press("p", *(["home", "p", "p"] if question == "p" else [question]), "enter")
            assert heading in headings(it)


async def test_in_dutch_too(gent: Opened) -> None:
    use_language("nl")
    async with explore(gent) as it:
        await it.press("v")
        assert "gesorteerd op Afwijking, grootste eerst, ongeacht het teken" in it.text


async def test_where_there_is_no_room_the_words_are_left_out_whole(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        await it.press("v")
        assert "sorted" not in it.text
        assert "floors: 0 euro and 0 % · without zeroes" in it.text


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL])
async def test_what_is_sorted_by_stands_next_to_the_title(gent: Opened, size: tuple[int, int]) -> None:
    async with explore(gent, size) as it:
        for list_key, staying in (("v", 2), ("d", 1), ("K", 2)):
            await it.press(list_key)
            screen = it.screen
            keys = [column.key for column in screen.columns()]  # type: ignore[attr-defined]
            names = [column.key for column in it.table.columns if column.stays]
            assert len(names) == staying
            for key in keys:
                await it.press("L", "L")
                screen.sort(key, descending=True)  # type: ignore[attr-defined]
                await it.settle()
                order = [column.key for column in it.table.columns]
                assert sorted(order) == sorted(keys)
                if key in names:
                    assert order == keys
                else:
                    others = [name for name in keys if name not in (*names, key)]
                    assert order == [*names, key, *others]
                    assert any(heading.endswith(" ↓") for heading in headings(it)), it.text
                    assert "< " not in it.lines[0]
            await it.press("q")


async def test_the_title_keeps_what_the_main_figures_leave(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        for list_key, least in (("v", 24), ("d", 26), ("K", 24)):
            await it.press(list_key)
            widths = {it.table.columns[number].key: width for number, width in it.table.arrangement.widths}
            assert widths.get("title", widths.get("service", 0)) >= least
            await it.press("q")
        await it.press("v", "p", "end", "enter")
        assert headings(it)[:3] == ["Code", "Title", "Change ±↓"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_figures_come_before_the_word_that_is_made_of_them(gent: Opened, size: tuple[int, int]) -> None:
    async with explore(gent, size) as it:
        for list_key, keys in (("v", ()), ("d", ()), ("d", ("m", "G", "enter"))):
            await it.press(list_key, *keys)
            shown = headings(it)
            order = [column.key for column in it.table.columns]
            assert order.index("effect") > max(order.index(key) for key in ("variance", "reference", "actual"))
            figure = "Plan 2024" if keys else "Budget 2024"
            assert figure in shown
            assert "Effect" not in shown or "Paid 2024" in shown or "Actual 2024" in shown
            await it.press("q")
        if size == NARROW:
            await it.press("d", "m", "G", "enter")
            assert headings(it)[-2:] == ["Plan 2024", "Paid 2024"]


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 150, 200])
async def test_what_the_check_expects_is_two_whole_figures(gent: Opened, width: int) -> None:
    async with explore(gent, (width, 24)) as it:
        await it.press("K")
        screen = it.screen
        assert isinstance(screen, CheckScreen)
        seen = set()
        for _turn in range(12):
            for name in ("Expected from", "Expected to"):
                if name in it.lines[1]:
                    seen.add(name)
                    end = it.lines[1].index(name) + len(name)
                    figures = [line[:end].split()[-1] for line in it.lines[2:9] if "OD10041 " in line]
                    column = next(place for place, shown in enumerate(it.columns) if shown == name)
                    rows = it.table.key_order[it.table.scroll_offset.y :]
                    whole = [it.cells(key)[column] for key in rows if it.cells(key)[1] == "OD10041"]
                    assert figures == whole[: len(figures)]
            await it.press("L")
        assert seen == {"Expected from", "Expected to"}


@pytest.mark.parametrize(
    ("list_key", "keys"),
    [("d", ("slash", *"dienst")), ("d", ("u",)), ("d", ("slash", *"dienst", "escape")), ("d", ("m", "enter")),
     ("K", ("slash", *"vte")), ("K", ("slash", *"vte", "escape"))],
    ids=str,
)  # fmt: skip
async def test_what_asks_nothing_new_leaves_the_cursor_on_its_row(
    gent: Opened, list_key: str, keys: tuple[str, ...]
) -> None:
    async with explore(gent, NARROW) as it:
        await it.press(list_key)
        word = "VTE" if list_key == "K" else "Dienst"
        await it.press("pagedown")
        while word not in it.cells(it.table.key or ""):
            if any(word in cell for cell in it.cells(it.table.key or "")):
                break
            await it.press("down")
        key, offset = it.table.key, it.table.scroll_offset.y
        assert offset > 0
        await it.press(*keys)
        assert it.table.key == key
        assert it.table.cursor_row == it.table.key_order.index(key or "")


async def test_services_narrow_as_variances_do(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:
        await it.press("d", "slash")
        assert "words in the service's name" in it.text
        await it.press(*"kinderop", "enter")
        assert it.table.key_order == ["Dienst Kinderopvang"]
        assert "1 of 60 │ kinderop" in it.lines[0]
        assert it.table.has_focus
        await it.press("enter")
        assert all(it.screen.outline.items[key].service == "Dienst Kinderopvang" for key in it.table.key_order)  # type: ignore[attr-defined]
        await it.press("q")
        assert it.table.key_order == ["Dienst Kinderopvang"]
        await it.press("escape")
        assert it.table.row_count == 60
        await it.press("slash", *"nergens", "enter")
        assert "No service has these words." in it.text


async def test_findings_narrow_too(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("K", "slash", *"jaarrekening 2023", "enter")
        assert 0 < it.table.row_count < 35
        assert all("Jaarrekening 2023" in it.cells(key) for key in it.table.key_order)
        assert f"{it.table.row_count} of 35 │ jaarrekening 2023" in it.lines[0]
        with_it = it.table.row_count
        await it.press("escape", "slash", *"jaarrekening -2023", "enter")
        assert it.table.row_count > 0
        assert not any("Jaarrekening 2023" in it.cells(key) for key in it.table.key_order)
        await it.press("escape", "slash", *"jaarrekening", "enter")
        assert it.table.row_count > with_it
        await it.press("escape", "slash", *"nergens", "enter")
        assert "No finding has these words." in it.text
        await it.press("escape")
        assert it.table.row_count == 35


_tables = st.lists(st.tuples(st.booleans(), st.integers(1, 30), st.booleans()), min_size=1, max_size=10)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(_tables, st.data(), st.integers(37, 250))
def test_a_column_that_leads_is_in_view_wherever_one_is(
    shapes: list[tuple[bool, int, bool]], data: st.DataObject, room: int
) -> None:
    columns = [Column("c0", "", stays=True)]
    for number, (figures, _width, is_title) in enumerate(shapes[1:], 1):
        stays = number == 1 and is_title
        least = None if figures and not stays else 8
        columns.append(Column(f"c{number}", "", figures=least is None, least=least, stays=stays))
    key = f"c{data.draw(st.integers(0, len(columns) - 1))}"
    led = led_by(columns, key)
    assert sorted(column.key for column in led) == sorted(column.key for column in columns)
    rest = [column.key for column in columns if column.key != key]
    assert [column.key for column in led if column.key != key] == rest
    widths = dict(arrange(led, [shapes[columns.index(column)][1] for column in led], room).widths)
    assert key in {led[number].key for number in widths}
