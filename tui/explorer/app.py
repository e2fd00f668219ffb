"""The application: theme, keymap, first screen."""

from __future__ import annotations

import gc
import os
from pathlib import Path, PurePath

from rich.console import RenderableType
from textual.binding import Binding
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.notifications import Notify

from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.commands import BY_ID
from doelboom.tui.explorer.key_queue import KeyQueueApp
from doelboom.tui.explorer.keymap import keymap_of
from doelboom.tui.explorer.screens.tree.explorer import ExplorerScreen
from doelboom.tui.explorer.screens.watching import Watch
from doelboom.tui.explorer.themes import ALL, DARK, theme_for
from doelboom.tui.locale.words import _
from doelboom.tui.settings.config import Config
from doelboom.tui.settings.session import Session
from doelboom.tui.terminal.abilities import Abilities, abilities
from doelboom.tui.terminal.ending import EXIT_FAILED
from doelboom.tui.terminal.log import LOGGER, log_failure
from doelboom.tui.terminal.textual_places import is_being_closed, make_room_to_say, repaint_terminal
from doelboom.tui.views.drawing.look import ASCII, PRETTY

_MESSAGES = 3
"""How many messages stand on the screen at most."""
_LINES_A_MESSAGE = 8
"""Lines of the screen for each of them: the last must not push what one is doing off it, nor be pushed off itself."""
_LONGEST_COMPLAINT = 200
"""An error can quote a whole page."""

_HERE = Path(__file__).parent
# All at once: a screen that brings a sheet of its own has every sheet parsed anew when it opens.
_STYLES: list[str | PurePath] = [
    _HERE / name for name in ("doelboom.tcss", "screens/lists/listing.tcss", "screens/dialogs/dialogs.tcss")
]


class Explorer(KeyQueueApp):
    """The terminal explorer of one report."""

    TITLE = "doelboom"
    CSS_PATH = _STYLES
    # Textual's own palette knows one screen at a time, and writes colours where there are to be none.
    ENABLE_COMMAND_PALETTE = False
    # Every key is a command of the registry, bound by a screen; these also work in the small screens over them.
    BINDINGS = [
        Binding(BY_ID["quit_now"].keys, "quit", show=False, priority=True, id="quit_now"),
        Binding(BY_ID["repaint"].keys, "repaint", show=False, id="repaint"),
    ]

    def __init__(
        self,
        opened: Opened,
        code: str | None = None,
        *,
        config: Config | None = None,
        session: Session | None = None,
        able: Abilities | None = None,
        driver_class: type[Driver] | None = None,
        watch: Watch | None = None,
    ) -> None:
        """`session` is where to take up again and what to remember; without one nothing is. `watch` is the file that is
        read again when it changes."""
        able = able if able is not None else abilities()
        # Textual turns colours into greys for NO_COLOR; a theme without any colour keeps the word.
        os.environ.pop("NO_COLOR", None)
        super().__init__(driver_class=driver_class)
        config = config if config is not None else Config()
        self.colours = able.colours
        """What the terminal can show, or is to show."""
        self.signs = PRETTY if able.unicode else ASCII
        self.set_class(not able.unicode, "-ascii")
        self.keymap, complaints = keymap_of(config)
        self.animation_level = "none"
        for theme in ALL:
            self.register_theme(theme)
        self.theme = theme_for(able, config.theme).name
        self.set_keymap(self.keymap)
        self._is_ending = False
        self.complaint: str | None = None
        """Why it ended by itself, where it did."""
        self._watch = watch
        of_session = [session.complaint] if session is not None and session.complaint is not None else []
        complaints = [*config.complaints, *complaints, *of_session]
        self._first = ExplorerScreen(opened, code, session=session, complaints=complaints)

    def get_default_screen(self) -> ExplorerScreen:
        """The explorer itself: a screen below it would be made and painted for nothing."""
        return self._first

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The variables that the style sheet uses beyond Textual's own, for a theme without them."""
        return {
            name: DARK.variables[name]
            for name in ("muted", "divider", "bar", "receipts-bar", "cursor-style", "blurred-cursor-style")
        }

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's own signature
        if self.screen_stack:
            super().refresh_css(animate)
            return
        # A theme chosen before there is a screen: nothing has been parsed that would have to be parsed anew.
        self.stylesheet.set_variables(self.get_css_variables())
        self.stylesheet.update(self, animate)

    def _handle_exception(self, error: Exception) -> None:
        if self._is_ending or (isinstance(error, NoMatches) and is_being_closed()):
            # What is still being made, or already being closed, misses its parts: no reason to end for.
            log_failure(error, "closing the explorer" if self._is_ending else "closing a screen")
            return
        # A user never sees a traceback: the terminal is given back, and one line says what happened.
        log_failure(error, "the explorer")
        what = f"{type(error).__name__}: {error}"[:_LONGEST_COMPLAINT]
        self.complaint = _("{what} (with --log FILE, the log says where)").format(what=what)
        if self.is_headless:
            super()._handle_exception(error)
        else:
            self.exit(return_code=EXIT_FAILED)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Ends it, for the first reason that it is given."""
        self._is_ending = True
        super().exit(result, return_code, message)

    def end(self, code: int, why: str, error: Exception | None = None) -> None:
        """Ends as after quit, without what was typed and not yet heeded; as after any failure, where there is one."""
        LOGGER.info("the explorer is told to end: %s", why)
        self.stop_listening()
        if error is None:
            self.exit(return_code=code)
        else:
            self._handle_exception(error)

    def action_repaint(self) -> None:
        """Has every cell of the terminal written."""
        repaint_terminal(self)

    def on_mount(self) -> None:
        LOGGER.info("the explorer begins, %dx%d, theme %s", *self.size, self.theme)
        if self._watch is not None:
            self._first.watch_file(self._watch)
        self.call_after_refresh(self._collect_from_now_on)

    @staticmethod
    def _collect_from_now_on() -> None:
        """Nothing that a start loads is ever free: the collector has its turns from the first picture on, and leaves
        that alone. To go through a large report takes longer than a key may."""
        gc.freeze()
        gc.enable()

    def on_notify(self, event: Notify) -> None:
        """Never more than a few messages at a time."""
        most = max(1, min(_MESSAGES, self.size.height // _LINES_A_MESSAGE))
        make_room_to_say(self, event.notification.message, most)
