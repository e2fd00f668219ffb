"""Headers of tables that stand on two rows of cells, put on one: words above, years below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from doelboom.parser.records import COLUMNS
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import YEAR, is_table_title

_HAS_YEAR = re.compile(rf"\b{YEAR}\b")
_YEARS = re.compile(rf"(?:[^\W\d_]+ )?{YEAR}|(?:{YEAR} )?t\.?o\.?v\.? {YEAR}", re.IGNORECASE)


def with_whole_headers(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, each header whose years stand in the row below put together with these, column by column."""
    held: Row | None = None
    for row in rows:
        if held is not None:
            if _completes(held, row):
                cells = zip(held.cells, row.cells, strict=True)
                yield held._replace(cells=tuple(" ".join(filter(None, pair)) for pair in cells))
                held = None
                continue
            yield held
            held = None
        if _is_half(row):
            held = row
        else:
            yield row
    if held is not None:
        yield held


def _is_half(row: Row) -> bool:
    """Whether a row names a table and its columns, and no year."""
    texts = row.texts
    return len(texts) > len(COLUMNS) and is_table_title(texts[0]) and not any(map(_HAS_YEAR.search, texts))


def _completes(half: Row, row: Row) -> bool:
    """Whether a row has a year below each column, and nothing else."""
    if len(row.cells) != len(half.cells):
        return False
    below = [text for above, text in zip(half.cells, row.cells, strict=True) if above][1:]
    return len(row.texts) == len(COLUMNS) and all(map(_YEARS.fullmatch, below))
