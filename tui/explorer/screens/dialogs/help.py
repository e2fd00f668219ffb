"""All keys, as they are in force, by place; those of the screen one is on first."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType

from doelboom.tui.explorer.commands import PLACE_TITLES, Command, Place, at
from doelboom.tui.explorer.key_names import key_names
from doelboom.tui.explorer.screens.dialogs.dialog import Dialog
from doelboom.tui.explorer.widgets.detail import Pane
from doelboom.tui.locale.words import _
from doelboom.tui.views.drawing.look import Look
from doelboom.tui.views.words.truncation import cut

_TWO_COLUMNS = 106
"""Cells from which there is room for two columns."""
_BETWEEN = 3
_KEYS = 18
"""Cells that the keys of a command get where there is room."""


def help_text(places: Sequence[Place], keys: Mapping[str, str], look: Look, width: int) -> Text:
    """The help: a section a place, that of `places` first; of each command its keys and title, and below them its id
    and what it does. In two columns where there is room."""
    order = [*places, *(place for place in PLACE_TITLES if place not in (*places, Place.EVERYWHERE)), Place.EVERYWHERE]
    if width >= _TWO_COLUMNS:
        column = (width - _BETWEEN) // 2
        sections = [_section(place, keys, look, column) for place in order]
        lines = _beside(*_halves(sections), column)
    else:
        lines = [line for place in order for line in _section(place, keys, look, width)]
    told = (
        _("In grey, the id by which the settings file gives a command other keys."),
        _("The mouse works too: click a row, a column's heading, a fold, a key below; the wheel scrolls."),
        _("Hold Shift while selecting text to let the terminal select it."),
    )
    below = [line for words in told for line in _wrapped(words, width, look)]
    return Text("\n").join([Text(_("Keys"), style=look.strong), Text(), *lines, *below])


def _section(place: Place, keys: Mapping[str, str], look: Look, width: int) -> list[Text]:
    lines = [Text(_(PLACE_TITLES[place]), style=look.term)]
    for command in at(place):
        lines += _of_command(command, keys.get(command.id, command.keys), look, width)
    return [*lines, Text()]


def _of_command(command: Command, keys: str, look: Look, width: int) -> list[Text]:
    indent = min(_KEYS, width // 3)
    names = key_names(keys)
    first = Text.assemble((names.ljust(indent), look.strong), " ", _(command.title))
    cut(first, width)
    told = f"{command.id}. {_(command.help)}" if command.help else command.id
    return [first, *(_line(" " * (indent + 1), line, look) for line in textwrap.wrap(told, width - indent - 1))]


def _line(indent: str, words: str, look: Look) -> Text:
    return Text.assemble(indent, (words, look.dim))


def _wrapped(words: str, width: int, look: Look) -> list[Text]:
    return [Text(line, style=look.dim) for line in textwrap.wrap(words, width)]


def _halves(sections: Sequence[Sequence[Text]]) -> tuple[list[Text], list[Text]]:
    """The sections in two columns of about one height, none of them torn apart."""
    heights = [len(section) for section in sections]
    at_best = min(range(1, len(sections)), key=lambda place: abs(sum(heights[:place]) - sum(heights[place:])))
    left = [line for section in sections[:at_best] for line in section]
    right = [line for section in sections[at_best:] for line in section]
    return left, right


def _beside(left: Sequence[Text], right: Sequence[Text], column: int) -> list[Text]:
    lines = []
    for number in range(max(len(left), len(right))):
        line = left[number].copy() if number < len(left) else Text()
        line.pad_right(max(0, column + _BETWEEN - line.cell_len))
        lines.append(line.append_text(right[number]) if number < len(right) else line)
    return lines


class HelpScreen(Dialog[None]):
    """The help, over the screen it was asked from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,question_mark,f1", "dismiss(None)", "close"),
    ]

    def __init__(self, places: Sequence[Place], keys: Mapping[str, str]) -> None:
        """`places` are those of the screen it was asked from, `keys` the keys in force by the command's id."""
        super().__init__()
        self._body = HelpBody(places, keys)

    def compose(self) -> ComposeResult:
        yield self._body.data_bind(Dialog.look)

    def on_mount(self) -> None:
        self.set_focus(self._body)


class HelpBody(Pane):
    """The help's text, scrolled with the keys of the detail."""

    def __init__(self, places: Sequence[Place], keys: Mapping[str, str]) -> None:
        super().__init__(id="help")
        self._places = [place for place in places if place is not Place.EVERYWHERE]
        self._keys = keys

    def draw(self, width: int) -> Text:
        return help_text(self._places, self._keys, self.look, width)
