"""Records as lines of JSON: what was written comes back, and what is anything else is refused."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from doelboom.data.reading import wire
from doelboom.data.reading.wire import Lines, WireError, lines_of, report_of
from doelboom.parser import read_report
from doelboom.parser.records import Amounts, Fault, FaultKind, Level, Measure, Node, Place, Report
from tests.documents.invent import invent

REPORT = Report(
    2024,
    "Gent",
    (
        Node("SD1", Level.SD, title="Één\n\N{LINE SEPARATOR}\x00\U0001f333", period_start=2020, period_end=2027),
        Node(
            "OD1",
            Level.OD,
            "SD1",
            code_printed=False,
            amounts=(Amounts(Decimal("-0.50"), measure=Measure.FTE, place=Place(2)),),
        ),
    ),
    (Fault(FaultKind.DUPLICATE_CODE, "OD1", Measure.FTE, "actual", "1,2", Place(1, 4_000_000)),),
    3,
    ("one", "two"),
)


def back(content: bytes) -> Report:
    lines = Lines(io.BytesIO(content))
    return report_of(lines.next(), lines)


def test_what_was_written_comes_back() -> None:
    assert back(b"".join(lines_of(REPORT))) == REPORT


@pytest.mark.parametrize("seed", range(5))
def test_any_report_comes_back(seed: int) -> None:
    report = invent(seed)

    assert back(b"".join(lines_of(report))) == report


def test_the_real_report_comes_back(document: Path) -> None:
    report = read_report(document)

    assert back(b"".join(lines_of(report))) == report


def test_a_decimal_comes_back_to_its_digit() -> None:
    amounts = Amounts(Decimal("1E+3"), Decimal("1.50"), Decimal("-0.0"), Decimal(f"{'9' * 32}.99"), measure=Measure.FTE)
    node = replace(REPORT.nodes[1], amounts=(amounts,))

    (line,) = back(b"".join(lines_of(replace(REPORT, nodes=(node,))))).nodes[0].amounts

    assert [str(line.reference), str(line.actual), str(line.prior)] == ["1000", "1.50", "-0.0"]
    assert line.spent_pct == amounts.spent_pct


HEAD, SD, OD, FAULT = range(4)
"""The lines of `REPORT`."""
TITLE, START, AMOUNTS, PLACE = 4, 7, 13, 12
"""Fields of a node."""


def _field(line: int, *path: Any, value: Any) -> Callable[[list[Any]], None]:
    def change(values: list[Any]) -> None:
        at = values[line]
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = value

    return change


def _line(line: int, value: Any) -> Callable[[list[Any]], None]:
    return lambda values: values.__setitem__(line, value)


WRONG: dict[str, Callable[[list[Any]], None]] = {
    "no report": _field(HEAD, "report", value=None),
    "a report of more fields": lambda values: values[HEAD]["report"].append(1),
    "a year as a text": _field(HEAD, "report", 0, value="2024"),
    "a year of truth": _field(HEAD, "report", 0, value=True),
    "a year with a comma": _field(HEAD, "report", 0, value=2024.0),
    "a year that never comes": _field(HEAD, "report", 0, value=10_000),
    "no year": _field(HEAD, "report", 0, value=None),
    "a city that is a list": _field(HEAD, "report", 1, value=["Gent"]),
    "nodes in the head that are none": _field(HEAD, "report", 2, value=[["SD1"]]),
    "notes that are no texts": _field(HEAD, "report", 5, value=["one", 2]),
    "a note where notes are": _field(HEAD, "report", 5, value="one"),
    "more nodes than there are": _field(HEAD, "nodes", value=3),
    "fewer nodes than there are": _field(HEAD, "nodes", value=1),
    "nodes by the million": _field(HEAD, "nodes", value=1_000_000),
    "less than no nodes": _field(HEAD, "nodes", value=-1),
    "a number of nodes that is none": _field(HEAD, "nodes", value="2"),
    "no number of faults": _field(HEAD, "faults", value=None),
    "a node of fewer fields": lambda values: values[SD].pop(),
    "a node that is a dictionary": _line(SD, {"code": "SD1"}),
    "a node that is null": _line(SD, None),
    "a level that there is not": _field(SD, 1, value="XX"),
    "a level that is a list": _field(SD, 1, value=["SD"]),
    "a truth that is a number": _field(OD, 3, value=0),
    "half a character": _field(SD, TITLE, value="\ud800"),
    "a period that never was": _field(SD, START, value=-1),
    "amounts that are a text": _field(OD, AMOUNTS, value="vte"),
    "an amount that is a number": _field(OD, AMOUNTS, 0, 1, value=1),
    "an amount without end": _field(OD, AMOUNTS, 0, 1, value="Infinity"),
    "an amount with an exponent": _field(OD, AMOUNTS, 0, 1, value="1e999999"),
    "an amount of forty digits": _field(OD, AMOUNTS, 0, 1, value="9" * 40),
    "an amount in other digits": _field(OD, AMOUNTS, 0, 1, value="١٢"),
    "an amount of two lines": _field(OD, AMOUNTS, 0, 1, value="1\n"),
    "a page of thousands of millions": _field(OD, PLACE, 0, value=4_000_000_000),
    "a fault that there is not": _field(FAULT, 0, value="something else"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_report_is_refused(name: str) -> None:
    values = [json.loads(line) for line in lines_of(REPORT)]
    WRONG[name](values)

    with pytest.raises((WireError, EOFError)) as caught:
        back("\n".join(map(json.dumps, values)).encode())

    assert len(str(caught.value)) < 300
    assert str(caught.value).isascii()


@pytest.mark.parametrize(
    "line", [b"\n", b"{", b"\xff\xfe\x00", b"[" * 100_000, b"9" * 100_000, b'{"a": NaN', b"\x00" * 10]
)
def test_a_line_that_is_no_json_is_refused(line: bytes) -> None:
    with pytest.raises(WireError, match="expected a line of JSON"):
        Lines(io.BytesIO(line)).next()


def test_the_end_is_the_end() -> None:
    with pytest.raises(EOFError):
        Lines(io.BytesIO()).next()


def test_a_line_without_end_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "LONGEST_LINE", 1000)
    stream = io.BytesIO(b"[" + b" " * 1_000_000 + b"]")

    with pytest.raises(WireError, match="more than any report has"):
        Lines(stream).next()

    assert stream.tell() == 1001


def test_lines_without_end_are_not_read_to_their_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "LARGEST_ANSWER", 1000)
    stream = io.BytesIO(b"[]\n" * 1_000_000)
    lines = Lines(stream)

    for _ in range(1000 // 3):
        assert lines.next() == []
    with pytest.raises(WireError, match="more than any report has"):
        lines.next()

    assert stream.tell() <= 1002


def test_what_is_spoilt_anywhere_is_a_report_or_refused() -> None:
    chance = random.Random(7)
    whole = b"".join(lines_of(REPORT))
    refused = 0
    for _ in range(2000):
        spoilt = bytearray(whole)
        for _ in range(chance.choice((1, 1, 3, 10))):
            at = chance.randrange(len(spoilt))
            match chance.randrange(4):
                case 0:
                    spoilt[at] ^= 1 << chance.randrange(8)
                case 1:
                    del spoilt[at : at + chance.choice((1, 5, 50))]
                case 2:
                    spoilt[at:at] = chance.choice((b"null", b"[", b"]", b'"', b",1", b"-", b"\n", b"1e9", b"{}"))
                case _:
                    spoilt[at:at] = spoilt[at : at + 40]
        try:
            assert isinstance(back(bytes(spoilt)), Report)
        except (WireError, EOFError):
            refused += 1
    assert 1000 < refused < 2000
