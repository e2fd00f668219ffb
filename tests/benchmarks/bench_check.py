"""How long the check takes, and how many wrong digits it finds: ``python -m tests.benchmarks.bench_check [REPORT]``.

Prints the time that reading a report's text takes, the time that checking it takes and their ratio; then, as Markdown,
the tables of faults: of every kind, and of one digit of one figure changed, by seed, each in the bundled report; and
the false alarms on reports that are right.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from doelboom.data.check.check import checked
from doelboom.data.model.frames import build
from doelboom.data.storage.library import bundled
from doelboom.parser import read_report
from tests.benchmarks.fault_table import print_alarms, print_kinds
from tests.benchmarks.limits import print_limits, print_undetermined, print_within_rounding
from tests.data.what_the_check_says import check
from tests.data.wrong_digits import Change, Specimen, Tally

DOCUMENT = Path(__file__).parents[3] / "shared" / "documents" / "jaarrekening-2024-documentatie.txt"
PLACES = ("the last", *(f"{place} from the right" for place in ("2nd", "3rd", "4th", "5th", "6th")), "7th or further")
ALL = ("beyond rounding", "- in a sum that adds up", "- beside a remainder", "within rounding")
KINDS = ("policy objective", "action plan", "action or project", "euros", "FTE", "reference", "actual", "prior")
SEED = 2611


def milliseconds(work: Callable[[], object], times: int = 9) -> float:
    """The median time of some work."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def print_times(report: Path) -> None:
    """Reading against checking, in one run."""
    reading = milliseconds(lambda: read_report(report))
    accounts = build(read_report(report))
    checking = milliseconds(lambda: check(accounts))
    print(f"reading the text {reading:.0f} ms, checking it {checking:.1f} ms: ratio 1 to {reading / checking:.0f}")


def tally(specimen: Specimen, count: int, *, zeros: bool) -> dict[str, dict[str, Tally]]:
    """Wrong digits counted by section of the table and row."""
    found: dict[str, dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    for change in specimen.changes(SEED, count, zeros=zeros):
        findings = check(specimen.spoilt([change]))
        for section, row in rows_of(specimen, change):
            found[section][row].add(findings, [change])
    return found


def rows_of(specimen: Specimen, change: Change) -> list[tuple[str, str]]:
    """The rows of the table in which a change counts."""
    if not specimen.is_beyond_rounding(change):
        return [("All", "within rounding")]
    return [
        ("All", "beyond rounding"),
        ("All", "- in a sum that adds up" if specimen.adds_up(change) else "- beside a remainder"),
        ("By digit (beyond rounding)", PLACES[min(change.place, len(PLACES) - 1)]),
        *(("By kind of cell (beyond rounding)", kind) for kind in specimen.kinds(change)),
    ]


def print_table(found: dict[str, dict[str, Tally]]) -> None:
    """The table, as Markdown."""
    print("| | wrong digits | put in doubt | the cell named | named or listed | suggestion made | of these right |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for section, rows in sorted(found.items()):
        print(f"| **{section}** | | | | | | |")
        for row in (*ALL, *PLACES, *KINDS):
            if row in rows:
                one = rows[row]
                shares = (one.share(part) for part in ("in_doubt", "named", "listed", "suggestions", "right"))
                print(f"| {row} | {one.changes} | " + " | ".join(f"{share:.1%}" for share in shares) + " |")


def main() -> None:
    """The command line."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("report", nargs="?", type=Path, default=DOCUMENT, help="a report's text to time")
    options.add_argument("--changes", type=int, default=3000, help="wrong digits to try, for each of the two tables")
    options.add_argument("--faults", type=int, default=400, help="faults to try of each kind")
    options.add_argument("--reports", type=int, default=1000, help="right reports to try for false alarms")
    chosen = options.parse_args()
    if chosen.report.exists():
        print_times(chosen.report)
    else:
        print(f"no times: {chosen.report} is not here")
    specimen = Specimen(checked(bundled()))
    start = time.perf_counter()
    print(f"\nFaults of every kind, seed {SEED}:\n")
    print_kinds(specimen, chosen.faults, SEED)
    print()
    print_alarms(chosen.reports)
    print_limits(specimen, chosen.changes, SEED)
    print_undetermined(specimen, chosen.faults, SEED)
    print_within_rounding(specimen, chosen.changes // 3, SEED)
    print(f"\n{time.perf_counter() - start:.0f} s")
    for zeros, title in ((False, "Figures other than zero"), (True, "All figures, zeros included")):
        start = time.perf_counter()
        found = tally(specimen, chosen.changes, zeros=zeros)
        print(f"\n{title}: {chosen.changes} wrong digits, seed {SEED}, {time.perf_counter() - start:.0f} s\n")
        print_table(found)


if __name__ == "__main__":
    main()
