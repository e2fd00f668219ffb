"""How much processor time a page may take, in a process that was given limits (see `data.reading.sandbox`)."""

from __future__ import annotations

import contextlib
import sys

PAGE_SECONDS = 30
"""A page of a report takes some hundredths of a second, with the thorough engine some tenths."""


def give_page_its_time(seconds: int = PAGE_SECONDS) -> None:
    """From now on this process may take a page's time. Where its time has no hard limit, nothing is limited here."""
    if sys.platform == "win32":
        return
    import resource

    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if hard == resource.RLIM_INFINITY:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (min(until, hard), hard))
