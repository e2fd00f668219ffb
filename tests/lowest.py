"""Installs the lowest versions that pyproject.toml admits into an environment of their own, and tries them:
``python -m tests.lowest``.

What is tried is a part of the tests that goes through each of the libraries: both PDF engines, the frames and their
files, the command line, exports, and the explorer's screens.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1]
TRIED = (
    "tests/parser/pdf/test_pdf_documents.py",
    "tests/data/test_frames.py",
    "tests/data/queries/test_variances.py",
    "tests/tui/cli/test_answers.py",
    "tests/tui/taken_along/test_export.py",
    "tests/tui/screens/test_five_questions.py",
    "tests/tui/tree/test_tree.py",
)
_LOWEST = re.compile(r"([A-Za-z0-9_.-]+)>=([0-9.]+)")


def lowest(requirements: list[str]) -> list[str]:
    """Each requirement at the lowest version that it admits.

    >>> lowest(["textual>=8.2,<8.3"])
    ['textual==8.2']
    """
    found = [_LOWEST.match(requirement) for requirement in requirements]
    assert all(found), "a dependency without a lowest version"
    return [f"{match[1]}=={match[2]}" for match in found if match is not None]


def tried(program: str, *pins: str) -> int:
    """Makes an environment for a Python, installs doelboom in it, with some versions pinned, and runs a part of the
    tests; the exit code of the first step that failed."""
    with tempfile.TemporaryDirectory() as folder:
        python = str(Path(folder) / "bin" / "python")
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        steps = [
            [program, "-m", "venv", folder],
            # One that knows groups.
            [*install, "--upgrade", "--constraint", "constraints.txt", "pip"],
            [*install, "--editable", ".", "--group", "dev", *pins],
            [python, "-m", "pytest", *TRIED],
        ]
        codes = (subprocess.run(step, cwd=PROJECT, check=False).returncode for step in steps)
        return next(filter(None, codes), 0)


def main() -> int:
    """Tries the lowest versions with the Python that runs this."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    pins = lowest(project["project"]["dependencies"])
    print("lowest:", *pins, flush=True)
    return tried(sys.executable, *pins)


if __name__ == "__main__":
    sys.exit(main())
