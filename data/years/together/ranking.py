"""What a library holds besides the frames, so that rows of thousands of reports are ranked without building each one's
tree: remainders in their places, and the figures in doubt behind each line."""

from __future__ import annotations

import polars as pl

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.doubts import DOUBT, FIGURES, marked_cells
from doelboom.data.model.frames import AMOUNT, LEVELS, MEASURES, Schema
from doelboom.data.queries.remainders import remainders
from doelboom.parser.records import Measure

RESTS: Schema = {
    "ordinal": pl.UInt32,
    "code": pl.String,
    "level": LEVELS,
    "measure": MEASURES,
    **dict.fromkeys(FIGURES, AMOUNT),
}
"""The columns of `rests`: each remainder and measure of which a figure is known, behind the ordinal of the last node
below its parent, whose level it has."""
DOUBTS: Schema = {"code": pl.String, "measure": MEASURES, DOUBT: pl.List(pl.String)}
"""The columns of `doubts`: the lines, of nodes and remainders, with a figure in doubt."""


def derived(accounts: Accounts) -> dict[str, pl.DataFrame]:
    """What is written beside the frames of a report."""
    return {"rests": rests(accounts), "doubts": doubts(accounts)}


def rests(accounts: Accounts) -> pl.DataFrame:
    """The remainders of a report, as they are ranked."""
    levels: dict[str, str] = dict(accounts.nodes.select("code", pl.col("level").cast(pl.String)).iter_rows())
    frames = [pl.DataFrame(schema=RESTS)]
    if accounts.remainders.height:
        for measure in Measure:
            rows = remainders(accounts, measure).select("ordinal", "code", *FIGURES)
            of = [levels[code.rpartition(".")[0]] for code in rows["code"]]
            frames.append(
                rows.with_columns(pl.Series("level", of, LEVELS), pl.lit(measure.value, MEASURES).alias("measure"))
            )
    return pl.concat([frame.select(list(RESTS)) for frame in frames])


def doubts(accounts: Accounts) -> pl.DataFrame:
    """The lines of a report with a figure in doubt."""
    if not accounts.doubts:
        return pl.DataFrame(schema=DOUBTS)
    codes = [*accounts.nodes["code"], *accounts.remainders["code"].unique(maintain_order=True)]
    rows = [
        (code, measure.value, marked)
        for code in codes
        for measure in Measure
        if (marked := marked_cells(accounts.doubts.behind((code,), (measure,), (*FIGURES, "spent_pct"))))
    ]
    return pl.DataFrame(rows, DOUBTS, orient="row")
