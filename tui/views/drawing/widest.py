"""Which of some rows tell how wide the columns of all are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
from rich.cells import cell_len

from doelboom.data.model.doubts import DOUBT
from doelboom.tui.views.drawing.drawn_rows import Cells, DrawnRows

_FEW = 16
"""How many values are so few that each is a word of the program's, whose translation may be longer than others."""


def drawn_of(rows: pl.DataFrame, draw: Callable[[Mapping[str, Any]], Cells]) -> DrawnRows:
    """The rows of a frame by their code, drawn from their values by column when they are looked at."""
    return DrawnRows(rows["code"].to_list(), lambda place: draw(rows.row(place, named=True)), widest_rows(rows))


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
