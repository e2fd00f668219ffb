"""The application: theme, keymap, first screen."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.driver import Driver

from data.library import Opened
from tui.commands import Place
from tui.look import DARK, LIGHT
from tui.screens.base import CommandProvider
from tui.screens.explorer import ExplorerScreen

__all__ = ["Explorer", "Place"]


class Explorer(App[None]):
    """The terminal explorer of one report."""

    TITLE = "doelboom"
    CSS_PATH = Path(__file__).parent / "doelboom.tcss"
    COMMANDS: ClassVar[set[type[CommandProvider]]] = {CommandProvider}  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, opened: Opened, code: str | None = None, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self._first = ExplorerScreen(opened, code)
        self.keymap: dict[str, str] = {}
        self.animation_level = "none"
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

        self.complaint: str | None = None
        """Why it ended by itself, where it did."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The variables that the style sheet uses beyond Textual's own, for a theme without them."""
        return {name: DARK.variables[name] for name in ("muted", "bar", "receipts-bar")}

    def _handle_exception(self, error: Exception) -> None:
        # A user never sees a traceback: the terminal is given back, and one line says what happened.
        self.complaint = f"{type(error).__name__}: {error}"
        if self.is_headless:
            super()._handle_exception(error)
        else:
            self.exit(return_code=1)

    def on_mount(self) -> None:
        self.push_screen(self._first)
