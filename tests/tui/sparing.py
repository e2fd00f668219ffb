"""What the tests spare an explorer that they drive: style sheets parsed anew, and pictures that nobody looks at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch
from weakref import WeakKeyDictionary

from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen

_parse = Stylesheet._parse_rules
_paint = Screen._compositor_refresh
_parsed: dict[tuple[Any, ...], list[RuleSet]] = {}
_owed: WeakKeyDictionary[App[Any], bool] = WeakKeyDictionary()
"""Whether there is something to paint, by application that is painted only when it has settled."""


def _parse_once(self: Stylesheet, *sheet: Any, **options: Any) -> list[RuleSet]:
    key = (*sheet, *sorted(options.items()), *sorted(self._variables.items()))
    if key not in _parsed:
        _parsed[key] = _parse(self, *sheet, **options)
    return _parsed[key]


def _paint_later(self: Screen[Any]) -> None:
    app = self.app
    if app not in _owed or self is not app.screen:
        _paint(self)
        return
    # The compositor adds up what has changed.
    _owed[app] = True
    self._dirty_widgets.clear()
    app._update_mouse_over(self)


@contextmanager
def sheets_parsed_once() -> Iterator[None]:
    """Every explorer of the tests has the same style sheets; Textual parses them anew for each."""
    with patch.object(Stylesheet, "_parse_rules", _parse_once):
        yield


@contextmanager
def painted_when_settled(app: App[Any]) -> Iterator[None]:
    """The application paints where `paint_what_is_owed` is called, not after every message: a third of all time."""
    with patch.object(Screen, "_compositor_refresh", _paint_later):
        _owed[app] = False
        yield


def paint_what_is_owed(app: App[Any]) -> None:
    """Paints what has changed since the last time, as the application would have."""
    if _owed.get(app):
        _owed[app] = False
        _paint(app.screen)
