"""The two tables as converters leave them: misspelled, cut, moved; no figure may move to another line or column."""

from __future__ import annotations

import pytest

from tests.parser.small_reports import (
    FEW,
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
    cells,
    references,
    report,
    staff_header,
    staff_line,
    tables,
    with_tables,
)


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
