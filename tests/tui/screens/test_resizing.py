"""Headings stand above their columns after a resize, as a real terminal shows them, wherever one was meanwhile."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from tests.tui.terminal import Terminal

WIDE = (120, 36)
_FIGURE = re.compile(r"(?<!\S)[+-]?\d[\d.]*(?:,\d+)?%?(?!\S)")
_HEADINGS = r"Variance(?: %| ±↓)?|Budget(?: 2024)?|Actual(?: 2024)?|% spent|%|Change(?: %)?"


def ends(line: str, pattern: str) -> list[int]:
    return [found.end() for found in re.finditer(rf"(?<!\S)(?:{pattern})(?!\S)", line)]


def are_above(heading: str, row: str) -> bool:
    """Whether every figure of a row ends where a heading does, and every heading where a figure does."""
    figures = [found.end() for found in _FIGURE.finditer(row)]
    return bool(figures) and ends(heading, _HEADINGS) == figures


def behind(row: str, name: str) -> str:
    """A row without what stands up to a name, and without its bar."""
    return re.sub(
        r"[█▏▎▍▌▋▊▉·+]+\s*$", "", " " * row.index(name) + row[row.index(name) :].replace(name, " " * len(name))
    )


# The line of the title ends a cell before the edge: by that it is known that a picture is that of the new width.


def tree_is_right(it: Terminal, width: int) -> bool:
    heading, row = (it.lines[number].split("│")[0] for number in (1, 3))
    return "SD10021" in row and are_above(heading, behind(row, "SD10021")) and len(it.lines[0]) == width - 1


def list_is_right(it: Terminal, width: int) -> bool:
    """By the second row, whose title has no number in it."""
    heading, row = (it.lines[number].split("│")[0] for number in (1, 3))
    return "ACC9900" in row and are_above(heading, behind(row, "ACC9900")) and len(it.lines[0]) == width - 1


@pytest.fixture
def it(home: Path):  # type: ignore[no-untyped-def]
    environment = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    with Terminal("--fresh", size=WIDE, environment=environment) as terminal:
        terminal.until_shown("SD10021", "policy objective", " quit")
        yield terminal


def resize(it: Terminal, width: int, height: int = 36) -> None:
    it.resize(width, height)


def test_of_the_tree_at_the_widths_where_it_changes(it: Terminal) -> None:
    for width in (95, 120, 99, 120, 100, 120, 105, 80, 60, 120):
        resize(it, width)
        it.until(lambda width=width: tree_is_right(it, width), f"the headings at {width}")  # type: ignore[misc]


def test_of_the_tree_below_a_list(it: Terminal) -> None:
    it.type("v")
    it.until_shown("Largest variances:", "AC34421")
    resize(it, 80, 24)
    it.until(lambda: list_is_right(it, 80), "the headings of the list")
    it.type("q")
    it.until_shown("SD10021")
    it.until(lambda: tree_is_right(it, 80), "the headings of the tree")


def test_of_the_tree_below_the_field_for_a_code(it: Terminal) -> None:
    it.type(":")
    it.until(lambda: it.lines[-2].startswith(":") or any(line.startswith(":") for line in it.lines), "the field")
    for width in (95, 99, 100, 105):
        resize(it, width)
        it.until(lambda width=width: tree_is_right(it, width), f"the headings at {width}")  # type: ignore[misc]
    it.press("escape")
    it.until(lambda: tree_is_right(it, 105), "the headings behind it")


def test_of_a_list_and_of_one_that_is_come_back_to(it: Terminal) -> None:
    it.type("v")
    it.until_shown("Largest variances:", "AC34421")
    for width, height in ((95, 36), (160, 40), (149, 29), (80, 24), (60, 20), (150, 24), (120, 36)):
        resize(it, width, height)
        it.until(lambda width=width: list_is_right(it, width), f"the headings at {width}")  # type: ignore[misc]
    it.press("enter")
    it.until_shown("> AC34421")
    it.until(lambda: "Largest" not in it.lines[0], "the tree")
    resize(it, 80, 24)
    it.until(lambda: "Code and title" in it.lines[1], "the tree at 80")
    it.type("q")
    it.until_shown("Largest variances:")
    it.until(lambda: list_is_right(it, 80), "the headings of the list")


def test_a_window_of_no_size_is_not_written_to_and_the_next_size_shows_what_was_done_meanwhile(it: Terminal) -> None:
    it.until_quiet()
    it.minimise()
    written = len(it.written)
    it.type("jjj:34834\r")
    it.until_quiet()
    assert len(it.written) == written
    it.resize(*WIDE)
    it.until_shown("> AC34834", "365.860")
    it.until(lambda: tree_is_right(it, 120), "the headings")
    it.minimise()
    it.until_quiet()
    it.type("q")
    assert it.exit_code() == 0
    assert it.left_on == []


def test_continued_in_a_window_of_no_size_it_sets_the_terminal_up_for_the_next(it: Terminal) -> None:
    it.until_quiet()
    it.minimise()
    it.send(signal.SIGCONT)
    it.until(lambda: b"\x1b[?1049l" in it.written, "the terminal given back")
    it.until_quiet()
    it.resize(*WIDE)
    it.until_shown("SD10021")
    it.until(lambda: tree_is_right(it, 120), "the headings")
    for on in (b"\x1b[?1049h", b"\x1b[?2004h", b"\x1b[?1006h"):
        assert it.written.rfind(on) > it.written.rfind(on[:-1] + b"l"), on
    it.type("q")
    assert it.exit_code() == 0
    assert it.left_on == []
