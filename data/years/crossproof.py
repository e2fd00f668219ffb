"""Last year's account stands in two reports: whether they agree, and what explains it where they do not.

The report of a year prints its account, and the report of the year after prints it again beside its own. Where a
node's two figures differ by more than rounding makes, that is `restated`: a finding with both. A sum whose parts
changed is explained by them: what moved, came, went, or was restated itself. Where one of the two is in doubt by its
own report's arithmetic, the other settles it and is the suggestion. No report's own check goes by any of this.
Nothing here loads Polars.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from doelboom.data.check.rounding import printed_figure
from doelboom.data.model.accounts import Source
from doelboom.data.model.cells import Cell
from doelboom.data.model.findings import Finding, FindingKind
from doelboom.data.model.outline import Outline
from doelboom.data.years.matching import Matching
from doelboom.data.years.series import Years
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure, Place

BEFORE, AFTER = "actual", "prior"
"""The column of the earlier report, and that of the later one, that print the same account."""
_CENT = Decimal("0.01")
_HUNDREDTHS = 100


class Part(StrEnum):
    """What a part of a sum did between two reports."""

    MOVED_IN = "moved in"
    MOVED_OUT = "moved out"
    CAME = "came"
    """Only the later report has it, or nobody can tell that the earlier one has."""
    WENT = "went"
    PERHAPS = "perhaps"
    """Renamed, or under another code: perhaps the same, with another figure."""
    RESTATED = "restated"


@dataclass(frozen=True, slots=True)
class Cause:
    """A part of a sum that makes it another one."""

    part: Part
    code: str
    """In the later report; of what went or moved out of it, in the earlier one."""
    difference: Decimal
    """What it adds to the later report's figure."""


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure of the year before that two reports print differently."""

    code: str
    """In the later report."""
    code_before: str
    measure: Measure
    before: Decimal
    """As the report of that year prints it."""
    after: Decimal
    """As the report of the year after prints it."""
    place_before: Place = Place()
    place_after: Place = Place()
    doubtful: str | None = None
    """Which of the two is in doubt by its own report's arithmetic: `BEFORE`, `AFTER`, or None for neither or both."""
    causes: tuple[Cause, ...] = ()
    """What explains all of the difference, where its parts do; the largest first."""

    @property
    def suggestion(self) -> Decimal | None:
        """What the figure in doubt may have to be: the other report's."""
        return {BEFORE: self.after, AFTER: self.before}.get(self.doubtful or "")

    def finding(self, *, of_later: bool) -> Finding:
        """The same as a finding about one of the two reports: what it prints, and what the other one does."""
        code, column, place = (
            (self.code, AFTER, self.place_after) if of_later else (self.code_before, BEFORE, self.place_before)
        )
        printed, other = (self.after, self.before) if of_later else (self.before, self.after)
        return Finding(
            FindingKind.RESTATED,
            code,
            self.measure,
            column,
            _as_printed(printed, self.measure),
            other,
            other,
            self.suggestion if self.doubtful == column else None,
            candidates=(Cell(code, self.measure, column),),
            place=place,
        )


def _as_printed(value: Decimal, measure: Measure) -> str:
    """A figure as a report prints it."""
    return printed_figure(int(value * _HUNDREDTHS), 1 if measure is Measure.FTE else _HUNDREDTHS)


@dataclass(frozen=True)
class CrossProof:
    """What two reports of neighbouring years say of the account of the earlier one."""

    before: Source
    after: Source
    compared: int
    """How many figures both print."""
    restated: tuple[Restated, ...]
    """Those that differ and that nothing explains, in the later report's order."""
    explained: tuple[Restated, ...]
    """The sums that differ because of their parts."""
    confirmed: tuple[tuple[Cell, Cell], ...] = ()
    """The figures, before and after, that are alike although one of them is in doubt by its own report's arithmetic."""

    def is_later(self, source: Source) -> bool:
        """Whether a report is the later one of the two."""
        return source.id == self.after.id

    @property
    def agrees(self) -> bool:
        """Whether nothing is left to explain."""
        return not self.restated


def cross_proof(before: Outline, after: Outline, matching: Matching) -> CrossProof:
    """Holds the account of a year in its own report against that in the report of the year after.

    Args:
        matching: of the two, as `data.years.matching.match` has it.
    """
    return _Proof(before, after, matching).told()


def cross_proofs(years: Years) -> Iterator[CrossProof]:
    """The report at hand against that of the year before, then that of the year after, as far as these are there."""
    here = years.at_hand.source.identity.year
    if here is None:
        return
    for year in (here - 1, here + 1):
        other, matching = years.outline(year), years.matching(year)
        if other is not None and matching is not None:
            pair = (other, years.at_hand) if year < here else (years.at_hand, other)
            yield cross_proof(*pair, matching)


