"""No files but those that are named, by Landlock (https://docs.kernel.org/userspace-api/landlock.html)."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from doelboom.data.reading.confinement.kernel import (
    LANDLOCK_ADD_RULE,
    LANDLOCK_CREATE_RULESET,
    LANDLOCK_RESTRICT_SELF,
    call,
)

_VERSION = 1
"""The flag that asks for the version instead of a set of rules."""
_BENEATH = 1
"""The kind of rule that names a file, or a folder and all below it."""
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
"""How many rights to files there are, from a version on: each is a bit, and all of them are taken away."""
_NETWORK_SINCE, _NETWORK = 4, 0b11
"""To listen to, and to speak to, a port."""
_SCOPES_SINCE, _SCOPES = 6, 0b11
"""To reach processes outside by a socket without a file, and by a signal."""


def version() -> int:
    """The version of Landlock that this kernel has.

    Raises:
        OSError: it has none, or it is turned off.
    """
    return call(LANDLOCK_CREATE_RULESET, None, 0, _VERSION)


def give_up_files(folders: Iterable[Path], documents: Iterable[int]) -> int:
    """From now on this thread, and what it starts, reads what is below some folders, and some open documents; nothing
    else is opened, and nothing at all is written, made, moved or removed. Returns the version of Landlock.

    Raises:
        OSError: the kernel has no Landlock, or says no.
    """
    known = version()
    rights = (1 << max(count for since, count in _RIGHTS.items() if since <= known)) - 1
    handled = [rights]
    handled += [_NETWORK] if known >= _NETWORK_SINCE else []
    handled += [_SCOPES] if known >= _SCOPES_SINCE else []
    content = struct.pack(f"={len(handled)}Q", *handled)
    rules = call(LANDLOCK_CREATE_RULESET, ctypes.c_char_p(content), len(content), 0)
    try:
        for document in documents:
            _admit(rules, document, _READ_FILE)
        for folder in folders:
            with suppress(OSError):
                descriptor = os.open(folder, os.O_PATH | os.O_CLOEXEC)
                try:
                    _admit(rules, descriptor, _READ_FILE | _READ_FOLDER if folder.is_dir() else _READ_FILE)
                finally:
                    os.close(descriptor)
        call(LANDLOCK_RESTRICT_SELF, rules, 0)
    finally:
        os.close(rules)
    return known


def _admit(rules: int, descriptor: int, rights: int) -> None:
    rule = struct.pack("=Qi", rights, descriptor)
    call(LANDLOCK_ADD_RULE, rules, _BENEATH, ctypes.c_char_p(rule), 0)
