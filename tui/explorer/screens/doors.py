"""The doors of the explorer: what it opens over itself, and what comes back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from doelboom.data.model.outline import Outline
from doelboom.data.storage.library import Opened
from doelboom.parser.records import Measure
from doelboom.tui.explorer.screens.base import BaseScreen
from doelboom.tui.explorer.widgets.rows import TreeView
from doelboom.tui.locale.words import _
from doelboom.tui.settings.session import Session

if TYPE_CHECKING:
    from doelboom.tui.explorer.screens.variances import VariancesState


class Doors(BaseScreen[None]):
    """Opens the other screens on the explorer's report and takes their answers."""

    opened: Opened
    outline: Outline
    session: Session | None
    filter_text: str  # a reactive of the explorer
    view: TreeView  # a reactive of the explorer

    _variances: VariancesState | None = None

    @property
    def here(self) -> str | None:
        """The code under the cursor at this moment."""
        raise NotImplementedError

    def go_to(self, code: str) -> None:
        """Goes to a node."""
        raise NotImplementedError

    def leave_full(self) -> None:
        """Both panes again."""
        raise NotImplementedError

    def rows_in_tree(self) -> list[str]:
        """The codes of the rows that the tree shows, in order."""
        raise NotImplementedError

    def row_text(self) -> str | None:
        """The row under the cursor."""
        raise NotImplementedError

    def came_back(self, code: str | None) -> None:
        """What another screen's answer does: goes to its node, if it names one."""
        if code is not None:
            self.leave_full()
            self.go_to(code)

    def action_jump(self) -> None:
        """Asks for a code and goes there."""
        from doelboom.tui.explorer.screens.jump import JumpScreen

        self.app.push_screen(JumpScreen(self.outline), self.came_back)

    def action_measure(self) -> None:
        """Chooses the measure of the columns."""

        def chosen(measure: Measure) -> None:
            self.view = replace(self.view, measure=measure)

        self.choose_measure(self.view.measure, chosen)

    def action_variances(self) -> None:
        """The largest variances over the whole report."""
        from doelboom.tui.explorer.screens.variances import VariancesScreen, recalled

        state = self._variances or recalled(self.session, self.view.measure)
        screen = VariancesScreen(self.outline, state, self.session, self.opened.id)

        def closed(code: str | None) -> None:
            self._variances = screen.state
            self.came_back(code)

        self.app.push_screen(screen, closed)

    def action_check(self) -> None:
        """The check's findings."""
        from doelboom.tui.explorer.screens.check import CheckScreen

        self.app.push_screen(CheckScreen(self.outline), self.came_back)

    def action_services(self) -> None:
        """The report by service."""
        from doelboom.tui.explorer.screens.services import ServicesScreen

        self.app.push_screen(ServicesScreen(self.outline, self.view.measure, self.opened.id), self.came_back)

    def action_bridge(self) -> None:
        """Which children explain the variance of the node under the cursor."""
        from doelboom.tui.explorer.screens.bridge import BridgeScreen

        if self.here is None:
            self.say(_("Nothing is highlighted to explain."), warning=True)
            return
        if not self.outline.children.get(self.here):
            self.say(_("{code} has no children that could explain it.").format(code=self.here))
            return
        self.app.push_screen(BridgeScreen(self.outline, self.here, self.view.measure), self.came_back)

    # Another report

    def action_open(self) -> None:
        """Asks for another report and opens it in the place of this one."""
        from doelboom.tui.explorer.screens.opening import OpenScreen, ReadingScreen

        def read(opened: Opened | None) -> None:
            if opened is not None:
                self.show_report(opened)

        def chosen(reference: str | None) -> None:
            if reference is not None:
                self.app.push_screen(ReadingScreen(reference), read)

        self.app.push_screen(OpenScreen(), chosen)

    def show_report(self, opened: Opened) -> None:
        """Shows another report in the place of this one."""
        raise NotImplementedError

    # Bookmarks

    def action_bookmark(self) -> None:
        """Puts a bookmark on the node under the cursor, or takes it away."""
        if self.session is None or self.here is None:
            self.say(_("Bookmarks are kept where settings can be kept; not here."), warning=True)
            return
        marks = self.session.texts("bookmarks")
        if self.here in marks:
            marks.remove(self.here)
            self.say(_("Bookmark taken away: {code}").format(code=self.here))
        else:
            marks.append(self.here)
            self.say(_("Bookmark: {code}").format(code=self.here))
        self.session.state["bookmarks"] = marks
        self.session.save()

    def action_bookmarks(self) -> None:
        """Chooses a bookmark and goes there."""
        from doelboom.tui.explorer.screens.chooser import Chooser
        from doelboom.tui.views.detail import title_of

        marks = self.session.texts("bookmarks") if self.session is not None else []
        options = [(code, code, title_of(self.outline.items[code])) for code in marks if code in self.outline.items]
        if not options:
            self.say(_("No bookmarks yet. M puts one on the node under the cursor."))
            return
        self.app.push_screen(Chooser(_("Bookmarks"), options, options[0][0], "o"), self.came_back)

    # Taking it along

    def action_export(self) -> None:
        """Writes the rows of the tree, as they are shown, to a file."""
        from doelboom.data.queries.variances import tree_rows
        from doelboom.tui.views.questions import tree_view

        source, measure = self.outline.source, self.view.measure
        view = tree_view(source, measure, self.filter_text, tree_rows(self.outline, self.rows_in_tree(), measure))
        self.export(view.frame, view.title_lines, view.terms, f"{_('tree')}-{source.year}.xlsx")

    def action_copy_code(self) -> None:
        """Copies the code under the cursor."""
        self.copy(self.here)

    def action_copy_row(self) -> None:
        """Copies the row under the cursor, parted by tabs."""
        self.copy(self.row_text())
