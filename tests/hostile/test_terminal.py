"""doelboom in a real terminal: nothing from a report steers it, and it is given back whatever happens."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.hostile.terminal import Terminal, kinds_of, sequences_of
from tests.hostile.texts import MARK, complaint, harmless_twin, report_of_all

BROKEN = """
import sys
from doelboom.tui.explorer.widgets.tree import OutlineTree
from doelboom.tui.cli.main import main
whole = OutlineTree.draw_row
def broken(self, code, *how):
    if code == "AC51000" and self.code == code:
        raise RuntimeError("Bomen planten \\x1b]52;c;eA==\\x07 " + "x" * 5000)
    return whole(self, code, *how)
OutlineTree.draw_row = broken
sys.exit(main())
"""


@contextmanager
def doelboom(*arguments: str) -> Iterator[Terminal]:
    terminal = Terminal(["-m", "doelboom.tui.cli.main", *arguments])
    try:
        yield terminal
    finally:
        terminal.close()


def walk(file: Path) -> bytes:
    """Looks at everything in a report; what was written to the terminal."""
    with doelboom("open", str(file)) as terminal:
        terminal.until("SD310")
        for keys, shows in (
            (":", "a code, its number"),
            ("52003", "AC52003"),
            ("\r", "> AC52003"),
            ("i", "Financiering"),
            ("q", "Code and title"),
            ("Y", "AC52003"),
        ):
            terminal.press(keys)
            terminal.until(shows)
        terminal.until_written(b"\x1b]52;c;")
        terminal.press("v")
        terminal.until("AC52011")
        terminal.press("q")
        terminal.until("SD310")
        # One more than closes the list: right behind that, q only says what it would do.
        terminal.press("q")
        terminal.until("q again ends doelboom")
        terminal.press("q")
        assert terminal.end() == 0, terminal.written[-1000:]
        return terminal.written


def test_no_sequence_of_a_report_reaches_the_terminal(tmp_path: Path) -> None:
    hostile, harmless = tmp_path / "hostile.txt", tmp_path / "harmless.txt"
    hostile.write_text(report_of_all())
    harmless.write_text(harmless_twin(report_of_all()))

    written = walk(hostile)

    assert kinds_of(written) <= kinds_of(walk(harmless))
    copied = [sequence for sequence in sequences_of(written) if sequence.startswith("\x1b]52;")]
    assert len(copied) == 1
    match = re.fullmatch("\x1b]52;c;([A-Za-z0-9+/=]+)\x07", copied[0])
    assert match is not None
    text = base64.b64decode(match[1]).decode()
    assert text.startswith("AC52003\t")
    assert MARK in text
    assert complaint(text.replace("\t", " ")) is None
    rest = [sequence for sequence in sequences_of(written) if sequence != copied[0]]
    assert [sequence for sequence in rest if MARK in sequence] == []


def test_a_crash_gives_the_terminal_back_and_says_one_line(tmp_path: Path) -> None:
    report, log = tmp_path / "verslag.txt", tmp_path / "log"
    report.write_text(small_text())
    terminal = Terminal(["-c", BROKEN, "--log", str(log), "open", str(report)])
    try:
        terminal.until("OD4100")
        terminal.press(":")
        terminal.until("a code, its number")
        terminal.press("51000")
        terminal.until("AC51000")
        terminal.press("\r")
        assert terminal.end() == 2
    finally:
        terminal.close()

    left = terminal.written.rindex(b"\x1b[?1049l")
    assert terminal.written.rindex(b"\x1b[?25h") > terminal.written.rindex(b"\x1b[?25l")
    last = terminal.written[left:].decode()
    words = re.sub("\x1b\\[[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-~]", "", last).strip()
    assert words.startswith("doelboom: the explorer stopped: RuntimeError: Bomen planten")
    assert words.endswith("(with --log FILE, the log says where)")
    assert "\n" not in words.replace("\r", "")
    assert len(words) < 400
    assert complaint(words) is None
    logged = log.read_text()
    assert "the explorer failed: RuntimeError" in logged
    assert "render_label" not in logged or "in broken" in logged
    assert "Bomen" not in logged


def small_text() -> str:
    from tests.tui.small_reports import small_text as small

    return small()
