"""What is written to the terminal, by a thread that may stand still for as long as the terminal does not read."""

from __future__ import annotations

import os
import select
from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic, sleep
from typing import Protocol

_AHEAD = 30
"""Writes that may wait for a slow line before what paints waits too."""
_GLANCE = 0.05
"""Seconds between two looks at whether waiting still makes sense."""
_LAST_WORDS = 1.0
"""Seconds that a terminal which does not read gets for taking what gives it back."""


class Picture(Protocol):
    """What is known of a terminal's screen."""

    def feed(self, written: str) -> str:
        """What has to be written for the terminal to show what a text makes it show."""
        ...

    def resize(self, columns: int, rows: int) -> None:
        """The terminal has another size, and what is written from now on is meant for it."""
        ...

    def distrust(self) -> None:
        """What the terminal shows is not known any more."""
        ...


class _Distrust:
    """Among what waits: here the terminal's screen is not known any more."""


_Size = tuple[int, int]


class Painter:
    """Writes texts to a terminal, in order and in fewer bytes. Not Textual's own writer: that one has the program wait
    for its terminal without end, and ends without a word where the terminal has gone."""

    def __init__(
        self, descriptor: int, encoding: str, failed: Callable[[Exception], None], picture: Callable[[], Picture]
    ) -> None:
        """`failed` is called in the writing thread with what ended it: an OSError where the terminal did. `picture` is
        called there too, for what has the bytes made fewer."""
        self.hurried = False
        """Whether the program is about to end: nothing waits for the terminal any longer."""
        self._descriptor = descriptor
        self._encoding = encoding
        self._failed = failed
        self._picture = picture
        # Of the queues the one that a signal may put into in the midst of a put.
        self._waiting: SimpleQueue[str | _Size | _Distrust | None] = SimpleQueue()
        # A daemon: a terminal that never reads again does not keep the program.
        self._thread = Thread(target=self._run, name="painter", daemon=True)
        self._thread.start()

    def write(self, text: str) -> None:
        """Has a text written. Waits while too many do; leaves the text out where that makes no sense."""
        while self._waiting.qsize() >= _AHEAD:
            if self.hurried or not self._thread.is_alive():
                return
            sleep(_GLANCE)
        self._waiting.put(text)

    def resize(self, columns: int, rows: int) -> None:
        """What is written from now on is meant for a terminal of another size."""
        self._waiting.put((columns, rows))

    def repaint(self) -> None:
        """Has the whole screen written anew with what is written next, if only an empty text."""
        self._waiting.put(_Distrust())

    def forget(self) -> None:
        """Leaves out what waits: a screen that nobody will look at."""
        with suppress(Empty):
            while True:
                self._waiting.get_nowait()

    def close(self) -> None:
        """Waits until all is written; only a moment where the program was told to end."""
        self._waiting.put(None)
        end = None
        while self._thread.is_alive() and (end is None or monotonic() < end):
            if self.hurried and end is None:
                end = monotonic() + _LAST_WORDS
            self._thread.join(_GLANCE)

    def _run(self) -> None:
        try:
            self._write_waiting(self._picture())
        except OSError as error:
            self._failed(error)
        except Exception as error:
            self._failed(error)
            # What gives the terminal back is still to come: it is written as it is.
            with suppress(OSError):
                write_all(self._descriptor, b"\x1b[0m")
                self._write_waiting(None)

    def _write_waiting(self, picture: Picture | None) -> None:
        """Writes what waits until it is told to end; what waits together as one picture."""
        ending = False
        while not ending:
            texts: list[str] = []
            for one in self._all_waiting():
                if one is None:
                    ending = True
                elif isinstance(one, str):
                    texts.append(one)
                elif picture is not None:
                    self._write(texts, picture)
                    texts.clear()
                    if isinstance(one, _Distrust):
                        picture.distrust()
                    else:
                        picture.resize(*one)
            self._write(texts, picture)

    def _all_waiting(self) -> Iterator[str | _Size | _Distrust | None]:
        yield self._waiting.get()
        with suppress(Empty):
            for _one in range(_AHEAD):
                yield self._waiting.get_nowait()

    def _write(self, texts: list[str], picture: Picture | None) -> None:
        if not texts:
            # Not even an empty one: what is not known of the screen is mended with the next.
            return
        shown = text = "".join(texts)
        try:
            if picture is not None:
                shown = picture.feed(text)
        finally:
            # Where that failed, as it is: it may be what gives the terminal back.
            write_all(self._descriptor, shown.encode(self._encoding, "replace"))


def write_all(descriptor: int, content: bytes) -> None:
    """Writes bytes, however few the terminal takes at a time.

    Raises:
        OSError: it takes none ever again.
    """
    while content:
        try:
            content = content[os.write(descriptor, content) :]
        except BlockingIOError:
            # Another program that has this terminal open may have made it one that does not wait.
            select.select([], [descriptor], [])
