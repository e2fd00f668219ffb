"""The line in which a filter is typed, and what was typed into it before."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from doelboom.parser.dataclass import dataclass
from doelboom.tui.explorer.widgets.field import Field
from doelboom.tui.locale.words import _
from doelboom.tui.settings.typed import TypedBefore


class FilterLine(Horizontal):
    """Hidden until it is opened. It says what is typed, at every letter, and when the typing is done. Up and down go
    through what was typed before."""

    BINDINGS: ClassVar[list[BindingType]] = [("up", "older", "older"), ("down", "newer", "newer")]

    _before: TypedBefore | None = None
    _steps_back = 0
    """How far back the text in the field was typed; 0 for what is being typed."""
    _draft = ""
    """What was being typed before going back."""

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

    def open(self, before: TypedBefore) -> None:
        """Shows the line, with what was `before`. The screen then gives `field` the focus, within this very turn, so
        that not one letter typed ahead becomes a command."""
        self._before, self._steps_back = before, 0
        self.display = True

    def show(self, text: str) -> None:
        """Shows the line with words that are in force already."""
        with self.prevent(Input.Changed):
            self.field.value = text
        self.display = True

    def close(self, *, clear: bool) -> None:
        """Hides the line, if it is empty or to be cleared; what stood in it is remembered."""
        if self._before is not None:
            self._before.add(self.field.value)
        if clear:
            with self.prevent(Input.Changed):
                self.field.value = ""
        self.display = bool(self.field.value)

    def action_older(self) -> None:
        """To what was typed before."""
        self._go_back(self._steps_back + 1)

    def action_newer(self) -> None:
        """To what was typed after it, and at last to what was being typed."""
        self._go_back(self._steps_back - 1)

    def _go_back(self, steps: int) -> None:
        texts = self._before.texts if self._before is not None else []
        if not 0 <= steps <= len(texts):
            return
        if self._steps_back == 0:
            self._draft = self.field.value
            # The filter in force was typed last: one step back is to the one before it.
            steps += self._draft.strip() in texts[-1:]
        if steps <= len(texts):
            self._steps_back = steps
            self.field.value = texts[-steps] if steps else self._draft
            self.field.cursor_position = len(self.field.value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Entered())


def _placeholder() -> str:
    return _("words in code, title, service or description; a minus leaves out")
