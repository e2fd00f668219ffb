"""Starting the explorer as lines from the command line."""

from __future__ import annotations

import io
import sys

from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import Opened
from doelboom.tui.linear.explorer import LinearExplorer
from doelboom.tui.linear.talk import Talk
from doelboom.tui.settings.session import session_of


def start(opened: Opened, code: str | None, *, fresh: bool = False) -> None:
    """Tells a report until nothing more is typed.

    Args:
        code: the node to start at; None to take up where the user stopped.
        fresh: whether to start anew, with nothing but the bookmarks.
    """
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            # What is typed may be anything, and what is written may be beyond what the terminal can show.
            stream.reconfigure(errors="replace")
    Archive().remember(opened.id, opened.accounts.source)
    LinearExplorer(opened, Talk(sys.stdin, sys.stdout), session_of(opened.id, fresh=fresh), code).run()
