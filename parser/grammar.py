"""The one grammar of these reports: a stream of rows in, a report out.

A report is a table of contents, then nodes. A node is a heading, running text, and two tables. Headings get lost in
conversion; a marker row ("Acties") that no heading follows still opens a node, and so do tables that follow a
finished pair of tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from parser.assemble import assemble
from parser.errors import ReportError
from parser.headings import Heading, read_contents_line, read_heading, read_marker
from parser.records import Amounts, Fault, FaultKind, Level, Measure, Place, Report
from parser.rows import Row
from parser.tables import BUDGET, STAFF, Header, Label, measure_of, next_section, read_amounts, read_header, read_label


@dataclass(slots=True)
class Draft:
    """A node being read."""

    level: Level
    place: Place
    heading: Heading | None = None
    title_rows: list[Row] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)
    tail: list[Row] = field(default_factory=list)
    """Text after both tables: the next node's, if tables follow it without a heading."""
    amounts: dict[Measure, Amounts] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    headers: set[tuple[Measure, ...]] = field(default_factory=set)

    @property
    def has_tables(self) -> bool:
        return bool(self.amounts or self.headers)

    def has(self, measures: tuple[Measure, ...]) -> bool:
        return all(measure in self.amounts for measure in measures)

    @property
    def complete(self) -> bool:
        return self.has(BUDGET) and self.has(STAFF)


class _Reader:
    """The state between two rows."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.contents: dict[str, str] = {}
        self.preamble: list[Row] = []
        self.years: Counter[tuple[int, int]] = Counter()
        self.header: Header | None = None
        self.section: str | None = None
        self.after_heading = False
        """Whether the row before this one was a heading, whose title may go on."""
        self.after_marker = False

    @property
    def draft(self) -> Draft | None:
        return self.drafts[-1] if self.drafts else None

    def read(self, row: Row) -> None:
        after_heading, self.after_heading = self.after_heading, False
        after_marker, self.after_marker = self.after_marker, False
        if header := read_header(row):
            self._open_table(header, row)
        elif label := read_label(row):
            self._figures(row, label)
        elif level := read_marker(row):
            self._open(Draft(level, Place(row.page, row.line)))
            self.after_marker = True
        elif (heading := read_heading(row)) and self._is_heading(heading, row, after_marker):
            self._heading(heading, row, after_marker)
            self.after_heading = True
        elif self.draft is None:
            self._before_first_node(row)
        elif after_heading and row.wrapped and not row.gap:
            self.draft.title_rows.append(row)
            self.after_heading = True
        else:
            self._text(self.draft, row)

    def _before_first_node(self, row: Row) -> None:
        if line := read_contents_line(row):
            self.contents.setdefault(*line)
        else:
            self.preamble.append(row)

    def _is_heading(self, heading: Heading, row: Row, after_marker: bool) -> bool:
        """Whether what looks like a heading is one, and not a code named in running text or in the contents."""
        if heading.level is Level.SD:
            return True
        if after_marker:
            return True
        if self.draft is None:
            return heading.period is not None and read_contents_line(row) is None
        return heading.cells > 1 or (self.draft.complete and row.gap and heading.title is not None)

    def _heading(self, heading: Heading, row: Row, after_marker: bool) -> None:
        place = Place(row.page, row.line)
        draft = self.draft
        if not (after_marker and draft is not None and heading.level is not Level.SD):
            draft = Draft(heading.level, place)
            self._open(draft)
        draft.level = heading.level
        draft.heading = heading
        draft.place = place

    def _open(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.header = None
        self.section = None

    def _open_table(self, header: Header, row: Row) -> None:
        self._table_owner(header.measures, row)
        assert self.draft is not None
        self.draft.headers.add(header.measures)
        if header.years is not None:
            self.years[header.years] += 1
        if self.header is None or self.header.measures != header.measures:
            self.section = None
        self.header = header

    def _table_owner(self, measures: tuple[Measure, ...], row: Row) -> None:
        """Opens a node without a heading where the node before has these lines already."""
        draft = self.draft
        if draft is not None and not draft.has(measures):
            if measures == STAFF or not draft.has(STAFF) or draft.amounts.keys() & set(BUDGET):
                return
            if not draft.headers - {STAFF}:
                return
        place = Place(row.page, row.line)
        if draft is None:
            self._open(Draft(Level.AC, place))
            return
        tail, draft.tail = draft.tail, []
        if tail:
            place = Place(tail[0].page, tail[0].line)
        level = draft.level if draft.level in (Level.AC, Level.PR) else Level.AC
        self._open(Draft(level, place, body=tail))

    def _figures(self, row: Row, label: Label) -> None:
        if label.section is None and label.direction == "uitgaven":
            self.section = next_section(self.section)
        measure = measure_of(label, self.section)
        if label.section is not None:
            self.section = label.section
        if measure is None:
            if self.draft is not None:
                self._unplaced(self.draft, row)
            return
        measures = STAFF if measure is Measure.FTE else BUDGET
        header = self.header if self.header is not None and measure in self.header.measures else None
        draft = self.draft
        if draft is not None and measure in draft.amounts and not draft.complete:
            self._repeated(draft, row, header, label, measure)
            return
        if draft is None or measure in draft.amounts:
            self._table_owner(measures, row)
        draft = self.draft
        assert draft is not None
        amounts, faults = read_amounts(row, header, label, measure, "")
        draft.amounts[measure] = amounts
        draft.faults.extend(faults)

    def _repeated(self, draft: Draft, row: Row, header: Header | None, label: Label, measure: Measure) -> None:
        """A line that the table has already: the first stands; another reading of it is in doubt."""
        again, _ = read_amounts(row, header, label, measure, "")
        first = draft.amounts[measure]
        if any(getattr(again, name) != getattr(first, name) for name in ("reference", "actual", "prior")):
            self._unplaced(draft, row, measure)

    def _unplaced(self, draft: Draft, row: Row, measure: Measure | None = None) -> None:
        printed = " | ".join(row.texts)
        fault = Fault(FaultKind.UNREADABLE_FIGURE, None, measure, None, printed, Place(row.page, row.line))
        draft.faults.append(fault)

    def _text(self, draft: Draft, row: Row) -> None:
        (draft.tail if draft.complete else draft.body).append(row)


def read_rows(rows: Iterable[Row]) -> Report:
    """The report that a stream of rows holds.

    Raises:
        ReportError: the rows hold no budget table and no heading of a node, so it is not such a report.
    """
    reader = _Reader()
    count = 0
    for row in rows:
        count += 1
        if row.texts:
            reader.read(row)
    if not any(draft.has_tables for draft in reader.drafts) or not reader.years:
        raise ReportError(_not_a_report(reader, count))
    years = reader.years.most_common(1)[0][0]
    return assemble(reader.drafts, years[0], reader.preamble, reader.contents)


def _not_a_report(reader: _Reader, count: int) -> str:
    wanted = 'expected "Beleidsdoelstelling SD..." headings and "Budgettaire onderbouwing" tables with a year'
    tables = sum(draft.has_tables for draft in reader.drafts)
    headings = sum(draft.heading is not None for draft in reader.drafts)
    first = next((" ".join(row.texts) for row in reader.preamble), "")
    start = f', beginning with "{first[:60]}"' if first else ""
    return f"not a report of policy objectives: {wanted}; found {headings} headings and {tables} tables in {count} rows{start}"
