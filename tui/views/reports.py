"""Reports in rows and in words: which are known here, and what one is that was read."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from doelboom.data.storage.archive import Entry
from doelboom.data.storage.library import Opened
from doelboom.parser.records import Level
from doelboom.tui.locale.words import _, counted
from doelboom.tui.views.status import verification
from doelboom.tui.views.view import View


def reports_view(entries: Sequence[Entry], last: str | None) -> View:
    """A row a report; `last` is the id of the one opened last."""
    frame = pl.DataFrame(
        {
            "id": [entry.id for entry in entries],
            "title": [entry.source.title for entry in entries],
            "file": [entry.source.name for entry in entries],
            "read_at": pl.Series([entry.source.read_at for entry in entries], dtype=pl.Datetime("us", "UTC")),
            "last": [entry.id == last for entry in entries],
            "state": [entry.kind.name.lower() for entry in entries],
        }
    )
    return View(frame, first=("id", "state", "title", "file"))


def summary_view(opened: Opened) -> View:
    """A report in one row: which it is, and its state in numbers."""
    accounts, state = opened.accounts, opened.accounts.summary
    row = {
        "id": opened.id,
        "title": accounts.source.title,
        "file": accounts.source.name,
        "nodes": accounts.nodes.height,
        "percentages": state.percentages,
        "percentages_ok": state.percentages_ok,
        "doubts": state.doubts,
        "parents_with_remainder": state.parents_with_remainder,
        "lost_headings": state.lost_headings,
    }
    return View(pl.DataFrame([row]))


def summary_lines(opened: Opened) -> list[str]:
    """The same in lines, with the reader's notes."""
    source, nodes = opened.accounts.source, opened.accounts.nodes
    levels = dict(nodes.group_by("level").len().iter_rows())
    counts = ", ".join(f"{levels[level]} {level}" for level in Level if level in levels)
    how = _("known already") if opened.from_archive else _("read")
    count = counted("{count} node", "{count} nodes", nodes.height).format(count=nodes.height)
    return [f"{source.label}: {how}", f"{count}: {counts}", verification(opened.accounts.summary), *source.notes]
