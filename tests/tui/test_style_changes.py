"""Fewer bytes to the terminal must leave the very same screen."""

from __future__ import annotations

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st

from doelboom.tui.terminal.style_changes import StyleChanges

COLUMNS, ROWS = 20, 5

_codes = st.sampled_from(
    ["0", "", "1", "2", "3", "4", "7", "9", "22", "23", "24", "27", "29", "31", "39", "44", "49", "97", "101",
     "38;5;110", "48;5;16", "38;2;1;2;3", "48;2;4;5;6"]
)  # fmt: skip
_style = st.lists(_codes, min_size=1, max_size=4).map(lambda codes: f"\x1b[{';'.join(codes)}m")
_move = st.tuples(st.integers(1, ROWS), st.integers(1, COLUMNS)).map(lambda at: f"\x1b[{at[0]};{at[1]}H")
_text = st.text(alphabet="ab 1█é", min_size=1, max_size=6)
_other = st.sampled_from(["\x1b[K", "\x1b[2J", "\x1b[?25l", "\r\n", "\n"])
_written = st.lists(st.one_of(_style, _move, _text, _other), max_size=30)


def screen_after(pieces: list[str]) -> list[list[tuple[object, ...]]]:
    """Every cell with its looks, after some pieces were written one by one. Dim, which pyte does not know, is left
    to `test_dim_and_bold_are_told_apart`."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.Stream(screen)
    for piece in pieces:
        stream.feed(piece)
    return [[tuple(screen.buffer[row][column]) for column in range(COLUMNS)] for row in range(ROWS)]


@settings(derandomize=True, max_examples=400, deadline=None)
@given(st.lists(_written.map("".join), max_size=4))
def test_the_screen_is_the_same(writes: list[str]) -> None:
    changes = StyleChanges()
    assert screen_after([changes.feed(data) for data in writes]) == screen_after(writes)


def test_what_stays_is_not_written_again() -> None:
    changes = StyleChanges()
    assert (
        changes.feed("\x1b[38;5;1;48;5;2mone\x1b[0m\x1b[38;5;3;48;5;2mtwo\x1b[0m")
        == "\x1b[38;5;1;48;5;2mone\x1b[38;5;3mtwo"
    )


def test_the_style_is_right_again_before_the_next_text_even_in_another_write() -> None:
    changes = StyleChanges()
    changes.feed("\x1b[1mbold\x1b[0m")
    assert changes.feed("plain") == "\x1b[mplain"


def test_a_reset_comes_before_what_ends_the_program() -> None:
    changes = StyleChanges()
    changes.feed("\x1b[41mred\x1b[0m")
    assert changes.feed("\x1b[?1049l") == "\x1b[m\x1b[?1049l"


def test_dim_and_bold_are_told_apart() -> None:
    changes = StyleChanges()
    assert changes.feed("\x1b[1;2mboth\x1b[0m\x1b[2mdim\x1b[0m") == "\x1b[1;2mboth\x1b[0;2mdim"


def test_a_style_that_is_not_known_is_written_as_it_is() -> None:
    changes = StyleChanges()
    assert changes.feed("\x1b[58;5;9mx\x1b[0my") == "\x1b[0m\x1b[58;5;9mx\x1b[my"
