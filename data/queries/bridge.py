"""Which children explain a node's variance: the steps from its reference to its actual figure.

Steps add up to the parent's variance exactly. What the children do not explain has steps of its own, after them: what
the report does not print (the remainder), what a figure in doubt makes, what rounding leaves, or what a figure that is
not printed hides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from enum import StrEnum

import polars as pl

from doelboom.data.model.cells import Cell, Doubt
from doelboom.data.model.doubts import DOUBT, marked_cells
from doelboom.data.model.frames import AMOUNT
from doelboom.data.model.outline import NO_FIGURES, REMAINDER, WHOLE, Outline
from doelboom.data.model.queries import Against
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Figures, Measure

FEWEST_LUMPED = 2
"""A single small step is shown itself: "1 other" would hide its name and save no line."""


class StepKind(StrEnum):
    """What a step stands for."""

    CHILD = "child"
    """One child."""
    OTHERS = "others"
    """Several children with small differences or none."""
    REMAINDER = "rest"
    """The remainder: what the parent has beyond the children that the report prints."""
    DOUBT = "doubt"
    """What parent and children are apart beyond rounding, since one of their figures is in doubt."""
    ROUNDING = "rounding"
    """What rounding leaves between a parent and its children, and no more than that."""
    UNKNOWN = "unknown"
    """All that cannot be told apart because some child's figure is not printed."""


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a variance, in euros or FTE."""

    kind: StepKind
    difference: Decimal
    """How much it adds to or takes from the parent's figure."""
    before: Decimal
    """Where the step starts: the reference figure and all steps before it."""
    after: Decimal
    """Where it ends."""
    codes: tuple[str, ...]
    """The child; the children lumped together, in the report's order; the remainder's code (``.rest``); the nodes with
    a figure in doubt; the children whose figure is not printed. None for rounding."""
    doubts: Mapping[Cell, Doubt] = field(default_factory=dict)
    """The figures in doubt from which the difference is worked out."""

    @property
    def code(self) -> str | None:
        """The one code that it stands for; None where there are several or none."""
        return self.codes[0] if self.kind in (StepKind.CHILD, StepKind.REMAINDER) else None


@dataclass(frozen=True, slots=True)
class Bridge:
    """From one figure of a node to another."""

    code: str
    measure: Measure
    against: Against
    start: Decimal | None
    """The reference or prior figure; None where the report prints none."""
    end: Decimal | None
    """The actual figure."""
    steps: tuple[Step, ...] = ()
    """In order; empty for a leaf, and where the node's own difference is unknown. Their sum is `difference`."""
    unknown: tuple[str, ...] = ()
    """The codes, of the node itself or of children, whose difference is unknown since a figure is not printed."""
    doubts: Mapping[Cell, Doubt] = field(default_factory=dict)
    """The node's own figures in doubt, from which start and end come."""
    ends: tuple[str, str] | None = None
    """What start and end are called, where they are not of one report."""

    @property
    def difference(self) -> Decimal | None:
        """What the steps explain: end minus start."""
        return None if self.start is None or self.end is None else self.end - self.start


def bridge(
    outline: Outline, code: str, measure: Measure, against: Against = Against.REFERENCE, most: int | None = None
) -> Bridge:
    """The bridge of a node (or remainder) for a measure.

    Children come with the largest difference first, whichever way, ties in the report's order. Those without any
    difference, and with `most` those beyond so many, are lumped together behind them. The remainder comes last.

    Raises:
        KeyError: the outline has no such code.
    """
    outline.item(code)
    own = outline.figures(code, measure)
    start, end = _figure(own, against), own.actual
    if start is None or end is None:
        lacking = outline.below(WHOLE) if code == WHOLE else (code,)
        unknown = tuple(one for one in lacking if _difference(outline.figures(one, measure), against) is None)
        return Bridge(code, measure, against, start, end, unknown=unknown)
    children = [child for child in outline.below(code) if not outline.items[child].is_remainder]
    differences = {child: _difference(outline.figures(child, measure), against) for child in children}
    unknown = tuple(child for child, difference in differences.items() if difference is None)
    known = {child: difference for child, difference in differences.items() if difference is not None}
    parts = _parts(known, most, _columns(against))
    if children:
        left = end - start - sum(known.values(), Decimal(0))
        beyond = _left(outline, code, measure, against)
        parts += [(StepKind.UNKNOWN, left, unknown, _columns(against))] if unknown else beyond
    doubts = outline.accounts.doubts
    steps = []
    at = start
    for kind, difference, codes, columns in parts:
        of = codes if kind in (StepKind.CHILD, StepKind.OTHERS) else (code, *children)
        behind = doubts.behind(of, (measure,), columns)
        named = tuple(dict.fromkeys(cell.code for cell in behind)) if kind is StepKind.DOUBT else codes
        steps.append(Step(kind, difference, at, at + difference, named, behind))
        at += difference
    own_doubts = doubts.behind((code,), (measure,), _columns(against))
    return Bridge(code, measure, against, start, end, tuple(steps), unknown, own_doubts)


