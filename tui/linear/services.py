"""The report by service, told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from doelboom.data.model.queries import SERVICES, Query, ServiceQuery
from doelboom.data.queries.services import services
from doelboom.tui.explorer.commands import Place
from doelboom.tui.linear.listing import ListStand
from doelboom.tui.locale.words import _
from doelboom.tui.views.questions import View, services_view, sorted_by
from doelboom.tui.views.words.captions import in_words

if TYPE_CHECKING:
    from doelboom.tui.linear.explorer import LinearExplorer


class ServicesStand(ListStand):
    """A row a service."""

    PLACES = (Place.SERVICES, Place.ANY_LIST, Place.LIST)
    FIRST = ("service",)

    def __init__(self, explorer: LinearExplorer) -> None:
        super().__init__(explorer)
        self.query = ServiceQuery(explorer.tree.measure)

    def ask(self) -> View:
        answer = services(self.explorer.outline.accounts, self.query)
        view = services_view(self.explorer.outline.source, self.query, answer)
        return replace(view, with_sums=in_words(answer.rows))

    def key_of(self, row: Mapping[str, Any]) -> str | None:
        service: str | None = row["service"]
        return service

    def code_of(self, key: str) -> str | None:
        return None

    def chosen(self, answer: str) -> str | None:
        named = [key for key in self.keys() if answer and answer.casefold() in key.casefold()]
        return named[0] if len(named) == 1 and not answer.isdecimal() else super().chosen(answer)

    def go(self, key: str) -> None:
        from doelboom.tui.explorer.screens.lists.variances_state import VariancesState
        from doelboom.tui.linear.variances import VariancesStand

        if self.rows[key][0]["mark"] is not None:
            self.say(_("Only a service has actions to show."))
            return
        query = Query(measure=self.query.measure, service=key)
        self.explorer.enter(VariancesStand(self.explorer, VariancesState(query)))

    def do_info(self, answer: str) -> None:
        if (key := self.chosen(answer)) is not None:
            self.say(*self.row(key))

    def do_sort(self, answer: str) -> None:
        """Sorts by a column."""
        headings = {name: self.view.terms.heading(name) for name in SERVICES if name != "mark"}
        if (order := self.choose_order(headings, sorted_by(self.query)[:2], answer)) is not None:
            self.query = replace(self.query, sort=order[0], descending=order[1])
            self.refill()

    def do_filter(self, answer: str) -> None:
        """Services with some words."""
        self.query = replace(self.query, text=self.ask_words(answer) or None)
        self.refill()

    def do_measure(self, answer: str) -> None:
        """Another measure."""
        if (measure := self.choose_measure(answer)) is not None:
            self.query = replace(self.query, measure=measure)
            self.refill()

    def do_export(self, answer: str) -> None:
        """The rows to a file."""
        source = self.explorer.outline.source
        answered = services(self.explorer.outline.accounts, self.query)
        self.export(services_view(source, self.query, answered), answer, f"{_('services')}-{source.year}.xlsx")
