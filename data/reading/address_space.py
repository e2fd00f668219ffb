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
    """Makes sure that the frames of the report of this name can be built.

    Raises:
        ReportError: there is no room for that.
    """
    if (allowed := _allowed_kilobytes()) is not None and allowed < LEAST_KILOBYTES:
        raise ReportError(f"{name}: too little room to read it: {_expected(allowed)}")


def live_with_little_room() -> None:
    """Prepares this program for a user's own limit: where room is limited, the query engine has one thread, since every
    further one reserves 64 MB and more, and some hundreds of rows need none; where there is none for that either, it is
    never loaded: whatever would load it raises `ReportError`."""
    allowed = _allowed_kilobytes()
    if allowed is None:
        return
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    if allowed < LEAST_KILOBYTES:
        sys.meta_path.insert(0, _NoEngine())


def too_little_room() -> str | None:
    """What is to be said of a limit that leaves this program too little room; None where none does."""
    allowed = _allowed_kilobytes()
    return f"too little room: {_expected(allowed)}" if allowed is not None and allowed < LEAST_KILOBYTES else None


class _NoEngine:
    """What Python asks first where a library is: the query engine is not to be had."""

    def find_spec(self, name: str, *_where: object) -> None:
        if name == "polars":
            raise ReportError(too_little_room() or "the limit was raised meanwhile; start doelboom again")


def _allowed_kilobytes() -> int | None:
    """What this program may reserve, in kB; None where nobody limits it."""
    if sys.platform == "win32":
        return None
    import resource

    allowed, _hard = resource.getrlimit(resource.RLIMIT_AS)
    return None if allowed == resource.RLIM_INFINITY else allowed >> 10


def _expected(allowed: int) -> str:
    return f"`ulimit -v` is {allowed} (kB), expected at least {LEAST_KILOBYTES}; raise that limit, or ask who set it"
