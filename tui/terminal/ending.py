"""How an application is told to end, and with what exit code."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

EXIT_FAILED = 2
"""Ended by an error of its own."""


@runtime_checkable
class Ending(Protocol):
    """An application that can be told to end: with what exit code, why, and after which failure."""

    def end(self, code: int, why: str, error: Exception | None = None) -> None: ...
