"""One digit of one figure changed, a hundred times and more by seed: does the check find it?

The bounds lie below what `python -m tests.benchmarks.bench_check` measures with many thousands, as far as so small a
sample may stray. Beside a remainder, whose size nobody knows, a sum proves nothing, and a change too small for its
percentages cannot be seen by anything that has only this report. Such cells are counted apart.
"""

from __future__ import annotations

from collections import defaultdict

import pytest

from doelboom.data.model.accounts import Accounts
from tests.data.what_the_check_says import check
from tests.data.wrong_digits import Specimen, Tally
from tests.examples import EXHAUSTIVE


@pytest.fixture(scope="module")
def specimen(figures_2024: Accounts) -> Specimen:
    return Specimen(figures_2024)


def tallies(specimen: Specimen, seed: int, count: int, *, zeros: bool) -> dict[str, Tally]:
    found: dict[str, Tally] = defaultdict(Tally)
    for change in specimen.changes(seed, count, zeros=zeros):
        findings = check(specimen.spoilt([change]))
        if not specimen.is_beyond_rounding(change):
            found["within rounding"].add(findings, [change])
            continue
        found["beyond rounding"].add(findings, [change])
        found["adds up" if specimen.adds_up(change) else "beside a remainder"].add(findings, [change])
    return found


@pytest.mark.parametrize(
    ("seed", "count", "zeros", "seen"),
    [(2024, 260 if EXHAUSTIVE else 110, False, 0.97), (2025, 280 if EXHAUSTIVE else 130, True, 0.94)],
    ids=["figures", "figures and zeros"],
)
def test_a_wrong_digit_is_put_in_doubt_named_and_corrected(
    specimen: Specimen, seed: int, count: int, zeros: bool, seen: float
) -> None:
    found = tallies(specimen, seed, count, zeros=zeros)

    beyond, adds_up, within = found["beyond rounding"], found["adds up"], found["within rounding"]
    assert beyond.changes > (90 if EXHAUSTIVE else 40)
    assert adds_up.share("in_doubt") >= 0.97
    assert beyond.share("in_doubt") >= seen, "a remainder hides what its percentages do not show"
    assert beyond.share("named") >= 0.83
    assert beyond.listed >= 0.995 * beyond.in_doubt
    assert beyond.share("suggestions") >= 0.75
    assert beyond.share("right") >= 0.98
    assert within.changes > (40 if EXHAUSTIVE else 15)
    assert within.right == within.suggestions, "a change within rounding never gets a wrong one"


def test_several_wrong_digits_are_found_one_by_one(specimen: Specimen) -> None:
    found, digits = Tally(), 3
    changes = [
        change
        for change in specimen.changes(digits, 300, zeros=False)
        if specimen.is_beyond_rounding(change) and specimen.adds_up(change)
    ]
    for start in range(0, len(changes) - digits, digits):
        several = changes[start : start + digits]
        if len({change.row for change in several}) == digits:
            found.add(check(specimen.spoilt(several)), several)

    assert found.changes > 150
    assert found.share("listed") >= 0.97
    assert found.share("named") >= 0.85
    assert found.share("right") >= 0.97


def test_many_wrong_digits_do_not_make_the_check_slow_or_blind(specimen: Specimen) -> None:
    changes = {change.row: change for change in specimen.changes(3, 60, zeros=False)}
    several = [change for change in changes.values() if specimen.is_beyond_rounding(change)]
    found = Tally()
    found.add(check(specimen.spoilt(several)), several)

    assert found.changes > 30
    assert found.share("listed") >= 0.9
