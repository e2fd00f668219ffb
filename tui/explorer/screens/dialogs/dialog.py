"""What the small screens over the others have in common: their look, their keys, and a list that fits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.events import Resize
from textual.reactive import Initialize, var
from textual.screen import ModalScreen
from textual.widgets import Static

from doelboom.tui.explorer.screens.base import look_in_force
from doelboom.tui.explorer.widgets.lines import KeyLine
from doelboom.tui.explorer.widgets.picker import Picker
from doelboom.tui.views.drawing.look import Look

Result = TypeVar("Result")

_FRAME = 4
"""Cells that the frame of a dialog and the space within it take from a line."""
_ROUND_LIST = 5
"""Lines that a dialog has beside its list: its frame, title, field and keys."""
_ROWS = 14
"""Lines that a list in a frame has at most, where there are not many more."""
_BOTTOM_ROWS = 10
_ROUND_BOTTOM = 3
"""Lines beside the list at the bottom: the screen's first, a rule, and the field."""
_NARROW = 60
"""Columns from which a dialog leaves some of the screen beside it free."""


class Band(Vertical):
    """The lines of the screen that a dialog takes, from edge to edge."""


class Dialog(ModalScreen[Result], Generic[Result]):
    """A small screen over another."""

    look: var[Look] = var(Initialize(look_in_force), init=False)
    """The styles of the theme in force."""

    def key_line(self, keys: Mapping[str, str]) -> KeyLine:
        """The keys of a dialog, by Textual's names, with what they do."""
        line = KeyLine(id="chooser-keys").data_bind(Dialog.look)
        line.show_keys(keys)
        return line

    @on(KeyLine.Clicked)
    def _key_clicked(self, event: KeyLine.Clicked) -> None:
        event.stop()
        # By the application: a message goes no further up than to its sender, and it is there that keys are heeded.
        self.app.call_later(self.app.simulate_key, event.id)


class ListDialog(Dialog[Result], Generic[Result]):
    """A dialog in a frame in the middle of the screen, with a field and a list."""

    def on_mount(self) -> None:
        self.fit()

    def on_resize(self, event: Resize) -> None:
        self.fit()

    @property
    def rows_wanted(self) -> int:
        """The lines that the list is to have, where there is room."""
        return min(len(self.query_one(Picker).choices.values), max(_ROWS, self.app.size.height * 3 // 5))

    @property
    def width_wanted(self) -> int:
        """The cells that a line is to have, where there is room."""
        picker, keys = self.query_one(Picker), self.query_one("#chooser-keys", KeyLine)
        title = str(self.query_one("#chooser-title", Static).content)
        return max(picker.choices.widest + 1, keys.whole_width, len(title))

    def fit(self) -> None:
        """Gives the frame its width and the list its height; once it is open, what is typed changes neither."""
        columns, rows = self.app.size
        room = columns - _FRAME if columns < _NARROW else columns * 9 // 10 - _FRAME
        self.query_one("#chooser").styles.width = min(self.width_wanted, room) + _FRAME
        self.query_one(Picker).choices.styles.height = max(1, min(self.rows_wanted, rows - _ROUND_LIST))


class BottomDialog(Dialog[Result], Generic[Result]):
    """A dialog at the bottom of the screen: a line to type in, and above it as much of the list as has room there."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "close")]

    def on_mount(self) -> None:
        self.fit()

    def on_resize(self, event: Resize) -> None:
        self.fit()

    @on(Picker.Filled)
    def fit(self) -> None:
        """Gives the list the height that it needs and that there is."""
        choices = self.query_one(Picker).choices
        wanted = choices.virtual_size.height
        choices.display = wanted > 0
        choices.styles.height = max(1, min(wanted, _BOTTOM_ROWS, self.app.size.height - _ROUND_BOTTOM))
