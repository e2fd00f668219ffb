"""All benchmarks, one after the other: ``make bench``."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

if __name__ == "__main__":
    package = importlib.import_module("tests.benchmarks")
    for module in sorted(name for _, name, _ in pkgutil.iter_modules(package.__path__) if name.startswith("bench_")):
        print(f"\n== {module.removeprefix('bench_')}", flush=True)
        # A process of its own, so that none measures what another imported.
        subprocess.run([sys.executable, "-m", f"tests.benchmarks.{module}"], cwd=Path(__file__).parents[2], check=False)
