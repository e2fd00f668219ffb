"""A view: rows in order, and all that is needed to show or write them for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from doelboom.tui.views.captions import Terms

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class View:
    """Rows, and what they are; `tui.views.questions` makes one for each question that can be asked."""

    frame: pl.DataFrame
    terms: Terms = Terms()
    title_lines: Sequence[str] = ()
    """What the rows are, a line a fact, the report first."""
    title: str | None = None
    """The same in one line."""
    totals: Mapping[str, Decimal | None] = field(default_factory=dict)
    """The sums over the rows, by column."""
    first: Sequence[str] = ()
    """The columns that count most, for where not all have room."""
