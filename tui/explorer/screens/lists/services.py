"""The report by service (*dienst*), across all plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from rich.text import Text
from textual.reactive import var

from doelboom.data.model.doubts import DOUBT, in_doubt
from doelboom.data.model.queries import NO_SERVICE, REMAINDERS, Query, ServiceQuery
from doelboom.data.queries.search import words
from doelboom.data.queries.services import ServiceKey, Services, figures_by_service, nodes_of, services
from doelboom.parser.records import Figures, Measure
from doelboom.tui.explorer.commands import Place, bindings
from doelboom.tui.explorer.history import Reopen
from doelboom.tui.explorer.screens.lists.listing import ListingScreen, Row
from doelboom.tui.explorer.screens.lists.subject import Subject
from doelboom.tui.explorer.widgets.filter import FilterLine
from doelboom.tui.explorer.widgets.lines import Line
from doelboom.tui.explorer.widgets.table import Spot
from doelboom.tui.locale.words import N_, _, counted, measure_term
from doelboom.tui.views.drawing.arrangement import Column
from doelboom.tui.views.drawing.cells import amount_columns, draw_cell, sums_in_words
from doelboom.tui.views.drawing.service import Service, draw_service
from doelboom.tui.views.questions import count_words, doubtful_sums, order_words, services_view, sorted_by
from doelboom.tui.views.words.captions import Terms
from doelboom.tui.views.words.numbers import Unit

_MARKS = {NO_SERVICE: N_("(no service: heading lost)"), REMAINDERS: N_("(remainders: not in this report)")}
_KEYS = ("variance", "variance_pct", "reference", "actual")


class ServicesScreen(ListingScreen):
    """What the actions and projects of each service have together."""

    BINDINGS = bindings(Place.SERVICES, Place.ANY_LIST, Place.EVERYWHERE)
    PLACES = (Place.SERVICES, Place.ANY_LIST, Place.LIST)
    KEY_LINE = (
        "services.go",
        "services.sort",
        "services.measure",
        "services.filter",
        "lists.info",
        "services.unit",
        "help",
        "quit",
    )

    service_query: var[ServiceQuery] = var(ServiceQuery(), init=False)
    unit: var[Unit] = var(Unit.EURO, init=False)

    def __init__(
        self,
        subject: Subject,
        query: ServiceQuery,
        unit: Unit = Unit.EURO,
        *,
        spot: Spot | None = None,
        only_marked: bool = False,
    ) -> None:
        super().__init__(subject, spot=spot, only_marked=only_marked)
        self.set_reactive(ServicesScreen.service_query, query)
        self.set_reactive(ServicesScreen.unit, unit)
        self._answer: Services | None = None
        self._figures: dict[ServiceKey, dict[Measure, Figures]] | None = None
        """The sums of every measure, worked out for the first detail."""

    def left(self) -> Reopen:
        return partial(ServicesScreen, self.subject, self.service_query, self.unit, spot=self.table.spot)

    def watch_service_query(self) -> None:
        """Shows the answer to another question."""
        self.refill()

    def watch_unit(self) -> None:
        """Shows it in another unit."""
        self.refill()

    @property
    def sorted_by(self) -> tuple[str, bool]:
        column, descending, _by_size = sorted_by(self.service_query)
        return column, descending

    @property
    def by_size(self) -> bool:
        return sorted_by(self.service_query)[2]

    @property
    def question(self) -> object:
        return replace(self.service_query, text=None)

    def sort(self, column: str, *, descending: bool) -> None:
        self.service_query = replace(self.service_query, sort=column, descending=descending)

    def columns(self) -> list[Column]:
        staff = self.service_query.measure is Measure.FTE
        amounts = {
            column.key: column for column in amount_columns(Terms(self.service_query.measure, self.outline.source.year))
        }
        columns = [
            Column("service", _("Service"), least=24, stays=True),
            *(amounts[key] for key in _KEYS),
            Column("actions", _("Actions"), figures=True),
            amounts["effect"],
        ]
        if not staff:
            columns += [
                Column("vte_reference", "VTE plan", figures=True),
                Column("vte_actual", _("VTE paid"), figures=True),
                Column("vte_variance", _("VTE variance"), figures=True),
            ]
        return columns

    def rows(self, columns: Sequence[Column]) -> list[Row]:
        answer = self._answer = services(self.outline.accounts, self.service_query)
        look, parts = self.look, answer.taken_for or words(self.service_query.text or "")
        rows: list[Row] = []
        for row in answer.rows.iter_rows(named=True):
            key = row["service"] or f"\N{NULL}{row['mark']}"
            if row["mark"] is not None:
                row["service"] = _(_MARKS[row["mark"]])
            doubtful = in_doubt(row, row[DOUBT], answer.measure)
            cells = [draw_cell(column.key, row, answer.measure, self.unit, look, parts, doubtful) for column in columns]
            rows.append((key, cells))
        return rows

    def show_lines(self) -> None:
        answer = self._answer
        assert answer is not None
        look = self.look
        title = Text(f"{_('By service')}: {measure_term(answer.measure)}", style=look.strong)
        count = count_words(answer)
        extents = [look.signs.parting.join([count, self.filter_text]), count] if self.filter_text else count
        self.query_one("#title", Line).show(title, extents, self.more_columns)
        if not answer.rows.height:
            self.query_one("#totals", Line).show(Text(_("No service has these words."), style=look.dim))
        else:
            doubtful = doubtful_sums(answer.rows, answer.measure)
            sums = sums_in_words(_("Total"), answer.totals, answer.measure, self.unit, doubtful=doubtful)
            self.query_one("#totals", Line).show([Text(words, style=look.dim) for words in sums])
        unknown = sum(answer.rows["unknown"])
        note = counted("{count} node lacks a figure", "{count} nodes lack a figure", unknown).format(count=unknown)
        terms = Terms(answer.measure, self.outline.source.year)
        order = _("sorted by {order}").format(order=order_words(terms, self.service_query))
        status = [" \N{MIDDLE DOT} ".join([note, order]), note] if unknown else [order, ""]
        self.query_one("#status", Line).show(status, "" if answer.measure is Measure.FTE else self.unit.label)

    def code_of(self, key: str) -> str | None:
        return None

    def draw_row(self, key: str, width: int) -> Text:
        if self._figures is None:
            self._figures = figures_by_service(self.outline.accounts)
        mark = key.removeprefix("\N{NULL}") if key.startswith("\N{NULL}") else None
        service = (None, mark) if mark is not None else (key, None)
        measure = self.service_query.measure
        name = _(_MARKS[mark]) if mark is not None else key
        drawn = Service(name, nodes_of(self.outline, service, measure), self._figures.get(service, {}))
        return draw_service(self.outline, drawn, measure, width, self.look)

    @property
    def filter_text(self) -> str:
        return self.service_query.text or ""

    def on_mount(self) -> None:
        self.query_one(FilterLine).field.placeholder = _("words in the service's name")

    def filtered(self, text: str) -> None:
        self.service_query = replace(self.service_query, text=text or None)

    def action_go(self) -> None:
        """The actions of the service, with their variances."""
        from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
        from doelboom.tui.explorer.screens.lists.variances_state import VariancesState

        key = self.table.key
        if key is None or key.startswith("\N{NULL}"):
            self.say(_("Only a service has actions to show."))
            return
        state = VariancesState(Query(measure=self.service_query.measure, service=key), self.unit)
        self.open_over(VariancesScreen(self.subject, state))

    def action_export(self) -> None:
        """Writes the rows that are shown, in their order, to a file."""
        source = self.outline.source
        assert self._answer is not None
        view = services_view(source, self.service_query, self._answer)
        self.export(view.frame, view.title_lines, view.terms, f"{_('services')}-{source.year}.xlsx")

    def action_measure(self) -> None:
        """Chooses the measure."""

        def chosen(measure: Measure) -> None:
            self.service_query = replace(self.service_query, measure=measure)

        self.choose_measure(self.service_query.measure, chosen)

    def action_unit(self) -> None:
        """Changes the unit."""
        self.unit = self.unit.next
