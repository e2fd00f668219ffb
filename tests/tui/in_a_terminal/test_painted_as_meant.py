"""What a session leaves on a real terminal is what painting it as a whole leaves there, whatever terminal it is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.tui.terminal import Terminal

KEYS = (
    ("jjjlGg\x1b[6~k", "> OD"),
    ("/zorg\r", "zorg"),
    ("nn\x1b", "percentages ok"),
    ("m", "VTE"),
    ("\x1b", "percentages ok"),
    ("v", "Largest variances"),
    ("jjj\x1b[6~\x1b[6~k", "Largest variances"),
)
"""What is typed, and what is shown then."""
TERMS: Mapping[str, tuple[int, int]] = {
    "xterm-256color": (120, 36),
    "tmux-256color": (100, 30),
    "vt100": (80, 24),
}


@pytest.mark.parametrize("term", TERMS)
def test_of_a_session(term: str) -> None:
    environment = {"TERM": term, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    with Terminal("--fresh", "--report", "bundled", size=TERMS[term], environment=environment) as it:
        it.until_shown("SD10021", "3.836 percentages ok")
        for keys, shown in KEYS:
            it.type(keys)
            it.until_shown(shown)
            it.until_quiet()
        it.until_quiet(1.0)
        before, written = it.cells, len(it.written)
        it.type("\x0c")
        it.until(lambda: len(it.written) > written + 1000, "the whole screen painted anew")
        it.until_quiet()
        assert it.cells == before
        it.type("\x03")
        assert it.exit_code() == 0


def test_a_size_and_back_again_leaves_a_whole_screen() -> None:
    with Terminal("--fresh", "--report", "bundled", size=(80, 24)) as it:
        it.until_shown("SD10021", "3.836 percentages ok")
        it.until_quiet()
        before, written = it.cells, len(it.written)
        it.resize(81, 24)
        it.resize(80, 24)
        it.until(lambda: len(it.written) > written + 1000, "the whole screen painted anew")
        it.until_quiet()
        assert it.cells == before
