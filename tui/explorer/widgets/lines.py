"""The single lines around the panes: title, status, keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.events import Click
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from doelboom.parser.dataclass import dataclass
from doelboom.tui.explorer.commands import Command
from doelboom.tui.explorer.key_names import key_names
from doelboom.tui.locale.words import _
from doelboom.tui.views.drawing.look import PLAIN, Look
from doelboom.tui.views.words.truncation import cut

_COUNT = 12
"""Cells that the right part gets at least, where the left can have five: a count is no use without its end."""
_KEPT = 2
"""How many commands at the end of the line of keys are always shown."""


_PARTING = "  "
"""What stands between the right part and what is never cut."""


Part = Text | str | Sequence[Text | str]
"""What stands in a line: one text, or several of which the first is shown that there is room for."""


class Line(Widget):
    """One line with a left and a right part; where both do not fit, the right is cut to half, then the left."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._parts: tuple[list[Text], list[Text], list[Text]] = ([Text()], [Text()], [Text()])

    def show(self, left: Part, right: Part = "", whole: str | Sequence[str] = "") -> None:
        """Shows these parts, if they are not what is shown already; `whole` stands at the end and is never cut: of
        several, the first that there is room for, whatever becomes of the others."""
        wholes = [whole] if isinstance(whole, str) else whole
        parts = (_texts(left), _texts(right), [Text(f"{_PARTING}{text}" if text else "") for text in wholes])
        if parts != self._parts:
            self._parts = parts
            self.refresh()

    def draw(self, width: int) -> Text:
        """The line for a width."""
        lefts, rights, wholes = self._parts
        whole = next((text for text in wholes if text.cell_len <= width), wholes[-1])
        left, right = _fitted(lefts, rights, width - whole.cell_len)
        space = " " * max(0, width - left.cell_len - right.cell_len - whole.cell_len)
        return Text.assemble(left, space, right, whole)

    def render_line(self, y: int) -> Strip:
        return strip_of(self.draw(self.content_size.width), self.content_size.width, self)


def strip_of(line: Text, width: int, widget: Widget, base: Style | None = None) -> Strip:
    """A text as a line of a widget, on its background (`base`, where it is known) and as wide as it is to be."""
    base = base if base is not None else widget.rich_style
    segments = [
        Segment(segment.text, base + segment.style if segment.style else base)
        for segment in line.render(widget.app.console)
    ]
    return Strip(segments).adjust_cell_length(width, base).simplify()


def _texts(part: Part) -> list[Text]:
    several = [part] if isinstance(part, Text | str) else part
    return [text if isinstance(text, Text) else Text(text) for text in several]


def _fitted(lefts: Sequence[Text], rights: Sequence[Text], width: int) -> tuple[Text, Text]:
    """The first left and right that fit into a width beside each other; else the last, cut."""
    for left in lefts:
        for right in rights:
            if left.cell_len + right.cell_len + 1 <= width:
                return left, right
    left, right = lefts[-1].copy(), rights[-1].copy()
    if left.cell_len + right.cell_len + 1 > width:
        cut(right, max(width // 2, min(width - 5, _COUNT)))
    cut(left, width - right.cell_len - (1 if right.cell_len else 0))
    return left, right


class KeyLine(Line):
    """The keys in force, as many as fit. A click on one is said."""

    look: var[Look] = var(PLAIN, init=False)

    @dataclass
    class Clicked(Message):
        """What a key stands for was clicked: a command, by its id, or in a dialog the key itself."""

        id: str

    def watch_look(self) -> None:
        """Shows them in other styles."""
        self.refresh()

    def show_commands(self, commands: list[Command], keys: dict[str, str]) -> None:
        """Shows the brief words of commands with the keys that are in force for them, by id."""
        self._keys = [
            (command.id, key_names(keys.get(command.id, command.keys).split(",")[0]), _(command.brief))
            for command in commands
            if command.brief is not None
        ]
        self.refresh()

    def show_keys(self, keys: Mapping[str, str]) -> None:
        """Shows keys, by Textual's names, with what they do."""
        self._keys = [(key, key_names(key), word) for key, word in keys.items()]
        self.refresh()

    _keys: list[tuple[str, str, str]] = []
    """Each with its id, its name, and its word."""

    @property
    def whole_width(self) -> int:
        """The cells that all of them take."""
        return sum(self._part(key, word).cell_len for _id, key, word in self._keys)

    def _part(self, key: str, word: str) -> Text:
        return Text.assemble((f" {key} ", self.look.strong), (f"{word} ", self.look.dim))

    def _fitting(self, width: int) -> list[tuple[str, Text]]:
        """Those that fit, with their ids."""
        parts = [(identifier, self._part(key, word)) for identifier, key, word in self._keys]
        # Those at the end, help and quit, are the ways on and out: they are the last to go.
        last = parts[-_KEPT:]
        room = width - sum(part.cell_len for _id, part in last)
        fitting: list[tuple[str, Text]] = []
        for identifier, part in parts[:-_KEPT]:
            if part.cell_len > room:
                break
            fitting.append((identifier, part))
            room -= part.cell_len
        return [*fitting, *last]

    def draw(self, width: int) -> Text:
        line = Text("", no_wrap=True).join([part for _id, part in self._fitting(width)])
        line.truncate(max(0, width))
        return line

    def on_click(self, event: Click) -> None:
        event.stop()
        offset = event.get_content_offset(self)
        left = 0
        for identifier, part in self._fitting(self.content_size.width):
            if offset is not None and left <= offset.x < left + part.cell_len:
                self.post_message(self.Clicked(identifier))
            left += part.cell_len
