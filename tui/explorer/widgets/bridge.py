"""The bridge's lines with a cursor on one of the steps."""

from __future__ import annotations

from rich.text import Text
from textual.events import Click
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from doelboom.data.model.outline import Outline
from doelboom.data.queries.bridge import Bridge, Step
from doelboom.parser.dataclass import dataclass
from doelboom.tui.explorer.widgets.detail import Pane
from doelboom.tui.explorer.widgets.lines import strip_of
from doelboom.tui.views.drawing.bridge import DrawnBridge, draw_bridge

_MARGIN = 1


class BridgePane(Pane):
    """The steps. It says which one the cursor is on, and which was chosen; what they lead to is the screen's."""

    COMPONENT_CLASSES = {"bridge--cursor"}

    @dataclass
    class Highlighted(Message):
        """The cursor is on another step, or on none."""

        step: Step | None

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, BridgePane.Highlighted)

    @dataclass
    class Chosen(Message):
        """The step under the cursor was clicked."""

    def __init__(self, outline: Outline, answer: Bridge, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._outline, self._answer = outline, answer
        self._cursor = 0
        self._drawn = DrawnBridge(Text(), ())
        self.heading = BridgeHeading(self, id="columns")
        """The line that belongs above the steps."""

    # What it shows

    def show(self, answer: Bridge, code: str | None = None) -> None:
        """Shows a bridge, with the cursor on the step of a code, else on the first."""
        self._answer = answer
        places = [number for number, step in enumerate(answer.steps) if code is not None and step.code == code]
        self._cursor = places[0] if places else 0
        self.redraw(from_top=True)
        self.heading.refresh()
        self.post_message(self.Highlighted(self.step))

    @property
    def step(self) -> Step | None:
        """The step under the cursor; None where there are no steps."""
        return self._answer.steps[self._cursor] if self._answer.steps else None

    def draw(self, width: int) -> Text:
        self._drawn = draw_bridge(self._outline, self._answer, width, self.look)
        lines = [line.copy() for line in self._drawn.lines]
        if (at := self.cursor_line) >= 0:
            lines[at].pad_right(max(0, width - lines[at].cell_len))
            lines[at].stylize(self.get_component_rich_style("bridge--cursor"))
        return Text("\n").join(lines)

    def draw_heading(self, width: int) -> Text:
        """What stands above the lines, laid out as they are at this moment."""
        return draw_bridge(self._outline, self._answer, width, self.look).heading

    @property
    def cursor_line(self) -> int:
        """The number of the line with the cursor; -1 where there are no steps."""
        return self._drawn.first_step + self._cursor if self._drawn.first_step is not None else -1

    def _lay_out(self) -> None:
        super()._lay_out()
        at, height = self.cursor_line, self.content_size.height
        if at < 0:
            return
        if self._cursor == len(self._answer.steps) - 1:
            # What the steps lead to stands below the last.
            self._top = self._lowest
        elif self._cursor == 0:
            self._top = 0
        else:
            # The last line in view may say how many more there are.
            self._top = min(self._lowest, max(at - height + 2, min(self._top, at)))

    # Moving about: the keys that scroll a text move the cursor here

    def _go_to(self, number: int) -> None:
        number = max(0, min(number, len(self._answer.steps) - 1))
        if self._answer.steps and number != self._cursor:
            self._cursor = number
            self.redraw()
            self.post_message(self.Highlighted(self.step))

    def _scroll(self, top: int) -> None:
        self._go_to(self._cursor + top - self._top)

    def action_scroll_home(self) -> None:
        self._go_to(0)

    def action_scroll_end(self) -> None:
        self._go_to(len(self._answer.steps) - 1)

    def on_click(self, event: Click) -> None:
        event.stop()
        offset = event.get_content_offset(self)
        if offset is None or self._drawn.first_step is None:
            return
        number = self._top + offset.y - self._drawn.first_step
        if number == self._cursor:
            self.post_message(self.Chosen())
        elif 0 <= number < len(self._answer.steps):
            self._go_to(number)


class BridgeHeading(Widget):
    """The line above the steps. It asks them each time it is painted, so that the two are never laid out apart."""

    def __init__(self, pane: BridgePane, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pane = pane

    def render_line(self, y: int) -> Strip:
        line = Text(" " * _MARGIN).append_text(self._pane.draw_heading(self.size.width - 2 * _MARGIN))
        return strip_of(line, self.size.width, self)
