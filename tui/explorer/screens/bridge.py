"""The bridge: which children explain a node's variance, step by step, in text that reads without colour."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.events import Resize
from textual.reactive import var

from doelboom.data.model.outline import Outline
from doelboom.data.model.queries import Against
from doelboom.parser.records import Measure
from doelboom.tui.explorer.commands import Place, bindings
from doelboom.tui.explorer.screens.base import BaseScreen
from doelboom.tui.explorer.widgets.detail import Pane
from doelboom.tui.explorer.widgets.lines import Line
from doelboom.tui.locale.words import _, measure_term
from doelboom.tui.views.drawing.bridge import draw_bridge


class BridgePane(Pane):
    """The bridge itself, scrolled with the keys of the detail."""

    def __init__(self, outline: Outline, code: str) -> None:
        super().__init__(id="bridge")
        self._outline = outline
        self._code = code
        self._question = (Measure.OPERATING_EXPENDITURE, Against.REFERENCE)

    def show(self, measure: Measure, against: Against) -> None:
        """Explains a measure, against the budget or last year."""
        self._question = (measure, against)
        self.redraw(from_top=True)

    def draw(self, width: int) -> Text:
        measure, against = self._question
        return draw_bridge(self._outline, self._code, measure, against, width, self.look)


class BridgeScreen(BaseScreen[str | None]):
    """The bridge of one node. Ends with None."""

    BINDINGS = bindings(Place.BRIDGE, Place.EVERYWHERE)
    PLACES = (Place.BRIDGE,)

    measure: var[Measure] = var(Measure.OPERATING_EXPENDITURE, init=False)
    against: var[Against] = var(Against.REFERENCE, init=False)

    def __init__(self, outline: Outline, code: str, measure: Measure) -> None:
        super().__init__()
        self.outline = outline
        self.code = code
        self.set_reactive(BridgeScreen.measure, measure)

    def compose(self) -> ComposeResult:
        yield self.no_room()
        yield Line(id="title", classes="bar")
        yield BridgePane(self.outline, self.code).data_bind(BaseScreen.look)
        yield self.key_line()

    def on_mount(self) -> None:
        self.show_keys(("bridge.measure", "bridge.year", "help", "quit"))
        self.query_one(BridgePane).focus()

    def on_resize(self, event: Resize) -> None:
        self.call_after_refresh(self._show)

    def watch_measure(self) -> None:
        """Explains another measure."""
        self._show()

    def watch_against(self) -> None:
        """Explains the change against another year, or the variance."""
        self._show()

    def redraw(self) -> None:
        self._show()

    def _show(self) -> None:
        measure = measure_term(self.measure)
        words = (f"{_('What explains')} {self.code}: {measure}", measure)
        title = [Text(text, style=self.look.strong) for text in words]
        basis = _("against the budget") if self.against is Against.REFERENCE else _("against last year")
        self.query_one("#title", Line).show(title, basis)
        self.query_one(BridgePane).show(self.measure, self.against)

    def action_measure(self) -> None:
        """Chooses the measure."""

        def chosen(measure: Measure) -> None:
            self.measure = measure

        self.choose_measure(self.measure, chosen)

    def action_basis(self) -> None:
        """Against the budget, or against last year."""
        self.against = Against.PRIOR if self.against is Against.REFERENCE else Against.REFERENCE
