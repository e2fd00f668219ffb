"""Where in a node the words of a filter stand."""

from __future__ import annotations

from doelboom.tui.locale.words import N_, _

_PLACES = {"service": N_("in the service"), "description": N_("in the description")}


def place_of_match(field: str | None) -> str:
    """Where the words stand, by the last field that was needed for them; nothing for what a row shows itself."""
    return _(_PLACES[field]) if field in _PLACES else ""
