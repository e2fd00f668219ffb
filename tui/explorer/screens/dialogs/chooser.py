"""Choosing one of a few: a measure, a column, a level, a question."""

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


class Chooser(ListDialog[str | None]):
    """A list to choose from, by moving and by typing. The key that opened it moves on to the next, so that pressing it
    twice and Enter chooses the next one."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "close")]

    def __init__(self, title: str, options: Sequence[tuple[str, str, str]], current: str, key: str) -> None:
        """Options are (value, term, meaning)."""
        super().__init__()
        self._title = title
        self._choices = choices_of(options)
        self._current = current
        self._key = key

    def compose(self) -> ComposeResult:
        with Band(), Vertical(id="chooser"):
            yield Static(self._title, id="chooser-title", markup=False)
            yield Picker(
                partial(narrowed, self._choices),
                current=self._current,
                placeholder=_("type to narrow"),
                opening_key=self._key,
                moving=True,
            ).data_bind(Dialog.look)
            yield self.key_line({"enter": _("choose"), "escape": _("leave")})

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        if event.value is not None:
            self.dismiss(event.value)

    @on(Picker.Left)
    def _left(self) -> None:
        self.dismiss(None)
