"""The explorer: what is done to the tree of a report, and what is opened over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from textual import on
from textual.widget import Widget

from doelboom.data.model.outline import WHOLE
from doelboom.data.queries.siblings import FIGURES, ORDERS
from doelboom.data.storage.library import Opened
from doelboom.parser.records import Measure
from doelboom.tui.explorer.commands import Command, Place, bindings
from doelboom.tui.explorer.screens.travel import TravelScreen
from doelboom.tui.explorer.screens.watching import EVERY, Watch, what_changed
from doelboom.tui.explorer.tree_filter import tree_filter
from doelboom.tui.explorer.widgets.tree import OutlineTree
from doelboom.tui.locale.words import _, counted
from doelboom.tui.settings.bookmarks import Bookmarks
from doelboom.tui.views.words.captions import Terms
from doelboom.tui.views.words.titles import title_of


class ExplorerScreen(TravelScreen):
    """The tree of a report with all of its commands."""

    BINDINGS = bindings(Place.EXPLORER, Place.EVERYWHERE)
    PLACES = (Place.EXPLORER, Place.TREE)
    KEY_LINE = (
        "variances",
        "filter",
        "jump",
        "measure",
        "info",
        "services",
        "bridge",
        "check",
        "zeroes",
        "help",
        "quit",
    )

    _level = 1
    """How far the tree is unfolded: 0 objectives, 1 plans, 2 everything."""

    def target_of(self, command: Command) -> Widget:
        return self.nodes if command.place is Place.TREE else self

    def action_escape(self) -> None:
        """Closes what is open over the tree: the filter, the full screen, the marked alone; then goes back."""
        if self.filter_line.display:
            self.clear_filter()
        elif self.in_full:
            self.leave_full()
        elif self.view.only is not None:
            self.action_marked()
        elif self.history.leads_back:
            self.action_back()
        else:
            self.nodes.focus()

    def leave_for(self, code: str | None) -> None:
        self.go_to(code)

    # How the tree is shown

    def action_level(self) -> None:
        """Unfolds to the next level: objectives, plans, and so on to everything."""
        self._level = (self._level + 1) % self.nodes.levels
        self.nodes.unfold_to(self._level)

    def action_zeroes(self) -> None:
        """Hides or shows what has no amounts in this measure."""
        self.view = replace(self.view, hide_zeroes=not self.view.hide_zeroes)

    def action_bars(self) -> None:
        """Shows or hides the bars."""
        self.view = replace(self.view, bars=not self.view.bars)

    def action_unit(self) -> None:
        """Changes the unit of the columns."""
        self.view = replace(self.view, unit=self.view.unit.next)

    def action_sort(self) -> None:
        """Chooses the column that siblings are sorted by; the same again reverses."""
        terms = Terms(self.view.measure)
        options = [("", _("The report's order"), ""), *((name, terms.heading(name), "") for name in ORDERS)]
        self.choose(_("Sort by (the same again: reversed)"), options, self.view.sort or "", "s", self._sort_by)

    @on(OutlineTree.OrderAsked)
    def _order_asked(self, event: OutlineTree.OrderAsked) -> None:
        event.stop()
        self._sort_by(event.column)

    def _sort_by(self, column: str) -> None:
        view = self.view
        descending = not view.descending if column == view.sort else column != "title"
        self.view = replace(view, sort=column or None, descending=descending)
        self.nodes.to_first_sibling()
        self._follow()

    def action_columns(self) -> None:
        """Chooses the columns that are shown."""
        from doelboom.tui.explorer.screens.dialogs.columns import Columns

        def chosen(keys: frozenset[str] | None) -> None:
            if keys is not None:
                self.view = replace(self.view, columns=keys - {"bar"}, bars="bar" in keys)

        terms = Terms(self.view.measure)
        options = [*((name, terms.heading(name)) for name in FIGURES), ("bar", _("Bar"))]
        shown = self.view.columns | {"bar"} if self.view.bars else self.view.columns
        self.app.push_screen(Columns(options, shown), chosen)

    # Other screens

    def action_jump(self) -> None:
        """Asks for a code and goes there."""
        from doelboom.tui.explorer.screens.dialogs.jump import JumpScreen

        self.app.push_screen(JumpScreen(self.outline), self.go_to)

    def action_measure(self) -> None:
        """Chooses the measure of the columns."""

        def chosen(measure: Measure) -> None:
            self.view = replace(self.view, measure=measure)

        self.choose_measure(self.view.measure, chosen)

    def action_variances(self) -> None:
        """The largest variances over the whole report."""
        from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
        from doelboom.tui.explorer.screens.lists.variances_state import recalled

        again = self._variances or partial(
            VariancesScreen, self.subject, recalled(self.session, self.view.measure), is_taken_up_again=True
        )
        self._open_again([again])

    def action_check(self) -> None:
        """The check's findings."""
        from doelboom.tui.explorer.screens.lists.check import CheckScreen

        self.open_list(CheckScreen(self.subject, proofs=self.proofs))

    def action_beside(self) -> None:
        """Another report beside this one."""
        from doelboom.tui.explorer.screens.comparing import choose_other

        choose_other(self)

    def action_services(self) -> None:
        """The report by service."""
        from doelboom.data.model.queries import ServiceQuery
        from doelboom.tui.explorer.screens.lists.services import ServicesScreen

        self.open_list(ServicesScreen(self.subject, ServiceQuery(self.view.measure)))

    def action_bridge(self) -> None:
        """Which children explain the variance of the node under the cursor."""
        from doelboom.tui.explorer.screens.bridge import BridgeScreen

        if self.code is None:
            self.say(_("Nothing is highlighted to explain."), warning=True)
        elif not self.outline.below(self.code):
            self.say(_("{code} has no children that could explain it.").format(code=self.code))
        else:
            self.app.push_screen(BridgeScreen(self.outline, self.code, self.view.measure), self.go_to)

    def action_years(self) -> None:
        """The node under the cursor in the reports of all years."""
        from doelboom.tui.explorer.screens.years import YearsScreen

        if self.code is None:
            self.say(_("Nothing is highlighted to show over the years."), warning=True)
        elif self.years is None:
            self.say(_("The reports of other years are being read."))
        else:
            self.app.push_screen(YearsScreen(self.years, self.code, self.view.measure), self.go_to)

    def action_export(self) -> None:
        """Writes the rows of the tree, as they are shown, to a file; where some are marked, those alone if so asked."""
        marked = self.marked
        if self.view.only is not None:
            self._export_rows(marked_only=True)
        elif marked:
            options = [("", _("All rows"), ""), ("marked", self._marked_count(marked), "")]
            self.choose(_("Export"), options, "", "e", lambda chosen: self._export_rows(marked_only=bool(chosen)))
        else:
            self._export_rows()

    @staticmethod
    def _marked_count(marked: Sequence[str]) -> str:
        return counted("The {count} marked", "The {count} marked", len(marked)).format(count=len(marked))

    def _export_rows(self, *, marked_only: bool = False) -> None:
        from doelboom.data.queries.variances import tree_rows
        from doelboom.tui.views.questions import tree_view

        source, view, marked = self.outline.source, self.view, self.marked
        rows = self.nodes.rows
        if marked_only:
            # Those that are in view in their order there, then those of what is folded.
            rows = [*self.marks.among(rows), *(code for code in marked if code not in rows)]
        choice = self._marked_count(marked) if marked_only else None
        answer = tree_view(
            source,
            view.measure,
            view.filter.text,
            tree_rows(self.outline, rows, view.measure),
            order=(view.sort, view.descending) if view.sort is not None else None,
            choice=choice,
        )
        self.export(answer.frame, answer.title_lines, answer.terms, f"{_('tree')}-{source.year}.xlsx")

    # Bookmarks

    def action_bookmark(self) -> None:
        """Puts a bookmark on the node under the cursor, or takes it away."""
        if self.session is None or self.code is None:
            self.say(_("Bookmarks are kept where settings can be kept; not here."), warning=True)
            return
        if self.code == WHOLE:
            self.say(_("The whole report is the first row: it needs no bookmark."))
            return
        words = _("Bookmark: {code}") if Bookmarks(self.session).toggle(self.code) else _("Bookmark taken away: {code}")
        self.say(words.format(code=self.code))
        self.show_marks()

    def action_bookmarks(self) -> None:
        """Chooses a bookmark and goes there."""
        codes = Bookmarks(self.session).codes if self.session is not None else []
        options = [(code, code, title_of(self.outline.items[code])) for code in codes if code in self.outline.items]
        if options:
            self.choose(_("Bookmarks"), options, options[0][0], "o", self.go_to)
        else:
            self.say(_("No bookmarks yet. M puts one on the node under the cursor."))

    # Notes

    def action_note(self) -> None:
        """Opens the note on the node under the cursor."""
        from doelboom.tui.explorer.screens.noting import write_note

        write_note(self, self.outline, self.code, self._note_changed)

    def _note_changed(self) -> None:
        self.nodes.redraw()
        self.detail.redraw()

    def action_brief(self) -> None:
        """Writes the node under the cursor on one page, to a file."""
        from doelboom.tui.explorer.screens.paging import ask_for_page

        ask_for_page(self, self.outline, self.code, self.view.measure)

    # Another report

    def action_open(self) -> None:
        """The reports that are known here: opens another one in the place of this one, or beside it."""
        from doelboom.tui.explorer.screens.comparing import compare_with
        from doelboom.tui.explorer.screens.dialogs.opening import read_report
        from doelboom.tui.explorer.screens.reports import Asked, ReportsScreen

        def closed(asked: Asked | None) -> None:
            if asked is None:
                self.go_to(None)
            elif asked.beside:
                compare_with(self, asked.reference)
            else:
                read_report(self.app, asked.reference, self.show_report)

        self.app.push_screen(ReportsScreen(self.opened.id), closed)

    def watch_file(self, watch: Watch) -> None:
        """Reads a file again whenever it changes, and shows what came of it."""

        def look() -> None:
            watch.look()
            # What lies over the tree is of the report as it was: it is left alone.
            if self.app.screen is not self:
                return
            opened, complaint = watch.taken()
            if complaint is not None:
                self.say(complaint, warning=True)
            if opened is not None and opened.id != self.opened.id:
                self.show_again(opened)

        self.set_interval(EVERY, look)

    def show_again(self, opened: Opened) -> None:
        """Shows this report as it was read again, with cursor, view, filter and marks as they are."""
        from doelboom.data.storage.archive import Archive
        from doelboom.tui.settings.session import session_of

        before, view, session = self.outline, self.view, None
        self.remember()
        if self.session is not None:
            session = session_of(opened.id, self.session.path)
            session.state = dict(self.session.state)
        Archive().remember(opened.id, opened.accounts.source)
        self.take(opened, session)
        view = replace(view, filter=tree_filter(self.outline, view.filter.text) if view.filter.text else view.filter)
        self.set_reactive(ExplorerScreen.view, view)
        self.nodes.show_again(self.outline, view)
        self.start(self.code)
        if self._filtering.is_asked:
            # What is being worked out is about the report as it was.
            self.show_matches(self.filter_line.field.value)
        self.say(what_changed(before, self.outline))

    def show_report(self, opened: Opened) -> None:
        """Shows another report in the place of this one."""
        from doelboom.data.storage.archive import Archive
        from doelboom.tui.settings.session import session_of

        self.remember()
        Archive().remember(opened.id, opened.accounts.source)
        self.clear_filter()
        self.take(opened, session_of(opened.id, self.session.path) if self.session is not None else None)
        self.nodes.show_report(self.outline, self.view)
        self.leave_full()
        self.start(None)
        for note in opened.accounts.source.notes:
            self.say(note)
