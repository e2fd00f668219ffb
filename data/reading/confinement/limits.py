"""What the system limits of a process: memory, time, and what it may make. Soft limits and hard ones alike."""

from __future__ import annotations

import contextlib
import mmap
import sys
import time

MEGABYTES = 1024
"""Memory that a process which reads may use; a report of 80 pages takes a twentieth."""
ALL_SECONDS = 1200
"""Processor time that a document may take."""
_STACK = 8 << 20
"""Bytes of stack, most systems' own measure: where there is none, a form that draws itself fills the memory with it."""
_DESCRIPTORS = 64
"""Open files: pipes, the document once an engine, a library that is being loaded."""


def limit(megabytes: int) -> None:
    """Sets the limits. What this process starts from then on has them as well, each for itself."""
    if sys.platform == "win32":
        return
    import resource

    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_NOFILE, _DESCRIPTORS)
    _lower(resource.RLIMIT_CPU, ALL_SECONDS)
    _lower(resource.RLIMIT_STACK, _STACK)
    _lower(resource.RLIMIT_DATA, megabytes << 20)
    if _has_room_for(megabytes << 20):
        # Linux counts all private memory as data, touched or about to be, and none that is only reserved. Where
        # something else is counted, the address space is what can be limited.
        _lower(resource.RLIMIT_AS, megabytes << 20)


def limit_processes() -> None:
    """From now on this process starts no other, and no thread. A superuser's is not limited."""
    if sys.platform != "win32":
        import resource

        _lower(resource.RLIMIT_NPROC, 0)


def in_force() -> list[str]:
    """Which of the limits this process has, by the names that a shell's ``ulimit -a`` begins with."""
    if sys.platform == "win32":
        return []
    import resource

    most = {
        "core": (resource.RLIMIT_CORE, 0),
        "file": (resource.RLIMIT_FSIZE, 0),
        "open": (resource.RLIMIT_NOFILE, _DESCRIPTORS),
        "cpu": (resource.RLIMIT_CPU, ALL_SECONDS),
        "stack": (resource.RLIMIT_STACK, _STACK),
        "data": (resource.RLIMIT_DATA, (1 << 62)),
        "processes": (resource.RLIMIT_NPROC, 0),
    }
    return [name for name, (kind, value) in most.items() if 0 <= resource.getrlimit(kind)[1] <= value]


def grant_page_time(process: int, seconds: int) -> None:
    """Gives a process that cannot set its own limits a page's time from now on, where the system lets one do so."""
    if sys.platform != "linux":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        # The clock of what another process has used (clock_getcpuclockid(3)).
        used = time.clock_gettime(~process << 3 | 2)
        _soft, hard = resource.prlimit(process, resource.RLIMIT_CPU)
        until = int(used) + seconds
        if hard != resource.RLIM_INFINITY:
            until = min(until, hard)
        resource.prlimit(process, resource.RLIMIT_CPU, (until, hard))


def _lower(kind: int, value: int) -> None:
    """Sets a limit, unless there is a lower one."""
    import resource

    for there in resource.getrlimit(kind):
        if there != resource.RLIM_INFINITY:
            value = min(value, there)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (value, value))


def _has_room_for(size: int) -> bool:
    """Whether this process is given so many bytes of memory, of which none is touched."""
    try:
        mmap.mmap(-1, size, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS).close()
    except (OSError, ValueError, OverflowError):
        return False
    return True
