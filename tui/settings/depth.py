"""How deep values stand within one another: what goes into them one call a level is kept from going too deep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def is_deeper(value: object, most: int) -> bool:
    """Whether a plain value has more than so many tables or lists within one another, itself included."""
    level = [value]
    for _step in range(most + 1):
        level = [within for one in level for within in _within(one)]
        if not level:
            return False
    return True


def _within(value: object) -> Iterable[object]:
    """What is in a table or a list, or nothing; one that is empty counts as one that has something in it."""
    if isinstance(value, Mapping):
        return tuple(value.values()) or (None,)
    return (value or (None,)) if isinstance(value, list) else ()
