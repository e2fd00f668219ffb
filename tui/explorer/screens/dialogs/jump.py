"""Going to a node: what is typed, a code or words, and the nodes that it may mean."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from doelboom.data.model.outline import Outline
from doelboom.data.queries.places import places
from doelboom.tui.explorer.aside import is_large
from doelboom.tui.explorer.narrowing import LONGEST, Choice, Narrowed
from doelboom.tui.explorer.screens.dialogs.dialog import BottomDialog, Dialog
from doelboom.tui.explorer.widgets.picker import Picker
from doelboom.tui.locale.words import _
from doelboom.tui.views.words.titles import title_of


class JumpScreen(BottomDialog[str | None]):
    """Ends with the chosen code, or None."""

    def __init__(self, outline: Outline) -> None:
        super().__init__()
        self._outline = outline

    def compose(self) -> ComposeResult:
        with Vertical(id="bottom"):
            yield Picker(
                self._find,
                placeholder=_("a code, its number, or words of a title"),
                prompt=":",
                field_below=True,
                aside=is_large(self._outline),
            ).data_bind(Dialog.look)

    def _find(self, typed: str) -> Narrowed:
        return nodes_for(self._outline, typed)

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        if event.value is not None or not event.typed.strip():
            self.dismiss(event.value)


def nodes_for(outline: Outline, typed: str, limit: int = 50) -> Narrowed:
    """The nodes that a typed code or typed words may mean, as choices."""
    found = places(outline, typed[:LONGEST], limit)
    choices = tuple(Choice(code, code, title_of(outline.items[code])) for code in found.codes)
    if found.nearly:
        note = _("no node has that; nearly:")
    else:
        note = "" if choices or not typed.strip() else _("no node has this code or these words")
    return Narrowed(choices, found.words, note, found.nearly)
