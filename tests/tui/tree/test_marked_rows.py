"""Marks in the tree: their signs, their total, the marked alone, and taken along alone."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from textual.events import Paste
from textual.strip import Strip

from doelboom.data.model.outline import WHOLE
from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.screens.dialogs.chooser import Chooser
from doelboom.tui.explorer.screens.dialogs.export import ExportScreen
from doelboom.tui.settings.session import session_of
from tests.tui.driving import NARROW, WIDE, Driven, explore


async def export_to(it: Driven, path: Path) -> list[dict[str, str]]:
    """Pastes the name of the file into the open dialog; the rows that were written."""
    assert isinstance(it.screen, ExportScreen)
    await it.press("ctrl+u")
    it.app.post_message(Paste(str(path)))
    await it.settle()
    await it.press("enter")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def status(it: Driven) -> str:
    return it.lines[-2]


class TestMarking:
    async def test_space_marks_the_row_and_goes_to_the_next(self, gent: Opened) -> None:
        async with explore(gent, (150, 36), code="OD10040") as it:
            await it.press("space")
            assert it.code == "OD10041"
            assert "▸●OD10040" in it.text
            assert status(it) == (
                " 1 marked: Budget 23.186, Actual 20.712, Variance -2.474 │ "
                "3.836 percentages ok · 6 parents with a remainder · 19 headings lost"
            )
            await it.press("space")
            assert status(it).startswith(" 2 marked: Budget 41.402, Actual 35.789, Variance -5.613 ")
            await it.press("k", "space")
            assert "▸ OD10041" in it.text
            assert status(it).startswith(" 1 marked: ")

    async def test_what_is_within_another_is_not_counted_twice_and_it_says_so(self, gent: Opened) -> None:
        async with explore(gent, NARROW) as it:
            await it.press("space", "space")
            assert status(it) == " 2 marked, 1 of them within another: Budget 43.627, Actual 37.433, Variance…" or (
                status(it) == " 2 marked, 1 of them within another: Variance -6.194"
            )
            await it.press("g", "space")
            assert "3 marked, 2 of them within others" in status(it)
            assert status(it).endswith("-14.158")

    @pytest.mark.parametrize("width", [40, 47, 55, 60, 80, 100, 120])
    async def test_no_figure_of_the_total_is_cut(self, gent: Opened, width: int) -> None:
        async with explore(gent, (width, 24), code="SD10022") as it:
            await it.press("u", "u", "space")
            words = set(status(it).replace(",", " ").replace(".", "").split())
            whole = {"1", "270032610", "264751424", "-5281186", "3836", "5", "19"}
            assert {word for word in words if any(map(str.isdigit, word))} <= whole

    async def test_the_total_follows_measure_and_unit(self, gent: Opened) -> None:
        async with explore(gent) as it:
            await it.press("space", "u")
            assert " 1 marked: Budget 43,63, Actual 37,43, Variance -6,19" in status(it)
            await it.press("m", "G", "enter")
            assert " 1 marked: Plan 712,38, Paid 586,20, Variance -126,18" in status(it)

    async def test_a_doubt_goes_into_the_total(self, doubtful: Opened) -> None:
        async with explore(doubtful, code="AC51000") as it:
            await it.press("space")
            assert " 1 marked: Budget 500, Actual 480?, Variance -20?" in status(it)

    async def test_marks_are_there_at_the_next_start_and_can_all_be_taken_away(
        self, gent: Opened, tmp_path: Path
    ) -> None:
        path = tmp_path / "session.json"
        async with explore(gent, session=session_of(gent.id, path)) as it:
            await it.press("space", "space")
        async with explore(gent, session=session_of(gent.id, path)) as it:
            assert "●SD10021" in it.text
            assert "●OD10039" in it.text
            await it.press("ctrl+p")
            await it.type_in("marks away")
            await it.press("enter", "enter") if it.screen is not it.explorer else None
            await it.until(lambda: "●" not in it.text, "no marks")
            assert "marked" not in status(it)
            assert it.said == ["2 marks taken away"]

    async def test_a_bookmark_has_its_sign_where_there_is_no_mark(self, gent: Opened, tmp_path: Path) -> None:
        async with explore(gent, code="OD10039", session=session_of(gent.id, tmp_path / "session.json")) as it:
            await it.press("M")
            assert "▸◆OD10039" in it.line_of("◆")
            await it.press("space")
            assert "▸●OD10039" in it.text
            await it.press("k", "space")
            assert "▸◆OD10039" in it.text

    async def test_a_mark_paints_its_row_and_the_next_alone(self, gent: Opened) -> None:
        async with explore(gent, WIDE) as it:
            painted: list[int] = []
            drawn = it.tree.render_line

            def render(y: int) -> Strip:
                painted.append(y)
                return drawn(y)

            it.tree.render_line = render  # type: ignore[method-assign]
            await it.press("space")
            assert set(painted) == {1, 2}


class TestTheMarkedAlone:
    async def test_an_asterisk_leaves_them_and_what_is_above_them(self, gent: Opened) -> None:
        async with explore(gent, code="AC34834") as it:
            before = it.open_codes
            await it.press("space", "asterisk")
            assert it.tree.rows == [WHOLE, "SD10021", "OD10039", "AC34834"]
            assert "only what is marked" in it.lines[0]
            await it.press("asterisk")
            assert it.open_codes == before
            await it.press("asterisk", "escape")
            assert it.open_codes == before

    async def test_without_marks_it_says_so(self, gent: Opened) -> None:
        async with explore(gent) as it:
            await it.press("asterisk")
            assert it.said == ["Nothing is marked. Space marks the row under the cursor."]

    async def test_taking_a_mark_away_takes_its_row_and_the_last_one_brings_all(self, gent: Opened) -> None:
        async with explore(gent, code="AC34834") as it:
            before = it.open_codes
            await it.press("space", "space", "asterisk")
            assert it.open_codes == ["SD10021", "OD10039", "AC34834", "AC34919"]
            await it.press("G", "space")
            assert it.open_codes == ["SD10021", "OD10039", "AC34834"]
            await it.press("G", "space")
            assert it.open_codes == before
            assert "only" not in it.lines[0]

    async def test_a_filter_works_among_them(self, gent: Opened) -> None:
        async with explore(gent, code="AC34834") as it:
            await it.press("space", "space", "asterisk", "slash")
            await it.type_in("talent")
            assert it.open_codes == ["SD10021", "OD10039", "AC34834"]

    async def test_a_jump_out_of_them_shows_all(self, gent: Opened) -> None:
        async with explore(gent, code="AC34834") as it:
            await it.press("space", "asterisk", "colon")
            await it.type_in("od10054")
            await it.press("enter")
            assert it.code == "OD10054"
            assert "only" not in it.lines[0]


class TestExport:
    async def test_it_asks_for_all_or_the_marked(self, gent: Opened, tmp_path: Path) -> None:
        async with explore(gent, code="AC34834") as it:
            await it.press("space", "G", "space", "e")
            assert isinstance(it.screen, Chooser)
            assert "The 2 marked" in it.text
            await it.press("down", "enter")
            rows = await export_to(it, tmp_path / "marked.csv")
            assert [row["code"] for row in rows] == ["AC34834", "OD10054"]
            await it.press("e", "enter")
            rows = await export_to(it, tmp_path / "all.csv")
            assert [row["code"] for row in rows[1:]] == it.open_codes

    async def test_the_marked_that_are_folded_away_are_taken_too(self, gent: Opened, tmp_path: Path) -> None:
        async with explore(gent, code="AC34834") as it:
            await it.press("space", "h", "h", "e", "down", "enter")
            assert "AC34834" not in it.open_codes
            rows = await export_to(it, tmp_path / "marked.csv")
            assert [row["code"] for row in rows] == ["AC34834"]

    async def test_where_they_are_shown_alone_they_are_taken_alone_and_the_file_says_so(
        self, gent: Opened, tmp_path: Path
    ) -> None:
        async with explore(gent, code="AC34834") as it:
            await it.press("space", "asterisk", "s", "home", "down", "down", "enter", "e")
            assert isinstance(it.screen, ExportScreen)
            await it.press("ctrl+u")
            it.app.post_message(Paste(str(tmp_path / "marked.md")))
            await it.settle()
            await it.press("enter")
            text = (tmp_path / "marked.md").read_text()
            assert "The 1 marked" in text
            assert "Budget 2024, downwards" in text
            assert text.count("AC34834") == 1
            assert "SD10021" not in text
