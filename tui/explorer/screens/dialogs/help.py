"""All keys, as they are in force, by place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from doelboom.tui.explorer.commands import PLACE_TITLES, Place, at, bindings
from doelboom.tui.explorer.key_names import key_names
from doelboom.tui.locale.words import _
from doelboom.tui.views.drawing.look import Look


def help_text(keys: Mapping[str, str], look: Look) -> Text:
    """The help: a section a place, a line a command."""
    lines = [Text(_("Keys"), style=look.strong), Text()]
    for place in (
        Place.EXPLORER,
        Place.TREE,
        Place.DETAIL,
        Place.VARIANCES,
        Place.SERVICES,
        Place.BRIDGE,
        Place.CHECK,
        Place.ANY_LIST,
        Place.LIST,
        Place.EVERYWHERE,
    ):
        lines.append(Text(_(PLACE_TITLES[place]), style=look.term))
        for command in at(place):
            names = key_names(keys.get(command.id, command.keys))
            line = Text.assemble((f"  {names:<18}", look.strong), " ", _(command.title))
            if command.help:
                line.append(f". {_(command.help)}", style=look.dim)
            lines.append(line)
        lines.append(Text())
    lines.append(
        Text(_("The mouse works too: click a row, a column's heading, a fold; the wheel scrolls."), style=look.dim)
    )
    lines.append(Text(_("Hold Shift while selecting text to let the terminal select it."), style=look.dim))
    return Text("\n").join(lines)


class HelpScreen(ModalScreen[None]):
    """The help, over the screen it was asked from."""

    CSS_PATH = "dialogs.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,question_mark,f1", "dismiss(None)", "close"),
    ]

    def __init__(self, text: Text) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        with HelpBody(id="help"):
            yield Static(self._text, markup=False)

    def on_mount(self) -> None:
        self.query_one(HelpBody).focus()


class HelpBody(VerticalScroll, can_focus=True):
    """The help's text, scrolled with the keys of the detail."""

    BINDINGS = bindings(Place.DETAIL)
