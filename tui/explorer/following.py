"""What belongs to a cursor follows it: at once after a single move, after the last where moves come fast."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from textual.message_pump import MessagePump
from textual.timer import Timer

_SETTLED = 0.08
"""Seconds without a further move after which it follows: a held key repaints it once, at the end."""


class Follower:
    """Shows something after the moves of a cursor."""

    def __init__(self, owner: MessagePump, show: Callable[[], None]) -> None:
        """`owner` is the screen whose time counts; `show` shows what belongs to where the cursor is by then."""
        self._owner = owner
        self._show = show
        self._moved = 0.0
        self._settling: Timer | None = None

    def follow(self) -> None:
        """The cursor has moved."""
        if self._settling is not None:
            self._settling.stop()
            self._settling = None
        now = monotonic()
        is_fast, self._moved = now - self._moved < _SETTLED * 2, now
        if is_fast:
            self._settling = self._owner.set_timer(_SETTLED, self._show)
        else:
            self._show()
