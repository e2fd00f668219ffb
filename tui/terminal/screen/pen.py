"""The cursor and the style of a terminal: what takes them from one place to another in the fewest bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doelboom.tui.terminal.screen.cells import Cell, Row
from doelboom.tui.terminal.screen.sequences import Sequences
from doelboom.tui.terminal.screen.styles import Style, Styles

_FEW = 4
"""Lines down that are cheaper as line feeds than by a number. A line feed leaves the column as it is: the driver has
the system make nothing else of it."""
_GAP = 12
"""Cells before a place that may be written again to get there."""
_ANYWHERE = 8
"""About the bytes of a move to any place, and of one along a line."""
_ASIDE = 4
_REPEATED = re.compile(r"([ -~])\1{3,}")
"""Signs that may be repeated: tmux repeats those of ASCII only."""


class Pen:
    """Writes cells, and remembers where the terminal's cursor stands then and what style is in force."""

    def __init__(self, styles: Styles, has: Sequences, columns: int) -> None:
        self.columns = columns
        self.style: Style | None = None
        """The style in force; None where it is not known."""
        self.place: tuple[int, int] | None = None
        """Row and column of the cursor; None where they are not known, as behind the last column."""
        self.written: list[str] = []
        self._styles, self._has = styles, has

    def copy(self) -> Pen:
        """One that stands where this one does and has written nothing."""
        other = Pen(self._styles, self._has, self.columns)
        other.style, other.place = self.style, self.place
        return other

    def add(self, sequence: str) -> None:
        """Writes what neither paints nor moves."""
        if sequence:
            self.written.append(sequence)

    def move(self, row: int, column: int) -> None:
        """Puts the cursor somewhere."""
        if self.place != (row, column):
            self.written.append(min(self._ways(row, column), key=len))
            self.place = (row, column)

    def _reach(self, row: int, column: int, cell: Cell, line: Row) -> None:
        """Puts the cursor somewhere and has the style of a cell in force. What stands before the place may be written
        again where that takes fewer bytes than a move, in the style before or in that of the cell."""
        if self.place != (row, column):
            way = min(self._ways(row, column), key=len)
            for style in (self.style, self._style_of(cell, self.style)):
                again = min(self._again(row, column, line, style), key=_size, default=way)
                if style is not None and _size(again) < len(way):
                    self._change(style)
                    way = again
                    break
            self.written.append(way)
            self.place = (row, column)
        self._change(self._style_of(cell, self.style))

    def _again(self, row: int, column: int, line: Row, style: Style | None) -> Iterator[str]:
        """The ways to a place on a line by writing again, in a style, what stands before it there."""
        if self.place is None or style is None:
            return
        down = row - self.place[0]
        if not 0 <= down <= _FEW:
            return
        for start, to_line in ((self.place[1], ""), (0, "\r")):
            cells = line[start:column]
            if start < column <= start + _GAP and all(
                cell is not None and not cell.odd and cell.does_with(style) for cell in cells
            ):
                yield "\n" * down + to_line + "".join([cell.text for cell in cells if cell is not None])

    def cost(self, place: tuple[int, int] | None, style: Style | None, row: int, column: int, cell: Cell) -> int:
        """About how many bytes it takes from a place and a style to have those of a cell."""
        size = len(self._styles.change(style, self._style_of(cell, style)))
        if place is None:
            return size + _ANYWHERE
        down, right = row - place[0], column - place[1]
        if not 0 <= down <= _FEW:
            return size + _ANYWHERE
        aside = min(abs(right), 1) if column == 0 else abs(right)
        return size + down + min(aside, _ASIDE) + (aside >= 10)

    def _ways(self, row: int, column: int) -> Iterator[str]:
        to_row = f"{row + 1}" if row else ""
        yield f"\x1b[{to_row};{column + 1}H" if column else f"\x1b[{to_row}H"
        if self.place is None:
            return
        row_now, column_now = self.place
        down = row - row_now
        to_row = "\n" * down if down <= _FEW else f"\x1b[{_number(down)}B"
        if down < 0:
            to_row = f"\x1b[{_number(-down)}A"
        right = column - column_now
        if right > 0:
            yield f"{to_row}\x1b[{_number(right)}C"
        elif right < 0:
            yield f"{to_row}\x1b[{_number(-right)}D"
            yield to_row + "\b" * -right
        else:
            yield to_row
        if column == 0:
            yield to_row + "\r"
        elif self._has.column:
            yield f"{to_row}\x1b[{_number(column + 1)}G"

    def _change(self, style: Style) -> None:
        self.add(self._styles.change(self.style, style))
        self.style = style

    def _style_of(self, cell: Cell, style: Style | None) -> Style:
        """The style in which a cell is written after another: a blank's is the nearest that shows its background."""
        return self._styles.for_a_blank(style, cell.style.background) if cell.blank else cell.style

    def put(self, row: int, column: int, cells: Sequence[Cell], line: Row) -> None:
        """Writes cells from a place on; `line` is all that is meant to stand on their line."""
        at, end = 0, len(cells)
        while at < end:
            cell = cells[at]
            if not cell.width:
                # The right half of a wide sign is there with its left one.
                at += 1
                continue
            self._reach(row, column + at, cell, line)
            style = cell.style
            alike = at + 1
            if cell.odd:
                self._put_odd(cell)
            else:
                # A blank within a text needs no style of its own as long as the background is the same.
                while alike < end and not cells[alike].odd and cells[alike].does_with(style):
                    alike += 1
                if cell.blank:
                    alike = next((there for there in range(at, alike) if cells[there] is not cell), alike)
                self._put_text("".join([cell.text for cell in cells[at:alike]]), cell)
            at = alike

    def _put_text(self, text: str, first: Cell) -> None:
        """Writes the text of cells in the style in force."""
        if first.blank and self._has.erase and not self._has.repeat and self.can_erase(first):
            erased = f"\x1b[{len(text)}X"
            if len(text) > 2 * len(erased):
                self.written.append(erased)
                return
        self.written.append(_REPEATED.sub(_repeated, text) if self._has.repeat else text)
        self._advance(len(text))

    def _put_odd(self, cell: Cell) -> None:
        """Writes a sign whose width terminals differ over: on blanks, and from then on its place counts as unknown."""
        place = self.place
        if cell.width > 1 and place is not None:
            self.written.append(" " * cell.width)
            self._advance(cell.width)
            self.move(*place)
        self.written.append(cell.text)
        self.place = None

    def _advance(self, count: int) -> None:
        assert self.place is not None
        row, column = self.place
        # Behind the last column terminals differ.
        self.place = (row, column + count) if column + count < self.columns else None

    def can_erase(self, blank: Cell) -> bool:
        """Whether what is erased looks like a blank cell."""
        return self._has.erases_in_colour or not blank.style.background

    def erase_to_the_end(self, blank: Cell) -> None:
        """Makes the rest of the line blank cells; they have to be such as can be erased."""
        self._change(self._style_of(blank, self.style))
        self.written.append("\x1b[K")

    def scroll(self, top: int, bottom: int, down: int) -> None:
        """Moves the lines from one to before another down, or up where negative. What comes in is not known."""
        self.add(self._styles.change(self.style, self._styles.none))
        self.style = self._styles.none
        self.written.append(f"\x1b[{top + 1};{bottom}r")
        self.place = None
        if down < 0:
            self.move(bottom - 1, 0)
            self.written.append("\n" * -down)
        else:
            self.move(top, 0)
            self.written.append(f"\x1b[{_number(down)}L" if self._has.lines else "\x1bM" * down)
        self.written.append("\x1b[r")
        # Most terminals put the cursor at the top left then, some leave it.
        self.place = None


def _repeated(match: re.Match[str]) -> str:
    text, sign = match[0], match[1]
    again = f"{sign}\x1b[{_number(len(text) - 1)}b"
    return again if len(again) < len(text) else text


def _size(text: str) -> int:
    return len(text.encode())


def _number(number: int) -> str:
    return "" if number == 1 else str(number)
