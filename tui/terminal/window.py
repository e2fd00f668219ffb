"""The window in which a terminal shows: it may have no size for a while, as a minimised one has."""

from __future__ import annotations

import os
import shutil


class Window:
    """Its size, and whether anybody sees what is written to it."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._known: tuple[int, int] | None = None

    @property
    def is_there(self) -> bool:
        """Whether it has a size; one that never had any does: nobody has measured it, as on a serial line."""
        return self._known is None or self._has_size()

    def size(self) -> tuple[int, int]:
        """Columns and rows: the last that it had, where it has none; what every program takes an unmeasured one for."""
        columns, rows = shutil.get_terminal_size()
        if self._has_size():
            self._known = columns, rows
        return self._known or (columns, rows)

    def _has_size(self) -> bool:
        try:
            return 0 not in os.get_terminal_size(self._descriptor)
        except OSError:
            # It is gone, or none; others see to that.
            return True
