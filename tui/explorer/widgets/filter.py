"""The line in which a filter is typed."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from doelboom.tui.explorer.widgets.field import Field
from doelboom.tui.locale.words import _


class FilterLine(Horizontal):
    """Hidden until it is opened. It says what is typed, at every letter, and when the typing is done."""

    @dataclass
    class Typed(Message):
        """The words are others now."""

        text: str

    @dataclass
    class Entered(Message):
        """The typing is done; the filter stays."""

    def compose(self) -> ComposeResult:
        yield Static("/", markup=False, classes="prompt")
        yield Field(id="filter", placeholder=_placeholder())

    def on_mount(self) -> None:
        self.display = False

    def reword(self) -> None:
        """Shows its words in the language of now."""
        self.field.placeholder = _placeholder()

    @property
    def field(self) -> Input:
        """Where the words are typed."""
        return self.query_one(Input)

    def open(self) -> None:
        """Shows the line. The screen then gives `field` the focus, within this very turn, so that not one letter
        typed ahead becomes a command."""
        self.display = True

    def show(self, text: str) -> None:
        """Shows the line with words that are in force already."""
        with self.prevent(Input.Changed):
            self.field.value = text
        self.display = True

    def close(self, *, clear: bool) -> None:
        """Hides the line, if it is empty or to be cleared."""
        if clear:
            with self.prevent(Input.Changed):
                self.field.value = ""
        self.display = bool(self.field.value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Entered())


def _placeholder() -> str:
    return _("words in code, title, service or description; -word leaves out")
