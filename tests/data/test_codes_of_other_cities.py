"""A jump by the codes of any city, on a report that is read from its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from doelboom.data.model.outline import Outline, outline
from doelboom.data.queries.search import jump
from doelboom.data.reading.second_reading import read_checked
from tests.documents.in_units import Units, write
from tests.documents.invent import Size, invent
from tests.documents.other_cities import renamed


def _tree(city: str, folder: Path) -> Outline:
    written = renamed(invent(2, Size(objectives=2, plans=3, leaves=4, lost=0.0)), city)
    return outline(read_checked(write(written, Units(), folder / "report.txt")))


@pytest.mark.parametrize(
    ("city", "typed", "meant"),
    [
        ("Leuven", "ac000002", "AC000002"),
        ("Leuven", "AP2", None),
        ("Mechelen", "mjp", "MJP"),
        ("Antwerpen", "3low0102", "3LOW0102"),
        ("Kortrijk", "90.1", "90.1"),
        ("Kortrijk", "bd90", "BD 90"),
        ("Kortrijk", "BD 91", "BD 91"),
    ],
)
def test_a_jump_by_any_citys_codes(tmp_path: Path, city: str, typed: str, meant: str | None) -> None:
    found = jump(_tree(city, tmp_path), typed)

    assert (found[0][: len(meant)] == meant) if meant is not None else found == []


def test_a_bare_number_needs_no_zeroes(tmp_path: Path) -> None:
    tree = _tree("Leuven", tmp_path)

    assert set(jump(tree, "3")[:2]) == {"AP000003", "AC000003"}
