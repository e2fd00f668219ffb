"""A text whose cells run into each other, as rows of cells: what ``pdftotext -raw`` writes, and some of the programs
that make Markdown of a PDF, page for page and line for line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from doelboom.parser.codes import Codes, learnt
from doelboom.parser.dataclass import dataclass
from doelboom.parser.errors import ReportError
from doelboom.parser.grammar.flat.headings import FlatHeadings
from doelboom.parser.grammar.flat.tables import are_in_usual_order, figures_of, header_of, line_of
from doelboom.parser.records import COLUMNS, Fault, FaultKind, Node
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import marked_level, read_objective

_FEWEST_LINES = 3
"""So many lines of a table without cells are no accident."""
_MOST_LEFT = 0.05
"""Where a larger part of the lines has no header above, the text has lost more than its cells."""
_REFUSED = (
    "its tables have lost their columns: lines with figures were found, and no headers that say what these are; "
    "open the PDF itself, or text made with pdftotext -layout"
)
_TITLE_ROWS = 4
_LISTED = re.compile(r"(\S.*\S)[\s.…]+([0-9]{1,3})")
_NOTE = (
    "its cells run into each other, as in text made with pdftotext -raw or by a program that makes Markdown of a PDF: "
    "titles and services may be too long or too short; open the PDF itself, or text made with pdftotext -layout"
)
_HINT = "where the title ends, and what of the lines below belongs to it, is not printed in this text"
_EDGES = "its description may hold what stands at the edges of pages, and halves of words"


@dataclass(frozen=True, slots=True)
class FlatText:
    """The rows of such a text."""

    rows: Sequence[Row]
    unsure: frozenset[str] = frozenset()
    """The codes of the headings of which it cannot be told where the title ends."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What a user should know of how it was read."""
        return (_NOTE,) if self.unsure else ()

    def hints(self, nodes: Iterable[Node]) -> tuple[Fault, ...]:
        """Which texts to look up."""
        return tuple(
            Fault(FaultKind.TEXT, node.code, printed=_HINT if node.code in self.unsure else _EDGES, place=node.place)
            for node in nodes
            if node.code in self.unsure or node.description is not None
        )


def with_cells(rows: Sequence[Row]) -> FlatText | None:
    """The rows of a text with the cells of its tables and headings; None for a text that has them, or in which a figure
    can be more than one word.

    Raises:
        ReportError: what its columns are cannot be told: their headers are nowhere, or their words in no order.
    """
    figures = [parts[1] for row in rows if (parts := figures_of(row)) is not None]
    if sum(len(each) == len(COLUMNS) for each in figures) < _FEWEST_LINES:
        return None
    if any(len(each) > len(COLUMNS) for each in figures):
        return None
    codes = learnt("\t".join(row.texts) for row in rows)
    usual = _is_usual(rows)
    heads = _running_objectives(rows, usual=usual)
    rows = [row for at, row in enumerate(rows) if at not in heads]
    headings = FlatHeadings(rows, codes)
    made = tuple(_made(rows, headings, usual=usual))
    left = sum(figures_of(row) is not None for row in made)
    if left > _MOST_LEFT * len(figures):
        raise ReportError(_REFUSED)
    return FlatText(made, frozenset(headings.unsure))


def _is_usual(rows: Sequence[Row]) -> bool:
    return are_in_usual_order([cells for row in rows if (cells := line_of(row)) is not None])


def _made(rows: Sequence[Row], headings: FlatHeadings, *, usual: bool) -> Iterator[Row]:
    at = 0
    in_table = after_heading = False
    listing = True
    """Whether no table was seen: before that stands the table of contents."""
    while at < len(rows):
        row = rows[at]
        header = header_of(rows, at, usual=usual)
        if header is not None:
            cells, taken = header
            in_table, after_heading, listing = True, False, False
            yield Row(cells, row.page, row.line, gap=True)
            at += taken
            continue
        heading = headings.read(at)
        if heading is not None:
            yield heading[0]
            at += heading[1]
            in_table, after_heading = False, True
            continue
        figures = line_of(row) if in_table else _listed(row, headings.codes) if listing else None
        in_table = in_table and not _opens_node(row)
        # What stands below a heading is its text: all that belongs to the heading was taken.
        yield row._replace(cells=figures or row.cells, wrapped=row.wrapped and not after_heading)
        after_heading = False
        at += 1


def _running_objectives(rows: Sequence[Row], *, usual: bool) -> set[int]:
    """The rows that name an objective at the head of a page: of all that do, one has a title and a table below."""
    named: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if len(row.texts) == 1 and (objective := read_objective(row.texts[0])) is not None:
            named[objective[0]].append(at)
    heads: set[int] = set()
    for places in named.values():
        own = next((at for at in places if _has_table_below(rows, at, usual=usual)), None)
        if own is not None:
            heads.update(at for at in places if at != own)
    return heads


def _has_table_below(rows: Sequence[Row], at: int, *, usual: bool) -> bool:
    for below in range(at + 1, min(at + _TITLE_ROWS + 2, len(rows))):
        if header_of(rows, below, usual=usual) is not None:
            return below > at + 1
        if len(rows[below].texts) > 1 or figures_of(rows[below]) is not None or _opens_node(rows[below]):
            return False
    return False


def _listed(row: Row, codes: Codes) -> tuple[str, str] | None:
    """Title and page number of a line of the table of contents."""
    match = _LISTED.fullmatch(row.texts[0]) if len(row.texts) == 1 else None
    return (match[1], match[2]) if match is not None and codes.first_in(match[1].partition(" ")[0]) else None


def _opens_node(row: Row) -> bool:
    text = row.texts[0] if len(row.texts) == 1 else ""
    return marked_level(text) is not None or read_objective(text) is not None