@dataclass
class _Proof:
    before: Outline
    after: Outline
    matching: Matching
    _differences: dict[tuple[str, Measure], Decimal | None] = field(default_factory=dict)

    def told(self) -> CrossProof:
        compared = 0
        restated: list[Restated] = []
        explained: list[Restated] = []
        confirmed: list[tuple[Cell, Cell]] = []
        for code in self.after.items:
            if code not in self.matching.joined:
                continue
            for measure in Measure:
                difference = self.difference(code, measure)
                if difference is None:
                    continue
                compared += 1
                if not difference:
                    confirmed += self._confirmed(code, measure)
                    continue
                found = self._restated(code, measure, difference)
                (explained if found.causes else restated).append(found)
        sources = self.before.source, self.after.source
        return CrossProof(*sources, compared, tuple(restated), tuple(explained), tuple(confirmed))

    def difference(self, code: str, measure: Measure) -> Decimal | None:
        """What the later report's figure of a node that both have is more than the earlier one's, zero where rounding
        may make it; None where one of them is not printed."""
        key = code, measure
        if key not in self._differences:
            was, now = self._was(self.matching.joined[code], measure), self._now(code, measure)
            self._differences[key] = None if was is None or now is None else self._beyond_rounding(now - was, measure)
        return self._differences[key]

    def _beyond_rounding(self, gap: Decimal, measure: Measure) -> Decimal:
        return gap if abs(gap) > (0 if measure is Measure.FTE else self._rounding) else Decimal(0)

    @cached_property
    def _rounding(self) -> Decimal:
        """By how much one amount can differ where the reports print it in other units; of FTE both print hundredths."""
        units = {self.before.source.amount_unit, self.after.source.amount_unit}
        return max(units) / 2 if len(units) > 1 else Decimal(0)

    def _was(self, code: str, measure: Measure) -> Decimal | None:
        value: Decimal | None = getattr(self.before.figures(code, measure), BEFORE)
        return value

    def _now(self, code: str, measure: Measure) -> Decimal | None:
        value: Decimal | None = getattr(self.after.figures(code, measure), AFTER)
        return value

    def _in_doubt(self, code: str, measure: Measure) -> tuple[bool, bool]:
        return (
            (measure, BEFORE) in self.before.doubts_of(self.matching.joined[code]),
            (measure, AFTER) in self.after.doubts_of(code),
        )

    def _confirmed(self, code: str, measure: Measure) -> list[tuple[Cell, Cell]]:
        in_doubt = self._in_doubt(code, measure)
        cells = Cell(self.matching.joined[code], measure, BEFORE), Cell(code, measure, AFTER)
        return [cells] if in_doubt[0] != in_doubt[1] else []

    def _restated(self, code: str, measure: Measure, difference: Decimal) -> Restated:
        code_before = self.matching.joined[code]
        was, now = self._was(code_before, measure), self._now(code, measure)
        assert was is not None
        assert now is not None
        doubtful = {(True, False): BEFORE, (False, True): AFTER}.get(self._in_doubt(code, measure))
        places = self.before.item(code_before).place, self.after.item(code).place
        causes = self._causes(code, measure, difference)
        return Restated(code, code_before, measure, was, now, *places, doubtful, causes)

    def _causes(self, code: str, measure: Measure, difference: Decimal) -> tuple[Cause, ...]:
        """The parts that make a sum another one, where they make all of the difference; else none."""
        causes = list(self._parts(code, measure))
        left = difference - sum((cause.difference for cause in causes), Decimal(0))
        count = len(self.after.below(code)) + len(self.before.below(self.matching.joined[code]))
        unit = _CENT if measure is Measure.FTE else max(self.after.source.amount_unit, self.before.source.amount_unit)
        if not causes or abs(left) * 2 > unit * count:
            return ()
        return tuple(sorted(causes, key=lambda cause: -abs(cause.difference)))

    def _parts(self, code: str, measure: Measure) -> Iterator[Cause]:
        code_before = self.matching.joined[code]
        stayed: set[str] = set()
        for child in self._children(self.after, code):
            was = self.matching.counterparts.get(child)
            now = self._now(child, measure)
            if was is not None and self.before.item(was).parent == code_before:
                stayed.add(was)
                part = Part.RESTATED if child in self.matching.joined else Part.PERHAPS
                difference = (now or Decimal(0)) - (self._was(was, measure) or Decimal(0))
                if difference := self._beyond_rounding(difference, measure):
                    yield Cause(part, child, difference)
            elif now:
                yield Cause(Part.MOVED_IN if child in self.matching.joined else Part.CAME, child, now)
        for child in self._children(self.before, code_before):
            if child not in stayed and (value := self._was(child, measure)):
                yield Cause(Part.MOVED_OUT if child in self.matching.joined_back else Part.WENT, child, -value)

    @staticmethod
    def _children(outline: Outline, code: str) -> list[str]:
        return [child for child in outline.below(code) if not outline.item(child).is_remainder]
