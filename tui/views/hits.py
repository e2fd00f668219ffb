"""What a search found, as rows."""

from __future__ import annotations

import polars as pl

from doelboom.data.model.outline import Outline
from doelboom.data.queries.search import Found
from doelboom.tui.locale.words import counted
from doelboom.tui.views.view import View

_COLUMNS = ("code", "title", "service", "found_in")


def hits_view(outline: Outline, answer: Found, limit: int | None) -> View:
    """A row a node, best first, at most so many; how many there are stands above them."""
    items = [(outline.items[hit.code], hit.field) for hit in answer.hits[:limit]]
    rows = [(item.code, item.title, item.service, field) for item, field in items]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(_COLUMNS, pl.String), orient="row")
    count = counted("{count} match", "{count} matches", len(answer.hits)).format(count=len(answer.hits))
    title = f"{outline.source.label}: {count}"
    return View(frame, title_lines=[title], title=title, first=("code", "title", "found_in"))
