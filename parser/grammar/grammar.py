"""The one grammar of these reports: a stream of rows in, a report out.

A report is a table of contents, then nodes. A node is a heading, running text, and two tables. Headings get lost in
conversion; a marker row ("Acties") that no heading follows still opens a node, and so do tables that follow a
finished pair of tables. Where it cannot be told to which line a row of figures belongs, the row becomes a fault and
its figures belong to no node: a figure that is missing is seen, one in the wrong place is believed.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import replace

from doelboom.parser.codes import Codes, learnt
from doelboom.parser.errors import ReportError
from doelboom.parser.failures import Failures
from doelboom.parser.grammar.assemble import assemble
from doelboom.parser.grammar.drafts import Balance, Draft
from doelboom.parser.grammar.figures.scale import scale_among_words, scale_of_line
from doelboom.parser.grammar.headings import (
    Heading,
    may_be_heading,
    read_contents_line,
    read_heading,
    read_marked_objective,
    read_marker,
    read_rest_of_policy,
    read_uncoded,
    read_uncoded_objective,
)
from doelboom.parser.grammar.identity import identified
from doelboom.parser.grammar.open_table import OpenTable, is_spoilt_line
from doelboom.parser.grammar.pages import Gap, gaps
from doelboom.parser.grammar.refusal import why_not
from doelboom.parser.grammar.tables import (
    BUDGET,
    STAFF,
    Header,
    Label,
    figures_in,
    is_full_line,
    looks_like_line,
    order_of,
    read_header,
    read_label,
)
from doelboom.parser.levels import Rung
from doelboom.parser.records import Fault, FaultKind, Level, Measure, Place, Report
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import BALANCE, DIRECTIONS, LEAVES, SECTIONS

_FEWEST_FIGURES = 3
"""So many figures in a row below a table's header make it a line of that table, whatever its label has become."""


