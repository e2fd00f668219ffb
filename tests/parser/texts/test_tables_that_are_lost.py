"""Tables of which headers, lines or figures are lost, doubled or moved: what is left stays in its place."""

from __future__ import annotations

import pytest

from tests.parser.small_reports import (
    MEASURES,
    NULLS,
    READ,
    SIX,
    SOME,
    STAFF_READ,
    Read,
    action,
    budget_header,
    budget_lines,
    plan,
    references,
    report,
    staff_header,
    staff_line,
    tables,
    with_tables,
)


def test_lost_header_of_the_budget_table(read: Read) -> None:
    text = with_tables(*budget_lines(*SIX))

    assert references(read, text) == ["1000", "2000", "3000", "4000", "5000", "6000"]
    assert read(text).figures("AC51000", "exploitatie_uitgaven") == ("1000", "100", "200", "10", "50")


def test_lost_header_of_the_staffing_table(read: Read) -> None:
    below = "\n".join([budget_header(), *budget_lines(), staff_line()])

    assert read(report(action(below=below))).figures("AC51000", "vte") == STAFF_READ


@pytest.mark.parametrize("number", range(6))
def test_missing_line_is_null_and_the_others_stay_in_place(read: Read, number: int) -> None:
    lines = budget_lines(*SIX)
    del lines[number]
    text = with_tables(budget_header(), *lines)

    found = references(read, text)
    missing = [fault[2] for fault in read(text).faults if fault[0] == "table missing"]

    for value, right in zip(found, ["1000", "2000", "3000", "4000", "5000", "6000"], strict=True):
        assert value in (None, right)
    assert MEASURES[number] in missing
    assert found.count(None) <= 2


def test_receipts_whose_expenditure_line_is_gone_belong_to_no_section(read: Read) -> None:
    lines = budget_lines(*SIX)
    reading = read(with_tables(budget_header(), *lines[:2], *lines[3:]))

    assert reading.figures("AC51000", "exploitatie_ontvangsten")[0] == "2000"
    assert reading.figures("AC51000", "investering_ontvangsten") == NULLS
    assert ("unreadable figure", "AC51000", None, None) in reading.faults
    assert reading.report.faults[-1].printed == "Ontvangsten | 4.000 | 400 | 10,0% | 800 | 50,0%"


def test_label_that_cannot_be_read_keeps_its_figures_out(read: Read) -> None:
    lines = budget_lines(*SIX)
    lines[2] = lines[2].replace("Investering\tUitgaven", "@@\t##")
    reading = read(with_tables(budget_header(), *lines))

    assert references(read, with_tables(budget_header(), *lines)) == ["1000", "2000", None, None, "5000", "6000"]
    assert reading["AC51000"].description == "We planten elk jaar bomen."
    assert [fault.printed for fault in reading.report.faults if fault.printed] == [
        "@@ | ## | 3.000 | 300 | 10,0% | 600 | 50,0%",
        "Ontvangsten | 4.000 | 400 | 10,0% | 800 | 50,0%",
    ]


def test_label_that_cannot_be_read_gives_its_section_to_no_line_below_it(read: Read) -> None:
    lines = budget_lines(*SIX)
    lines[2] = lines[2].replace("Investering\tUitgaven", "@@\t##")
    del lines[1]

    assert references(read, with_tables(budget_header(), *lines)) == ["1000", None, None, None, "5000", "6000"]


def test_missing_staffing_table_is_null_and_reported(read: Read) -> None:
    reading = read(report(with_tables(budget_header(), *budget_lines(SOME), staff=False), action("AC51001")))

    assert reading.figures("AC51000", "vte") == NULLS
    assert reading.figures("AC51001", "vte") == STAFF_READ
    assert ("table missing", "AC51000", "vte", None) in reading.faults


def test_missing_budget_table_is_null_and_reported(read: Read) -> None:
    reading = read(report(action(below="\n".join([staff_header(), staff_line()])), action("AC51001")))

    assert reading.figures("AC51000", "exploitatie_uitgaven") == NULLS
    assert reading.figures("AC51000", "vte") == STAFF_READ
    assert reading.figures("AC51001", "exploitatie_uitgaven") == READ
    assert reading.faults == [("table missing", "AC51000", "exploitatie_uitgaven", None)]


def test_missing_tables_are_null_and_the_next_node_keeps_its_own(read: Read) -> None:
    reading = read(report(action(below=""), action("AC51001")))

    assert reading.figures("AC51000", "exploitatie_uitgaven") == NULLS
    assert reading.figures("AC51001", "exploitatie_uitgaven") == READ
    assert reading.faults == [
        ("table missing", "AC51000", "exploitatie_uitgaven", None),
        ("table missing", "AC51000", "vte", None),
    ]


