"""Which columns there is room for, and where texts are cut."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.text import Text

from doelboom.tui.views.drawing.arrangement import Arrangement, Column, arrange
from doelboom.tui.views.words.truncation import cut

quick = settings(max_examples=300, derandomize=True, deadline=None)

_scrolling = st.one_of(
    st.builds(lambda width: (Column("figures", "", figures=True), width), st.integers(1, 19)),
    st.builds(lambda width, least: (Column("text", "", least=least), width), st.integers(1, 90), st.integers(8, 40)),
)
_title = st.builds(lambda width: (Column("title", "", least=20, stays=True), width), st.integers(1, 120))
_tables = st.builds(
    lambda code, title, others: [(Column("code", "", stays=True), code), title, *others],
    st.integers(6, 12),
    _title,
    st.lists(_scrolling, min_size=1, max_size=10),
)


def arranged(table: list[tuple[Column, int]], room: int, first: int = 0) -> Arrangement:
    columns, wholes = zip(*table, strict=True)
    return arrange(columns, wholes, room, first)


@quick
@given(_tables, st.integers(37, 250), st.integers(0, 12))
def test_what_is_in_view_fits_and_figures_are_whole(table: list[tuple[Column, int]], room: int, first: int) -> None:
    arrangement = arranged(table, room, first)
    widths = dict(arrangement.widths)
    assert sum(widths.values()) + arrangement.gap * (len(widths) - 1) <= room
    assert list(widths) == sorted(widths)
    for number, width in widths.items():
        column, whole = table[number]
        assert 1 <= width <= whole
        assert width == whole or column.least is not None
    assert {0, 1} <= set(widths)
    assert arrangement.first + len(widths) - 2 + arrangement.more == len(table) - 2


@quick
@given(_tables, st.integers(37, 250))
def test_every_column_is_reached_one_by_one_and_the_last_page_is_full(
    table: list[tuple[Column, int]], room: int
) -> None:
    seen: list[list[int]] = []
    for turn in range(len(table)):
        arrangement = arranged(table, room, turn)
        assert arrangement.first == turn
        seen.append([number for number, _width in arrangement.widths if number > 1])
        assert seen[-1] == list(range(2 + turn, 2 + turn + len(seen[-1])))
        if not arrangement.more:
            break
    assert {number for numbers in seen for number in numbers} == set(range(2, len(table)))
    assert all(before[0] + 1 == after[0] for before, after in pairwise(seen))
    assert arranged(table, room, 99) == arrangement


@quick
@given(_tables, st.integers(37, 250))
def test_no_cell_is_left_beside_a_text_that_is_cut(table: list[tuple[Column, int]], room: int) -> None:
    arrangement = arranged(table, room)
    used = sum(width for _number, width in arrangement.widths) + arrangement.gap * (len(arrangement.widths) - 1)
    if any(width < table[number][1] for number, width in arrangement.widths):
        assert used == room


def test_the_title_gets_what_is_left_first_then_the_other_texts() -> None:
    table = [
        (Column("code", "", stays=True), 8),
        (Column("title", "", least=20, stays=True), 100),
        (Column("variance", "", figures=True), 10),
        (Column("service", "", least=16), 60),
    ]
    widths = [dict(arranged(table, room).widths) for room in (60, 65, 85, 110, 140, 200)]
    assert widths == [
        {0: 8, 1: 20, 2: 10, 3: 16},
        {0: 8, 1: 25, 2: 10, 3: 16},
        {0: 8, 1: 40, 2: 10, 3: 21},
        {0: 8, 1: 46, 2: 10, 3: 40},
        {0: 8, 1: 76, 2: 10, 3: 40},
        {0: 8, 1: 100, 2: 10, 3: 60},
    ]


def test_a_code_of_any_length_leaves_room_for_a_figure() -> None:
    table = [(Column("code", "", stays=True), 300), (Column("variance", "", figures=True), 10)]
    assert arranged(table, 38).widths == ((0, 27), (1, 10))


def test_without_columns_or_room_there_is_nothing_and_no_error() -> None:
    assert arrange([], [], 80).widths == ()
    assert arranged([(Column("code", "", stays=True), 8), (Column("title", "", least=20, stays=True), 9)], 0).more == 1


_words = st.text(alphabet="ab 1.9-,é界", max_size=60)


@quick
@given(_words, st.integers(0, 40))
def test_a_text_is_cut_to_its_width_and_never_at_a_number(text: str, width: int) -> None:
    drawn = Text(text)
    cut(drawn, width)
    assert drawn.cell_len <= width
    if Text(text).cell_len <= width:
        assert drawn.plain == text
    elif width:
        assert drawn.plain.endswith("…")
        kept = drawn.plain.removesuffix("…")
        assert text.startswith(kept.rstrip())
        assert not re.search(r"\d\S*$", kept)


def test_it_is_filled_up_where_that_is_asked() -> None:
    for text, drawn in (("acht", "acht  "), ("tot 3 jaar", "tot … "), ("honderd", "honde…"), ("12.345.678", "…     ")):
        line = Text(text)
        cut(line, 6, fill=True)
        assert line.plain == drawn
