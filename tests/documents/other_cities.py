"""Invented reports with the codes of other cities, as their plans for 2026 to 2031 print them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from doelboom.parser import Level, Node, Report

Codes = Callable[[Node, int, str | None], str]
"""The code of a node, from the node, its number (below its parent, or of its kind) and its parent's new code."""


def _leuven(node: Node, number: int, parent: str | None) -> str:
    return f"{ {Level.SD: 'BD', Level.OD: 'AP', Level.AC: 'AC'}[_kind(node)] }{number:06}"


def _mechelen(node: Node, number: int, parent: str | None) -> str:
    prefix = "MJP" if node.level is Level.PR else {Level.SD: "BD", Level.OD: "AP", Level.AC: "AC"}[_kind(node)]
    return f"{prefix}{number + 40:06}"


def _antwerpen(node: Node, number: int, parent: str | None) -> str:
    return f"{parent}{number:02}" if parent else f"3LOW{number:02}"


def _brugge(node: Node, number: int, parent: str | None) -> str:
    above = parent[2:] if parent else ""
    return f"{ {Level.SD: 'BD', Level.OD: 'AP', Level.AC: 'AC'}[_kind(node)] }{above}{number:02}"


def _sint_niklaas(node: Node, number: int, parent: str | None) -> str:
    return f"{ {Level.SD: 'BD', Level.OD: 'AP', Level.AC: 'AC'}[_kind(node)] }{300_000 + number}"


def _kortrijk(node: Node, number: int, parent: str | None) -> str:
    return f"{parent.removeprefix('BD ')}.{number}" if parent else f"BD {89 + number}"


CITIES: dict[str, Codes] = {
    "Leuven": _leuven,
    "Mechelen": _mechelen,
    "Antwerpen": _antwerpen,
    "Brugge": _brugge,
    "Sint-Niklaas": _sint_niklaas,
    "Kortrijk": _kortrijk,
}
_COUNTED_THROUGH = ("Leuven", "Mechelen", "Sint-Niklaas")
"""Cities whose codes number the nodes of a kind through the whole report."""


def _kind(node: Node) -> Level:
    if node.level in (Level.OD, Level.PO):
        return Level.OD
    return Level.SD if node.level is Level.SD else Level.AC


def renamed(report: Report, city: str) -> Report:
    """The same report with a city's codes. What its codes do not tell is gone: which plans are master projects."""
    code_of = CITIES[city]
    counts: Counter[object] = Counter()
    codes: dict[str, str] = {}
    nodes = []
    for node in report.nodes:
        parent = codes.get(node.parent or "")
        key = _kind(node) if city in _COUNTED_THROUGH else node.parent
        counts[key] += 1
        code = code_of(node, counts[key], parent)
        if not node.code_printed:
            code = f"{parent}.{node.code.rpartition('.')[2]}"
            counts[key] -= 1
        codes[node.code] = code
        title = f"{counts[key]}. {node.title}" if city == "Sint-Niklaas" and node.title else node.title
        level = Level.OD if node.level is Level.PO else node.level
        nodes.append(replace(node, code=code, parent=parent, level=level, title=title))
    return replace(report, nodes=tuple(nodes))
