"""Asks whether a version that constraints.txt names has a known weakness: ``python -m tests.audit``.

The answers are PyPI's own advisories, which pip-audit fetches. Where they cannot be reached, nothing is known, and that
is said. Exit 1 where there is a weakness.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

PROJECT = Path(__file__).parents[1]
_AUDITOR = "pip-audit==2.10.1"


def main() -> int:
    """Asks, in an environment of its own: the auditor is no part of what is audited."""
    with tempfile.TemporaryDirectory() as folder:
        venv.EnvBuilder(with_pip=True).create(folder)
        programs = Path(folder) / "bin"
        pip = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", _AUDITOR]
        installed = subprocess.run(pip, capture_output=True, text=True, check=False)
        if installed.returncode:
            return _told([], f"{_AUDITOR} cannot be installed")
        audit = [str(programs / "pip-audit"), "--requirement", "constraints.txt", "--no-deps", "--disable-pip"]
        audit += ["--progress-spinner", "off", "--format", "json"]
        done = subprocess.run(audit, cwd=PROJECT, capture_output=True, text=True, check=False)
    try:
        return _told(json.loads(done.stdout)["dependencies"], "")
    except (ValueError, KeyError):
        return _told([], (done.stderr.strip().splitlines() or ["no answer"])[-1])


def _told(packages: list[dict[str, object]], why: str) -> int:
    """Says what came of it; the exit code."""
    known = [package for package in packages if "vulns" in package]
    weak = [package for package in known if package["vulns"]]
    for package in weak:
        print(f"{package['name']} {package['version']}: {json.dumps(package['vulns'])}")
    if not known:
        print(f"NOT AUDITED: NO ADVISORIES WERE REACHED ({why or 'the index knows none of these versions'})")
    else:
        print(f"{len(known)} of {len(packages)} packages looked up, {len(weak)} with a known weakness")
    return 1 if weak else 0


if __name__ == "__main__":
    sys.exit(main())
