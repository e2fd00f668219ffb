"""What a program may write to a terminal, made up: pictures and pieces of pictures, as Textual writes them."""

from __future__ import annotations

from hypothesis import strategies as st

COLUMNS, ROWS = 24, 8
TERMS = ("xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100")

_STYLES = ("0", "1", "2;38;5;247", "38;5;110;48;5;16", "48;5;16", "48;5;23", "38;5;231;48;5;23", "7", "4;48;5;16",
           "31;41", "38;2;1;2;3", "1;38;5;253;48;5;16", "9")  # fmt: skip
_NARROW = "ab 1 █…é─"
_WIDE = "日本ab e\u0301x\u0308"

style = st.sampled_from(_STYLES)
place = st.tuples(st.integers(0, ROWS - 1), st.integers(0, COLUMNS - 1))


def _piece(row: int, column: int, look: str, text: str) -> str:
    return f"\x1b[{row + 1};{column + 1}H\x1b[{look}m{text}\x1b[0m"


def pieces(alphabet: str) -> st.SearchStrategy[str]:
    """A text somewhere, that does not go beyond its line; often with signs that are repeated, or to the line's end."""
    word = st.one_of(
        st.text(alphabet, min_size=1, max_size=8),
        st.tuples(st.sampled_from(alphabet[:6]), st.integers(1, COLUMNS)).map(lambda pair: pair[0] * pair[1]),
    )
    return st.tuples(place, style, word).map(
        lambda made: _piece(made[0][0], made[0][1], made[1], made[2][: (COLUMNS - made[0][1]) // 2 or 1])
    )


def fill(look: str, texts: list[str]) -> str:
    """A whole picture: every place is written."""
    lines = [(texts[row % len(texts)] * COLUMNS)[:COLUMNS] for row in range(ROWS)]
    return "\n".join(_piece(row, 0, look, line) for row, line in enumerate(lines))


_LINES = ["action 1   ", "plan 22", "-", " ", "a longer line that is cut at the edge", "b█ ", "12.345,67 "]
fills = st.tuples(style, st.permutations(_LINES)).map(lambda made: fill(*made))
scrolled = st.tuples(st.sampled_from(_STYLES[:3]), st.integers(0, 6)).map(
    lambda made: fill(made[0], _LINES[made[1] :] + _LINES[: made[1]])
)
besides = st.sampled_from(["\x1b[?25l", "\x1b]2;title\x07", "\x1b[?1049h", "\x07", "\x1b(B", "\x1b[?2026h"])


def sessions(alphabet: str) -> st.SearchStrategy[list[str]]:
    """Writes one after the other, the first of them a whole picture."""
    some = st.lists(pieces(alphabet), min_size=1, max_size=6).map("".join)
    return st.tuples(fills, st.lists(st.one_of(some, some, scrolled, fills, besides), max_size=8)).map(
        lambda made: [made[0], *made[1]]
    )


narrow_sessions, wide_sessions = sessions(_NARROW), sessions(_WIDE)
