"""The two floors of materiality: in euro and in per cent."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from doelboom.tui.explorer.screens.dialogs.dialog import Band
from doelboom.tui.explorer.widgets.field import Field
from doelboom.tui.locale.words import _
from doelboom.tui.settings.numbers import read_floor

_LONGEST = 40
"""Characters of an amount: more than any has."""


class FloorsScreen(ModalScreen[tuple[Decimal, Decimal] | None]):
    """Ends with both floors, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "close")]

    def __init__(self, floor: Decimal, floor_pct: Decimal) -> None:
        super().__init__()
        self._floors = (floor, floor_pct)

    def compose(self) -> ComposeResult:
        with Band(), Vertical(id="chooser"):
            yield Label(_("Show variances of at least"), id="chooser-title", markup=False)
            yield Label(_("euro"), markup=False)
            yield Field(f"{self._floors[0]:f}".replace(".", ","), id="floor", longest=_LONGEST)
            yield Label(_("and per cent of the budget"), markup=False)
            yield Field(f"{self._floors[1]:f}".replace(".", ","), id="floor-pct", longest=_LONGEST)
            yield Label(_("Enter sets both, Esc leaves them"), id="chooser-help", markup=False)

    def on_mount(self) -> None:
        self.query_one("#floor", Input).focus()

    @on(Input.Submitted)
    def _entered(self) -> None:
        values = []
        for name in ("#floor", "#floor-pct"):
            field = self.query_one(name, Input)
            value = read_floor(field.value)
            if value is None:
                self.query_one("#chooser-help", Label).update(_("A number, such as 50.000 or 2,5"))
                field.focus()
                return
            values.append(value)
        self.dismiss((values[0], values[1]))
