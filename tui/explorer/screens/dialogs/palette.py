"""The palette itself: a field, and what it finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from doelboom.data.model.outline import Outline
from doelboom.tui.explorer.aside import is_large
from doelboom.tui.explorer.narrowing import Narrowed, narrowed
from doelboom.tui.explorer.screens.dialogs.dialog import Band, Dialog, ListDialog
from doelboom.tui.explorer.screens.dialogs.jump import nodes_for
from doelboom.tui.explorer.screens.palette.entries import Deed, Entry, GoTo
from doelboom.tui.explorer.widgets.picker import Picker
from doelboom.tui.locale.words import _

_NODES = 30
"""How many nodes are offered beside what else there is."""
_WIDTH = 90
_ROWS = 16
"""Lines of the list: more are an empty box as soon as a word is typed."""


class PaletteScreen(ListDialog[Deed | None]):
    """Ends with what is to be done, or None. Nodes are found besides, by code and by words."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,ctrl+p", "dismiss(None)", "close")]

    def __init__(self, entries: Sequence[Entry], outline: Outline) -> None:
        super().__init__()
        self._choices = [entry.choice for entry in entries]
        self._deeds = {entry.choice.value: entry.deed for entry in entries}
        self._outline = outline

    def compose(self) -> ComposeResult:
        with Band(), Vertical(id="chooser"):
            yield Static(_("Everything that can be done, and every node"), id="chooser-title", markup=False)
            yield Picker(
                self._find,
                placeholder=_("words: what to do, or where to go"),
                aside=is_large(self._outline),
            ).data_bind(Dialog.look)
            yield self.key_line({"enter": _("do it"), "escape": _("leave")})

    @property
    def width_wanted(self) -> int:
        return _WIDTH

    @property
    def rows_wanted(self) -> int:
        return _ROWS

    def _find(self, typed: str) -> Narrowed:
        left = narrowed(self._choices, typed)
        nodes = nodes_for(self._outline, typed, _NODES)
        nothing = _("nothing has these words") if typed.strip() else ""
        if left.choices and not left.nearly:
            found = Narrowed() if nodes.nearly else nodes
            return Narrowed((*left.choices, *found.choices), (*left.words, *found.words))
        if nodes.choices and not nodes.nearly:
            return nodes
        both = (*left.choices, *nodes.choices)
        note = _("nothing has these words; nearly:") if both else nothing
        return Narrowed(both, (*left.words, *nodes.words), note, nearly=bool(both))

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        if event.value is not None:
            self.dismiss(self._deeds.get(event.value) or GoTo(event.value))
