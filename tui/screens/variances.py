"""The largest variances: a table over the whole report, sortable by every column."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.events import Resize
from textual.reactive import reactive
from textual.widgets import DataTable

from data.outline import Outline
from data.variances import Preset, Query, Scope, Variances, measure_for, variances
from parser.records import Measure
from tui.commands import Command, Place, bindings
from tui.detail import title_of
from tui.look import Look
from tui.numbers import Unit, in_unit, percentage, share, signed
from tui.screens.base import BaseScreen
from tui.screens.chooser import Chooser
from tui.screens.floors import FloorsScreen
from tui.widgets.lines import KeyLine, Line
from tui.widgets.table import Column, KeyedTable
from tui.words import N_, _, effect_word, measure_meaning, measure_term

PRESETS = {
    Preset.LARGEST: (N_("Largest variances"), N_("whichever way")),
    Preset.NOT_EXECUTED: (N_("Not executed"), N_("at most 10 % spent")),
    Preset.OVERSPENT: (N_("Overspent"), N_("more than the budget")),
    Preset.RECEIPTS_SHORT: (N_("Receipts short"), N_("less received than budgeted")),
    Preset.STAFFING: (N_("Staffing gaps"), N_("fewer FTE paid than planned")),
    Preset.LAST_YEAR: (N_("Against last year"), N_("largest changes, whichever way")),
}
SCOPES = {
    Scope.LEAVES: N_("actions and projects"),
    Scope.PLANS: N_("action plans"),
    Scope.OBJECTIVES: N_("policy objectives"),
}


@dataclass(frozen=True, slots=True)
class VariancesState:
    """What the screen shows and how, so that it can be left and taken up again."""

    query: Query = field(default_factory=Query)
    unit: Unit = Unit.EURO
    hide_zeroes: bool = True
    code: str | None = None

    @classmethod
    def start(cls, measure: Measure) -> VariancesState:
        """The state at first: the largest variances of a measure."""
        return cls(Query(measure=measure))


class VariancesScreen(BaseScreen[str | None]):
    """Ends with the code to go to in the tree, or None."""

    BINDINGS = bindings(Place.VARIANCES, Place.EVERYWHERE)
    PLACES = (Place.VARIANCES, Place.LIST)

    state: reactive[VariancesState] = reactive(VariancesState(), init=False)

    def __init__(self, outline: Outline, state: VariancesState) -> None:
        super().__init__()
        self.outline = outline
        self.set_reactive(VariancesScreen.state, state)
        self._first_code = state.code

    def compose(self) -> ComposeResult:
        yield Line(id="title", classes="bar")
        yield KeyedTable(id="table")
        yield Line(id="totals")
        yield Line(id="status", classes="bar")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self.query_one(KeyLine).look = self.look
        found = {command.id: command for command in self.commands}
        order = (
            "variances.go",
            "variances.sort",
            "variances.preset",
            "variances.measure",
            "variances.level",
            "variances.floor",
            "help",
            "quit",
        )
        self.query_one(KeyLine).show_commands([found[identifier] for identifier in order], self.keys_in_force())
        self.query_one(KeyedTable).focus()
        self.call_after_refresh(self._first)

    def _first(self) -> None:
        self._show()
        if self._first_code is not None:
            self.query_one(KeyedTable).go_to_key(self._first_code)

    def on_resize(self, event: Resize) -> None:
        self.call_after_refresh(self._show)

    def watch_state(self, state: VariancesState) -> None:
        """Shows the answer to another question."""
        self._show()

    # Showing

    def _answer(self) -> Variances:
        return variances(self.outline.accounts, self.state.query, hide_zeroes=self.state.hide_zeroes)

    def _show(self) -> None:
        answer = self._answer()
        look = self.look
        columns = self._columns(answer.measure)
        rows = [
            (row["code"], [self._cell(column.key, row, answer.measure, look) for column in columns])
            for row in answer.rows.iter_rows(named=True)
        ]
        self.query_one(KeyedTable).fill(columns, rows)
        self._show_lines(answer)

    def _columns(self, measure: Measure) -> list[Column]:
        year = self.outline.accounts.source.year
        staff = measure is Measure.FTE
        reference, actual = ("Plan", _("Paid")) if staff else ("Budget", _("Actual"))
        columns = [
            Column("code", _("Code"), width=None, least=8),
            Column("title", _("Title"), least=20, takes_rest=True),
            Column("variance", _("Variance"), figures=True),
            Column("variance_pct", _("Variance %"), figures=True),
            Column("effect", _("Effect")),
            Column("reference", f"{reference} {year}", figures=True),
            Column("actual", f"{actual} {year}", figures=True),
            Column("spent_pct", _("% spent"), figures=True),
            Column("change", _("Change"), figures=True),
            Column("change_pct", _("Change %"), figures=True),
            Column("prior", f"{actual} {year - 1}", figures=True),
            Column("service", _("Service")),
        ]
        query = self.state.query
        sorted_by, descending = query.sort or _own_column(query.preset), query.descending if query.sort else True
        arrow = "\N{DOWNWARDS ARROW}" if descending else "\N{UPWARDS ARROW}"
        return [
            replace(column, heading=f"{column.heading} {arrow}") if column.key == sorted_by else column
            for column in columns
        ]

    def _cell(self, key: str, row: dict[str, Any], measure: Measure, look: Look) -> Text:
        value: Any = row[key]
        faint = row["mark"] is not None
        style: Style = look.dim if faint else Style()
        unit = self.state.unit
        match key:
            case "code":
                return Text(value, style=style)
            case "title":
                return Text(title_of(self.outline.items[row["code"]]), style=style)
            case "service":
                return Text(value or "", style=look.dim)
            case "effect":
                return Text(effect_word(value), style=look.effect(value))
            case "variance" | "change":
                effect = look.effect(row["effect"]) if key == "variance" else Style()
                return Text(signed(in_unit(value, measure, unit)), style=effect)
            case "variance_pct" | "change_pct":
                return Text(share(value), style=look.dim if value is None else style)
            case "spent_pct":
                return Text(percentage(value) if not faint or value is not None else "", style=style)
            case _:
                return Text(in_unit(value, measure, unit), style=style)

    def _show_lines(self, answer: Variances) -> None:
        look = self.look
        query, measure = self.state.query, answer.measure
        name, _meaning = PRESETS[query.preset]
        title = Text.assemble((f"{_(name)}: {measure_term(measure)}", look.strong))
        shown = [_(SCOPES[query.scope])]
        if query.service is not None:
            shown.append(query.service)
        shown.append(_("{shown} of {total}").format(shown=answer.rows.height, total=answer.total))
        self.query_one("#title", Line).show(title, " \N{BOX DRAWINGS LIGHT VERTICAL} ".join(shown))
        unit = "" if measure is Measure.FTE else self.state.unit.label
        floors = _("floors: {euro} euro and {pct} %").format(euro=_plain(query.floor), pct=_plain(query.floor_pct))
        hidden = _("without zeroes") if self.state.hide_zeroes else ""
        self.query_one("#status", Line).show(" \N{MIDDLE DOT} ".join(part for part in (floors, hidden) if part), unit)
        totals = answer.totals
        if totals["variance"] is None:
            self.query_one("#totals", Line).show(Text(_("No row answers this."), style=look.dim))
            return
        words = _("Total: budget {reference}, actual {actual}, variance {variance}").format(
            reference=in_unit(totals["reference"], measure, self.state.unit),
            actual=in_unit(totals["actual"], measure, self.state.unit),
            variance=signed(in_unit(totals["variance"], measure, self.state.unit)),
        )
        self.query_one("#totals", Line).show(Text(words, style=look.dim))

    # Commands

    def target_of(self, command: Command) -> Any:
        return self.query_one(KeyedTable) if command.place is Place.LIST else self

    def _leave(self, code: str | None) -> None:
        self.set_reactive(VariancesScreen.state, replace(self.state, code=self.query_one(KeyedTable).key))
        self.dismiss(code)

    def action_close(self) -> None:
        """Back to the tree."""
        self._leave(None)

    def action_escape(self) -> None:
        """Back to the tree."""
        self._leave(None)

    @on(DataTable.RowSelected)
    def _row_selected(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_go()

    def action_go(self) -> None:
        """To the row's node in the tree."""
        key = self.query_one(KeyedTable).key
        if key is None:
            self.say(_("No row to go to."))
            return
        self._leave(key)

    @on(KeyedTable.HeadingClicked)
    def _heading_clicked(self, event: KeyedTable.HeadingClicked) -> None:
        event.stop()
        self._sort_by(event.column)

    def _sort_by(self, column: str) -> None:
        query = self.state.query
        current = query.sort or _own_column(query.preset)
        if column == current:
            # A preset's own order has the largest first, whichever way; sorting by that column starts downwards.
            descending = not query.descending if query.sort else False
        else:
            descending = column not in ("code", "title", "service", "effect")
        self.state = replace(self.state, query=replace(query, sort=column, descending=descending))

    def action_sort(self) -> None:
        """Chooses the column to sort by; the same again reverses."""
        options = [(column.key, column.heading, "") for column in self._columns(self._answer().measure)]
        current = self.state.query.sort or _own_column(self.state.query.preset)

        def chosen(value: str | None) -> None:
            if value is not None:
                self._sort_by(value)

        self.app.push_screen(Chooser(_("Sort by"), options, current, "s"), chosen)

    def action_preset(self) -> None:
        """Chooses a ready question."""

        def chosen(value: str | None) -> None:
            if value is not None:
                preset = Preset(value)
                query = self.state.query
                query = replace(query, preset=preset, measure=measure_for(preset, query.measure), sort=None)
                self.state = replace(self.state, query=query)

        options = [(preset.value, _(name), _(meaning)) for preset, (name, meaning) in PRESETS.items()]
        self.app.push_screen(Chooser(_("Question"), options, self.state.query.preset.value, "p"), chosen)

    def action_measure(self) -> None:
        """Chooses the measure that is ranked."""

        def chosen(value: str | None) -> None:
            if value is not None:
                query = replace(self.state.query, measure=Measure(value))
                if measure_for(query.preset, query.measure) is not query.measure:
                    query = replace(query, preset=Preset.LARGEST, sort=None)
                self.state = replace(self.state, query=query)

        options = [(measure.value, measure_term(measure), measure_meaning(measure)) for measure in Measure]
        self.app.push_screen(Chooser(_("Measure"), options, self._answer().measure.value, "m"), chosen)

    def action_level(self) -> None:
        """Chooses the level that is ranked."""

        def chosen(value: str | None) -> None:
            if value is not None:
                self.state = replace(self.state, query=replace(self.state.query, scope=Scope(value)))

        options = [(scope.value, _(name), "") for scope, name in SCOPES.items()]
        self.app.push_screen(Chooser(_("Level"), options, self.state.query.scope.value, "t"), chosen)

    def action_floor(self) -> None:
        """Sets the floors below which a variance is not shown."""

        def chosen(floors: tuple[Decimal, Decimal] | None) -> None:
            if floors is not None:
                query = replace(self.state.query, floor=floors[0], floor_pct=floors[1])
                self.state = replace(self.state, query=query)

        query = self.state.query
        self.app.push_screen(FloorsScreen(query.floor, query.floor_pct), chosen)

    def action_unit(self) -> None:
        """Changes the unit of the columns."""
        units = list(Unit)
        self.state = replace(self.state, unit=units[(units.index(self.state.unit) + 1) % len(units)])

    def action_zeroes(self) -> None:
        """Hides or shows rows without amounts."""
        self.state = replace(self.state, hide_zeroes=not self.state.hide_zeroes)

    def action_copy_code(self) -> None:
        """Copies the code of the row."""
        key = self.query_one(KeyedTable).key
        if key is None:
            self.say(_("Nothing is highlighted to copy."), warning=True)
            return
        self.copy(key)

    def action_copy_row(self) -> None:
        """Copies the row, parted by tabs."""
        table = self.query_one(KeyedTable)
        if table.key is None:
            self.say(_("Nothing is highlighted to copy."), warning=True)
            return
        answer = self._answer()
        columns = self._columns(answer.measure)
        row = answer.rows.row(table.cursor_row, named=True)
        cells = (self._cell(column.key, row, answer.measure, self.look).plain for column in columns)
        self.copy("\t".join(cells))


def _own_column(preset: Preset) -> str:
    """The column by which a preset sorts of itself."""
    return {Preset.LAST_YEAR: "change", Preset.NOT_EXECUTED: "reference"}.get(preset, "variance")


def _plain(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")
