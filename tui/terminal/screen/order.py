"""In which order strokes are drawn: a cursor that goes elsewhere and another colour take about as many bytes each."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from itertools import islice

from doelboom.tui.terminal.screen.pen import Pen
from doelboom.tui.terminal.screen.strokes import Stroke
from doelboom.tui.terminal.screen.styles import Style

_FEW = 60
"""Strokes up to which each is put in the best place of the order: the time grows with their square."""
_MANY = 500
"""Strokes from which on they are a whole picture: what another order spares is not worth the time."""
_AHEAD = 4
"""Strokes among which the cheapest is looked for: what is left behind has to be come back to."""
_ALIKE = 2
"""As many of the style in force, wherever they are: a move is shorter than a colour."""


def draw(strokes: Sequence[Stroke], pen: Pen) -> Pen:
    """Writes strokes line by line or in an order of their own, which takes fewer bytes. Returns the pen that did."""
    by_line = pen.copy()
    for stroke in strokes:
        stroke.draw(by_line)
    if not 1 < len(strokes) < _MANY:
        return by_line
    by_cost = pen.copy()
    order = _inserted(strokes, pen) if len(strokes) <= _FEW else _cheapest_first(strokes, by_cost)
    for stroke in order:
        stroke.draw(by_cost)
    return min(by_line, by_cost, key=lambda pen: sum(map(len, pen.written)))


def _inserted(strokes: Sequence[Stroke], pen: Pen) -> list[Stroke]:
    """Strokes taken in line by line, each where it makes the way longer by the least (the cheapest insertion of
    Rosenkrantz, Stearns and Lewis, 1977)."""
    costs: dict[tuple[Stroke | None, Stroke], int] = {}

    def cost(before: Stroke | None, stroke: Stroke) -> int:
        if (before, stroke) not in costs:
            place = before.left_at(pen) if before is not None else pen.place
            style = before.first.style if before is not None else pen.style
            costs[before, stroke] = pen.cost(place, style, stroke.row, stroke.column, stroke.first)
        return costs[before, stroke]

    order: list[Stroke] = []
    for stroke in strokes:
        best, least = len(order), cost(order[-1] if order else None, stroke)
        before = None
        for at, after in enumerate(order):
            longer = cost(before, stroke) + cost(stroke, after) - cost(before, after)
            if longer < least:
                best, least = at, longer
            before = after
        order.insert(best, stroke)
    return order


def _cheapest_first(strokes: Sequence[Stroke], pen: Pen) -> Iterator[Stroke]:
    """Strokes one by one, always the cheapest of those that come next and those of the style in force; the pen draws
    each before it asks for the next."""
    left = dict(enumerate(strokes))
    alike: dict[Style | str, deque[int]] = defaultdict(deque)
    for number, stroke in left.items():
        alike[stroke.look].append(number)

    def cost(number: int) -> int:
        stroke = left[number]
        return pen.cost(pen.place, pen.style, stroke.row, stroke.column, stroke.first)

    while left:
        candidates = dict.fromkeys(islice(left, _AHEAD))
        if pen.style is not None:
            candidates |= dict.fromkeys(islice(alike[pen.style], _ALIKE))
            candidates |= dict.fromkeys(islice(alike[pen.style.background], _ALIKE))
        stroke = left.pop(number := min(candidates, key=cost))
        alike[stroke.look].remove(number)
        yield stroke
