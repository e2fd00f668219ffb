"""Longer runs than the suite has time for: ``python -m tests.hostile.fuzz [SECONDS [SEED]]``.

Takes turns at spoilt texts (is every wrong figure told of?) and spoilt PDFs (does every reading end, as a reading or
as an error of one line?), prints what it tried and what fell out, and keeps that under .fuzz/. Exit 1 if anything did.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import monotonic

from doelboom.data.storage.library import bundled, read_file
from doelboom.parser import OwnFailure, ReportError
from tests.conftest import DOCUMENTS
from tests.hostile.bounded import bounded
from tests.hostile.mutations import MUTATIONS, text_of
from tests.hostile.pdfs import document, mutated, written
from tests.hostile.seen import Seen, compare

FOUND = Path(".fuzz")
_SECONDS, _MEGABYTES = 60, 2048


class Fuzz:
    """One run."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.chance = random.Random(seed)
        self.folder = folder
        self.fell_out = 0
        self.ends: Counter[str] = Counter()
        self.seen = Seen()
        self.texts = 0
        self.lines = text_of(bundled())
        path = folder / "right.txt"
        path.write_text("\n".join(self.lines))
        self.right = read_file(path)
        whole = [DOCUMENTS / "jaarrekening-2024-documentatie.pdf"]
        self.documents = [written(document()), *(path.read_bytes() for path in whole if path.exists())]

    def text(self) -> None:
        """One spoilt text."""
        lines = list(self.lines)
        names = self.chance.choices(list(MUTATIONS), k=self.chance.choice((1, 1, 2, 5)))
        for name in names:
            MUTATIONS[name](lines, self.chance)
        path = self.folder / "spoilt.txt"
        path.write_text("\n".join(lines))
        self.texts += 1
        try:
            accounts = read_file(path)
            seen = compare(self.right, accounts)
        except OwnFailure as error:
            self.keep(path, f"{names}: {error}")
            return
        except ReportError:
            return
        except Exception as error:
            self.keep(path, f"{names}: {type(error).__name__}: {error}")
            return
        for note in accounts.source.notes:
            if "doelboom failed" in note:
                self.keep(path, f"{names}: {note}")
        self.seen.add(seen)
        if seen.untold:
            self.keep(path, f"{names}: wrong and not told of: {seen.untold[:5]}")

    def pdf(self) -> None:
        """One spoilt PDF."""
        path = self.folder / "spoilt.pdf"
        path.write_bytes(mutated(self.chance.choice(self.documents), self.chance))
        engine = self.chance.choice(("pdfium", "pdfium", "pdfplumber"))
        told = bounded(path, engine, _SECONDS, _MEGABYTES)
        self.ends[f"{engine}: {told['end']}"] += 1
        if told["end"] not in ("read", "refused"):
            self.keep(path, f"{engine}: {told}")

    def keep(self, path: Path, why: str) -> None:
        """Keeps what fell out."""
        self.fell_out += 1
        FOUND.mkdir(exist_ok=True)
        kept = FOUND / f"{self.fell_out}{path.suffix}"
        kept.write_bytes(path.read_bytes())
        print(f"{kept}: {why}", flush=True)


def main() -> int:
    """The run."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 600.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**6)
    print(f"{seconds:.0f} seconds, seed {seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        fuzz = Fuzz(seed, Path(folder))
        until = monotonic() + seconds
        while monotonic() < until:
            for _ in range(20):
                fuzz.pdf()
            fuzz.text()
    seen = fuzz.seen
    print(f"{fuzz.texts} texts: {seen.wrong} wrong figures, {seen.in_doubt} in doubt, {seen.remainder} in a remainder,")
    print(
        f"  {len(seen.unseen)} that no arithmetic sees, {len(seen.untold)} untold; {seen.missing} missing and said so"
    )
    print(f"{sum(fuzz.ends.values())} PDFs: {dict(fuzz.ends)}")
    print(f"{fuzz.fell_out} fell out")
    return 1 if fuzz.fell_out else 0


if __name__ == "__main__":
    raise SystemExit(main())
