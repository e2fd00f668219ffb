"""Longer runs than the suite has time for: ``python -m tests.hostile.fuzz [SECONDS [SEED [KIND...]]]``.

Each kind of case gets as much time as the others: spoilt texts and PDFs, settings, sessions and archives, and whatever
can be typed, pasted, resized and signalled in a terminal. Prints what was tried. What falls out is made smaller and
kept under .fuzz/, from where ``python -m tests.hostile.fuzz again FILE`` tries it once more; moved to
tests/hostile/fallen it is a test. Exit 1 if anything fell out.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from tests.hostile.fuzzing import documents
from tests.hostile.fuzzing.files import ARCHIVE, SESSION, SETTINGS
from tests.hostile.fuzzing.homes import HOME
from tests.hostile.fuzzing.kinds import Fallen, Kind, Step, fallen, smaller
from tests.hostile.fuzzing.marked_up import MARKED_UP, OFFICE_FILES
from tests.hostile.fuzzing.structures import STRUCTURE
from tests.hostile.fuzzing.terminals import TERMINAL

KINDS: dict[str, Kind] = {
    "text": documents.TEXT,
    "bytes": documents.BYTES,
    "structure": STRUCTURE,
    "office": OFFICE_FILES,
    "marked up": MARKED_UP,
    "settings": SETTINGS,
    "session": SESSION,
    "archive": ARCHIVE,
    "home": HOME,
    "terminal": TERMINAL,
}
FOUND = Path(".fuzz")


def wrong(kind: Kind, steps: Sequence[Step]) -> str | None:
    """What is wrong with what comes of a case; an error that nobody caught is."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return kind.wrong(steps, Path(folder))
        except Exception as error:
            return f"{type(error).__name__}: {error}"[:300]


def tried(name: str, chance: random.Random) -> Fallen | None:
    """A case of a kind, as small as it can be, if it falls out."""
    kind = KINDS[name]
    steps = kind.invented(chance)
    if (why := wrong(kind, steps)) is None:
        return None
    steps = smaller(steps, lambda fewer: wrong(kind, fewer) is not None)
    return Fallen(name, steps, wrong(kind, steps) or f"only now and then: {why}")


def _processor_seconds() -> float:
    """What this process and those it started have taken, as far as they have ended."""
    return sum(os.times()[:4])


def run(seconds: float, seed: int, names: Sequence[str]) -> int:
    """Tries cases for some time; how many fell out."""
    chance = random.Random(seed)
    spent, worked = dict.fromkeys(names, 0.0), dict.fromkeys(names, 0.0)
    counts, out = dict.fromkeys(names, 0), dict.fromkeys(names, 0)
    until = monotonic() + seconds
    while monotonic() < until:
        name = min(names, key=lambda name: spent[name])
        start, start_of_work = monotonic(), _processor_seconds()
        if (case := tried(name, chance)) is not None:
            out[name] += 1
            print(f"{case.kept(FOUND, f'{seed}-{out[name]}')}: {case.why}", flush=True)
        counts[name] += 1
        spent[name] += monotonic() - start
        worked[name] += _processor_seconds() - start_of_work
    print(f"{'kind':<12}{'inputs':>10}{'seconds':>10}{'of work':>10}{'fell out':>10}")
    for name in names:
        print(f"{name:<12}{counts[name]:>10}{spent[name]:>10.0f}{worked[name]:>10.0f}{out[name]:>10}")
    return sum(out.values())


def main() -> int:
    """The run, or one case again."""
    if sys.argv[1:2] == ["again"]:
        case = fallen(Path(sys.argv[2]))
        why = wrong(KINDS[case.kind], case.steps)
        print(why or "nothing is wrong with it")
        return 1 if why else 0
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 600.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**6)
    print(f"{seconds:.0f} seconds, seed {seed}", flush=True)
    fell_out = run(seconds, seed, sys.argv[3:] or list(KINDS))
    seen = documents.SEEN
    print(f"wrong figures in texts: {seen.wrong}, {seen.in_doubt} in doubt, {seen.remainder} in a remainder,")
    print(
        f"  {len(seen.unseen)} that no arithmetic sees, {len(seen.untold)} untold; {seen.missing} missing and said so"
    )
    print(f"PDFs with other bytes: {dict(documents.ENDS)}")
    return 1 if fell_out else 0


if __name__ == "__main__":
    raise SystemExit(main())
