"""Where something stands in the document, in words."""

from __future__ import annotations

from doelboom.parser.records import Place
from doelboom.tui.locale.words import _


def place_words(place: Place) -> str:
    """The page, else the line; nothing where neither is known."""
    if place.page is not None:
        return _("page {page}").format(page=place.page)
    return _("line {line}").format(line=place.line) if place.line is not None else ""
