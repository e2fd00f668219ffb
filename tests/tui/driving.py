"""How the tests drive the explorer: Textual's pilot, with short ways to what a test asks of the screen."""

from __future__ import annotations

import asyncio
import base64
import re
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from functools import partial
from time import monotonic
from typing import Any, TypeVar

from textual.events import Key, MouseScrollDown, MouseScrollUp
from textual.keys import _character_to_key, key_to_character
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from doelboom.data.model.outline import WHOLE
from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.app import Explorer
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from doelboom.tui.explorer.screens.reports import GROUP as REPORTS
from doelboom.tui.explorer.screens.tree.explorer import ExplorerScreen
from doelboom.tui.explorer.screens.tree.years_tree import GROUP as YEARS
from doelboom.tui.explorer.widgets.detail import DetailPane
from doelboom.tui.explorer.widgets.table import KeyedTable
from doelboom.tui.explorer.widgets.tree import OutlineTree
from tests.tui.sparing import paint_what_is_owed, painted_when_settled, sheets_parsed_once

WIDE = (120, 36)
NARROW = (80, 24)
_MOMENT = 0.002
"""Seconds between two looks at what is awaited."""
PATIENCE = 5.0
"""Seconds after which something awaited counts as never coming; reached only where a test fails."""

WidgetType = TypeVar("WidgetType", bound=Widget)
MessageType = TypeVar("MessageType", bound=Message)


