"""Lines that moved: they are scrolled where that leaves fewer cells to write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import is_not

from doelboom.parser.dataclass import dataclass
from doelboom.tui.terminal.screen.cells import Row
from doelboom.tui.terminal.screen.pen import Pen

_LEAST_LINES = 3
_LEAST_SPARED = 60
"""Cells that a scroll has to spare; it takes some thirty bytes itself."""
_PARTS = 3
"""Parts of a line that are looked for elsewhere: beside a pane that moves another may stand still."""


@dataclass(frozen=True, slots=True)
class Scroll:
    """The lines from `top` to before `bottom` move down by some lines, or up where that is negative."""

    top: int
    bottom: int
    down: int

    def write(self, pen: Pen, shown: list[Row]) -> None:
        """Has the terminal do it, and the copy of it alike."""
        pen.scroll(self.top, self.bottom, self.down)
        shown[self.top : self.bottom] = self.moved(shown)

    def moved(self, rows: Sequence[Row]) -> list[Row]:
        """The lines of its region after it."""
        region = list(rows[self.top : self.bottom])
        unknown: list[Row] = [[None] * len(region[0]) for _line in range(abs(self.down))]
        return unknown + region[: -self.down] if self.down > 0 else region[-self.down :] + unknown


def scroll_of(changed: Sequence[int], shown: Sequence[Row], meant: Sequence[Row]) -> Scroll | None:
    """The scroll that spares the most, if one spares enough."""
    if len(changed) < _LEAST_LINES:
        return None
    top, bottom = changed[0], changed[-1] + 1
    downs = _likely(changed, shown, meant)
    best, least = None, _cells(shown[top:bottom], meant[top:bottom]) - _LEAST_SPARED
    for down in downs:
        if abs(down) >= bottom - top:
            continue
        scroll = Scroll(top, bottom, down)
        left = _cells(scroll.moved(shown), meant[top:bottom])
        if left < least:
            best, least = scroll, left
    return best


def _likely(changed: Sequence[int], shown: Sequence[Row], meant: Sequence[Row]) -> list[int]:
    """By how many lines parts of lines that are unlike all others have moved, the most frequent first."""
    columns = len(meant[0])
    votes: Counter[int] = Counter()
    for part in range(_PARTS):
        places = slice(part * columns // _PARTS, (part + 1) * columns // _PARTS)
        before = _unlike(changed, shown, places)
        now = _unlike(changed, meant, places)
        votes.update(now[cells] - before[cells] for cells in now.keys() & before.keys())
    return [down for down, count in votes.most_common(2) if down and count >= _LEAST_LINES]


def _unlike(changed: Sequence[int], rows: Sequence[Row], places: slice) -> dict[tuple[object, ...], int]:
    """Parts of lines that stand on one line only, and on which."""
    found: dict[tuple[object, ...], int] = {}
    twice = set()
    for number in changed:
        cells = tuple(rows[number][places])
        if cells in found:
            twice.add(cells)
        found[cells] = number
    return {cells: number for cells, number in found.items() if cells not in twice}


def _cells(rows: Sequence[Row], meant: Sequence[Row]) -> int:
    """How many cells differ."""
    return sum(sum(map(is_not, row, other)) for row, other in zip(rows, meant, strict=True))
