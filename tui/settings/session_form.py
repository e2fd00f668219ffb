"""What the values of a session may be: a file that was changed by hand, or half, has whatever a file can have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.isprintable()


def _is_choice(value: object) -> bool:
    return isinstance(value, bool)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


_Kind = Callable[[object], bool]

_TREE: Mapping[str, _Kind] = {
    **dict.fromkeys(("code", "measure", "unit", "sort"), _is_text),
    **dict.fromkeys(("bars", "hide_zeroes", "descending", "list_detail"), _is_choice),
    **dict.fromkeys(("columns", "bookmarks", "marks", "filters"), _is_texts),
}
_LIST: Mapping[str, _Kind] = {
    **dict.fromkeys(("preset", "measure", "scope", "sort", "group", "floor_eur", "floor_pct", "unit"), _is_text),
    **dict.fromkeys(("descending", "corrections", "hide_zeroes"), _is_choice),
    "hidden": _is_texts,
}
_TABLES = {"variances": _LIST}


def sound(state: object) -> tuple[dict[str, Any], list[str]]:
    """What of a report's state can be used, and the names of what cannot. A name that is not known is a later
    version's, and stays."""
    if not isinstance(state, dict):
        return {}, ["{}"]
    kept, spoilt = _sound(state, _TREE)
    for name, kinds in _TABLES.items():
        if name in kept:
            table = kept.pop(name)
            if not isinstance(table, dict):
                spoilt.append(name)
                continue
            kept[name], within = _sound(table, kinds)
            spoilt += [f"{name}.{one}" for one in within]
    return kept, spoilt


def _sound(values: Mapping[str, Any], kinds: Mapping[str, _Kind]) -> tuple[dict[str, Any], list[str]]:
    """The same for a table: nothing (None) is a value that all of them may have."""
    spoilt = [name for name, is_so in kinds.items() if values.get(name) is not None and not is_so(values[name])]
    return {name: value for name, value in values.items() if name not in spoilt}, spoilt
