"""Another report beside the tree's, told: which one, and what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import polars as pl

from doelboom.data.model.outline import Outline, outline
from doelboom.data.model.queries import Query
from doelboom.data.queries.bridge import Bridge, bridge
from doelboom.data.queries.variances import Variances, variances
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import LastUnreadable, ReportNotFound, open_report
from doelboom.data.storage.notes import notes_of
from doelboom.data.years.editions import known_sources
from doelboom.data.years.matching import Standing, match
from doelboom.data.years.pair.beside import CODE_AFTER, CODE_BEFORE, Beside, fitting_columns
from doelboom.data.years.pair.merged import key_of, merged
from doelboom.parser.errors import ReportError
from doelboom.parser.records import Measure
from doelboom.tui.explorer.narrowing import Choice
from doelboom.tui.explorer.screens.lists.variances_state import VariancesState
from doelboom.tui.linear.bridge import BridgeStand
from doelboom.tui.linear.variances import VariancesStand, explained
from doelboom.tui.locale.words import _
from doelboom.tui.views.beside import diff_view, terms_of
from doelboom.tui.views.questions import View
from doelboom.tui.views.words.captions import STANDINGS
from doelboom.tui.views.words.equivalent import equivalent_diff

if TYPE_CHECKING:
    from doelboom.tui.linear.explorer import LinearExplorer


def compare(explorer: LinearExplorer, answer: str) -> None:
    """Asks for another report and opens the list of what differs, the earlier first."""
    own = explorer.outline
    others = [source for source in known_sources(Archive()) if source.id != own.source.id]
    if not others:
        explorer.talk.say(_("There is no other report to stand beside this one; O opens one."))
        return
    options = [Choice(source.id or "", source.title, source.name or _("bundled")) for source in others if source.id]
    identifier = explorer.talk.choose(_("Beside which report"), options, answer)
    if identifier is None:
        return
    try:
        other = outline(open_report(identifier, again=False).accounts)
    except (ReportNotFound, LastUnreadable, ReportError) as error:
        explorer.talk.say(str(error))
        return
    before, after = sorted((other, own), key=lambda tree: (tree.source.identity.year or 0, tree.source.title))
    notes = notes_of(before.source).texts, notes_of(after.source).texts
    both = Beside(before, after, fitting_columns(before, after), match(before, after), notes=notes)
    explorer.enter(DiffStand(explorer, both))


class DiffStand(VariancesStand):
    """The rows of a question about two reports, one of which is the tree's."""

    def __init__(self, explorer: LinearExplorer, both: Beside) -> None:
        super().__init__(explorer)
        self.both = both
        self._is_of_a_service = True
        self.state = VariancesState(Query(measure=explorer.tree.measure))
        self._codes: dict[str, tuple[str | None, str | None]] = {}

    def _answered(self) -> Variances:
        answer = variances(self.both, self.state.query, hide_zeroes=self.state.hide_zeroes)
        codes = answer.rows.select(CODE_BEFORE, CODE_AFTER).rows()
        keys = [key_of(self.both, *pair) for pair in codes]
        self._codes = dict(zip(keys, codes, strict=True))
        return answer

    def ask(self) -> View:
        return diff_view(self.both, self.state.query, self._answered(), for_people=True)

    def key_of(self, row: Mapping[str, Any]) -> str | None:
        return None

    @property
    def _side(self) -> int:
        """Which of the reports is the tree's."""
        return 1 if self.both.after.source.id == self.explorer.outline.source.id else 0

    def code_of(self, key: str) -> str | None:
        code: str | None = self._rows[key][0].get("code")
        return code if code in self.explorer.outline.items else None

    def columns(self) -> list[str]:
        return list(self.view.shown.columns)

    # Commands

    def do_preset(self, answer: str) -> None:
        """Which nodes: all, or what became of them."""
        options = [
            Choice("all", _("all that differ")),
            *(Choice(one.value, _(STANDINGS[one.value])) for one in Standing),
        ]
        value = self.explorer.talk.choose(_("Only nodes that are"), options, answer)
        if value is not None:
            self.both = replace(self.both, only=(Standing(value),) if value != "all" else ())
            self.refill()

    def do_bridge(self, answer: str) -> None:
        """What explains the difference of a row's node; of the whole where it has none."""
        code = self.code_of(key) if (key := self.chosen(answer)) is not None else None
        stand = DiffBridgeStand(self.explorer, self._tree, explained(self._tree, code), self.state.query.measure)
        stand.both = self.both
        self.explorer.enter(stand)

    @cached_property
    def _tree(self) -> Outline:
        return merged(self.both)

    def do_keep(self, _answer: str) -> None:
        self.say(_("A question about two reports cannot be kept; x shows its command."))

    def do_columns(self, _answer: str) -> None:
        self.say(_("Every column that two reports have is told."))

    def do_export(self, answer: str) -> None:
        answered = self._answered()
        rows = answered.rows.with_columns(pl.coalesce(CODE_AFTER, CODE_BEFORE).alias("code"))
        view = diff_view(self.both, self.state.query, replace(answered, rows=rows), for_people=False)
        years = (str(tree.source.identity.year) for tree in (self.both.before, self.both.after))
        self.export(view, answer, f"{_('differences')}-{'-'.join(years)}.xlsx")

    def do_command(self, _answer: str) -> None:
        self.say(equivalent_diff(self.both, self.state.query, hide_zeroes=self.state.hide_zeroes))


class DiffBridgeStand(BridgeStand):
    """Which parts explain the difference of a node between two reports."""

    both: Beside

    def __init__(self, explorer: LinearExplorer, tree: Outline, code: str, measure: Measure) -> None:
        super().__init__(explorer, code, measure)
        self.outline = tree

    def answered(self) -> Bridge:
        terms = terms_of(self.both, self.measure)
        return replace(
            bridge(self.outline, self.code, self.measure), ends=(terms.heading("reference"), terms.heading("actual"))
        )

    def do_basis(self, _answer: str) -> None:
        self.say(_("Two reports are compared: there is nothing else to start from."))
