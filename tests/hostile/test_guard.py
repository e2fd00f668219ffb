"""The guard does not trust the process that reads: whatever it answers, or where it stays, ends in one clear line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from doelboom.data.reading.sandbox import read_guarded
from doelboom.data.reading.second_reading import read_checked
from doelboom.data.reading.wire import lines_of
from doelboom.parser import Report, ReportError
from doelboom.parser.records import Amounts, Measure
from tests.documents import by_fpdf
from tests.documents.invent import Size, invent
from tests.documents.looks import Look
from tests.hostile.archives import same
from tests.hostile.pdfs import case, deflated, document, text_content, written
from tests.hostile.texts import complaint

REPORT = invent(12, Size(plans=1, leaves=2))
DONE = b'{"done": 7, "count": 9}\n'


def _lines(report: Report) -> bytes:
    return b"".join(lines_of(report))


def _amounts(report: Report, figure: str) -> Report:
    """The report with one figure everywhere."""
    lines = tuple(Amounts(*[Decimal(figure)] * 5, measure=measure) for measure in Measure)
    return replace(report, nodes=tuple(replace(node, amounts=lines) for node in report.nodes))


ANSWERS = {
    "noise": os.urandom(5000),
    "no answer": b"\n",
    "null": b"null\n",
    "a number": b"1\n",
    "a list": b"[]\n",
    "an answer that is none": b'{"eval": "1"}\n',
    "brackets": b"[" * 1_000_000 + b"\n",
    "more pages than there are": b'{"done": 9, "count": 7}\n',
    "pages without number": b'{"done": "<b>", "count": null}\n',
    "a complaint that is a list": b'{"refused": ["no"]}\n',
    "a head alone": _lines(REPORT).splitlines(keepends=True)[0] + b"{}\n",
    "a report with a node twice": _lines(replace(REPORT, nodes=REPORT.nodes * 2)),
    "a report without nodes": _lines(replace(REPORT, nodes=())),
    "a parent that there is not": _lines(
        replace(REPORT, nodes=(replace(REPORT.nodes[0], parent="SD999"), *REPORT.nodes[1:]))
    ),
    "nodes without amounts": _lines(replace(REPORT, nodes=tuple(replace(node, amounts=()) for node in REPORT.nodes))),
    "a line without end": b"[" + b" " * 5_000_000,
    "pages without end": DONE * 1000,
}


@pytest.fixture
def answering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], Path]:
    """Has a program that only says what it is given read a PDF, whose path it is."""

    def answer(content: bytes) -> Path:
        (tmp_path / "answer").write_bytes(content)
        program = tmp_path / "program"
        program.write_text(f'#!/bin/sh\ncat "{tmp_path}/answer"\nexec sleep 60\n')
        program.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(program))
        path = tmp_path / "verslag.pdf"
        path.write_bytes(case("nothing wrong"))
        return path

    return answer


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_that_makes_no_sense_is_one_error(name: str, answering: Callable[[bytes], Path]) -> None:
    path = answering(ANSWERS[name])

    with pytest.raises(ReportError) as caught:
        read_guarded(path)

    message = str(caught.value)
    assert message.startswith("verslag.pdf: damaged: ")
    assert "the reader's answer makes no sense (" in message
    assert complaint(message) is None
    assert len(message) < 500


def test_an_answer_that_makes_sense_is_taken(answering: Callable[[bytes], Path]) -> None:
    seen: list[tuple[int, int]] = []

    accounts = read_guarded(answering(DONE + _lines(REPORT)), progress=lambda done, count: seen.append((done, count)))

    assert seen == [(7, 9)]
    assert accounts.nodes["code"].to_list() == [node.code for node in REPORT.nodes]


@pytest.mark.parametrize("figure", [f"{'9' * 32}.99", f"-{'9' * 32}", "0.01", "0"])
def test_figures_beyond_all_measure_are_taken(figure: str, answering: Callable[[bytes], Path]) -> None:
    path = answering(_lines(_amounts(REPORT, figure)))

    assert read_guarded(path, "pdfium").nodes.height == len(REPORT.nodes)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (b'{"refused": "verslag.pdf: no"}\n', "verslag.pdf: no"),
        (b'{"error": "KeyError"}\n', "verslag.pdf: damaged: before the first page was read, the reader failed (KeyErr"),
        (
            DONE + b'{"error": "more than 1024 MB were needed"}\n',
            "verslag.pdf: damaged: after page 7, the reader failed",
        ),
        (json.dumps({"refused": "x" * 100_000}).encode() + b"\n", "x" * 2000),
    ],
)
def test_why_there_is_no_report_is_said(answer: bytes, message: str, answering: Callable[[bytes], Path]) -> None:
    with pytest.raises(ReportError) as caught:
        read_guarded(answering(answer))

    assert str(caught.value).startswith(message)
    assert len(str(caught.value)) <= 2000


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that the guard starts."""
    started: list[int] = []
    popen = subprocess.Popen

    def start(*arguments: Any, **options: Any) -> Any:
        process = popen(*arguments, **options)
        started.append(process.pid)
        return process

    monkeypatch.setattr(subprocess, "Popen", start)
    return started


def _alive(group: int) -> set[int]:
    """The processes of a group that have not ended."""
    alive = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _parent, process_group, *_rest = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(process_group) == group and state not in "ZX":
            alive.add(int(stat.parent.name))
    return alive


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="NO /proc HERE TO SEE PROCESSES IN")
@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="ONE PROCESSOR, SO NO SECOND PROCESS HELPS")
def test_who_cancels_ends_the_process_that_helps_as_well(tmp_path: Path, children: list[int]) -> None:
    """The helper is at a page that takes it ten seconds when the reading is cancelled."""
    objects = document(pages=12)
    objects[5] = deflated(text_content(("x" * 1_000_000,)))
    objects[11] = objects[11].replace(b"/Contents 4 0 R", b"/Contents 5 0 R")
    path = tmp_path / "traag.pdf"
    path.write_bytes(written(objects))
    seen: list[set[int]] = []

    class Cancelled(Exception):
        pass

    def progress(done: int, _count: int) -> None:
        assert done == 1
        seen.append(_alive(children[0]))
        raise Cancelled

    with pytest.raises(Cancelled):
        read_guarded(path, engine="pdfplumber", progress=progress)

    assert len(seen[0]) == 2, "the child and its helper"
    until = time.monotonic() + 2
    while (left := _alive(children[0])) and time.monotonic() < until:
        time.sleep(0.02)
    assert left == set()


def test_what_does_not_add_up_is_read_again_by_the_same_process(tmp_path: Path, children: list[int]) -> None:
    report = invent(12, Size(plans=4, leaves=6))
    leaf = next(node for node in report.nodes if node.level == "AC" and (node.amounts[0].actual or 0) > 10_000)
    lines = (replace(leaf.amounts[0], actual=(leaf.amounts[0].actual or 0) + Decimal(5_000)), *leaf.amounts[1:])
    wrong = replace(report, nodes=tuple(replace(one, amounts=lines) if one is leaf else one for one in report.nodes))
    path = tmp_path / "verslag.pdf"
    pages = by_fpdf.write(wrong, Look(), path)
    seen: list[int] = []

    accounts = read_guarded(path, progress=lambda done, _count: seen.append(done))

    assert seen == [*range(1, pages + 1)] * 2
    assert len(children) == 1
    assert "read again with pdfplumber" in accounts.source.notes[0]
    whole = read_checked(path)
    assert same(accounts, whole)
    assert accounts.source == whole.source
