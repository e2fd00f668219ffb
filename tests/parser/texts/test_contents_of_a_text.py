"""The table of contents, and what it is used for."""

from __future__ import annotations

import pytest

from tests.parser.small_reports import Read, action, contents, objective, plan, tables


def test_contents_are_no_nodes(read: Read) -> None:
    listed = contents(("SD310", "Een stad waar iedereen graag woont", 1), ("OD4100", "De straten vergroenen", 2))
    reading = read(f"# Overzicht\n\nStad Lindendorp - Kerkplein 1, 9999 Lindendorp\n\n{listed}\n{objective()}{plan()}")

    assert reading.codes == ["SD310", "OD4100"]
    assert reading.report.city == "Lindendorp"
    assert reading.faults == []


@pytest.mark.parametrize(
    "listed",
    [
        "<b>Beleidsdoelstelling SD310 - Wonen</b>\t<b>1</b>\nOD4100 - Groen\t1",
        "SD310 - Wonen .......\t1\nOD4100 - Groen ……\t1",
        "Actieplannen\nSD310 - Wonen\t1\n\nOD4100 - Groen\t1\nAC51000 - Bomen\t2\n\nActies\n\nAC51001 - Hagen\t12",
    ],
)
def test_contents_in_other_forms_are_no_nodes(read: Read, listed: str) -> None:
    reading = read(f"Inhoud\n\n{listed}\n\n{objective()}{plan()}{action()}")

    assert reading.codes == ["SD310", "OD4100", "AC51000"]
    assert reading["AC51000"].title == "Bomen planten langs de lanen"


def test_no_city_is_printed(read: Read) -> None:
    assert read(objective()).report.city is None


def test_title_and_description_without_a_gap_are_parted_by_the_contents(read: Read) -> None:
    listed = contents(("SD310", "Een stad waar iedereen graag woont", 1))
    below = "Meer woningen voor wie  \nzoekt.\n\n" + tables()
    text = objective(title="Een stad waar iedereen  \ngraag woont", below=below).replace("woont\n\nMeer", "woont\nMeer")
    node = read(listed + text)["SD310"]

    assert node.title == "Een stad waar iedereen graag woont"
    assert node.description == "Meer woningen voor wie zoekt."


def test_title_that_only_the_contents_print(read: Read) -> None:
    listed = contents(("SD310", "Een stad waar iedereen graag woont.", 1))

    assert read(f"{listed}\n### Beleidsdoelstelling SD310\n\n{tables()}")["SD310"].title == (
        "Een stad waar iedereen graag woont."
    )


def test_spelling_of_the_heading_goes_before_that_of_the_contents(read: Read) -> None:
    listed = contents(("SD310", "Een stad waar iedereen graag woontt", 1))

    assert read(listed + objective())["SD310"].title == "Een stad waar iedereen graag woont"


def test_plan_below_another_objective_than_the_contents_say(read: Read) -> None:
    listed = contents(("SD310", "Wonen", 1), ("OD4100", "Groen", 1), ("SD320", "Water", 2), ("OD4200", "Vijvers", 2))
    reading = read(listed + objective() + plan() + plan("OD4200", "Vijvers"))

    assert reading["OD4200"].parent == "SD310"
    assert [fault for fault in reading.faults if fault[0] != "text"] == [
        ("child outside its plan", "OD4200", None, None)
    ]
    assert reading.report.faults[0].printed == "SD310"


def test_plan_without_an_objective(read: Read) -> None:
    reading = read(plan())

    assert reading["OD4100"].parent is None
    assert reading.faults == [("child outside its plan", "OD4100", None, None)]


def test_plan_before_the_first_objective(read: Read) -> None:
    reading = read(plan() + objective() + plan("OD4200", "Vijvers"))

    assert reading["OD4100"].parent is None
    assert reading.faults == [("child outside its plan", "OD4100", None, None)]
