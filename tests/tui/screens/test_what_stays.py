"""What a session leaves behind: nothing of a screen that is closed, and no file open."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from textual._styles_cache import StylesCache
from textual.widget import Widget

from doelboom.data.storage.library import Opened
from tests.hostile.long_session import ROUND, open_files, press
from tests.tui.driving import NARROW, explore
from tests.tui.terminal import PROGRAM, Terminal

NAMES = {"\r": "enter", "\x1b[27u": "escape", "\x10": "ctrl+p"}


async def test_a_round_over_all_screens_leaves_nothing_of_them(gent: Opened) -> None:
    async with explore(gent, NARROW) as it:

        def alive(kind: type) -> int:
            # The driver keeps every message, and with it who it came from.
            it.seen.clear()
            gc.collect()
            return sum(isinstance(one, kind) for one in gc.get_objects())

        widgets = alive(Widget)
        for key in ROUND:
            if key in NAMES:
                await it.press(NAMES[key])
            else:
                await it.burst(key)
        assert it.screen is it.explorer
        assert alive(Widget) <= widgets + 5
        assert alive(StylesCache) <= widgets + 20


@pytest.mark.skipif(not PROGRAM.exists(), reason=f"THE PROGRAM IS NOT INSTALLED: {PROGRAM}")
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="NO /proc HERE TO SEE WHAT IS OPEN")
def test_a_session_leaves_no_file_open() -> None:
    with Terminal() as it:
        it.until_shown("SD10021")
        before = open_files(it)
        press(it, 150)
        it.until_quiet(1.5)
        # The clock's own, of the library of frames.
        assert len(open_files(it) - before) <= 2
        it.press("ctrl+c")
        assert it.exit_code() == 0
