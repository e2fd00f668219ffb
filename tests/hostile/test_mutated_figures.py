"""Never a wrong figure without a finding, for what arithmetic can see: a real report's text, spoilt at random."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from doelboom.data.model.accounts import Accounts
from doelboom.data.storage.library import bundled, read_file
from doelboom.parser.records import Measure
from tests.data.small_accounts import put
from tests.hostile.mutations import MUTATIONS, text_of
from tests.hostile.seen import Seen, compare

OBJECTIVE = "SD10022"
"""54 nodes of the bundled report; the whole of it is for `make fuzz`."""
TIMES = 5


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return text_of(bundled(), OBJECTIVE)


def read(lines: list[str], folder: Path) -> Accounts:
    path = folder / "verslag.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_file(path)


@pytest.fixture(scope="module")
def right(lines: list[str], tmp_path_factory: pytest.TempPathFactory) -> Accounts:
    return read(lines, tmp_path_factory.mktemp("right"))


def test_the_text_of_the_bundled_report_reads_as_the_report(lines: list[str], right: Accounts) -> None:
    codes = set(right.nodes["code"])
    whole = bundled().amounts

    assert len(codes) == 54
    assert right.amounts.equals(whole.filter(whole["code"].is_in(list(codes))))
    assert compare(right, right) == Seen()


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_wrong_figure_has_a_finding(name: str, lines: list[str], right: Accounts, tmp_path: Path) -> None:
    chance = random.Random(name)
    total = Seen()
    for _ in range(TIMES):
        spoilt = list(lines)
        MUTATIONS[name](spoilt, chance)
        total.add(compare(right, read(spoilt, tmp_path)))

    assert total.untold == []
    if name not in ("digit changed", "block dropped", "lines swapped"):
        assert total.unseen == []
    assert total.wrong + total.missing > 0 or name == "line doubled"


def test_several_at_once_are_told_as_well(lines: list[str], right: Accounts, tmp_path: Path) -> None:
    chance = random.Random(2024)
    total = Seen()
    for _ in range(2 * TIMES):
        spoilt = list(lines)
        for mutation in chance.choices(list(MUTATIONS.values()), k=4):
            mutation(spoilt, chance)
        total.add(compare(right, read(spoilt, tmp_path)))

    assert total.untold == []
    assert total.in_doubt + total.remainder > 10


def test_the_arithmetic_of_this_test_sees_a_wrong_figure(right: Accounts) -> None:
    """Without the check's findings a changed figure is untold: the test can fail."""
    spoilt = put(right, ("OD10043", Measure.OPERATING_EXPENDITURE, "actual", "1"))

    assert compare(right, spoilt).untold == [("OD10043", "exploitatie_uitgaven", "actual")]
