"""Tries the newest versions that pyproject.toml admits on every Python from 3.11 that is at hand:
``python -m tests.pythons``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.lowest import tried

_LOWEST = (3, 11)
_VERSION = "import sys; print(sys.version_info >= (3, 11) and '%d.%d' % sys.version_info[:2] or '')"


def at_hand() -> dict[str, str]:
    """A program for each version of Python, by the version: on the path, or among those that pyenv keeps."""
    named = [shutil.which(f"python3.{minor}") for minor in range(_LOWEST[1], 40)]
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    kept = [str(path) for path in sorted(root.glob("versions/3.*/bin/python"))]
    found: dict[str, str] = {}
    for program in filter(None, [sys.executable, *named, *kept]):
        done = subprocess.run([program, "-c", _VERSION], capture_output=True, text=True, check=False)
        if done.returncode == 0 and re.fullmatch(r"3\.\d+", version := done.stdout.strip()):
            found.setdefault(version, program)
    return found


def main() -> int:
    """Makes an environment for each and runs a part of the tests in it."""
    failed = []
    for version, program in sorted(at_hand().items(), key=lambda item: int(item[0].partition(".")[2])):
        print(f"== Python {version}: {program}", flush=True)
        if tried(program):
            failed.append(version)
    print(f"failed on {', '.join(failed)}" if failed else "all of them")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
