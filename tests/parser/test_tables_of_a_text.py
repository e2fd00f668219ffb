"""The two tables as converters leave them: misspelled, cut, moved; no figure may move to another line or column."""

from __future__ import annotations

import pytest

from tests.parser.small_reports import (
    FEW,
    SOME,
    Figures,
    Read,
    action,
    budget_header,
    budget_lines,
    cells,
    plan,
    report,
    staff_header,
    staff_line,
    tables,
)

READ = ("1250400", "1000320", "900000", "80", "111.1")
STAFF_READ = ("4.5", "4.05", "4", "90", "101.3")
NULLS = (None,) * 5
MEASURES = [
    "exploitatie_uitgaven",
    "exploitatie_ontvangsten",
    "investering_uitgaven",
    "investering_ontvangsten",
    "financiering_uitgaven",
    "financiering_ontvangsten",
]
SIX: list[Figures] = [
    ("1.000", "100", "10,0%", "200", "50,0%"),
    ("2.000", "200", "10,0%", "400", "50,0%"),
    ("3.000", "300", "10,0%", "600", "50,0%"),
    ("4.000", "400", "10,0%", "800", "50,0%"),
    ("5.000", "500", "10,0%", "1.000", "50,0%"),
    ("6.000", "600", "10,0%", "1.200", "50,0%"),
]


def with_tables(*lines: str, staff: bool = True) -> str:
    """A report of which AC51000 has these lines for a budget table."""
    below = "\n".join([*lines, *(["", staff_header(), staff_line()] if staff else [])])
    return report(action(below=below))


def references(read: Read, text: str) -> list[str | None]:
    """What the budget table of AC51000 has for a reference, by line."""
    reading = read(text)
    return [reading.figures("AC51000", measure)[0] for measure in MEASURES]


def test_every_line_and_column_in_its_place(read: Read) -> None:
    reading = read(report(action(below=tables(*SIX))))

    for number, measure in enumerate(MEASURES, start=1):
        expected = (f"{number}000", f"{number}00", f"{number * 2}00", "10", "50")
        assert reading.figures("AC51000", measure) == expected
    assert reading.figures("AC51000", "vte") == STAFF_READ
    assert reading.report.year == 2027
    assert reading.report.prior == 2026


@pytest.mark.parametrize(
    "header",
    [
        budget_header(),
        budget_header(wide=False),
        budget_header(name="Budgettaire onderbouwning"),
        budget_header(name="<b>Budgettaire onderbouwing</b>"),
        budget_header(name="**Budgettaire Onderbouwing**"),
        budget_header(name="Budgetaire onderbouwing"),
        budget_header() + "\n---\t---\t---\t---\t---\t---\t---",
        budget_header() + "\t",
        budget_header().replace("t.o.v.", "tov"),
        budget_header().replace("Jaarrekening", "Jaarrekenlng"),
        budget_header().replace("% Besteding", "Besteding"),
        budget_header().replace("Budget 2027", "Budget 2O27"),
        budget_header().replace("Jaarrekening 2026", "Jaarrekening 2027"),
        budget_header().replace("Jaarrekening 2026", "Jaarrekening 2016"),
    ],
)
def test_header_spelled_in_many_ways(read: Read, header: str) -> None:
    reading = read(with_tables(header, *budget_lines(SOME)))

    assert reading.figures("AC51000", "exploitatie_uitgaven") == READ
    assert reading.faults == []


@pytest.mark.parametrize(
    "spelled",
    [
        {"Investering": "Investing"},
        {"Investering": "<b>Investering</b>", "Exploitatie": "<b>Exploitatie</b>"},
        {"Exploitatie": "Exp1oitatie", "Financiering": "Financlering"},
        {"Uitgaven": "Uitgaven:", "Ontvangsten": "Ontvangslen"},
        {"Investering": ""},
        {"Exploitatie": "", "Investering": "", "Financiering": ""},
        {"Uitgaven": "**Uitgaven**"},
    ],
)
def test_labels_spelled_in_many_ways(read: Read, spelled: dict[str, str]) -> None:
    text = with_tables(budget_header(), *budget_lines(*SIX, spelled=spelled))

    assert references(read, text) == ["1000", "2000", "3000", "4000", "5000", "6000"]


