"""Giving up all that reading does not need, for as long as a process lasts, and saying what was given up."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import doelboom
from doelboom.data.reading.confinement import limits
from doelboom.data.reading.confinement.calls import give_up_calls
from doelboom.data.reading.confinement.files import give_up_files
from doelboom.data.reading.confinement.kernel import no_new_privileges
from doelboom.parser.dataclass import dataclass

_SHARED = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache",
    "/usr/share/fonts", "/usr/share/X11/fonts", "/usr/local/share/fonts", "/dev/null",
)  # fmt: skip
"""Where libraries lie that a library loads, and fonts that PDFium measures by where a document has none of its own."""


@dataclass(frozen=True, slots=True)
class Confinement:
    """What a process has given up."""

    files: int = 0
    """The version of Landlock that keeps it from all files; 0 where none does."""
    calls: bool = False
    """Whether seccomp keeps it from network, programs, processes and writing files."""
    limits: tuple[str, ...] = ()
    """The limits of the system's that hold, as `data.reading.confinement.limits.in_force` names them."""


def confine(megabytes: int, document: int | None, watch: Callable[[], object]) -> Confinement:
    """Gives up what this process does not need, as far as the system knows of such: from then on it reads programs,
    one open document, and what it has open, and writes what it has open. Where the system lacks one of the means, the
    others hold.

    Args:
        megabytes: the memory that it may use.
        document: a descriptor.
        watch: starts the threads that it needs; it can start none afterwards.
    """
    limits.limit(megabytes)
    files, calls = 0, False
    if sys.platform == "linux":
        with suppress(OSError):
            no_new_privileges()
            files = give_up_files(_programs(), [document] if document is not None else [])
    watch()
    limits.limit_processes()
    if sys.platform == "linux":
        with suppress(OSError):
            give_up_calls()
            calls = True
    return Confinement(files, calls, tuple(limits.in_force()))


def _programs() -> Iterator[Path]:
    """Where programs and libraries lie; none of these folders holds the user's own."""
    own = Path(doelboom.__file__).parent
    home = Path(os.path.expanduser("~")).resolve()  # noqa: PTH111 - it is asked of who has none, too
    yield own / "__init__.py"
    for room in ("parser", "data", "tui"):
        yield (own / room).resolve()
    for name in {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix, *sys.path, *_SHARED}:
        folder = Path(name).resolve()
        checkout = folder == own.resolve().parent and folder.name != "site-packages"
        if name and not checkout and folder != Path("/") and not home.is_relative_to(folder):
            yield folder