_BASE = {Against.REFERENCE: "reference", Against.PRIOR: "prior"}
"""The printed column from which a bridge starts."""

_Part = tuple[StepKind, Decimal, tuple[str, ...], tuple[str, ...]]
"""A step's kind, difference and codes, and the printed columns that it is worked out from."""


def explained(outline: Outline, code: str | None) -> str:
    """The node whose bridge says most of another: itself where it has parts, else what stands above it; the whole
    report where there is none."""
    while code is not None and code in outline and not outline.below(code):
        code = outline.above(code)
    return code if code is not None and code in outline else WHOLE


def _columns(against: Against) -> tuple[str, str]:
    return _BASE[against], "actual"


def _figure(figures: Figures, against: Against) -> Decimal | None:
    return figures.reference if against is Against.REFERENCE else figures.prior


def _difference(figures: Figures, against: Against) -> Decimal | None:
    return figures.variance if against is Against.REFERENCE else figures.change


def _parts(known: dict[str, Decimal], most: int | None, columns: tuple[str, ...]) -> list[_Part]:
    """A part for each child that counts, and one for the others."""
    # Sorting is stable: ties stay in the report's order.
    ranked = sorted(known.items(), key=lambda entry: -abs(entry[1]))
    counting = [entry for entry in ranked if entry[1]]
    named = counting if most is None else counting[:most]
    if len(ranked) - len(named) < FEWEST_LUMPED:
        named = ranked
    names = {child for child, _value in named}
    lumped = tuple(child for child in known if child not in names)
    parts: list[_Part] = [(StepKind.CHILD, value, (child,), columns) for child, value in named]
    if lumped:
        parts.append((StepKind.OTHERS, sum((known[child] for child in lumped), Decimal(0)), lumped, columns))
    return parts


def _left(outline: Outline, code: str, measure: Measure, against: Against) -> list[_Part]:
    """The parts that the children do not explain: what parent and children are apart, at the start and at the end, each
    for its own reason."""
    if code == WHOLE:
        # It is the sum of its objectives.
        return []
    rest = code + REMAINDER
    beyond = outline.figures(rest, measure) if rest in outline.items else NO_FIGURES
    amounts: dict[StepKind, Decimal] = {}
    columns: dict[StepKind, tuple[str, ...]] = {}
    for column, sign in zip(_columns(against), (-1, 1), strict=True):
        gap = outline.gap(code, measure, column)
        if not gap:
            continue
        if getattr(beyond, column):
            kind = StepKind.REMAINDER
        else:
            kind = StepKind.ROUNDING if outline.rounds_away(code, measure, column) else StepKind.DOUBT
        amounts[kind] = amounts.get(kind, Decimal(0)) + sign * gap
        columns[kind] = (*columns.get(kind, ()), column)
    return [
        (kind, amounts[kind], (rest,) if kind is StepKind.REMAINDER else (), columns[kind])
        for kind in (StepKind.REMAINDER, StepKind.DOUBT, StepKind.ROUNDING)
        if kind in amounts and (amounts[kind] or kind is StepKind.REMAINDER)
    ]


def steps_frame(outline: Outline, answer: Bridge) -> pl.DataFrame:
    """The steps as rows: `step` (the kind), `code` and `title` (null where a step is not one node's), `difference`,
    `before`, `after` (exact decimals, euros or FTE), `codes` (the nodes that it stands for) and
    `data.model.doubts.DOUBT` of the difference."""
    rows = [
        (
            step.kind.value,
            step.code,
            outline.items[step.code].title if step.code is not None and step.code in outline.items else None,
            step.difference,
            step.before,
            step.after,
            list(step.codes),
            marked_cells(step.doubts),
        )
        for step in answer.steps
    ]
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "step": pl.String,
        "code": pl.String,
        "title": pl.String,
        **dict.fromkeys(("difference", "before", "after"), AMOUNT),
        "codes": pl.List(pl.String),
        DOUBT: pl.List(pl.String),
    }
    return pl.DataFrame(rows, schema=schema, orient="row")
