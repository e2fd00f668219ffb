"""What is asked of the row one is on: each in a few keys, with the answer under the cursor."""

from __future__ import annotations

from pathlib import Path

import pytest

from doelboom.data.storage.library import Opened
from tests.tui.driving import NARROW, WIDE, explore


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_else_did_this_plan_do(gent: Opened, size: tuple[int, int]) -> None:
    async with explore(gent, size, code="AC34834") as it:
        await it.press("h")
        assert it.code == "OD10039"
        below = [item.code for item in it.explorer.outline.items.values() if item.parent == "OD10039"]
        at = it.open_codes.index("OD10039")
        assert it.open_codes[at + 1 : at + 1 + len(below)] == below
        assert sum(any(code in line for line in it.lines) for code in below) >= 5


async def test_what_did_i_mark(gent: Opened) -> None:
    async with explore(gent, NARROW, code="AC34834") as it:
        await it.press("space", "v", "space", "q", "g", "asterisk")
        marked = it.explorer.marks.codes
        assert len(marked) == 2
        assert it.code in marked
        leaves = [code for code in it.open_codes if code.startswith(("AC", "PR"))]
        assert sorted(leaves) == sorted(marked)


async def test_hand_me_a_page(gent: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with explore(gent, NARROW, code="AC34834") as it:
        await it.press("P", "enter")
        page = tmp_path / "AC34834-2024.html"
        await it.until(page.exists, "the page")
        assert "442.318" in page.read_text(encoding="utf-8")
        assert it.code == "AC34834"
