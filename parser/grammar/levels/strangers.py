"""Nodes below another one than their codes say, in a document whose codes contain those of what they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from doelboom.parser.records import Fault, FaultKind, Node
from doelboom.parser.shapes import contains, digits_of

_FEWEST = 5
_SHARE = 0.8
"""Where so many codes contain their parents', all are meant to."""


def strangers(nodes: Sequence[Node]) -> list[Fault]:
    """A fault for each node whose code does not begin as its parent's does, where nearly all others' do."""
    printed = {node.code for node in nodes if node.code_printed}
    children = [node for node in nodes if node.code in printed and node.parent in printed]
    others = [node for node in children if not contains(digits_of(node.code), digits_of(node.parent or ""))]
    if len(children) < _FEWEST or len(children) - len(others) < _SHARE * len(children):
        return []
    return [Fault(FaultKind.OUTSIDE_PLAN, node.code, printed=node.parent, place=node.place) for node in others]
