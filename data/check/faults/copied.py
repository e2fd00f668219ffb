"""Lines that stand twice below one plan: one of them is a copy, and what stood there is gone.

Two lines of siblings with the same figures, several of them other than zero, hardly occur in a report that is right.
Where the sum around them agrees, they are right all the same.
"""

from __future__ import annotations

from doelboom.data.check.ledger import FIGURES, Ledger, Position, Sheet, is_off
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure

_FEWEST_FIGURES = 2
_TWICE = 2
"""A line that stands more often was agreed upon so: a like amount for each."""
_FEWEST_DIGITS = 4
"""Digits in the different figures of a line, zeros at the end left out: round figures stand at siblings by chance."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A line that stands at several siblings."""

    measure: Measure
    nodes: tuple[int, ...]
    """The likeliest copy first: the one that its own children contradict, else the last."""
    sums: frozenset[Position]
    """The sums that nothing can be said of with it."""


def copies(book: Ledger) -> list[Copy]:
    """The lines that stand twice below a parent that does not add up, in the report's order."""
    found: list[Copy] = []
    for measure, sheet in book.sheets.items():
        gaps, filled = sheet.gaps(book.tree), sheet.filled(book.tree)
        off = {test for test, gap in gaps.items() if is_off(gap, filled[test], sheet.unit)}
        for parent in sorted({parent for parent, _ in off}):
            columns = [column for column in FIGURES if (parent, column) in off]
            for nodes in _twins(sheet, book.tree.children[parent]):
                line = [sheet.columns[column][nodes[0]] for column in FIGURES]
                if not _tells(line, sheet.unit):
                    continue
                contradicted = [node for node in nodes if any((node, column) in off for column in FIGURES)] or [
                    *nodes[::-1]
                ]
                ordered = (*contradicted, *(node for node in nodes if node not in contradicted))
                sums = {(parent, column) for column in columns}
                sums |= {(ordered[0], column) for column in FIGURES if (ordered[0], column) in off}
                found.append(Copy(measure, ordered, frozenset(sums)))
    return found


def _twins(sheet: Sheet, nodes: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The nodes whose lines are the same, percentages included: two and no more."""
    lines: dict[tuple[int | None, ...], list[int]] = {}
    for node in nodes:
        lines.setdefault(tuple(column[node] for column in sheet.columns), []).append(node)
    return [tuple(twins) for twins in lines.values() if len(twins) == _TWICE]


def _tells(line: list[int | None], unit: int) -> bool:
    """Whether a line has figures enough, and digits enough in them, to be no chance."""
    figures = [figure for figure in line if figure]
    digits = sum(len(str(abs(figure) // unit).rstrip("0")) for figure in set(figures))
    return len(figures) >= _FEWEST_FIGURES and digits >= _FEWEST_DIGITS
