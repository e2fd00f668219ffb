"""Starting a module of doelboom's as a process of its own, spoken to by its input and output."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import doelboom

_ROOT = str(Path(doelboom.__file__).parents[1])


def started(module: str, **options: Any) -> subprocess.Popen[bytes]:
    """The process; `options` are more of `subprocess.Popen`'s.

    Raises:
        OSError: it cannot be started.
    """
    # An empty entry would be the folder that the user happens to be in, from which nothing is imported (-P).
    places = filter(None, [_ROOT, os.environ.get("PYTHONPATH")])
    return subprocess.Popen(  # noqa: S603 - this very program; what is asked goes through its input
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(places)},
        **options,
    )
