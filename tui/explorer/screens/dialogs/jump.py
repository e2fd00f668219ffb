"""Going to a code: what is typed, and the codes that it may mean."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from doelboom.data.model.outline import Outline
from doelboom.data.queries.search import jump
from doelboom.tui.explorer.widgets.field import Field
from doelboom.tui.locale.words import _
from doelboom.tui.views.drawing.detail import title_of


class JumpScreen(ModalScreen[str | None]):
    """Ends with the chosen code, or None."""

    CSS_PATH = "dialogs.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", "close"),
        ("down,tab", "down", "down"),
        ("up,shift+tab", "up", "up"),
    ]

    def __init__(self, outline: Outline) -> None:
        super().__init__()
        self._outline = outline
        self._early = ""
        """What was typed before the field was there to take it."""

    def compose(self) -> ComposeResult:
        with Vertical(id="jump"):
            yield OptionList(id="jump-list", markup=False)
            with Horizontal(id="jump-line"):
                yield Static(":", markup=False, classes="prompt")
                yield Field(id="jump-input", placeholder=_("a code, or the number in it"))

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        field = self.query_one(Input)
        field.value = self._early
        field.cursor_position = len(self._early)
        self.set_focus(field)
        self._show(jump(self._outline, self._early))

    def on_key(self, event: Key) -> None:
        if not self.is_mounted and event.character is not None and event.is_printable:
            self._early += event.character
            event.stop()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(jump(self._outline, event.value))

    def _show(self, codes: list[str]) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        if codes:
            options.add_options([self._option(code) for code in codes])
            options.highlighted = 0
        elif self.query_one(Input).value.strip():
            options.add_option(Option(Text(_("no such code"), style="dim"), disabled=True))
        options.display = options.option_count > 0

    def _option(self, code: str) -> Option:
        title = title_of(self._outline.items[code])
        return Option(Text.assemble((code.ljust(12), "bold"), title, no_wrap=True, overflow="ellipsis"), id=code)

    @on(Input.Submitted)
    def _entered(self) -> None:
        options = self.query_one(OptionList)
        option = options.highlighted_option
        if option is not None and option.id is not None:
            self.dismiss(option.id)
        elif not self.query_one(Input).value.strip():
            self.dismiss(None)

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def action_down(self) -> None:
        """To the next candidate."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """To the candidate before."""
        self.query_one(OptionList).action_cursor_up()
