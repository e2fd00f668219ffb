"""A second process that reads every other page with the thorough engine, while this one reads the rest.

One page takes pdfplumber a tenth of a second and more, all of it Python: two processes take half as long on two cores.
"""

from __future__ import annotations

import json
import os
import sys
from array import array
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from doelboom.parser.errors import ReportError
from doelboom.parser.layout.words import Page
from doelboom.parser.pdf.limits import end_with_input, give_page_its_time
from doelboom.parser.pdf.own_process import started

FEWEST_PAGES = 10
"""With fewer pages to read, a second process takes longer to start than it saves."""


class Helper:
    """The other process. Told its pages once, it writes one line of JSON a page, in order."""

    def __init__(self, path: Path, password: str | None, numbers: Iterable[int]) -> None:
        self._waiting = list(numbers)
        self._process = started("doelboom.parser.pdf.second_process")
        # By its input and not as an argument: arguments can be read by every user of the machine.
        request = json.dumps({"path": str(path.resolve()), "password": password, "pages": self._waiting})
        assert self._process.stdin is not None
        with suppress(OSError):
            # Left open: by its end the other process sees that of this one.
            self._process.stdin.write(request.encode() + b"\n")
            self._process.stdin.flush()

    def has(self, number: int) -> bool:
        """Whether a page is one that the other process reads."""
        return bool(self._waiting) and self._waiting[0] == number

    def page(self, number: int) -> Page | str | None:
        """The page that is next, or why it cannot be read; None where the other process has died."""
        assert self._process.stdout is not None
        self._waiting.remove(number)
        line = self._process.stdout.readline()
        try:
            return _unpacked(json.loads(line))
        except (ValueError, KeyError, TypeError):
            self._waiting.clear()
            return None

    def close(self) -> None:
        """Ends the other process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


def start(path: Path, password: str | None, numbers: list[int]) -> Helper | None:
    """A helper for every other one of some pages; None where it would not pay, or cannot be."""
    if len(numbers) < FEWEST_PAGES or (os.cpu_count() or 1) < 2 or not sys.executable:
        return None
    try:
        return Helper(path, password, numbers[1::2])
    except OSError:
        return None


def _unpacked(answer: dict[str, Any]) -> Page | str:
    if "failed" in answer:
        return str(answer["failed"])
    boxes, drawn = array("f", answer["boxes"]), array("f", answer["drawn"])
    number, height, texts = int(answer["number"]), float(answer["height"]), str(answer["texts"])
    return Page(number, height, texts, boxes, drawn=drawn)


def main() -> int:
    """Reads the pages that standard input names."""
    from doelboom.parser.pdf.plumber import Plumber

    request = json.loads(sys.stdin.readline())
    end_with_input()
    try:
        plumber = Plumber(Path(request["path"]), request["password"])
    except ReportError:
        return 1
    for number in request["pages"]:
        give_page_its_time()
        result = plumber.page(number)
        if isinstance(result, str):
            answer: dict[str, Any] = {"failed": result}
        else:
            answer = {"number": number, "height": result.height, "texts": result.texts}
            for name, values in (("boxes", result.boxes), ("drawn", result.drawn)):
                answer[name] = [round(value, 4) for value in values]
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    plumber.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
