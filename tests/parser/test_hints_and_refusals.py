"""Hints about texts, nodes without a code, and documents of which hardly a heading is recognised."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from doelboom.parser import FaultKind, Level, ReportError, read_report
from tests.documents.in_units import Units, lines
from tests.documents.invent import Size, invent
from tests.documents.looks import draw_look
from tests.documents.producers import writer
from tests.parser.small_reports import Read, Reading, action, cells, contents, objective, plan, report, tables


def _hints(reading: Reading) -> list[tuple[str | None, str]]:
    return [
        (fault.code, (fault.printed or "").partition(":")[0])
        for fault in reading.report.faults
        if fault.kind is FaultKind.TEXT
    ]


@pytest.mark.parametrize(
    ("node", "hint"),
    [
        (action(title="Bomen planten langs de la-"), "the title ends in a hyphen"),
        (action(title="bomen planten"), "the title begins in small letters"),
        (action(text="en struiken. We planten elk jaar."), "the description begins in the middle of a sentence"),
        (action(text="(of niet). We planten."), None),
        (action(text="op de agenda staan:\n- bomen\n- struiken"), None),
    ],
)
def test_a_text_that_may_be_cut_is_named(read: Read, node: str, hint: str | None) -> None:
    assert _hints(read(report(node))) == ([("AC51000", hint)] if hint else [])


def test_the_contents_are_a_second_witness(read: Read) -> None:
    listed = contents(
        ("SD310", "Een stad waar iedereen graag woont", 1),
        ("OD4100", "De straten vergroeien", 1),
        ("OD4200", "Vijvers", 2),
    )
    reading = read(listed + report())

    assert _hints(reading) == [
        ("OD4100", "the title in the table of contents is another"),
        (None, 'OD4200 stands in the table of contents ("Vijvers"), and nowhere else'),
    ]


def test_a_service_that_is_another_one_cut_short(read: Read) -> None:
    services = ["Dienst Werk en Activering", "Dienst Werk en Activering", "Dienst Werk en", "Bureau Bomen"]
    actions = [action(f"AC5{number}000", service=service) for number, service in enumerate(services)]

    assert _hints(read(report(*actions))) == [
        ("AC52000", 'no other node has this service; another is "Dienst Werk en Activering"')
    ]


def test_a_heading_without_the_service_that_others_have(read: Read) -> None:
    actions = [action(f"AC5{number}000", service="Bureau Bomen") for number in range(5)]
    bare = action("AC55000", service="Bureau Bomen").replace("Bureau Bomen", "")

    assert _hints(read(report(*actions, bare))) == [("AC55000", "no service, which the headings of this kind have")]
    assert _hints(read(report(*actions[:3], bare))) == []


def test_a_code_that_breaks_the_series(read: Read) -> None:
    codes = ["AC35556", "AC35557", "AC36558", "AC35559", "AC40000", "AC35600"]

    assert [code for code, _ in _hints(read(report(*map(action, codes))))] == ["AC36558"]


@pytest.mark.parametrize("seed", range(6))
def test_a_right_report_has_no_hint(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "report.txt"
    path.write_text("\n".join(lines(invent(seed, Size(objectives=2, plans=4, leaves=8)), Units())), encoding="utf-8")

    assert [fault for fault in read_report(path).faults if fault.kind is FaultKind.TEXT] == []


def test_nodes_without_a_code(read: Read) -> None:
    no_plan = f"#### Actieplan\n\n{cells('Overig beleid', '2026 - 2031', 'Groep Lindendorp')}\n\n{tables()}\n"
    no_action = f"#### Acties\n\n{cells('Overige bomen', 'Groendienst')}\n\nWe planten.\n\n{tables()}\n"
    no_objective = f"### Beleidsdoelstelling: Overig beleid\n\n{tables()}\n"
    reading = read(report(action(), no_action) + no_objective + no_plan + action("AC51001"))

    assert reading.codes == ["SD310", "OD4100", "AC51000", "OD4100.x1", "x1", "x1.x1", "AC51001"]
    assert [reading[code].title for code in ("OD4100.x1", "x1", "x1.x1")] == [
        "Overige bomen",
        "Overig beleid",
        "Overig beleid",
    ]
    assert reading["OD4100.x1"].service == "Groendienst"
    assert (reading["x1.x1"].level, reading["x1.x1"].period_end) == (Level.OD, 2031)
    assert reading["AC51001"].parent == "x1.x1"
    assert reading.faults == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ((r"Beleidsdoelstelling \w+|^\w+ - .*\t.*$", "Een kop"), "found no policy objective"),
        ((r"^(?:\w+\t.*\d{4} - \d{4}.*|\w+ - .*\t.*)$", "Een kop"), "tables have no heading that is known"),
    ],
)
def test_hardly_a_heading_is_no_report(tmp_path: Path, change: tuple[str, str], found: str) -> None:
    text = "\n".join(lines(invent(4, Size(plans=4, leaves=6)), Units()))
    path = tmp_path / "report.txt"
    path.write_text(re.sub(change[0], change[1], text, flags=re.MULTILINE), encoding="utf-8")

    with pytest.raises(ReportError, match=f"expected .*; .*{found}"):
        read_report(path)


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_a_pdf_whose_letters_have_no_meaning_says_so(tmp_path: Path, engine: str) -> None:
    path = tmp_path / "report.pdf"
    writer("typst")(invent(1), draw_look(3), path)
    content = path.read_bytes()
    assert b"/ToUnicode" in content
    path.write_bytes(content.replace(b"/ToUnicode", b"/XoUnicode"))

    with pytest.raises(ReportError, match="its letters have no meaning"):
        read_report(path, engine=engine)


def test_levels_are_called_what_the_report_calls_them(read: Read) -> None:
    text = (
        report(action())
        .replace("Beleidsdoelstelling", "Strategische doelstelling")
        .replace("#### Acties", "#### Prioritaire acties")
    )

    words = {each.level: each.word for each in read(text).report.level_words}

    assert words == {Level.SD: "strategische doelstelling", Level.OD: "actieplan", Level.AC: "prioritaire actie"}


def test_an_objective_is_known_by_its_word(read: Read) -> None:
    reading = read(objective("BD 90") + plan("90.1") + action("90.1.1"))

    assert reading.codes == ["BD 90", "90.1", "90.1.1"]
    assert reading["90.1.1"].parent == "90.1"


@pytest.mark.parametrize("separator", [" ", "\n"], ids=["raw", "plain"])
def test_text_whose_columns_are_lost_says_what_works(tmp_path: Path, separator: str) -> None:
    # Thousands that stand apart are no figures of their own, and nothing tells.
    text = "\n".join(lines(invent(4), Units(separator=" ")))
    path = tmp_path / "report.txt"
    path.write_text(text.replace("\t", separator), encoding="utf-8")

    with pytest.raises(ReportError, match=r'columns are lost.*"pdftotext -layout"'):
        read_report(path)
