"""One node for programs, with the columns of the frames."""

from __future__ import annotations

import polars as pl

from doelboom.data.model.doubts import DOUBT, marked_cells
from doelboom.data.model.outline import Outline
from doelboom.data.storage.notes import notes_of
from doelboom.parser.records import COLUMNS, Measure
from doelboom.tui.export.csv_text import to_csv
from doelboom.tui.export.json_text import to_json


def node_json(outline: Outline, code: str) -> str:
    """A node with the columns of the frame `nodes`, the user's note, and its lines; of a remainder, what there is to
    say."""
    nodes = outline.accounts.nodes
    rows = nodes.filter(nodes["code"] == code).to_dicts()
    facts = rows[0] if rows else {"code": code, "parent": outline.items[code].parent}
    note = notes_of(outline.source).text(code) or None
    return to_json({**facts, "note": note, "amounts": _amounts(outline, code).drop("code").to_dicts()}) + "\n"


def node_csv(outline: Outline, code: str) -> str:
    """The lines of a node or of a remainder."""
    return to_csv(_amounts(outline, code))


def _amounts(outline: Outline, code: str) -> pl.DataFrame:
    """The lines of a node or of a remainder, with the columns of the frame `amounts` and the doubts."""
    doubts = outline.accounts.doubts
    rows = [
        (
            code,
            measure.value,
            *(getattr(outline.figures(code, measure), column) for column in COLUMNS),
            marked_cells(doubts.behind((code,), (measure,), COLUMNS)),
        )
        for measure in Measure
    ]
    return pl.DataFrame(rows, schema={**outline.accounts.amounts.schema, DOUBT: pl.List(pl.String)}, orient="row")
