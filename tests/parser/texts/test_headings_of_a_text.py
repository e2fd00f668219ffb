"""Headings as converters leave them: spelled, marked up and broken in every way."""

from __future__ import annotations

import pytest

from doelboom.parser import Level
from tests.parser.small_reports import (
    Read,
    action,
    budget_header,
    budget_lines,
    lost,
    objective,
    plan,
    report,
    staff_header,
    staff_line,
    tables,
)


def test_four_levels_with_parents_titles_period_and_entity(read: Read) -> None:
    reading = read(report(action(), action("PR61000", "Pleinen heraanleggen")))

    assert reading.codes == ["SD310", "OD4100", "AC51000", "PR61000"]
    assert [node.level for node in reading.report.nodes] == [Level.SD, Level.OD, Level.AC, Level.PR]
    assert [node.parent for node in reading.report.nodes] == [None, "SD310", "OD4100", "OD4100"]
    assert reading["SD310"].title == "Een stad waar iedereen graag woont"
    assert reading["OD4100"].title == "De straten vergroenen"
    assert (reading["OD4100"].period_start, reading["OD4100"].period_end) == (2026, 2031)
    assert reading["OD4100"].entity == "Groep Lindendorp"
    assert reading["AC51000"].title == "Bomen planten langs de lanen"
    assert reading["AC51000"].service == "Groendienst"
    assert reading.faults == []


@pytest.mark.parametrize(
    "marker",
    [
        "Acties",
        "#### Acties",
        "## Acties",
        "**Acties**",
        "<b>Acties</b>\t",
        "Acties\t\t\t\t\t\t",
        "Acties:",
        "ACTIES",
        "Projecten",
        "<strong>Acties</strong>",
    ],
)
def test_marker_marked_up_in_many_ways(read: Read, marker: str) -> None:
    reading = read(report(action().replace("#### Acties", marker)))

    assert reading.codes == ["SD310", "OD4100", "AC51000"]
    assert reading["OD4100"].description is None


@pytest.mark.parametrize(
    "heading",
    [
        "AC51000 - Bomen planten\tGroendienst",
        "AC51000 - Bomen planten\tGroendienst\n---\t-----------",
        "<b>AC51000 - Bomen planten</b>\tGroendienst",
        "**AC51000 - Bomen planten**\t**Groendienst**",
        "AC51000 - Bomen planten\t\t\t\t\t\tGroendienst",
        "AC51000 – Bomen planten\tGroendienst\t\t",
        "AC51000\tBomen planten\tGroendienst",
        "AC51000: Bomen planten\tGroendienst",
        "#### AC51000 - Bomen planten\n\nGroendienst\n\nTekst.",
        "AC51000 - Bomen planten\n\nGroendienst\n\nTekst.",
    ],
)
def test_heading_marked_up_in_many_ways(read: Read, heading: str) -> None:
    text = f"#### Acties\n{heading}\n\nWe planten elk jaar.\n\n{tables()}\n"
    node = read(report(text))["AC51000"]

    assert (node.title, node.service) == ("Bomen planten", "Groendienst")
    assert node.description is not None
    assert node.description.endswith("We planten elk jaar.")


@pytest.mark.parametrize(
    "heading",
    [
        "### Beleidsdoelstelling SD310\n\nEen stad waar iedereen graag woont",
        "<b>Beleidsdoelstelling SD310</b>\n\nEen stad waar iedereen graag woont",
        "Beleidsdoelstelling SD310 - Een stad waar iedereen graag woont",
        "Beleidsdoelstelling: SD310\n\nEen stad waar iedereen  \ngraag woont",
        "BELEIDSDOELSTELLING SD310\tEen stad waar iedereen graag woont",
    ],
)
def test_objective_with_its_title_below_or_beside_it(read: Read, heading: str) -> None:
    node = read(f"{heading}\n\n{tables()}\n")["SD310"]

    assert (node.title, node.description) == ("Een stad waar iedereen graag woont", None)


def test_objective_with_a_description_below_its_title(read: Read) -> None:
    text = objective(below=f"Wonen gaat iedereen aan.\n\nOok morgen.\n\n{tables()}")
    node = read(text)["SD310"]

    assert node.title == "Een stad waar iedereen graag woont"
    assert node.description == "Wonen gaat iedereen aan.\n\nOok morgen."


def test_plan_that_is_a_master_project(read: Read) -> None:
    reading = read(report(plan("PO4200", "De Kaaiwijk"), action("PR61000", "De kaaien")))

    assert reading["PO4200"].level is Level.PO
    assert reading["PR61000"].parent == "PO4200"


