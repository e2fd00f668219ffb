"""The filters that were typed before in a report, the last one last, kept with its session."""

from __future__ import annotations

from doelboom.tui.settings.session import Session

_NAME = "filters"
_MOST = 20
"""How many are remembered."""


class TypedBefore:
    """What was typed. Without a session it lasts as long as the program."""

    def __init__(self, session: Session | None) -> None:
        self._session = session
        self._texts = session.texts(_NAME)[-_MOST:] if session is not None else []

    @property
    def texts(self) -> list[str]:
        """The texts, each once."""
        return list(self._texts)

    def add(self, text: str) -> None:
        """Remembers a text as the last one; nothing but white space is nothing."""
        text = text.strip()
        if not text or self._texts[-1:] == [text]:
            return
        self._texts = [*(earlier for earlier in self._texts if earlier != text), text][-_MOST:]
        if self._session is not None:
            self._session.state[_NAME] = self.texts
            self._session.save()
