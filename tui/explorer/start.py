"""Starting the explorer from the command line: settings, session, and the terminal given back whatever happens."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from doelboom.data.storage.library import Opened
from doelboom.tui.terminal.log import log_failure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.driver import Driver

    from doelboom.data.model.accounts import Accounts

    Reader = Callable[[Path], Accounts]


def start(
    opened: Opened, code: str | None, *, fresh: bool = False, watched: tuple[Path, Reader] | None = None
) -> tuple[int, str | None]:
    """Runs the explorer until the user ends it; returns its exit code and what went wrong, if something did.

    Args:
        code: the node to start at; None to take up where the user stopped.
        fresh: whether to start anew, with nothing but the bookmarks.
        watched: the file that is read again when it changes, and what reads it.
    """
    # Two hundred and fifty-six colours, not sixteen million: half the bytes, and no eye for the difference.
    os.environ.setdefault("TEXTUAL_COLOR_SYSTEM", "256")
    from doelboom.data.storage.archive import Archive
    from doelboom.tui.explorer.app import Explorer
    from doelboom.tui.explorer.screens.watching import Watch
    from doelboom.tui.settings.config import read_config
    from doelboom.tui.settings.session import session_of

    Archive().remember(opened.id, opened.accounts.source)
    gc.disable()
    app = Explorer(
        opened,
        code,
        config=read_config(),
        session=session_of(opened.id, fresh=fresh),
        driver_class=_driver(),
        watch=Watch(*watched) if watched is not None else None,
    )
    try:
        app.run()
    except Exception as error:
        # What fails while the screens close after a failure is not its cause.
        if app.complaint is None:
            raise
        log_failure(error, "closing the explorer")
    return app.return_code or 0, app.complaint


def _driver() -> type[Driver] | None:
    """The driver that spares the line and ends with it; Textual's own where there is no such terminal."""
    if sys.platform == "win32":
        return None
    from doelboom.tui.terminal.driver import TerminalDriver

    return TerminalDriver
