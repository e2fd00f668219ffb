"""On the screen of the variances: rows in groups that open and close, corrections in or out, questions kept."""

from __future__ import annotations

import shlex
import tomllib

import pytest

from doelboom.data.storage import locations
from doelboom.data.storage.library import BUNDLED, Opened
from doelboom.tui.explorer.screens.dialogs.keep import KeepScreen
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from doelboom.tui.explorer.screens.lists.variances_groups import group_key
from tests.tui.driving import Driven, explore, open_variances
from tests.tui.running import run

FOLDED, UNFOLDED = "\N{BLACK RIGHT-POINTING SMALL TRIANGLE}", "\N{BLACK DOWN-POINTING SMALL TRIANGLE}"
KINDERGARTEN = group_key("OD10042")


async def _by_plan(it: Driven) -> VariancesScreen:
    screen = await open_variances(it)
    await it.press("b", "down", "down", "enter")
    return screen


async def test_groups_begin_folded_with_their_sums_the_largest_first(gent: Opened) -> None:
    async with explore(gent, (200, 50)) as it:
        await _by_plan(it)
        assert len(it.table.key_order) == 17
        assert it.table.key == it.table.key_order[0] == KINDERGARTEN
        assert it.cells(KINDERGARTEN)[0] == f"{FOLDED} OD10042"
        assert it.cells(KINDERGARTEN)[1].endswith("(5 rows)")
        assert "-4.939.175" in it.cells(KINDERGARTEN)
        assert any("by action plan" in line for line in it.lines)
        # The line of totals is that of all rows, folded or not.
        assert any("variance -14.157.5" in line for line in it.lines)


@pytest.mark.parametrize(("unfold", "fold"), [("enter", "enter"), ("right", "left"), ("l", "h")])
async def test_a_group_opens_and_closes(gent: Opened, unfold: str, fold: str) -> None:
    async with explore(gent) as it:
        await _by_plan(it)
        await it.press(unfold)
        assert it.table.key == KINDERGARTEN
        assert it.table.key_order[:3] == [KINDERGARTEN, "AC34421", "AC34415"]
        assert it.cells(KINDERGARTEN)[0] == f"{UNFOLDED} OD10042"
        await it.press(fold)
        assert it.table.key == KINDERGARTEN
        assert len(it.table.key_order) == 17


async def test_right_goes_on_into_an_open_group_and_left_closes_it_from_within(gent: Opened) -> None:
    async with explore(gent) as it:
        await _by_plan(it)
        await it.press("right", "right")
        assert it.table.key == "AC34421"
        await it.press("down", "left")
        assert it.table.key == KINDERGARTEN
        assert "AC34421" not in it.table.key_order


async def test_enter_on_a_row_goes_to_its_node_and_back_to_the_same_groups(gent: Opened) -> None:
    async with explore(gent) as it:
        await _by_plan(it)
        await it.press("right", "right", "enter")
        assert it.code == "AC34421"
        await it.press("ctrl+o")
        await it.until_screen(VariancesScreen)
        assert it.table.key == "AC34421"
        assert it.table.key_order[:2] == [KINDERGARTEN, "AC34421"]


async def test_a_filter_and_zeroes_hold_in_groups(gent: Opened) -> None:
    async with explore(gent) as it:
        await _by_plan(it)
        await it.press("slash")
        await it.type_in("kinderopvang")
        await it.press("enter")
        assert KINDERGARTEN in it.table.key_order
        assert len(it.table.key_order) < 17
        assert sum(int(it.cells(key)[1].rpartition("(")[2].split()[0]) for key in it.table.key_order) == len(
            run("variances", "--filter", "kinderopvang", "--hide-zeroes", "--format", "json").rows
        )


async def test_columns_scroll_by_capitals_where_rows_fold(gent: Opened) -> None:
    async with explore(gent, (80, 24)) as it:
        await _by_plan(it)
        before = it.lines[1]
        await it.press("L")
        assert it.lines[1] != before
        # With columns scrolled away, left scrolls back first.
        await it.press("left")
        assert it.lines[1] == before


