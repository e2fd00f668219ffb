"""The bar of a row: its share of its parent, filled as far as it is spent, and never one that misleads."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from rich.style import Style

from doelboom.parser.records import Figures
from doelboom.tui.explorer.themes import THEMES, look_of
from doelboom.tui.views.drawing.share_bar import share_bar

WIDTH = 8


def bar(reference: object, actual: object, whole: object, *, blocks: bool = True) -> str:
    figures = [Decimal(str(value)) if value is not None else None for value in (reference, actual, whole)]
    drawn = share_bar(Figures(*figures[:2]), Figures(figures[2]), WIDTH, blocks=blocks)
    assert len(drawn) == WIDTH
    return drawn.rstrip()


@pytest.mark.parametrize(
    ("figures", "pretty", "plain"),
    [
        ((100, 100, 100), "████████", "########"),
        ((100, 50, 100), "████░░░░", "####----"),
        ((100, 0, 100), "░░░░░░░░", "--------"),
        ((50, 25, 100), "██░░", "##--"),
        ((50, "26.5", 100), "██▏░", "##--"),
        ((50, 50, 100), "████", "####"),
        ((50, 75, 100), "██████+", "######+"),
        ((50, 500, 100), "███████+", "#######+"),
        ((0, 25, 100), "██+", "##+"),
        ((120, 60, 100), "████▊░░>", "#####-->"),
        ((1, 1, 100), "▏", ""),
        (("0.01", "0.01", 100), "", ""),
        (("0.01", "0.02", 100), "+", "+"),
        (("12.50", "6.25", "100.00"), "▌", "#"),
        ((0, 0, 100), "", ""),
        ((0, 0, 0), "", ""),
        ((5, 5, 0), "", ""),
        ((5, 5, -10), "", ""),
        ((-5, -5, -10), "", ""),
        ((-5, 0, 10), "", ""),
        ((5, -1, 10), "", ""),
        ((None, 5, 10), "", ""),
        ((5, None, 10), "", ""),
        ((5, 5, None), "", ""),
    ],
)
def test_a_bar(figures: tuple[object, object, object], pretty: str, plain: str) -> None:
    assert bar(*figures) == pretty
    assert bar(*figures, blocks=False) == plain


AMOUNTS = st.integers(-10, 10**12)


@given(AMOUNTS, AMOUNTS, AMOUNTS, st.booleans())
def test_it_is_as_long_as_its_share_and_says_when_more_was_spent(
    reference: int, actual: int, whole: int, blocks: bool
) -> None:
    drawn = bar(reference, actual, whole, blocks=blocks)
    if min(reference, actual) < 0 or whole <= 0:
        assert drawn == ""
        return
    assert drawn.endswith("+") == (actual > reference)
    cells = len(drawn.rstrip("+>"))
    longest = max(reference, actual) / whole * WIDTH
    assert abs(cells - min(longest, WIDTH)) <= 1.01
    assert blocks or drawn.isascii()


@pytest.mark.parametrize("name", [name for name in THEMES if name != "none"])
def test_expenditure_and_receipts_have_colours_of_their_own_that_stand_out(name: str) -> None:
    theme = THEMES[name]
    look = look_of(theme)
    spent, received = (_rgb(style) for style in (look.bar, look.receipts_bar))
    assert spent != received
    # In the terminal's own colours: those of xterm, on black and on white.
    grounds = ["#000000", "#ffffff"] if theme.ansi else [theme.background or ""]
    for ground in grounds:
        for colour in (spent, received):
            assert contrast(colour, Color.parse(ground).get_truecolor()) >= 3, (name, ground)


XTERM = {"bright_blue": (92, 92, 255), "magenta": (205, 0, 205)}


def _rgb(style: Style) -> tuple[int, int, int]:
    assert style.color is not None
    return XTERM.get(style.color.name) or style.color.get_truecolor()


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """The contrast of two colours, as WCAG has it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: tuple[int, int, int]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
