"""A view as a table in Markdown, for texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from doelboom.tui.views.words.captions import Terms

if TYPE_CHECKING:
    import polars as pl

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#])")


def to_markdown(frame: pl.DataFrame, title_lines: Sequence[str], terms: Terms) -> str:
    """A table in GitHub's Markdown, figures the report's way, right-aligned; the title lines above it."""
    lines = [f"**{escaped(line)}**" if number == 0 else escaped(line) for number, line in enumerate(title_lines)]
    # Two spaces at the end keep each title line a line of its own.
    text = "  \n".join(lines) + "\n\n" if lines else ""
    figures = {name for name, dtype in frame.schema.items() if dtype.is_numeric()}
    rows = [
        [escaped(terms.heading(name)) for name in frame.columns],
        ["---:" if name in figures else "---" for name in frame.columns],
        *(
            [escaped(terms.text(name, value)) for name, value in zip(frame.columns, row, strict=True)]
            for row in frame.iter_rows()
        ),
    ]
    return text + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def escaped(text: str) -> str:
    """A text that Markdown shows as it is, on one line of the source."""
    escaped = _SPECIAL.sub(r"\\\1", text)
    return re.sub(r"\s*[\r\n]+\s*", "<br>", escaped).strip()
