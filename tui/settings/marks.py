"""The marks of a report: the rows that are totalled and taken along alone, kept with its session."""

from __future__ import annotations

from collections.abc import Collection

from doelboom.tui.settings.session import Session

_NAME = "marks"


class Marks:
    """The codes that the user marked, in the order in which that was done. Without a session they last as long as the
    program."""

    def __init__(self, session: Session | None) -> None:
        self._session = session
        self._codes = session.texts(_NAME) if session is not None else []

    @property
    def codes(self) -> list[str]:
        """The codes, also those that the report does not have."""
        return list(self._codes)

    def __contains__(self, code: object) -> bool:
        return code in self._codes

    def __bool__(self) -> bool:
        return bool(self._codes)

    def among(self, codes: Collection[str]) -> list[str]:
        """Those of some codes that are marked, in their order."""
        return [code for code in codes if code in self._codes] if self._codes else []

    def toggle(self, code: str) -> bool:
        """Marks a code, or takes its mark away; whether it is marked afterwards."""
        is_new = code not in self._codes
        if is_new:
            self._codes.append(code)
        else:
            self._codes.remove(code)
        self._keep()
        return is_new

    def clear(self) -> None:
        """Takes all marks away."""
        self._codes.clear()
        self._keep()

    def _keep(self) -> None:
        if self._session is not None:
            self._session.state[_NAME] = self.codes
            self._session.save()
