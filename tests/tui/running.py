"""How the tests run the command line: in this process, as a pipe would, and in a terminal of a given width."""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from unittest.mock import patch

from ptyprocess import PtyProcess

from doelboom.tui.cli.main import main


@dataclass(frozen=True)
class Done:
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> Any:
        """The rows of ``--format json``, with exact numbers."""
        return json.loads(self.out, parse_float=Decimal)


def run(*arguments: str, terminal: int | None = None) -> Done:
    """Runs ``doelboom`` with these arguments; with `terminal`, as if standard output were one, so many cells wide."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _stream in range(2))
    if terminal is not None:
        out.isatty = lambda: True  # type: ignore[method-assign]
    size = os.terminal_size((terminal or 80, 24))
    with (
        patch.object(sys, "argv", ["doelboom", *arguments]),
        patch("shutil.get_terminal_size", lambda *_arguments: size),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = main()
    for stream in (out, err):
        stream.flush()
    return Done(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))


def run_in_terminal(*arguments: str, keys: bytes = b"", until: bytes = b"", columns: int = 80) -> tuple[int, str]:
    """Runs ``doelboom`` in a real pseudo-terminal; types the keys once `until` was painted. Its code and its output."""
    program = PtyProcess.spawn([sys.executable, "-m", "doelboom.tui.cli.main", *arguments], dimensions=(24, columns))
    seen = b""
    typed = False
    try:
        while True:
            seen += program.read(65536)
            if keys and not typed and until in seen:
                program.write(keys)
                typed = True
    except EOFError:
        pass
    program.wait()
    return program.exitstatus, seen.decode(errors="replace")
