"""The bridge: which children explain a node's variance, and theirs in turn, step by step down to an action."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.reactive import var

from doelboom.data.model.outline import Outline
from doelboom.data.model.queries import Against
from doelboom.data.queries.bridge import Bridge, bridge
from doelboom.parser.records import Measure
from doelboom.tui.explorer.commands import Place, bindings
from doelboom.tui.explorer.screens.base import BaseScreen
from doelboom.tui.explorer.screens.noting import write_note
from doelboom.tui.explorer.screens.paging import ask_for_page
from doelboom.tui.explorer.widgets.bridge import BridgePane
from doelboom.tui.explorer.widgets.lines import Line
from doelboom.tui.locale.words import _, measure_term
from doelboom.tui.views.drawing.bridge import bridge_row
from doelboom.tui.views.words.steps import told
from doelboom.tui.views.words.titles import name_of


class BridgeScreen(BaseScreen[str | None]):
    """The bridge of a node, or (None) of the whole report, and from there up and down. Ends with the code to go to in
    the tree, or None."""

    BINDINGS = bindings(Place.BRIDGE, Place.EVERYWHERE)
    PLACES = (Place.BRIDGE,)
    KEY_LINE = (
        "bridge.open",
        "bridge.up",
        "bridge.measure",
        "bridge.year",
        "bridge.tree",
        "bridge.export",
        "help",
        "quit",
    )

    measure: var[Measure] = var(Measure.OPERATING_EXPENDITURE, init=False)
    against: var[Against] = var(Against.REFERENCE, init=False)

    def __init__(self, outline: Outline, code: str, measure: Measure) -> None:
        super().__init__()
        self.outline = outline
        self.code = code
        """The node that is explained; None for the whole report."""
        self.set_reactive(BridgeScreen.measure, measure)
        self.pane = BridgePane(outline, self.answer, id="bridge")

    @property
    def answer(self) -> Bridge:
        """What is asked now, answered."""
        return bridge(self.outline, self.code, self.measure, self.against)

    def compose(self) -> ComposeResult:
        yield self.no_room()
        yield Line(id="title", classes="bar")
        yield self.pane.heading
        yield self.pane.data_bind(BaseScreen.look)
        yield Line(id="status", classes="bar")
        yield self.key_line()

    def on_mount(self) -> None:
        self.show_keys(self.KEY_LINE)
        self.pane.focus()
        self._show()

    def watch_look(self) -> None:
        """The lines in the styles of another theme."""
        self._show_lines()
        self.pane.heading.refresh()

    def watch_measure(self) -> None:
        """Explains another measure."""
        self._show()

    def watch_against(self) -> None:
        """Explains the change against another year, or the variance."""
        self._show()

    def redraw(self) -> None:
        self._show(self.step_code)
        self.pane.heading.refresh()

    def _show(self, at: str | None = None) -> None:
        """Shows the answer, with the cursor on the step of a code, else on the first."""
        self.pane.show(self.answer, at)
        self._show_lines()

    def _show_lines(self) -> None:
        measure = measure_term(self.measure)
        words = (f"{_('What explains')} {name_of(self.code)}: {measure}", measure)
        title = [Text(text, style=self.look.strong) for text in words]
        self.query_one("#title", Line).show(title, self.basis_words)
        step = self.pane.step
        unit = "VTE" if self.measure is Measure.FTE else "euro"
        self.query_one("#status", Line).show(told(step, self.answer) if step is not None else "", unit)

    @property
    def basis_words(self) -> list[str]:
        """What it starts from, in full and in short."""
        is_variance = self.against is Against.REFERENCE
        return [_("against the budget"), _("budget")] if is_variance else [_("against last year"), _("last year")]

    @on(BridgePane.Highlighted)
    def _highlighted(self, event: BridgePane.Highlighted) -> None:
        event.stop()
        self._show_lines()

    @on(BridgePane.Chosen)
    def _chosen(self, event: BridgePane.Chosen) -> None:
        event.stop()
        self.action_into()

    @property
    def step_code(self) -> str | None:
        """The one code that the step under the cursor stands for."""
        return self.pane.step.code if self.pane.step is not None else None

    # Commands

    def action_into(self) -> None:
        """Into the bridge of the step under the cursor; to the tree where there is none below it."""
        code = self.step_code
        if code is not None and self.outline.below(code):
            self.code = code
            self._show()
        else:
            self.action_tree()

    def action_up(self) -> None:
        """To the bridge of what stands above, with the cursor on the step that this one is of it."""
        came_from = self.code
        above = self.outline.above(came_from)
        if above is None:
            self.say(_("Nothing stands above the whole report."))
            return
        self.code = above
        self._show(came_from)

    def action_tree(self) -> None:
        """To the step's node in the tree."""
        if self.step_code is None:
            self.say(_("This step is not one node's: there is none to go to."))
        else:
            self.dismiss(self.step_code)

    def action_measure(self) -> None:
        """Chooses the measure."""

        def chosen(measure: Measure) -> None:
            self.measure = measure

        self.choose_measure(self.measure, chosen)

    def action_basis(self) -> None:
        """Against the budget, or against last year."""
        self.against = Against.PRIOR if self.against is Against.REFERENCE else Against.REFERENCE

    def action_export(self) -> None:
        """Writes the steps to a file."""
        from doelboom.tui.export.names import file_name
        from doelboom.tui.views.rows import bridge_view

        answer, source = self.answer, self.outline.source
        if not answer.steps:
            self.say(_("There are no steps to write."), warning=True)
            return
        view = bridge_view(self.outline, answer, in_words=True)
        name = file_name(_("bridge"), answer.code, source.year, ending="xlsx")
        self.export(view.frame, view.title_lines, view.terms, name)

    def action_note(self) -> None:
        """Opens the note on the step's node."""
        write_note(self, self.outline, self.step_code, self.pane.redraw)

    def action_brief(self) -> None:
        """Writes the step's node on one page, to a file."""
        ask_for_page(self, self.outline, self.step_code, self.measure)

    def action_copy_code(self) -> None:
        """Copies the code of the step under the cursor."""
        self.copy(self.step_code)

    def action_copy_row(self) -> None:
        """Copies the step under the cursor, its cells parted by tabs."""
        step = self.pane.step
        self.copy("\t".join(bridge_row(self.outline, self.answer, step)) if step is not None else None)
