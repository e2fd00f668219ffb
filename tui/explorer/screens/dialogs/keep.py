"""Keeping a question: under which name."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from doelboom.tui.explorer.screens.dialogs.dialog import Band
from doelboom.tui.explorer.widgets.field import Field
from doelboom.tui.locale.words import _
from doelboom.tui.settings.questions import LONGEST_NAME, is_name


class KeepScreen(ModalScreen[str | None]):
    """Ends with a name, or None. What is kept under a name is replaced only after a second Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "close")]

    def __init__(self, names: Collection[str]) -> None:
        """`names` are those under which something is kept."""
        super().__init__()
        self._names = names
        self._warned_of: str | None = None
        """The name of which was said that something is kept under it."""

    def compose(self) -> ComposeResult:
        with Band(), Vertical(id="chooser"):
            yield Label(_("Keep this question under a name"), id="chooser-title", markup=False)
            yield Field(longest=LONGEST_NAME, id="question-name")
            yield Label(_("p has it, and doelboom variances --question NAME"), markup=False)
            yield Label(_("Enter keeps it, Esc leaves it"), id="chooser-help", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        name = event.value.strip()
        if not is_name(name):
            self.query_one("#chooser-help", Label).update(_("A name of letters and signs, please."))
        elif name in self._names and name != self._warned_of:
            self._warned_of = name
            self.query_one("#chooser-help", Label).update(_("There is such a question. Enter again replaces it."))
        else:
            self.dismiss(name)
