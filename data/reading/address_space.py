"""Room for this program itself, where a user's own limit (``ulimit -v``) leaves it little.

A query engine that finds no room for its threads takes the whole process down, and nothing can catch that: so who is
about to load it asks first.
"""

from __future__ import annotations

import os
import sys

from doelboom.parser import ReportError

LEAST_KILOBYTES = 1_000_000
"""Address space, in the unit of ``ulimit -v``, in which frames can be built with one thread, with a third to spare.
Most of it is reserved by libraries and never touched."""


def require_room(name: str) -> None:
    """Makes sure that the frames of the report of this name can be built, with one thread where room is limited: every
    further thread reserves 64 MB and more, and some hundreds of rows need none.

    Raises:
        ReportError: there is no room for that either.
    """
    if sys.platform == "win32":
        return
    import resource

    allowed, _hard = resource.getrlimit(resource.RLIMIT_AS)
    if allowed == resource.RLIM_INFINITY:
        return
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    if allowed < LEAST_KILOBYTES << 10:
        raise ReportError(
            f"{name}: too little room to read it: `ulimit -v` is {allowed >> 10} (kB), expected at least "
            f"{LEAST_KILOBYTES}; raise that limit, or ask who set it"
        )
