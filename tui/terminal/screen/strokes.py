"""The strokes that turn what a terminal shows into what is meant: which cells of which lines are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import is_not

from doelboom.parser.dataclass import dataclass
from doelboom.tui.terminal.screen.cells import Cell, Row
from doelboom.tui.terminal.screen.pen import Pen
from doelboom.tui.terminal.screen.styles import Style

_A_MOVE = 4
"""Bytes of the shortest move over some columns: a gap that takes no more is written again."""
_ERASED = 4
"""Cells from which on the rest of a line is erased at once."""


@dataclass(eq=False, slots=True)
class Stroke:
    """Cells to write, one after the other, that one style does for."""

    row: int
    column: int
    cells: list[Cell]
    line: Row
    """All that is meant to stand on their line."""
    first: Cell
    """The one whose style does for all."""
    erases: bool = False
    """Whether its one cell, a blank, fills the rest of the line."""

    @property
    def end(self) -> int:
        """The column behind it."""
        return self.column + len(self.cells)

    @property
    def look(self) -> Style | str:
        """What strokes have alike that need no other style in between: the style; of blanks, the background."""
        return self.first.style.background if self.first.blank else self.first.style

    def left_at(self, pen: Pen) -> tuple[int, int] | None:
        """Where it leaves the cursor; None where that is not known."""
        end = self.column if self.erases else self.end
        return (self.row, end) if end < pen.columns and not self.cells[-1].odd else None

    def goes_on(self, cells: Sequence[Cell | None]) -> bool:
        """Takes in the cells that follow, where its style, or theirs, does for all."""
        first: Cell | None = self.first
        for cell in cells:
            first = first and cell and _of_both(first, cell)
        if first is None:
            return False
        self.first = first
        self.cells += [cell for cell in cells if cell is not None]
        return True

    def draw(self, pen: Pen) -> None:
        """Writes it."""
        if self.erases:
            pen.move(self.row, self.column)
            pen.erase_to_the_end(self.first)
        else:
            pen.put(self.row, self.column, self.cells, self.line)


def _of_both(first: Cell, second: Cell) -> Cell | None:
    """Which of two cells has the style that does for both."""
    if second.does_with(first.style):
        return first
    return second if first.does_with(second.style) else None


def strokes_of(number: int, shown: Row, meant: Row, pen: Pen) -> Iterator[Stroke]:
    """What is to be written on a line; what is not known to be meant is left as it is."""
    end = len(meant)
    differing = [at for at, differs in enumerate(map(is_not, shown, meant)) if differs and meant[at] is not None]
    if not differing:
        return
    odd = [at for cells in (shown, meant) for at, cell in enumerate(cells) if cell is not None and cell.odd]
    if odd:
        # Where terminals differ over the width of a sign, all behind it may stand elsewhere.
        first = min(differing[0], min(odd))
        differing = [at for at in range(first, end) if meant[at] is not None]
    blank = meant[-1]
    erased = end
    if blank is not None and blank.blank and pen.can_erase(blank):
        while erased and meant[erased - 1] is blank:
            erased -= 1
        if sum(at >= erased for at in differing) < _ERASED:
            erased = end
    yield from _runs(number, [at for at in differing if at < erased], meant)
    rest = next((at for at in differing if at >= erased), None)
    if rest is not None and blank is not None:
        yield Stroke(number, rest, [blank], meant, blank, erases=True)


def _runs(number: int, differing: Sequence[int], meant: Row) -> Iterator[Stroke]:
    """The runs of places that one style does for, with what stands between two where that takes no more bytes than a
    move."""
    run: Stroke | None = None
    for at in differing:
        if run is not None:
            gap = meant[run.end : at]
            if _size(gap) <= _A_MOVE and run.goes_on([*gap, meant[at]]):
                continue
            yield run
        cell = meant[at]
        assert cell is not None
        run = Stroke(number, at, [cell], meant, cell)
    if run is not None:
        yield run


def _size(cells: Row) -> int:
    return sum(len(cell.text.encode()) for cell in cells if cell is not None)
