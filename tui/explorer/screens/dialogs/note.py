"""Writing a note: what is typed is kept when it closes, from whatever cause, unless one says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import BindingType
from textual.containers import Vertical
from textual.events import Paste
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from doelboom.tui.explorer.screens.dialogs.dialog import Band
from doelboom.tui.locale.words import _
from doelboom.tui.terminal.editor import EditorError, edited, editor_command

Keep = Callable[[str], str | None]
"""Keeps a text; answers with what is wrong, or None."""

_LONGEST = 100_000
"""Characters that a paste may make of a note: thirty pages."""


class NoteArea(TextArea):
    """Where it is written. What is pasted is taken as far as there is room: a megabyte by mistake is no note."""

    class Cut(Message):
        """There was more than there is room for."""

    def on_paste(self, event: Paste) -> None:
        event.prevent_default()
        event.stop()
        room = max(0, _LONGEST - len(self.text) + len(self.selected_text))
        self.move_cursor(self.replace(event.text[:room], *self.selection).end_location)
        if len(event.text) > room:
            self.post_message(self.Cut())


class NoteScreen(ModalScreen[None]):
    """A text and its keys. What it is closed with is kept by `keep`, whose complaint leaves it open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,ctrl+s", "keep", "keep"),
        ("ctrl+o", "editor", "editor"),
        ("ctrl+g", "drop", "drop"),
    ]

    def __init__(self, title: str, text: str, file_name: str, keep: Keep) -> None:
        """`file_name` is what the user's own editor shows."""
        super().__init__()
        self._title, self._before, self._file_name, self._keep = title, text, file_name, keep
        self._is_left = False
        self.area = NoteArea(text, id="note-text", soft_wrap=True, show_line_numbers=False)
        # Over a slow line a picture twice a second is one too many.
        self.area.cursor_blink = False

    def compose(self) -> ComposeResult:
        with Band(id="note-band"), Vertical(id="note"):
            yield Static(Text(self._title, no_wrap=True, overflow="ellipsis"), id="chooser-title")
            yield self.area
            yield Static(
                Text(_("Esc keeps it, Ctrl+G leaves it as it was, Ctrl+O opens your editor")), id="chooser-help"
            )

    def on_mount(self) -> None:
        self.area.move_cursor(self.area.document.end)
        self.area.focus()

    def on_unmount(self) -> None:
        # The whole program ends, or its terminal has gone: what was typed is not lost with it.
        if not self._is_left:
            self._is_left = True
            self._kept()

    def _kept(self) -> str | None:
        return self._keep(self.area.text) if self.area.text != self._before else None

    def action_keep(self) -> None:
        """Keeps what is written, and closes."""
        complaint = self._kept()
        if complaint is not None:
            self._complain(complaint)
            return
        self._is_left = True
        self.dismiss(None)

    def action_drop(self) -> None:
        """Leaves the note as it was."""
        self._is_left = True
        self.dismiss(None)

    def action_editor(self) -> None:
        """Gives the text to the user's own editor, and takes it back."""
        try:
            editor_command()
            text, complaint = self._left_to_editor()
        except EditorError as error:
            text, complaint = None, str(error)
        except SuspendNotSupported:
            text, complaint = None, _("This terminal cannot be left to an editor.")
        if text is None:
            self._complain(complaint)
            return
        self.area.text = text.rstrip("\n")
        self.area.move_cursor(self.area.document.end)

    def _left_to_editor(self) -> tuple[str | None, str]:
        """The text that an editor left, or None, and why. Nothing is raised while the terminal is the editor's: it is
        taken back in any case."""
        with self.app.suspend():
            try:
                return edited(self.area.text, self._file_name), ""
            except EditorError as error:
                complaint = str(error)
        return None, complaint

    def on_note_area_cut(self) -> None:
        self._complain(_("More was pasted than there is room for in a note."))

    def _complain(self, words: str) -> None:
        self.query_one("#chooser-help", Static).update(Text(words))
