"""A report's file that is read again whenever it changes, while the explorer stays where it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.outline import Outline
from doelboom.data.storage.library import Opened, ReportNotFound, ReportUnusable, open_report
from doelboom.parser.errors import ReportError
from doelboom.parser.formats.printable import printable
from doelboom.tui.locale.words import _, counted
from doelboom.tui.views.words.reports.unusable import complaint

if TYPE_CHECKING:
    from doelboom.data.years.pair.changes import Changes

EVERY = 0.5
"""Seconds between two looks at the file."""
_LONGEST = 200

_Seen = tuple[int, int, int] | None
"""What tells one content of a file from another without reading it; None where it is not there."""


class Watch:
    """A file, looked at from time to time. It is read when it has changed and then stayed as it is for a while: who
    writes it may not be done yet."""

    def __init__(self, path: Path, read: Callable[[Path], Accounts]) -> None:
        """`read` reads the file, in a thread of its own."""
        self.path = path
        self._read_file = read
        self._known = self._pending = _seen(path)
        self._thread: Thread | None = None
        self.opened: Opened | None = None
        """What was read and not yet taken."""
        self.complaint: str | None = None
        """Why it could not be read, not yet said."""

    def look(self) -> None:
        """Looks at the file, and begins to read it where it has changed and is still."""
        if self._thread is not None and self._thread.is_alive():
            return
        seen, before = _seen(self.path), self._pending
        self._pending = seen
        if seen is None or seen == self._known or seen != before:
            return
        self._known = seen
        self._thread = Thread(target=self._read, daemon=True, name="doelboom-watch")
        self._thread.start()

    def _read(self) -> None:
        try:
            self.opened, self.complaint = open_report(str(self.path), read=self._read_file), None
        except ReportUnusable as error:
            self.complaint = complaint(error)
        except (ReportError, ReportNotFound) as error:
            self.complaint = printable(str(error))
        except Exception as error:
            self.complaint = f"{type(error).__name__}: {printable(str(error))[:_LONGEST]}"

    def taken(self) -> tuple[Opened | None, str | None]:
        """What was read, or why it could not be, once."""
        result = self.opened, self.complaint
        self.opened = self.complaint = None
        return result


def _seen(path: Path) -> _Seen:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def what_changed(before: Outline, after: Outline) -> str:
    """What one is told of a report that was read again."""
    from doelboom.data.years.pair.changes import changes

    found = changes(before, after)
    if not found:
        return _("read again: nothing differs that is shown")
    words = _("read again: {changes}; the first is {code}") if found.first is not None else _("read again: {changes}")
    return words.format(changes=", ".join(_parts(found)), code=found.first)


def _parts(found: Changes) -> list[str]:
    counts = (
        (found.figures, counted("{count} figure differs", "{count} figures differ", found.figures)),
        (found.texts, counted("{count} text differs", "{count} texts differ", found.texts)),
        (found.new, counted("{count} node is new", "{count} nodes are new", found.new)),
        (found.gone, counted("{count} node is gone", "{count} nodes are gone", found.gone)),
        (found.moved, counted("{count} node moved", "{count} nodes moved", found.moved)),
    )
    return [words.format(count=count) for count, words in counts if count]