class _Reader:
    """The state between two rows."""

    def __init__(self, codes: Codes, order: tuple[str, str] = DIRECTIONS, breaks: Iterable[int] = ()) -> None:
        self.drafts: list[Draft] = []
        self.contents: dict[str, str] = {}
        self.preamble: list[Row] = []
        self.years: Counter[tuple[int, int]] = Counter()
        self.started = False
        """Whether a heading or a table was seen: before that come title pages and the table of contents."""
        self.codes = codes
        self.order = order
        self.breaks = deque(sorted(breaks))
        """The pages before which others are gone, or could not be read."""
        self.disturbed: str | None = None
        """What stands between the last heading and its tables that could not be read."""
        self.table = OpenTable(order=order)
        self.fresh_header = False
        """Whether no line was read yet below the header."""
        self.after_header_text = False
        """Whether text stands below it."""
        self.last: Measure | None = None
        """The measure of the row before this one, where that was a table line."""
        self.marker: tuple[Rung, Row] | None = None
        """The row before this one, where that was a marker."""
        self.after_heading = False
        """Whether the row before this one was a heading, whose title may go on."""
        self.after_text = False

    @property
    def draft(self) -> Draft | None:
        return self.drafts[-1] if self.drafts else None

    def read(self, row: Row) -> None:
        if self.breaks and row.page is not None and row.page >= self.breaks[0]:
            self._break(row)
        after_heading, self.after_heading = self.after_heading, False
        in_text = self.after_text and not row.gap
        self.after_text = False
        if not in_text and (rung := read_marker(row, self.codes)):
            self._settle_word()
            self.marker = (rung, row)
            self.last = None
            return
        heading = read_heading(row, self.codes)
        if heading is None and self._is_objective_announced:
            heading = read_marked_objective(row, self.codes)
        if heading is not None and self._is_heading(heading, row, in_text=in_text):
            self._heading(heading, row)
            return
        if heading is None and (uncoded := self._uncoded(row)) is not None:
            self._heading(uncoded, row)
            return
        self._settle_marker(row)
        last, self.last = self.last, None
        if header := read_header(row):
            self._open_table(header, row)
        elif (label := read_label(row)) and (self.table.header is not None or is_full_line(row, label)):
            self._line(row, label, last)
        elif self.table.header is not None and figures_in(row) >= _FEWEST_FIGURES:
            self._unplaced(row)
            self.table.section = None
        elif after_heading and row.wrapped and not row.gap and self.draft is not None:
            self.draft.title_rows.append(row)
            self.after_heading = True
        else:
            self._text(row)

    def _break(self, row: Row) -> None:
        """Has what follows belong to nobody before it: a page is gone."""
        while self.breaks and row.page is not None and row.page >= self.breaks[0]:
            self.breaks.popleft()
        if not self.started:
            return
        self.marker = None
        self.after_heading = self.after_text = False
        self._open(Draft(Level.AC, Place(row.page, row.line), orphan=True, broken=True))

    def disturb(self, what: str) -> None:
        """Told of something that could not be read: the next table may be another node's."""
        if self.draft is not None and not self.draft.complete:
            self.disturbed = what

    def finish(self) -> None:
        """Ends the stream."""
        self._settle_marker()

    def _settle_marker(self, following: Row | None = None) -> None:
        """Decides on a marker that no heading follows: below a node's tables the next heading is lost; before its
        tables the word belongs to its text, but for one above cells, which can be a heading that was not read."""
        self._settle_word()
        if self.marker is None:
            return
        (rung, row), self.marker = self.marker, None
        draft = self.draft
        if draft is not None and not draft.has_tables and not draft.orphan:
            draft.body.append(row)
            if following is not None and may_be_heading(following) and not read_header(following):
                self.disturb(" ".join(following.texts))
        else:
            self._open(Draft(rung.level, Place(row.page, row.line), announced=rung, marker=row))

    @property
    def _is_objective_announced(self) -> bool:
        return self.marker is not None and self.marker[0].level is Level.SD

    def _settle_word(self) -> None:
        """Takes an objective's word alone on a row for text, where no heading follows it."""
        if self.marker is not None and self._is_objective_announced:
            (_rung, row), self.marker = self.marker, None
            self._text(row)

    def _uncoded(self, row: Row) -> Heading | None:
        """The heading without a code that a row is, where the tables of the node before are complete."""
        if self.draft is not None and not self.draft.complete:
            return None
        level = self.marker[0].level if self.marker is not None else None
        rest = read_rest_of_policy(row, level)
        if level is not None:
            if rest is not None:
                return rest
            return None if read_header(row) or read_label(row) else read_uncoded(row, level)
        if not (row.gap or self.last is not None):
            return None
        return rest if rest is not None else read_uncoded_objective(row)

    def _is_heading(self, heading: Heading, row: Row, *, in_text: bool) -> bool:
        """Whether what looks like a heading is one, and not a code named in running text or in the contents."""
        if read_contents_line(row) is not None:
            return False
        if self.marker is not None:
            return True
        if in_text:
            return False
        if heading.level is Level.SD and heading.title is None:
            return True
        draft = self.draft
        if not self.started or draft is None:
            return heading.level is Level.SD or heading.period is not None or heading.cells > 1
        return heading.cells > 1 or (bool(draft.lines) and row.gap and heading.title is not None)

    def _heading(self, heading: Heading, row: Row) -> None:
        rung = self.codes.rung_of(heading.code) if heading.code is not None else None
        above = self.marker[0] if self.marker is not None else None
        if rung is None:
            rung = above
        if rung is not None and rung.level is not heading.level:
            rung = None
        self.marker = None
        draft = self.draft
        if draft is None or draft.heading != heading or draft.body or draft.has_tables:
            self._open(Draft(heading.level, Place(row.page, row.line), heading, rung, above))
        self.after_heading = True
        self.started = True

    def _open(self, draft: Draft) -> None:
        if self.drafts and self.drafts[-1].orphan and not self.drafts[-1].lines:
            draft.broken = True
        self.drafts.append(draft)
        self.disturbed = None
        self.table = OpenTable(order=self.order)
        self.last = None

    def _open_lost(self, row: Row) -> Draft:
        """Opens a node that has neither heading nor marker; the text below the tables before it is its own."""
        before = self.draft
        level, rung = Level.AC, None
        if before is not None and before.level in LEAVES:
            level, rung = before.level, before.announced
        body: list[Row] = []
        if before is not None:
            body, before.tail = before.tail, []
        first = body[0] if body else row
        draft = Draft(level, Place(first.page, first.line), announced=rung, body=body)
        self._open(draft)
        return draft

    def _open_table(self, header: Header, row: Row) -> None:
        draft = self.draft
        if draft is None or not self.table.belongs_to(draft, header.measures):
            draft = self._open_lost(row)
        if self.fresh_header and self.after_header_text and header.measures in draft.headers:
            self.disturb(f"{row.texts[0]}, without lines")
        self._doubt(draft, header.measures)
        draft.headers.add(header.measures)
        if header.years is not None:
            self.years[header.years] += 1
        self.table.open(header)
        self.fresh_header, self.after_header_text = True, False
        self.started = True

    def _doubt(self, draft: Draft, table: tuple[Measure, ...]) -> None:
        """Puts a table in doubt that begins below something that could not be read."""
        if self.disturbed is None or any(measure in draft.lines for measure in table):
            return
        printed, place = self.disturbed, draft.place
        fault = Fault(FaultKind.TABLE_UNSURE, None, table[0], None, f"after: {printed}", place)
        if fault not in draft.faults:
            draft.faults.append(fault)

    def _line(self, row: Row, label: Label, last: Measure | None) -> None:
        """Reads a line of a table."""
        draft = self.draft
        if label.direction == BALANCE:
            self._balance(row, label)
            return
        fresh, self.fresh_header = self.fresh_header, False
        measure = self.table.measure(label, draft)
        if measure is None:
            self._unplaced(row)
            return
        if draft is None or self.table.opens_lost(draft, measure, row, label, last=last, fresh=fresh):
            header = self.table.header if fresh else None
            draft = self._open_lost(row)
            self.table = OpenTable(header, label.section, self.order)
        elif measure in draft.lines:
            self._repeated(draft, row, label, measure)
            return
        elif not self.table.fits(draft, measure):
            self._unplaced(row)
            return
        self.started = True
        self._doubt(draft, BUDGET if measure in BUDGET else STAFF)
        draft.lines[measure] = self.table.line(row, label, measure)
        self.last = measure

    def _balance(self, row: Row, label: Label) -> None:
        """Reads a row of a table that follows from others."""
        draft = self.draft
        if draft is None or not draft.begun(BUDGET):
            self._unplaced(row)
            return
        section = label.section
        if section is None and not draft.has(BUDGET):
            section = self.table.section
        measure = Measure(f"{section or SECTIONS[0]}_{DIRECTIONS[1]}")
        draft.balances.append(Balance(section, self.table.line(row, label, measure)))

    def _repeated(self, draft: Draft, row: Row, label: Label, measure: Measure) -> None:
        """A line that the table has already: the first stands; another reading of it is in doubt."""
        if self.table.differs(draft, row, label, measure):
            self._unplaced(row, measure if label.section is not None or label.staff else None)
            self.table.section = label.section
        else:
            self.last = measure

    def _unplaced(self, row: Row, measure: Measure | None = None) -> None:
        printed = " | ".join(row.texts)
        if self.draft is not None and not self.draft.has_tables:
            self.disturb(printed)
        fault = Fault(FaultKind.UNREADABLE_FIGURE, None, measure, None, printed, Place(row.page, row.line))
        if self.draft is None:
            self.preamble.append(row)
        else:
            self.draft.faults.append(fault)

    def _text(self, row: Row) -> None:
        draft = self.draft
        if not self.started:
            if line := read_contents_line(row):
                self.contents.setdefault(*line)
                return
            self.preamble.append(row)
        if draft is None:
            return
        if draft.complete:
            self.table.header = None
        elif len(row.texts) == 1 and not draft.lines and (scale := scale_of_line(row.texts[0])) is not None:
            draft.scale = scale
        elif looks_like_line(row) or is_spoilt_line(row):
            self.disturb(" ".join(row.texts))
        self.after_header_text = True
        (draft.tail if draft.lines else draft.body).append(row)
        self.after_text = True


