"""Rows that are drawn when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.text import Text

Cells = Sequence[Text]


class DrawnRows(Sequence[tuple[str, Cells]]):
    """Rows by key, (key, cells). Of tens of thousands, a screen shows thirty."""

    def __init__(self, keys: Sequence[str], draw: Callable[[int], Cells], widest: Sequence[int] | None = None) -> None:
        """`draw` draws the cells of a row by its number; `widest` are the numbers of rows among which are the widest
        cells of each column, None for all."""
        self.keys = keys
        self.widest = range(len(keys)) if widest is None else widest
        self._draw = draw
        self._drawn: dict[int, Cells] = {}

    @classmethod
    def of(cls, rows: Sequence[tuple[str, Cells]]) -> DrawnRows:
        """Rows that are drawn already, or drawn when they are looked at."""
        return rows if isinstance(rows, DrawnRows) else cls([key for key, _cells in rows], lambda place: rows[place][1])

    def changed(self, change: Callable[[str, Cells], Cells], others: Sequence[int]) -> DrawnRows:
        """The same with other cells of some rows, by key; `others` are the numbers of rows that can be wider then."""
        return DrawnRows(self.keys, lambda place: change(*self[place]), [*self.widest, *others])

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, place: int) -> tuple[str, Cells]:  # type: ignore[override]  # no slices
        cells = self._drawn.get(place)
        if cells is None:
            cells = self._drawn[place] = self._draw(place)
        return self.keys[place], cells

    def __iter__(self) -> Iterator[tuple[str, Cells]]:
        return (self[place] for place in range(len(self)))
