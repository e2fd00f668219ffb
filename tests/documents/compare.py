"""What was written held against what was read."""

from __future__ import annotations

from doelboom.parser import Node, Report

FACTS = (
    "level",
    "parent",
    "code_printed",
    "title",
    "service",
    "entity",
    "period_start",
    "period_end",
    "status",
    "phase",
    "description",
)
"""What is held against each other of a node, but for its figures."""
_COLUMNS = ("measure", "reference", "actual", "prior", "spent_pct", "of_prior_pct")


def differences(written: Report, read: Report, facts: tuple[str, ...] = FACTS) -> list[str]:
    """Every difference between two reports, node for node and figure for figure; empty where there is none."""
    found = []
    if written.year != read.year:
        found.append(f"year {written.year} read as {read.year}")
    codes, others = [node.code for node in written.nodes], [node.code for node in read.nodes]
    if codes != others:
        found.append(f"codes {codes} read as {others}")
    nodes = {node.code: node for node in read.nodes}
    for node in written.nodes:
        if node.code in nodes:
            found += _node(node, nodes[node.code], facts)
    return found


def _node(written: Node, read: Node, facts: tuple[str, ...]) -> list[str]:
    found = []
    for fact in facts:
        one, other = getattr(written, fact), getattr(read, fact)
        if isinstance(one, str):
            one = one.replace("\N{NO-BREAK SPACE}", " ")
        if one != other and not (fact == "description" and _same_but_for_a_paragraph(one, other)):
            found.append(f"{written.code}: {fact} {_where(one, other)}")
    for line, same in zip(written.amounts, read.amounts, strict=True):
        for column in _COLUMNS:
            one, other = getattr(line, column), getattr(same, column)
            if one != other:
                found.append(f"{written.code}: {line.measure} {column} {one!r} read as {other!r}")
    return found


def _same_but_for_a_paragraph(one: str | None, other: str | None) -> bool:
    """Whether two descriptions differ by one break between paragraphs alone, at the end of a sentence.

    Where a page ends with a full line that ends a sentence, no reader can tell whether the paragraph ends too.
    """
    if one is None or other is None or one.split() != other.split():
        return False
    return abs(one.count("\n\n") - other.count("\n\n")) == 1


def _where(one: object, other: object) -> str:
    """Two values, from a little before the place where they differ."""
    if not (isinstance(one, str) and isinstance(other, str)):
        return f"{one!r} read as {other!r}"
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"{one[max(0, at - 40) : at + 60]!r} read as {other[max(0, at - 40) : at + 60]!r}"
