"""When a process that reads for another one ends: a page takes too long, or the other has gone."""

from __future__ import annotations

import contextlib
import os
import select
import sys
from threading import Thread

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


def end_with_reader(descriptor: int) -> None:
    """From now on this process ends where nobody reads any more what it writes to a pipe, whatever it is doing."""
    if not hasattr(select, "poll"):
        return

    def wait() -> None:
        poll = select.poll()
        # Nothing is waited for but the other end's closing, which is always told.
        poll.register(descriptor, 0)
        poll.poll()
        os._exit(1)

    Thread(target=wait, daemon=True).start()
