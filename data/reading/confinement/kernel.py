"""The kernel's calls that Python has no name for, on Linux."""

from __future__ import annotations

import ctypes
import os
import platform
import sys

SECCOMP = {"x86_64": 317, "aarch64": 277}
LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 444, 445, 446
"""The same on every architecture, as all calls since 2019."""
_PR_SET_NO_NEW_PRIVS = 38


def machine() -> str | None:
    """The architecture whose calls this process makes; None outside of Linux, and for 32 bits on a kernel of 64."""
    return platform.machine() if sys.platform == "linux" and sys.maxsize > 2**32 else None


def call(number: int, *arguments: object) -> int:
    """Makes a call.

    Raises:
        OSError: the kernel says no.
    """
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    numbers = [ctypes.c_long(one) if isinstance(one, int) else one for one in arguments]
    return _done(library.syscall(ctypes.c_long(number), *numbers))


def no_new_privileges() -> None:
    """From now on nothing that this process starts has more rights than it has, whatever bits a program carries.

    Raises:
        OSError: the kernel says no.
    """
    library = ctypes.CDLL(None, use_errno=True)
    _done(library.prctl(_PR_SET_NO_NEW_PRIVS, *(ctypes.c_ulong(one) for one in (1, 0, 0, 0))))


def _done(result: int) -> int:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result
