"""Textual's driver for a terminal, with what it writes made short."""

from __future__ import annotations

from typing import Any

from textual.drivers.linux_driver import LinuxDriver

from doelboom.tui.terminal.style_changes import Thrift


class ThriftyDriver(LinuxDriver):
    """Writes the same screen in fewer bytes."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._thrift = Thrift()

    def write(self, data: str) -> None:
        super().write(self._thrift.feed(data))
