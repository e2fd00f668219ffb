"""What once fell out of `make fuzz` does not any more; a few new cases of each kind; and what falls out is found."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.hostile import fuzz
from tests.hostile.fuzzing.kinds import Kind, Step, fallen
from tests.tui.terminal import PROGRAM

FALLEN = sorted(Path(__file__).with_name("fallen").glob("*.json"))
FEW = {
    "settings": 40, "session": 40, "archive": 3, "home": 4, "structure": 1, "office": 2, "marked up": 2, "terminal": 1,
    "text": 1, "bytes": 1,
}  # fmt: skip


@pytest.mark.parametrize("path", FALLEN, ids=lambda path: path.stem)
def test_what_fell_out_does_not_any_more(path: Path) -> None:
    case = fallen(path)
    assert fuzz.wrong(fuzz.KINDS[case.kind], case.steps) is None


@pytest.mark.parametrize("name", fuzz.KINDS)
def test_some_cases_of_each_kind(name: str) -> None:
    if name == "terminal" and not PROGRAM.exists():
        pytest.skip(f"THE PROGRAM IS NOT INSTALLED: {PROGRAM}")
    chance = random.Random(f"{name} 2")
    for _ in range(FEW[name]):
        assert fuzz.tried(name, chance) is None


def test_what_falls_out_is_made_smaller_kept_and_seen_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def invented(chance: random.Random) -> list[Step]:
        return [["number", chance.randrange(100)] for _ in range(40)]

    def wrong(steps: list[Step], folder: Path) -> str | None:
        assert list(folder.iterdir()) == []
        if sum(number > 60 for _name, number in steps) >= 3:
            raise ValueError("three of them")
        return None

    monkeypatch.setitem(fuzz.KINDS, "numbers", Kind(invented, wrong))  # type: ignore[arg-type]
    case = fuzz.tried("numbers", random.Random(1))

    assert case is not None
    assert (len(case.steps), case.why) == (3, "ValueError: three of them")
    again = fallen(case.kept(tmp_path, "1"))
    assert again == case
    assert fuzz.wrong(fuzz.KINDS["numbers"], again.steps) == case.why
