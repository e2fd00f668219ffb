"""A report that lost, doubled or swapped lines and cells: a figure stands where it was printed, or nowhere.

Every figure of the report below is printed once, so that it tells by itself to which node, line and column it belongs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import count, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doelboom.data.model.frames import build
from doelboom.parser import COLUMNS, FaultKind, Measure, ReportError
from tests.examples import examples
from tests.parser.small_reports import (
    Figures,
    Read,
    Reading,
    action,
    budget_header,
    budget_lines,
    contents,
    lost,
    objective,
    plan,
    staff_header,
    staff_line,
)

PRINTED = ("reference", "actual", "spent_pct", "prior", "of_prior_pct")
CODES = ("SD310", "OD4100", "AC51000", "PR61000", "OD4100.x1", "AC51001", "OD4200", "AC51002")

Column = tuple[str, Measure, str]
"""Node, line and column of a figure."""


@dataclass(frozen=True)
class Printed:
    """A report's lines, and where each of its figures belongs."""

    lines: list[str]
    homes: dict[tuple[bool, Decimal], Column]
    """By figure, and by whether it is a percentage."""


def _figures(numbers: Iterator[int]) -> list[Figures]:
    lines: list[Figures] = []
    for measure in Measure:
        staff = measure is Measure.FTE
        texts = []
        for column in PRINTED:
            number = next(numbers)
            if column.endswith("_pct"):
                texts.append(f"{number // 10},{number % 10}%")
            else:
                texts.append(f"{number // 100},{number % 100:02}" if staff else f"{number // 10}.{number % 1000:03}")
        reference, actual, spent, prior, change = texts
        lines.append((reference, actual, spent, prior, change))
    return lines


def _value(text: str) -> Decimal:
    return Decimal(text.rstrip("%").replace(".", "").replace(",", "."))


def _report() -> Printed:
    numbers = count(1011)
    homes: dict[tuple[bool, Decimal], Column] = {}
    below = {}
    for code in CODES:
        figures = _figures(numbers)
        for measure, line in zip(Measure, figures, strict=True):
            for column, text in zip(PRINTED, line, strict=True):
                home = homes.setdefault((column.endswith("_pct"), _value(text)), (code, measure, column))
                assert home == (code, measure, column)
        budget = [budget_header(), *budget_lines(*figures[:-1])]
        below[code] = "\n".join([*budget, "", staff_header(wide=False), staff_line(figures[-1])])
    text = "\n".join(
        [
            contents(("SD310", "Een stad waar iedereen graag woont", 1), ("OD4100", "De straten vergroenen", 1)),
            objective(below=below["SD310"]),
            plan(text="We vergroenen de straten.", below=below["OD4100"]),
            action(below=below["AC51000"]),
            action("PR61000", "Pleinen", "Lopend\tOntwerp\t2025 - 2029\tGroendienst", below=below["PR61000"]),
            lost(below=below["OD4100.x1"]),
            action("AC51001", "Hagen", None, "Groendienst\n\nWe doen:\n\n- dit\n- dat", below["AC51001"]),
            plan("OD4200", "Water", below=below["OD4200"]),
            action("AC51002", "Vijvers", text="-", below=below["AC51002"]),
        ]
    )
    return Printed(text.split("\n"), homes)


