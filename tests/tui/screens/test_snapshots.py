"""Pictures of the screens on the bundled report, compared as SVG.

After a change that is meant: ``pytest tests/tui/screens/test_snapshots.py --snapshot-update``, then look at them. What
the screens say is asserted in the other tests; these guard how it looks.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.app import Explorer
from doelboom.tui.locale.words import use_language
from doelboom.tui.settings.config import Config
from tests.tui.driving import NARROW, WIDE, Driven

Compare = Callable[..., bool]


def _taken(
    compare: Compare,
    opened: Opened,
    *keys: str,
    size: tuple[int, int] = WIDE,
    code: str | None = None,
    theme: str | None = None,
) -> bool:
    """Whether the picture after some keys is the one that is kept."""

    async def press(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app, Explorer)
        it = Driven(pilot.app, pilot, [])
        await it.settle()
        await it.press(*keys)
        # The detail follows the cursor a moment later; the picture is of what it says in the end.
        await it.until(lambda: f"{it.code}\n" in it.detail_text, "the detail of the node under the cursor")
        await it.settle()

    app = Explorer(opened, code, config=Config(theme=theme))
    return compare(app, run_before=press, terminal_size=size)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
def test_tree_and_detail(snap_compare: Compare, gent: Opened, size: tuple[int, int]) -> None:
    assert _taken(snap_compare, gent, size=size, code="AC34834")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
def test_detail_in_full(snap_compare: Compare, gent: Opened, size: tuple[int, int]) -> None:
    assert _taken(snap_compare, gent, "i", size=size, code="OD10041")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
def test_variances(snap_compare: Compare, gent: Opened, size: tuple[int, int]) -> None:
    assert _taken(snap_compare, gent, "v", size=size)


def test_check(snap_compare: Compare, gent: Opened) -> None:
    assert _taken(snap_compare, gent, "K", size=NARROW)


def test_help(snap_compare: Compare, gent: Opened) -> None:
    assert _taken(snap_compare, gent, "question_mark", size=NARROW)


def test_jump(snap_compare: Compare, gent: Opened) -> None:
    assert _taken(snap_compare, gent, "colon", *"3483", size=NARROW)


def test_filter(snap_compare: Compare, gent: Opened) -> None:
    assert _taken(snap_compare, gent, "slash", *"kinderopvang", size=NARROW)


def test_dutch(snap_compare: Compare, gent: Opened) -> None:
    use_language("nl")
    assert _taken(snap_compare, gent, size=WIDE, code="OD10041")


def test_light(snap_compare: Compare, gent: Opened) -> None:
    assert _taken(snap_compare, gent, size=NARROW, code="AC34834", theme="light")


def test_a_figure_in_doubt(snap_compare: Compare, doubtful: Opened) -> None:
    assert _taken(snap_compare, doubtful, size=WIDE, code="AC51000")
