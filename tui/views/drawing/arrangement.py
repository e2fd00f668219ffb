"""Which columns of a table there is room for, and how wide each is: a figure is drawn whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from doelboom.parser.dataclass import dataclass

_GAP, _NARROW_GAP = 2, 1
_NARROW = 60
"""Cells below which columns stand closer together."""
_STUMP = 5
"""Cells down to which a text that stays is cut before it gives up its place."""
_READABLE = 26
"""Cells that a text that stays gets before there are more than the main columns beside it."""
_MAIN = 3
"""How many of the scrolling columns come before a readable text."""
_ENOUGH = 40
"""Cells that every text gets before one of them takes the rest."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, its heading, and what may be done with it."""

    key: str
    heading: str
    figures: bool = False
    """Whether it holds figures: they are set to the right."""
    least: int | None = None
    """The cells down to which its texts may be cut; None where they never are."""
    stays: bool = False
    """Whether it stays in view while the others scroll. The first of those names the row: it stays at any width."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The columns in view."""

    widths: tuple[tuple[int, int], ...]
    """The number of each column in view and its cells, from left to right."""
    gap: int
    """The cells between two columns."""
    first: int
    """How many of the scrolling columns are out of view to the left."""
    more: int
    """How many are out of view to the right."""


def led_by(columns: Sequence[Column], key: str) -> list[Column]:
    """The columns with one of the scrolling ones brought next to those that stay, before all others that scroll: what
    was asked for stands beside what it is said of, and is the last to lose its room."""
    scrolling = [column for column in columns if not column.stays]
    lead = next((column for column in scrolling if column.key == key), None)
    if lead is None:
        return list(columns)
    staying = [column for column in columns if column.stays]
    return [*staying, lead, *(column for column in scrolling if column is not lead)]


def arrange(
    columns: Sequence[Column], wholes: Sequence[int], room: int, first: int = 0, gap: int | None = None
) -> Arrangement:
    """The columns that fit into `room` cells once `first` of the scrolling ones are scrolled away.

    Args:
        wholes: the cells that each column needs for nothing of it to be cut.
        gap: the cells between two columns; None for as many as there is room for.
    """
    if gap is None:
        gap = _GAP if room >= _NARROW else _NARROW_GAP
    least = [
        whole if column.least is None else min(whole, column.least)
        for column, whole in zip(columns, wholes, strict=True)
    ]
    widths = _staying(columns, least, room, gap)
    scrolling = [number for number in range(len(columns)) if number not in widths]
    left = room - sum(widths.values()) - gap * len(widths)
    wanted = sum(
        max(0, min(_READABLE, wholes[number]) - width) for number, width in widths.items() if columns[number].least
    )
    windows = [_window(columns, least, scrolling[start:], left, gap, wanted) for start in range(len(scrolling))]
    # No further to the right than to where the last column is in view.
    reaching = (start for start, window in enumerate(windows) if start + len(window) == len(scrolling))
    first = max(0, min(first, next(reaching, len(scrolling) - 1)))
    window = windows[first] if windows else {}
    widths |= window
    _widen(columns, wholes, widths, room - sum(widths.values()) - gap * (len(widths) - 1))
    return Arrangement(tuple(sorted(widths.items())), gap, first, len(scrolling) - first - len(window))


def _staying(columns: Sequence[Column], least: Sequence[int], room: int, gap: int) -> dict[int, int]:
    """The columns that stay, with their cells: as many as leave room for the widest of those that cannot be cut, and
    for a stump of those that can."""
    stay = [number for number, column in enumerate(columns) if column.stays]
    stumps = {number: least[number] if columns[number].least is None else min(least[number], _STUMP) for number in stay}

    def left() -> int:
        others = [
            width if columns[number].least is None else min(width, _STUMP)
            for number, width in enumerate(least)
            if number not in stay
        ]
        return room - sum(stumps[number] + gap for number in stay) - max(others, default=-gap)

    while len(stay) > 1 and left() < 0:
        stay.pop()
    spare = left()
    widths = {}
    for number in stay:
        # Below what it needs is only the one that names the row, where nothing else has given enough.
        more = max(1 - stumps[number], min(spare, least[number] - stumps[number]))
        widths[number] = stumps[number] + more
        spare -= more
    return widths


def _window(
    columns: Sequence[Column], least: Sequence[int], numbers: Sequence[int], left: int, gap: int, wanted: int
) -> dict[int, int]:
    """The first of some columns, with their cells: as many as fit into what is left, and beyond the main ones only as
    many as leave the cells that are wanted for the texts that stay."""
    window: dict[int, int] = {}
    for number in numbers:
        width = least[number]
        if not window and columns[number].least is not None:
            width = max(1, min(width, left))
        if width > left - (wanted if len(window) >= _MAIN else 0):
            break
        window[number] = width
        left -= width + gap
    return window


def _widen(columns: Sequence[Column], wholes: Sequence[int], widths: dict[int, int], left: int) -> None:
    """Gives the texts the cells that are left: those that stay first."""
    texts = sorted(
        (number for number in widths if columns[number].least is not None),
        key=lambda number: (not columns[number].stays, number),
    )
    for most in (_ENOUGH, None):
        for number in texts:
            whole = wholes[number] if most is None else min(most, wholes[number])
            more = max(0, min(left, whole - widths[number]))
            widths[number] += more
            left -= more