def test_headers_without_lines_are_null(read: Read) -> None:
    reading = read(report(action(below=f"{budget_header()}\n{staff_header()}"), action("AC51001")))

    assert reading.codes == ["SD310", "OD4100", "AC51000", "AC51001"]
    assert reading.figures("AC51000", "vte") == NULLS


def test_every_line_doubled_is_read_once(read: Read) -> None:
    lines = report(plan("OD4200", "Water"), action(below=tables(*SIX))).split("\n")
    doubled = "\n".join(line for pair in zip(lines, lines, strict=True) for line in pair)

    assert read(doubled).codes == ["SD310", "OD4100", "OD4200", "AC51000"]
    assert references(read, doubled) == ["1000", "2000", "3000", "4000", "5000", "6000"]
    assert read(doubled).faults == []


def test_doubled_line_with_other_figures_is_reported_and_the_first_stands(read: Read) -> None:
    lines = budget_lines(*SIX)
    reading = read(with_tables(budget_header(), lines[0], lines[0].replace("1.000", "7.000"), *lines[1:]))

    assert reading.figures("AC51000", "exploitatie_uitgaven")[0] == "1000"
    assert reading.faults == [("unreadable figure", "AC51000", "exploitatie_uitgaven", None)]


def test_line_of_the_other_table_that_was_moved_is_kept_out(read: Read) -> None:
    lines = budget_lines(*SIX)
    text = with_tables(budget_header(), lines[0], staff_line(("9,00", "9,00", "100,0%", "9,00", "100,0%")), *lines[1:])
    reading = read(text)

    assert reading.codes == ["SD310", "OD4100", "AC51000"]
    assert reading.figures("AC51000", "vte") == STAFF_READ
    assert reading.faults == [("unreadable figure", "AC51000", None, None)]


def test_header_below_its_own_line(read: Read) -> None:
    below = "\n".join([budget_header(), *budget_lines(*SIX), staff_line(), staff_header()])
    reading = read(report(action(below=below), action("AC51001")))

    assert reading.codes == ["SD310", "OD4100", "AC51000", "AC51001"]
    assert reading.figures("AC51000", "vte") == STAFF_READ


def test_text_above_a_header_without_lines_belongs_to_the_node(read: Read) -> None:
    below = "\n".join([budget_header(), *budget_lines(), "", staff_line(), "", "Een voetnoot.", "", staff_header()])
    reading = read(report(action(below=below), action("AC51001")))

    assert reading.codes == ["SD310", "OD4100", "AC51000", "AC51001"]
    assert reading["AC51000"].description == "We planten elk jaar bomen.\n\nEen voetnoot."


def test_text_between_the_two_tables_belongs_to_the_node(read: Read) -> None:
    below = "\n".join([budget_header(), *budget_lines(SOME), "", "Een voetnoot.", "", staff_header(), staff_line()])
    reading = read(report(action(below=below), action("AC51001")))

    assert reading.codes == ["SD310", "OD4100", "AC51000", "AC51001"]
    assert reading["AC51000"].description == "We planten elk jaar bomen.\n\nEen voetnoot."


@pytest.mark.parametrize(
    "row",
    [
        "Uitgaven\t100",
        "Ontvangsten\t100\t200",
        "Investeringen\tin gebouwen",
        "Exploitatie\tUitgaven\t1\t2\t3\t4\t5",
        "VTE\t3",
    ],
)
def test_small_table_in_a_description_is_text(read: Read, row: str) -> None:
    reading = read(report(action(text=f"In cijfers:\n\n{row}\n\nTot slot.")))

    assert reading["AC51000"].description == f"In cijfers:\n\n{row.replace(chr(9), ' ')}\n\nTot slot."
    assert reading.figures("AC51000", "exploitatie_uitgaven") == READ
    assert reading.faults == []


def test_small_table_in_the_text_of_a_node_without_heading_and_marker(read: Read) -> None:
    second = f"In cijfers:\n\nUitgaven\t100\nOntvangsten\t1\t2\t3\n\nTot slot.\n\n{tables()}"
    reading = read(report(action(), second))

    assert reading.codes == ["SD310", "OD4100", "AC51000", "OD4100.x1"]
    assert reading["OD4100.x1"].description == "In cijfers:\n\nUitgaven 100\nOntvangsten 1 2 3\n\nTot slot."
    assert reading.faults == [("heading lost", "OD4100.x1", None, None)]
