"""Starting the explorer from the command line: settings, session, and the terminal given back whatever happens."""

from __future__ import annotations

from data.library import Opened


def start(opened: Opened, code: str | None, *, fresh: bool = False) -> tuple[int, str | None]:
    """Runs the explorer until the user ends it; returns its exit code and what went wrong, if something did.

    Args:
        code: the node to start at; None to take up where the user stopped.
        fresh: whether to start anew, with nothing but the bookmarks.
    """
    from data.archive import Archive
    from tui.app import Explorer
    from tui.config import read_config
    from tui.session import session_of

    Archive().remember(opened.id)
    app = Explorer(opened, code, config=read_config(), session=session_of(opened.id, fresh=fresh))
    app.run()
    return app.return_code or 0, app.complaint
