"""The stream that every format is turned into, and that the one grammar reads."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One row of a report: the texts of its cells, left to right, without markup.

    A line of running text is a row of one cell. In the two tables a cell stands where its column stands: a row has
    as many cells as its header row (empty ones are ""), so figures are told apart by their column, not by counting.
    """

    cells: tuple[str, ...]
    page: int | None = None
    """The page it stands on, from 1."""
    line: int | None = None
    """The line it stands on, from 1."""
    gap: bool = False
    """Whether white space stands before it, as between paragraphs."""
    wrapped: bool = False
    """Whether the row before it only ended because the line was full, so that this one continues it."""
    edge: bool = False
    """Whether it is no part of the text: a running head or foot, whose page number tells when a page is gone. Such
    rows can come anywhere in the stream."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells that are not empty."""
        cells = self.cells
        return cells if "" not in cells else tuple([cell for cell in cells if cell])
