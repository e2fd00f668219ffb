"""The findings of a report with those that neighbouring years' reports make, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from doelboom.data.model.frames import FINDINGS
from doelboom.data.model.outline import Outline
from doelboom.data.model.rows import row_of
from doelboom.data.years.crossproof import CrossProof
from doelboom.tui.views.questions import View, findings_view


def findings_with_years(outline: Outline, proofs: Sequence[CrossProof]) -> View:
    """What the check found, and below it each figure that a neighbouring year's report prints otherwise: kind
    `restated`, what that one prints as what is expected, and where (`other_report`, `other_page`, `other_line`)."""
    own = outline.accounts.findings
    view = findings_view(outline.source, own)
    if not proofs:
        return view
    rows = []
    for proof in proofs:
        of_later = proof.is_later(outline.source)
        other = proof.before if of_later else proof.after
        for one in proof.restated:
            place = one.place_before if of_later else one.place_after
            rows.append([*row_of(one.finding(of_later=of_later)), other.id, place.page, place.line])
    beside = {"other_report": pl.String, "other_page": pl.UInt32, "other_line": pl.UInt32}
    # A report's own check never finds these, so its kinds have no name for them.
    schema = {**FINDINGS, "kind": pl.String, **beside}
    added = pl.DataFrame(rows, schema, orient="row")
    frame = own.with_columns(
        pl.col("kind").cast(pl.String), *(pl.lit(None, kind).alias(name) for name, kind in beside.items())
    )
    return replace(view, frame=pl.concat([frame, added]))