REPORT = _report()
FILLED = [number for number, line in enumerate(REPORT.lines) if line.strip()]
CELLS = [
    (number, cell)
    for number in FILLED
    if number < REPORT.lines.index("#### Actieplan") or REPORT.lines[number].startswith(("AC", "PR", "OD"))
    if "\t" in REPORT.lines[number]
    for cell in range(REPORT.lines[number].count("\t") + 1)
]
"""The cells of every kind of row: the tables of the first node, and all headings."""
NODES = FILLED[: len(FILLED) * 5 // 8]
"""The lines of one node of every kind."""


def without_cell(line: str, cell: int) -> str:
    cells = line.split("\t")
    del cells[cell % len(cells)]
    return "\t".join(cells)


def check(reading: Reading, lines: list[str]) -> list[tuple[Column, Column]]:
    """Sees to the shape of a reading, and gives what stands elsewhere than where it was printed, with its home; a
    code that is not printed begins with a question mark."""
    moved = []
    for node in reading.report.nodes:
        faulty = {fault.measure for fault in reading.report.faults if fault.code == node.code}
        assert [line.measure for line in node.amounts] == list(Measure)
        for line in node.amounts:
            found = {column: getattr(line, column) for column in COLUMNS}
            if None in found.values():
                assert faulty, (node.code, line)
            for column, value in found.items():
                if value is None:
                    continue
                assert line.place.line is not None
                cells = lines[line.place.line - 1].split("\t")
                percentage = column.endswith("_pct")
                assert any(cell and cell[-1].isdigit() is not percentage and _read(cell) == value for cell in cells)
                home = REPORT.homes[percentage, value]
                assert home[2] == column, (home, node.code, line)
                if home[:2] != (node.code, line.measure):
                    moved.append(((node.code if node.code_printed else f"?{node.code}", line.measure, column), home))
    return moved


def _read(cell: str) -> Decimal | None:
    return _value(cell) if cell[:1].isdigit() else None


def _lost_to(place: Column, home: Column) -> bool:
    """Whether a figure stands in its own line, of a node whose heading the change took away."""
    return place[0].startswith("?") and place[1] is home[1]


def test_report_as_it_was_printed(read: Read) -> None:
    reading = read("\n".join(REPORT.lines))

    assert reading.codes == list(CODES)
    assert check(reading, REPORT.lines) == []
    assert [fault.kind for fault in reading.report.faults] == [FaultKind.HEADING_LOST]
    assert (
        sum(None not in [getattr(line, c) for c in COLUMNS] for n in reading.report.nodes for line in n.amounts) == 56
    )


def test_any_line_dropped(read: Read) -> None:
    for number in NODES:
        lines = [*REPORT.lines[:number], *REPORT.lines[number + 1 :]]
        for place, home in check(read("\n".join(lines)), lines):
            assert _lost_to(place, home), (REPORT.lines[number], place, home)


def test_any_line_doubled(read: Read) -> None:
    for number in NODES:
        lines = [*REPORT.lines[: number + 1], *REPORT.lines[number:]]
        reading = read("\n".join(lines))

        assert check(reading, lines) == []
        assert reading.codes == list(CODES), REPORT.lines[number]


def test_any_two_neighbours_swapped(read: Read) -> None:
    for first, second in pairwise(NODES):
        lines = [*REPORT.lines]
        lines[first], lines[second] = lines[second], lines[first]
        reading = read("\n".join(lines))
        doubtful = (FaultKind.TABLE_MISSING, FaultKind.UNREADABLE_FIGURE)
        faulty = {fault.code for fault in reading.report.faults if fault.kind in doubtful}
        for place, home in check(reading, lines):
            assert _lost_to(place, home) or place[0].lstrip("?") in faulty, (REPORT.lines[first], place, home)


def test_any_cell_removed(read: Read) -> None:
    for number, cell in CELLS:
        lines = [*REPORT.lines]
        lines[number] = without_cell(lines[number], cell)
        for place, home in check(read("\n".join(lines)), lines):
            assert _lost_to(place, home), (REPORT.lines[number], cell, place, home)


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["drop", "double", "swap", "cell", "empty", "cut"]),
        st.sampled_from(FILLED),
        st.integers(0, 200),
    ),
    min_size=2,
    max_size=25,
)


def changed(changes: list[tuple[str, int, int]]) -> list[str]:
    lines: list[str | None] = [*REPORT.lines]
    for kind, number, other in changes:
        line = lines[number]
        if line is None:
            continue
        if kind == "drop":
            lines[number] = None
        elif kind == "double":
            lines[number] = f"{line}\n{line}"
        elif kind == "swap":
            there = FILLED[other % len(FILLED)]
            lines[number], lines[there] = lines[there], line
        elif kind == "cell":
            lines[number] = without_cell(line, other)
        elif kind == "empty":
            cells = line.split("\t")
            cells[other % len(cells)] = ""
            lines[number] = "\t".join(cells)
        else:
            lines[number] = line[: other % (len(line) + 1)]
    return "\n".join(line for line in lines if line is not None).split("\n")


@examples(40)
@given(CHANGES)
def test_many_changes_shift_no_figure(read: Read, changes: list[tuple[str, int, int]]) -> None:
    lines = changed([change for change in changes if change[0] != "cut"])
    try:
        reading = read("\n".join(lines))
    except ReportError:
        return
    build(reading.report)
    check(reading, lines)


@examples(30)
@given(CHANGES)
def test_many_changes_and_cuts_keep_the_shape(read: Read, changes: list[tuple[str, int, int]]) -> None:
    try:
        reading = read("\n".join(changed(changes)))
    except ReportError:
        return
    build(reading.report)


@examples(25)
@given(st.lists(st.tuples(st.sampled_from(FILLED), st.text(max_size=30)), max_size=20), st.binary(max_size=200))
def test_any_text_between_the_lines_keeps_the_shape(read: Read, inserted: list[tuple[int, str]], start: bytes) -> None:
    lines = [*REPORT.lines]
    for number, text in inserted:
        lines[number] += text
    try:
        reading = read(start + "\n".join(lines).encode("utf-8", "surrogatepass"))
    except ReportError:
        return
    build(reading.report)


@pytest.mark.parametrize("length", [0.1, 0.25, 0.5, 0.75, 0.9, 0.99])
def test_report_that_was_cut_short(read: Read, length: float) -> None:
    text = "\n".join(REPORT.lines)
    cut = text[: int(len(text) * length)]
    reading = read(cut)

    assert check(reading, cut.split("\n")) == []
