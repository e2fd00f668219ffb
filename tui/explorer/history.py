"""Where one has been, and where one came back from."""

from __future__ import annotations


class History:
    """The codes that Back and Forward lead to."""

    def __init__(self) -> None:
        self._behind: list[str] = []
        self._ahead: list[str] = []

    @property
    def leads_back(self) -> bool:
        """Whether there is a node before this one."""
        return bool(self._behind)

    def leave(self, code: str) -> None:
        """A node is left for another by a jump: Back leads to it, and Forward nowhere."""
        self._behind.append(code)
        self._ahead.clear()

    def back(self, code: str | None) -> str | None:
        """The node before, or None; Forward then leads to `code`, the one that is left."""
        return _step(self._behind, self._ahead, code)

    def forward(self, code: str | None) -> str | None:
        """The node from which Back came, or None; Back then leads to `code`, the one that is left."""
        return _step(self._ahead, self._behind, code)


def _step(origin: list[str], opposite: list[str], code: str | None) -> str | None:
    if not origin:
        return None
    if code is not None:
        opposite.append(code)
    return origin.pop()
