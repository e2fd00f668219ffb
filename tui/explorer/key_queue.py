"""Keys one at a time: each goes where the focus is once the key before has done its work.

Textual sends a key to the widget that has the focus when the key comes in. What is typed ahead of a field that an
earlier key opens (``:34834`` in one go, as a slow line or `tmux send-keys` delivers it) would go to the tree and be
lost, or be taken for commands.
"""

from __future__ import annotations

from collections import deque
from time import monotonic

from textual.app import App
from textual.events import Event, InputEvent, Key
from textual.message_pump import MessagePump
from textual.screen import Screen

_INTERRUPT = "ctrl+c"
_STUCK = 1.0
"""Seconds after which a key is not waited for any longer: whatever happens, the keyboard lives."""


class KeyQueueApp(App[None]):
    """An application that sends the next key when the one before has come up through all that could take it."""

    def __init__(self, **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self._typed: deque[Key] = deque()
        self._target: MessagePump | None = None
        """Where the key at work was sent; None while no key is at work."""
        self._sent = 0.0
        self._deaf = False
        self.keys_pressed = 0
        """How many keys have been sent to where they belong."""

    def stop_listening(self) -> None:
        """From now on keys and mouse are passed over: it is ending, whatever was typed ahead."""
        self._deaf = True
        self._typed.clear()

    async def on_event(self, event: Event) -> None:
        if self._deaf and isinstance(event, InputEvent):
            return
        if not isinstance(event, Key) or event.is_forwarded:
            await super().on_event(event)
            return
        if event.key == _INTERRUPT:
            # As in a shell: what was typed before it, or pasted by mistake, is not gone through first.
            self._typed.clear()
            self._target = None
        self._typed.append(event)
        if self._target is None or monotonic() - self._sent > _STUCK:
            await self._next_key()

    async def _next_key(self) -> None:
        self._target = None
        while self._typed and self._target is None:
            if not self.screen.is_mounted and self.screen.call_later(self._next_key):
                # What it is made for is to take the key: it comes to this behind its being made.
                self._target, self._sent = self.screen, monotonic()
                return
            key = self._typed.popleft()
            self.keys_pressed += 1
            target = self.focused or self.screen
            await super().on_event(key)
            if key.is_forwarded:
                self._target, self._sent = target, monotonic()
                # Twice: first behind the key, then behind the message that a command of the key's may have posted.
                way = [pump for pump in target.ancestors_with_self if pump is not self]
                await self._follow([*way, self, *way, self])

    async def _follow(self, route: list[MessagePump]) -> None:
        """Goes the way of the key at work, behind it, from queue to queue."""
        for number, pump in enumerate(route):
            if pump.call_later(self._follow, route[number + 1 :]):
                return
        await self._next_key()

    def on_key(self, event: Key) -> None:
        if isinstance(self._target, Screen) and self.focused is not None:
            # It was sent to a screen that was only being made; now there is a widget to take it.
            event.prevent_default()
            self.keys_pressed -= 1
            self._typed.appendleft(Key(event.key, event.character))