@pytest.mark.parametrize("empty", ["", "\t", "\t\t\t"])
def test_project_has_status_phase_and_period(read: Read, empty: str) -> None:
    heading = f"PR61000 - Pleinen heraanleggen{empty}\tLopend\tUitvoering\t2023 - 2029\tWegendienst\t"
    node = read(report(f"Acties\t\t\n{heading}\n\nTekst.\n\n{tables()}"))["PR61000"]

    assert (node.title, node.service) == ("Pleinen heraanleggen", "Wegendienst")
    assert (node.status, node.phase, node.period_start, node.period_end) == ("Lopend", "Uitvoering", 2023, 2029)


def test_project_whose_period_cannot_be_read(read: Read) -> None:
    heading = "PR61000 - Pleinen heraanleggen\tLopend\tUitvoering\t2O23 - 2029\tWegendienst"
    node = read(report(f"Acties\n{heading}\n\nTekst.\n\n{tables()}"))["PR61000"]

    assert (node.status, node.phase, node.service) == ("Lopend", "Uitvoering", "Wegendienst")
    assert (node.period_start, node.period_end) == (None, None)


def test_title_that_runs_on_to_the_next_line(read: Read) -> None:
    text = action("AC51000", "Bomen planten langs de lanen van  \nde Kaaiwijk", None, "Groendienst\n\nWe planten.")
    node = read(report(text, action("AC51001")))["AC51000"]

    assert (node.title, node.service) == ("Bomen planten langs de lanen van de Kaaiwijk", "Groendienst")
    assert node.description == "We planten."


def test_title_with_dashes_of_its_own(read: Read) -> None:
    node = read(report(action(title="Plein - fase 2 - aanleg")))["AC51000"]

    assert node.title == "Plein - fase 2 - aanleg"


def test_title_with_brackets_keeps_them(read: Read) -> None:
    assert (
        read(report(action(title="Plein [Kaai] en [/b] omgeving")))["AC51000"].title == "Plein [Kaai] en [/b] omgeving"
    )


def test_superscript_in_a_title_and_in_a_text(read: Read) -> None:
    node = read(
        report(action(title="Wonen in Kwadrant<sup>3</sup>", text="Kwadrant<sup>3</sup> telt 40 m<sup>2</sup>."))
    )

    assert node["AC51000"].title == "Wonen in Kwadrant³"
    assert node["AC51000"].description == "Kwadrant³ telt 40 m²."


def test_printed_misspellings_are_kept(read: Read) -> None:
    node = read(report(action(title="Bomen plantten", service="Groendiesnt", text="We plantten.")))["AC51000"]

    assert (node.title, node.service, node.description) == ("Bomen plantten", "Groendiesnt", "We plantten.")


def test_heading_without_a_marker(read: Read) -> None:
    text = report(action(), action("AC51001", "Hagen snoeien").replace("#### Acties", ""))

    assert read(text).codes == ["SD310", "OD4100", "AC51000", "AC51001"]


def test_heading_of_one_cell_without_a_marker_below_the_tables(read: Read) -> None:
    text = report(action(), "AC51001 - Hagen snoeien", "", "Groendienst", "", "We snoeien.", "", tables())
    reading = read(text)

    assert reading["AC51001"].service == "Groendienst"
    assert reading["AC51000"].description == "We planten elk jaar bomen."


def test_heading_of_one_cell_without_a_marker_below_half_a_pair_of_tables(read: Read) -> None:
    first = action(below="\n".join([budget_header(), *budget_lines()]))
    reading = read(report(first, "AC51001 - Hagen snoeien", "", "Groendienst", "", "We snoeien.", "", tables()))

    assert reading["AC51001"].description == "We snoeien."
    assert reading["AC51000"].description == "We planten elk jaar bomen."
    assert reading.faults == [("table missing", "AC51000", "vte", None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Zie AC51009 voor de straten.",
        "AC51009 - voor de straten",
        "AC51009",
        "OD4199 wordt later uitgevoerd.",
        "Beleidsdoelstelling SD399 krijgt hier vorm.",
        "Beleidsdoelstelling SD399 - Een veilige stad",
    ],
)
def test_code_named_in_a_description_is_no_heading(read: Read, sentence: str) -> None:
    reading = read(report(action(text=f"Eerst dit.\n\n{sentence}\n\nDan dat.")))

    assert reading.codes == ["SD310", "OD4100", "AC51000"]
    assert reading["AC51000"].description == f"Eerst dit.\n\n{sentence}\n\nDan dat."


