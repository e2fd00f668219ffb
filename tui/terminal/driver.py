"""The terminal: what is painted on it, what is typed on it, and its end, from whatever cause.

Textual's driver goes on without its terminal: it reads the end of its input again and again, and waits for ever to
write. Here one rule stands for all: where the input or the output ends or fails, and where a signal says so, the
explorer ends as after quit, and from then on nothing waits for the terminal.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import sys
import termios
import tty
from collections.abc import Callable
from functools import partial
from threading import Thread
from time import monotonic, sleep
from types import FrameType
from typing import Any

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import MouseEvent
from textual.geometry import Size
from textual.message import Message

from doelboom.tui.terminal.ending import EXIT_FAILED, Ending
from doelboom.tui.terminal.keyboard import Keyboard
from doelboom.tui.terminal.painting import Painter
from doelboom.tui.terminal.screen.screen import ScreenOfCells
from doelboom.tui.terminal.screen.sequences import sequences_of
from doelboom.tui.terminal.window import Window

_HEEDED = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
"""The signals that end it."""
_GLANCE = 0.1
"""Seconds after which what was typed counts as all that was typed."""
_ATTENTIVE = 5.0
"""Seconds after the last key for which a sequence or a paste that was begun and never ended is looked after."""
_SETTLED = 0.3
"""Seconds after a new size of the window in which its picture will have come, if one does."""
_LEAVE = 1.0
"""Seconds that whatever still works in a thread gets, once all is kept and the terminal given back."""
_LAST_RESORT = 10
"""Seconds after which the system ends what was told to end, whatever it is doing."""


class TerminalDriver(LinuxDriver):
    """Textual's driver, with a way of its own to read and to write."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        assert sys.__stdin__ is not None
        assert sys.__stdout__ is not None
        assert isinstance(app, Ending)
        self._explorer = app
        self._running_loop = asyncio.get_running_loop()
        self._input, self._output = sys.__stdin__, sys.__stdout__
        self._painter: Painter | None = None
        self._painted_size: Size | None = None
        """The size of the screen that was written last."""
        self._window = Window(self._output.fileno())
        self._closing = False
        """Whether what is written gives the terminal back, be there a window or not."""
        self._hidden = False
        """Whether something was not painted, since there was no window."""
        self._set_up_unseen = False
        """Whether it was continued while there was no window, so that the terminal was told of none of its modes."""
        self._ended: int | None = None
        """The exit code that it was told to end with."""
        self._suspended = False
        self._resized_before: Any = None
        self._wake = os.pipe()
        """What wakes the thread that waits for keys, so that it ends."""
        # Not the loop's own handlers: those come when its turn is, and it may be waiting for the terminal.
        self._heeded_before = {number: signal.signal(number, self._told) for number in _HEEDED}

    # Its end

    def _told(self, number: int, _frame: FrameType | None) -> None:
        self._end(128 + number, signal.Signals(number).name)

    def _failed(self, error: Exception) -> None:
        """Ends the explorer: as after a hangup where the terminal is gone, else as after any failure."""
        if isinstance(error, (OSError, EOFError)):
            self._end(128 + signal.SIGHUP, "the terminal is gone")
        else:
            self._end(EXIT_FAILED, "what reads or writes failed", error)

    def _end(self, code: int, why: str, error: Exception | None = None) -> None:
        """Has the explorer end, from whatever thread and in the midst of whatever; the first reason stands."""
        if self._ended is not None:
            return
        self._ended = code
        if self._painter is not None:
            self._painter.hurried = True
        signal.alarm(_LAST_RESORT)
        self._soon(partial(self._explorer.end, code, why, error))

    def _soon(self, work: Callable[[], object]) -> None:
        """Has the main loop do something, from whatever thread and in the midst of whatever."""
        with contextlib.suppress(RuntimeError):  # the loop is closed: it has ended
            self._running_loop.call_soon_threadsafe(work)

    # Painting

    def write(self, data: str) -> None:
        if self._painter is None:
            return
        if (size := self._explorer.size) != self._painted_size:
            self._painted_size = size
            self._painter.resize(*size)
        if self._closing or self._window.is_there:
            self._painter.write(data)
        else:
            self._hidden = True

    def _get_terminal_size(self) -> tuple[int, int]:
        if self._hidden and self._window.is_there:
            self._hidden = False
            if self._set_up_unseen:
                self._soon(self._take_up)
            else:
                self._soon(partial(self._explorer.refresh, layout=True))
        return self._window.size()

    def repaint(self) -> None:
        """Has every cell of the terminal written."""
        if self._painter is not None:
            self._painter.repaint()
            self._painter.write("")

    def _resized(self, number: int, frame: FrameType | None) -> None:
        """The terminal's window has another size, and what it shows of the screen before is not known. A picture for
        the new size follows; after a size and back again none does."""
        if self._painter is not None:
            self._painter.repaint()
        self._soon(partial(self._running_loop.call_later, _SETTLED, self.write, ""))
        if callable(self._resized_before):
            self._resized_before(number, frame)

    def _picture(self) -> ScreenOfCells:
        return ScreenOfCells(sequences_of(os.environ.get("TERM", "")), self._output.encoding)

    def start_application_mode(self) -> None:
        self.attrs_before = self._painted_size = None
        self._closing = False
        self._painter = Painter(self._output.fileno(), self._output.encoding, self._failed, self._picture)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self.attrs_before is None:
            # Not the terminal's foreground, where it was continued: it is stopped again. At the start: it has gone.
            if not self._suspended:
                self._end(128 + signal.SIGHUP, "the terminal cannot be set up")
            return
        # Textual's own handler sends the new size on; it is set anew with each start.
        self._resized_before = signal.signal(signal.SIGWINCH, self._resized)
        with contextlib.suppress(termios.error):
            plain = termios.tcgetattr(self.fileno)
            plain[tty.OFLAG] &= ~termios.ONLCR
            termios.tcsetattr(self.fileno, termios.TCSANOW, plain)
        self._set_up_unseen = not self._window.is_there
        if self._suspended:
            self._suspended = False
            self._soon(partial(self._explorer.refresh, layout=True))

    def stop_application_mode(self) -> None:
        if self._ended is not None and self._painter is not None:
            self._painter.forget()
        self._closing = True
        super().stop_application_mode()

    def close(self) -> None:
        super().close()
        if self._painter is not None:
            self._painter.close()
            self._painter = None
        if not self._suspended:
            for number, handler in self._heeded_before.items():
                signal.signal(number, handler)
        if self._ended is not None:
            Thread(target=_leave, args=(self._ended,), daemon=True).start()

    # Typing

    def run_input_thread(self) -> None:
        keyboard = Keyboard(self._input.encoding)
        heard = monotonic()
        try:
            while not self.exit_event.is_set():
                # Who types nothing is waited for without waking up; what was begun is looked after for a while.
                is_attentive = monotonic() - heard < _ATTENTIVE
                received = self._received(_GLANCE if is_attentive else None)
                if received:
                    heard = monotonic()
                for message in keyboard.feed(received) if received else keyboard.silence():
                    self.process_message(message)
        except Exception as error:
            self._failed(error)

    def disable_input(self) -> None:
        os.write(self._wake[1], b"\n")
        super().disable_input()
        select.select([self._wake[0]], [], [], 0)
        os.read(self._wake[0], 4096)

    def process_message(self, message: Message) -> None:
        # A click beside the window takes the focus from the field that is typed in; no mouse makes one.
        if not isinstance(message, MouseEvent) or self._explorer.size.contains(*message.screen_offset):
            super().process_message(message)

    def _received(self, seconds: float | None) -> bytes:
        """What was typed; nothing where nothing was for some seconds (None: without end), or where it is to end.

        Raises:
            OSError, EOFError: nothing will be typed any more, or the picture has gone.
        """
        waiting = select.poll()
        waiting.register(self.fileno, select.POLLIN)
        if self._output.fileno() != self.fileno:
            waiting.register(self._output.fileno(), 0)
        waiting.register(self._wake[0], select.POLLIN)
        events = dict(waiting.poll(None if seconds is None else seconds * 1000))
        if self.fileno not in events:
            if self._output.fileno() in events:
                raise EOFError
            return b""
        try:
            received = os.read(self.fileno, 4096)
        except BlockingIOError:
            # Another program that has this terminal open was faster, and made it one that does not wait.
            return b""
        if not received:
            raise EOFError
        return received

    # Being stopped and continued

    def suspend_application_mode(self) -> None:
        self._suspended = True
        super().suspend_application_mode()

    def resume_application_mode(self) -> None:
        if self._suspended:
            super().resume_application_mode()
        else:
            # It was stopped without being told, or is not stopped at all: a hangup comes with a signal to continue.
            self._soon(self._take_up)

    def _take_up(self) -> None:
        """Sets the terminal up anew, which others had meanwhile."""
        if self._ended is None:
            self.suspend_application_mode()
            super().resume_application_mode()


def _leave(code: int) -> None:
    """Ends the process in a moment. Python would wait for its threads, and one may be reading a long report."""
    sleep(_LEAVE)
    os._exit(code)
