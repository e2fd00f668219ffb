"""What stands around headings and tables in real documents, one thing at a time: the same report is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from doelboom.parser import Report, read_report
from tests.documents import by_reportlab, looks
from tests.documents.compare import differences
from tests.documents.invent import Size, invent
from tests.documents.looks import Look, Part, draw_look, plain_look

_PARTS = looks.parts
_SIZE = Size(plans=2, leaves=4, lost=0.0)


def _read(path: Path, seed: int, *, head: tuple[str, ...] = (), foot: tuple[str, ...] = ()) -> list[str]:
    written = invent(seed, _SIZE)
    look = replace(plain_look(draw_look(seed)), shift=0.0)
    look = replace(look, head=head or look.head, foot=foot or look.foot)
    by_reportlab.write(written, look, path)
    read = read_report(path)
    return [*differences(written, read), *map(str, read.faults)]


@pytest.mark.parametrize(
    ("head", "foot"),
    [("Acties", ""), ("Actieplan", ""), ("", "VTE    {page}"), ("", "VTE"), ("Uitgaven en ontvangsten", "Exploitatie")],
)
@pytest.mark.parametrize("seed", [3, 12])
def test_a_running_head_is_one_whatever_its_words_are(tmp_path: Path, seed: int, head: str, foot: str) -> None:
    heads, feet = ((text,) if text else () for text in (head, foot))

    assert _read(tmp_path / "report.pdf", seed, head=heads, foot=feet) == []


@pytest.mark.parametrize(("action", "project"), [("Actie: ", "Project: "), ("Actie ", "Actie ")])
@pytest.mark.parametrize("seed", [3, 5])
def test_a_word_before_the_code_is_no_part_of_the_heading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, action: str, project: str
) -> None:
    words = {2: action, 4: "", 5: project}

    def parts(report: Report, look: Look) -> Iterator[Part]:
        for part in _PARTS(report, look):
            if part.kind == "heading":
                part = replace(part, cells=(words[len(part.cells)] + part.cells[0], *part.cells[1:]))
            yield part

    monkeypatch.setattr(by_reportlab, "parts", parts)

    assert _read(tmp_path / "report.pdf", seed) == []


_NEGATIVE = ("( {} )", "{} -", "- {}", "({})", "{}-")


@pytest.mark.parametrize("negative", _NEGATIVE)
def test_the_sign_of_a_figure_may_stand_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, negative: str) -> None:
    def signed(cell: str) -> str:
        return negative.format(cell.removeprefix("-")) if cell.startswith("-") else cell

    def parts(report: Report, look: Look) -> Iterator[Part]:
        for part in _PARTS(report, replace(look, minus="-")):
            if part.kind in ("budget", "staff"):
                header, *rows = part.rows
                part = replace(part, rows=(header, *(tuple(map(signed, row)) for row in rows)))
            yield part

    monkeypatch.setattr(by_reportlab, "parts", parts)

    assert _read(tmp_path / "report.pdf", 3) == []


def test_without_any_word_for_the_levels_the_cells_of_headings_tell_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """White markers on dark bars, which a program that recognises pictures does not see."""

    def parts(report: Report, look: Look) -> Iterator[Part]:
        return (part for part in _PARTS(report, replace(look, contents=False)) if part.kind != "marker")

    monkeypatch.setattr(by_reportlab, "parts", parts)

    assert _read(tmp_path / "report.pdf", 5) == []


@pytest.mark.parametrize(
    ("action", "plan", "project"),
    [
        (("Actie", "Verantwoordelijke dienst"), (), ()),
        ((), ("Code", "Omschrijving", "Periode", "Entiteit"), ("Project", "Status", "Fase", "Periode", "Dienst")),
    ],
)
@pytest.mark.parametrize("seed", [5, 12])
def test_a_row_of_labels_above_a_heading_is_none_of_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
    action: tuple[str, ...],
    plan: tuple[str, ...],
    project: tuple[str, ...],
) -> None:
    labels = {2: action, 4: plan, 5: project}

    def parts(report: Report, look: Look) -> Iterator[Part]:
        for part in _PARTS(report, look):
            if part.kind == "heading" and labels[len(part.cells)]:
                yield Part("heading", labels[len(part.cells)])
            yield part

    monkeypatch.setattr(by_reportlab, "parts", parts)

    assert _read(tmp_path / "report.pdf", seed) == []


def test_a_currency_in_the_midst_of_a_header_is_of_the_header(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def parts(report: Report, look: Look) -> Iterator[Part]:
        for part in _PARTS(report, replace(look, hyphenated=False)):
            if part.kind == "budget":
                header = tuple(cell.replace("2024", "2024 (EUR)", 1) for cell in part.rows[0])
                part = replace(part, rows=(header, *part.rows[1:]))
            yield part

    monkeypatch.setattr(by_reportlab, "parts", parts)

    assert _read(tmp_path / "report.pdf", 12) == []
