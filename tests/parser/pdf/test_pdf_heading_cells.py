"""The cells of headings: what is drawn parts them, else where those of their kind begin, else white space."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from doelboom.parser import Level, Report, read_report
from tests.documents import by_reportlab
from tests.documents.compare import FACTS, differences
from tests.documents.invent import Size, invent
from tests.documents.looks import Look
from tests.parser.drawing import Drawing, read_drawing

_FACTS = tuple(fact for fact in FACTS if fact != "code_printed")
_NARROW = Look(service=0.16, ruled_cells=True, justified_cells=True, contents=False)


def _named(report: Report, service: str) -> Report:
    """The same report, all its actions and projects of one service."""
    leaves = (Level.AC, Level.PR)
    return replace(
        report,
        nodes=tuple(replace(node, service=service) if node.level in leaves else node for node in report.nodes),
    )


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
@pytest.mark.parametrize("leaves", [1, 5])
def test_justified_text_in_a_narrow_ruled_cell_is_one_cell(leaves: int, engine: str, tmp_path: Path) -> None:
    report = _named(invent(7, Size(plans=1, leaves=leaves, lost=0)), "Dienst Activering en Werk van Lindendorp")
    by_reportlab.write(report, _NARROW, tmp_path / "ruled.pdf")

    assert differences(report, read_report(tmp_path / "ruled.pdf", engine=engine), _FACTS) == []


def test_ruled_cells_part_even_words_that_stand_beside_no_line_with_a_code(tmp_path: Path) -> None:
    report = invent(77, Size(plans=1, leaves=3, lost=0))
    # Banded tables have their cells centred from top to bottom.
    look = replace(_NARROW, size=7.0, paper=(500.0, 700.0), service=0.29, table="banded")
    by_reportlab.write(report, look, tmp_path / "beside.pdf")

    assert differences(report, read_report(tmp_path / "beside.pdf"), _FACTS) == []


def test_without_lines_the_cells_of_many_headings_show_where_they_begin(tmp_path: Path) -> None:
    report = _named(invent(7, Size(plans=3, leaves=7, lost=0)), "Dienst Activering en Werk van Lindendorp")
    by_reportlab.write(report, replace(_NARROW, ruled_cells=False, service=0.2), tmp_path / "open.pdf")

    found = differences(report, read_report(tmp_path / "open.pdf"), _FACTS)

    # Of projects there are too few.
    assert [difference for difference in found if not difference.startswith("PR")] == []


@pytest.mark.parametrize(("ruled", "push"), [(bool(push % 40), push) for push in range(0, 260, 20)])
def test_a_heading_that_the_page_cuts_goes_on_where_its_lines_were_full(push: int, ruled: bool, tmp_path: Path) -> None:
    report = invent(11, Size(plans=2, leaves=4, lost=0))
    look = Look(service=0.2, ruled_cells=ruled, push=float(push), paper=(500.0, 420.0), size=8.0, contents=False)
    by_reportlab.write(report, look, tmp_path / "cut.pdf")

    assert differences(report, read_report(tmp_path / "cut.pdf"), _FACTS) == []


def test_a_description_right_below_a_heading_is_not_its_third_line(tmp_path: Path) -> None:
    made = Drawing()
    made.start()
    places = ("oude haven", "oudste haven", "groene kade", "nieuwe haven")
    for number, place in enumerate(places):
        made.add_page()
        made.at = 40
        made.line((50, "Acties"))
        made.line((50, f"AC5100{number} - Bomen planten in de wijk aan de {place} en langs"), (295, "Groendienst"))
        made.line((50, "de vaart"))
        made.line((50, "Dit jaar in de lente."))
        made.tables()

    nodes = read_drawing(made, tmp_path / "close.pdf")

    for number, place in enumerate(places):
        assert nodes[f"AC5100{number}"].title == f"Bomen planten in de wijk aan de {place} en langs de vaart"
        assert nodes[f"AC5100{number}"].description == "Dit jaar in de lente."


@pytest.mark.parametrize("marker", ["Acties", None])
def test_a_row_of_labels_above_headings_is_none_of_them(marker: str | None, tmp_path: Path) -> None:
    made = Drawing()
    made.start()
    for number in range(4):
        made.add_page()
        made.at = 40.0 + 20 * number
        made.line((50, f"Einde van deel {number}."))
        if marker is not None:
            made.line((50, marker))
        made.line((50, "Actie"), (400, "Dienst"))
        made.line((50, f"AC5100{number} - Bomen planten"), (400, "Groendienst"))
        made.line((50, "Dit jaar in de lente."), down=18)
        made.tables()

    nodes = read_drawing(made, tmp_path / "labels.pdf")

    assert list(nodes) == ["SD310", "OD4100", *(f"AC5100{number}" for number in range(4))]
    assert {nodes[f"AC5100{number}"].service for number in range(4)} == {"Groendienst"}
    assert "Dienst" not in " ".join(node.description or "" for node in nodes.values())


def test_bullets_that_are_drawn_are_bullets(tmp_path: Path) -> None:
    made = Drawing()
    made.start()
    made.add_page()
    made.at = 40
    made.line((50, "Acties"))
    made.line((50, "AC51000 - Bomen planten"), (400, "Groendienst"))
    made.line((50, "Dit jaar planten we bomen van drie soorten:"), down=18)
    for kind in ("eiken in het park", "linden langs de vaart"):
        made.line((70, kind))
        made.ellipse(60, made.at - 4.4, 3, 3, "F")
    made.tables()

    described = read_drawing(made, tmp_path / "drawn.pdf")["AC51000"].description

    assert described == ("Dit jaar planten we bomen van drie soorten:\n\n- eiken in het park\n- linden langs de vaart")


def test_a_row_that_a_pages_end_prints_twice_is_one(tmp_path: Path) -> None:
    made = Drawing()
    made.start()
    made.line((50, "Acties"), down=20)
    made.line((50, "AC51000 - Bomen planten"), (400, "Groendienst"))
    made.line((50, "Dit jaar in de lente planten we bomen."), down=18)
    made.add_page()
    made.at = 40
    made.line((50, "Dit jaar in de lente planten we bomen."))
    made.line((50, "Daarna struiken."))
    made.tables()

    described = read_drawing(made, tmp_path / "twice.pdf")["AC51000"].description

    assert described is not None
    assert described.split() == ["Dit", "jaar", "in", "de", "lente", "planten", "we", "bomen.", "Daarna", "struiken."]
