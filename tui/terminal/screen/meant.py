"""What a program writes, read as a terminal would: the screen that is meant, and what is said besides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doelboom.parser.dataclass import dataclass
from doelboom.tui.terminal.screen.cells import Cells, Row
from doelboom.tui.terminal.screen.styles import Styles

_PIECE = re.compile(
    r"\x1b\[(?P<style>[0-9;]*)m"
    r"|\x1b\[(?P<row>[0-9]{1,5});(?P<column>[0-9]{1,5})H"
    r"|(?P<line>\r?\n)"
    r"|(?P<mode>\x1b\[[<>=?][0-9;]*\$?[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x07)"
    r"|(?P<other>\x1b\[[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-~])"
    r"|(?P<control>[\x00-\x1f\x7f-\x9f])"
)
"""All but text. A mode says how the terminal behaves and paints nothing; what another sequence does is not known."""
_OTHER_SCREEN = re.compile(r"\x1b\[\?(?:47|1047|1049)(?P<goes>[hl])")


@dataclass(frozen=True, slots=True)
class Besides:
    """A sequence that goes to the terminal as it is."""

    written: str
    is_a_mode: bool
    """Whether it leaves the screen as it is."""
    changes_screens: bool
    """Whether another screen is shown from then on."""
    goes_back: bool
    """Whether that is the one of before."""


class Meant:
    """A screen of some size as it is meant to be."""

    def __init__(self, styles: Styles, cells: Cells, columns: int, rows: int) -> None:
        self.cells = cells
        self.rows: list[Row] = []
        self.cursor: tuple[int, int] | None = None
        """The place, by row and column, where the cursor was put last; None where text was written since."""
        self._styles = styles
        self._style = styles.none
        self._at = (0, 0)
        self.resize(columns, rows)

    def resize(self, columns: int, rows: int) -> None:
        """Gives it another size; what was beyond it is forgotten."""
        self.columns = columns
        kept = [[*row[:columns], *[None] * (columns - len(row))] for row in self.rows[:rows]]
        self.rows = kept + [[None] * columns for _row in range(rows - len(kept))]

    def forget(self) -> None:
        """Another screen: nothing has been written on it, and its cursor is where it was left."""
        self.cursor = None
        self.rows = [[None] * self.columns for _row in self.rows]

    def feed(self, written: str) -> Iterator[Besides]:
        """Takes in what is written; whatever is no part of the picture comes out, in its order."""
        at = 0
        for match in _PIECE.finditer(written):
            if match.start() > at:
                self._put(written[at : match.start()])
            at = match.end()
            kind = match.lastgroup
            if kind == "style":
                style = self._styles.read(self._style, match["style"])
                # What is not known is left out, with all that was in force: a picture in the terminal's own colours.
                self._style = style if style is not None else self._styles.none
            elif kind == "column":
                self._at = (max(int(match["row"]), 1) - 1, max(int(match["column"]), 1) - 1)
                self.cursor = self._at
            elif kind == "line":
                self._at = (self._at[0] + 1, 0)
            elif kind != "control":
                other = _OTHER_SCREEN.fullmatch(match[0])
                goes_back = other is not None and other["goes"] == "l"
                yield Besides(match[0], kind == "mode" and other is None, other is not None, goes_back)
        if at < len(written):
            self._put(written[at:])

    def _put(self, text: str) -> None:
        row, column = self._at
        self.cursor = None
        cells = self.cells.of(text, self._style)
        while cells is None:
            self._put_mark(text[0])
            text = text[1:]
            cells = self.cells.of(text, self._style)
        self._at = (row, column + len(cells))
        if row >= len(self.rows) or column >= self.columns:
            return
        line = self.rows[row]
        cells = cells[: self.columns - column]
        end = column + len(cells)
        if cells and cells[-1].width == 2:
            # Half of it is beyond the edge.
            cells[-1] = self.cells.blank(cells[-1])
        before, after = line[column], line[end] if end < self.columns else None
        line[column:end] = cells
        # Of a wide sign that was written over by half nothing is left.
        if before is not None and before.width == 0 and column and (left := line[column - 1]) is not None:
            line[column - 1] = self.cells.blank(left) if left.width == 2 else left
        if after is not None and after.width == 0:
            line[end] = self.cells.blank(after)

    def _put_mark(self, mark: str) -> None:
        row, column = self._at
        if row < len(self.rows) and 0 < column <= self.columns:
            line = self.rows[row]
            at = column - 1
            cell = line[at]
            if cell is not None and cell.width == 0 and at:
                at -= 1
                cell = line[at]
            if cell is not None:
                line[at] = self.cells.with_mark(cell, mark)
