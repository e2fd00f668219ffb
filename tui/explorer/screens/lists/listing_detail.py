"""The detail of a list's row: beside it, below it, or over the whole screen."""

from __future__ import annotations

from functools import partial
from typing import Generic, TypeVar

from rich.text import Text
from textual import on
from textual.events import Resize

from doelboom.data.storage.notes import notes_of
from doelboom.tui.explorer.following import Follower
from doelboom.tui.explorer.screens.base import BaseScreen
from doelboom.tui.explorer.screens.lists.subject import Subject
from doelboom.tui.explorer.widgets.row_pane import RowPane
from doelboom.tui.explorer.widgets.table import KeyedTable
from doelboom.tui.views.drawing.detail import draw_detail

_SESSION = "list_detail"
Result = TypeVar("Result")


class DetailedScreen(BaseScreen[Result], Generic[Result]):
    """A screen with a table and the detail of its row: beside the table on a wide screen, below it on a tall one; else
    over the whole screen when it is asked for."""

    # Beside from where the table keeps its title and its main figures, below from where both have ten rows.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (150, "-beside")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high"), (30, "-tall")]

    def __init__(self, subject: Subject) -> None:
        super().__init__()
        self.subject = subject
        self.outline = subject.outline
        self.row_pane = RowPane(id="row-detail")
        self._follower = Follower(self, self._show_row)
        shown = subject.session.flag(_SESSION, default=True) if subject.session is not None else True
        self.set_class(not shown, "-bare")

    @property
    def table(self) -> KeyedTable:
        """The table."""
        return self.query_one(KeyedTable)

    def code_of(self, key: str) -> str | None:
        """The node that a row stands for; None where it stands for none."""
        return key if key in self.outline.items else None

    @property
    def code(self) -> str | None:
        """The node that the row under the cursor stands for."""
        key = self.table.key
        return self.code_of(key) if key is not None else None

    def draw_row(self, key: str, width: int) -> Text:
        """Everything about a row, for a width."""
        code = self.code_of(key)
        if code is None:
            return Text()
        return draw_detail(self.outline, code, width, self.look, note=notes_of(self.outline.source).text(code))

    def show_lines(self) -> None:
        """Shows title, totals and status."""
        raise NotImplementedError

    # What is shown

    @on(KeyedTable.Highlighted)
    def _highlighted(self, event: KeyedTable.Highlighted) -> None:
        event.stop()
        self._follower.follow()

    def _show_row(self) -> None:
        key = self.table.key
        self.row_pane.show(key, partial(self.draw_row, key) if key is not None else None)

    def on_resize(self, event: Resize) -> None:
        self.call_after_refresh(self._keep_focus)

    def _keep_focus(self) -> None:
        """Gives the focus to the table where the detail had it, and has no place any longer."""
        if self.is_attached and self.focused is None:
            self.table.focus()

    # Commands

    @property
    def has_room(self) -> bool:
        """Whether there is room for table and detail at once."""
        return self.has_class("-beside") or self.has_class("-tall")

    @property
    def in_full(self) -> bool:
        """Whether the detail has the whole screen."""
        return self.has_class("-info")

    def leave_full(self) -> None:
        """The table again, with the focus."""
        self.remove_class("-info")
        self.table.focus()
        self.show_lines()

    def action_info(self) -> None:
        """The detail on or off; over the whole screen where there is no room for both."""
        self._show_row()
        if self.in_full:
            self.leave_full()
        elif self.has_room:
            self.toggle_class("-bare")
            self.table.focus()
            if self.subject.session is not None:
                self.subject.session.state[_SESSION] = not self.has_class("-bare")
                self.subject.session.save()
        else:
            self.add_class("-info")
            self.row_pane.focus()
            self.show_lines()

    def action_pane(self) -> None:
        """From the table to the detail and back."""
        if self.row_pane.has_focus:
            self.leave_full()
        elif self.row_pane.display and not self.in_full:
            self.row_pane.focus()
        else:
            self.action_info()
            if self.row_pane.display:
                self.row_pane.focus()
