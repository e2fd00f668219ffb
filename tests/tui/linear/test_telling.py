"""What is told for what is typed: the explorer without a picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from doelboom.data.storage.library import Opened
from doelboom.tui.locale.words import use_language
from tests.hostile.texts import report_of_all
from tests.tui.linear.telling import Told
from tests.tui.small_reports import opened


@pytest.fixture
def told(gent: Opened, tmp_path: Path) -> Told:
    return Told(gent, tmp_path / "session.json")


def test_it_begins_with_the_report_and_what_stands_below_it_by_number(told: Told) -> None:
    lines = told.run()
    assert lines[:3] == [
        "Jaarrekening 2024 - Gent (bundled)",
        "3.836 percentages ok · 6 parents with a remainder · 19 headings lost",
        "Whole report (4 below)",
    ]
    at = lines.index("1. SD10021: Meer Gentenaars aan het werk met een Gents arbeidspact (policy objective, 3 below)")
    assert lines[at + 1 : at + 5] == [
        "Budget 2024: 43.626.984 euro",
        "Actual 2024: 37.433.120 euro",
        "% spent: 85,8%",
        "Variance: -6.193.864 euro",
    ]


def test_down_to_an_action_by_numbers_and_up_again(told: Told) -> None:
    told.answer("1")
    assert told.answer("1")[:2] == ["In: SD10021", told.explorer.tree.row("OD10039")[0]]
    told.answer("ACD3411")
    assert told.explorer.tree.key == "ACD3411"
    assert told.answer("close")[0] == "In: SD10021"
    told.answer("back")
    assert told.explorer.tree.key == "ACD3411"
    told.answer("forward")
    assert (
        told.explorer.tree.key == "OD10040" or told.explorer.tree.key == told.explorer.outline.items["ACD3411"].parent
    )


def test_a_code_leads_to_its_detail_a_figure_a_line(told: Told) -> None:
    told.answer(":34834")
    lines = told.answer("detail")
    assert "Exploitatie, uitgaven, Budget 2024: 442.318 euro" in lines
    assert any(line.startswith("VTE, Plan 2024: ") for line in lines)
    assert told.answer("copy the code") == ["AC34834"]


def test_the_variances_answer_questions_and_a_row_leads_to_the_tree_and_back(told: Told) -> None:
    assert "Question: Largest variances, whichever way" in told.answer("v")
    lines = told.answer("question", "underspent")
    assert "Question: Underspent, less than the budget" in lines
    lines = told.answer("floors 100.000 5")
    assert "Floors: 100.000 euro and 5 %" in lines
    assert any(line.startswith("Rows: 48 of 256; 91 below the floors") for line in lines)
    assert told.answer("mark 2")[0] == "ACD3811: marked"
    assert told.answer("sort title")[0] == "Jaarrekening 2024 - Gent (bundled)"
    assert "Grouped by: action plan" in told.answer("group", "3")
    command = told.answer("the command")[0]
    assert command.startswith("doelboom variances --report bundled --preset underspent --floor 100000 --floor-pct 5")
    first = next(number for number, key in enumerate(told.explorer.here.keys(), 1) if key == "ACD3811")
    told.answer("page down")
    told.answer(str(first))
    assert told.explorer.tree.key == "ACD3811"
    assert told.explorer.here is told.explorer.tree
    assert told.answer("back")[0] == "Jaarrekening 2024 - Gent (bundled)"
    assert "Variances" not in told.answer("quit")
    assert told.explorer.here is told.explorer.tree


def test_services_the_bridge_and_the_check_are_lists_of_their_own(told: Told) -> None:
    assert "Question: By service, over all plans" in told.answer("by service")
    lines = told.answer("filter kinderopvang")
    assert "Filter: kinderopvang" in lines
    assert "Service: Dienst Kinderopvang" in told.answer("1")
    told.answer("q")
    told.answer("q")
    lines = told.answer("why")
    assert lines[0] == "Jaarrekening 2024 - Gent (bundled)"
    into = next(line for line in lines if "SD10021" in line).split(".")[0]
    assert any(line.startswith("SD10021") for line in told.answer(f"into it {into}"))
    assert told.answer("up")[0] == "Jaarrekening 2024 - Gent (bundled)"
    told.answer("escape")
    lines = told.answer("K")
    assert lines[:1] == ["The check"]
    assert any(line.startswith("1. ") for line in lines)
    assert told.answer("filter OD10041")[2] == "Filter: OD10041"


def test_filter_matches_marks_bookmarks_and_columns(told: Told) -> None:
    assert told.answer("filter zorg")[:2] == ["Filter: zorg", "47 matches"]
    match = told.answer("next match")[0].split(":")[0]
    assert told.answer("mark")[0] == f"{match}: marked"
    assert told.answer("bookmark") == [f"Bookmark: {match}"]
    told.answer("clear")
    assert told.answer("only the marked")[0].startswith(f"1. {match}: ")
    told.answer("escape")
    assert "Change: " in " ".join(told.answer("columns", "change"))
    assert told.answer("to a bookmark", "1")[0] == "Bookmarks:"
    assert told.explorer.tree.key == match
    assert told.answer("zeroes")[0] == "without zeroes"
    assert told.answer("sort variance")[0] == "Sorted by: Variance, downwards"
    assert told.answer("measure vte")[1:3] == [told.explorer.tree.row(match)[0], "Measure: VTE"]


def test_notes_pages_and_rows_are_written(told: Told, tmp_path: Path) -> None:
    told.answer(":34834")
    assert told.answer("note Ask for the contract")[-1] == "The note on AC34834 is kept."
    assert told.answer("note", "")[1] == "Ask for the contract"
    assert "Note:" in told.answer("info")
    page, rows = tmp_path / "page.txt", tmp_path / "rows.csv"
    assert told.answer(f"brief {page}") == [f"The page of AC34834 is written to {page}"]
    told.answer("g")
    assert told.answer("export", str(rows)) == [f"4 rows written to {rows}"]
    assert told.answer("export", str(rows), "no") == [f"{rows} is there already. Is it to be replaced?"]
    assert told.answer(f"export {tmp_path / 'rows.doc'}")[0].startswith("Its name ends in one of: csv")
    assert rows.read_text().splitlines()[1].startswith("SD10021")


def test_where_one_was_is_kept_as_the_painted_explorer_keeps_it(told: Told) -> None:
    told.run("measure vte", ":34834", "quit")
    lines = told.run()
    assert lines[2] == "In: SD10021 > OD10039"
    assert "Measure: VTE" in lines


def test_another_language_is_spoken_and_understood_at_once(told: Told) -> None:
    told.answer("palette", "1")
    assert told.answer("kaas") == ["kaas: geen opdracht; help zegt welke er zijn"]
    assert any(line.startswith("Vraag: ") for line in told.answer("grootste afwijkingen"))
    use_language("en")


def test_another_report_by_its_file(told: Told, tmp_path: Path) -> None:
    from tests.tui.small_reports import small_text

    file = tmp_path / "verslag.txt"
    file.write_text(small_text(), encoding="utf-8")
    assert told.answer("the reports")[:2] == ["The reports", "1. Jaarrekening 2024 - Gent (bundled)"]
    told.answer("open a file", str(file))
    assert told.explorer.opened.id != "bundled"
    assert told.explorer.here is told.explorer.tree
    assert told.answer(f"the reports {tmp_path / 'none.pdf'}") != []
    told.answer("the reports")
    told.answer("1")
    assert told.explorer.opened.id == "bundled"


def test_what_is_not_understood_is_said_and_changes_nothing(told: Told) -> None:
    for typed in ("frobnicate", "999", "0", "measure money please", "sort nothing", "mark 12345678"):
        assert told.answer(typed)
    assert told.explorer.here is told.explorer.tree


def test_a_report_reaches_the_terminal_as_text_alone(tmp_path: Path) -> None:
    it = Told(opened(report_of_all(), tmp_path), tmp_path / "session.json")
    keys = list(it.explorer.tree._order())
    said = it.run(
        "v", "help", "q", "K", "q", "d", "q", *(f":{code}" for code in keys[1:40]), "info", "filter \x1b[31mx\x9b"
    )
    assert all(line.isprintable() for line in said)
