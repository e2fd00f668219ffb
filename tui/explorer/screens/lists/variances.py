"""The largest variances: a table over the whole report, sortable by every column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from rich.text import Text
from textual import on
from textual.reactive import var

from doelboom.data.model.doubts import DOUBT, in_doubt
from doelboom.data.model.queries import GROUP, SUBTOTAL, Group, Preset, Scope, measure_for, own_floor
from doelboom.data.queries.search import words
from doelboom.data.queries.variances import Variances, variances
from doelboom.data.storage.notes import notes_of
from doelboom.parser.records import Measure
from doelboom.tui.explorer.commands import Place, bindings
from doelboom.tui.explorer.history import Reopen
from doelboom.tui.explorer.screens.dialogs.columns import Columns
from doelboom.tui.explorer.screens.dialogs.floors import FloorsScreen
from doelboom.tui.explorer.screens.lists.bridging import open_bridge
from doelboom.tui.explorer.screens.lists.kept_questions import choose_question, keep_question
from doelboom.tui.explorer.screens.lists.listing import Departure, ListingScreen, Row
from doelboom.tui.explorer.screens.lists.subject import Subject
from doelboom.tui.explorer.screens.lists.variances_groups import (
    choose_group,
    draw_group,
    folding,
    grouped_rows,
    is_group,
    name_of_group,
)
from doelboom.tui.explorer.screens.lists.variances_state import KEYS, OPTIONAL, VariancesState, remember
from doelboom.tui.explorer.widgets.lines import Line
from doelboom.tui.explorer.widgets.table import KeyedTable, Spot
from doelboom.tui.locale.words import _, counted, measure_term
from doelboom.tui.settings.questions import Question
from doelboom.tui.views.drawing.arrangement import Column
from doelboom.tui.views.drawing.cells import amount_columns, draw_cell, sums_in_words
from doelboom.tui.views.drawing.widest import DrawnRows, widest_rows
from doelboom.tui.views.questions import (
    GROUPS,
    PRESETS,
    count_words,
    doubtful_sums,
    floors_words,
    order_words,
    sorted_by,
    variances_view,
)
from doelboom.tui.views.words.captions import Terms
from doelboom.tui.views.words.equivalent import equivalent
from doelboom.tui.views.words.levels import rows_of_level, scopes_of
from doelboom.tui.views.words.titles import marked_title, shown_title


class VariancesScreen(ListingScreen):
    """The rows of a question about variances."""

    BINDINGS = bindings(Place.VARIANCES, Place.ANY_LIST, Place.EVERYWHERE)
    PLACES = (Place.VARIANCES, Place.ANY_LIST, Place.LIST)
    KEY_LINE = (
        "variances.go",
        "variances.sort",
        "variances.preset",
        "variances.measure",
        "variances.level",
        "variances.floor",
        "variances.filter",
        "variances.export",
        "lists.info",
        "help",
        "quit",
    )

    state: var[VariancesState] = var(VariancesState(), init=False)

    def __init__(
        self,
        subject: Subject,
        state: VariancesState,
        *,
        is_taken_up_again: bool = False,
        spot: Spot | None = None,
        only_marked: bool = False,
    ) -> None:
        """`is_taken_up_again` says that the next look at the variances begins as this one ends."""
        super().__init__(subject, spot=spot, only_marked=only_marked)
        self.set_reactive(VariancesScreen.state, state)
        self.is_taken_up_again = is_taken_up_again
        self._answer: Variances | None = None

    def left(self) -> Reopen:
        return partial(
            VariancesScreen,
            self.subject,
            self.state,
            is_taken_up_again=self.is_taken_up_again,
            spot=self.table.spot,
            only_marked=self.only_marked,
        )

    def watch_state(self, state: VariancesState) -> None:
        self.ask()

    def working_out(self) -> Callable[[], Variances] | None:
        return partial(self._answered, self.state)

    # What it says of itself

    @property
    def answer(self) -> Variances:
        """The answer to the question of now, whose rows are shown."""
        if self._answer is None or self._asking.is_asked:
            return self._answered(self.state)
        return self._answer

    def _answered(self, state: VariancesState) -> Variances:
        notes = notes_of(self.outline.source).texts
        answer = variances(self.outline.accounts, state.query, hide_zeroes=state.hide_zeroes, notes=notes)
        return answer.among(self.subject.marks.codes) if self.only_marked else answer

    @property
    def sorted_by(self) -> tuple[str, bool]:
        column, descending, _by_size = sorted_by(self.state.query)
        return column, descending

    @property
    def by_size(self) -> bool:
        return sorted_by(self.state.query)[2]

    @property
    def question(self) -> object:
        # A service, too, leaves the cursor on its row, as a filter does.
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
            **{column.key: column for column in amount_columns(self.terms(measure))},
        }
        return [columns[key] for key in KEYS]

    def terms(self, measure: Measure) -> Terms:
        """What names the columns of amounts."""
        return Terms(measure, self.outline.source.year)

    @property
    def question_name(self) -> str:
        """What is asked, in short."""
        return _(PRESETS[self.state.query.preset][0])

    def rows(self, columns: Sequence[Column]) -> Sequence[Row]:
        ready = self.worked_out
        answer = self._answer = ready if isinstance(ready, Variances) else self._answered(self.state)
        look, unit = self.look, self.state.unit
        parts = answer.taken_for or words(self.state.query.text or "")

        def drawn(row: Mapping[str, Any]) -> list[Text]:
            is_sum = row["mark"] == SUBTOTAL
            doubtful = in_doubt(row, row[DOUBT], answer.measure, of_sums=is_sum)
            shown = row if is_sum else {**row, **self.texts_of(row, answer.measure)}
            return [draw_cell(column.key, shown, answer.measure, unit, look, parts, doubtful) for column in columns]

        self.table.groups = folding(answer)
        if answer.sums is not None:
            return grouped_rows(answer, self.state.unfolded, columns, look, drawn)
        rows = answer.rows
        return DrawnRows(rows["code"].to_list(), lambda place: drawn(rows.row(place, named=True)), widest_rows(rows))

    def texts_of(self, row: Mapping[str, Any], measure: Measure) -> dict[str, Any]:
        """What stands in the cells of a row in place of what is in its frame."""
        return {"title": marked_title(shown_title(self.outline, row["code"], measure), row["mark"])}

    def draw_row(self, key: str, width: int) -> Text:
        if not is_group(key):
            return super().draw_row(key, width)
        node = name_of_group(key)
        if node in self.outline.items:
            return super().draw_row(node, width)
        return draw_group(self.outline, self.answer, key, width, self.look)

    def show_lines(self) -> None:
        if (answer := self._answer) is None:
            return
        look, query, measure = self.look, self.state.query, answer.measure
        title = Text(f"{self.question_name}: {measure_term(measure)}", style=look.strong)
        only = [_("only the marked")] if self.only_marked else []
        chosen = [*only, *(part for part in (query.service, query.text) if part)]
        count, brief = count_words(answer), count_words(answer, brief=True)
        several = ([count, rows_of_level(self.outline, query.scope), *chosen], [count, *chosen], [brief, *chosen])
        extents = [look.signs.parting.join(parts) for parts in several]
        self.query_one("#title", Line).show(title, extents, self.more_columns)
        self.query_one("#status", Line).show(
            self._status(answer), "" if measure is Measure.FTE else self.state.unit.label
        )
        totals = [Text(text, style=look.dim) for text in self._totals(answer)]
        marked = self._totals_of_marked(answer)
        # Where there is no room for both, the marked are what was asked for.
        self.query_one("#totals", Line).show([*totals, Text()] if marked else totals, marked or "")

    def _status(self, answer: Variances) -> list[str]:
        """What was left out and how the rows are sorted, and the first of it alone."""
        query = self.state.query
        parts = [_("floors: {floors}").format(floors=floors_words(query))]
        parts += [_("without zeroes")] if self.state.hide_zeroes else []
        if query.group is not None:
            parts.append(_("by {group}").format(group=_(GROUPS[query.group])))
        order = _("sorted by {order}").format(order=order_words(self.terms(answer.measure), query))
        return [" \N{MIDDLE DOT} ".join(some) for some in ([*parts, order], parts)]

    def _marked(self, answer: Variances) -> Variances:
        return answer.among(self.subject.marks.codes)

    def _totals_of_marked(self, answer: Variances) -> list[Text]:
        """What the marked rows add up to, in full and in short; nothing where none is marked."""
        marked = self._marked(answer)
        if self.only_marked or not marked.rows.height:
            return []
        count = counted("{count} marked", "{count} marked", marked.rows.height).format(count=marked.rows.height)
        return [Text(words, style=self.look.strong) for words in self._sums(count, marked)]

    def _sums(self, name: str, answer: Variances) -> list[str]:
        return sums_in_words(
            name,
            answer.totals,
            answer.measure,
            self.state.unit,
            against_prior=self.state.query.preset is Preset.LAST_YEAR,
            doubtful=doubtful_sums(answer.rows, answer.measure),
        )

    def _totals(self, answer: Variances) -> list[str]:
        """The sums in a line, and in a shorter one."""
        if not answer.rows.height:
            return [_("No row answers this. f changes the floors, p the question, m the measure.")]
        sums = self._sums(_("Total"), answer)
        lacking = ""
        if answer.unknown:
            text = counted("{count} row lacks a figure", "{count} rows lack a figure", answer.unknown)
            lacking = f"; {text.format(count=answer.unknown)}"
        return [words + lacking for words in sums]

    # Commands

    def leave(self, departure: Departure | None) -> None:
        if self.is_taken_up_again and self.subject.session is not None:
            remember(self.subject.session, self.state)
        super().leave(departure)

    def _ask(self, **changes: Any) -> None:
        self.state = replace(self.state, query=replace(self.state.query, **changes))

    @property
    def filter_text(self) -> str:
        return self.state.query.text or ""

    def filtered(self, text: str) -> None:
        self._ask(text=text or None)

    def action_go(self) -> None:
        """To the row's node in the tree; a group unfolds or folds."""
        key = self.table.key
        if key is not None and is_group(key):
            self._fold(key, unfold=key not in self.state.unfolded)
        else:
            super().action_go()

    @on(KeyedTable.Folded)
    def _folded(self, event: KeyedTable.Folded) -> None:
        event.stop()
        if event.unfold and event.group in self.state.unfolded:
            self.table.action_cursor_down()
        else:
            self._fold(event.group, unfold=event.unfold)

    def _fold(self, group: str, *, unfold: bool) -> None:
        """Shows the rows of a group, or no longer, with the cursor on its own row."""
        spot, before = replace(self.table.spot, key=group), self.state.unfolded
        self.state = replace(self.state, unfolded=before | {group} if unfold else before - {group})
        self.table.take_up(spot)

    def action_group(self) -> None:
        """Chooses by what the rows stand together."""

        def chosen(group: Group | None) -> None:
            self.state = replace(self.state, query=replace(self.state.query, group=group), unfolded=frozenset())

        choose_group(self, self.state.query, chosen)

    def action_bridge(self) -> None:
        """What explains the variance of the row's node, or of what stands above it, where nothing stands below."""
        open_bridge(self, self.outline, self.code, self.answer.measure)

    def action_corrections(self) -> None:
        """Leaves rows with a negative budget out, or takes them in again."""
        self._ask(corrections=not self.state.query.corrections)

    def action_keep(self) -> None:
        """Keeps the question under a name in the settings file."""
        keep_question(self, self.state.asked)

    def action_preset(self) -> None:
        """Chooses a ready question, or one of the user's own."""

        def asked(preset: Preset) -> None:
            self.state = self.state.asking_preset(preset)

        def chosen(question: Question) -> None:
            self.state = self.state.asking(question)

        choose_question(self, self.state.asked, asked, chosen)

    def action_measure(self) -> None:
        """Chooses the measure that is ranked."""

        def chosen(measure: Measure) -> None:
            self.state = self.state.asking_measure(measure)

        self.choose_measure(self.answer.measure, chosen)

    def action_level(self) -> None:
        """Chooses the level that is ranked."""
        options = [(scope.value, rows_of_level(self.outline, scope), "") for scope in scopes_of(self.outline)]

        def chosen(value: str) -> None:
            self.state = self.state.asking_level(Scope(value))

        self.choose(_("Level"), options, self.state.query.scope.value, "t", chosen)

    def action_service(self) -> None:
        """Chooses the service whose rows are shown."""
        from doelboom.data.queries.services import service_names

        names = sorted(service_names(self.outline.accounts), key=str.casefold)
        options = [("", _("all services"), ""), *((name, name, "") for name in names)]
        service = self.state.query.service or ""
        self.choose(_("Service"), options, service, "d", lambda value: self._ask(service=value or None))

    def action_floor(self) -> None:
        """Sets the floors below which a variance is not shown."""
        query = self.state.query
        euros = own_floor(query.preset) if query.floor is None else query.floor

        def chosen(floors: tuple[Decimal, Decimal] | None) -> None:
            if floors is not None and floors != (euros, query.floor_pct):
                self._ask(floor=floors[0], floor_pct=floors[1])

        self.app.push_screen(FloorsScreen(euros, query.floor_pct), chosen)

    def action_columns(self) -> None:
        """Chooses the columns that are shown."""

        def chosen(keys: frozenset[str] | None) -> None:
            if keys is not None:
                self.state = replace(self.state, hidden=frozenset(OPTIONAL) - keys)

        options = [(column.key, column.heading) for column in self._all_columns() if column.key in OPTIONAL]
        self.app.push_screen(Columns(options, frozenset(OPTIONAL) - self.state.hidden), chosen)

    def action_export(self) -> None:
        """Writes the rows that are shown, in their order, to a file."""
        # The rows of groups that are folded are taken along, too.
        self.choose_rows(self.answer.rows["code"].to_list(), self._export)

    def _export(self, codes: Sequence[str]) -> None:
        source, state = self.outline.source, self.state
        answer = self.answer.among(codes)
        view = variances_view(source, state.query, answer, hide_zeroes=state.hide_zeroes)
        keys = {column.key for column in self.columns()} | {"code", "mark", DOUBT, GROUP}
        rows = view.frame.select(name for name in view.frame.columns if name in keys)
        self.export(rows, view.title_lines, view.terms, f"{_('variances')}-{source.year}.xlsx")

    def action_command(self) -> None:
        """Shows, and puts on the clipboard, the command line that gives these rows."""
        state, report = self.state, self.subject.report
        self.copy(equivalent(state.query, report, hide_zeroes=state.hide_zeroes, columns=state.columns))

    def action_unit(self) -> None:
        """Changes the unit of the columns."""
        self.state = replace(self.state, unit=self.state.unit.next)

    def action_zeroes(self) -> None:
        """Hides or shows rows without amounts."""
        self.state = replace(self.state, hide_zeroes=not self.state.hide_zeroes)
