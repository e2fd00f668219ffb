"""The single lines around the panes: title, status, keys."""

from __future__ import annotations

from rich.text import Text
from textual.events import Resize
from textual.widgets import Static

from doelboom.tui.explorer.commands import Command, key_names
from doelboom.tui.locale.words import _
from doelboom.tui.views.look import PLAIN, Look

_KEPT = 2
"""How many commands at the end of the line of keys are always shown."""


class Line(Static):
    """One line with a left and a right part; the left is cut where both do not fit."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__("", id=id, classes=classes, markup=False)
        self._parts = (Text(), Text())

    def show(self, left: Text | str, right: Text | str = "") -> None:
        """Shows two parts, if they are not what is shown already."""
        parts = (_text(left), _text(right))
        if parts != self._parts or not self._is_drawn:
            self._parts = parts
            self._draw()

    _is_drawn = False

    def on_resize(self, event: Resize) -> None:
        self._draw()

    def _draw(self) -> None:
        width = self.size.width
        if width <= 0:
            return
        left, right = (part.copy() for part in self._parts)
        if left.cell_len + right.cell_len + 1 > width:
            right.truncate(max(0, width // 2), overflow="ellipsis")
        left.truncate(max(0, width - right.cell_len - (1 if right.cell_len else 0)), overflow="ellipsis")
        line = Text.assemble(left, " " * max(0, width - left.cell_len - right.cell_len), right)
        line.no_wrap = True
        self._is_drawn = True
        self.update(line, layout=False)


def _text(part: Text | str) -> Text:
    return part if isinstance(part, Text) else Text(part)


class KeyLine(Line):
    """The keys in force, as many as fit."""

    look: Look = PLAIN

    def show_commands(self, commands: list[Command], keys: dict[str, str]) -> None:
        """Shows the brief words of commands with the keys that are in force for them, by id."""
        self._commands = [
            (key_names(keys.get(command.id, command.keys).split(",")[0]), _(command.brief))
            for command in commands
            if command.brief is not None
        ]
        self._draw()

    _commands: list[tuple[str, str]] = []

    def _draw(self) -> None:
        width = self.size.width
        parts = [
            Text.assemble((f" {key} ", self.look.strong), (f"{word} ", self.look.dim)) for key, word in self._commands
        ]
        # Those at the end, help and quit, are the ways on and out: they are the last to go.
        last = parts[-_KEPT:]
        room = width - sum(part.cell_len for part in last)
        shown: list[Text] = []
        for part in parts[:-_KEPT]:
            if part.cell_len > room:
                break
            shown.append(part)
            room -= part.cell_len
        line = Text("", no_wrap=True).join([*shown, *last])
        line.truncate(max(0, width))
        self._is_drawn = True
        self.update(line, layout=False)
