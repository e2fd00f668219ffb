"""The bookmarks of a report, kept with its session."""

from __future__ import annotations

from doelboom.tui.settings.session import Session

_NAME = "bookmarks"


class Bookmarks:
    """The codes that the user marked, in the order in which that was done."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def codes(self) -> list[str]:
        """The codes, also those that the report does not have."""
        return self._session.texts(_NAME)

    def toggle(self, code: str) -> bool:
        """Puts a bookmark on a node, or takes it away; whether there is one afterwards."""
        codes = self.codes
        is_new = code not in codes
        if is_new:
            codes.append(code)
        else:
            codes.remove(code)
        self._session.state[_NAME] = codes
        self._session.save()
        return is_new
