"""What files are called that nobody has named yet."""

from __future__ import annotations

import re

_PARTING = re.compile(r"[^\w.]+")


def file_name(*parts: object, ending: str) -> str:
    """A name of some parts, those that are None left out. Whatever a code has in it, it names no other folder.

    >>> file_name("brug", "SD 1/2", 2024, ending="md")
    'brug-SD-1-2-2024.md'
    """
    words = [_PARTING.sub("-", str(part)).strip("-.") for part in parts if part is not None]
    return f"{'-'.join(filter(None, words))}.{ending}"
