"""The bridge, told: which children explain a node's variance, a step a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doelboom.data.model.queries import Against
from doelboom.data.queries.bridge import Bridge, bridge
from doelboom.parser.records import Measure
from doelboom.tui.explorer.commands import Place
from doelboom.tui.linear.listing import ListStand
from doelboom.tui.locale.words import _
from doelboom.tui.views.questions import View
from doelboom.tui.views.rows import bridge_view

if TYPE_CHECKING:
    from doelboom.tui.linear.explorer import LinearExplorer


class BridgeStand(ListStand):
    """The steps of the bridge of a node."""

    PLACES = (Place.BRIDGE,)

    def __init__(self, explorer: LinearExplorer, code: str, measure: Measure) -> None:
        super().__init__(explorer)
        self.code, self.measure = code, measure
        self.against = Against.REFERENCE
        self.outline = explorer.outline

    def answered(self) -> Bridge:
        """What is asked now, answered."""
        return bridge(self.outline, self.code, self.measure, self.against)

    def ask(self) -> View:
        return bridge_view(self.outline, self.answered(), in_words=True)

    def code_of(self, key: str) -> str | None:
        return key if key in self.explorer.outline.items else None

    def do_bridge_open(self, answer: str) -> None:
        """Into the bridge of a step; of a leaf, to the node in the tree."""
        if (key := self.chosen(answer)) is not None:
            self.go(key)

    def go(self, key: str) -> None:
        code = key if key in self.outline.items else None
        if code is not None and self.outline.below(code):
            self.code = code
            self.refill()
        else:
            super().go(key)

    def do_up(self, _answer: str) -> None:
        """To the bridge that this one is a step of."""
        above = self.outline.above(self.code)
        if above is None:
            self.say(_("Nothing stands above the whole report."))
            return
        self.code = above
        self.refill()

    def do_tree(self, answer: str) -> None:
        """To the step's node in the tree."""
        if (code := self.chosen_code(answer)) is not None:
            self.explorer.go_to(code)

    def do_measure(self, answer: str) -> None:
        """Another measure."""
        if (measure := self.choose_measure(answer)) is not None:
            self.measure = measure
            self.refill()

    def do_basis(self, _answer: str) -> None:
        """Against the budget, or against last year."""
        self.against = Against.PRIOR if self.against is Against.REFERENCE else Against.REFERENCE
        self.refill()

    def do_export(self, answer: str) -> None:
        """The steps to a file."""
        from doelboom.tui.export.names import file_name

        if not self.keys():
            self.say(_("There are no steps to write."))
            return
        self.export(
            self.view, answer, file_name(_("bridge"), self.code, self.explorer.outline.source.year, ending="xlsx")
        )

    def measure_of_page(self) -> Measure | None:
        return self.measure