def test_lost_headings_are_numbered_within_their_plan(read: Read) -> None:
    reading = read(
        report(
            lost("Eerste."),
            action(),
            lost("Tweede."),
            plan("OD4200", "Water"),
            lost("Derde."),
            action("AC51001"),
            lost("Vierde."),
        )
    )

    assert reading.codes[2:5] == ["OD4100.x1", "AC51000", "OD4100.x2"]
    assert reading.codes[5:] == ["OD4200", "OD4200.x1", "AC51001", "OD4200.x2"]
    assert reading["OD4100.x2"].description == "Tweede."
    node = reading["OD4200.x1"]
    assert (node.code_printed, node.title, node.service, node.level, node.parent) == (False, None, None, "AC", "OD4200")
    assert reading["AC51000"].description == "We planten elk jaar bomen."
    assert reading.faults == [
        ("heading lost", "OD4100.x1", None, None),
        ("heading lost", "OD4100.x2", None, None),
        ("heading lost", "OD4200.x1", None, None),
        ("heading lost", "OD4200.x2", None, None),
    ]


def test_lost_heading_with_its_separator_row_left(read: Read) -> None:
    text = lost().replace("#### Acties", "Acties\t\t\t\n--------\t--\t--\t--")

    assert read(report(action(), text)).codes == ["SD310", "OD4100", "AC51000", "OD4100.x1"]


def test_heading_and_marker_lost(read: Read) -> None:
    text = lost("Nieuwe tekst.\n\nNog tekst.").replace("#### Acties", "")
    reading = read(report(action(), text, action("AC51001")))

    assert reading.codes == ["SD310", "OD4100", "AC51000", "OD4100.x1", "AC51001"]
    assert reading["AC51000"].description == "We planten elk jaar bomen."
    assert reading["OD4100.x1"].description == "Nieuwe tekst.\n\nNog tekst."


@pytest.mark.parametrize("figure", ["9", "7"])
def test_heading_and_marker_lost_after_a_node_without_its_staffing_table(read: Read, figure: str) -> None:
    first = action(below="\n".join([budget_header(), *budget_lines(("7", "7", "100,0%", "7", "100,0%"))]))
    second = f"Nieuwe tekst.\n\n{tables((figure, figure, '100,0%', figure, '100,0%'))}"
    reading = read(report(first, second))

    assert reading.codes == ["SD310", "OD4100", "AC51000", "OD4100.x1"]
    assert reading.figures("AC51000", "exploitatie_uitgaven") == ("7", "7", "7", "100", "100")
    assert reading.figures("AC51000", "vte") == (None,) * 5
    assert reading.figures("OD4100.x1", "exploitatie_uitgaven") == (figure, figure, figure, "100", "100")
    assert reading["OD4100.x1"].description == "Nieuwe tekst."


def test_heading_and_marker_lost_after_a_node_without_its_budget_table(read: Read) -> None:
    first = action(below="\n".join([staff_header(), staff_line()]))
    reading = read(report(first, f"Nieuwe tekst.\n\n{tables(('9', '9', '100,0%', '9', '100,0%'))}"))

    assert reading.codes == ["SD310", "OD4100", "AC51000", "OD4100.x1"]
    assert reading.figures("AC51000", "exploitatie_uitgaven") == (None,) * 5
    assert reading.figures("OD4100.x1", "exploitatie_uitgaven") == ("9", "9", "9", "100", "100")
    assert reading["AC51000"].description == "We planten elk jaar bomen."


def test_heading_and_marker_lost_and_the_line_before_it(read: Read) -> None:
    nine = ("9", "9", "100,0%", "9", "100,0%")
    below = "\n".join([budget_header(), *budget_lines()[1:], "", staff_header(), staff_line()])
    second = "\n".join([*budget_lines(nine), "", staff_header(), staff_line()])
    reading = read(report(action(below=below), second))

    assert reading.figures("AC51000", "exploitatie_uitgaven") == (None,) * 5
    assert reading.figures("OD4100.x1", "exploitatie_uitgaven") == ("9", "9", "9", "100", "100")


def test_heading_marker_and_text_lost_between_two_cut_tables(read: Read) -> None:
    eight = ("8", "8", "100,0%", "8", "100,0%")
    nine = ("9", "9", "100,0%", "9", "100,0%")
    below = "\n".join([budget_header(), *budget_lines(eight)[:3], budget_header(), *budget_lines(nine)])
    reading = read(report(action(below=f"{below}\n{staff_header()}\n{staff_line()}")))

    assert reading.codes == ["SD310", "OD4100", "AC51000", "OD4100.x1"]
    assert reading.figures("AC51000", "exploitatie_uitgaven") == ("8", "8", "8", "100", "100")
    assert reading.figures("AC51000", "financiering_ontvangsten") == (None,) * 5
    assert reading.figures("OD4100.x1", "exploitatie_uitgaven") == ("9", "9", "9", "100", "100")


def test_table_cut_by_a_page_that_repeats_its_header(read: Read) -> None:
    lines = budget_lines(("8", "8", "100,0%", "8", "100,0%"))
    below = "\n".join([budget_header(), *lines[:3], "", budget_header(), *lines[3:], "", staff_header(), staff_line()])
    reading = read(report(action(below=below)))

    assert reading.codes == ["SD310", "OD4100", "AC51000"]
    assert reading.faults == []


