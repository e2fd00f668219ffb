"""The explorer: tree and detail of one report."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.events import Resize
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from data.library import Opened
from data.outline import Outline, outline
from data.search import search, words
from parser.records import Measure
from tui.commands import Command, Place, bindings
from tui.numbers import Unit
from tui.screens.base import SMALLEST, BaseScreen
from tui.screens.chooser import Chooser
from tui.screens.jump import JumpScreen
from tui.status import verification
from tui.widgets.detail import DetailPane
from tui.widgets.lines import KeyLine, Line
from tui.widgets.tree import OutlineTree, TreeView
from tui.words import _, counted, measure_meaning, measure_term

_SETTLED = 0.08
"""Seconds without a further move after which the detail follows: a held key repaints it once, at the end."""


class ExplorerScreen(BaseScreen[None]):
    """Tree on the left (or above), detail on the right (or below). The state is here; the panes are told."""

    BINDINGS = bindings(Place.EXPLORER, Place.EVERYWHERE)
    PLACES = (Place.EXPLORER, Place.TREE)

    view: reactive[TreeView] = reactive(TreeView(), init=False)
    filter_text: reactive[str] = reactive("", init=False)
    code: reactive[str | None] = reactive(None, init=False)

    def __init__(self, opened: Opened, code: str | None = None) -> None:
        super().__init__()
        self.opened = opened
        self.outline: Outline = outline(opened.accounts)
        self._first = code
        self._before_filter: str | None = None
        self._visited: list[str] = []
        self._level = 1
        self._moved = 0.0
        self._settling: Timer | None = None
        self._variances: object | None = None

    def compose(self) -> ComposeResult:
        yield Static(
            _("doelboom needs {columns} columns and {rows} rows").format(columns=SMALLEST[0], rows=SMALLEST[1]),
            id="too-small",
            markup=False,
        )
        yield Line(id="title", classes="bar")
        with Container(id="panes"):
            with Container(id="tree-pane"):
                yield Line(id="columns")
                yield OutlineTree(id="tree")
            yield DetailPane(id="detail")
        with Horizontal(id="filter-line"):
            yield Static("/", markup=False, classes="prompt")
            yield Input(id="filter", placeholder=_("words in code, title, service or description"))
        yield Line(id="status", classes="bar")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self._apply_look()
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._apply_look())
        tree = self.query_one(OutlineTree)
        tree.focus()
        if self.opened.warning is not None:
            self.say(self.opened.warning, warning=True)
        self._show()
        if self._first is not None:
            self.go_to(self._first)

    def on_resize(self, event: Resize) -> None:
        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        self.set_class(small, "-too-small")
        self.call_after_refresh(self._show_columns)

    # Showing

    def _apply_look(self) -> None:
        look = self.look
        self.query_one(OutlineTree).look = look
        self.query_one(DetailPane).look = look
        self.query_one(KeyLine).look = look
        if self.code is not None:
            self._show()
            self.query_one(DetailPane).redraw()
        self.query_one(KeyLine).show_commands(self._line_commands(), self.keys_in_force())

    def _line_commands(self) -> list[Command]:
        order = ("variances", "filter", "jump", "measure", "info", "check", "zeroes", "help", "quit", "tree.open")
        found = {command.id: command for command in self.commands}
        return [found[identifier] for identifier in order]

    def _show(self) -> None:
        tree = self.query_one(OutlineTree)
        tree.show(self.outline, self.view)
        self.code = tree.code
        self._show_columns()
        self._show_lines()

    def _show_columns(self) -> None:
        self.query_one("#columns", Line).show(self.query_one(OutlineTree).heading())

    def _show_lines(self) -> None:
        look = self.look
        source = self.opened.accounts.source
        view = self.view
        shown = [measure_term(view.measure)]
        if view.measure is not Measure.FTE:
            shown.append(view.unit.label)
        if view.hide_zeroes:
            shown.append(_("without zeroes"))
        if self.filter_text:
            shown.append(_("filter: {words}").format(words=self.filter_text))
        self.query_one("#title", Line).show(
            Text(source.title, style=look.strong), " \N{BOX DRAWINGS LIGHT VERTICAL} ".join(shown)
        )
        self.query_one("#status", Line).show(self._status(), self._matches())

    def _status(self) -> str:
        return verification(self.outline.accounts)

    def _matches(self) -> str:
        matches = self.view.matches
        if matches is None:
            return ""
        count = len(matches)
        text = counted("{count} match", "{count} matches", count).format(count=count)
        return f"{text}  n/N" if count else _("no node has these words")

    # Following the cursor

    @on(OutlineTree.Highlighted)
    def _highlighted(self, event: OutlineTree.Highlighted) -> None:
        event.stop()
        self.code = event.code

    def watch_code(self, code: str | None) -> None:
        """Shows the detail: at once after a single move, after the last where moves come fast."""
        if self._settling is not None:
            self._settling.stop()
            self._settling = None
        now = monotonic()
        fast, self._moved = now - self._moved < _SETTLED * 2, now
        if fast:
            self._settling = self.set_timer(_SETTLED, self._show_detail)
        else:
            self._show_detail()

    def _show_detail(self) -> None:
        if self.code is not None and self.code in self.outline.items:
            self.query_one(DetailPane).show(self.outline, self.code, self.view.wanted)

    def go_to(self, code: str) -> None:
        """Goes to a node and remembers where from; a filter that hides it is cleared."""
        if self.code is not None and self.code != code:
            self._visited.append(self.code)
        self._reveal(code)

    def _reveal(self, code: str) -> None:
        tree = self.query_one(OutlineTree)
        if not tree.go_to(code):
            if self.filter_text:
                self._clear_filter()
            if not tree.go_to(code):
                self.view = replace(self.view, hide_zeroes=False)
                tree.go_to(code)
        self.code = tree.code

    def watch_view(self, view: TreeView) -> None:
        """The tree shows itself another way."""
        self._show()
        self._show_detail()

    # The filter

    def action_filter(self) -> None:
        """Opens the line of the filter."""
        if self.view.matches is None:
            self._before_filter = self.code
        field = self.query_one("#filter", Input)
        field.value = self.filter_text
        # Shown and focused within this very turn, so that not one letter typed ahead becomes a command.
        self.query_one("#filter-line").display = True
        self.set_focus(field)

    @on(Input.Changed, "#filter")
    def _filter_typed(self, event: Input.Changed) -> None:
        self.filter_text = event.value

    def watch_filter_text(self, text: str) -> None:
        """Filters while typing: the tree keeps what matches, and what is above it."""
        wanted = words(text)
        matches = frozenset(hit.code for hit in search(self.outline, text)) if wanted else None
        self.view = replace(self.view, wanted=wanted, matches=matches)
        tree = self.query_one(OutlineTree)
        if matches and self.code not in matches:
            first = next((code for code in tree.visible_codes if code in matches), None)
            if first is not None:
                tree.go_to(first)
                self.code = tree.code

    @on(Input.Submitted, "#filter")
    def _filter_entered(self) -> None:
        self._close_filter_line()

    def _close_filter_line(self) -> None:
        self.query_one(OutlineTree).focus()
        self.query_one("#filter-line").display = bool(self.filter_text)

    def _clear_filter(self) -> None:
        back = self._before_filter if self.code is None or not self.view.matches else self.code
        self.filter_text = ""
        self.query_one("#filter", Input).value = ""
        self.query_one("#filter-line").display = False
        self.query_one(OutlineTree).focus()
        if back is not None:
            self._reveal(back)

    def action_next_match(self) -> None:
        """To the next match."""
        self._to_match(1)

    def action_previous_match(self) -> None:
        """To the match before."""
        self._to_match(-1)

    def _to_match(self, step: int) -> None:
        matches = self.view.matches
        tree = self.query_one(OutlineTree)
        codes = tree.visible_codes
        if not matches:
            self.say(_("Nothing to go to: there is no filter. / starts one."))
            return
        at = codes.index(self.code) if self.code in codes else 0
        for distance in range(1, len(codes) + 1):
            code = codes[(at + step * distance) % len(codes)]
            if code in matches:
                tree.go_to(code)
                return

    # Commands

    def target_of(self, command: Command) -> Widget:
        return self.query_one(OutlineTree) if command.place is Place.TREE else self

    def action_escape(self) -> None:
        """Closes what is open over the tree: the filter, the full screen."""
        if self.query_one("#filter-line").display:
            self._clear_filter()
        elif self.has_class("-info") or self.has_class("-full"):
            self.remove_class("-info", "-full")
            self.query_one(OutlineTree).focus()
        elif self._visited:
            self.action_back()
        else:
            self.query_one(OutlineTree).focus()

    def action_close(self) -> None:
        """Closes the detail in full; else ends doelboom."""
        if self.has_class("-info") or self.has_class("-full"):
            self.action_escape()
        else:
            self.app.exit()

    def action_back(self) -> None:
        """To the node before the last jump."""
        if not self._visited:
            self.say(_("No node before this one."))
            return
        self._reveal(self._visited.pop())

    def action_jump(self) -> None:
        """Asks for a code and goes there."""

        def chosen(code: str | None) -> None:
            if code is not None:
                self.go_to(code)

        self.app.push_screen(JumpScreen(self.outline), chosen)

    def action_measure(self) -> None:
        """Chooses the measure of the columns."""

        def chosen(value: str | None) -> None:
            if value is not None:
                self.view = replace(self.view, measure=Measure(value))

        options = [(measure.value, measure_term(measure), measure_meaning(measure)) for measure in Measure]
        self.app.push_screen(Chooser(_("Measure"), options, self.view.measure.value, "m"), chosen)

    def action_level(self) -> None:
        """Unfolds to the next level: objectives, plans, everything."""
        self._level = (self._level + 1) % 3
        self.query_one(OutlineTree).unfold_to(self._level)

    def action_zeroes(self) -> None:
        """Hides or shows what has no amounts in this measure."""
        self.view = replace(self.view, hide_zeroes=not self.view.hide_zeroes)

    def action_bars(self) -> None:
        """Shows or hides the bars."""
        self.view = replace(self.view, bars=not self.view.bars)

    def action_unit(self) -> None:
        """Changes the unit of the columns."""
        units = list(Unit)
        self.view = replace(self.view, unit=units[(units.index(self.view.unit) + 1) % len(units)])

    def action_info(self) -> None:
        """The detail over the whole screen, and back."""
        if self.has_class("-info"):
            self.action_escape()
        else:
            self.remove_class("-full")
            self.add_class("-info")
            self.query_one(DetailPane).focus()

    def action_full(self) -> None:
        """The pane with the focus over the whole screen, and back."""
        if self.query_one(DetailPane).has_focus:
            self.action_info()
        else:
            self.toggle_class("-full")

    def action_pane(self) -> None:
        """To the other pane."""
        tree, detail = self.query_one(OutlineTree), self.query_one(DetailPane)
        if detail.has_focus:
            self.remove_class("-info")
            tree.focus()
        elif detail.display and detail.size.height > 0:
            detail.focus()
        else:
            self.action_info()

    @on(OutlineTree.Opened)
    def _opened(self, event: OutlineTree.Opened) -> None:
        event.stop()
        self._show_detail()
        self.action_info()

    def action_variances(self) -> None:
        """The largest variances over the whole report."""
        from tui.screens.variances import VariancesScreen, VariancesState

        state = self._variances
        if not isinstance(state, VariancesState):
            state = VariancesState.start(self.view.measure)

        def closed(code: str | None) -> None:
            self._variances = screen.state
            if code is not None:
                self.remove_class("-info", "-full")
                self.go_to(code)
                self.query_one(OutlineTree).focus()

        screen = VariancesScreen(self.outline, state)
        self.app.push_screen(screen, closed)

    def action_check(self) -> None:
        """The check's findings."""
        from tui.screens.check import CheckScreen

        def closed(code: str | None) -> None:
            if code is not None:
                self.remove_class("-info", "-full")
                self.go_to(code)

        self.app.push_screen(CheckScreen(self.outline), closed)

    def action_copy_code(self) -> None:
        """Copies the code under the cursor."""
        if self.code is None:
            self.say(_("Nothing is highlighted to copy."), warning=True)
            return
        self.copy(self.code)

    def action_copy_row(self) -> None:
        """Copies the row under the cursor, parted by tabs."""
        if self.code is None:
            self.say(_("Nothing is highlighted to copy."), warning=True)
            return
        self.copy("\t".join(self.query_one(OutlineTree).row_text(self.code)))
