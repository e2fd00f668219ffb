"""Faults of every kind, by seed, in the bundled report; the README's table has many times as many.

The bounds lie below what `python -m tests.benchmarks.bench_check` measures, as far as so small a sample may stray.
"""

from __future__ import annotations

import pytest

from doelboom.data.model.accounts import Accounts
from tests.data.faults import Faults, Score
from tests.data.right_reports import right_report
from tests.data.what_the_check_says import check, doubts
from tests.data.wrong_digits import Specimen

COUNT = 15


@pytest.fixture(scope="module")
def specimen(figures_2024: Accounts) -> Specimen:
    return Specimen(figures_2024)


@pytest.mark.parametrize(
    ("kind", "in_doubt", "right", "wrong"),
    [
        ("two transposed", 0.85, 0.7, 1),
        ("one dropped", 0.9, 0.5, 1),
        ("one added", 0.9, 0.6, 1),
        ("sign", 0.93, 0.9, 0),
        ("two columns swapped", 0.93, 0.85, 2),
        ("expenditure and receipts swapped", 0.75, 0.75, 0),
        ("node below another plan", 0.85, 0.8, 1),
        ("line copied", 0.9, 0.8, 0),
        ("two siblings wrong, sum kept", 0.7, 0.4, 2),
    ],
)
def test_faults_of_a_kind_are_seen_and_put_right(
    specimen: Specimen, kind: str, in_doubt: float, right: float, wrong: int
) -> None:
    faults, score = Faults(specimen, 7), Score()
    for fault in faults.some(kind, COUNT):
        score.add(faults, [fault])

    assert score.faults == COUNT
    assert score.in_doubt >= in_doubt * COUNT
    assert score.right >= right * COUNT
    assert score.wrong <= wrong


def test_faults_of_mixed_kinds_at_once_do_not_hide_each_other(specimen: Specimen) -> None:
    faults, score = Faults(specimen, 11), Score()
    for _ in range(3):
        score.add(faults, faults.mixed(10))

    assert score.in_doubt >= 0.85 * score.faults
    assert score.right >= 0.65 * score.faults
    assert score.wrong <= 0.04 * score.suggestions


def test_reports_that_are_right_are_hardly_ever_doubted_and_nothing_is_suggested_of_them() -> None:
    findings = [check(right_report(seed)) for seed in range(31, 71)]
    alarms = [doubts(found) for found in findings]

    assert sum((found["kind"] == "remainder").any() for found in findings) > 20, "true remainders are among them"
    assert sum(not found.is_empty() for found in alarms) <= 3
    assert sum(found["suggestion"].is_not_null().sum() for found in alarms) == 0
