"""Headings set otherwise: the objective's title on its line, a colon for the dash, a code in a cell of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from doelboom.parser import Report, read_report
from tests.documents import by_typst
from tests.documents.compare import differences
from tests.documents.invent import invent
from tests.documents.looks import Look, Part, draw_look, parts

Parts = Callable[[Report, Look], Iterator[Part]]


def _title_on_the_line(report: Report, look: Look) -> Iterator[Part]:
    rest = parts(report, look)
    for part in rest:
        if part.kind == "objective":
            yield replace(part, cells=(f"{part.cells[0]} - {next(rest).cells[0]}",))
        else:
            yield part


def _colon(report: Report, look: Look) -> Iterator[Part]:
    for part in parts(report, look):
        if part.kind == "heading" and len(part.cells) == 2:
            yield replace(part, cells=(part.cells[0].replace(" - ", ": ", 1), part.cells[1]))
        elif part.kind == "marker":
            yield replace(part, cells=(part.cells[0].upper(),))
        else:
            yield part


def _code_apart(report: Report, look: Look) -> Iterator[Part]:
    for part in parts(report, look):
        if part.kind == "heading" and len(part.cells) == 2 and part.cells[0]:
            code, _, title = part.cells[0].partition(" - ")
            yield replace(part, cells=(code, title, part.cells[1], " "))
        else:
            yield part


def _level_in_the_cell(report: Report, look: Look) -> Iterator[Part]:
    for part in parts(report, look):
        if part.kind == "heading" and len(part.cells) == 4:
            yield replace(part, cells=(f"Actieplan {part.cells[0]}", *part.cells[1:]))
        else:
            yield part


@pytest.mark.parametrize("arranged", [_title_on_the_line, _colon, _code_apart, _level_in_the_cell])
@pytest.mark.parametrize("seed", [3, 8])
def test_headings_set_otherwise_read_as_written(
    arranged: Parts, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_typst, "parts", arranged)
    report = invent(seed, year=2018 + seed)
    path = tmp_path / "report.pdf"
    by_typst.write(report, draw_look(seed + 200), path)

    assert differences(report, read_report(path)) == []
