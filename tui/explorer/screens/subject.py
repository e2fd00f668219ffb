"""What a list is opened with."""

from __future__ import annotations

from dataclasses import dataclass

from doelboom.data.model.outline import Outline
from doelboom.tui.settings.bookmarks import Bookmarks
from doelboom.tui.settings.marks import Marks
from doelboom.tui.settings.session import Session


@dataclass(frozen=True)
class Subject:
    """The report that lists are of, and what the user keeps of it."""

    outline: Outline
    report: str | None
    """Its id, for the command line; None where that opens it of itself."""
    session: Session | None
    """Where settings are kept; None where they cannot be."""
    marks: Marks
    bookmarks: Bookmarks | None