def test_label_in_one_cell(read: Read) -> None:
    lines = [line.replace("\t", " ", 1).strip() for line in budget_lines(*SIX)]
    text = with_tables(budget_header(wide=False), *lines)

    assert references(read, text) == ["1000", "2000", "3000", "4000", "5000", "6000"]


@pytest.mark.parametrize("wide_header", [True, False])
@pytest.mark.parametrize("wide_line", [True, False])
def test_staffing_table_of_six_or_seven_cells(read: Read, wide_header: bool, wide_line: bool) -> None:
    below = "\n".join(
        [budget_header(), *budget_lines(), staff_header(wide=wide_header), staff_line(FEW, wide=wide_line)]
    )
    assert read(report(action(below=below))).figures("AC51000", "vte") == STAFF_READ


def test_columns_in_another_order_go_by_their_headings(read: Read) -> None:
    header = cells(
        "Budgettaire onderbouwing",
        "",
        "Jaarrekening 2026",
        "Budget 2027",
        "Jaarrekening 2027",
        "% Besteding budget 2027",
    )
    header += "\tJaarrekening 2027 t.o.v. 2026"
    line = cells("Exploitatie", "Uitgaven", "900.000", "1.250.400", "1.000.320", "80,0%", "111,1%")

    assert read(with_tables(header, line)).figures("AC51000", "exploitatie_uitgaven") == READ


@pytest.mark.parametrize("year", [1999, 2031])
def test_year_is_read_from_the_headers(read: Read, year: int) -> None:
    report_text = action(below=tables(year=year))
    reading = read(report_text)

    assert (reading.report.year, reading.report.prior) == (year, year - 1)
    assert reading.figures("AC51000", "exploitatie_uitgaven") == READ


@pytest.mark.parametrize("minus", ["-", "−", "–", "- "])
def test_negative_amounts(read: Read, minus: str) -> None:
    line = (f"{minus}1.500", f"{minus}500", "33,3%", f"{minus}1.000", "50,0%")
    reading = read(report(action(below=tables(line, staff=(f"{minus}0,50", "0,00", "0,0%", "0,00", "0,0%")))))

    assert reading.figures("AC51000", "exploitatie_uitgaven") == ("-1500", "-500", "-1000", "33.3", "50")
    assert reading.figures("AC51000", "vte") == ("-0.5", "0", "0", "0", "0")


def test_lines_of_zeros_are_zeros_and_not_missing(read: Read) -> None:
    reading = read(report(action()))

    assert reading.figures("AC51000", "investering_uitgaven") == ("0", "0", "0", "0", "0")
    assert reading.faults == []


def test_percentages_of_four_digits_and_below_zero(read: Read) -> None:
    reading = read(report(action(below=tables(("1", "17", "1.698,7%", "-5", "-340,0%")))))

    assert reading.figures("AC51000", "exploitatie_uitgaven") == ("1", "17", "-5", "1698.7", "-340")


@pytest.mark.parametrize(
    "figure", ["1.2S0.400", "1.250.4", "12,5", "n.b.", "-", "?", "1.250,400", "(1.250", "01.250", "1e6"]
)
def test_unreadable_figure_is_null_and_reported(read: Read, figure: str) -> None:
    reading = read(report(action(below=tables((figure, *SOME[1:])))))

    assert reading.figures("AC51000", "exploitatie_uitgaven") == (None, *READ[1:])
    assert reading.faults == [("unreadable figure", "AC51000", "exploitatie_uitgaven", "reference")]
    assert reading.report.faults[0].printed == figure


@pytest.mark.parametrize("column", range(5))
def test_emptied_cell_is_null_and_reported(read: Read, column: int) -> None:
    line = [*SOME]
    line[column] = ""
    reading = read(with_tables(budget_header(), cells("Exploitatie", "Uitgaven", *line), *budget_lines()[1:]))
    place = [0, 1, 3, 2, 4][column]

    expected: list[str | None] = [*READ]
    expected[place] = None
    assert reading.figures("AC51000", "exploitatie_uitgaven") == tuple(expected)
    name = ["reference", "actual", "spent_pct", "prior", "of_prior_pct"][column]
    assert reading.faults == [("unreadable figure", "AC51000", "exploitatie_uitgaven", name)]


