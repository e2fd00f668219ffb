"""What the rows that a user marked add up to."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from doelboom.data.model.outline import WHOLE, Outline
from doelboom.data.model.sums import added
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure

SUMMED = ("reference", "actual", "variance")


@dataclass(frozen=True, slots=True)
class Total:
    """The sums over marked items."""

    count: int
    """How many are marked."""
    within: int
    """How many of them are a part of another one that is marked: that one's figures have theirs in them already."""
    sums: dict[str, Decimal]
    """By column of `SUMMED`, over those that have all three figures."""
    lacking: int
    """How many are not in the sums since a figure of theirs is not printed."""
    doubtful: frozenset[str]
    """The columns whose sum has a figure in doubt in it."""


def total(outline: Outline, codes: Collection[str], measure: Measure) -> Total:
    """The sums over some items, none of which counts twice."""
    marked = set(codes)
    topmost = [code for code in codes if not _above(outline, code) & marked]
    lines = {code: outline.figures(code, measure) for code in topmost}
    known = {code: line for code, line in lines.items() if line.variance is not None}
    sums = {name: added(getattr(line, name) for line in known.values()) for name in SUMMED}
    doubts = {name for code in known for name in outline.doubtful(code, measure) if name in SUMMED}
    return Total(len(marked), len(marked) - len(topmost), sums, len(lines) - len(known), frozenset(doubts))


def _above(outline: Outline, code: str) -> set[str]:
    return {WHOLE, *outline.path(code)[:-1]} if code != WHOLE else set()
