"""Every run of digits on any screen is a whole figure: some screens by chance; `make fuzz` looks at thousands."""

from __future__ import annotations

import pytest

from doelboom.data.storage.library import Opened
from tests.tui.whole_screens import pieces, walk, with_digits


@pytest.mark.parametrize("seed", [11])
async def test_screens_by_chance_hold_no_piece_of_a_figure(gent: Opened, seed: int) -> None:
    seen, wrong = await walk(gent, 18, seed, sizes=6)
    assert seen >= 18
    assert wrong == []


def test_a_piece_would_be_seen() -> None:
    large = ["AC34421 Inrichten kinderopvang -4.784.375 26.790.236 82,1%"]
    assert pieces(["AC34421 Inrichten… -4.784.375", " 2 more columns >"], large, frozenset()) == []
    assert len(pieces(["AC34421 Inrichten… -4.784", "26.79"], large, frozenset())) == 2
    assert with_digits("●AC34421 (2024), 12%") == ["AC34421", "2024", "12%"]
