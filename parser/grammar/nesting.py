"""Which levels of a document stand below which, and which side by side: projects below actions, or beside them.

The order of the levels is known (`parser.levels`); what it does not say is whether two that follow each other nest. The
codes say so where one contains the other, and the figures: a node's are the sums of those below it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from doelboom.parser.grammar.drafts import Draft
from doelboom.parser.levels import PARTS, Rung
from doelboom.parser.records import Amounts, Measure
from doelboom.parser.vocabulary import LEAVES

Lines = Sequence[Amounts]
"""The figures of a node."""

_COLUMNS = ("reference", "actual", "prior")
_LETTERS = re.compile(r"^[A-Z]+ ?(?=[0-9])")
_NEST, _BESIDE, _ALIKE = "nest", "beside", "alike"
"""What a sign says: the levels nest; they stand side by side; they may nest, since one figure is another."""
_HUNDREDTH = Decimal("0.01")
_OF_A_CODE = 10
"""A code that contains another counts as much as so many sums that agree."""


def depths(drafts: Sequence[Draft], lines: Sequence[Lines], unit: Decimal) -> dict[float, int]:
    """How far down the rungs of a document stand, from 0, by rank; rungs side by side are as far down.

    Args:
        drafts: the nodes, in the report's order.
        lines: the figures of each.
        unit: what amounts of money are rounded to, in euros.
    """
    rungs: dict[float, Rung] = {}
    for draft in drafts:
        rungs.setdefault(draft.rung.rank, draft.rung)
    ranks = sorted(rungs)
    found: dict[float, int] = {}
    depth = 0
    for at, rank in enumerate(ranks):
        if at:
            depth += _nest(rungs[ranks[at - 1]], rungs[rank], drafts, lines, unit)
        found[rank] = depth
    return found


def _nest(upper: Rung, lower: Rung, drafts: Sequence[Draft], lines: Sequence[Lines], unit: Decimal) -> bool:
    """Whether nodes of the lower rung stand below those of the upper one, rather than beside them."""
    may_stand_beside = upper.level in LEAVES and lower.level in LEAVES
    if not may_stand_beside and upper.level is not lower.level:
        return True
    ranks = [draft.rung.rank for draft in drafts]
    votes = Counter(_by_code(drafts, ranks, upper.rank, lower.rank))
    votes.update(_by_sums(lines, ranks, upper.rank, lower.rank, unit))
    balance = votes[_NEST] - votes[_BESIDE]
    if balance:
        return balance > 0
    if not may_stand_beside or lower.word in PARTS:
        return True
    under = [draft for draft, rank in zip(drafts, ranks, strict=True) if rank == lower.rank]
    under_one_word = any(draft.above is not None and draft.above.rank == upper.rank for draft in under)
    # A sum of one is no more than a likeness: projects that are announced as actions are stand beside these.
    return votes[_ALIKE] > 0 and not under_one_word


def _by_code(drafts: Sequence[Draft], ranks: Sequence[float], upper: float, lower: float) -> Iterator[str]:
    """For each node below another one at first sight: whether its code begins as the other's does, and goes on."""
    for at, under in _followers(ranks, upper, lower):
        code = _code(drafts[at])
        for each in under:
            other = _code(drafts[each])
            if code and len(other) > len(code) and other.startswith(code):
                yield from (_NEST,) * _OF_A_CODE


def _code(draft: Draft) -> str:
    code = draft.heading.code if draft.heading is not None else None
    return _LETTERS.sub("", code) if code is not None else ""


def _by_sums(
    lines: Sequence[Lines], ranks: Sequence[float], upper: float, lower: float, unit: Decimal
) -> Iterator[str]:
    """For each figure: whether it is the sum of those below it if the levels nest, or if they stand side by side."""
    for at, under in _followers(ranks, upper, lower):
        for total, parts, room in _figures(lines, at, under, unit):
            if any(parts):
                agrees = _is_sum(total, parts, room)
                yield (_ALIKE if len(parts) == 1 else _NEST) if agrees else _BESIDE
    for at, rank in enumerate(ranks):
        if rank >= upper:
            continue
        end = next((each for each in range(at + 1, len(ranks)) if ranks[each] <= rank), len(ranks))
        inside = range(at + 1, end)
        if any(ranks[each] < upper for each in inside):
            continue
        upper_ones = [each for each in inside if ranks[each] == upper]
        lower_ones = [each for each in inside if ranks[each] == lower]
        if not upper_ones or not lower_ones or lower_ones[0] < upper_ones[0]:
            continue
        of_upper, of_lower = (list(_figures(lines, at, ones, unit)) for ones in (upper_ones, lower_ones))
        for (total, above, room), (_total, below, _room) in zip(of_upper, of_lower, strict=True):
            if any(below):
                nested, beside = _is_sum(total, above, room), _is_sum(total, [*above, *below], room)
                if nested and not beside:
                    yield _ALIKE if len(upper_ones) == 1 else _NEST
                elif beside and not nested:
                    yield _BESIDE


def _followers(ranks: Sequence[float], upper: float, lower: float) -> Iterator[tuple[int, list[int]]]:
    """The nodes of a rung that nodes of the next one follow, with these."""
    at: int | None = None
    under: list[int] = []
    for number, rank in enumerate(ranks):
        if rank <= upper:
            if at is not None and under:
                yield at, under
            at, under = (number if rank == upper else None), []
        elif rank == lower:
            under.append(number)
    if at is not None and under:
        yield at, under


def _figures(
    lines: Sequence[Lines], at: int, under: Sequence[int], unit: Decimal
) -> Iterator[tuple[Decimal, list[Decimal], Decimal]]:
    """The figures of a node, each with those of others in the same place, and what they are rounded to."""
    for number, line in enumerate(lines[at]):
        for column in _COLUMNS:
            total: Decimal | None = getattr(line, column)
            parts = [getattr(lines[each][number], column) for each in under] if total is not None else []
            room = _HUNDREDTH if line.measure is Measure.FTE else unit
            yield total or Decimal(0), [part for part in parts if part is not None], room


def _is_sum(total: Decimal, parts: Sequence[Decimal], unit: Decimal) -> bool:
    """Whether a figure is the sum of others, but for rounding."""
    return abs(total - sum(parts, Decimal(0))) * 2 <= unit * len(parts)
