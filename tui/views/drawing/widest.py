"""Rows that are drawn when they are looked at, and which of them tell how wide the columns of all are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import polars as pl
from rich.cells import cell_len
from rich.text import Text

from doelboom.data.model.doubts import DOUBT

Cells = Sequence[Text]
_FEW = 16
"""How many values are so few that each is a word of the program's, whose translation may be longer than others."""


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


def widest_rows(rows: pl.DataFrame) -> list[int]:
    """The numbers of rows among which are the widest cells of each column, however these are drawn: with the largest
    and the smallest figures, the longest texts, and one without. What has a mark or is in doubt has signs besides, and
    is looked at apart."""
    if not rows.height:
        return []
    apart = [pl.col("mark").cast(pl.String).fill_null("").alias("_mark")] if "mark" in rows.columns else []
    doubts = pl.col(DOUBT).is_not_null() if DOUBT in rows.columns else pl.lit(value=False)
    numbered = rows.lazy().with_columns(*apart, doubts.alias("_doubt")).with_row_index("_row")
    number = pl.col("_row")
    wanted = []
    for name, kind in rows.schema.items():
        column = pl.col(name)
        if kind == pl.List:
            continue
        if kind.is_numeric():
            wanted += [number.get(column.arg_min()), number.get(column.arg_max())]
            # What stands for no figure goes by whether there is one of which it would have been worked out.
            base = name.removesuffix("_pct")
            if base != name and base in rows.columns:
                wanted.append(number.filter(column.is_null() & pl.col(base).is_not_null()).first())
        else:
            widths = _widths(rows[name].cast(pl.String))
            numbered = numbered.with_columns(widths.alias(f"_{name}_cells"))
            wanted.append(number.get(pl.col(f"_{name}_cells").arg_max()))
        wanted.append(number.filter(column.is_null()).first())
    found = numbered.group_by("_doubt", *(["_mark"] if apart else [])).agg(
        one.alias(f"_{place}") for place, one in enumerate(wanted)
    )
    numbers = {
        number for column in found.collect().select(pl.col(r"^_\d+$")).iter_columns() for number in column.drop_nulls()
    }
    for name, kind in rows.schema.items():
        if kind in (pl.String, pl.Enum, pl.Categorical) and rows[name].n_unique() <= _FEW:
            numbers |= set(rows[name].arg_unique())
    return sorted(numbers)


def _widths(texts: pl.Series) -> pl.Series:
    """The cells that texts take: what has only ASCII as many as its letters."""
    letters = texts.str.len_chars()
    others = texts.str.len_bytes() > letters
    if not others.any():
        return letters
    unlike = texts.filter(others).unique()
    cells = pl.Series([cell_len(text) for text in unlike], dtype=pl.UInt32)
    return letters.zip_with(~others.fill_null(value=False), texts.replace_strict(unlike, cells, default=None))
