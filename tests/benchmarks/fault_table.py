"""The README's tables of faults: every kind, so many times by seed, and false alarms on reports that are right."""

from __future__ import annotations

from collections import Counter

from tests.data.faults import MAKERS, Faults, Score
from tests.data.right_reports import right_report
from tests.data.what_the_check_says import check, doubts
from tests.data.wrong_digits import Specimen

_NAMES = {
    "one digit": "one digit changed",
    "two transposed": "two digits transposed",
    "one dropped": "one digit dropped",
    "one added": "one digit added",
    "sign": "sign lost or added",
    "line copied": "line copied from a sibling",
}
_FIRST_REPORT = 1000
"""The seed of the first right report: those before it are for trying the check on."""
MIXED = 10
"""As many faults of mixed kinds are in one report."""


def print_kinds(specimen: Specimen, count: int, seed: int) -> None:
    """A row a kind, as Markdown."""
    print("| kind of fault | tried | in doubt | named | put right | wrong suggestions |")
    print("|---|---:|---:|---:|---:|---:|")
    for kind in MAKERS:
        faults, score = Faults(specimen, seed), Score()
        for fault in faults.some(kind, count):
            score.add(faults, [fault])
        print(row(kind, score), flush=True)
    faults, score = Faults(specimen, seed), Score()
    for _ in range(-(-count // MIXED)):
        score.add(faults, faults.mixed(MIXED))
    print(row("ten faults of mixed kinds at once", score), flush=True)


def row(kind: str, score: Score) -> str:
    """A row of the table."""
    shares = [f"{part / max(1, score.faults):.1%}" for part in (score.in_doubt, score.named, score.right)]
    suggested = f"{score.wrong} of {score.suggestions}" if score.suggestions else "-"
    cells = (_NAMES.get(kind, kind), str(score.faults), *(share.replace(".", ",") for share in shares), suggested)
    return "| " + " | ".join(cells) + " |"


def print_alarms(count: int) -> None:
    """Doubts in reports that are right, as a sentence."""
    found: Counter[str] = Counter()
    for seed in range(_FIRST_REPORT, _FIRST_REPORT + count):
        findings = check(right_report(seed))
        remainders = findings.filter(findings["kind"] == "remainder").height
        alarms = doubts(findings)
        found["remainders"] += remainders
        found["with remainders"] += remainders > 0
        found["reports"] += not alarms.is_empty()
        found["doubts"] += alarms.height
        found["suggestions"] += int(alarms["suggestion"].is_not_null().sum())
    print(
        f"{count} made-up reports that are right, {found['with remainders']} of them with remainders "
        f"({found['remainders']}): {found['doubts']} doubts in {found['reports']} reports, "
        f"{found['suggestions']} with a suggestion"
    )
