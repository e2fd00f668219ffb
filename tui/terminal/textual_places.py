"""The private places of Textual that doelboom stands on, each with its reason. Textual is pinned to a minor version."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from textual._context import active_message_pump
from textual._styles_cache import StylesCache
from textual._xterm_parser import XTermParser as XTermParser
from textual.app import App
from textual.dom import DOMNode

PLACES = {
    "App._notifications": "there is no public way to take one message back",
    "App._driver": "there is no public way to write a sequence of one's own to the terminal",
    "App._handle_exception": "overridden: a user never sees a traceback",
    "LinuxDriver._get_terminal_size": "overridden: a window without a size is not laid out anew, and not painted",
    "DOMNode._pruning": "there is no public way to tell what is being closed from what is not shown",
}
"""What is used or overridden, and why. `tests/tui/in_a_terminal/test_textual_places.py` looks at each, and fails where
a private name of doelboom's is one of Textual's by chance. The parser of what a terminal sends, and the cache that is
emptied, have no public name either: what is asked of `XTermParser` is looked at in `test_keyboard.py` beside it."""


def write_to_terminal(app: App[Any], sequence: str) -> None:
    """Writes a sequence to the terminal, if there is one."""
    driver = app._driver  # noqa: SLF001
    if driver is not None:
        driver.write(sequence)


@runtime_checkable
class Repainting(Protocol):
    """A driver that can be asked to write the whole screen anew."""

    def repaint(self) -> None: ...


def repaint_terminal(app: App[Any]) -> None:
    """Has every cell of the terminal written, whatever it is thought to show."""
    if isinstance(driver := app._driver, Repainting):  # noqa: SLF001
        driver.repaint()
    else:
        app.refresh()


def is_being_closed() -> bool:
    """Whether what is at work is a screen or a widget on its way out, which loses its parts before it stops."""
    pump = active_message_pump.get(None)
    return isinstance(pump, DOMNode) and pump._pruning  # noqa: SLF001


def forget_what_is_closed() -> None:
    """Forgets the colours that were worked out for widgets, and with them the widgets' pictures: those of thousands
    that are closed would be kept."""
    StylesCache.get_inner_outer.cache_clear()


def make_room_to_say(app: App[Any], message: str, most: int) -> None:
    """Takes back what was said before in the same words, and the oldest of what would make more than `most`."""
    said = app._notifications  # noqa: SLF001
    for notification in [earlier for earlier in said if earlier.message == message]:
        del said[notification]
    for notification in list(said)[: max(0, len(said) - most + 1)]:
        del said[notification]
