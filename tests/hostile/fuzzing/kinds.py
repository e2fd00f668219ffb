"""What a kind of case is, how one is made smaller, and how it is kept and tried again."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from doelboom.data.model.accounts import Accounts
from tests.conftest import DOCUMENTS

REAL = DOCUMENTS / "jaarrekening-2024-documentatie.pdf"
"""A whole report, where it is at hand."""

Step = list[Any]
"""A name, and what JSON can hold."""
_SMALLER_WITHIN = 120.0
"""Seconds that making a case smaller may take."""


@dataclass(frozen=True)
class Kind:
    """A kind of case."""

    invented: Callable[[random.Random], list[Step]]
    wrong: Callable[[Sequence[Step], Path], str | None]
    """What is wrong with what comes of some steps, tried in an empty folder; None where nothing is."""


@dataclass(frozen=True)
class Fallen:
    """A case that fell out."""

    kind: str
    steps: list[Step]
    why: str

    def kept(self, folder: Path, name: str) -> Path:
        """Its file, from which `fallen` has it again."""
        folder.mkdir(exist_ok=True)
        path = folder / f"{self.kind}-{name}.json"
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")
        return path


def fallen(path: Path) -> Fallen:
    """A case that was kept."""
    return Fallen(**json.loads(path.read_text(encoding="utf-8")))


def smaller(steps: list[Step], fails: Callable[[list[Step]], bool]) -> list[Step]:
    """As few of the steps as still fail: pieces are left out, large ones first (Zeller's delta debugging)."""
    until = monotonic() + _SMALLER_WITHIN
    size = len(steps) // 2
    while size:
        at = 0
        while at < len(steps) and monotonic() < until:
            fewer = steps[:at] + steps[at + size :]
            if fewer and fails(fewer):
                steps = fewer
            else:
                at += size
        size //= 2
    return steps


def failure_in(accounts: Accounts) -> str | None:
    """What doelboom says that it failed on itself in what was read, if anything."""
    return next((note for note in accounts.source.notes if "doelboom failed" in note), None)
