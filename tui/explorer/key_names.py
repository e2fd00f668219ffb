"""Keys as they are printed on the keyboard."""

from __future__ import annotations

from collections.abc import Iterable

_KEY_NAMES = {
    "slash": "/",
    "colon": ":",
    "question_mark": "?",
    "plus": "+",
    "asterisk": "*",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "backspace": "Backspace",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "f1": "F1",
}


def key_name(key: str) -> str:
    """A key as it is printed on the keyboard."""
    if key.startswith("ctrl+"):
        return f"Ctrl+{key.removeprefix('ctrl+').upper()}"
    for prefix, name in (("alt+", "Alt+"), ("shift+", "Shift+")):
        if key.startswith(prefix):
            return name + key_name(key.removeprefix(prefix))
    return _KEY_NAMES.get(key, key)


def key_names(keys: str | Iterable[str]) -> str:
    """Keys, as help shows them."""
    parts = keys.split(",") if isinstance(keys, str) else keys
    return " ".join(key_name(key.strip()) for key in parts)
