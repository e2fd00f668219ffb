"""The lines and boxes that are drawn around the cells of a heading: what they part, and what they hold together."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import pairwise

from doelboom.parser.dataclass import dataclass
from doelboom.parser.layout.lines import Line
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.words import Word


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row of cells with lines or boxes between them."""

    edges: tuple[float, ...]
    """Where one cell ends and the next begins, from left to right."""
    top: float
    bottom: float

    def holds(self, line: Line) -> bool:
        """Whether a line stands in the row."""
        return self.top <= line.y - SETTINGS.x_middle * line.size <= self.bottom

    def cells(self, words: Sequence[Word]) -> list[tuple[Word, ...]] | None:
        """The words by cell, empty ones included; None where a word stands across an edge."""
        cells: list[list[Word]] = [[] for _ in range(len(self.edges) + 1)]
        for word in words:
            at = sum(edge <= word.x0 + SETTINGS.edge_slack * word.size for edge in self.edges)
            if at < len(self.edges) and word.x1 > self.edges[at] + SETTINGS.edge_slack * word.size:
                return None
            cells[at].append(word)
        return [tuple(cell) for cell in cells]


def drawn_row(line: Line, drawn: array[float], others: Iterable[Line] = ()) -> DrawnRow | None:
    """The row of drawn cells in which a line stands; None where nothing drawn parts its words, or these from others.

    Args:
        line: the line with the words of the first cell.
        drawn: x0, x1, top and bottom of all that is drawn on its page.
        others: lines of the page in which words of its other cells can stand.
    """
    if not drawn:
        return None
    em = line.size
    middle = line.y - SETTINGS.x_middle * em
    thin = SETTINGS.thin_line * em
    gaps = [(before.x1, after.x0) for before, after in pairwise(line.words)]
    inner: set[float] = set()
    behind: set[float] = set()
    across: list[tuple[float, float]] = []
    top, bottom = float("-inf"), float("inf")
    highest, lowest = top, bottom
    low, first = SETTINGS.lowest_box * em, line.words[0]
    for x0, x1, above, below in _boxes(drawn):
        if below - above <= thin:
            if x0 <= first.x0 + em and x1 >= first.x1:
                across.append((above, below))
            continue
        if not above <= middle <= below or below - above < low:
            continue
        sides = [(x0 + x1) / 2] if x1 - x0 <= thin else [x0, x1]
        parting = {edge for edge in sides if any(_parts(edge, gap, em) for gap in gaps)}
        # A cell whose words all stand on other lines begins behind the last word.
        behind.update(edge for edge in sides if edge > line.x1)
        highest, lowest = max(highest, above), min(lowest, below)
        if parting:
            inner |= parting
            top, bottom = max(top, above), min(bottom, below)
    if not inner:
        if len(behind) < 2:
            return None
        top, bottom = highest, lowest
    # Lines across part the rows of a table whose upright ones go all the way down.
    top = max([top, *(above for above, _ in across if above <= middle)])
    bottom = min([bottom, *(below for above, below in across if above > middle)])
    row = DrawnRow(_merged(inner | behind, em), top, bottom)
    if len(row.edges) > SETTINGS.heading_words:
        return None
    return row if inner or _is_beside(row, others) else None


def _is_beside(row: DrawnRow, others: Iterable[Line]) -> bool:
    """Whether any of some lines has words of a row behind its first edge, short of its last."""
    return len(row.edges) > 1 and any(
        row.holds(other) and row.edges[0] <= word.x0 + SETTINGS.edge_slack * word.size and word.x1 <= row.edges[-1]
        for other in others
        for word in other.words
    )


def sides_beside(line: Line, drawn: array[float]) -> list[float]:
    """The left and right sides of all that is drawn and as high as a line, where that stands."""
    em = line.size
    middle = line.y - SETTINGS.x_middle * em
    boxes = _boxes(drawn)
    return [
        side
        for x0, x1, top, bottom in boxes
        if top <= middle <= bottom and bottom - top >= SETTINGS.lowest_box * em
        for side in (x0, x1)
    ]


def moved(drawn: array[float], right: float, down: float) -> array[float]:
    """The same boxes, farther right and down."""
    return array(
        "f", (value + by for box in _boxes(drawn) for value, by in zip(box, (right, right, down, down), strict=True))
    )


def _boxes(drawn: array[float]) -> Iterable[tuple[float, float, float, float]]:
    return zip(drawn[0::4], drawn[1::4], drawn[2::4], drawn[3::4], strict=True)


def _parts(edge: float, gap: tuple[float, float], em: float) -> bool:
    return gap[0] - SETTINGS.edge_slack * em <= edge <= gap[1] + SETTINGS.edge_slack * em


def _merged(edges: Iterable[float], em: float) -> tuple[float, ...]:
    """The edges, of two boxes side by side only the second one's."""
    ordered = sorted(edges)
    near = SETTINGS.thin_line * em
    return tuple(edge for edge, after in pairwise([*ordered, float("inf")]) if after - edge > near)
