"""A terminal emulator to look at what was painted: pyte, with REP, which it lacks, and marks on wide signs."""

from __future__ import annotations

import unicodedata
from typing import Any

import pyte


class Emulator(pyte.Screen):
    """A screen of some size."""

    _last = " "

    def draw(self, data: str) -> None:
        if data.isascii():
            super().draw(data)
        else:
            for sign in data:
                self._draw_one(sign)
        self._last = data[-1:] or self._last

    def _draw_one(self, sign: str) -> None:
        line, at = self.buffer[self.cursor.y], self.cursor.x - 2
        if unicodedata.combining(sign) and at >= 0 and not line[at + 1].data:
            # pyte puts it on the right half of a wide sign.
            line[at] = line[at]._replace(data=unicodedata.normalize("NFC", line[at].data + sign))
        else:
            super().draw(sign)

    def repeat(self, count: int = 1) -> None:
        """REP: the last character again."""
        super().draw(self._last * (count or 1))

    def cell(self, row: int, column: int) -> tuple[object, ...]:
        """What a place shows. A blank shows its background only, whatever else is in force there."""
        cell = self.buffer[row][column]
        if cell.data == " " and not (cell.reverse or cell.underscore or cell.strikethrough or cell.blink):
            return " ", cell.bg
        return unicodedata.normalize("NFC", cell.data), *cell[1:]

    @property
    def cells(self) -> list[list[tuple[object, ...]]]:
        """What every place shows."""
        return [[self.cell(row, column) for column in range(self.columns)] for row in range(self.lines)]


class _Stream(pyte.ByteStream):
    csi = {**pyte.ByteStream.csi, "b": "repeat"}
    events = pyte.ByteStream.events | {"repeat"}


def stream_to(screen: Emulator) -> Any:
    """What takes bytes and paints them."""
    return _Stream(screen)
