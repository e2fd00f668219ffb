"""What each operation weighs: how unlikely it is, by how the report's text came to be.

An explanation weighs what its operations weigh together, and the lightest is the likeliest (the generalised
Fellegi-Holt paradigm: Scholtus 2016, *A generalised Fellegi-Holt paradigm for automatic error localisation*). The
words of a PDF lose signs and shift columns and hardly ever confuse digits; recognised pictures do, and hardly ever
transpose them; who types a text transposes and drops them.
"""

from __future__ import annotations

from collections.abc import Mapping

from doelboom.data.model.findings import Operation
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Origin

LIKE = 0.5
"""Explanations that differ by less than this are of like weight: none of them is suggested above the other."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What there is to weigh."""

    operations: Mapping[Operation, float]
    """Those not named here weigh 1."""
    percentage: float = 0.4
    """What it weighs more that a percentage is wrong: it has about half the digits of an amount."""
    sign_of_percentage: float = 0.6
    """The same for its sign, which follows from those of its figures."""
    unlike: float = 0.4
    """A line with one figure ten times another."""
    partner: float = 0.8
    """A second figure that is wrong by just as much, so that their sum agrees: two operations at once happen less."""
    unknown: float = 2.2
    """A figure of which no operation makes what the rest allows."""
    remainder: float = 1.0
    """A sum that stays off."""
    remainder_again: float = 0.3
    """A sum that stays off by a like amount as another of that parent and measure: what hides one child, hides it in
    every column."""
    strained: float = 0.6
    """A sum that rounding can part so far, and hardly ever does."""
    broken: float = 1.6
    """A sum that would be off because of the explanation."""

    def of(self, operation: Operation | None, *, of_percentage: bool = False) -> float:
        """The weight of an operation, or of a figure that is something else."""
        weight = self.unknown if operation is None else self.operations.get(operation, 1.0)
        if of_percentage:
            weight += self.sign_of_percentage if operation is Operation.SIGN else self.percentage
        return weight


WRITTEN = Weights({Operation.SIGN: 0.8, Operation.COLUMNS: 0.8, Operation.TRANSPOSED: 0.6, Operation.DROPPED: 0.75})
"""For a text that a person typed or a converter wrote."""
DRAWN = Weights({Operation.SIGN: 0.45, Operation.COLUMNS: 0.45})
"""For the words that a PDF draws: signs that are drawn in their own way are lost and columns shift, digits stay."""
RECOGNISED = Weights({Operation.SIGN: 1.2, Operation.COLUMNS: 1.4, Operation.DIGIT: 0.8, Operation.TRANSPOSED: 1.4})
"""For text that was recognised from pictures."""

_OF_ORIGINS = {Origin.WRITTEN: WRITTEN, Origin.DRAWN: DRAWN, Origin.RECOGNISED: RECOGNISED}


def weights_of(origin: Origin) -> Weights:
    """The weights for a report whose words were had in some way."""
    return _OF_ORIGINS[origin]
