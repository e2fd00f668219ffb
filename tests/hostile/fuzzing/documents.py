"""Texts with wrong figures (is every one told of?), and PDFs with wrong bytes (does every reading end?)."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from doelboom.data.model.accounts import Accounts
from doelboom.data.storage.library import bundled, read_file
from doelboom.parser import OwnFailure, ReportError
from tests.hostile.bounded import bounded
from tests.hostile.fuzzing.kinds import REAL, Kind, Step, failure_in
from tests.hostile.mutations import MUTATIONS, text_of
from tests.hostile.pdfs import document, mutated, written
from tests.hostile.seen import Seen, compare

_SECONDS, _MEGABYTES = 60, 2048

SEEN = Seen()
"""What was told of the wrong figures of all texts."""
ENDS: Counter[str] = Counter()
"""How the readings of PDFs ended."""


@cache
def _right() -> tuple[tuple[str, ...], Accounts]:
    lines = text_of(bundled())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "right.txt"
        path.write_text("\n".join(lines), encoding="utf-8")
        return tuple(lines), read_file(path)


def _invented_text(chance: random.Random) -> list[Step]:
    names = chance.choices(list(MUTATIONS), k=chance.choice((1, 1, 2, 5)))
    return [[name, chance.randrange(2**31)] for name in names]


def _wrong_text(steps: Sequence[Step], folder: Path) -> str | None:
    right_lines, right = _right()
    lines = list(right_lines)
    for name, seed in steps:
        MUTATIONS[name](lines, random.Random(seed))
    path = folder / "spoilt.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    try:
        accounts = read_file(path)
        seen = compare(right, accounts)
    except OwnFailure as error:
        return str(error)
    except ReportError:
        return None
    SEEN.add(seen)
    return f"wrong and not told of: {seen.untold[:5]}" if seen.untold else failure_in(accounts)


def _invented_bytes(chance: random.Random) -> list[Step]:
    engine = chance.choice(("pdfium", "pdfium", "pdfplumber"))
    return [["document", chance.choice(("small", "real"))], ["engine", engine], ["mutated", chance.randrange(2**31)]]


def _wrong_bytes(steps: Sequence[Step], folder: Path) -> str | None:
    said = dict(steps)
    whole = REAL.read_bytes() if said.get("document") == "real" and REAL.exists() else written(document())
    path = folder / "spoilt.pdf"
    path.write_bytes(mutated(whole, random.Random(said["mutated"])) if "mutated" in said else whole)
    engine = said.get("engine", "pdfium")
    told = bounded(path, engine, _SECONDS, _MEGABYTES)
    ENDS[f"{engine}: {told['end']}"] += 1
    return None if told["end"] in ("read", "refused") else f"{engine}: {told}"


TEXT = Kind(_invented_text, _wrong_text)
BYTES = Kind(_invented_bytes, _wrong_bytes)
