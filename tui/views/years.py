"""A node over the years as rows: for pipes, programs and files."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from doelboom.data.model.doubts import DOUBT, marked_cells
from doelboom.data.model.frames import AMOUNT, MEASURES, percentages_of
from doelboom.data.model.outline import WHOLE, Outline
from doelboom.data.years.series import Series, YearOfNode
from doelboom.parser.records import Measure
from doelboom.tui.locale.words import _
from doelboom.tui.views.questions import View, facts_lines, measure_words
from doelboom.tui.views.words.captions import Terms
from doelboom.tui.views.words.reports.years import notes_on
from doelboom.tui.views.words.titles import shown_title

_FIRST = ("year", "measure", "actual", "reference", "spent_pct", "change", "change_pct", "vte_actual", "presence")


def years_view(outline: Outline, series: Series, measures: Sequence[Measure]) -> View:
    """A row a measure and year: its figures, the change against the year before, FTE beside it; of which report they
    are, and whether its own report has the node (`presence`); `perhaps` is the code of what is perhaps the same."""
    rows = [(measure, row) for measure in measures for row in series.years]
    frame = pl.DataFrame([_values(series, measure, row) for measure, row in rows], _schema(series), orient="row")
    only = measures[0] if len(measures) == 1 else None
    if only is not None:
        frame = frame.drop("measure")
    title = shown_title(outline, series.code)
    lines = [
        *facts_lines(
            outline.source,
            (_("Code"), series.code if series.code != WHOLE else None),
            (_("Title"), title),
            (_("Measure"), measure_words(only) if only is not None else None),
        ),
        *notes_on(series),
    ]
    in_doubt = [_in_doubt(series, measure, row) for measure, row in rows]
    in_one_line = f"{outline.source.label}: {series.code}, {_('over the years')}"
    # A change is worked out: where there is none, nothing lacks in print.
    terms = Terms(only, named={name: Terms().heading(name) for name in ("change", "change_pct")})
    return View(frame, terms, lines, in_one_line, first=_FIRST, in_doubt=in_doubt if any(in_doubt) else [])


def _schema(series: Series) -> dict[str, Any]:
    shares = percentages_of(row.value(measure, "spent_pct") for row in series.years for measure in Measure)
    return {
        "year": pl.Int16,
        "measure": MEASURES,
        "reference": AMOUNT,
        "actual": AMOUNT,
        "spent_pct": shares,
        "change": AMOUNT,
        "change_pct": pl.Decimal(38, 1),
        "vte_reference": AMOUNT,
        "vte_actual": AMOUNT,
        "presence": pl.String,
        "code": pl.String,
        "perhaps": pl.String,
        "report": pl.String,
        "from_prior": pl.Boolean,
        DOUBT: pl.List(pl.String),
    }


def _values(series: Series, measure: Measure, row: YearOfNode) -> tuple[Any, ...]:
    doubts = {cell: doubt for cell, doubt in row.doubts.items() if cell.measure in (measure, Measure.FTE)}
    fte: list[Decimal | None] = [None, None]
    if measure is not Measure.FTE:
        fte = [row.value(Measure.FTE, column) for column in ("reference", "actual")]
    return (
        row.year,
        measure.value,
        row.value(measure, "reference"),
        row.value(measure, "actual"),
        row.value(measure, "spent_pct"),
        series.change(row.year, measure),
        series.change_pct(row.year, measure),
        *fte,
        row.presence.value,
        row.code,
        row.perhaps.code if row.perhaps is not None else None,
        row.source.id if row.source is not None else None,
        row.from_prior if row.figures else None,
        marked_cells(doubts),
    )


def _in_doubt(series: Series, measure: Measure, row: YearOfNode) -> frozenset[str]:
    names = [name for name in ("reference", "actual", "spent_pct") if row.is_doubtful(measure, name)]
    names += [f"vte_{name}" for name in ("reference", "actual") if row.is_doubtful(Measure.FTE, name)]
    if series.change_in_doubt(row.year, measure) and series.change(row.year, measure) is not None:
        names += ["change", "change_pct"]
    return frozenset(names)
