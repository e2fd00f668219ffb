"""The proof of a whole report: lines and nodes in their places first, then figures, a measure at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from doelboom.data.check.faults.copied import Copy, copies
from doelboom.data.check.faults.explain import Proof, explain
from doelboom.data.check.faults.misplaced import Misplacement, put_in_place
from doelboom.data.check.faults.weights import WRITTEN, Weights
from doelboom.data.check.ledger import Ledger
from doelboom.parser.records import Measure


@dataclass(frozen=True)
class WholeProof:
    """What the arithmetic of a report shows."""

    printed: Ledger
    placed: Ledger
    """The report with every line and node that was found out of place where it belongs."""
    misplaced: list[list[Misplacement]]
    copies: list[Copy]
    sheets: Mapping[Measure, Proof]


def prove(book: Ledger, weights: Weights = WRITTEN) -> WholeProof:
    """Proves a report against itself."""
    placed, misplaced = put_in_place(book)
    copied = copies(placed)
    proofs = {
        measure: explain(
            placed.tree,
            sheet,
            weights,
            {test for copy in copied if copy.measure is measure for test in copy.sums},
        )
        for measure, sheet in placed.sheets.items()
    }
    return WholeProof(book, placed, misplaced, copied, proofs)
