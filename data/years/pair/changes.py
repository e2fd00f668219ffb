"""How much two readings of a report differ, in numbers: what one is told in a line. Nothing here loads Polars."""

from __future__ import annotations

from doelboom.data.model.doubts import FIGURES
from doelboom.data.model.outline import Outline
from doelboom.data.years.matching import match
from doelboom.data.years.pair.texts import text_changes
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs."""

    figures: int = 0
    """Amounts of nodes that both have."""
    texts: int = 0
    """Titles, services, descriptions and the like of nodes that both have."""
    new: int = 0
    gone: int = 0
    moved: int = 0
    first: str | None = None
    """The first node, in the later reading's order, of which something differs or that is new."""

    def __bool__(self) -> bool:
        return bool(self.figures or self.texts or self.new or self.gone or self.moved)


def changes(before: Outline, after: Outline) -> Changes:
    """What differs between a report and the same report read again."""
    found = match(before, after, is_one_report=True)
    texts = text_changes(before, after, found)
    touched = {change.code for change in texts} | found.moved | set(found.new)
    figures = 0
    for code, was in found.joined.items():
        for measure in Measure:
            old, new = before.figures(was, measure), after.figures(code, measure)
            differing = sum(getattr(old, column) != getattr(new, column) for column in FIGURES)
            if differing:
                figures += differing
                touched.add(code)
    added = (*found.new, *found.other_code, *found.renamed, *found.lost_after)
    gone = (*found.gone, *found.other_code.values(), *found.renamed.values(), *found.lost_before)
    first = next((code for code in after.items if code in touched or code in added), None)
    return Changes(figures, len(texts), len(added), len(gone), len(found.moved), first)
