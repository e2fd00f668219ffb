"""The table whose lines are being read: which line of it a row of figures is, and of which node."""

from __future__ import annotations

import re

from doelboom.parser.dataclass import dataclass
from doelboom.parser.grammar.drafts import Draft
from doelboom.parser.grammar.figures.figures import take_apart
from doelboom.parser.grammar.tables import BUDGET, STAFF, Header, Label, Line, line_of
from doelboom.parser.records import Level, Measure, Place
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import DIRECTIONS, FTE, SECTIONS


@dataclass(slots=True)
class OpenTable:
    """What the rows so far tell of the rows to come."""

    header: Header | None = None
    section: str | None = None
    """The section of the last line."""
    order: tuple[str, str] = DIRECTIONS
    """In which order the document prints expenditure and receipts."""

    @property
    def first(self) -> Measure:
        """The measure of a table's first line."""
        return Measure(f"{SECTIONS[0]}_{self.order[0]}")

    def open(self, header: Header) -> None:
        """Has a header begin a table, or go on with one."""
        if self.header is None or self.header.measures != header.measures:
            self.section = None
        self.header = header

    def belongs_to(self, draft: Draft, measures: tuple[Measure, ...]) -> bool:
        """Whether a header that follows belongs to the node before it, and not to one whose heading is lost."""
        if not draft.begun(measures):
            return not (measures == BUDGET and draft.begun(STAFF) and draft.tail)
        continues = self.header is not None and self.header.measures == measures
        return continues and not draft.has(measures)

    def measure(self, label: Label, draft: Draft | None) -> Measure | None:
        """The measure of a line, from its label and the lines before it; None where that cannot be told."""
        if label.staff:
            return Measure.FTE
        if label.section is not None:
            self.section = label.section
        elif label.direction == self.order[0]:
            self.section = (draft or Draft(Level.AC, Place())).next_section()
        if self.section is None or label.direction is None:
            return None
        return Measure(f"{self.section}_{label.direction}")

    def opens_lost(
        self, draft: Draft, measure: Measure, row: Row, label: Label, *, last: Measure | None, fresh: bool
    ) -> bool:
        """Whether a line begins the tables of a node whose heading is lost, and its header too.

        Args:
            last: the measure of the row before it, where that was a line.
            fresh: whether it is the first line below the header.
        """
        if measure is self.first:
            if measure in draft.lines:
                if fresh:
                    return self.differs(draft, row, label, measure)
                return last is not measure and (draft.begun(STAFF) or bool(draft.tail))
            return draft.begun(STAFF) and draft.begun(BUDGET) and not fresh
        return measure is Measure.FTE and measure in draft.lines and last is not measure and bool(draft.tail)

    def fits(self, draft: Draft, measure: Measure) -> bool:
        """Whether a line stands where its table is: a line between those of the other table was moved."""
        if self.header is None or measure in self.header.measures:
            return True
        if measure is Measure.FTE:
            return draft.has(BUDGET) or self.section == SECTIONS[-1]
        return not draft.begun(BUDGET)

    def line(self, row: Row, label: Label, measure: Measure) -> Line:
        """The line that a row is, its figures by column."""
        header = self.header if self.header is not None and measure in self.header.measures else None
        return line_of(row, header, label, measure)

    def differs(self, draft: Draft, row: Row, label: Label, measure: Measure) -> bool:
        """Whether a line that the node has already has other figures this time."""
        return not self.line(row, label, measure).says_same(draft.lines[measure])


_LABELS = frozenset((*SECTIONS, *DIRECTIONS, FTE))
_OF_A_WORD = re.compile(r"[^\W\d_]{2}")
_FEWEST = 4
"""So many of a line's five figures, spoilt or not, are no accident."""


def is_spoilt_line(row: Row) -> bool:
    """Whether a row begins as a table's line does, and goes on with what are no words, and mostly no figures either."""
    words = [word for cell in row.texts for word in cell.split()]
    labels = next((at for at, word in enumerate(words) if word.casefold() not in _LABELS), len(words))
    rest = words[labels:]
    if not labels or len(rest) < _FEWEST:
        return False
    if any(_OF_A_WORD.search(word) is not None or (len(word) == 1 and not word.isdigit()) for word in rest):
        return False
    return 2 * sum(take_apart(word) is None for word in rest) > len(rest)
