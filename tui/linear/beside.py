"""Another report beside the tree's, told: which one, and what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from doelboom.data.model.outline import Outline, outline
from doelboom.data.model.queries import Query
from doelboom.data.queries.bridge import Bridge, explained
from doelboom.data.queries.variances import Variances, variances
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import LastUnreadable, ReportNotFound, open_report
from doelboom.data.years.editions import known_sources
from doelboom.data.years.matching import Standing
from doelboom.data.years.pair.beside import Beside, paired
from doelboom.data.years.pair.merged import Codes, merged, with_codes, with_keys
from doelboom.parser.errors import ReportError
from doelboom.parser.records import Measure
from doelboom.tui.explorer.narrowing import Choice
from doelboom.tui.explorer.screens.lists.variances_state import VariancesState
from doelboom.tui.linear.bridge import BridgeStand
from doelboom.tui.linear.variances import VariancesStand
from doelboom.tui.locale.words import _
from doelboom.tui.views.beside import bridge_between, diff_view
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
    explorer.enter(DiffStand(explorer, paired(other, own)))


class DiffStand(VariancesStand):
    """The rows of a question about two reports, one of which is the tree's."""

    def __init__(self, explorer: LinearExplorer, both: Beside) -> None:
        super().__init__(explorer, VariancesState(Query(measure=explorer.tree.measure)))
        self.both = both
        self._codes: Mapping[str, Codes] = {}
        """The code of each row in either report, by the row's key."""

    def answered(self) -> Variances:
        answer = variances(self.both, self.state.query, hide_zeroes=self.state.hide_zeroes)
        answer, self._codes = with_keys(self.both, answer)
        return answer

    def ask(self) -> View:
        return diff_view(self.both, self.state.query, self.answered(), for_people=True)

    def view_of(self, answer: Variances) -> View:
        return diff_view(self.both, self.state.query, with_codes(answer), for_people=False)

    @property
    def _side(self) -> int:
        """Which of the reports is the tree's."""
        return 1 if self.both.after.source.id == self.explorer.outline.source.id else 0

    def code_of(self, key: str) -> str | None:
        # What a group adds up to has the code of the later report's node.
        code = self._codes.get(key, (self.both.matching.joined.get(key), key))[self._side]
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
        code = explained(self._tree, self.chosen(answer))
        self.explorer.enter(DiffBridgeStand(self.explorer, self._tree, self.both, code, self.state.query.measure))

    @cached_property
    def _tree(self) -> Outline:
        return merged(self.both)

    def do_keep(self, _answer: str) -> None:
        self.say(_("A question about two reports cannot be kept; x shows its command."))

    def do_columns(self, _answer: str) -> None:
        self.say(_("Every column that two reports have is told."))

    def file_name(self) -> str:
        years = (str(tree.source.identity.year) for tree in (self.both.before, self.both.after))
        return f"{_('differences')}-{'-'.join(years)}"

    def do_command(self, _answer: str) -> None:
        self.say(equivalent_diff(self.both, self.state.query, hide_zeroes=self.state.hide_zeroes))


class DiffBridgeStand(BridgeStand):
    """Which parts explain the difference of a node between two reports."""

    def __init__(self, explorer: LinearExplorer, tree: Outline, both: Beside, code: str, measure: Measure) -> None:
        super().__init__(explorer, code, measure)
        self.outline, self.both = tree, both

    def answered(self) -> Bridge:
        return bridge_between(self.both, self.outline, self.code, self.measure)

    def do_basis(self, _answer: str) -> None:
        self.say(_("Two reports are compared: there is nothing else to start from."))
