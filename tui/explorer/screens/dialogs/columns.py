"""Choosing which columns are shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from doelboom.tui.explorer.narrowing import narrowed
from doelboom.tui.explorer.screens.dialogs.dialog import Band, Dialog, ListDialog
from doelboom.tui.explorer.widgets.choices import choices_of
from doelboom.tui.explorer.widgets.picker import Picker
from doelboom.tui.locale.words import _


class Columns(ListDialog[frozenset[str] | None]):
    """Which columns are shown: Space takes one in or out."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "close")]

    def __init__(self, options: Sequence[tuple[str, str]], selected: frozenset[str], key: str = "c") -> None:
        """Options are (key of the column, heading); `key` is the one that opened it."""
        super().__init__()
        self._choices = choices_of(options)
        self._first = selected
        self._key = key

    def compose(self) -> ComposeResult:
        with Band(), Vertical(id="chooser"):
            yield Static(_("Columns"), id="chooser-title", markup=False)
            yield Picker(
                partial(narrowed, self._choices),
                placeholder=_("type to narrow"),
                opening_key=self._key,
                moving=True,
                ticked=self._first,
            ).data_bind(Dialog.look)
            yield self.key_line({"space": _("tick"), "enter": _("done"), "escape": _("leave")})

    @on(Picker.Picked)
    def _done(self) -> None:
        self.dismiss(self.query_one(Picker).choices.ticked)

    @on(Picker.Left)
    def _left(self) -> None:
        self.dismiss(None)
