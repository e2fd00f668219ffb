"""The log that ``--log FILE`` asks for: what doelboom did, when, how long it took, and where it failed.

It can be sent to whoever helps, since it never holds what a report says: no title, no description, no figure, no word
that was searched for. So an error is logged by its type and the places it went through, never by its message; and
only doelboom's own loggers write here, since the libraries' may quote a document.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from pathlib import Path
from typing import TextIO

from doelboom import __version__
from doelboom.data.log import top_logger
from doelboom.data.storage.files import open_for_writing
from doelboom.parser import PARSER_VERSION
from doelboom.parser.formats.printable import printable

LOGGER = top_logger()
"""The one above all of doelboom's loggers; without ``--log`` it says nothing."""

_PLACES = 30
"""More frames of an error than that say nothing new."""


class _Formatter(logging.Formatter):
    """A line a record, whatever stands in it."""

    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))


class _Handler(logging.StreamHandler[TextIO]):
    """A log on a full disk, or in a pipe that is full, is no reason to stop, nor to write over the screen."""

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.stream.close()
        super().close()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        pass


def start_log(path: Path) -> None:
    """Adds to a log, which only its owner can read; a new one is made.

    Raises:
        OSError: the file cannot be written.
    """
    import platform

    descriptor = open_for_writing(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    handler = _Handler(os.fdopen(descriptor, "w", encoding="utf-8"))
    LOGGER.propagate = False
    handler.setFormatter(
        _Formatter("%(asctime)s.%(msecs)03d %(process)d %(levelname)s %(message)s", "%Y-%m-%d %H:%M:%S")
    )
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.DEBUG)
    LOGGER.info(
        "doelboom %s, parser %d, python %s, %s", __version__, PARSER_VERSION, platform.python_version(), versions()
    )
    LOGGER.info("%s, terminal %s, size %s", platform.platform(), os.environ.get("TERM", "unknown"), terminal_size())


def versions() -> str:
    """The versions of what doelboom stands on."""
    return ", ".join(f"{name} {version_of(name)}" for name in LIBRARIES)


LIBRARIES = ("textual", "polars", "rich", "click", "pdfplumber", "pypdfium2")
"""What is asked for first when something goes wrong."""


def version_of(name: str) -> str:
    """The version of an installed library."""
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "missing"


def terminal_size() -> str:
    """Columns and rows, or what there is instead of a terminal."""
    for stream in (sys.__stdout__, sys.__stderr__, sys.__stdin__):
        try:
            if stream is not None:
                size = os.get_terminal_size(stream.fileno())
                return f"{size.columns}x{size.lines}"
        except (OSError, ValueError):
            continue
    return "none"


def log_failure(error: BaseException, doing: str) -> None:
    """Logs an error by its type and the places it went through."""
    import traceback

    LOGGER.error("%s failed: %s", doing, type(error).__name__)
    for frame in traceback.extract_tb(error.__traceback__)[-_PLACES:]:
        LOGGER.error("  at %s:%s in %s", frame.filename, frame.lineno, frame.name)
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and cause is not error:
        log_failure(cause, "before it")
