"""Several reports opened at once: all are read and kept, and what cannot be read is said."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from doelboom.data.storage.archive import Archive
from tests.documents.years import city, write_pdf, write_text
from tests.tui.kept import doelboom
from tests.tui.terminal import Terminal


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("years")
    first, *others = city(6, 2022, 3).reports
    return [write_pdf(first, folder), *(write_text(report, folder) for report in others)]


def test_all_are_read_in_one_go_and_the_last_is_the_one_at_hand(home: Path, files: list[Path]) -> None:
    said = doelboom("open", *files, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert (said.code, said.err) == (0, "")
    assert [row["title"] for row in rows] == [f"Jaarrekening {year} - Lindendorp" for year in (2022, 2023, 2024)]
    assert doelboom("check").out.startswith(f"Jaarrekening 2024 - Lindendorp ({rows[-1]['id']})\n")
    again = doelboom("open", *files, files[0], "--no-ui").out.split("\n\n")
    assert [block.splitlines()[0].endswith("known already") for block in again] == [True] * 3


def test_one_that_cannot_be_read_is_said_and_the_others_are_read(home: Path, files: list[Path], tmp_path: Path) -> None:
    wrong = tmp_path / "brief.txt"
    wrong.write_text("Geachte heer, mevrouw", encoding="utf-8")
    said = doelboom("open", files[1], wrong, tmp_path / "weg.pdf", files[2])
    assert said.code == 2
    assert [line.split(": ")[1] for line in said.err.splitlines()] == ["brief.txt", str(tmp_path / "weg.pdf")]
    assert [block.split(" - ")[0] for block in said.out.split("\n\n")] == ["Jaarrekening 2023", "Jaarrekening 2024"]
    assert len(Archive().ids()) == 2


def test_a_terminal_is_shown_one_progress_over_all_files(home: Path, files: list[Path]) -> None:
    with Terminal("open", files[0].as_posix(), files[1].as_posix(), "--no-ui", size=(100, 30)) as it:
        it.until_shown("Jaarrekening 2022 - Lindendorp", "Jaarrekening 2023 - Lindendorp")
        assert b"reading 2022.pdf (1 of 2)" in it.written
        assert it.text.count("of 2)") <= 1
