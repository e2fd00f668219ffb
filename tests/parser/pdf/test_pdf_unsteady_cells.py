"""Cells and lines as word processors and typesetters set them: rounded, stretched, parted, ending early."""

from __future__ import annotations

from pathlib import Path

from tests.parser.drawing import Drawing, read_drawing


def _action(made: Drawing) -> None:
    """Begins a page, and an action on it."""
    made.add_page()
    made.at = 40.0
    made.line((50, "Acties"))


def _stretched(made: Drawing, left: float, right: float, text: str, y: float) -> float:
    """Writes a line of justified text; how wide its white space is."""
    words = text.split()
    gap = (right - left - sum(map(made.get_string_width, words))) / (len(words) - 1)
    for word in words:
        made.text(left, y, word)
        left += made.get_string_width(word) + gap
    return gap


def test_cells_that_a_program_rounds_begin_on_one_place(tmp_path: Path) -> None:
    made = Drawing()
    made.start()
    lines = (
        "AC51003 - Bomen planten in de wijk aan de oude haven en langs alle",
        "straten van de wijken rond de haven waar dat dit jaar nog mogelijk is en",
        "langs de vaart",
    )
    start = 50 + made.get_string_width(lines[1]) + 2.95
    for number in range(3):
        _action(made)
        made.line((50, f"AC5100{number} - Bomen planten"), (start - 1, "Groendienst"))
        made.tables()
    _action(made)
    made.line((50, lines[0]))
    made.line((50, lines[1]), (start, "Sportdienst"))
    made.line((50, lines[2]))
    made.line((50, "Dit jaar in de lente."), down=18)
    made.tables()

    node = read_drawing(made, tmp_path / "rounded.pdf")["AC51003"]

    assert (node.title, node.service) == (" ".join(lines).removeprefix("AC51003 - "), "Sportdienst")
    assert node.description == "Dit jaar in de lente."


def test_where_justified_lines_end_the_first_cell_does(tmp_path: Path) -> None:
    made = Drawing()
    made.start()
    _action(made)
    title = (
        "Bomen planten in de wijk aan de oude",
        "haven en langs alle straten van alle grote wijken",
        "rond de vaart",
    )
    first = f"PR51000 - {title[0]}"
    right = 51 + max(map(made.get_string_width, (first, title[1])))
    beside = right + 1.2 * _stretched(made, 50, right, first, made.at + 11)
    for x, text in ((beside, "Lopend"), (300, "Ontwerp"), (350, "2024 - 2027"), (430, "Groendienst")):
        made.text(x, made.at + 11, text)
    _stretched(made, 50, right, title[1], made.at + 22)
    made.text(50, made.at + 33, title[2])
    made.at += 33
    made.line((45, "Dit jaar in de lente."), down=18)
    made.tables()

    node = read_drawing(made, tmp_path / "justified.pdf")["PR51000"]

    assert node.title == " ".join(title)
    assert (node.status, node.phase, node.period_start, node.service) == ("Lopend", "Ontwerp", 2024, "Groendienst")
    assert node.description == "Dit jaar in de lente."


def test_lines_flush_with_the_code_are_its_title_where_text_begins_elsewhere(tmp_path: Path) -> None:
    made = Drawing()
    made.start()
    _action(made)
    made.line(
        (50, "PR51000 - Bomen planten"), (300, "Lopend"), (350, "Ontwerp"), (400, "2024 - 2027"), (480, "Groendienst")
    )
    made.line((50, "in de wijk aan de haven"))
    made.line((50, "en langs de vaart"))
    for _ in range(4):
        made.line((45, "Dit jaar planten we in de lente bomen langs de vaart, en volgend jaar in de wijk."), down=16)
    made.tables()

    node = read_drawing(made, tmp_path / "set-in.pdf")["PR51000"]

    assert node.title == "Bomen planten in de wijk aan de haven en langs de vaart"
    assert node.service == "Groendienst"


def test_the_halves_of_a_word_that_a_cell_parts_are_no_words(tmp_path: Path) -> None:
    made = Drawing()
    made.start()
    for number in range(3):
        _action(made)
        first = f"AC5100{number} - Bomen planten in de wijk aan de haven en in het park aan de"
        beside = 60 + made.get_string_width(first)
        made.line((50, first), (beside, "Dienst Samenleven en Wel-"))
        made.line((50, "oude vaart"), (beside, "bevinden"))
        made.line((50, "Dit jaar in de lente."), down=18)
        made.tables()

    nodes = read_drawing(made, tmp_path / "parted.pdf")

    assert nodes["AC51000"].service == nodes["AC51002"].service == "Dienst Samenleven en Welbevinden"


def test_a_line_a_little_short_ends_no_paragraph_where_white_space_parts_these(tmp_path: Path) -> None:
    made = Drawing()
    made.start()
    full = (
        "Dit jaar planten we in de lente bomen langs de vaart en in de wijk, en volgend jaar langs de lanen van de stad"
    )
    for number in range(2):
        _action(made)
        made.line((50, f"AC5100{number} - Bomen planten"), (400, "Groendienst"))
        for end in ("daar.", "nu.", "er ook.", "hier."):
            made.line((50, f"{full} {end}"), down=18)
            made.line((50, "In de herfst volgen de struiken langs de vaart."))
        made.line((50, f"{full}."), down=18)
        made.line((50, "En dan de rest."))
        made.tables()

    described = read_drawing(made, tmp_path / "short.pdf")["AC51000"].description

    assert described is not None
    assert described.split("\n\n")[-1] == f"{full}. En dan de rest."
