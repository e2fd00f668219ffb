"""Choosing one of a few: a measure, a column, a level, a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from doelboom.tui.locale.words import _


class Chooser(ModalScreen[str | None]):
    """A list to choose from. The key that opened it moves on to the next, so that pressing it twice and Enter
    chooses the next one."""

    CSS_PATH = "dialogs.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q", "dismiss(None)", "close"),
        ("j", "down", "down"),
        ("k", "up", "up"),
        ("g", "first", "first"),
        ("G", "last", "last"),
    ]

    def __init__(self, title: str, options: Sequence[tuple[str, str, str]], current: str, key: str) -> None:
        """Options are (value, term, meaning)."""
        super().__init__()
        self._title = title
        self._options = options
        self._current = current
        self._key = key

    def compose(self) -> ComposeResult:
        width = max(len(term) for _value, term, _meaning in self._options)
        options = []
        for value, term, meaning in self._options:
            prompt = Text(term.ljust(width), no_wrap=True)
            if meaning:
                prompt.append(f"  {meaning}", style="dim")
            options.append(Option(prompt, id=value))
        with Vertical(id="chooser"):
            yield Static(Text(self._title), id="chooser-title")
            yield OptionList(*options, id="chooser-list", markup=False)
            yield Static(Text(_("Enter chooses, Esc leaves it"), style="dim"), id="chooser-help")

    def on_mount(self) -> None:
        values = [value for value, _term, _meaning in self._options]
        options = self.query_one(OptionList)
        options.highlighted = values.index(self._current) if self._current in values else 0
        options.focus()

    def on_key(self, event: object) -> None:
        if getattr(event, "character", None) == self._key:
            self.query_one(OptionList).action_cursor_down()

    def action_down(self) -> None:
        """To the next."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """To the one before."""
        self.query_one(OptionList).action_cursor_up()

    def action_first(self) -> None:
        """To the first."""
        self.query_one(OptionList).action_first()

    def action_last(self) -> None:
        """To the last."""
        self.query_one(OptionList).action_last()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)
