"""A long session: keys over all screens, again and again, in a real terminal; what it leaves in memory and open."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from tests.tui.terminal import Terminal

ESCAPE = "\x1b[27u"
"""As a newer terminal sends it: nothing that follows makes another key of it."""
_BACK = (ESCAPE, ESCAPE, ESCAPE)
ROUND = (
    *"jjlmj", "\r", *"zzbbt", *"vjjpj", "\r", *"sj", "\r", *"jj", *_BACK, *"/talent", "\r", "n", *_BACK,
    *":34834", "\r", *"wjj", *_BACK, *"Kjj", *_BACK, *"djj", *_BACK, "?", *_BACK, "\x10", *"var", *_BACK,
    *"ii  ", "c", *_BACK, *"Ggh",
)  # fmt: skip
"""Keys that open each screen, do something there, and come back to where they began."""
FIRST = 100
"""Keys after which all that a session loads is loaded."""


def keys(count: int) -> Iterator[str]:
    """So many keys."""
    return islice(cycle(key for keys in ROUND for key in ([keys] if keys.startswith("\x1b") else keys)), count)


def press(it: Terminal, count: int, after: int = 0) -> None:
    """Presses keys of the round; each screen's answer is read, so that no key comes before its time."""
    for number, key in enumerate(islice(keys(after + count), after, None)):
        it.type(key)
        if number % 10 == 9:
            it.until_quiet(0.02)
    it.until_quiet()


def open_files(it: Terminal) -> set[str]:
    """What the program has open."""
    return {str(path.readlink()) for path in Path(f"/proc/{it.pid}/fd").iterdir()}
