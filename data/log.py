"""The log, for who keeps one (`tui.terminal.log`): Python's own, which is not loaded as long as nobody does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import logging


class Log:
    """A name in the log under which something is said."""

    def __init__(self, name: str) -> None:
        self.name = name

    def info(self, message: str, *arguments: object) -> None:
        """Says what was done, as `logging.Logger.info` has it."""
        self._say("INFO", message, arguments)

    def warning(self, message: str, *arguments: object) -> None:
        """Says what went wrong."""
        self._say("WARNING", message, arguments)

    def _say(self, level: str, message: str, arguments: tuple[object, ...]) -> None:
        # What listens has loaded it; for a look-up loading it would be a tenth of the start.
        if "logging" in sys.modules:
            import logging

            top_logger()
            logging.getLogger(self.name).log(getattr(logging, level), message, *arguments)


def top_logger() -> logging.Logger:
    """Python's logger above all of doelboom's. What nobody listens to is not printed: logging would send warnings to
    the screen."""
    import logging

    logger = logging.getLogger("doelboom")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    return logger
