"""Exporting what a view shows: where to, and in which format by the name's ending."""

from __future__ import annotations

from pathlib import Path
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

_LONGEST_PATH = 4096
"""Characters of a path that systems take at most."""


class ExportScreen(ModalScreen[str | None]):
    """Ends with a file's name, or None. A file that is there is replaced only after a second Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "close")]

    def __init__(self, suggestion: str, formats: tuple[str, ...], title: str | None = None) -> None:
        """`title` says what is written, where that is no rows."""
        super().__init__()
        self._title = title if title is not None else _("Export these rows to a file")
        self._suggestion = suggestion
        self._formats = formats
        self._warned_of: str | None = None
        """The name of which was said that there is a file."""

    def compose(self) -> ComposeResult:
        with Band(), Vertical(id="chooser"):
            yield Label(self._title, id="chooser-title", markup=False)
            yield Field(self._suggestion, longest=_LONGEST_PATH, id="export-file")
            endings = ", ".join(f".{form}" for form in self._formats)
            yield Label(_("The ending says the format: {endings}").format(endings=endings), markup=False)
            yield Label(_("Enter writes it, Esc leaves it"), id="chooser-help", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        name = event.value.strip()
        if name.rpartition(".")[2].lower() not in self._formats:
            self.query_one("#chooser-help", Label).update(_("A name with one of those endings, please."))
            return
        if name != self._warned_of and _is_there(name):
            self._warned_of = name
            self.query_one("#chooser-help", Label).update(_("There is such a file. Enter again replaces it."))
            return
        self.dismiss(name)


def _is_there(name: str) -> bool:
    try:
        return Path(name).expanduser().is_file()
    except (OSError, RuntimeError):
        return False
