"""The tree of one report, its detail, and the filter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.reactive import var

from doelboom.data.model.outline import WHOLE, Outline, outline, shortened
from doelboom.data.storage.library import Opened
from doelboom.parser.records import Measure
from doelboom.tui.explorer.aside import Aside, is_large
from doelboom.tui.explorer.following import Follower
from doelboom.tui.explorer.screens.base import BaseScreen, in_brief
from doelboom.tui.explorer.screens.tree.tree_state import recalled, remembered
from doelboom.tui.explorer.tree_filter import TreeFilter, tree_filter
from doelboom.tui.explorer.widgets.detail import DetailPane
from doelboom.tui.explorer.widgets.filter import FilterLine
from doelboom.tui.explorer.widgets.lines import Line
from doelboom.tui.explorer.widgets.rows import TreeView
from doelboom.tui.explorer.widgets.tree import OutlineTree
from doelboom.tui.locale.words import _, counted, measure_term
from doelboom.tui.settings.session import Session
from doelboom.tui.settings.typed import TypedBefore
from doelboom.tui.views.words.check.status import verification
from doelboom.tui.views.words.matches import place_of_match


class TreeScreen(BaseScreen[None]):
    """Tree on the left (or above), detail on the right (or below). The state is here; the panes are told. Only which
    node the cursor is on is the tree's."""

    KEY_LINE: ClassVar[tuple[str, ...]] = ()

    view: var[TreeView] = var(TreeView(), init=False)

    def __init__(
        self,
        opened: Opened,
        code: str | None = None,
        *,
        session: Session | None = None,
        complaints: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.take(opened, session)
        # Not made with the rest: where the user is, is asked of the tree even if it was never shown.
        self.nodes = OutlineTree(self.outline, self.view, id="tree")
        self.detail = DetailPane(id="detail")
        self.filter_line = FilterLine(id="filter-line")
        self._complaints = (*complaints, *([opened.warning] if opened.warning is not None else []))
        self._first = code
        self.chosen_settings: dict[str, str] = {}
        """The settings that were changed since the start, by name."""
        self._started = False
        """Whether the user has been anywhere: what ends before that leaves what was kept as it is."""
        self._follower = Follower(self, self._show_detail)
        self._filtering: Aside[TreeFilter] = Aside(self, self._take_filter, self._show_status)

    def take(self, opened: Opened, session: Session | None) -> None:
        """Makes a report the one that is explored, as its session remembers it."""
        self.opened = opened
        self.outline: Outline = shortened(outline(opened.accounts))
        self.session = session
        self.typed_before = TypedBefore(session)
        """The filters that were typed before, here and in the lists."""
        self._before_filter: str | None = None
        """The code under the cursor when the filter was opened."""
        self._status = verification(self.outline.summary)
        view = recalled(session, TreeView()) if session is not None else TreeView()
        self.set_reactive(TreeScreen.view, view)

    def compose(self) -> ComposeResult:
        self.nodes.set_reactive(OutlineTree.look, self.look)
        yield self.no_room()
        yield Line(id="title", classes="bar")
        with Container(id="panes"):
            with Container(id="tree-pane"):
                yield self.nodes.heading
                yield self.nodes.data_bind(BaseScreen.look)
            yield self.detail.data_bind(BaseScreen.look)
        yield self.filter_line
        yield Line(id="status", classes="bar")
        yield self.key_line()

    def on_mount(self) -> None:
        self.show_keys(self.KEY_LINE)
        self.nodes.focus()
        for complaint in in_brief(self._complaints):
            self.say(complaint, warning=True)
        self.start(self._first)

    def start(self, code: str | None) -> None:
        """Shows the report, at a code or where the user stopped."""
        self._show_lines()
        first = code or (self.session.text("code") if self.session is not None else None)
        if first is not None and first in self.outline:
            self._reveal(first)
        self._show_detail()
        self._started = True

    def remember(self) -> None:
        """Keeps where the user is, for the next start."""
        if self.session is not None and self._started:
            self.session.state.update(code=self.code, **remembered(self.view))
            self.session.save()

    def on_unmount(self) -> None:
        self.remember()

    # Showing

    def redraw(self) -> None:
        """The lines anew; the panes hear of another look themselves."""
        self._show_lines()

    def reword(self) -> None:
        self._status = verification(self.outline.summary)
        super().reword()
        self.filter_line.reword()
        self.nodes.redraw()
        self.detail.redraw()

    def watch_view(self, view: TreeView) -> None:
        """The tree shows itself another way."""
        self.nodes.view = view
        self._show_lines()
        self._show_detail()

    def _show_lines(self) -> None:
        view, parting = self.view, self.look.signs.parting
        parts = [measure_term(view.measure)]
        if view.measure is not Measure.FTE:
            parts.append(view.unit.label)
        if view.hide_zeroes:
            parts.append(_("without zeroes"))
        if view.only is not None:
            parts.append(_("only what is marked"))
        if view.filter.text:
            parts.append(_("filter: {words}").format(words=view.filter.text))
        title = Text(self.opened.accounts.source.title, style=self.look.strong)
        self.query_one("#title", Line).show(title, parting.join(parts))
        self._show_status()

    def _show_status(self) -> None:
        self.query_one("#status", Line).show(self.status_words(), whole=self._matches())

    def status_words(self) -> list[str]:
        """What the status line says, the longest first."""
        return [self._status]

    def _matches(self) -> list[str]:
        """How many matches the filter has, which of them the cursor is on and where in it the words stand; in full,
        and in brief."""
        found = self.view.filter
        if self._filtering.is_at_work:
            return [_("searching\N{HORIZONTAL ELLIPSIS}")]
        if found.matches is None:
            return [""]
        count = len(found.matches)
        if not count:
            return [_("no node has these words")]
        number = found.place(self.nodes.shown.held, self.code)
        text = counted("{count} match", "{count} matches", count)
        brief = f"{number}/{count}" if number is not None else str(count)
        where = place_of_match(found.fields.get(self.code or "")) if number is not None else ""
        return [
            f"{', '.join(filter(None, [text.format(count=brief), where]))}  n/N",
            *([f"{brief} {where}"] if where else []),
            brief,
        ]

    # The cursor

    @property
    def code(self) -> str | None:
        """The code under the cursor at this moment."""
        return self.nodes.code

    @on(OutlineTree.Highlighted)
    def _highlighted(self, event: OutlineTree.Highlighted) -> None:
        event.stop()
        if self.view.filter.matches is not None:
            self._show_status()
        self._follow()

    def _follow(self) -> None:
        """Shows the detail: at once after a single move, after the last where moves come fast."""
        if self.code != self.detail.code:
            self._follower.follow()

    def _show_detail(self) -> None:
        if self.code is not None:
            found = self.view.filter
            deep = found.only_in_description(self.outline.item(self.code))
            self.detail.show(self.outline, self.code, found.words, reveal=deep)

    def _reveal(self, code: str) -> None:
        """Moves the cursor to a node; a filter that hides it is cleared."""
        if self._filtering.is_asked:
            # The first match does not take the cursor from where the user has gone.
            self._filtering.then(lambda: self._reveal(code))
        if not self.nodes.go_to(code):
            if self.view.filter.text:
                self._before_filter = None
                self.clear_filter()
            if not self.nodes.go_to(code):
                self.view = replace(self.view, hide_zeroes=False, only=None)
                self.nodes.go_to(code)
        self._follow()

    def action_copy_code(self) -> None:
        """Copies the code under the cursor."""
        if self.code == WHOLE:
            self.say(_("The whole report has no code."))
        else:
            self.copy(self.code)

    def action_copy_row(self) -> None:
        """Copies the row under the cursor, its cells parted by tabs."""
        self.copy("\t".join(self.nodes.row_text(self.code)) if self.code is not None else None)

    # The filter

    def action_filter(self) -> None:
        """Opens the line of the filter."""
        if self.view.filter.matches is None:
            self._before_filter = self.code
        self.filter_line.open(self.typed_before)
        self.set_focus(self.filter_line.field)

    @on(FilterLine.Typed)
    def _filter_typed(self, event: FilterLine.Typed) -> None:
        self.show_matches(event.text)

    def show_matches(self, text: str) -> None:
        """Filters while typing: the tree keeps what matches, and what is above it."""
        find = partial(tree_filter, self.outline, text)
        if is_large(self.outline):
            self._filtering.ask(find)
        else:
            self._take_filter(find())

    def _take_filter(self, found: TreeFilter) -> None:
        self.view, matches = replace(self.view, filter=found), found.matches
        if matches and self.code not in matches:
            first = self.nodes.shown.first_of(matches)
            if first is not None:
                self.nodes.go_to(first)
                self._follow()

    @on(FilterLine.Entered)
    def _filter_entered(self) -> None:
        # At once: what is typed ahead is for the tree.
        self.set_focus(self.nodes)
        self.filter_line.close(clear=False)

    def clear_filter(self) -> None:
        """All nodes again, with the cursor where it was, or on the match that it is on."""
        self._filtering.drop()
        code = self.code if self.view.filter.matches else self._before_filter
        self.filter_line.close(clear=True)
        self.nodes.focus()
        self.view = replace(self.view, filter=TreeFilter())
        if code is not None:
            self._reveal(code)

    def action_next_match(self) -> None:
        """To the next match."""
        self._filtering.then(partial(self._to_match, 1))

    def action_previous_match(self) -> None:
        """To the match before."""
        self._filtering.then(partial(self._to_match, -1))

    def _to_match(self, step: int) -> None:
        if not self.view.filter.matches:
            self.say(_("Nothing to go to: there is no filter. / starts one."))
            return
        code = self.view.filter.nearest_match(self.nodes.shown.held, self.code, step)
        if code is not None:
            self.nodes.go_to(code)

    # The panes

    @property
    def in_full(self) -> bool:
        """Whether one pane has the whole screen."""
        return self.has_class("-info") or self.has_class("-full")

    def leave_full(self) -> None:
        """Both panes again, the tree with the focus."""
        self.remove_class("-info", "-full")
        self.nodes.focus()

    def action_info(self) -> None:
        """The detail over the whole screen, and back."""
        self._show_detail()
        if self.has_class("-info"):
            self.leave_full()
        else:
            self.remove_class("-full")
            self.add_class("-info")
            self.detail.focus()

    def action_full(self) -> None:
        """The pane with the focus over the whole screen, and back."""
        if self.detail.has_focus:
            self.action_info()
        else:
            self.toggle_class("-full")

    def action_pane(self) -> None:
        """To the other pane."""
        if self.detail.has_focus:
            self.remove_class("-info")
            self.nodes.focus()
        elif self.detail.display and self.detail.size.height > 0:
            self.detail.focus()
        else:
            self.action_info()

    @on(OutlineTree.Opened)
    def _opened(self, event: OutlineTree.Opened) -> None:
        event.stop()
        self.action_info()
