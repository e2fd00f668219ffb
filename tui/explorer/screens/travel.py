"""The way between the tree and what lies over it: jumps, lists that are left for a node, and Back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from doelboom.tui.explorer.history import History, Reopen, Visit
from doelboom.tui.explorer.screens.lists.subject import Subject
from doelboom.tui.explorer.screens.tree.marked_tree import MarkedTreeScreen
from doelboom.tui.locale.words import _
from doelboom.tui.settings.bookmarks import Bookmarks

if TYPE_CHECKING:
    from doelboom.data.storage.library import Opened
    from doelboom.tui.explorer.screens.lists.listing import Departure, ListingScreen
    from doelboom.tui.settings.session import Session


class TravelScreen(MarkedTreeScreen):
    """The tree, and the ways from it and back to it."""

    _came_from_a_list = False
    """Whether what brought one here was a list."""
    _closed_at = -1
    """How many keys had been pressed when something that lay over the tree was closed."""
    _variances: Reopen | None = None
    """The variances as they were left."""

    def take(self, opened: Opened, session: Session | None) -> None:
        super().take(opened, session)
        self.history = History()
        self._variances = None
        self._came_from_a_list = False

    @property
    def subject(self) -> Subject:
        """The report, and what the user keeps of it."""
        bookmarks = Bookmarks(self.session) if self.session is not None else None
        return Subject(self.outline, self.opened.id, self.session, self.marks, bookmarks)

    # To a node

    def go_to(self, code: str | None) -> None:
        """Goes to a node, if there is one to go to, and remembers where from; both panes are there again."""
        if code is None:
            self._closed_at = self._keys_pressed
            return
        if self.code is not None and self.code != code:
            self.history.leave(Visit(self.code))
        self._arrive(code)

    def _arrive(self, code: str | None) -> None:
        self._came_from_a_list = False
        self.leave_full()
        if code is not None:
            self._reveal(code)

    def action_back(self) -> None:
        """To the node or the list before the last jump."""
        if (visit := self.history.back(Visit(self.code))) is not None:
            self._return_to(visit)
        else:
            self.say(_("No node before this one."))

    def action_forward(self) -> None:
        """To the node from which Back came."""
        if (visit := self.history.forward(Visit(self.code))) is not None:
            self._return_to(visit)
        else:
            self.say(_("No node after this one."))

    def _return_to(self, visit: Visit) -> None:
        self._came_from_a_list = False
        if visit.code is not None:
            self._reveal(visit.code)
        self._open_again(visit.lists)

    # To a list and back

    def _open_again(self, lists: Sequence[Reopen]) -> None:
        """Opens lists as they were left, each over the one before."""
        screens: list[ListingScreen] = [reopen() for reopen in lists]  # type: ignore[misc]  # only lists are left so
        for below, screen in zip([None, *screens], screens, strict=False):
            if below is None:
                self.open_list(screen)
            else:
                below.open_over(screen)

    def open_list(self, screen: ListingScreen) -> None:
        """Opens a list over the tree."""

        def closed(departure: Departure | None) -> None:
            self._list_closed(screen, departure)

        self.app.push_screen(screen, closed)

    def _list_closed(self, screen: ListingScreen, departure: Departure | None) -> None:
        if screen.is_taken_up_again:
            self._variances = screen.left_as
        if departure is None:
            self.go_to(None)
            return
        self.history.leave(Visit(self.code, departure.lists))
        self._arrive(departure.code)
        self._came_from_a_list = True

    # The way out

    @property
    def _keys_pressed(self) -> int:
        return getattr(self.app, "keys_pressed", 0)

    def action_close(self) -> None:
        """Closes what is open: the detail in full, then the way from a list, back to it; else ends doelboom, unless
        the very key before closed something: who closes one thing too many did not mean the program."""
        if self.in_full:
            self.leave_full()
        elif self._came_from_a_list and self.history.leads_back:
            self.action_back()
        elif self._keys_pressed == self._closed_at + 1:
            self.say(_("q again ends doelboom"))
        else:
            self.app.exit()
