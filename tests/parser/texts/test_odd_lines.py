"""Lines where no report has them: they are read, or the file is refused; never does the reader fail on one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doelboom.data.check.check import checked
from doelboom.data.model.frames import build
from doelboom.parser import OwnFailure, Report, ReportError, read_report
from tests.documents import in_columns
from tests.examples import examples
from tests.hostile.pdfs import Objects, document, stream, text_content, written
from tests.parser.small_reports import Read, action, budget_header, contents, lost, report

ENGINES = ("pdfium", "pdfplumber")
BELOW = ("Een zin onder de tabellen, die gaat over", "uitgaven", "", "Nog een zin.")


def _forms(lines: Sequence[str], folder: Path, pitch: float = 1.3) -> list[Report]:
    """The lines as read from a text in columns, and from a PDF by both engines."""
    path = folder / "report.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    pdf = in_columns.draw(lines, folder / "report.pdf", pitch=pitch)
    return [read_report(path), *(read_report(pdf, engine=engine) for engine in ENGINES)]


def _assert_as_written(read: Report) -> None:
    assert [(node.code, node.title) for node in read.nodes] == [
        ("SD310", "Een stad waar iedereen graag woont"),
        ("OD4100", "De straten vergroenen"),
        ("AC51000", "Bomen planten"),
    ]
    assert read.nodes[1].description == " ".join(in_columns.TEXT)
    assert read.nodes[2].service == "Groendienst"
    for node in read.nodes:
        lines = [*(figures for pair in in_columns.FIGURES.values() for figures in pair), in_columns.STAFF]
        assert [
            (line.reference, line.actual, line.spent_pct, line.prior, line.of_prior_pct) for line in node.amounts
        ] == [
            tuple(Decimal(figure.rstrip("%").replace(".", "").replace(",", ".")) for figure in line) for line in lines
        ]
    assert read.faults == ()


@pytest.mark.parametrize("label", ["uitgaven", "VTE", "Exploitatie", "Uitgaven Ontvangsten", "ontvang-"])
def test_a_label_alone_below_a_finished_pair_of_tables_is_text(label: str, tmp_path: Path) -> None:
    for read in _forms(in_columns.report(BELOW[0], label, *BELOW[2:]), tmp_path):
        _assert_as_written(read)
        assert read.nodes[2].description == f"{BELOW[0]} {label}\n\n{BELOW[3]}"


def test_a_label_alone_below_text_is_no_table_line_even_of_an_unfinished_table(tmp_path: Path) -> None:
    lines = in_columns.report(*BELOW)
    last = max(number for number, line in enumerate(lines) if line.startswith("VTE"))
    unfinished = [*lines[:last], *lines[last + 1 :]]

    for read in _forms(unfinished, tmp_path):
        assert read.nodes[2].description == f"{BELOW[0]} {BELOW[1]}\n\n{BELOW[3]}"
        assert [(fault.code, fault.measure) for fault in read.faults] == [("AC51000", "vte")]


@pytest.mark.parametrize("pitch", [0.65, 0.5])
def test_lines_closer_than_other_reports_cells_are_lines(pitch: float, tmp_path: Path) -> None:
    for read in _forms(in_columns.report(*BELOW), tmp_path, pitch):
        _assert_as_written(read)


def test_a_document_of_close_lines_that_is_no_report_is_refused(tmp_path: Path) -> None:
    lines = [f"Een lopende regel tekst die lang genoeg is om mee te tellen {number}" for number in range(12)]
    path = in_columns.draw(lines, tmp_path / "brief.pdf", pitch=0.65)

    for engine in ENGINES:
        with pytest.raises(ReportError, match="not a report of policy objectives"):
            read_report(path, engine=engine)


def test_header_cells_that_touch_are_cells(tmp_path: Path) -> None:
    lines = in_columns.report(*BELOW, apart=0)
    assert any(f"{in_columns.YEAR - 1}Jaarrekening" in line for line in lines)

    for read in _forms(lines, tmp_path):
        _assert_as_written(read)


@pytest.mark.parametrize("dots", ["." * 60, ". . . .", "\N{HORIZONTAL ELLIPSIS}" * 3])
def test_a_line_of_dots_alone_in_the_contents_is_no_cell(dots: str, tmp_path: Path) -> None:
    toc = ["Inhoudstafel", "", "SD310 - Een stad waar iedereen graag woont", dots, "12", "", dots, "13", ""]
    path = tmp_path / "report.txt"
    path.write_text("\n".join([*toc, *in_columns.report(*BELOW)]), encoding="utf-8")

    _assert_as_written(read_report(path))


@pytest.mark.parametrize("before", ["", "#### Acties\n\n"])
def test_a_header_without_a_line_is_no_report(before: str, read: Read) -> None:
    with pytest.raises(ReportError, match="found 0 headings and 1 table"):
        read(f"{before}{budget_header()}\n")


def _far_away(objects: Objects) -> None:
    far = b"\nBT /F1 9 Tf 1 0 0 1 " + b"9" * 46 + b" 700 Tm (vijf woorden buiten elke bladzijde) Tj ET"
    objects[4] = stream(text_content() + far)


def _white_space_in_letters(objects: Objects) -> None:
    mapped = b"3 beginbfchar <65> <0065000A0066> <61> <00610020> <62> <000A> endbfchar"
    objects[5] = stream(b"1 begincodespacerange <00> <ff> endcodespacerange " + mapped)
    objects[3] = objects[3].replace(b">>", b"/ToUnicode 5 0 R >>")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("change", [_far_away, _white_space_in_letters])
def test_words_that_stand_nowhere_and_letters_that_are_lines(
    change: Callable[[Objects], None], engine: str, tmp_path: Path
) -> None:
    objects = document()
    change(objects)
    path = tmp_path / "vreemd.pdf"
    path.write_bytes(written(objects))

    with pytest.raises(ReportError, match="not a report of policy objectives") as caught:
        read_report(path, engine=engine)

    assert not isinstance(caught.value, OwnFailure)


# Anything, anywhere

_LABELS = (
    "uitgaven",
    "Uitgaven",
    "ONTVANGSTEN",
    "Ontvang-",
    "sten",
    "VTE",
    "Exploitatie",
    "Investering",
    "Financiering",
)
_ODD = (
    *(
        "-",
        ".",
        "......",
        "2031",
        "%",
        "\N{EURO SIGN}",
        "n.v.t.",
        "1.000",
        "1.000 900 90,0% 800 112,5%",
        "o",
        "\N{BULLET}",
    ),
    *("Budget", "Budgettaire onderbouwing", "Onderbouwing personeel", "2030Jaarrekening", "2031%", "Inhoudstafel"),
    *(
        "Acties",
        "Actieplan",
        "Project",
        "SD310",
        "Beleidsdoelstelling",
        "Beleidsdoelstelling SD310",
        "AC51000",
        "OD4100",
    ),
    *("AC51000 - x ........ 5", "........ 5", "SD310 - y .....", "Uitgaven 5", "Exploitatie Uitgaven 5 5 5,0% 5 5,0%"),
    *("\t", "\f", "|", "| |", "|---|", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}", "\N{SOFT HYPHEN}", "\x0b", "\x1c"),
    *(
        "<sup>",
        "&#1114112;",
        "\N{SUPERSCRIPT TWO}",
        "\N{ARABIC-INDIC DIGIT THREE}",
        "VTE\t",
        "\tUitgaven\t1",
        "1.",
        "(a)",
    ),
)
_WORDS = st.sampled_from((*_LABELS, *_ODD))
_LINES = st.one_of(
    st.sampled_from(_LABELS),
    _WORDS,
    st.builds(lambda indent, word: " " * indent + word, st.integers(0, 90), _WORDS),
    st.builds(lambda words, apart: (" " * apart).join(words), st.lists(_WORDS, max_size=8), st.integers(1, 20)),
    st.text(max_size=40),
)
_INSERTED = st.lists(st.tuples(st.integers(0, 400), _LINES), min_size=1, max_size=12)
_TEXTS = {
    "columns": in_columns.report(*BELOW),
    "tabs": "\n".join([contents(("SD310", "Een stad", 1)), report(action(), lost(), action("AC51001"))]).split("\n"),
}


def _with(lines: Sequence[str], inserted: Sequence[tuple[int, str]]) -> str:
    changed = list(lines)
    for number, line in inserted:
        changed.insert(number % (len(changed) + 1), line)
    return "\n".join(changed)


@pytest.mark.parametrize("kind", _TEXTS)
@examples(50)
@given(inserted=_INSERTED)
def test_any_lines_anywhere_are_read_or_refused(read: Read, kind: str, inserted: list[tuple[int, str]]) -> None:
    try:
        reading = read(_with(_TEXTS[kind], inserted).encode("utf-8", "surrogatepass"))
    except ReportError:
        return
    checked(build(reading.report))


@pytest.mark.parametrize("kind", _TEXTS)
def test_a_label_alone_after_any_line_moves_no_figure(read: Read, kind: str) -> None:
    lines = _TEXTS[kind]
    whole = read("\n".join(lines))
    for number in range(len(lines) + 1):
        above = next((line for line in reversed(lines[:number]) if line), "")
        if above.strip("# ") in ("Acties", "Actieplan"):
            # Between a marker and its heading it costs the heading, and the node has another code.
            continue
        reading = read(_with(lines, [(number, "uitgaven")]))
        assert reading.codes == whole.codes
        for node in whole.report.nodes:
            for line, same in zip(node.amounts, reading[node.code].amounts, strict=True):
                if same.actual is None:
                    # In the midst of a table it can stand for a part of the label beside it.
                    assert any(fault[1:3] == (node.code, line.measure) for fault in reading.faults)
                else:
                    assert replace(same, place=line.place) == line