def test_heading_marker_and_header_lost(read: Read) -> None:
    nine = ("9", "9", "100,0%", "9", "100,0%")
    second = "\n".join(["Nieuwe tekst.", "", *budget_lines(nine), "", staff_header(), staff_line()])
    reading = read(report(action(), second))

    assert reading.codes == ["SD310", "OD4100", "AC51000", "OD4100.x1"]
    assert reading.figures("AC51000", "exploitatie_uitgaven") == ("1250400", "1000320", "900000", "80", "111.1")
    assert reading.figures("OD4100.x1", "exploitatie_uitgaven") == ("9", "9", "9", "100", "100")


def test_lost_heading_of_a_node_without_tables_keeps_its_text_to_itself(read: Read) -> None:
    reading = read(report(action(), "#### Acties\n\nTekst zonder tabellen.\n", action("AC51001")))

    assert reading.codes == ["SD310", "OD4100", "AC51000", "OD4100.x1", "AC51001"]
    assert reading["AC51000"].description == "We planten elk jaar bomen."
    assert reading["OD4100.x1"].description == "Tekst zonder tabellen."
    assert ("table missing", "OD4100.x1", "vte", None) in reading.faults


def test_lost_heading_of_a_plan(read: Read) -> None:
    text = f"#### Actieplan\n\nEen plan zonder kop.\n\n{tables()}\n"
    reading = read(report(text, action()))

    assert reading.codes == ["SD310", "OD4100", "SD310.x1", "AC51000"]
    assert reading["SD310.x1"].level is Level.OD
    assert reading["AC51000"].parent == "SD310.x1"


@pytest.mark.parametrize("word", ["Acties", "**Acties**", "Project"])
def test_stray_marker_word_in_a_description(read: Read, word: str) -> None:
    reading = read(report(action(text=f"Dit zijn de volgende:\n\n{word}\n\nWe planten bomen.")))

    assert reading.codes == ["SD310", "OD4100", "AC51000"]
    assert reading["AC51000"].description == f"Dit zijn de volgende:\n\n{word.strip('*')}\n\nWe planten bomen."
    assert reading.figures("AC51000", "vte") == ("4.5", "4.05", "4", "90", "101.3")
    assert reading.faults == []


def test_stray_marker_word_inside_a_paragraph(read: Read) -> None:
    reading = read(report(action(text="We doen\nActies\nvoor bomen.")))

    assert reading["AC51000"].description == "We doen Acties voor bomen."


def test_marker_word_and_codes_inside_a_paragraph_below_the_tables(read: Read) -> None:
    note = "\nVoetnoot bij\nActies\nen bij\nBeleidsdoelstelling SD399\nen zo."
    reading = read(report(action(below=tables() + "\n" + note), action("AC51001")))

    assert reading.codes == ["SD310", "OD4100", "AC51000", "AC51001"]
    assert reading["AC51000"].description == (
        "We planten elk jaar bomen.\n\nVoetnoot bij Acties en bij Beleidsdoelstelling SD399 en zo."
    )


def test_doubled_marker(read: Read) -> None:
    reading = read(report(action().replace("#### Acties", "#### Acties\n#### Acties\n\nActies\t\t")))

    assert reading.codes == ["SD310", "OD4100", "AC51000"]
    assert reading["OD4100"].description is None


def test_marker_at_the_very_end(read: Read) -> None:
    reading = read(report(action(), "#### Acties"))

    assert reading.codes == ["SD310", "OD4100", "AC51000"]
    assert reading["AC51000"].description == "We planten elk jaar bomen."


def test_duplicate_code_is_read_twice_and_reported(read: Read) -> None:
    five = ("5", "5", "100,0%", "5", "100,0%")
    reading = read(report(action(), action(below=tables(five))))

    assert reading.codes == ["SD310", "OD4100", "AC51000", "AC51000.d2"]
    assert reading["AC51000.d2"].code_printed is False
    assert reading.figures("AC51000", "exploitatie_uitgaven")[0] == "1250400"
    assert reading.figures("AC51000.d2", "exploitatie_uitgaven")[0] == "5"
    assert reading.faults == [("duplicate code", "AC51000.d2", None, None)]


def test_action_of_a_report_without_plans_stands_outside_its_plan(read: Read) -> None:
    reading = read(objective() + action())

    assert reading["AC51000"].parent == "SD310"
    assert reading.faults == [("child outside its plan", "AC51000", None, None)]


def test_excerpt_that_begins_with_an_action(read: Read) -> None:
    reading = read(action())

    assert reading["AC51000"].parent is None
    assert reading["AC51000"].description == "We planten elk jaar bomen."
    assert reading.faults == [("child outside its plan", "AC51000", None, None)]
