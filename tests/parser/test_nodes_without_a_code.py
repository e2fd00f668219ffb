"""What a city does outside of its plans has a title and no code: a node of its own, under a code that is made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from doelboom.parser import Level, Node, read_report
from tests.documents import looks
from tests.documents.compare import differences
from tests.documents.deep import deep, lines
from tests.documents.looks import draw_look, plain_look
from tests.documents.producers import writer

_WRITTEN = deep("Mechelen", 1)
_OBJECTIVE = [node for node in _WRITTEN.nodes if node.level is Level.SD][-1]
_PLAN = next(node for node in _WRITTEN.nodes if node.parent == _OBJECTIVE.code)
_ACTION = next(node for node in _WRITTEN.nodes if node.parent == _PLAN.code)
_MADE = {_OBJECTIVE.code: "x1", _PLAN.code: "x1.x1", _ACTION.code: "x1.x1.x1"}


def _expected(node: Node, *titles: str) -> Node:
    made = dict(zip(_MADE, titles, strict=True))
    node = replace(node, parent=_MADE.get(node.parent or "", node.parent))
    if node.code not in _MADE:
        return node
    return replace(node, code=_MADE[node.code], code_printed=False, title=made[node.code])


@pytest.mark.parametrize(
    ("objective", "plan", "action"),
    [
        (["Beleidsdoelstelling: Overig beleid"], "Overig beleid\t{plan}", "Overige acties\t{action}"),
        (["Beleidsdoelstelling", "", "Overig beleid"], "Overig actieplan\t{plan}", "Overig beleid\t{action}"),
        (["Beleidsdoelstelling Gelijkblijvend beleid"], "Overige actieplannen\t{plan}", "Lopend beleid\t{action}"),
        (["Overig beleid"], "Regulier beleid\t{plan}", "Niet-prioritaire acties\t{action}"),
    ],
)
def test_in_a_text(tmp_path: Path, objective: list[str], plan: str, action: str) -> None:
    rest = {"plan": "2020 - 2027\tGroep Lindendorp", "action": "Groendienst"}
    text = []
    for line in lines(_WRITTEN, "Mechelen"):
        if line == f"Beleidsdoelstelling {_OBJECTIVE.code}":
            text += objective
        elif line.startswith(f"{_PLAN.code}\t"):
            text += [plan.format(**rest)]
        elif line.startswith(f"{_ACTION.code} - "):
            text += [action.format(**rest)]
        elif line != _OBJECTIVE.title:
            text += [line]
    path = tmp_path / "report.txt"
    path.write_text("\n".join(text), encoding="utf-8")

    read = read_report(path)

    title = objective[-1].removeprefix("Beleidsdoelstelling").lstrip(": ")
    titles = (title, plan.partition("\t")[0], action.partition("\t")[0])
    assert differences(replace(_WRITTEN, nodes=tuple(_expected(node, *titles) for node in _WRITTEN.nodes)), read) == []
    assert read.faults == ()


def test_in_a_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heading = looks._heading
    cells = {
        _PLAN.code: ("", "Overig beleid", "2020 - 2027", "Groep Lindendorp"),
        _ACTION.code: ("Overige acties", "Groendienst"),
    }

    def without_codes(node: Node) -> list[looks.Part]:
        if node.code == _OBJECTIVE.code:
            return [looks.Part("objective", ("Beleidsdoelstelling: Overig beleid",))]
        return [
            replace(part, cells=cells[node.code]) if part.kind == "heading" and node.code in cells else part
            for part in heading(node)
        ]

    monkeypatch.setattr(looks, "_heading", without_codes)
    path = tmp_path / "report.pdf"
    writer("fpdf")(_WRITTEN, replace(plain_look(draw_look(3)), contents=False), path)

    read = read_report(path)

    titles = ("Overig beleid", "Overig beleid", "Overige acties")
    expected = replace(_WRITTEN, nodes=tuple(_expected(node, *titles) for node in _WRITTEN.nodes))
    assert differences(expected, read) == []


def test_a_code_that_is_made_is_said_to_be_made(tmp_path: Path) -> None:
    """Text below a marker that is none of these is a lost heading's, and said to be that."""
    text = [
        "Overig en nog veel meer" if line.startswith(f"{_ACTION.code} - ") else line
        for line in lines(_WRITTEN, "Mechelen")
    ]
    path = tmp_path / "report.txt"
    path.write_text("\n".join(text), encoding="utf-8")

    read = read_report(path)

    assert [fault.kind.value for fault in read.faults] == ["heading lost"]
