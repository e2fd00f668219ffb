"""Which nodes of a report are ranked over a level: none of them a part of another one, however deep the levels nest."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import polars as pl

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.queries import Scope, depth_of
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Level

OBJECTIVES, PLANS, LEAVES = (Level.SD,), (Level.OD, Level.PO), (Level.AC, Level.PR)
"""The levels of which the nodes are ranked together."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The rows of a level."""

    nodes: AbstractSet[str]
    """The codes of its nodes."""
    parents: AbstractSet[str]
    """The codes of the nodes whose remainders stand among them."""


def ranked(accounts: Accounts, scope: Scope) -> Ranked:
    """What is ranked over a level: nodes, none of which has another one of them below it, and the remainders that are
    of no such node."""
    rows = accounts.nodes.select("code", "parent", pl.col("level").cast(pl.String)).rows()
    depth = depth_of(scope)
    if depth is not None:
        return _at_depth(rows, depth)
    kinds = {code: level for code, _parent, level in rows}
    above_objectives, above_plans, above_leaves = (
        {parent for _code, parent, level in rows if level in levels and parent is not None}
        for levels in (OBJECTIVES, PLANS, LEAVES)
    )
    parents = above_objectives | above_plans | above_leaves

    def of(levels: tuple[Level, ...], without: AbstractSet[str] = frozenset()) -> set[str]:
        return {code for code, level in kinds.items() if level in levels and code not in without}

    match scope:
        case Scope.OBJECTIVES:
            return Ranked(of(OBJECTIVES, above_objectives), of(OBJECTIVES) & above_objectives)
        case Scope.PLANS:
            above = of(OBJECTIVES, above_objectives) | (of(PLANS) & above_plans)
            return Ranked(of(PLANS, above_plans), above)
        case _:
            return Ranked(of(LEAVES, parents), of(PLANS, above_plans - above_leaves) | (of(LEAVES) & parents))


def leaves(accounts: Accounts) -> AbstractSet[str]:
    """The codes of the actions and projects that have none below them."""
    return ranked(accounts, Scope.LEAVES).nodes


def _at_depth(rows: list[tuple[str, str | None, str]], depth: int) -> Ranked:
    depths: dict[str | None, int] = {None: -1}
    for code, parent, _level in rows:
        depths[code] = depths[parent] + 1
    found = (
        {code for code, at in depths.items() if code is not None and at == wanted} for wanted in (depth, depth - 1)
    )
    return Ranked(*found)
