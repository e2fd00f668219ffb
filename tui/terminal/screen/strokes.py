"""The strokes that turn what a terminal shows into what is meant: which cells of which lines are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from operator import is_not

from doelboom.parser.dataclass import dataclass
from doelboom.tui.terminal.screen.cells import Cell, Row
from doelboom.tui.terminal.screen.meant import runs_of_a_style
from doelboom.tui.terminal.screen.pen import Pen
from doelboom.tui.terminal.screen.styles import Style

_A_MOVE = 4
"""Bytes of the shortest move over some columns: a gap that takes no more is written again."""
_ERASED = 4
"""Cells from which on the rest of a line is erased at once."""

_AHEAD = 4
"""Strokes among which the cheapest is looked for: what is left behind has to be come back to."""

_MANY = 250
"""Strokes from which on they are a whole picture: what another order spares is not worth the time."""


@dataclass(slots=True)
class Stroke:
    """Cells to write, one after the other."""

    row: int
    column: int
    cells: list[Cell]
    erases: bool = False
    """Whether its one cell, a blank, fills the rest of the line."""

    def draw(self, pen: Pen) -> None:
        """Writes it."""
        pen.move(self.row, self.column)
        if self.erases:
            pen.erase_to_the_end(self.cells[0])
        else:
            pen.put(self.cells)


def draw(strokes: Sequence[Stroke], pen: Pen) -> Pen:
    """Writes strokes in an order that takes few bytes: line by line, or always the cheapest of those that come next and
    those of the style in force. Returns the pen that did."""
    by_line = pen.copy()
    for stroke in strokes:
        stroke.draw(by_line)
    parted = _parted(strokes)
    if not 1 < len(parted) < _MANY:
        return by_line
    by_cost = pen.copy()
    for stroke in _cheapest_first(parted, by_cost):
        stroke.draw(by_cost)
    return min(by_line, by_cost, key=lambda pen: sum(map(len, pen.written)))


def _parted(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Strokes of one style each."""
    return [
        Stroke(stroke.row, stroke.column + at, cells, stroke.erases)
        for stroke in strokes
        for at, cells in runs_of_a_style(stroke.cells)
    ]


def _cheapest_first(strokes: list[Stroke], pen: Pen) -> Iterator[Stroke]:
    """Strokes one by one; the pen draws each before it asks for the next."""
    left = dict(enumerate(strokes))
    while left:
        ahead = islice(left.items(), _AHEAD)
        number, stroke = min(ahead, key=lambda pair: pen.cost(pair[1].row, pair[1].column, pair[1].cells[0]))
        del left[number]
        yield stroke


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
        yield Stroke(number, rest, [blank], erases=True)


def _runs(number: int, differing: Sequence[int], meant: Row) -> Iterator[Stroke]:
    """The runs of places, bridged where the gap between two takes no more bytes than the move over it."""
    run: list[Cell] = []
    start = 0
    for _key, places in groupby(enumerate(differing), key=lambda pair: pair[1] - pair[0]):
        (_first, begin), *others = places
        following = [cell for cell in meant[begin : begin + len(others) + 1] if cell is not None]
        if run:
            gap = meant[start + len(run) : begin]
            if _is_bridged(gap, run[-1].style, following[0].style):
                run += [cell for cell in gap if cell is not None]
            else:
                yield Stroke(number, start, run)
                run = []
        if not run:
            start = begin
        run += following
    if run:
        yield Stroke(number, start, run)


def _is_bridged(gap: Row, before: Style, after: Style) -> bool:
    size = 0
    for cell in gap:
        if cell is None or not (
            cell.style is before
            or cell.style is after
            or (cell.blank and cell.style.background in (before.background, after.background))
        ):
            return False
        size += len(cell.text.encode())
    return size <= _A_MOVE
