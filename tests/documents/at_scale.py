"""Invented reports of any size, every code of its own, as text: what a city some times as large would print."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from doelboom.parser import Level, Node, Report
from tests.documents.invent import Size, invent
from tests.documents.looks import Look, parts

_SEED = 11
_WIDTH = 110


def report_at(scale: int) -> Report:
    """A report of some 274 nodes, times a scale: its sums and percentages right, no code printed twice."""
    report = invent(_SEED, Size(objectives=4 * scale, plans=4, leaves=35, lost=0.05))
    return replace(report, nodes=tuple(_renamed(report.nodes)))


def _renamed(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """The nodes with codes of their own in place of drawn ones."""
    numbers = count(10_000)
    objective = plan = ""
    lost = 0
    for node in nodes:
        code = f"{node.level}{next(numbers)}"
        if node.level is Level.SD:
            objective = code
            yield replace(node, code=code)
        elif node.level in (Level.OD, Level.PO):
            plan, lost = code, 0
            yield replace(node, code=code, parent=objective)
        else:
            lost += not node.code_printed
            yield replace(node, code=code if node.code_printed else f"{plan}.x{lost}", parent=plan)


def text_of(report: Report) -> str:
    """A report as a text with tabs between cells."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    for part in parts(report, Look()):
        if part.kind in ("budget", "staff", "contents"):
            yield from ("\t".join(cell.replace("\n", " ") for cell in row) for row in part.rows)
            yield ""
        elif part.kind == "heading":
            if any(part.cells):
                yield from ("", "\t".join(part.cells), "")
        elif part.kind == "bullet":
            yield from textwrap.wrap(f"- {part.cells[1]}", _WIDTH, subsequent_indent="  ")
        else:
            yield from ("", *textwrap.wrap(part.cells[0], _WIDTH), "")
