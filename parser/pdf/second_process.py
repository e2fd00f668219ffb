"""A second process that reads every other page with the thorough engine, while this one reads the rest.

One page takes pdfplumber a tenth of a second and more, all of it Python: two processes take half as long on two cores.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from array import array
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

from doelboom.parser.dataclass import dataclass
from doelboom.parser.errors import ReportError
from doelboom.parser.layout.words import Page
from doelboom.parser.pdf.forked import Forked, forked
from doelboom.parser.pdf.limits import PAGE_SECONDS, end_with_reader, give_page_its_time
from doelboom.parser.pdf.own_process import started

FEWEST_PAGES = 10
"""With fewer pages to read, a second process takes longer to start than it saves."""
_PATIENCE = 2 * PAGE_SECONDS
"""Seconds after which a page that the other process reads counts as never coming: it may not set its own limits, and
nobody else knows it."""


@dataclass(slots=True)
class _Ready:
    """The process that was kept ready, while nobody has it."""

    process: Forked | None = None


_ready = _Ready()


def keep_ready(confine: Callable[[], object], document: int | None) -> None:
    """Splits a process off for the pages to come, where this one is about to give up the means to start any.

    Args:
        confine: what the other process does first: it gives up the same.
        document: the descriptor by which the document is read.
    """
    if sys.platform == "win32" or not _would_help():
        return

    def work() -> None:
        confine()
        _serve()

    with suppress(OSError):
        _ready.process = forked(work, *([document] if document is not None else []))


class Helper:
    """The other process. Told its pages once, it writes one line of JSON a page, in order."""

    def __init__(self, path: Path, password: str | None, numbers: Iterable[int]) -> None:
        self._waiting = list(numbers)
        self._begun = b""
        self._process: subprocess.Popen[bytes] | Forked = _ready.process or started(
            "doelboom.parser.pdf.second_process"
        )
        _ready.process = None
        # By its input and not as an argument: arguments can be read by every user of the machine.
        request = json.dumps({"path": os.fspath(path), "password": password, "pages": self._waiting})
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.write(request.encode() + b"\n")
            self._process.stdin.flush()

    def has(self, number: int) -> bool:
        """Whether a page is one that the other process reads."""
        return bool(self._waiting) and self._waiting[0] == number

    def page(self, number: int) -> Page | str | None:
        """The page that is next, or why it cannot be read; None where the other process has died, or seems to."""
        self._waiting.remove(number)
        try:
            return _unpacked(json.loads(self._line()))
        except (ValueError, KeyError, TypeError):
            self._waiting = []
            self._process.kill()
            return None

    def _line(self) -> bytes:
        """The next line that it writes; nothing where no whole one comes any more."""
        assert self._process.stdout is not None
        until = monotonic() + _PATIENCE
        while b"\n" not in self._begun:
            ready, _, _ = select.select([self._process.stdout], [], [], max(0.0, until - monotonic()))
            more = os.read(self._process.stdout.fileno(), 1 << 16) if ready else b""
            if not more:
                return b""
            self._begun += more
        line, _, self._begun = self._begun.partition(b"\n")
        return line

    def close(self) -> None:
        """Ends the other process, whatever it is doing; one that was kept ready and has done all is kept for more."""
        if isinstance(self._process, Forked) and not self._waiting and not self._process.stdout.closed:
            _ready.process = self._process
            return
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        self._process.wait()


def start(path: Path, password: str | None, numbers: list[int]) -> Helper | None:
    """A helper for every other one of some pages; None where it would not pay, or cannot be."""
    if len(numbers) < FEWEST_PAGES or not _would_help():
        return None
    try:
        return Helper(path.absolute(), password, numbers[1::2])
    except OSError:
        return None


def _would_help() -> bool:
    return (os.cpu_count() or 1) >= 2 and bool(sys.executable)


def _unpacked(answer: dict[str, Any]) -> Page | str:
    if "failed" in answer:
        return str(answer["failed"])
    boxes, drawn = array("f", answer["boxes"]), array("f", answer["drawn"])
    number, height, texts = int(answer["number"]), float(answer["height"]), str(answer["texts"])
    return Page(number, height, texts, boxes, drawn=drawn)


def _serve() -> None:
    """Reads the pages that each line of standard input asks for, until there is none."""
    from doelboom.parser.pdf.plumber import Plumber

    for line in iter(sys.stdin.readline, ""):
        request = json.loads(line)
        try:
            plumber = Plumber(Path(request["path"]), request["password"])
        except ReportError:
            return
        for number in request["pages"]:
            give_page_its_time()
            sys.stdout.write(json.dumps(_packed(plumber.page(number))) + "\n")
            sys.stdout.flush()
        plumber.close()


def _packed(page: Page | str) -> dict[str, Any]:
    if isinstance(page, str):
        return {"failed": page}
    answer: dict[str, Any] = {"number": page.number, "height": page.height, "texts": page.texts}
    for name, values in (("boxes", page.boxes), ("drawn", page.drawn)):
        answer[name] = [round(value, 4) for value in values]
    return answer


def main() -> None:
    """The process, where it was started as a program of its own."""
    end_with_reader(sys.stdout.fileno())
    _serve()


if __name__ == "__main__":
    main()
