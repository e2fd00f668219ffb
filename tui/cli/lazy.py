"""What is imported when it is first called: a look-up must start fast, and most of doelboom is not for it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def load(place: str) -> Any:
    """What stands in a place, such as ``doelboom.tui.cli.group:cli``."""
    module, _colon, name = place.partition(":")
    return getattr(import_module(module), name)


def later(place: str) -> Callable[..., Any]:
    """The function that stands in a place, imported when it is called."""

    def call(*arguments: Any, **named: Any) -> Any:
        return load(place)(*arguments, **named)

    return call
