"""A home of its own for a program that is started: no run touches the user's folders, or goes by what is in them."""

from __future__ import annotations

import os
from pathlib import Path


def environ_of(home: Path, **others: str) -> dict[str, str]:
    """The environment of a user who lives there, with other variables besides."""
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("DATA", "CONFIG", "CACHE", "STATE")}
    return {**os.environ, "HOME": str(home), **folders, **others}


def kilobytes_of(process: int, kind: str) -> int:
    """Memory that a process has (``VmRSS``), or had at most (``VmHWM``)."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith(kind)).split()[1])