def read_rows(rows: Iterable[Row], failures: Failures, unread: Iterable[int] = ()) -> Report:
    """The report that a stream of rows holds. A row that doelboom fails on goes to `failures`; the others are read.

    Args:
        rows: the stream.
        failures: what doelboom failed on so far.
        unread: the pages that could not be read.

    Raises:
        ReportError: the rows hold no policy objective, no table, no year or hardly a heading, so it is no such report.
    """
    rows, edges = _parted(rows)
    missing: list[Gap] = []
    with failures.kept():
        missing = gaps(edges)
    codes = learnt("\t".join(row.texts) for row in rows)
    reader = _Reader(codes, order_of(rows), {*(gap.page for gap in missing), *(page + 1 for page in unread)})
    for row in rows:
        if row.texts:
            try:
                reader.read(row)
            except Exception as error:
                failures.add(error, Place(row.page, row.line))
                reader.table.section = reader.last = None
                reader.disturb(" ".join(row.texts))
    reader.finish()
    refusal = why_not(reader.drafts, rows, reader.preamble, has_years=bool(reader.years))
    if refusal is not None:
        raise ReportError(refusal)
    years = reader.years.most_common(1)[0][0]
    around = [*reader.preamble, *edges]
    report = identified(assemble(reader.drafts, years[0], reader.contents, codes, _scale(around)), around)
    faults = [Fault(FaultKind.PAGE_MISSING, printed=str(gap), place=Place(page=gap.page)) for gap in missing]
    return replace(report, faults=(*report.faults, *faults))


def _scale(rows: Iterable[Row]) -> int | None:
    """How many euros one is, as the first line says that says so before the tables, or at the edges of the pages."""
    scales = (scale_among_words(" ".join(row.texts)) for row in rows)
    return next((scale for scale in scales if scale is not None), None)


def _parted(rows: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of the text, and those of running heads and feet."""
    parts: tuple[list[Row], list[Row]] = ([], [])
    for row in rows:
        parts[row.edge].append(row)
    return parts
