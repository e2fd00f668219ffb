"""A list of choices, one of them under the cursor: a line each, whatever the terminal can show."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from doelboom.data.queries.search import spans
from doelboom.parser.dataclass import dataclass
from doelboom.tui.explorer.narrowing import Choice, Narrowed
from doelboom.tui.explorer.widgets.lines import strip_of
from doelboom.tui.views.drawing.look import PLAIN, Look
from doelboom.tui.views.words.truncation import cut

_GAP = 2
_LEAST_MEANING = 12
"""Cells of a meaning that are worth the room: with fewer, terms stand alone, unless these are long themselves."""
_LONG_TERM = 32


class Choices(ScrollView, can_focus=False, inherit_bindings=False):
    """The choices that are left, drawn with a sign before the one under the cursor: colours are never the only sign.
    It has no focus: the field above or below it has, and moves its cursor."""

    COMPONENT_CLASSES = {"choices--cursor"}

    look: var[Look] = var(PLAIN, init=False)

    @dataclass
    class Clicked(Message):
        """A choice was clicked."""

        value: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.left = Narrowed()
        """What is shown."""
        self.ticked: frozenset[str] | None = None
        """The values that are in, where several can be; None where one is chosen."""
        self._cursor: int | None = None

    # What it shows

    def fill(self, left: Narrowed, value: str | None = None) -> None:
        """Shows what is left, with the cursor on a value where it is among it; else on the first, or, where all are
        only nearly what was typed, on none."""
        self.left = left
        values = self.values
        if value in values:
            self._cursor = values.index(value)
        else:
            self._cursor = 0 if values and not left.nearly else None
        self.virtual_size = Size(0, self._above + len(values))
        self._reveal()
        self.refresh(layout=True)

    def tick(self, ticked: frozenset[str]) -> None:
        """Shows which values are in."""
        self.ticked = ticked
        self.refresh()

    def watch_look(self) -> None:
        """Shows them in other styles."""
        self.refresh()

    @property
    def values(self) -> list[str]:
        """The values, in order."""
        return [choice.value for choice in self.left.choices]

    @property
    def value(self) -> str | None:
        """The value under the cursor; None where it is on none."""
        return self.left.choices[self._cursor].value if self._cursor is not None else None

    @property
    def widest(self) -> int:
        """The cells that the widest line takes."""
        term = max((len(choice.term) for choice in self.left.choices), default=0)
        meanings = max((len(choice.meaning) for choice in self.left.choices), default=0)
        return len(self._sign(None)) + term + (_GAP + meanings if meanings else 0)

    @property
    def _above(self) -> int:
        """The lines above the first choice."""
        return 1 if self.left.note else 0

    # How it draws

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        row = self.scroll_offset.y + y - self._above
        if row < 0:
            note = Text(self.left.note, style=self.look.dim)
            cut(note, width)
            return strip_of(note, width, self)
        if row >= len(self.left.choices):
            return Strip.blank(width, self.rich_style)
        choice = self.left.choices[row]
        line = Text(self._sign(row), no_wrap=True)
        # Beside a scrollbar a cell is left empty: behind a figure it seems to be a part of it.
        line.append_text(self._row(choice, width - line.cell_len - self.show_vertical_scrollbar))
        line.pad_right(max(0, width - line.cell_len))
        if row == self._cursor:
            line.stylize(self.get_component_rich_style("choices--cursor"))
        return strip_of(line, width, self)

    def _sign(self, row: int | None) -> str:
        sign = "> " if row is not None and row == self._cursor else "  "
        if self.ticked is None:
            return sign
        return sign + ("[x] " if row is not None and self.left.choices[row].value in self.ticked else "[ ] ")

    def _row(self, choice: Choice, width: int) -> Text:
        room = self._term_room(width)
        term = self._marked(choice.term)
        if not choice.meaning or room >= width:
            cut(term, width)
            return term
        cut(term, room, fill=True)
        term.append(" " * _GAP)
        meaning = self._marked(choice.meaning, dim=True)
        cut(meaning, width - room - _GAP)
        term.append_text(meaning)
        return term

    def _term_room(self, width: int) -> int:
        """The cells that terms get; all of them where meanings have no room beside them."""
        widest = max((len(choice.term) for choice in self.left.choices), default=0)
        if not any(choice.meaning for choice in self.left.choices):
            return width
        beside = min(widest, max(_LONG_TERM, width * 3 // 5))
        return beside if width - beside - _GAP >= _LEAST_MEANING else width

    def _marked(self, text: str, *, dim: bool = False) -> Text:
        marked = Text(text, style=self.look.dim if dim else "")
        for start, end in spans(text, self.left.words):
            marked.stylize(self.look.match, start, end)
        return marked

    # The cursor

    def move(self, step: int) -> None:
        """Moves the cursor by some lines, as far as there are any; from none to the nearest end."""
        if self.left.choices:
            start = self._cursor if self._cursor is not None else (-1 if step > 0 else len(self.left.choices))
            self._go_to(start + step)

    def move_page(self, way: int) -> None:
        """Moves the cursor by a page, down (1) or up (-1)."""
        self.move(way * max(1, self.size.height - 1))

    def first(self) -> None:
        """To the first."""
        self._go_to(0)

    def last(self) -> None:
        """To the last."""
        self._go_to(len(self.left.choices) - 1)

    def _go_to(self, row: int) -> None:
        if self.left.choices:
            self._cursor = max(0, min(row, len(self.left.choices) - 1))
            self._reveal()
            self.refresh()

    def _reveal(self) -> None:
        """Scrolls as far as it takes to have the cursor in view; the note above the first with it."""
        row = self._above + self._cursor if self._cursor else 0
        top = self.scroll_offset.y
        target = max(row - max(1, self.size.height) + 1, min(top, row))
        if target != top:
            self.scroll_to(y=target, animate=False, force=True)

    def on_resize(self) -> None:
        self._reveal()

    def on_click(self, event: Click) -> None:
        event.stop()
        offset = event.get_content_offset(self)
        row = self.scroll_offset.y + offset.y - self._above if offset is not None else -1
        if 0 <= row < len(self.left.choices):
            self._go_to(row)
            self.post_message(self.Clicked(self.left.choices[row].value))


def choices_of(options: Sequence[tuple[str, ...]]) -> list[Choice]:
    """Choices of (value, term) or (value, term, meaning)."""
    return [Choice(*option) for option in options]
