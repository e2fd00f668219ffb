"""The detail: the official tables as printed, what was worked out beside them, the words."""

from __future__ import annotations

from pathlib import Path

from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.widgets.detail import DetailPane
from tests.tui.driving import NARROW, WIDE, explore
from tests.tui.small_reports import opened, small_text


async def test_the_head_says_where_it_stands_and_what_it_is(gent: Opened) -> None:
    async with explore(gent, code="AC34834") as it:
        await it.until_detail("SD10021 > OD10039 > AC34834")
        assert it.detail_text.startswith("SD10021 > OD10039 > AC34834\nGentse bedrijven ondersteunen")
        assert it.detail_words.startswith(
            "SD10021 > OD10039 > AC34834 Gentse bedrijven ondersteunen bij het vinden van talent "
            "action · Dienst Activering en Werk "
        )


async def test_a_project_has_period_status_and_phase(gent: Opened) -> None:
    async with explore(gent, (160, 40), code="PR40005") as it:
        await it.until_detail("Vernieuwbouwing Balenmagazijn UCO")
        words = " ".join(it.detail_text.split())
        assert "project · Dienst Activering en Werk · 2013 - 2018 · Afgewerkt · Nazorg" in words


async def test_both_tables_in_full_with_the_reports_own_headings(gent: Opened) -> None:
    async with explore(gent, (120, 40), code="AC34834") as it:
        await it.press("i")
        await it.until_detail("Budgettaire", "442.318")
        lines = [line.split() for line in it.detail_text.split("\n")]
        assert ["Uitgaven", "442.318", "365.860", "82,7%", "303.190", "120,7%", "-76.458"] in lines
        assert ["Ontvangsten", "155.358", "116.319", "74,9%", "82.864", "140,4%", "-39.039"] in lines
        assert ["Saldo", "-286.960", "-249.541", "-220.326", "+37.419"] in lines
        assert ["VTE", "1,40", "1,40", "100,0%", "1,45", "96,6%", "0,00"] in lines
        assert "Exploitatie: Uitgaven -76.458 favourable, Ontvangsten -39.039 adverse" in it.detail_text
        assert ["Budgettaire", "Budget", "Jaarrekening", "%", "Besteding", "Jaarrekening", "Jaarrekening"] in lines
        assert ["onderbouwing", "2024", "2024", "budget", "2024", "2023", "2024", "t.o.v.", "2023", "Variance"] in lines


async def test_where_there_is_no_room_a_table_is_turned_and_loses_no_figure(gent: Opened) -> None:
    async with explore(gent, (150, 36), code="AC34834") as it:
        await it.until_detail("365.860")
        lines = [" ".join(line.split()) for line in it.detail_text.split("\n")]
        for line in (
            "Exploitatie Uitgaven Ontvangsten",
            "Budget 2024 442.318 155.358",
            "Jaarrekening 2024 365.860 116.319",
            "Jaarrekening 2023 303.190 82.864",
            "Variance -76.458 -39.039",
            "Effect favourable adverse",
            "Investering Uitgaven 0, Ontvangsten 0",
            "Plan 2024 1,40",
            "% Besteding plan 2024 100,0%",
            "Betaald 2024 t.o.v. 2023 96,6%",
        ):
            assert line in lines


async def test_the_bundled_report_says_why_it_has_no_descriptions(gent: Opened) -> None:
    async with explore(gent, code="AC34834") as it:
        await it.until_detail("AC34834")
        words = " ".join(it.detail_text.split())
        assert "No descriptions here: open the report itself to read them (doelboom open FILE)." in words


async def test_a_description_keeps_its_paragraphs_and_bullets(tmp_path: Path) -> None:
    text = "We planten elk jaar bomen.\n\nWaar:\n\n- langs de lanen\n- op de pleinen"
    report = opened(small_text(text=text), tmp_path)
    async with explore(report, code="AC51000") as it:
        await it.until_detail("• langs de lanen")
        assert "We planten elk jaar bomen.\n\nWaar:" in it.detail_text
        assert "\n• langs de lanen\n• op de pleinen\n" in it.detail_text


async def test_the_real_description(document: Path) -> None:
    from doelboom.data.storage.library import open_report

    async with explore(open_report(str(document)), code="AC34834") as it:
        await it.until_detail("AC34834")
        assert "No descriptions here" not in it.detail_text
        assert "line 129, jaarrekening-2024-documentatie.txt" in " ".join(it.detail_text.split())


async def test_findings_stand_with_their_node(gent: Opened) -> None:
    async with explore(gent, code="OD10041") as it:
        await it.until_detail("Findings")
        words = " ".join(it.detail_text.split())
        assert (
            "• remainder: Exploitatie, uitgaven, Budget 2024; printed 18.216.001; children make 17.684.734 to "
            "17.684.752" in words
        )


async def test_in_full_and_back(gent: Opened) -> None:
    async with explore(gent, NARROW, code="AC34834") as it:
        await it.press("i")
        assert it.one(DetailPane).has_focus
        assert not it.explorer.query_one("#tree-pane").display
        assert it.one(DetailPane).size.height >= 20
        await it.press("i")
        assert it.explorer.query_one("#tree-pane").display
        assert it.tree.has_focus


async def test_scrolling_in_full(gent: Opened) -> None:
    async with explore(gent, NARROW, code="SD10021") as it:
        await it.press("i")
        await it.until(lambda: "more line" in it.lines[-3], "the last line, which says how much is below")
        for key, top in (("j", 1), ("down", 2), ("k", 1), ("up", 0), ("up", 0)):
            await it.press(key)
            assert it.detail_top == top
        await it.press("G")
        assert it.detail_top > 2
        assert "more line" not in it.text
        await it.press("g", "space")
        assert it.detail_top > 2
        await it.press("pageup")
        assert it.detail_top == 0


async def test_tab_goes_to_the_other_pane_and_back(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("tab")
        assert it.one(DetailPane).has_focus
        await it.press("tab")
        assert it.tree.has_focus


async def test_plus_gives_the_pane_with_the_focus_the_whole_screen(gent: Opened) -> None:
    async with explore(gent, WIDE) as it:
        await it.press("plus")
        assert not it.one(DetailPane).display
        assert it.tree.size.width >= 118
        await it.press("plus")
        assert it.one(DetailPane).display
        await it.press("tab", "plus")
        assert it.one(DetailPane).size.width >= 116
        assert not it.explorer.query_one("#tree-pane").display


async def test_another_node_is_shown_from_its_top(gent: Opened) -> None:
    async with explore(gent) as it:
        await it.press("tab", "G")
        assert it.detail_top > 0
        await it.press("tab", "down")
        await it.until_detail("> OD10039\n")
        assert it.detail_top == 0
