"""Invented reports of three to five levels that nest, with the words and the codes of any city."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from doelboom.parser import Amounts, Level, Node, Report
from tests.documents.in_units import Units, tables
from tests.documents.invent import amounts, invent, total


@dataclass(frozen=True, slots=True)
class Rung:
    """A level: what its nodes are, how they are announced, and what their codes are."""

    level: Level
    word: str
    """Before the code of an objective; alone on a line above the others."""
    code: str
    """``{n}`` is a number through the report, ``{above}`` the parent's code and ``{at}`` a number below it."""


MECHELEN = (
    Rung(Level.SD, "Beleidsdoelstelling", "BD{n:06}"),
    Rung(Level.OD, "Actieplan", "AP{n:06}"),
    Rung(Level.AC, "Acties", "AC{n:06}"),
    Rung(Level.PR, "Projecten", "MJP{n:06}"),
)
FIVE = (
    Rung(Level.SD, "Strategische doelstelling", "SD{n:02}"),
    Rung(Level.SD, "Beleidsdoelstelling", "BD{n:03}"),
    Rung(Level.OD, "Actieplan", "AP{n:03}"),
    Rung(Level.AC, "Actie", "AC{n:04}"),
    Rung(Level.PR, "Project", "PJ{n:05}"),
)
NUMBERED = (
    Rung(Level.SD, "Beleidsdoelstelling", "{at}"),
    Rung(Level.OD, "Operationele doelstelling", "{above}.{at}"),
    Rung(Level.OD, "Actieplan", "{above}.{at}"),
    Rung(Level.AC, "Acties", "{above}.{at}"),
    Rung(Level.PR, "Deelacties", "{above}.{at}"),
)
OWN_WORDS = (
    Rung(Level.SD, "Programma", "PG{n:02}"),
    Rung(Level.OD, "Beleidsveld", "BV{n:03}"),
    Rung(Level.AC, "Maatregel", "MR{n:04}"),
)
PARTS = (
    Rung(Level.SD, "Beleidsdoelstelling", "3LOW{at:02}"),
    Rung(Level.OD, "Actieplannen", "{above}{at:02}"),
    Rung(Level.AC, "Acties", "{above}{at:02}"),
    Rung(Level.PR, "Projecten", "{above}{at:02}"),
    Rung(Level.PR, "Deelprojecten", "{above}{at:02}"),
)
FORMS = {"Mechelen": MECHELEN, "five": FIVE, "numbered": NUMBERED, "own words": OWN_WORDS, "parts": PARTS}


def deep(form: str, seed: int, most: int = 3) -> Report:
    """A report whose levels are those of a form: each node's figures the sums of those below it."""
    rungs = FORMS[form]
    draw = random.Random(seed)
    texts = iter([node for at in range(20) for node in invent(100 * seed + at).nodes if node.title])
    counts: Counter[int] = Counter()
    nodes: list[Node] = []

    def grow(depth: int, parent: str | None, at: int) -> Node:
        rung = rungs[depth]
        counts[depth] += 1
        code = rung.code.format(n=counts[depth], above=parent, at=at)
        text = next(texts)
        place = len(nodes)
        node = Node(code, rung.level, parent, title=text.title, description=text.description)
        if rung.level is Level.OD:
            node = replace(node, entity="Groep Lindendorp", period_start=2020, period_end=2027)
        elif rung.level is Level.AC:
            node = replace(node, service="Groendienst")
        elif rung.level is Level.PR:
            node = replace(node, service="Sportdienst", status="Lopend", phase="Ontwerp")
            node = replace(node, period_start=2021, period_end=2026)
        nodes.append(node)
        last = depth == len(rungs) - 1
        # An action need not have projects.
        fewest = 0 if rung.level in (Level.AC, Level.PR) else 1
        children = [] if last else [grow(depth + 1, code, n + 1) for n in range(draw.randint(fewest, most))]
        node = replace(node, amounts=total(children) if children else _figures(draw))
        nodes[place] = node
        return node

    for at in range(2):
        grow(0, None, at + 1)
    return Report(2024, None, tuple(nodes))


def _figures(draw: random.Random) -> tuple[Amounts, ...]:
    lines = invent(draw.randrange(10_000)).nodes[-1].amounts
    return tuple(
        amounts(line.measure, line.reference or Decimal(0), line.actual or Decimal(0), line.prior or Decimal(0))
        for line in lines
    )


def lines(report: Report, form: str) -> Iterator[str]:
    """The report's lines, as a text with tabs."""
    depths: dict[str | None, int] = {None: -1}
    for node in report.nodes:
        depth = depths[node.code] = depths[node.parent] + 1
        word = FORMS[form][depth].word
        yield from _heading(node, word)
        if node.description:
            yield from (*node.description.split("\n"), "")
        yield from tables(node, report.year, Units())


def _heading(node: Node, word: str) -> Iterator[str]:
    period = f"{node.period_start} - {node.period_end}"
    if node.level is Level.SD:
        yield from (f"{word} {node.code}", "", node.title or "", "")
        return
    yield from (word, "")
    if node.level is Level.OD:
        yield "\t".join([node.code, node.title or "", period, node.entity or ""])
    elif node.level is Level.PR:
        cells = (node.status or "", node.phase or "", period, node.service or "")
        yield "\t".join([f"{node.code} - {node.title}", *cells])
    else:
        yield f"{node.code} - {node.title}\t{node.service}"
    yield ""
