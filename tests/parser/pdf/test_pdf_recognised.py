"""Recognised pictures: no figure is silently wrong, and one that cannot be read is null, with a finding."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from doelboom.parser import FaultKind, Report, read_report
from doelboom.parser.layout.cleaning.recognised import cleaned
from doelboom.parser.layout.words import Page, Word, packed
from doelboom.parser.records import COLUMNS
from tests.documents import by_reportlab
from tests.documents.invent import Size, invent
from tests.documents.looks import draw_look
from tests.documents.recognised import recognised


def _figures(written: Report, read: Report) -> tuple[int, int, int]:
    """How many figures were written, how many are null and how many are others."""
    nodes = {node.code: node for node in read.nodes}
    count = null = wrong = 0
    for node in written.nodes:
        for at, line in enumerate(node.amounts):
            for column in COLUMNS:
                count += 1
                value = getattr(nodes[node.code].amounts[at], column) if node.code in nodes else None
                null += value is None
                wrong += value is not None and value != getattr(line, column)
    return count, null, wrong


@pytest.mark.parametrize("seed", [3, 5, 17])
def test_a_recognised_report_reads_as_written(seed: int, tmp_path: Path) -> None:
    report = invent(seed, Size(plans=2, leaves=4, lost=0))
    by_reportlab.write(report, replace(draw_look(seed), minus="-", bullet="-", shift=0.0), tmp_path / "set.pdf")

    read = read_report(recognised(tmp_path / "set.pdf", tmp_path / "read.pdf", seed))

    count, null, wrong = _figures(report, read)
    assert wrong == 0
    assert null <= count / 10
    lost = sum(fault.kind in (FaultKind.UNREADABLE_FIGURE, FaultKind.TABLE_MISSING) for fault in read.faults)
    assert lost or not null
    assert [node.code for node in read.nodes] == [node.code for node in report.nodes]


def _said(*words: Word) -> list[str]:
    page: Page = cleaned(replace(packed(1, 800.0, words), recognised=True))
    return page.texts.split("\n")


_PLAIN = [Word(text, 50.0 + 40 * at, 85.0 + 40 * at, 100.0, 8.0) for at, text in enumerate(("Dienst", "Straten", "en"))]


@pytest.mark.parametrize(
    "stray",
    [
        Word("|", 40.0, 41.0, 100.0, 12.0),
        Word("'", 300.0, 302.0, 97.0, 4.0),
        Word("N", 250.0, 256.0, 100.0, 8.0),
        Word("ienst", 54.0, 85.0, 104.0, 8.0),
        Word("9", 300.0, 305.0, 60.0, 8.0),
    ],
)
def test_stray_marks_are_dropped(stray: Word) -> None:
    assert _said(*_PLAIN, stray) == ["Dienst", "Straten", "en"]


@pytest.mark.parametrize("text", ["|Straten", "Straten|", "[Straten_"])
def test_rules_beside_a_word_are_trimmed(text: str) -> None:
    assert _said(_PLAIN[0], _PLAIN[1]._replace(text=text), _PLAIN[2]) == ["Dienst", "Straten", "en"]


def test_figures_signs_and_bullets_stay() -> None:
    words = [Word(text, 50.0 + 40 * at, 58.0 + 40 * at, 100.0, 8.0) for at, text in enumerate("-0•%7")]

    assert _said(*words, Word("VTE", 20.0, 40.0, 100.0, 8.0)) == ["VTE", "-", "0", "•", "%", "7"]