@pytest.mark.parametrize("column", range(5))
@pytest.mark.parametrize("wide_header", [True, False])
def test_removed_cell_leaves_no_figure_in_another_column(read: Read, column: int, wide_header: bool) -> None:
    line = [figure for index, figure in enumerate(SOME) if index != column]
    header = budget_header(wide=wide_header)
    reading = read(with_tables(header, cells("Exploitatie", "Uitgaven", *line), *budget_lines()[1:]))

    assert reading.figures("AC51000", "exploitatie_uitgaven") == NULLS
    assert reading.faults == [("unreadable figure", "AC51000", "exploitatie_uitgaven", None)]


@pytest.mark.parametrize("column", range(5))
@pytest.mark.parametrize("wide_header", [True, False])
@pytest.mark.parametrize("ends", [("VTE", ""), ("VTE", "", ""), ("", "VTE", "")])
def test_removed_cell_of_a_staffing_line_of_another_width(
    read: Read, column: int, wide_header: bool, ends: tuple[str, ...]
) -> None:
    line = [figure for index, figure in enumerate(FEW) if index != column]
    text = cells(*ends[:-1], *line, ends[-1])
    below = "\n".join([budget_header(), *budget_lines(), staff_header(wide=wide_header), text])
    found = read(report(action(below=below))).figures("AC51000", "vte")

    for value, expected in zip(found, STAFF_READ, strict=True):
        assert value in (None, expected)


@pytest.mark.parametrize("column", range(4))
def test_removed_cell_of_a_line_with_an_empty_cell_at_its_end(read: Read, column: int) -> None:
    line = [figure for index, figure in enumerate(FEW) if index != column]
    below = "\n".join([budget_header(), *budget_lines(), staff_header(wide=False), cells("VTE", *line, "")])

    assert read(report(action(below=below))).figures("AC51000", "vte") == NULLS


@pytest.mark.parametrize("column", range(4))
def test_removed_cell_of_a_line_with_a_note_at_its_end(read: Read, column: int) -> None:
    line = [figure for index, figure in enumerate(SOME) if index != column]
    reading = read(with_tables(budget_header(), cells("Exploitatie", "Uitgaven", *line, "", "(1)")))

    assert reading.figures("AC51000", "exploitatie_uitgaven") == NULLS


def test_figure_beside_the_columns_puts_the_others_in_doubt(read: Read) -> None:
    header = budget_header().replace("Jaarrekening 2027\t%", "Jaarrekening 2027\t\t%")
    line = cells("Exploitatie", "Uitgaven", "1.250.400", "", "1.000.320", "80,0%", "900.000", "111,1%")
    full = cells("Exploitatie", "Uitgaven", "1.250.400", "7", "1.000.320", "80,0%", "900.000", "111,1%")

    assert read(with_tables(header, line, *budget_lines()[1:])).figures("AC51000", "exploitatie_uitgaven") == READ
    assert read(with_tables(header, full, *budget_lines()[1:])).figures("AC51000", "exploitatie_uitgaven") == NULLS


def test_header_without_a_column_name(read: Read) -> None:
    header = budget_header().replace("\tBudget 2027", "")

    assert read(with_tables(header, *budget_lines(SOME))).figures("AC51000", "exploitatie_uitgaven") == READ


def test_headers_without_their_names(read: Read) -> None:
    budget = budget_header().replace("Budgettaire onderbouwing", "")
    staff = staff_header().replace("Onderbouwing personeel\t", "")
    reading = read(report(action(below="\n".join([budget, *budget_lines(SOME), "", staff, staff_line()]))))

    assert reading.figures("AC51000", "exploitatie_uitgaven") == READ
    assert reading.figures("AC51000", "vte") == STAFF_READ
    assert reading["AC51000"].description == "We planten elk jaar bomen."


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
