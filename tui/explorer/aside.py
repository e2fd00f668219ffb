"""What takes longer than a key may, worked out beside the screen: the last that is asked for counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from textual.timer import Timer
from textual.widget import Widget

from doelboom.data.model.outline import Outline

Answer = TypeVar("Answer")

_AT_ONCE = 5_000
"""Items of a report up to which any question is answered within a key press."""
_NOTICED = 0.2
"""Seconds after which it is said that something is being worked out."""


def is_large(outline: Outline) -> bool:
    """Whether what is asked of a report may take longer than a key: then it is worked out aside."""
    return len(outline.items) > _AT_ONCE


class Aside(Generic[Answer]):
    """One question at a time, in one thread at a time. Another one takes its place: what was worked out for the one
    before is dropped, and of those that came meanwhile the last is worked out next."""

    def __init__(self, owner: Widget, show: Callable[[Answer], None], say: Callable[[], None]) -> None:
        """`show` gets the answer, in the owner's own turn; `say` is called when `is_at_work` is to be seen, and no
        longer."""
        self._owner, self._show, self._say = owner, show, say
        self._work: Callable[[], Answer] | None = None
        """What works out the answer that is awaited."""
        self._is_running = False
        """Whether a thread is at work, be it for an answer that is wanted no longer."""
        self._noticing: Timer | None = None
        self._is_noticed = False
        self._afterwards: list[Callable[[], None]] = []

    @property
    def is_at_work(self) -> bool:
        """Whether an answer has been awaited for so long that the screen should say so."""
        return self._is_noticed and self.is_asked

    @property
    def is_asked(self) -> bool:
        """Whether an answer is awaited."""
        return self._work is not None

    def ask(self, work: Callable[[], Answer]) -> None:
        """Has something worked out in a thread; until then the screen takes keys."""
        if self._noticing is None:
            self._noticing = self._owner.set_timer(_NOTICED, self._notice)
        self._work = work
        self._start()

    def _start(self) -> None:
        work = self._work
        if work is None or self._is_running:
            return
        self._is_running = True

        def run() -> None:
            try:
                answer = work()
            except Exception as error:
                # A failure like any other: of the screen that asked.
                self._owner.call_later(self._fail, error)
            else:
                self._owner.call_later(self._take, work, answer)

        self._owner.run_worker(run, thread=True, exit_on_error=False, group="aside")

    @staticmethod
    def _fail(error: Exception) -> None:
        raise error

    def _take(self, work: Callable[[], Answer], answer: Answer) -> None:
        self._is_running = False
        if work is not self._work:
            self._start()
            return
        afterwards = self._afterwards
        self.drop()
        self._show(answer)
        for do in afterwards:
            do()

    def _notice(self) -> None:
        self._is_noticed = True
        self._say()

    def then(self, do: Callable[[], None]) -> None:
        """Does what goes by the answer, once it is shown: at once where none is awaited."""
        if self.is_asked:
            self._afterwards.append(do)
        else:
            do()

    def drop(self) -> None:
        """Whatever is being worked out is wanted no longer."""
        self._work, self._afterwards = None, []
        if self._noticing is not None:
            self._noticing.stop()
            self._noticing = None
        if self._is_noticed:
            self._is_noticed = False
            self._say()
