"""A node over the years, told: a year and measure a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from doelboom.data.model.outline import WHOLE
from doelboom.data.years.series import measures_of
from doelboom.parser.records import Measure
from doelboom.tui.explorer.commands import Place
from doelboom.tui.linear.listing import ListStand
from doelboom.tui.locale.words import _, measure_term
from doelboom.tui.views.questions import View
from doelboom.tui.views.years import years_view

if TYPE_CHECKING:
    from doelboom.tui.linear.explorer import LinearExplorer


class YearsStand(ListStand):
    """A node in every report of its government."""

    PLACES = (Place.YEARS,)
    FIRST = ("year",)

    def __init__(self, explorer: LinearExplorer, code: str, measure: Measure) -> None:
        super().__init__(explorer)
        self.series = explorer.years.series(code)
        shown = {measure, *measures_of(self.series)}
        self.measures: Sequence[Measure] = [one for one in Measure if one in shown]

    def ask(self) -> View:
        return years_view(self.explorer.outline, self.series, self.measures)

    def key_of(self, row: Mapping[str, Any]) -> str | None:
        return None

    def code_of(self, key: str) -> str | None:
        return self.series.code

    def do_measures(self, answer: str) -> None:
        """Takes a measure in or out; one stays."""
        names = {measure.value: measure_term(measure) for measure in Measure}
        chosen = self.choose_columns(names, [measure.value for measure in self.measures], answer)
        if chosen:
            self.measures = [Measure(name) for name in chosen]
            self.refill()

    def do_tree(self, _answer: str) -> None:
        """To the node in the tree."""
        self.explorer.go_to(self.series.code)

    def do_export(self, answer: str) -> None:
        """The years to a file."""
        from doelboom.tui.export.names import file_name

        self.export(self.view, answer, file_name(_("years"), self.series.code, ending="xlsx"))

    def do_copy_code(self, _answer: str) -> None:
        if self.series.code != WHOLE:
            self.say(self.series.code)
