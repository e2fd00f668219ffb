"""A terminal's screen, kept as cells: what it shows beside what it is to show, and what is written to make them one."""

from __future__ import annotations

from collections.abc import Iterable

from doelboom.tui.terminal.screen.cells import Cells, Row
from doelboom.tui.terminal.screen.meant import Meant
from doelboom.tui.terminal.screen.order import draw
from doelboom.tui.terminal.screen.pen import Pen
from doelboom.tui.terminal.screen.scrolling import scroll_of
from doelboom.tui.terminal.screen.sequences import Sequences
from doelboom.tui.terminal.screen.strokes import Stroke, strokes_of
from doelboom.tui.terminal.screen.styles import Styles


class ScreenOfCells:
    """Rewrites what a program writes for one terminal in fewer bytes; the terminal's screen is the same."""

    def __init__(self, has: Sequences, encoding: str = "utf-8", columns: int = 80, rows: int = 24) -> None:
        self._encoding = encoding
        self._styles = Styles()
        self._meant = Meant(self._styles, Cells(self._styles, encoding), columns, rows)
        self._pen = Pen(self._styles, has, columns)
        self._shown: list[Row] = []
        self.distrust()

    def distrust(self) -> None:
        """What the terminal shows is not known any more: the next picture is written as a whole."""
        columns, rows = self._meant.columns, len(self._meant.rows)
        self._shown = [[None] * columns for _row in range(rows)]
        self._pen.style = self._pen.place = None

    def resize(self, columns: int, rows: int) -> None:
        """The terminal has another size, and what is written from now on is meant for it."""
        self._meant.resize(columns, rows)
        self._pen.columns = columns
        self.distrust()

    def feed(self, written: str) -> str:
        """What takes the terminal from what it shows to what is meant after all that was written."""
        out: list[str] = []
        for besides in self._meant.feed(written):
            out.append(self._paint())
            if besides.is_a_mode:
                out.append(besides.written)
                continue
            # What is left of this screen tmux has on the one of before, where the window grew meanwhile.
            out += ["\x1b[m", "\x1b[H\x1b[2J" if besides.goes_back else "", besides.written]
            if besides.changes_screens:
                self._meant.forget()
            self.distrust()
        out.append(self._paint())
        if self._meant.cells.too_many:
            self._meant.cells = Cells(self._styles, self._encoding)
        return "".join(out)

    def _paint(self) -> str:
        changed = [
            number
            for number, (shown, meant) in enumerate(zip(self._shown, self._meant.rows, strict=True))
            if shown != meant
        ]
        pen = self._pen
        pen.written = []
        scroll = scroll_of(changed, self._shown, self._meant.rows)
        if scroll is not None:
            scroll.write(pen, self._shown)
            changed = list(range(changed[0], changed[-1] + 1))
        strokes = list(self._strokes(changed))
        drawn = draw(strokes, pen)
        written = "".join([*pen.written, *drawn.written])
        self._pen = drawn
        for number in changed:
            self._shown[number] = [
                new if new is not None else old
                for new, old in zip(self._meant.rows[number], self._shown[number], strict=True)
            ]
        return written + self._cursor()

    def _strokes(self, changed: Iterable[int]) -> Iterable[Stroke]:
        for number in changed:
            yield from strokes_of(number, self._shown[number], self._meant.rows[number], self._pen)

    def _cursor(self) -> str:
        """The cursor where it is meant to be: hidden, it still shows a method of input where to write. At the top left
        it is where nothing is typed."""
        place = self._meant.cursor
        if place is None or place[0] == 0 or place == self._pen.place:
            return ""
        pen = self._pen
        pen.written = []
        pen.move(*place)
        return "".join(pen.written)
