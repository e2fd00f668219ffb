"""The explorer: tree and detail of one report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import monotonic

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.reactive import var
from textual.timer import Timer
from textual.widget import Widget

from doelboom.data.model.outline import Outline, outline, shortened
from doelboom.data.queries.search import search, words
from doelboom.data.storage.library import Opened
from doelboom.parser.records import Measure
from doelboom.tui.explorer.commands import Command, Place, bindings
from doelboom.tui.explorer.screens.doors import Doors
from doelboom.tui.explorer.screens.taking_up import recalled, remembered
from doelboom.tui.explorer.widgets.detail import DetailPane
from doelboom.tui.explorer.widgets.filter import FilterLine
from doelboom.tui.explorer.widgets.lines import KeyLine, Line
from doelboom.tui.explorer.widgets.rows import TreeView
from doelboom.tui.explorer.widgets.tree import OutlineTree
from doelboom.tui.locale.words import _, counted, measure_term
from doelboom.tui.settings.session import Session
from doelboom.tui.views.status import verification

_SETTLED = 0.08
"""Seconds without a further move after which the detail follows: a held key repaints it once, at the end."""
_KEY_LINE = ("variances", "filter", "jump", "measure", "info", "services", "bridge", "check", "zeroes", "help", "quit")


class ExplorerScreen(Doors):
    """Tree on the left (or above), detail on the right (or below). The state is here; the panes are told."""

    BINDINGS = bindings(Place.EXPLORER, Place.EVERYWHERE)
    PLACES = (Place.EXPLORER, Place.TREE)

    view: var[TreeView] = var(TreeView(), init=False)
    filter_text: var[str] = var("", init=False)
    code: var[str | None] = var(None, init=False)

    def __init__(
        self,
        opened: Opened,
        code: str | None = None,
        *,
        session: Session | None = None,
        complaints: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._take(opened, session)
        self._complaints = (*complaints, *([opened.warning] if opened.warning is not None else []))
        self._first = code
        self._before_filter: str | None = None
        self.visited: list[str] = []
        """Where Back leads, the last at the end."""
        self._ahead: list[str] = []
        """Where Forward leads, after Back."""
        self._level = 1
        self._moved = 0.0
        self._settling: Timer | None = None

    def _take(self, opened: Opened, session: Session | None) -> None:
        """Makes a report the one that is explored."""
        self.opened = opened
        self.outline: Outline = shortened(outline(opened.accounts))
        self.session = session
        self._status = verification(self.outline.summary)

    def compose(self) -> ComposeResult:
        yield self.no_room()
        yield Line(id="title", classes="bar")
        with Container(id="panes"):
            with Container(id="tree-pane"):
                tree = OutlineTree(id="tree")
                yield tree.heading
                yield tree
            yield DetailPane(id="detail")
        yield FilterLine(id="filter-line")
        yield Line(id="status", classes="bar")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self._recall()
        self._apply_look()
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._apply_look())
        self.query_one(OutlineTree).focus()
        for complaint in self._complaints:
            self.say(complaint, warning=True)
        self._start(self._first)

    def _start(self, code: str | None) -> None:
        """Shows the report, at a code or where the user stopped."""
        self._show()
        first = code or (self.session.text("code") if self.session is not None else None)
        if first is not None and first in self.outline.items:
            self._reveal(first)
        self._show_detail()

    # Taking up where one stopped

    def _recall(self) -> None:
        if self.session is not None:
            self.set_reactive(ExplorerScreen.view, recalled(self.session, self.view))

    def remember(self) -> None:
        """Keeps where the user is, for the next start."""
        if self.session is not None:
            # Not asked of the tree, which is gone before the screen is.
            self.session.state.update(code=self.code, **remembered(self.view))
            self.session.save()

    def on_unmount(self) -> None:
        self.remember()

    # Showing

    def _apply_look(self) -> None:
        look = self.look
        self.query_one(OutlineTree).look = look
        self.query_one(DetailPane).look = look
        self.query_one(KeyLine).look = look
        if self.code is not None:
            self._show()
            self.query_one(DetailPane).redraw()
        self.show_keys(_KEY_LINE)

    def _show(self) -> None:
        tree = self.query_one(OutlineTree)
        tree.show(self.outline, self.view)
        self.code = tree.code
        self._show_lines()

    def _show_lines(self) -> None:
        look = self.look
        view = self.view
        shown = [measure_term(view.measure)]
        if view.measure is not Measure.FTE:
            shown.append(view.unit.label)
        if view.hide_zeroes:
            shown.append(_("without zeroes"))
        if self.filter_text:
            shown.append(_("filter: {words}").format(words=self.filter_text))
        title = Text(self.opened.accounts.source.title, style=look.strong)
        self.query_one("#title", Line).show(title, look.signs.parting.join(shown))
        self.query_one("#status", Line).show(self._status, self._matches())

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
        if self.here is not None and self.here != code:
            self.visited.append(self.here)
            self._ahead.clear()
        self._reveal(code)

    def _reveal(self, code: str) -> None:
        tree = self.query_one(OutlineTree)
        if not tree.go_to(code):
            if self.filter_text:
                self._before_filter = None
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
            self._before_filter = self.here
        self.query_one(FilterLine).open()

    @on(FilterLine.Typed)
    def _filter_typed(self, event: FilterLine.Typed) -> None:
        self.filter_text = event.text

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

    @on(FilterLine.Entered)
    def _filter_entered(self) -> None:
        self.query_one(OutlineTree).focus()
        self.query_one(FilterLine).close(clear=False)

    def _clear_filter(self) -> None:
        back = self.here if self.view.matches else self._before_filter
        self.query_one(FilterLine).close(clear=True)
        self.query_one(OutlineTree).focus()
        self.filter_text = ""
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
        at = codes.index(self.here) if self.here in codes else 0
        for distance in range(1, len(codes) + 1):
            code = codes[(at + step * distance) % len(codes)]
            if code in matches:
                tree.go_to(code)
                return

    # Commands

    def show_report(self, opened: Opened) -> None:
        from doelboom.data.storage.archive import Archive
        from doelboom.tui.settings.session import session_of

        self.remember()
        Archive().remember(opened.id, opened.accounts.source)
        self._clear_filter()
        self._take(opened, session_of(opened.id, self.session.path) if self.session is not None else None)
        self.visited.clear()
        self._ahead.clear()
        self._variances = None
        self.set_reactive(ExplorerScreen.view, TreeView())
        self._recall()
        self.leave_full()
        self._start(None)
        for note in opened.accounts.source.notes:
            self.say(note)

    def target_of(self, command: Command) -> Widget:
        return self.query_one(OutlineTree) if command.place is Place.TREE else self

    @property
    def _in_full(self) -> bool:
        return self.has_class("-info") or self.has_class("-full")

    def leave_full(self) -> None:
        """Both panes again, the tree with the focus."""
        self.remove_class("-info", "-full")
        self.query_one(OutlineTree).focus()

    def action_escape(self) -> None:
        """Closes what is open over the tree: the filter, the full screen; then goes back."""
        if self.query_one(FilterLine).display:
            self._clear_filter()
        elif self._in_full:
            self.leave_full()
        elif self.visited:
            self.action_back()
        else:
            self.query_one(OutlineTree).focus()

    def action_close(self) -> None:
        """Closes the detail in full; else ends doelboom."""
        if self._in_full:
            self.leave_full()
        else:
            self.app.exit()

    def action_back(self) -> None:
        """To the node before the last jump."""
        if not self.visited:
            self.say(_("No node before this one."))
            return
        if self.here is not None:
            self._ahead.append(self.here)
        self._reveal(self.visited.pop())

    def action_forward(self) -> None:
        """To the node from which Back came."""
        if not self._ahead:
            self.say(_("No node after this one."))
            return
        if self.here is not None:
            self.visited.append(self.here)
        self._reveal(self._ahead.pop())

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
        self.view = replace(self.view, unit=self.view.unit.next)

    def action_info(self) -> None:
        """The detail over the whole screen, and back."""
        self.code = self.here
        if self.has_class("-info"):
            self.leave_full()
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
        self.code = event.code
        self._show_detail()
        self.action_info()

    @property
    def here(self) -> str | None:
        return self.query_one(OutlineTree).code

    def rows_in_tree(self) -> list[str]:
        return self.query_one(OutlineTree).rows

    def row_text(self) -> str | None:
        """The row under the cursor, its cells parted by tabs."""
        return "\t".join(self.query_one(OutlineTree).row_text(self.here)) if self.here is not None else None
