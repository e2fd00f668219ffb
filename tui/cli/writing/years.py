"""A node over the years, as `doelboom show CODE --years` writes it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

from doelboom.data.model.outline import Outline
from doelboom.data.model.queries import Query
from doelboom.data.years.series import Series, Years
from doelboom.parser.records import Measure
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.writing.lines import terminal_width, wrapped
from doelboom.tui.cli.writing.output import write_view
from doelboom.tui.terminal.abilities import abilities
from doelboom.tui.views.drawing.look import ASCII, PLAIN
from doelboom.tui.views.drawing.years import draw_years
from doelboom.tui.views.words.titles import shown_title

# For people on a terminal nothing loads Polars.
years_view = later("doelboom.tui.views.years:years_view")

_WIDTH = 120
"""The width for where any will do."""


def write_years(outline: Outline, code: str, measures: Sequence[Measure], form: str) -> None:
    """Writes a node over the years in a format; without measures, the one that every question begins with."""
    series = Years(outline).series(code)
    chosen = list(dict.fromkeys(measures)) or [Query().measure]
    if form == "table":
        sys.stdout.write(_table(outline, series, chosen))
    else:
        write_view(years_view(outline, series, chosen), form)


def _table(outline: Outline, series: Series, measures: Sequence[Measure]) -> str:
    width = terminal_width()
    look = PLAIN if abilities().unicode else replace(PLAIN, signs=ASCII)
    lines = wrapped(f"{outline.source.label}\n{series.code} {shown_title(outline, series.code)}", width)
    for measure in measures:
        drawn = draw_years(series, measure, width or _WIDTH, look)
        lines += ["", *(line.plain.rstrip() for line in drawn.split("\n", allow_blank=True))]
    return "\n".join(lines) + "\n"
