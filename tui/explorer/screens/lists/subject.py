"""What a list is opened with."""

from __future__ import annotations

from doelboom.data.model.outline import Outline
from doelboom.parser.dataclass import dataclass
from doelboom.tui.settings.bookmarks import Bookmarks
from doelboom.tui.settings.marks import Marks
from doelboom.tui.settings.session import Session
from doelboom.tui.views.drawing.look import Signs


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


def row_signs(marks: Marks, bookmarks: Bookmarks | None, signs: Signs) -> dict[str, str]:
    """The sign before the code of each node that has one: that of a mark, else that of a bookmark."""
    codes = bookmarks.codes if bookmarks is not None else []
    return {**dict.fromkeys(codes, signs.bookmarked), **dict.fromkeys(marks.codes, signs.marked)}
