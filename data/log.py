"""The log, for who keeps one (`tui.terminal.log`): Python's own, which is not loaded as long as nobody does."""

from __future__ import annotations

import sys


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
        logging = sys.modules.get("logging")
        if logging is None:
            return
        ours = logging.getLogger("doelboom")
        if not ours.handlers:
            # What nobody listens to is not printed: logging would send warnings to the screen.
            ours.addHandler(logging.NullHandler())
        logging.getLogger(self.name).log(getattr(logging, level), message, *arguments)
