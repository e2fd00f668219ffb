"""Three to five levels, with words and codes of any city: what stands below what is learnt from the document."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from doelboom.parser import FaultKind, Level, Node, Report, read_report
from tests.documents.compare import differences
from tests.documents.deep import FORMS, deep, lines
from tests.documents.in_units import Units
from tests.documents.in_units import lines as lines_of_three
from tests.documents.invent import Size, invent, total
from tests.documents.looks import draw_look, plain_look
from tests.documents.producers import writer


def _read(text: list[str], folder: Path) -> Report:
    path = folder / "report.txt"
    path.write_text("\n".join(text), encoding="utf-8")
    return read_report(path)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(3))
def test_levels_of_a_text(tmp_path: Path, form: str, seed: int) -> None:
    written = deep(form, seed)

    read = _read(list(lines(written, form)), tmp_path)

    assert differences(written, read) == []
    assert read.faults == ()


@pytest.mark.parametrize(("form", "producer"), [("Mechelen", "fpdf"), ("numbered", "reportlab"), ("five", "fpdf")])
def test_levels_of_a_pdf_that_calls_all_actions_alike(tmp_path: Path, form: str, producer: str) -> None:
    """A document that has one word for plans of two levels, and "Acties" above projects too."""
    written = deep(form, 1)
    path = tmp_path / "report.pdf"
    writer(producer)(written, plain_look(draw_look(3)), path)

    read = read_report(path)

    assert differences(written, read) == []
    assert read.faults == ()


def test_projects_that_are_announced_as_projects_can_stand_beside_actions(tmp_path: Path) -> None:
    written = invent(4, Size(objectives=2, plans=3, leaves=5, lost=0.0))
    text = list(lines_of_three(written, Units()))
    for node in written.nodes:
        if node.level is Level.PR:
            at = next(number for number, line in enumerate(text) if line.startswith(f"{node.code} - "))
            text[at - 2] = "Projecten"

    assert differences(written, _read(text, tmp_path)) == []


def test_a_wrong_figure_changes_nothing_of_what_stands_below_what(tmp_path: Path) -> None:
    written = deep("Mechelen", 0)
    spoilt = [_spoilt(node) if node.level is Level.AC else node for node in written.nodes[:9]]
    written = replace(written, nodes=(*spoilt, *written.nodes[9:]))

    assert differences(written, _read(list(lines(written, "Mechelen")), tmp_path)) == []


def _spoilt(node: Node) -> Node:
    return replace(node, amounts=total([node, node]))


def test_the_words_of_the_levels_are_the_documents(tmp_path: Path) -> None:
    words = {
        form: {
            (each.level, each.depth): each.word
            for each in _read(list(lines(deep(form, 0), form)), tmp_path).level_words
        }
        for form in ("own words", "five", "numbered")
    }

    assert words["own words"] == {
        (Level.SD, None): "programma",
        (Level.OD, None): "beleidsveld",
        (Level.AC, None): "maatregel",
    }
    assert words["five"][Level.SD, None] == "beleidsdoelstelling"
    assert words["five"][Level.SD, 0] == "strategische doelstelling"
    assert words["numbered"][Level.OD, 1] == "operationele doelstelling"
    assert words["numbered"][Level.PR, None] == "deelactie"


def test_an_objective_whose_word_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    written = deep("Mechelen", 2)
    text = []
    for line in lines(written, "Mechelen"):
        word, _, code = line.partition(" ")
        if word == "Beleidsdoelstelling":
            title = next(node.title for node in written.nodes if node.code == code)
            text += [word, f"{code} - {title}"]
        else:
            text += [line]
    titles = {node.title for node in written.nodes if node.level is Level.SD}
    text = [line for line in text if line not in titles]

    assert differences(written, _read(text, tmp_path)) == []


def test_a_word_before_the_code_of_an_action(tmp_path: Path) -> None:
    written = deep("Mechelen", 3)
    text = [f"Actie {line}" if line.startswith("AC0") else line for line in lines(written, "Mechelen")]
    text = [f"Project: {line}" if line.startswith("MJP0") else line for line in text]

    assert differences(written, _read(text, tmp_path)) == []
    bare = [line for line in text if line not in ("Acties", "Projecten")]
    assert differences(written, _read(bare, tmp_path)) == []


def test_a_code_says_what_a_node_belongs_to_where_all_others_do(tmp_path: Path) -> None:
    """The heading of a plan is gone: what follows stands below the plan before it, and its codes say otherwise."""
    written = deep("parts", 1)
    plans = [node for node in written.nodes if node.level is Level.OD]
    plan = next(after for before, after in pairwise(plans) if before.parent == after.parent)
    text = list(lines(written, "parts"))
    at = next(number for number, line in enumerate(text) if line.startswith(f"{plan.code}\t"))
    before = next(number for number in range(at, 0, -1) if text[number] == "Actieplannen")
    after = next(number for number in range(at, len(text)) if text[number] == "Acties")

    read = _read(text[:before] + text[after:], tmp_path)

    faults = [fault.code for fault in read.faults if fault.kind is FaultKind.OUTSIDE_PLAN]
    assert faults == [node.code for node in written.nodes if node.parent == plan.code]
