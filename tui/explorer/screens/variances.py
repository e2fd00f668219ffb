"""The largest variances: a table over the whole report, sortable by every column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from rich.text import Text
from textual.reactive import var

from doelboom.data.model.outline import Outline
from doelboom.data.model.queries import Preset, Query, Scope, floors_for, measure_for
from doelboom.data.queries.search import words
from doelboom.data.queries.variances import Variances, variances
from doelboom.parser.records import Measure
from doelboom.tui.explorer.commands import Place, bindings
from doelboom.tui.explorer.screens.dialogs.columns import Columns
from doelboom.tui.explorer.screens.dialogs.floors import FloorsScreen
from doelboom.tui.explorer.screens.listing import ListingScreen, Row
from doelboom.tui.explorer.screens.variances_state import KEYS, OPTIONAL, VariancesState, remember
from doelboom.tui.explorer.widgets.lines import Line
from doelboom.tui.locale.words import _, counted, measure_term
from doelboom.tui.settings.session import Session
from doelboom.tui.views.drawing.arrangement import Column
from doelboom.tui.views.drawing.cells import amount_columns, draw_cell, sums_in_words
from doelboom.tui.views.questions import PRESETS, SCOPES, variances_view
from doelboom.tui.views.words.equivalent import equivalent
from doelboom.tui.views.words.numbers import plain
from doelboom.tui.views.words.titles import marked_title, name_of

NOT_EXECUTED_FLOOR = Decimal(50_000)
"""Euros from which an investment that was not made is worth a question; the screen's own start, to be changed there."""
_OWN_COLUMN = {Preset.LAST_YEAR: "change", Preset.NOT_EXECUTED: "reference"}
"""The columns by which presets sort of themselves, where it is not the variance."""