class Driven:
    """A running explorer."""

    def __init__(self, app: Explorer, pilot: Pilot[None], seen: list[Message]) -> None:
        self.app = app
        self.pilot = pilot
        self.seen = seen
        """Every message that reached a widget or screen, in order, since the start."""
        self.written: list[str] = []
        """What was written to the terminal beside the screen."""
        assert app._driver is not None
        # A driver without a terminal drops it.
        app._driver.write = self.written.append  # type: ignore[method-assign, assignment]

    # Keys and mouse

    async def press(self, *keys: str) -> None:
        """Presses keys, each after what came of the one before."""
        for key in keys:
            self._send(key)
            await self._handled()
        await self.settle()

    def _send(self, key: str) -> None:
        # Textual knows no way from the key "minus" back to what it types.
        character = "-" if key == "minus" else key_to_character(key)
        self.app.post_message(Key(key, character))

    async def _handled(self) -> None:
        """Waits until all keys have done their work and all messages are handled."""
        await self.pilot._wait_for_screen()
        while not self._ended and (self.app._typed or self.app._target is not None):
            await asyncio.sleep(_MOMENT)

    async def settle(self) -> None:
        """Waits until all is handled and the screen is laid out and painted.

        Textual's own pilot sleeps until the process is idle, which takes a tenth of a second a key.
        """
        for _round in range(2):
            await self._handled()
            while not self._ended and self._reads_aside:
                await asyncio.sleep(_MOMENT)
            if self._ended:
                return
            laid_out, screen = asyncio.Event(), self.screen
            screen.call_after_refresh(laid_out.set)
            while not (laid_out.is_set() or self._ended or self.screen is not screen):
                await asyncio.sleep(_MOMENT)
            # What is painted can have more to be done.
            paint_what_is_owed(self.app)

    @property
    def _ended(self) -> bool:
        return self.app._exit or self.app._exception is not None

    @property
    def _reads_aside(self) -> bool:
        return any(worker.group in (REPORTS, YEARS) and not worker.is_finished for worker in self.app.workers)

    async def type_in(self, text: str) -> None:
        """Types a text, a key at a time."""
        await self.press(*(key_for(character) for character in text))

    async def burst(self, text: Iterable[str]) -> None:
        """Types a text the way a fast hand or a paste by `tmux send-keys` does: all of it before anything is done."""
        for character in text:
            self._send(key_for(character))
        await self.settle()

    async def click(self, target: str | type[Widget], column: int, row: int) -> None:
        """Clicks into a widget, at a place of its own."""
        await self.pilot.click(target, offset=(column, row))
        await self.settle()

    async def wheel(self, target: str | type[Widget], *, down: bool, shift: bool = False) -> None:
        """Turns the wheel by one notch over a widget."""
        widget = self.screen.query_one(target)
        x, y = widget.region.center
        kind = MouseScrollDown if down else MouseScrollUp
        event = kind(widget, int(x), int(y), 0, 0, 0, shift, False, False, int(x), int(y))
        assert self.app._driver is not None
        self.app._driver.process_message(event)
        await self.settle()

    async def resize(self, columns: int, rows: int) -> None:
        """Gives the terminal another size."""
        await self.pilot.resize_terminal(columns, rows)
        await self.settle()

    # Reading

    @property
    def screen(self) -> Screen[object]:
        """The screen on top."""
        return self.app.screen

    @property
    def explorer(self) -> ExplorerScreen:
        """The screen with tree and detail, whatever stands over it."""
        found = self.app.screen_stack[0]
        assert isinstance(found, ExplorerScreen)
        return found

    def one(self, widget: type[WidgetType], selector: str | None = None) -> WidgetType:
        """The one widget of a kind on the screen on top."""
        return self.screen.query_one(selector, widget) if selector else self.screen.query_one(widget)

    @property
    def tree(self) -> OutlineTree:
        return self.explorer.query_one(OutlineTree)

    @property
    def table(self) -> KeyedTable:
        return self.one(KeyedTable)

    @property
    def code(self) -> str | None:
        """The code under the tree's cursor."""
        return self.tree.code

    @property
    def open_codes(self) -> list[str]:
        """The codes on the tree's lines, from the first to the last, whether scrolled into view or not; the whole
        report, in the first row, has none."""
        return [code for code in self.tree.rows if code != WHOLE]

    @property
    def lines(self) -> list[str]:
        """The screen as painted, a line a row."""
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def detail_text(self) -> str:
        """The whole of the detail, whether scrolled into view or not."""
        return "\n".join(self.explorer.query_one(DetailPane).lines)

    @property
    def detail_top(self) -> int:
        """The number of the detail's first line in view."""
        return self.explorer.query_one(DetailPane).top

    @property
    def detail_words(self) -> str:
        """The detail as one line, however it is wrapped."""
        return " ".join(self.detail_text.split())

    def line_of(self, text: str) -> str:
        """The one painted line that holds a text."""
        found = [line for line in self.lines if text in line]
        assert len(found) == 1, f"{text!r} stands on {len(found)} lines of:\n{self.text}"
        return found[0]

    def figures_of(self, code: str) -> list[str]:
        """The figures on the painted row of a node, from left to right."""
        row = next(line for line in self.lines if re.match(rf"\W*{re.escape(code)} ", line))
        return re.findall(r"(?<= )[+-]?\d[\d.]*(?:,\d+)?%?(?= |$)", row.split("│")[0].rstrip())

    @property
    def said(self) -> list[str]:
        """What the program told the user, oldest first."""
        return [notification.message for notification in self.app._notifications]

    @property
    def clipboard(self) -> str | None:
        """The text last sent to the terminal's clipboard (OSC 52)."""
        found = re.findall("\x1b]52;c;([A-Za-z0-9+/=]*)\a", "".join(self.written))
        return base64.b64decode(found[-1]).decode() if found else None

    @property
    def columns(self) -> list[str]:
        """The headings of the table on the screen, in view or not."""
        return [column.heading for column in self.table.columns]

    def cells(self, key: str) -> list[str]:
        """The cells of a row of the table, whole, in view or not."""
        return [cell.plain for cell in self.table.cells_of(key)]

    def cell(self, key: str, heading: str) -> str:
        """A cell of a row of the table by the beginning of its column's heading."""
        number = next(place for place, shown in enumerate(self.columns) if shown.startswith(heading))
        return self.cells(key)[number]

    def messages(self, kind: type[MessageType]) -> list[MessageType]:
        """The messages of a kind since the last `seen.clear()`, each once however many widgets it passed."""
        found: dict[int, MessageType] = {}
        for message in self.seen:
            if isinstance(message, kind):
                found[id(message)] = message
        return list(found.values())

    # Waiting

    async def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Waits until something is so."""
        end = monotonic() + PATIENCE
        while not condition():
            assert monotonic() < end, f"waited in vain for {what or condition}; the screen is:\n{self.text}"
            await asyncio.sleep(0.005)
            await self.settle()

    async def until_detail(self, *texts: str) -> None:
        """Waits until the detail says something."""
        for text in texts:
            await self.until(partial(self._detail_says, text), f"{text!r} in the detail")

    def _detail_says(self, text: str) -> bool:
        return text in self.detail_text or text in self.detail_words

    async def until_screen(self, kind: type[Screen[Any]]) -> None:
        """Waits until a screen of some kind is on top."""
        await self.until(lambda: isinstance(self.screen, kind), kind.__name__)


def key_for(character: str) -> str:
    """Textual's name of the key that types a character; the name of a key is its own."""
    return _character_to_key(character) if len(character) == 1 else character


@asynccontextmanager
async def explore(
    opened: Opened,
    size: tuple[int, int] = WIDE,
    code: str | None = None,
    *,
    messages_shown: bool = False,
    **options: Any,
) -> AsyncIterator[Driven]:
    """Runs the explorer on a report, in a terminal of some size, until the block ends. What it tells the user is
    painted only where a test is to see it."""
    app = Explorer(opened, code, **options)
    seen: list[Message] = []
    with sheets_parsed_once(), painted_when_settled(app):
        async with app.run_test(size=size, notifications=messages_shown, message_hook=seen.append) as pilot:
            it = Driven(app, pilot, seen)
            await it.settle()
            yield it


async def sort_by(it: Driven, column: int) -> None:
    """Sorts the table on the screen by a column, by its number from 0, the way a user does: s, down, Enter."""
    screen = it.screen
    await it.press("s", "home", *["down"] * column, "enter")
    assert it.screen is screen


async def open_variances(it: Driven) -> VariancesScreen:
    """Opens the variances, and waits for their rows."""
    await it.press("v")
    await it.until_screen(VariancesScreen)
    await it.until(lambda: it.table.row_count > 0, "rows")
    assert isinstance(it.screen, VariancesScreen)
    return it.screen
