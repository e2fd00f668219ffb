"""Which levels of a document stand below which, and which side by side: projects below actions, or beside them.

The order of the levels is known by their words (`parser.levels`). What that does not say is whether two that follow
each other nest, and whether codes of two kinds with one word do. The codes say so where one contains the other, and so
do the figures: a node's are the sums of those below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from doelboom.parser.codes import Codes
from doelboom.parser.dataclass import dataclass
from doelboom.parser.grammar.drafts import Draft
from doelboom.parser.levels import PARTS, Rung
from doelboom.parser.records import Amounts, Measure
from doelboom.parser.shapes import contains, digits_of, form_of
from doelboom.parser.vocabulary import LEAVES

Lines = Sequence[Amounts]
"""The figures of a node."""
_Kind = tuple[float, str]
"""The rank of a rung, and the form of a code."""
_Followed = tuple[int, list[int]]
"""The number of a node, and those of the nodes of the next level that follow it."""

_COLUMNS = ("reference", "actual", "prior")
_FIRST = (Measure.OPERATING_EXPENDITURE,)
"""A measure that tells mostly; where it tells nothing, all do."""
_OF_A_CODE = 10
"""A code that contains another counts as much as so many sums that agree."""
_NEST, _BESIDE, _ALIKE = "nest", "beside", "alike"
"""What a sign says: the levels nest; they stand side by side; they may nest, since one figure is another."""
_HUNDREDTH = Decimal("0.01")
_BELOW = 1_000
"""Farther down than any level that is settled."""


@dataclass(frozen=True, slots=True)
class Depths:
    """How far down the nodes of a document stand, from 0."""

    of_drafts: tuple[int, ...]
    """Of each node, in the report's order."""
    _kinds: dict[_Kind, int]

    def of_code(self, code: str, codes: Codes) -> int:
        """How far down a code stands that is no heading's."""
        rung = codes.rung_of(code)
        if rung is None:
            return 0
        known = self._kinds.get((rung.rank, form_of(code)))
        lower = (depth for (rank, _form), depth in self._kinds.items() if rank >= rung.rank)
        return known if known is not None else min(lower, default=0)


def depths(drafts: Sequence[Draft], lines: Sequence[Lines], unit: Decimal) -> Depths:
    """How far down the nodes stand.

    Args:
        drafts: the nodes, in the report's order.
        lines: the figures of each.
        unit: what amounts of money are rounded to, in euros.
    """
    own = [_kind(draft) for draft in drafts]
    kinds: dict[_Kind, Rung] = {}
    for draft, kind in zip(drafts, own, strict=True):
        kinds.setdefault(kind, draft.rung)
    coded = {rank for rank, form in kinds if form}
    kinds = {(rank, form): rung for (rank, form), rung in kinds.items() if form or rank not in coded}
    settled: dict[_Kind, int] = {}
    depth = 0
    upper: Rung | None = None
    # Sorting is stable: kinds of one word stay in the order in which they first come.
    for kind in sorted(kinds, key=lambda kind: kind[0]):
        rung = kinds[kind]
        if upper is not None:
            family = _Family(drafts, lines, unit, _places(own, settled, kind, depth), depth)
            depth += family.nests(upper, rung)
        settled[kind] = depth
        upper = rung
    return Depths(tuple(_of_drafts(own, settled)), settled)


def _kind(draft: Draft) -> _Kind:
    return draft.rung.rank, form_of(draft.code) if draft.code is not None else ""


def _of_drafts(kinds: Sequence[_Kind], settled: dict[_Kind, int]) -> Iterator[int]:
    """How far down each stands; one without a code, as far as the one before it that is called the same."""
    last: dict[float, int] = {}
    for rank, form in kinds:
        if (rank, form) in settled:
            last[rank] = settled[rank, form]
        elif rank not in last:
            last[rank] = min(depth for (other, _form), depth in settled.items() if other == rank)
        yield last[rank]


def _places(kinds: Sequence[_Kind], settled: dict[_Kind, int], kind: _Kind, depth: int) -> list[int]:
    """How far down each node stands as far as that is settled, those of the next kind below all of these."""
    return [depth + 1 if own == kind else settled.get(own, _BELOW) for own in kinds]