class VariancesScreen(ListingScreen):
    """Ends with the code to go to in the tree, or None."""

    BINDINGS = bindings(Place.VARIANCES, Place.EVERYWHERE)
    PLACES = (Place.VARIANCES, Place.LIST)
    KEY_LINE = (
        "variances.go",
        "variances.sort",
        "variances.preset",
        "variances.measure",
        "variances.level",
        "variances.floor",
        "variances.filter",
        "variances.export",
        "help",
        "quit",
    )

    state: var[VariancesState] = var(VariancesState(), init=False)

    def __init__(
        self, outline: Outline, state: VariancesState, session: Session | None = None, report: str | None = None
    ) -> None:
        """`report` is its id, for the command line; None where that opens it of itself."""
        super().__init__(outline)
        self.set_reactive(VariancesScreen.state, state)
        self.session = session
        self.report = report
        self._first_code = state.code
        self._answer: Variances | None = None

    def watch_state(self, state: VariancesState) -> None:
        """Shows the answer to another question."""
        self.refill()

    def refill(self) -> None:
        super().refill()
        if self._first_code is not None:
            self.table.go_to_key(self._first_code)
            self._first_code = None

    # What it says of itself

    @property
    def answer(self) -> Variances:
        """The answer to the question of now."""
        return variances(self.outline.accounts, self.state.query, hide_zeroes=self.state.hide_zeroes)

    @property
    def sorted_by(self) -> tuple[str, bool]:
        query = self.state.query
        if query.sort is not None:
            return query.sort, query.descending
        return _OWN_COLUMN.get(query.preset, "variance"), True

    @property
    def question(self) -> object:
        return replace(self.state.query, text=None, service=None)

    def sort(self, column: str, *, descending: bool) -> None:
        self.state = replace(self.state, query=replace(self.state.query, sort=column, descending=descending))

    def columns(self) -> list[Column]:
        return [column for column in self._all_columns() if column.key not in self.state.hidden]

    def _all_columns(self) -> list[Column]:
        query = self.state.query
        measure = measure_for(query.preset, query.measure)
        columns = {
            "code": Column("code", _("Code"), stays=True),
            "title": Column("title", _("Title"), least=20, stays=True),
            "service": Column("service", _("Service"), least=16),
            **{column.key: column for column in amount_columns(self.outline.source.year, measure)},
        }
        return [columns[key] for key in KEYS]

    def rows(self, columns: Sequence[Column]) -> list[Row]:
        answer = self._answer = self.answer
        look, unit = self.look, self.state.unit
        parts = words(self.state.query.text or "")
        rows: list[Row] = []
        for row in answer.rows.iter_rows(named=True):
            row["title"] = marked_title(name_of(self.outline, row["code"], answer.measure), row["mark"])
            doubtful = self.outline.doubtful(row["code"], answer.measure)
            cells = [draw_cell(column.key, row, answer.measure, unit, look, parts, doubtful) for column in columns]
            rows.append((row["code"], cells))
        return rows

    def show_lines(self) -> None:
        answer = self._answer or self.answer
        look, query, measure = self.look, self.state.query, answer.measure
        name, _meaning = PRESETS[query.preset]
        title = Text(f"{_(name)}: {measure_term(measure)}", style=look.strong)
        count = _("{shown} of {total}").format(shown=answer.rows.height, total=answer.total)
        chosen = [part for part in (query.service, query.text) if part]
        extents = [
            look.signs.parting.join(parts) for parts in ([count, _(SCOPES[query.scope]), *chosen], [count, *chosen])
        ]
        self.query_one("#title", Line).show(title, extents, self.more_columns)
        hidden = [_("without zeroes")] if self.state.hide_zeroes else []
        unit = "" if measure is Measure.FTE else self.state.unit.label
        self.query_one("#status", Line).show(" \N{MIDDLE DOT} ".join([_floors_in_words(query), *hidden]), unit)
        self.query_one("#totals", Line).show([Text(text, style=look.dim) for text in self._totals(answer)])

    def _totals(self, answer: Variances) -> list[str]:
        """The sums in a line, and in a shorter one."""
        if not answer.rows.height:
            return [_("No row answers this. f changes the floors, p the question, m the measure.")]
        last_year = self.state.query.preset is Preset.LAST_YEAR
        sums = sums_in_words(answer.totals, answer.measure, self.state.unit, against_prior=last_year)
        lacking = ""
        if answer.unknown:
            text = counted("{count} row lacks a figure", "{count} rows lack a figure", answer.unknown)
            lacking = f"; {text.format(count=answer.unknown)}"
        return [words + lacking for words in sums]

    # Commands

    def leave(self, code: str | None) -> None:
        self.set_reactive(VariancesScreen.state, replace(self.state, code=self.table.key))
        if self.session is not None:
            remember(self.session, self.state)
        super().leave(code)

    def _ask(self, **changes: Any) -> None:
        self.state = replace(self.state, query=replace(self.state.query, **changes))

    def filtered(self, text: str) -> None:
        self._ask(text=text or None)

    def action_preset(self) -> None:
        """Chooses a ready question."""
        options = [(preset.value, _(name), _(meaning)) for preset, (name, meaning) in PRESETS.items()]
        self.choose(_("Question"), options, self.state.query.preset.value, "p", self._choose_preset)

    def _choose_preset(self, value: str) -> None:
        preset, query = Preset(value), self.state.query
        changes: dict[str, Any] = {"preset": preset, "sort": None, "measure": measure_for(preset, query.measure)}
        if preset is Preset.NOT_EXECUTED and query.preset is not preset:
            # What is not executed is asked of investments first, and not of small change.
            changes["measure"] = Measure.INVESTMENT_EXPENDITURE
            changes["floor"] = query.floor or NOT_EXECUTED_FLOOR
        elif query.preset is Preset.NOT_EXECUTED and query.floor == NOT_EXECUTED_FLOOR:
            changes["floor"] = Decimal(0)
        self._ask(**changes)

    def action_measure(self) -> None:
        """Chooses the measure that is ranked."""

        def chosen(measure: Measure) -> None:
            if measure_for(self.state.query.preset, measure) is measure:
                self._ask(measure=measure)
            else:
                self._ask(measure=measure, preset=Preset.LARGEST, sort=None)

        self.choose_measure(self.answer.measure, chosen)

    def action_level(self) -> None:
        """Chooses the level that is ranked."""
        options = [(scope.value, _(name), "") for scope, name in SCOPES.items()]
        level = self.state.query.scope.value
        self.choose(_("Level"), options, level, "t", lambda value: self._ask(scope=Scope(value)))

    def action_service(self) -> None:
        """Chooses the service whose rows are shown."""
        from doelboom.data.queries.services import service_names

        names = sorted(service_names(self.outline.accounts), key=str.casefold)
        options = [("", _("all services"), ""), *((name, name, "") for name in names)]
        service = self.state.query.service or ""
        self.choose(_("Service"), options, service, "d", lambda value: self._ask(service=value or None))

    def action_floor(self) -> None:
        """Sets the floors below which a variance is not shown."""

        def chosen(floors: tuple[Decimal, Decimal] | None) -> None:
            if floors is not None:
                self._ask(floor=floors[0], floor_pct=floors[1])

        query = self.state.query
        self.app.push_screen(FloorsScreen(query.floor, query.floor_pct), chosen)

    def action_columns(self) -> None:
        """Chooses the columns that are shown."""

        def chosen(keys: frozenset[str] | None) -> None:
            if keys is not None:
                self.state = replace(self.state, hidden=frozenset(OPTIONAL) - keys)

        options = [(column.key, column.heading) for column in self._all_columns() if column.key in OPTIONAL]
        self.app.push_screen(Columns(options, frozenset(OPTIONAL) - self.state.hidden), chosen)

    def action_export(self) -> None:
        """Writes the rows that are shown, in their order, to a file."""
        source, state = self.outline.source, self.state
        view = variances_view(source, state.query, self.answer, hide_zeroes=state.hide_zeroes)
        keys = [column.key for column in self.columns()]
        rows = view.frame.select(name for name in view.frame.columns if name in keys or name in ("code", "mark"))
        self.export(rows, view.title_lines, view.terms, f"{_('variances')}-{source.year}.xlsx")

    def action_command(self) -> None:
        """Shows, and puts on the clipboard, the command line that gives these rows."""
        self.copy(equivalent(self.state.query, self.report, hide_zeroes=self.state.hide_zeroes))

    def action_unit(self) -> None:
        """Changes the unit of the columns."""
        self.state = replace(self.state, unit=self.state.unit.next)

    def action_zeroes(self) -> None:
        """Hides or shows rows without amounts."""
        self.state = replace(self.state, hide_zeroes=not self.state.hide_zeroes)


def _floors_in_words(query: Query) -> str:
    euro, pct = floors_for(query)
    if euro is None:
        return _("floor: {pct} %").format(pct=plain(pct))
    return _("floors: {euro} euro and {pct} %").format(euro=plain(euro), pct=plain(pct))
