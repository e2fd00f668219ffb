"""Whatever is written can be read: in every theme, wherever styles meet, text stands out from what is behind it.

The pairs of colours are those that are painted: every screen, with the cursor on every kind of row.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from rich.color import Color, ColorType
from rich.style import Style

from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.themes import THEMES
from doelboom.tui.settings.config import Config
from doelboom.tui.terminal.abilities import Abilities, Colours
from tests.tui.driving import Driven, explore
from tests.tui.small_reports import one_digit_off, opened

LEAST = 4.5
"""The contrast that WCAG 2.2 asks for text (success criterion 1.4.3)."""
LEAST_OF_SIGNS = 3.0
"""The contrast that it asks for what is drawn (1.4.11): bars, frames, scrollbars."""
DRAWN = frozenset("█▉▊▋▌▍▎▏·▐▕▁▂▃▄▅▆▇░▒▓▔─│╭╮╰╯╌┄┈━┃├┤┬┴┼╶╴╷╵┆┊ ")

XTERM = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
CONSOLE = (
    "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
)
TANGO = (
    "2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf 555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec"
)
PALETTES = {"xterm": XTERM, "the console": CONSOLE, "tango": TANGO}
"""The sixteen colours as some terminals have them."""

Triplet = tuple[float, float, float]


def triplet(colour: Color | None, palette: str, default: Triplet) -> Triplet:
    if colour is None or colour.type is ColorType.DEFAULT:
        return default
    if colour.type is ColorType.TRUECOLOR:
        assert colour.triplet is not None
        red, green, blue = colour.triplet
        return red, green, blue
    assert colour.number is not None
    if colour.number < 16:
        code = palette.split()[colour.number]
        return int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16)
    red, green, blue = colour.get_truecolor()
    return red, green, blue


def luminance(colour: Triplet) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Triplet, other: Triplet) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def contrast_of(style: Style, palette: str, light: bool) -> float:
    """The contrast of a style; where it leaves colours to the terminal, black on white or white on black."""
    ink, paper = ((0.0, 0.0, 0.0), (255.0, 255.0, 255.0)) if light else ((229.0, 229.0, 229.0), (0.0, 0.0, 0.0))
    front, back = triplet(style.color, palette, ink), triplet(style.bgcolor, palette, paper)
    if style.dim:
        # As VTE draws it; others are as far from the background, or further.
        red, green, blue = ((2 * part + behind) / 3 for part, behind in zip(front, back, strict=True))
        front = (red, green, blue)
    return contrast(front, back)


def painted(it: Driven) -> Iterator[tuple[str, Style]]:
    for strip in it.screen._compositor.render_strips():
        for segment in strip:
            if segment.text.strip() and segment.style is not None:
                yield segment.text.strip(), segment.style


async def every_screen(it: Driven) -> AsyncIterator[str]:
    """Goes through all screens, and says where it is."""
    for _row in range(6):
        yield f"the tree at {it.code}"
        await it.press("j")
    await it.press("space", "M", "K", "escape")
    yield "a row with signs"
    await it.press("k")
    yield "below it"
    await it.press("slash")
    yield "the filter, empty"
    await it.type_in("bomen")
    yield "the filter"
    await it.press("enter")
    yield "filtered"
    await it.press("escape", "tab")
    yield "the detail"
    await it.press("tab", "i")
    yield "the detail in full"
    await it.press("i")
    for key in ("v", "d", "K"):
        await it.press(key)
        for _row in range(5):
            yield f"{key} at {it.table.key}"
            await it.press("j")
        await it.press("s")
        yield f"{key} sorting"
        await it.press("escape", "q")
    await it.press("g", "w")
    yield "the bridge"
    await it.press("q")
    for key in ("m", "colon", "question_mark", "e", "ctrl+p", "O"):
        await it.press(key)
        yield f"what {key} opens"
        await it.press("escape")
    await it.press("v", "c")
    yield "the columns"
    await it.press("escape", "f")
    yield "the floors"
    await it.press("escape", "Y")
    yield "a message"


@pytest.fixture(scope="module")
def in_doubt(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return opened(one_digit_off(), tmp_path_factory.mktemp("doubt"))


# The theme of the terminal's own colours has another side for a light one; the others wear the same in both.
_GROUNDS = [
    ("terminal", {False}),
    ("terminal", {True}),
    *((theme, {False, True}) for theme in THEMES if theme != "terminal"),
]


@pytest.mark.parametrize(("theme", "grounds"), _GROUNDS)
async def test_what_is_painted_can_be_read(in_doubt: Opened, theme: str, grounds: set[bool], tmp_path: Path) -> None:
    able = Abilities(Colours.NONE if theme == "none" else Colours.MANY, light=max(grounds))
    palettes = PALETTES if theme == "terminal" else {"any": XTERM}
    met: dict[tuple[Style, bool], str] = {}
    places = 0
    async with explore(in_doubt, (120, 36), able=able, config=Config(theme=theme)) as it:
        async for place in every_screen(it):
            places += 1
            for text, style in painted(it):
                met.setdefault((style, set(text) <= DRAWN), f"{text!r} in {place}")
    faint = [
        f"{style}: {value:.2f} with {name} on {'white' if light else 'black'}: {where}"
        for (style, drawn), where in met.items()
        for name, palette in palettes.items()
        for light in grounds
        if (value := contrast_of(style, palette, light)) < (LEAST_OF_SIGNS if drawn else LEAST)
    ]
    assert places > 40
    assert not faint, "\n".join(faint)


async def test_without_colours_there_are_none(in_doubt: Opened) -> None:
    async with explore(in_doubt, (120, 36), able=Abilities(Colours.NONE)) as it:
        async for place in every_screen(it):
            for text, style in painted(it):
                for colour in (style.color, style.bgcolor):
                    assert colour is None or colour.type is ColorType.DEFAULT, f"{text!r} in {place}: {style}"
