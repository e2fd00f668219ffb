"""What the row of a list is: its detail beside or below the list, or over the whole screen; on and off."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from doelboom.data.model.outline import NO_FIGURES
from doelboom.data.model.queries import NO_SERVICE, REMAINDERS, ServiceQuery
from doelboom.data.queries.services import figures_by_service, services
from doelboom.data.storage.library import Opened
from doelboom.parser.records import Measure
from doelboom.tui.explorer.screens.lists.listing import ListingScreen
from doelboom.tui.explorer.widgets.row_pane import RowPane
from doelboom.tui.settings.session import session_of
from tests.tui.driving import NARROW, WIDE, Driven, explore
from tests.tui.small_reports import opened, small_text

SMALL = (40, 12)
VERY_WIDE = (200, 50)
LISTS = ["v", "d", "K"]


def pane_of(it: Driven) -> RowPane:
    return it.one(RowPane)


def shown(it: Driven) -> str:
    """The whole detail, whether scrolled into view or not, on one line."""
    return " ".join(" ".join(pane_of(it).lines).split())


def is_in_view(it: Driven) -> bool:
    region = pane_of(it).region
    return pane_of(it).display and region.width > 20 and region.height > 3


@pytest.mark.parametrize("key", LISTS)
@pytest.mark.parametrize(
    ("size", "beside", "below"),
    [(VERY_WIDE, True, False), ((150, 24), True, False), (WIDE, False, True), ((80, 30), False, True),
     ((149, 29), False, False), (NARROW, False, False), (SMALL, False, False)],
)  # fmt: skip
async def test_it_stands_where_there_is_room(
    gent: Opened, key: str, size: tuple[int, int], beside: bool, below: bool
) -> None:
    async with explore(gent, size) as it:
        await it.press(key)
        table, pane = it.table.region, pane_of(it).region
        assert is_in_view(it) == (beside or below)
        if beside:
            assert pane.x >= table.right
            assert pane.y == table.y
        elif below:
            assert pane.y >= table.bottom
            assert pane.x == table.x
        # The list keeps its title and its main figure.
        assert table.height >= 8
        heading = it.lines[table.y]
        assert re.search("Title|Service", heading)
        assert key == "K" or "Variance ±↓" in heading


@pytest.mark.parametrize("key", LISTS)
@pytest.mark.parametrize("size", [VERY_WIDE, WIDE, NARROW, SMALL])
async def test_i_puts_it_on_and_off(gent: Opened, key: str, size: tuple[int, int]) -> None:
    async with explore(gent, size) as it:
        await it.press(key)
        before, was_in_view = it.lines, is_in_view(it)
        await it.press("i")
        assert is_in_view(it) != was_in_view
        assert bool(it.table.region) == (size in (VERY_WIDE, WIDE))
        await it.press("i")
        assert it.lines == before
        assert it.table.has_focus


@pytest.mark.parametrize("closing", ["i", "q", "escape", "tab"])
async def test_in_full_it_is_closed_before_the_list(gent: Opened, closing: str) -> None:
    async with explore(gent, NARROW) as it:
        await it.press("v", "down", "i")
        assert "ACC9900" in shown(it)
        assert "columns >" not in it.lines[0]
        await it.press(closing)
        assert isinstance(it.screen, ListingScreen)
        assert it.table.has_focus
        assert it.table.key == "ACC9900"
        assert "columns >" in it.lines[0]


async def test_off_is_kept_for_all_lists_and_the_next_start(gent: Opened, home: Path) -> None:
    async with explore(gent, session=session_of(gent.id)) as it:
        await it.press("v", "i")
        assert not is_in_view(it)
    async with explore(gent, session=session_of(gent.id)) as it:
        for key in LISTS:
            await it.press(key)
            assert not is_in_view(it)
            await it.press("q")
        await it.press("v", "i", "q", "d")
        assert is_in_view(it)


@pytest.mark.parametrize("size", [VERY_WIDE, WIDE, NARROW])
async def test_tab_goes_between_list_and_detail(gent: Opened, size: tuple[int, int]) -> None:
    async with explore(gent, size) as it:
        await it.press("v", "tab")
        assert pane_of(it).has_focus
        key = it.table.key
        await it.press("j", "space")
        assert it.table.key == key
        assert pane_of(it).top > 0 or size == VERY_WIDE
        await it.press("tab")
        assert it.table.has_focus
        await it.press("j")
        assert it.table.key != key
        await it.press("i", "tab")
        assert is_in_view(it) == (size != NARROW)


async def test_the_commands_of_the_list_work_from_the_detail(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v", "tab", "s", "enter")
        assert "Variance ↑" in it.columns
        await it.press("enter")
        assert it.screen is it.explorer
        assert it.code == "AC34421"


async def test_where_its_room_goes_the_focus_is_the_lists(gent: Opened) -> None:
    async with explore(gent, VERY_WIDE) as it:
        await it.press("v", "tab")
        await it.resize(*NARROW)
        assert it.table.has_focus
        await it.resize(*SMALL)
        await it.resize(*WIDE)
        assert is_in_view(it)


async def test_it_follows_the_cursor_at_once_and_after_the_last_of_many_moves(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v", "down")
        assert "> ACC9900" in shown(it)
        pane, drawn = pane_of(it), []
        draw = pane.draw
        pane.draw = lambda width: (drawn.append(it.table.key), draw(width))[1]  # type: ignore[method-assign, func-returns-value]
        await it.burst(["down"] * 30)
        await it.until(lambda: f"> {it.table.key}" in shown(it), "the last row's detail")
        assert len(drawn) < 10
        assert drawn[-1] == it.table.key


async def test_another_question_shows_another_row(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("v", "p", "end", "enter")
        await it.until(lambda: "> AC34439" in shown(it), "the first row's detail")
        await it.press("slash", *"nergens")
        assert it.table.row_count == 0
        assert shown(it) == ""


async def test_a_variance_has_the_whole_detail_of_its_node(tmp_path: Path, home: Path) -> None:
    async with explore(opened(small_text(title="Bomen planten"), tmp_path), VERY_WIDE) as it:
        await it.press("v", "slash", *"bomen", "enter")
        for words in ("SD310 > OD4100 > AC51000", "Groendienst", "500.123 ", "133,2%", "We planten elk jaar bomen."):
            assert words in shown(it)


async def test_a_finding_stands_first_in_full_words(doubtful: Opened) -> None:
    async with explore(doubtful, (160, 50)) as it:
        await it.press("K")
        words = (
            "percentage does not agree: Exploitatie, uitgaven, Jaarrekening 2027; printed 480.321; "
            "expected 400.056 to 400.349; suggestion: 400.321"
        )
        assert shown(it).startswith(words)
        assert "SD310 > OD4100 > AC51000" in shown(it)
        assert shown(it).count(words) == 2  # and among the node's own


class TestServices:
    async def test_its_name_is_in_full_with_its_sums_and_its_nodes_largest_first(self, gent: Opened) -> None:
        nodes = gent.accounts.nodes.filter(pl.col("service") == "Dienst Activering en Werk")
        lines = nodes.select("code").join(gent.accounts.amounts, on="code").filter(pl.col("measure") == "vte")
        lines = lines.with_columns((pl.col("actual") - pl.col("reference")).alias("variance"))
        async with explore(gent, (160, 60)) as it:
            await it.press("d", "m", "G", "enter", "slash", *"activering en werk", "enter")
            text = shown(it)
            assert text.startswith("Dienst Activering en Werk 40 actions and projects")
            for column in ("reference", "actual", "prior"):
                assert f"{lines[column].sum():.2f}".replace(".", ",") in text
            drawn = re.findall(r"(?m)^((?:AC|PR)\w+) .*?([+-]?[\d.]+,\d\d)$", "\n".join(pane_of(it).lines))
            sizes = [abs(Decimal(figure.replace(".", "").replace(",", "."))) for _code, figure in drawn]
            assert sizes == sorted(sizes, reverse=True)
            assert {code for code, _figure in drawn} == set(nodes["code"])
            worked_out = dict(lines.select("code", "variance").iter_rows())
            assert drawn[0][0] == max(worked_out, key=lambda code: abs(worked_out[code]))

    @pytest.mark.parametrize("measure", Measure)
    def test_the_sums_are_those_of_the_list(self, gent: Opened, measure: Measure) -> None:
        figures = figures_by_service(gent.accounts)
        rows = services(gent.accounts, ServiceQuery(measure)).rows
        assert {NO_SERVICE, REMAINDERS} <= set(rows["mark"])
        for row in rows.iter_rows(named=True):
            sums = figures[row["service"], row["mark"]].get(measure, NO_FIGURES)
            for column in ("reference", "actual", "prior", "variance"):
                assert getattr(sums, column) == row[column], (row["service"], column)
            if row["reference"]:
                share = row["actual"] * 100 / row["reference"]
                assert sums.spent_pct is not None
                assert abs(sums.spent_pct - share) <= Decimal("0.05")

    def test_a_figure_that_is_not_printed_leaves_no_sum(self, tmp_path: Path, home: Path) -> None:
        text = small_text().replace("Dienst Parken", "Groendienst").replace("\t64.210\t", "\t6~.2I0\t")
        figures = figures_by_service(opened(text, tmp_path).accounts)
        sums = figures["Groendienst", None][Measure.OPERATING_EXPENDITURE]
        assert (sums.reference, sums.spent_pct, sums.actual) == (None, None, Decimal(464_308))

    @pytest.mark.parametrize("size", [VERY_WIDE, WIDE, SMALL])
    async def test_every_figure_in_it_is_whole_at_any_width(self, gent: Opened, size: tuple[int, int]) -> None:
        async with explore(gent, size) as it:
            await it.press("d", *[] if size != SMALL else ["i"])
            whole = it.screen.draw_row(it.table.key, 150).plain  # type: ignore[attr-defined]
            for number in range(12):
                key = it.table.key_order[number]
                whole = it.screen.draw_row(key, 150).plain.split()  # type: ignore[attr-defined]
                for width in (20, 37, 60, 75):
                    text = it.screen.draw_row(key, width)  # type: ignore[attr-defined]
                    assert all(line.cell_len <= max(width, 50) for line in text.split("\n"))
                    figures = re.findall(r"(?<= )[+-]?\d[\d.]*,\d\d(?= |$)", text.plain)
                    assert all(figure in whole for figure in figures)