async def test_a_level_without_such_groups_is_one_list_again(gent: Opened) -> None:
    async with explore(gent) as it:
        screen = await _by_plan(it)
        await it.press("t", "t", "enter")
        assert screen.state.query.group is None
        assert len(it.table.key_order) == 17
        await it.press("t", "t", "enter", "b")
        assert it.screen is screen


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 36)])
async def test_groups_by_service_at_every_size(gent: Opened, size: tuple[int, int]) -> None:
    async with explore(gent, size) as it:
        await open_variances(it)
        await it.press("b", "down", "down", "down", "enter", "enter", "down")
        assert it.table.key == "ACA0010"
        await it.press("up", "i", "i")
        assert it.table.key == group_key("Aansturing Welzijn en Samenleving")


async def test_corrections_out_and_in_by_one_key(gent: Opened) -> None:
    async with explore(gent, (200, 50)) as it:
        await open_variances(it)
        assert it.cells("ACA0010")[1].startswith("(correction) Corrigeren")
        await it.press("r")
        assert "ACA0010" not in it.table.key_order
        assert "5 corrections left out" in it.lines[0]
        await it.press("r")
        assert "ACA0010" in it.table.key_order


async def test_the_command_knows_groups_corrections_and_columns(gent: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str | None] = []
    async with explore(gent) as it:
        screen = await _by_plan(it)
        monkeypatch.setattr(screen, "copy", copied.append)
        await it.press("r", "c", "down", "space", "enter", "x")
        columns = [column.key for column in screen.columns()]
        answer = screen.answer
    (command,) = copied
    assert command is not None
    assert "--group plan --no-corrections --columns" in command
    rows = run(*shlex.split(command)[1:], "--report", BUNDLED, "--format", "json").rows
    assert list(rows[0]) == [*columns, "group", "doubt"]
    assert [row["code"] for row in rows] == answer.rows["code"].to_list()


async def test_a_question_is_kept_and_found_again(gent: Opened) -> None:
    settings = locations.settings()
    settings.parent.mkdir(parents=True)
    settings.write_text('# mine\ntheme = "light"\n', encoding="utf-8")
    async with explore(gent) as it:
        screen = await _by_plan(it)
        await it.press("r", "S")
        assert isinstance(it.screen, KeepScreen)
        await it.type_in("onze vraag")
        await it.press("enter")
        await it.until_screen(VariancesScreen)
        asked = screen.state.asked
        await it.press("p", "home", "down", "enter")
        assert screen.state.asked != asked
        await it.press("p", "end", "enter")
        assert screen.state.asked == asked
        shown = screen.answer.rows["code"].to_list()
    text = settings.read_text(encoding="utf-8")
    assert text.startswith('# mine\ntheme = "light"\n')
    assert tomllib.loads(text)["questions"]["onze vraag"]["group"] == "plan"
    rows = run("variances", "--question", "onze vraag", "--report", BUNDLED, "--format", "json").rows
    assert [row["code"] for row in rows] == shown


async def test_a_name_that_is_taken_is_replaced_only_by_a_second_enter(gent: Opened) -> None:
    settings = locations.settings()
    settings.parent.mkdir(parents=True)
    settings.write_text('[questions.een]\npreset = "staffing"\n', encoding="utf-8")
    async with explore(gent) as it:
        await open_variances(it)
        await it.press("S")
        await it.press("enter")
        assert isinstance(it.screen, KeepScreen)
        await it.type_in("een")
        await it.press("enter")
        assert isinstance(it.screen, KeepScreen)
        assert "staffing" in settings.read_text(encoding="utf-8")
        await it.press("enter")
        await it.until_screen(VariancesScreen)
    assert "staffing" not in settings.read_text(encoding="utf-8")


async def test_what_cannot_be_kept_is_said(gent: Opened) -> None:
    settings = locations.settings()
    settings.parent.mkdir(parents=True)
    settings.write_text("theme = ", encoding="utf-8")
    async with explore(gent) as it:
        await open_variances(it)
        await it.press("S")
        await it.type_in("een")
        await it.press("enter")
        assert any("not TOML" in note.message for note in it.app._notifications)
    assert settings.read_text(encoding="utf-8") == "theme = "
