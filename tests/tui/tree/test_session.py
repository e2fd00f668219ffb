"""Where the user stopped is taken up again; nothing of a report's text is kept for it."""

from __future__ import annotations

import json
import os
import stat
from decimal import Decimal
from pathlib import Path

import pytest

from doelboom.data.model.queries import Group, floors_for
from doelboom.data.storage.library import BUNDLED, Opened, bundled
from doelboom.tui.explorer.app import Explorer
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from doelboom.tui.explorer.screens.tree.explorer import ExplorerScreen
from doelboom.tui.explorer.widgets.tree import OutlineTree
from doelboom.tui.settings.session import Session, session_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "session.json"


async def used(session: Session, *keys: str) -> tuple[str | None, object]:
    """Presses keys in a new explorer; returns where it ended."""
    app = Explorer(Opened(bundled(), BUNDLED), session=session)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        screen = app.screen
        code = app.screen_stack[0].query_one(OutlineTree).code
        if isinstance(screen, VariancesScreen):
            return code, screen.state
        assert isinstance(screen, ExplorerScreen)
        return code, screen.view


async def test_the_question_of_the_variances_is_taken_up(path: Path) -> None:
    await used(session_of(BUNDLED, path), "v", "p", "p", "p", "enter", "t", "t", "enter", "s", "G", "enter", "q")
    _code, state = await used(session_of(BUNDLED, path), "v")
    query = state.query  # type: ignore[attr-defined]
    assert (query.preset.value, query.scope.value, query.sort) == ("not-executed", "plans", "service")
    assert (query.group, query.corrections) == (None, True)
    assert floors_for(query) == (Decimal(50_000), Decimal(0))


async def test_groups_and_corrections_are_taken_up(path: Path) -> None:
    await used(session_of(BUNDLED, path), "v", "b", "down", "enter", "r", "q")
    _code, state = await used(session_of(BUNDLED, path), "v")
    query = state.query  # type: ignore[attr-defined]
    assert (query.group, query.corrections) == (Group.OBJECTIVE, False)


async def test_a_floor_that_was_set_is_taken_up_and_zero_is_one_too(path: Path) -> None:
    for typed in ("0", "7"):
        await used(session_of(BUNDLED, path), "v", "p", "home", "p", "p", "enter", "f", "ctrl+u", typed, "enter", "q")
        _code, state = await used(session_of(BUNDLED, path), "v")
        assert floors_for(state.query) == (Decimal(typed), Decimal(0))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"[" * 100_000, b'{"version": 99, "reports": {}}', b'{"version": 1}', b"\xff\xfe"]
)
def test_what_cannot_be_read_is_as_if_it_were_not_there(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    session = session_of(BUNDLED, path)
    assert session.state == {}
    assert (session.complaint is None) == (b"99" in content)
    session.save()
    assert session_of(BUNDLED, path).complaint is None


async def test_values_that_make_no_sense_are_passed_over(path: Path) -> None:
    session = Session(BUNDLED, path, {"code": "AC99999999", "measure": 5, "unit": "yen", "bars": "x",
                                      "variances": {"preset": "x", "measure": [], "sort": "x"}})  # fmt: skip
    session.save()
    code, state = await used(session_of(BUNDLED, path), "v")
    assert code == "SD10021"
    assert state.query.preset.value == "largest"  # type: ignore[attr-defined]


def test_it_is_private_and_holds_no_text_of_the_report(path: Path) -> None:
    session = session_of(BUNDLED, path)
    session.state["code"] = "AC34834"
    session.save()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text())["reports"] == {BUNDLED: {"code": "AC34834"}}
    assert [item.name for item in path.parent.iterdir()] == ["session.json"]


def test_where_it_cannot_be_written_nothing_happens(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    session_of(BUNDLED, tmp_path / "file" / "session.json").save()
    assert (tmp_path / "file").read_text() == ""


SPOILT = {
    "code": "AC34834", "unit": [], "columns": [[]], "bars": "yes", "bookmarks": {}, "later": [1],
    "variances": {"hidden": [[]], "unit": [], "preset": "underspent", "descending": 3},
}  # fmt: skip


async def test_values_of_another_kind_are_told_of_once_and_the_rest_is_taken_up(path: Path) -> None:
    Session(BUNDLED, path, dict(SPOILT)).save()
    session = session_of(BUNDLED, path)

    app = Explorer(Opened(bundled(), BUNDLED), session=session)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.pause()
        said = [note.message for note in app._notifications]
        assert app.screen_stack[0].query_one(OutlineTree).code == "AC34834"
        await pilot.press("v")
        await pilot.pause()
        assert app.screen.state.query.preset.value == "underspent"  # type: ignore[attr-defined]
        await pilot.press("q")

    (complaint,) = said
    names = "unit, bars, columns, bookmarks, variances.unit, variances.descending, variances.hidden"
    assert complaint.endswith(f"session.json: not understood, and begun anew: {names}")
    session.save()
    assert session_of(BUNDLED, path).complaint is None
    assert session_of(BUNDLED, path).state["later"] == [1]


def test_a_pipe_in_its_place_is_not_waited_for(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    session = session_of(BUNDLED, path)
    assert session.complaint is not None
    session.save()
    assert path.is_file()


@pytest.mark.parametrize("depth", [50, 600, 20_000])
def test_what_is_nested_too_deep_to_be_written_again_is_forgotten(path: Path, depth: int) -> None:
    path.parent.mkdir()
    path.write_text('{"version": 1, "reports": {"2024-0123456789ab": ' + "[" * depth + "]" * depth + "}}")
    session = session_of(BUNDLED, path)
    assert session.complaint is not None
    session.save()
    assert session_of(BUNDLED, path).complaint is None
