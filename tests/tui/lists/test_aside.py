"""What takes longer than a key may is worked out aside: keys are taken meanwhile, and what is late is dropped."""

from __future__ import annotations

from threading import Event, current_thread, main_thread

import pytest

from doelboom.data.model.outline import Outline
from doelboom.data.queries.variances import Variances
from doelboom.data.queries.variances import variances as ask_variances
from doelboom.data.storage.library import Opened
from doelboom.tui.explorer import aside
from doelboom.tui.explorer.narrowing import Narrowed
from doelboom.tui.explorer.screens.dialogs import jump, palette
from doelboom.tui.explorer.screens.dialogs.jump import nodes_for
from doelboom.tui.explorer.screens.lists import variances
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from doelboom.tui.explorer.screens.lists.variances_state import VariancesState
from doelboom.tui.explorer.screens.tree import tree
from doelboom.tui.explorer.screens.tree.explorer import ExplorerScreen
from doelboom.tui.explorer.tree_filter import TreeFilter, tree_filter
from tests.tui.driving import explore, open_variances


@pytest.fixture(autouse=True)
def _every_report_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "_AT_ONCE", 0)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Filters take until this is set."""
    let_go = Event()

    def slow(outline: Outline, text: str) -> TreeFilter:
        let_go.wait(30)
        return tree_filter(outline, text)

    monkeypatch.setattr(tree, "tree_filter", slow)
    return let_go


async def test_the_answer_comes_when_it_is_there(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("slash", *"talent", "enter")
        await it.until(lambda: "2 matches" in it.text or "1/2 matches" in it.text, "the matches")
        assert it.code in ("SD10022", "AC34834")


async def test_keys_are_taken_meanwhile_and_the_screen_says_that_it_is_at_work(gent: Opened, held: Event) -> None:
    async with explore(gent) as it:
        await it.press("slash", *"talent", "enter")
        before = it.open_codes
        await it.until(lambda: "searching…" in it.text, "that it is at work")
        await it.press("j")
        assert (it.code, it.open_codes) == ("OD10039", before)
        held.set()
        await it.until(lambda: len(it.open_codes) < len(before), "the answer")
        assert "searching…" not in it.text


async def test_what_is_left_does_not_come_any_more(gent: Opened, held: Event) -> None:
    async with explore(gent) as it:
        before = it.open_codes
        await it.press("slash", *"talent")
        await it.until(lambda: "searching…" in it.text, "that it is at work")
        await it.press("escape")
        assert "searching…" not in it.text
        held.set()
        await it.app.workers.wait_for_complete()
        await it.press("j")
        assert it.open_codes == before


async def test_what_goes_by_the_answer_is_done_when_it_is_there(gent: Opened, held: Event) -> None:
    async with explore(gent) as it:
        await it.press("slash", *"talent", "enter", "n")
        held.set()
        await it.app.workers.wait_for_complete()
        await it.settle()
        assert (it.code, it.said) == ("SD10022", [])


async def test_where_one_went_meanwhile_one_stays(gent: Opened, held: Event) -> None:
    async with explore(gent) as it:
        await it.press("slash", *"talent", "enter", "colon", *"35159", "enter")
        assert it.code == "AC35159"
        held.set()
        await it.app.workers.wait_for_complete()
        await it.settle()
        assert it.code == "AC35159"


async def test_a_word_typed_fast_is_looked_for_twice_at_most(gent: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    let_go, looked_for = Event(), []

    def slow(outline: Outline, text: str) -> TreeFilter:
        looked_for.append(text)
        let_go.wait(30)
        return tree_filter(outline, text)

    monkeypatch.setattr(tree, "tree_filter", slow)
    async with explore(gent) as it:
        await it.press("slash", *"talen")
        await it.until(lambda: "searching…" in it.text, "that it is at work")
        await it.press("t")
        assert "searching…" in it.text
        let_go.set()
        await it.until(lambda: "1/2 matches" in it.text, "the matches")
        assert looked_for == ["t", "talent"]


async def test_a_report_read_again_meanwhile_is_filtered_by_what_was_typed(
    gent: Opened, lindendorp: Opened, held: Event
) -> None:
    async with explore(gent) as it:
        await it.press("slash", *"verdwenen", "enter")
        it.explorer.show_again(lindendorp)
        held.set()
        await it.until(lambda: it.explorer.view.filter.matches, "the matches")
        assert it.explorer.view.filter.text == "verdwenen"
        assert set(it.explorer.view.filter.matches or ()) <= it.explorer.outline.items.keys()


async def test_a_list_shows_its_rows_when_they_are_there(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v")
        await it.until_screen(VariancesScreen)
        await it.until(lambda: it.table.row_count > 0, "rows")
        first = it.table.key
        await it.press("s", "down", "enter")
        await it.until(lambda: it.table.key != first, "another order")
        assert it.table.cursor_row == 0


async def test_a_list_is_left_before_its_rows_are_there(gent: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    let_go, whole = Event(), ask_variances

    def slow(*asked: object, **how: object) -> object:
        let_go.wait(30)
        return whole(*asked, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(variances, "variances", slow)
    async with explore(gent) as it:
        await it.press("v")
        await it.until_screen(VariancesScreen)
        await it.until(lambda: "searching…" in it.text, "that it is at work")
        await it.press("j", "escape")
        await it.until_screen(ExplorerScreen)
        let_go.set()
        await it.app.workers.wait_for_complete()
        assert isinstance(it.screen, ExplorerScreen)


@pytest.mark.parametrize("opening", ["colon", "ctrl+p"])
async def test_where_to_go_is_looked_for_aside_and_a_key_for_the_list_waits_for_it(
    gent: Opened, monkeypatch: pytest.MonkeyPatch, opening: str
) -> None:
    let_go = Event()

    def slow(outline: Outline, typed: str, limit: int = 50) -> Narrowed:
        if typed == "od1":
            let_go.wait(30)
        return nodes_for(outline, typed, limit)

    for module in (jump, palette):
        monkeypatch.setattr(module, "nodes_for", slow)
    async with explore(gent) as it:
        await it.press(opening, *"od1")
        await it.until(lambda: "searching…" in it.text, "that it is at work")
        await it.press(*"0039")
        let_go.set()
        await it.until(lambda: "searching…" not in it.text, "what was typed last")
        await it.press("enter")
        await it.until(lambda: it.code == "OD10039", "the node")
    async with explore(gent) as it:
        await it.press(opening, *"od10039", "enter")
        await it.until(lambda: it.code == "OD10039", "the node")


async def test_what_the_rows_were_chosen_by_meanwhile_counts(gent: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    let_go, whole = Event(), VariancesScreen._answered
    let_go.set()

    def slow(screen: VariancesScreen, state: VariancesState) -> Variances:
        answer = whole(screen, state)
        if current_thread() is not main_thread():
            let_go.wait(30)
        return answer

    monkeypatch.setattr(VariancesScreen, "_answered", slow)
    async with explore(gent) as it:
        await open_variances(it)
        marked = it.table.key
        await it.press("space")
        let_go.clear()
        await it.press("z")
        await it.until(lambda: "searching…" in it.text, "that it is at work")
        await it.press("asterisk")
        let_go.set()
        await it.app.workers.wait_for_complete()
        await it.settle()
        await it.until(lambda: it.table.row_count == 1, "the marked row alone")
        assert it.table.key == marked
        await it.press("asterisk")
        await it.until(lambda: it.table.row_count > 1, "all rows")