@dataclass(frozen=True, slots=True)
class _Family:
    """Two levels of a document that follow each other."""

    drafts: Sequence[Draft]
    lines: Sequence[Lines]
    unit: Decimal
    places: Sequence[int]
    """How far down each node stands, if the levels nest."""
    depth: int
    """How far down the upper one stands."""

    def nests(self, upper: Rung, lower: Rung) -> bool:
        """Whether nodes of the lower rung stand below those of the upper one, rather than beside them."""
        are_leaves = upper.level in LEAVES and lower.level in LEAVES
        if not are_leaves and upper.rank != lower.rank and (upper.level is not lower.level):
            return True
        followers = list(self._followers())
        if not followers:
            return not are_leaves and upper.rank != lower.rank
        votes = Counter(self._by_code(followers))
        votes.update(list(self._by_sums(followers, _FIRST)) or list(self._by_sums(followers, tuple(Measure))))
        if votes[_NEST] != votes[_BESIDE]:
            return votes[_NEST] > votes[_BESIDE]
        if upper.rank == lower.rank:
            return not are_leaves and votes[_ALIKE] > 0
        if not are_leaves or lower.word in PARTS:
            return True
        under = [draft for draft, place in zip(self.drafts, self.places, strict=True) if place == self.depth + 1]
        under_one_word = any(draft.above is not None and draft.above.rank == upper.rank for draft in under)
        # A sum of one is no more than a likeness: projects that are announced as actions are stand beside these.
        return votes[_ALIKE] > 0 and not under_one_word

    def _by_code(self, followers: Sequence[_Followed]) -> Iterator[str]:
        """For each node below another one at first sight: whether its code begins as the other's does, and goes on."""
        for at, under in followers:
            code = _code(self.drafts[at])
            for each in under:
                if code and contains(_code(self.drafts[each]), code):
                    yield from (_NEST,) * _OF_A_CODE

    def _by_sums(self, followers: Sequence[_Followed], measures: Sequence[Measure]) -> Iterator[str]:
        """For each figure: whether it is the sum of those below it if the levels nest, or if they stand beside."""
        for at, under in followers:
            for total, parts, room in self._figures(at, under, measures):
                if any(parts):
                    agrees = _is_sum(total, parts, room)
                    yield (_ALIKE if len(parts) == 1 else _NEST) if agrees else _BESIDE
        for at, place in enumerate(self.places):
            if place == self.depth - 1:
                yield from self._by_sum_above(at, measures)

    def _by_sum_above(self, at: int, measures: Sequence[Measure]) -> Iterator[str]:
        """The same for the figures of a node above both levels."""
        end = next((each for each in range(at + 1, len(self.places)) if self.places[each] < self.depth), None)
        inside = range(at + 1, len(self.places) if end is None else end)
        uppers = [each for each in inside if self.places[each] == self.depth]
        lowers = [each for each in inside if self.places[each] == self.depth + 1]
        if not uppers or not lowers or lowers[0] < uppers[0]:
            return
        of_upper, of_lower = (list(self._figures(at, ones, measures)) for ones in (uppers, lowers))
        for (total, above, room), (_total, below, _room) in zip(of_upper, of_lower, strict=True):
            if any(below):
                nested, beside = _is_sum(total, above, room), _is_sum(total, [*above, *below], room)
                if nested and not beside:
                    yield _ALIKE if len(uppers) == 1 else _NEST
                elif beside and not nested:
                    yield _BESIDE

    def _followers(self) -> Iterator[_Followed]:
        """The nodes of the upper level that nodes of the lower one follow, with these."""
        at: int | None = None
        under: list[int] = []
        for number, place in enumerate(self.places):
            if place <= self.depth:
                if at is not None and under:
                    yield at, under
                at, under = (number if place == self.depth else None), []
            elif place == self.depth + 1:
                under.append(number)
        if at is not None and under:
            yield at, under

    def _figures(
        self, at: int, under: Sequence[int], measures: Sequence[Measure]
    ) -> Iterator[tuple[Decimal, list[Decimal], Decimal]]:
        """The figures of a node, each with those of others in the same place, and what they are rounded to."""
        for number, line in enumerate(self.lines[at]):
            if line.measure not in measures:
                continue
            for column in _COLUMNS:
                total: Decimal | None = getattr(line, column)
                parts = [getattr(self.lines[each][number], column) for each in under] if total is not None else []
                room = _HUNDREDTH if line.measure is Measure.FTE else self.unit
                yield total or Decimal(0), [part for part in parts if part is not None], room


def _code(draft: Draft) -> str:
    return digits_of(draft.code) if draft.code is not None else ""


def _is_sum(total: Decimal, parts: Sequence[Decimal], unit: Decimal) -> bool:
    """Whether a figure is the sum of others, but for rounding."""
    return abs(total - sum(parts, Decimal(0))) * 2 <= unit * len(parts)
