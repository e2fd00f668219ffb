"""A node over the years: a line a year, for each of the measures that were chosen."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.reactive import var

from doelboom.data.model.outline import WHOLE
from doelboom.data.years.series import Years, measures_of
from doelboom.parser.records import Measure
from doelboom.tui.explorer.commands import Place, bindings
from doelboom.tui.explorer.screens.base import BaseScreen
from doelboom.tui.explorer.widgets.lines import Line
from doelboom.tui.explorer.widgets.row_pane import RowPane
from doelboom.tui.locale.words import _, counted, measure_term
from doelboom.tui.views.drawing.detail import wrapped
from doelboom.tui.views.drawing.years import draw_notes, draw_years
from doelboom.tui.views.words.titles import name_of, shown_title


class YearsScreen(BaseScreen[str | None]):
    """A node in every report of its government. Ends with its code, to go to in the tree, or None."""

    BINDINGS = bindings(Place.YEARS, Place.EVERYWHERE)
    PLACES = (Place.YEARS, Place.DETAIL)
    KEY_LINE = ("years.measures", "years.export", "years.tree", "help", "quit")

    measures: var[tuple[Measure, ...]] = var((), init=False)
    """Those that are shown, in the report's order."""

    def __init__(self, years: Years, code: str, measure: Measure) -> None:
        super().__init__()
        self.years = years
        self.series = years.series(code)
        shown = {measure, *measures_of(self.series)}
        self.set_reactive(YearsScreen.measures, (measure, *(one for one in Measure if one in shown - {measure})))
        self.pane = RowPane(id="years")

    def compose(self) -> ComposeResult:
        yield self.no_room()
        yield Line(id="title", classes="bar")
        yield self.pane.data_bind(BaseScreen.look)
        yield Line(id="status", classes="bar")
        yield self.key_line()

    def on_mount(self) -> None:
        self.show_keys(self.KEY_LINE)
        self.pane.focus()
        self._show()

    def watch_measures(self) -> None:
        """Shows other measures."""
        self._show()

    def redraw(self) -> None:
        self._show()
        self.pane.redraw()

    def _show(self) -> None:
        self.pane.show(",".join(self.measures), self._draw)
        code = self.series.code
        title = Text(f"{_('Over the years')}: {name_of(code)}", style=self.look.strong)
        count = len(self.series.editions)
        reports = counted("{count} report", "{count} reports", count).format(count=count)
        self.query_one("#title", Line).show(title, reports)
        self.query_one("#status", Line).show(self.years.at_hand.source.title)

    def _draw(self, width: int) -> Text:
        width = max(20, width)
        code = self.series.code
        name = shown_title(self.years.at_hand, code) if code != WHOLE else _("Whole report")
        head = Text("\n").join(wrapped(name, width, self.look.strong))
        blocks = [draw_years(self.series, measure, width, self.look, noted=False) for measure in self.measures]
        notes = draw_notes(self.series, width, self.look)
        return Text("\n\n").join([head, *blocks, *([Text("\n").join(notes)] if notes else [])])

    # Commands

    def action_measures(self) -> None:
        """Chooses the measures."""
        from doelboom.tui.explorer.screens.dialogs.columns import Columns

        def chosen(keys: frozenset[str] | None) -> None:
            if keys:
                self.measures = tuple(measure for measure in Measure if measure.value in keys)

        options = [(measure.value, measure_term(measure)) for measure in Measure]
        self.app.push_screen(Columns(options, frozenset(self.measures), "m"), chosen)

    def action_tree(self) -> None:
        """To the node in the tree."""
        self.dismiss(self.series.code)

    def action_export(self) -> None:
        """Writes the years to a file."""
        from doelboom.tui.export.names import file_name
        from doelboom.tui.views.years import years_view

        view = years_view(self.years.at_hand, self.series, self.measures)
        name = file_name(_("years"), self.series.code, ending="xlsx")
        self.export(view.frame, view.title_lines, view.terms, name)

    def action_copy_code(self) -> None:
        """Copies the node's code."""
        self.copy(self.series.code if self.series.code != WHOLE else None)
