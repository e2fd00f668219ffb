"""A report in the same form with another city's codes gives the same frames."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from doelboom.parser import Level, read_report
from tests.documents.compare import differences
from tests.documents.in_units import Units, lines
from tests.documents.invent import Size, invent
from tests.documents.looks import draw_look, plain_look
from tests.documents.other_cities import CITIES, renamed
from tests.documents.producers import writer

_SIZE = Size(objectives=2, plans=3, leaves=5)


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("seed", range(4))
def test_codes_of_other_cities_in_a_text(tmp_path: Path, city: str, seed: int) -> None:
    written = renamed(invent(seed, _SIZE), city)
    path = tmp_path / "report.txt"
    path.write_text("\n".join(lines(written, Units())), encoding="utf-8")

    assert differences(written, read_report(path)) == []


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("producer", ["reportlab", "fpdf"])
def test_codes_of_other_cities_in_a_pdf(tmp_path: Path, city: str, producer: str) -> None:
    written = renamed(invent(11, replace(_SIZE, lost=0.0)), city)
    path = tmp_path / "report.pdf"
    writer(producer)(written, plain_look(draw_look(3)), path)

    # What a layout hides, it hides whatever the codes.
    assert len(differences(written, read_report(path))) <= _hidden(producer)


@cache
def _hidden(producer: str) -> int:
    """How much of the same report is read otherwise with the codes of Ghent."""
    report = invent(11, replace(_SIZE, lost=0.0))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ghent.pdf"
        writer(producer)(report, plain_look(draw_look(3)), path)
        return len(differences(report, read_report(path)))


def test_projects_that_no_code_tells_from_actions_are_told_by_their_period(tmp_path: Path) -> None:
    written = renamed(invent(1, _SIZE), "Leuven")
    path = tmp_path / "report.txt"
    path.write_text("\n".join(lines(written, Units())), encoding="utf-8")

    levels = {node.code: node.level for node in read_report(path).nodes}

    assert Level.PR in levels.values()
    assert levels == {node.code: node.level for node in written.nodes}
