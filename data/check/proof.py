"""The proof of a whole report: lines and nodes in their places first, then figures, a measure at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from doelboom.data.check.faults.case import Case
from doelboom.data.check.faults.copied import Copy, copies
from doelboom.data.check.faults.explain import Proof, explain
from doelboom.data.check.faults.misplaced import Misplacement, put_in_place
from doelboom.data.check.faults.weights import WRITTEN, Weights
from doelboom.data.check.ledger import Ledger
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure


@dataclass(frozen=True)
class WholeProof:
    """What the arithmetic of a report shows."""

    printed: Ledger
    placed: Ledger
    """The report with every line and node that was found out of place where it belongs."""
    misplaced: list[list[Misplacement]]
    copies: list[Copy]
    weights: Weights
    sheets: Mapping[Measure, Proof] = field(default_factory=dict)

    def case(self, measure: Measure) -> Case:
        """A measure as it came under examination: lines in their places, sums apart that a copied line explains."""
        apart = {test for copy in self.copies if copy.measure is measure for test in copy.sums}
        return Case(self.placed.tree, self.placed.sheets[measure], self.weights, frozenset(apart))


def prove(book: Ledger, weights: Weights = WRITTEN) -> WholeProof:
    """Proves a report against itself."""
    placed, misplaced = put_in_place(book)
    whole = WholeProof(book, placed, misplaced, copies(placed), weights)
    return replace(whole, sheets={measure: explain(whole.case(measure)) for measure in placed.sheets})
