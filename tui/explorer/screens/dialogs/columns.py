"""Choosing which columns are shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import SelectionList, Static
from textual.widgets.selection_list import Selection

from doelboom.tui.locale.words import _


class Columns(ModalScreen[frozenset[str] | None]):
    """Which columns are shown: Space takes one in or out."""

    CSS_PATH = "dialogs.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q", "dismiss(None)", "close"),
        Binding("enter,c", "done", "done", priority=True),
        ("j", "down", "down"),
        ("k", "up", "up"),
    ]

    def __init__(self, options: Sequence[tuple[str, str]], selected: frozenset[str]) -> None:
        super().__init__()
        self._options = options
        self._first = selected

    def compose(self) -> ComposeResult:
        selections = [Selection(Text(heading), key, key in self._first) for key, heading in self._options]
        with Vertical(id="chooser"):
            yield Static(Text(_("Columns")), id="chooser-title")
            yield SelectionList[str](*selections, id="chooser-list")
            yield Static(Text(_("Space: in or out, Enter: done, Esc: as it was"), style="dim"), id="chooser-help")

    def on_mount(self) -> None:
        self.query_one(SelectionList).focus()

    def action_done(self) -> None:
        """Closes with the columns that are in."""
        self.dismiss(frozenset(self.query_one(SelectionList).selected))

    def action_down(self) -> None:
        """To the next."""
        self.query_one(SelectionList).action_cursor_down()

    def action_up(self) -> None:
        """To the one before."""
        self.query_one(SelectionList).action_cursor_up()
