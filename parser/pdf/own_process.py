"""Starting a module of doelboom's as a process of its own, spoken to by its input and output."""

from __future__ import annotations

import os
import site
import subprocess
import sys
from pathlib import Path
from typing import Any

import doelboom

_ROOT = str(Path(doelboom.__file__).parents[1])
_NEEDED = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LD_PRELOAD", "MALLOC_ARENA_MAX", "PYTHONHOME", "SYSTEMROOT")
"""What some systems cannot start a program without, or have all programs heed. Whatever else the environment holds,
keys and tokens perhaps, is none of a reader's business."""


def started(module: str, **options: Any) -> subprocess.Popen[bytes]:
    """The process; `options` are more of `subprocess.Popen`'s.

    Raises:
        OSError: it cannot be started.
    """
    # An empty entry would be the folder that the user happens to be in, from which nothing is imported (-P).
    places = [_ROOT, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    environment = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    if site.ENABLE_USER_SITE:
        environment["PYTHONUSERBASE"] = site.getuserbase()
    return subprocess.Popen(  # noqa: S603 - this very program; what is asked goes through its input
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**environment, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, places))},
        **options,
    )
