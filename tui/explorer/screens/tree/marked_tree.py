"""The tree with what its user marked in it: signs before the rows, totals, and the marked alone."""

from __future__ import annotations

from dataclasses import replace

from textual import on

from doelboom.data.model.outline import WHOLE
from doelboom.data.queries.marked import total
from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.screens.lists.subject import row_signs
from doelboom.tui.explorer.screens.tree.years_tree import YearsTreeScreen
from doelboom.tui.explorer.widgets.tree import OutlineTree
from doelboom.tui.locale.words import _, counted
from doelboom.tui.settings.bookmarks import Bookmarks
from doelboom.tui.settings.marks import Marks
from doelboom.tui.settings.session import Session
from doelboom.tui.views.words.marked import total_words


class MarkedTreeScreen(YearsTreeScreen):
    """The tree of a report with the user's marks and bookmarks."""

    def take(self, opened: Opened, session: Session | None) -> None:
        super().take(opened, session)
        self.marks = Marks(session)
        """The rows that are marked; the lists mark in them too."""

    def start(self, code: str | None) -> None:
        self._show_signs()
        super().start(code)

    def on_screen_resume(self) -> None:
        """What lay over the tree may have marked rows."""
        self.show_marks()

    @property
    def marked(self) -> list[str]:
        """The codes that are marked, in the report's order."""
        return self.marks.among([WHOLE, *self.outline.items])

    def show_marks(self) -> None:
        """Shows what is marked as it is now."""
        self._show_signs()
        if self.view.only is not None:
            # What has lost its mark has no place among the marked; without any there are only all.
            self.view = replace(self.view, only=frozenset(self.marked) or None)
        self._show_lines()

    def _show_signs(self) -> None:
        bookmarks = Bookmarks(self.session) if self.session is not None else None
        self.nodes.show_signs(row_signs(self.marks, bookmarks, self.look.signs))

    def status_words(self) -> list[str]:
        marked = self.marked
        if not marked:
            return super().status_words()
        view = self.view
        words = total_words(total(self.outline, marked, view.measure), view.measure, view.unit)
        state = super().status_words()
        return [f"{words[0]}{self.look.signs.parting}{state[0]}", *words]

    @on(OutlineTree.MarkAsked)
    def _mark_asked(self, event: OutlineTree.MarkAsked) -> None:
        event.stop()
        self.marks.toggle(event.code)
        self.show_marks()

    def action_marked(self) -> None:
        """Only what is marked, with what is above it; and all again."""
        if self.view.only is not None:
            self.view = replace(self.view, only=None)
        elif marked := self.marked:
            self.view = replace(self.view, only=frozenset(marked))
            if self.code not in marked:
                self.nodes.go_to(marked[0])
                self._follow()
        else:
            self.say(_("Nothing is marked. Space marks the row under the cursor."))

    def action_unmark(self) -> None:
        """Takes all marks away."""
        count = len(self.marked)
        self.marks.clear()
        self.show_marks()
        self.say(counted("{count} mark taken away", "{count} marks taken away", count).format(count=count))
